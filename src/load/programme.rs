//! A programme file, and whether what it says makes sense.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;

use super::columns::advice;
use super::document::Document;
use super::files::Files;
use super::glyphs::Coverage;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Severity};
use crate::model::{Exact, Id, Kind, Number, Programme, Stream};

/// Reads and checks `<programme>/programme.toml`; `None` if it cannot be used.
pub(super) fn read(
    files: &Files,
    folder: &str,
    coverage: &Coverage,
    problems: &mut Diagnostics,
) -> Result<Option<Programme>, MachineError> {
    let path = Path::new(folder).join("programme.toml");
    let Some((document, programme)) = Document::read::<Programme>(files, &path, problems)? else {
        return Ok(None);
    };
    let mut check =
        Check { document: &document, programme: &programme, problems, misleading: false };
    check.identity(folder);
    check.scoring();
    check.weights();
    check.tiers();
    check.streams();
    check.unique_ids();
    check.references();
    check.recognitions();
    check.credit_points();
    check.certification();
    let usable =
        !check.misleading && !programme.languages.is_empty() && !programme.tiers.is_empty();
    let languages: Vec<_> = programme.language_ids().collect();
    document.check_texts(&languages, coverage, problems);
    Ok(usable.then_some(programme))
}

/// One look at a programme, which collects its problems.
pub(super) struct Check<'a> {
    document: &'a Document,
    pub(super) programme: &'a Programme,
    problems: &'a mut Diagnostics,
    /// Whether a fault would make sound tables look faulty, so that none is to be read.
    misleading: bool,
}

