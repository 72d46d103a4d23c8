//! Whether what a programme file says of recognitions and credit points makes sense.

use super::programme::Check;
use crate::model::{Field, Rule};

impl Check<'_> {
    pub(super) fn recognitions(&mut self) {
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
                let message = format!("past results have no `{field}` to compare");
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

    pub(super) fn credit_points(&mut self) {
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
}
