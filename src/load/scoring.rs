//! Whether what a programme file says of scores makes sense: scale, weights, tiers, rounds.

use std::collections::{BTreeMap, BTreeSet};

use super::programme::Check;
use crate::model::{Exact, Id, Kind, Number, Tier};

impl Check<'_> {
    pub(super) fn scoring(&mut self) {
        let scoring = &self.programme.scoring;
        let (min, max) = (scoring.scale.min, scoring.scale.max);
        if min >= max {
            self.misleading = true;
            let message = format!("the scale runs from {min} to {max}");
            self.error(&["scoring", "scale"], message, "let `min` be less than `max`");
        }
        if scoring.places > 6 {
            // Past results are published so to find their tiers: of a billion places, for ever.
            self.misleading = true;
            let message = format!("`{}` places are more than anybody reads", scoring.places);
            self.error(&["scoring", "places"], message, "publish at most 6 decimals");
        }
        if min < max && (scoring.pass < min || scoring.pass > max) {
            let message = format!("the pass of {} is off the scale {min} to {max}", scoring.pass);
            self.error(&["scoring", "pass"], message, "put it on the scale");
        }
        self.published(&["scoring", "pass"], "the pass", scoring.pass);
        self.published(&["scoring", "scale", "min"], "the least of the scale", min);
        self.published(&["scoring", "scale", "max"], "the greatest of the scale", max);
        for (index, round) in scoring.tie_break.iter().enumerate() {
            let known = self.programme.rounds.iter().map(|round| &round.id);
            self.known(&["scoring", "tie_break", &index.to_string()], "round", round, known);
        }
        self.no_repeat(&["scoring", "tie_break"], scoring.tie_break.iter());
    }

    /// A threshold is compared with published figures (`RULES.md`, rule 3), and a score may be a bound of
    /// the scale, so each is such a figure itself: else a report would show 90.0 as short of 90.0.
    fn published(&mut self, path: &[&str], what: &str, threshold: Number) {
        let places = self.programme.scoring.places;
        if threshold.decimals() > places {
            let message = format!("{what}, {threshold}, is finer than a published figure");
            let help = format!("write it with no more decimals than `places`, which is {places}");
            self.error(path, message, help);
        }
    }

    /// Weights are shares of a hundred: of rounds, and of the criteria of each stream and mode.
    pub(super) fn weights(&mut self) {
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

    pub(super) fn tiers(&mut self) {
        let programme = self.programme;
        let scale = &programme.scoring.scale;
        if programme.tiers.is_empty() {
            self.error(&["tiers"], "the programme has no tier", "add one, such as Gold from 90 on");
        }
        for (index, tier) in programme.tiers.iter().enumerate() {
            let path = ["tiers", &index.to_string(), "min"];
            if scale.min < scale.max && (tier.min < scale.min || tier.min > scale.max) {
                self.misleading = true;
                let message = format!("tier `{}` begins at {}, off the scale", tier.id, tier.min);
                self.error(&path, message, format!("the scale is {} to {}", scale.min, scale.max));
            }
            self.published(&path, &format!("the threshold of tier `{}`", tier.id), tier.min);
            let above = index.checked_sub(1).map(|above| &programme.tiers[above]);
            if let Some(above) = above.filter(|above| above.min <= tier.min) {
                self.misleading = true;
                let message = format!(
                    "tier `{}` begins at {}, but tier `{}` above it at {}",
                    tier.id, tier.min, above.id, above.min
                );
                self.error(&path, message, "list the tiers from the best down");
            }
        }
    }

    /// A certificate is for the pass (`RULES.md`, rule 12), a tier for its threshold (rule 3): where a
    /// certification sets them apart, an entry between them has one without the other.
    pub(super) fn pass_and_tiers(&mut self) {
        let programme = self.programme;
        let pass = programme.scoring.pass;
        let certifies = programme.kind == Kind::Certification;
        if certifies != programme.certification.is_some() {
            return;
        }
        // Of an award, what passes may hold no tier.
        let parts = |tier: &&Tier| if certifies { tier.min != pass } else { tier.min < pass };
        if let Some(lowest) = programme.tiers.last().filter(parts) {
            let message =
                format!("the pass is {pass}, but tier `{}` begins at {}", lowest.id, lowest.min);
            let between = match (pass < lowest.min, certifies) {
                (true, _) => "is certified and holds no tier",
                (false, true) => "holds the tier and is not certified",
                (false, false) => "holds the tier and does not pass",
            };
            let help = format!("make them equal, or an entry between them {between}");
            self.warning(&["scoring", "pass"], message, help);
        }
    }

    /// Months are counted from 1 and each belongs to one round. None is read when a score is made, so
    /// what overlaps or is left out is a warning.
    pub(super) fn months(&mut self) {
        let mut taken: BTreeMap<u32, &Id> = BTreeMap::new();
        for (index, round) in self.programme.rounds.iter().enumerate() {
            let index = index.to_string();
            let path = ["rounds", &index, "months"];
            for (at, month) in round.months.iter().enumerate() {
                let at = at.to_string();
                let path = [path.as_slice(), &[at.as_str()]].concat();
                if *month == 0 {
                    let help = "count the months of the assessment period from 1";
                    self.error(&path, "there is no month 0", help);
                } else if let Some(other) = taken.insert(*month, &round.id) {
                    let message = format!("month {month} is already one of round `{other}`");
                    self.warning(&path, message, "let each month belong to one round");
                }
            }
        }
    }

    pub(super) fn deductions(&mut self) {
        let programme = self.programme;
        self.above_zero("deductions", "points", programme.deductions.iter().map(|d| d.points));
        for (index, rule) in programme.deductions.iter().enumerate() {
            let path = ["deductions", &index.to_string(), "round"];
            self.known(&path, "round", &rule.round, programme.rounds.iter().map(|r| &r.id));
        }
    }
}