impl Check<'_> {
    pub(super) fn error(
        &mut self,
        path: &[&str],
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.document.place(path);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }

    fn identity(&mut self, folder: &str) {
        let programme = self.programme;
        if programme.schema != 1 {
            let message = format!("schema {} is not known", programme.schema);
            self.error(&["schema"], message, "this version reads `schema = 1`");
        }
        if programme.id.as_str() != folder {
            let message = format!("the id `{}` is not the name of its folder", programme.id);
            self.error(
                &["id"],
                message,
                format!("write `id = \"{folder}\"`, or rename the folder"),
            );
        }
        if programme.languages.is_empty() {
            let help = "add one such as { id = \"zh\", tag = \"zh-Hant-HK\" }";
            self.error(&["languages"], "the programme has no language", help);
        }
        for (key, colour) in
            [("primary", &programme.theme.primary), ("accent", &programme.theme.accent)]
        {
            let digits = colour.strip_prefix('#').unwrap_or_default();
            if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                let message = format!("`{colour}` is not a colour");
                self.error(&["theme", key], message, "write it as #rrggbb, such as #7a1f2b");
            }
        }
        let certifies = programme.kind == Kind::Certification;
        if certifies != programme.certification.is_some() {
            let (message, help) = if certifies {
                let help = "add `[certification]` with `validity_months` and `expiring_days`";
                ("a certification needs the table `certification`", help)
            } else {
                let help = "take it out, or write `kind = \"certification\"`";
                ("an award has no use for the table `certification`", help)
            };
            let path = if certifies { "kind" } else { "certification" };
            self.error(&[path], message, help);
        }
    }

    fn scoring(&mut self) {
        let scoring = &self.programme.scoring;
        let (min, max) = (scoring.scale.min, scoring.scale.max);
        if min >= max {
            self.misleading = true;
            let message = format!("the scale runs from {min} to {max}");
            self.error(&["scoring", "scale"], message, "let `min` be less than `max`");
        }
        if scoring.places > 6 {
            let message = format!("`{}` places are more than anybody reads", scoring.places);
            self.error(&["scoring", "places"], message, "publish at most 6 decimals");
        }
        if min < max && (scoring.pass < min || scoring.pass > max) {
            let message = format!("the pass of {} is off the scale {min} to {max}", scoring.pass);
            self.error(&["scoring", "pass"], message, "put it on the scale");
        }
        self.published(&["scoring", "pass"], "the pass", scoring.pass);
        for (index, round) in scoring.tie_break.iter().enumerate() {
            let known = self.programme.rounds.iter().map(|round| &round.id);
            self.known(&["scoring", "tie_break", &index.to_string()], "round", round, known);
        }
    }

    /// A threshold is compared with published figures (design, rule 3), so it is one itself: else a
    /// report would show 90.0 as short of 90.0.
    fn published(&mut self, path: &[&str], what: &str, threshold: Number) {
        let places = self.programme.scoring.places;
        if threshold.decimals() > places {
            let message = format!("{what}, {threshold}, is finer than a published figure");
            let help = format!("write it with no more decimals than `places`, which is {places}");
            self.error(path, message, help);
        }
    }

    /// Weights are shares of a hundred: of rounds, and of the criteria of each stream and mode.
    fn weights(&mut self) {
        let programme = self.programme;
        let rounds: Vec<_> = programme.rounds.iter().map(|r| (&r.id, r.weight)).collect();
        let criteria: Vec<_> = programme.criteria.iter().map(|c| (&c.id, c.weight)).collect();
        self.above_zero("rounds", "weight", rounds.iter().map(|(_, weight)| *weight));
        self.above_zero("criteria", "weight", criteria.iter().map(|(_, weight)| *weight));
        self.adds_to_hundred("rounds", &rounds, "");
        let mut sums = BTreeSet::new();
        for stream in &programme.streams {
            for mode in &stream.modes {
                let applies = programme.criteria.iter().filter(|c| c.applies(&stream.id, &mode.id));
                let weights: Vec<_> = applies.map(|c| (&c.id, c.weight)).collect();
                // One complaint for each different sum, not one for each mode.
                if sums.insert(weights.clone()) {
                    let of = format!(" of stream `{}`, mode `{}`", stream.id, mode.id);
                    self.adds_to_hundred("criteria", &weights, &of);
                }
            }
        }
    }

    fn above_zero(&mut self, list: &str, key: &str, numbers: impl Iterator<Item = Number>) {
        for (index, number) in numbers.enumerate().filter(|(_, number)| *number <= Number::ZERO) {
            let path = [list, &index.to_string(), key];
            self.error(&path, format!("the `{key}` is {number}"), "write a number above zero");
        }
    }

    fn adds_to_hundred(&mut self, list: &str, weights: &[(&Id, Number)], of: &str) {
        let total = weights.iter().fold(Exact::zero(), |sum, (_, weight)| &sum + &(*weight).into());
        if total != Number::HUNDRED.into() {
            let total = total.publish(6).to_string();
            let total = total.trim_end_matches('0').trim_end_matches('.');
            let message = format!("the weights of the {list}{of} add to {total}, not to 100");
            let each: Vec<_> =
                weights.iter().map(|(id, weight)| format!("`{id}` {weight}")).collect();
            self.error(&[list], message, format!("change them; they are {}", each.join(", ")));
        }
    }

    fn tiers(&mut self) {
        let programme = self.programme;
        let scale = &programme.scoring.scale;
        if programme.tiers.is_empty() {
            self.error(&["tiers"], "the programme has no tier", "add one, such as Gold from 90 on");
        }
        for (index, tier) in programme.tiers.iter().enumerate() {
            let path = ["tiers", &index.to_string(), "min"];
            if scale.min < scale.max && (tier.min < scale.min || tier.min > scale.max) {
                let message = format!("tier `{}` begins at {}, off the scale", tier.id, tier.min);
                self.error(&path, message, format!("the scale is {} to {}", scale.min, scale.max));
            }
            self.published(&path, &format!("the threshold of tier `{}`", tier.id), tier.min);
            let above = index.checked_sub(1).map(|above| &programme.tiers[above]);
            if let Some(above) = above.filter(|above| above.min <= tier.min) {
                let message = format!(
                    "tier `{}` begins at {}, but tier `{}` above it at {}",
                    tier.id, tier.min, above.id, above.min
                );
                self.error(&path, message, "list the tiers from the best down");
            }
        }
    }

    fn streams(&mut self) {
        for (index, stream) in self.programme.streams.iter().enumerate() {
            let index = index.to_string();
            if stream.modes.is_empty() {
                let message = format!("stream `{}` has no mode", stream.id);
                self.error(
                    &["streams", &index, "modes"],
                    message,
                    "add how its entries are assessed",
                );
            }
            self.bands(stream, &index);
            for (at, mode) in stream.modes.iter().enumerate() {
                if let Some(channel) = &mode.channel {
                    let path = ["streams", &index, "modes", &at.to_string(), "channel"];
                    let known = self.programme.channels.iter().map(|channel| &channel.id);
                    self.known(&path, "channel", channel, known);
                }
            }
        }
    }

    /// Bands ascend and do not overlap; sizes between two of them are worth a warning, since an
    /// entry of that size needs a group of its own (design, rule 4).
    fn bands(&mut self, stream: &Stream, index: &str) {
        for (at, group) in stream.groups.iter().enumerate() {
            if let Some(max) = group.max.filter(|max| *max < group.min) {
                self.misleading = true;
                let path = ["streams", index, "groups", &at.to_string(), "max"];
                let message =
                    format!("group `{}` begins at {} and ends at {max}", group.id, group.min);
                self.error(&path, message, "let `max` be at least `min`");
            }
        }
        for (at, pair) in stream.groups.windows(2).enumerate() {
            let [lower, upper] = pair else { continue };
            let next = (at + 1).to_string();
            let path = ["streams", index, "groups", &next];
            let message =
                format!("groups `{}` and `{}` of stream `{}`", lower.id, upper.id, stream.id);
            match lower.max.and_then(|max| max.checked_add(1)) {
                Some(first) if first < upper.min => {
                    let gap = if upper.min - first == 1 {
                        format!("{first}")
                    } else {
                        format!("{first} to {}", upper.min - 1)
                    };
                    let help = "an entry of such a size needs its group in the column `group`";
                    let sizes = if gap.contains(' ') { "sizes" } else { "size" };
                    let warning = format!("{message} leave the {sizes} {gap} in neither");
                    let place = self.document.place(&path);
                    self.problems.push(Diagnostic::warning(warning).at(place).help(help));
                }
                Some(first) if first == upper.min => {}
                first => {
                    let help = match first {
                        Some(first) => format!("let `{}` begin at {first}", upper.id),
                        None => format!("give `{}` a `max` below {}", lower.id, upper.min),
                    };
                    self.error(&path, format!("{message} overlap"), help);
                }
            }
        }
    }

    fn unique_ids(&mut self) {
        let programme = self.programme;
        self.unique("rounds", programme.rounds.iter().map(|item| &item.id));
        self.unique("tiers", programme.tiers.iter().map(|item| &item.id));
        self.unique("channels", programme.channels.iter().map(|item| &item.id));
        self.unique("streams", programme.streams.iter().map(|item| &item.id));
        self.unique("sectors", programme.sectors.iter().map(|item| &item.id));
        self.unique("categories", programme.categories.iter().map(|item| &item.id));
        self.unique("criteria", programme.criteria.iter().map(|item| &item.id));
        self.unique("recognitions", programme.recognitions.iter().map(|item| &item.id));
        self.unique("deductions", programme.deductions.iter().map(|item| &item.id));
        self.unique("languages", programme.languages.iter().map(|item| &item.id));
        for (at, stream) in programme.streams.iter().enumerate() {
            let at = at.to_string();
            let path = |list: &'static str| ["streams", &at, list].map(str::to_owned);
            self.unique_at(&path("modes"), stream.modes.iter().map(|item| &item.id));
            self.unique_at(&path("groups"), stream.groups.iter().map(|item| &item.id));
        }
        if let Some(certification) = &programme.certification {
            let path = ["certification", "extras"].map(str::to_owned);
            self.unique_at(&path, certification.extras.iter().map(|item| &item.id));
        }
    }

    fn unique<'i, T: Ord + Display + 'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i T>) {
        self.unique_at(&[list.to_owned()], ids);
    }

    fn unique_at<'i, T: Ord + Display + 'i>(
        &mut self,
        list: &[String],
        ids: impl Iterator<Item = &'i T>,
    ) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate().filter(|(_, id)| !seen.insert(*id)) {
            self.misleading = true;
            let index = index.to_string();
            let path: Vec<_> =
                list.iter().map(String::as_str).chain([index.as_str(), "id"]).collect();
            self.error(&path, format!("the id `{id}` is there twice"), "give each its own id");
        }
    }

    fn references(&mut self) {
        let programme = self.programme;
        self.above_zero("deductions", "points", programme.deductions.iter().map(|d| d.points));
        for (index, rule) in programme.deductions.iter().enumerate() {
            let path = ["deductions", &index.to_string(), "round"];
            self.known(&path, "round", &rule.round, programme.rounds.iter().map(|r| &r.id));
        }
        let errors_before = self.problems.count(Severity::Error);
        for (index, criterion) in programme.criteria.iter().enumerate() {
            let index = index.to_string();
            for stream in &criterion.streams {
                let known = programme.streams.iter().map(|stream| &stream.id);
                self.known(&["criteria", &index, "streams"], "stream", stream, known);
            }
            for mode in &criterion.modes {
                let known = programme.streams.iter().flat_map(|s| s.modes.iter().map(|m| &m.id));
                self.known(&["criteria", &index, "modes"], "mode", mode, known);
            }
            for channel in &criterion.channels {
                let known = programme.channels.iter().map(|channel| &channel.id);
                self.known(&["criteria", &index, "channels"], "channel", channel, known);
            }
        }
        self.misleading |= self.problems.count(Severity::Error) > errors_before;
    }

    pub(super) fn known<'i>(
        &mut self,
        path: &[&str],
        what: &str,
        id: &Id,
        known: impl Iterator<Item = &'i Id> + Clone,
    ) {
        if !known.clone().any(|other| other == id) {
            let help = advice(id.as_str(), known.map(Id::as_str));
            let message = format!("there is no {what} `{id}`");
            let place = self.document.place(path).pointing_at(id.as_str());
            self.problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}
