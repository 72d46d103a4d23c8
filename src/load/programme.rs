//! A programme file, and whether what it says makes sense.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;

use super::cells::advice;
use super::document::Document;
use super::files::Files;
use super::glyphs::Coverage;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError};
use crate::model::{Exact, Field, Id, Kind, Number, Programme, Rule, Stream};

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
    let mut check = Check { document: &document, programme: &programme, problems };
    check.identity(folder);
    check.scoring();
    check.weights();
    check.tiers();
    check.streams();
    check.unique_ids();
    check.references();
    check.recognitions();
    check.credit_points();
    let languages: Vec<_> = programme.language_ids().collect();
    document.check_texts(&languages, coverage, problems);
    Ok((!programme.languages.is_empty() && !programme.tiers.is_empty()).then_some(programme))
}

struct Check<'a> {
    document: &'a Document,
    programme: &'a Programme,
    problems: &'a mut Diagnostics,
}

impl Check<'_> {
    fn error(&mut self, path: &[&str], message: impl Into<String>, help: impl Into<String>) {
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
            self.error(&["languages"], "there is no language", help);
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
            let message = if certifies {
                "a certification needs the table `certification`"
            } else {
                "an award has no use for the table `certification`"
            };
            self.error(&["certification"], message, "see `kind` at the top of the file");
        }
    }

    fn scoring(&mut self) {
        let scoring = &self.programme.scoring;
        let (min, max) = (scoring.scale.min, scoring.scale.max);
        if min >= max {
            let message = format!("the scale runs from {min} to {max}");
            self.error(&["scoring", "scale"], message, "let `min` be less than `max`");
        }
        if scoring.places > 6 {
            let message = format!("{} places are more than anybody reads", scoring.places);
            self.error(&["scoring", "places"], message, "publish at most 6 decimals");
        }
        if scoring.pass < min || scoring.pass > max {
            let message = format!("the pass of {} is off the scale {min} to {max}", scoring.pass);
            self.error(&["scoring", "pass"], message, "put it on the scale");
        }
        for (index, round) in scoring.tie_break.iter().enumerate() {
            let known = self.programme.rounds.iter().map(|round| &round.id);
            self.known(&["scoring", "tie_break", &index.to_string()], "round", round, known);
        }
    }

    /// Weights are shares of a hundred: of rounds, and of the criteria of each stream and mode.
    fn weights(&mut self) {
        let programme = self.programme;
        self.adds_to_hundred("rounds", programme.rounds.iter().map(|round| round.weight), "");
        let mut sums = BTreeSet::new();
        for stream in &programme.streams {
            for mode in &stream.modes {
                let applies = programme.criteria.iter().filter(|c| c.applies(&stream.id, &mode.id));
                let weights: Vec<_> = applies.map(|criterion| criterion.weight).collect();
                // One complaint for each different sum, not one for each mode.
                if sums.insert(weights.clone()) {
                    let of = format!(" of stream `{}`, mode `{}`", stream.id, mode.id);
                    self.adds_to_hundred("criteria", weights.into_iter(), &of);
                }
            }
        }
    }

    fn adds_to_hundred(&mut self, what: &str, weights: impl Iterator<Item = Number>, of: &str) {
        let mut sum = Exact::zero();
        for weight in weights {
            if weight <= Number::ZERO {
                let message = format!("a weight of {weight} among the {what}{of}");
                self.error(&[what], message, "let every weight be above zero");
            }
            sum = &sum + &weight.into();
        }
        if sum != Number::HUNDRED.into() {
            let message = format!("the weights of the {what}{of} add to {}", sum.publish(2));
            self.error(&[what], message, "let them add to 100");
        }
    }

    fn tiers(&mut self) {
        let programme = self.programme;
        let scale = &programme.scoring.scale;
        if programme.tiers.is_empty() {
            self.error(&["tiers"], "there is no tier", "add one, such as Gold from 90 on");
        }
        for (index, tier) in programme.tiers.iter().enumerate() {
            let path = ["tiers", &index.to_string(), "min"];
            if tier.min < scale.min || tier.min > scale.max {
                let message = format!("tier `{}` begins at {}, off the scale", tier.id, tier.min);
                self.error(&path, message, format!("the scale is {} to {}", scale.min, scale.max));
            }
            let above = index.checked_sub(1).map(|above| &programme.tiers[above]);
            if let Some(above) = above.filter(|above| above.min <= tier.min) {
                let message = format!(
                    "tier `{}` begins at {}, tier `{}` above it at {}",
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
        for (at, pair) in stream.groups.windows(2).enumerate() {
            let [lower, upper] = pair else { continue };
            let next = (at + 1).to_string();
            let path = ["streams", index, "groups", &next];
            let message = format!("groups {} and {} of stream `{}`", lower.id, upper.id, stream.id);
            match lower.max.and_then(|max| max.checked_add(1)) {
                Some(first) if first < upper.min => {
                    let gap = if upper.min - first == 1 {
                        format!("{first}")
                    } else {
                        format!("{first} to {}", upper.min - 1)
                    };
                    let help = format!("an entry of size {gap} needs an explicit `group`");
                    let warning = format!("{message} leave {gap} in no group");
                    let place = self.document.place(&path);
                    self.problems.push(Diagnostic::warning(warning).at(place).help(help));
                }
                Some(first) if first == upper.min => {}
                _ => self.error(
                    &path,
                    format!("{message} overlap"),
                    "let each begin above the one before it",
                ),
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
    }

    fn unique<'i, T: Ord + Display + 'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i T>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                let path = [list, &index.to_string(), "id"];
                self.error(&path, format!("`{id}` is there twice"), "give each its own id");
            }
        }
    }

    fn references(&mut self) {
        let programme = self.programme;
        for (index, rule) in programme.deductions.iter().enumerate() {
            let path = ["deductions", &index.to_string(), "round"];
            self.known(&path, "round", &rule.round, programme.rounds.iter().map(|r| &r.id));
        }
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
    }

    fn recognitions(&mut self) {
        let programme = self.programme;
        for (index, recognition) in programme.recognitions.iter().enumerate() {
            let index = index.to_string();
            let (tier_key, tier) = match &recognition.rule {
                Rule::Highest { requires_tier, .. } => ("requires_tier", requires_tier.as_ref()),
                Rule::Streak { tier, .. } | Rule::OmniChannel { tier, .. } => ("tier", Some(tier)),
                Rule::Improvement { .. } => ("tier", None),
            };
            if let Some(tier) = tier {
                let known = programme.tiers.iter().map(|tier| &tier.id);
                self.known(&["recognitions", &index, tier_key], "tier", tier, known);
            }
            if let Rule::Improvement { same, .. } | Rule::Streak { same, .. } = &recognition.rule
                && let Some(field) =
                    same.iter().find(|field| !matches!(field, Field::Stream | Field::Group))
            {
                let message = format!("history knows no {field} to compare");
                let help = "compare by `stream` and `group`";
                self.error(&["recognitions", &index, "same"], message, help);
            }
            if let Rule::OmniChannel { channels, .. } = &recognition.rule {
                for channel in channels {
                    let known = programme.channels.iter().map(|channel| &channel.id);
                    self.known(&["recognitions", &index, "channels"], "channel", channel, known);
                }
            }
        }
    }

    fn credit_points(&mut self) {
        let programme = self.programme;
        let Some(points) = &programme.credit_points else {
            return;
        };
        for tier in points.tiers.keys() {
            let known = programme.tiers.iter().map(|tier| &tier.id);
            self.known(&["credit_points", "tiers"], "tier", tier, known);
        }
        let needs = points.needs_corporate_awards.iter().flat_map(|needs| &needs.recognitions);
        let superseded = points.supersedes.iter().flat_map(|(id, ids)| ids.iter().chain([id]));
        let lists = [
            ("recognitions", points.recognitions.keys().collect::<Vec<_>>()),
            ("highest_score", points.highest_score.iter().collect()),
            ("functional", points.functional.iter().collect()),
            ("needs_corporate_awards", needs.collect()),
            ("supersedes", superseded.collect()),
        ];
        for (key, ids) in lists {
            for id in ids {
                let known = programme.recognitions.iter().map(|recognition| &recognition.id);
                self.known(&["credit_points", key], "recognition", id, known);
            }
        }
    }

    fn known<'i>(
        &mut self,
        path: &[&str],
        what: &str,
        id: &Id,
        known: impl Iterator<Item = &'i Id> + Clone,
    ) {
        if !known.clone().any(|other| other == id) {
            let help = advice(id.as_str(), known.map(Id::as_str));
            self.error(path, format!("there is no {what} `{id}`"), help);
        }
    }
}
