//! Whether what a programme file says of recognitions makes sense.

use super::programme::Check;
use crate::model::{Field, Id, OrderBy, Recognition, Rule};

impl Check<'_> {
    pub(super) fn recognitions(&mut self) {
        let programme = self.programme;
        for (index, recognition) in programme.recognitions.iter().enumerate() {
            let index = index.to_string();
            if programme.tier(&recognition.id).is_some() {
                let message = format!("`{}` is both a recognition and a tier", recognition.id);
                let help = "give each its own id, since ids name the files of certificates";
                self.error(&["recognitions", &index, "id"], message, help);
            }
            self.rule(&index, recognition);
        }
        self.one_streak_to_report();
    }

    fn rule(&mut self, index: &str, recognition: &Recognition) {
        let key = |key| ["recognitions", index, key];
        match &recognition.rule {
            Rule::Highest { per, min_entries, requires_tier } => {
                self.no_repeat(&key("per"), per.iter());
                if *min_entries == 0 {
                    let help = "write how many entries a scope needs, at least 1";
                    self.error(&key("min_entries"), "`min_entries` is 0", help);
                }
                if let Some(tier) = requires_tier {
                    self.tier(&key("requires_tier"), tier);
                }
            }
            Rule::Improvement { per, same } => {
                self.no_repeat(&key("per"), per.iter());
                self.same(&key("same"), same);
            }
            Rule::Streak { tier, years, same } => {
                self.tier(&key("tier"), tier);
                self.same(&key("same"), same);
                if *years == 0 {
                    let help = "write from how many seasons on it is awarded, such as 3";
                    self.error(&key("years"), "a streak of 0 years is none", help);
                } else if *years == 1 {
                    let message = "a streak of 1 year is won by all who hold the tier";
                    self.warning(&key("years"), message, "write at least 2, unless you mean that");
                }
                self.words_of_years(index, recognition);
            }
            Rule::OmniChannel { channels, tier, order } => {
                self.tier(&key("tier"), tier);
                self.covered(&key("channels"), channels);
                self.order(&key("order"), order);
            }
        }
    }

    /// Rule 8: the words of a streak state its count.
    fn words_of_years(&mut self, index: &str, recognition: &Recognition) {
        let words = recognition.trophy_text.iter().flat_map(|text| text.iter());
        for (language, _) in words.filter(|(_, words)| !words.contains("{years}")) {
            let message = "the words of the streak do not state its count";
            let help = "write {years} where the number of seasons stands";
            self.error(&["recognitions", index, "trophy_text", language], message, help);
        }
    }

    fn tier(&mut self, path: &[&str], tier: &Id) {
        let known = self.programme.tiers.iter().map(|tier| &tier.id);
        self.known(path, "tier", tier, known);
    }

    /// History holds the stream and the group of a past result, and nothing else of it.
    fn same(&mut self, path: &[&str], same: &[Field]) {
        self.no_repeat(path, same.iter());
        let held = |field: &&Field| matches!(field, Field::Stream | Field::Group);
        if let Some(field) = same.iter().find(|field| !held(field)) {
            let message = format!("past results have no `{field}` to compare");
            self.error(path, message, "compare by `stream` and `group`");
        }
    }

    /// Channels to cover, each of which some mode serves: else nobody could ever win.
    fn covered(&mut self, path: &[&str], channels: &[Id]) {
        if channels.is_empty() {
            let help = "list the channels to cover, by their ids";
            self.error(path, "there is no channel to cover", help);
        }
        self.no_repeat(path, channels.iter());
        let programme = self.programme;
        let modes = || programme.streams.iter().flat_map(|stream| &stream.modes);
        for channel in channels {
            let known = programme.channels.iter().map(|channel| &channel.id);
            if !known.clone().any(|id| id == channel) {
                self.known(path, "channel", channel, known);
            } else if !modes().any(|mode| mode.channel.as_ref() == Some(channel)) {
                let message = format!("no mode serves channel `{channel}`, so nobody can cover it");
                let help =
                    format!("write `channel = \"{channel}\"` at a mode, or take it out here");
                self.error(path, message, help);
            }
        }
    }

    fn order(&mut self, path: &[&str], order: &[OrderBy]) {
        if order.is_empty() {
            let help = "write [\"entries\", \"mean\"] or one of the two, or leave the key out";
            self.error(path, "nothing says who ranks first", help);
        }
        self.no_repeat(path, order.iter());
    }

    /// An entry has one streak in reports and results: that of the first rule.
    fn one_streak_to_report(&mut self) {
        let programme = self.programme;
        let streaks = programme.recognitions.iter().enumerate().filter_map(|(index, given)| {
            let Rule::Streak { tier, same, .. } = &given.rule else { return None };
            Some((index.to_string(), &given.id, (tier, same)))
        });
        let mut streaks = streaks.collect::<Vec<_>>().into_iter();
        let Some((_, first, counted)) = streaks.next() else { return };
        for (index, id, _) in streaks.filter(|(_, _, other)| *other != counted) {
            let message = format!("recognition `{id}` counts another streak than `{first}`");
            let help =
                format!("both are given; the streak reported of an entry is that of `{first}`");
            self.warning(&["recognitions", &index, "rule"], message, help);
        }
    }
}
