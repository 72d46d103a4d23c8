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
            if programme.tier(&recognition.id).is_some() {
                let message = format!("`{}` is both a recognition and a tier", recognition.id);
                let help = "give each its own id, since ids name the files of certificates";
                self.error(&["recognitions", &index, "id"], message, help);
            }
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

    /// Bounds beyond which a certificate's dates leave the calendar.
    pub(super) fn certification(&mut self) {
        let Some(certification) = &self.programme.certification else {
            return;
        };
        for (key, value, most) in [
            ("validity_months", certification.validity_months, 1200),
            ("expiring_days", certification.expiring_days, 3660),
        ] {
            if value > most || (key == "validity_months" && value == 0) {
                let message = format!("`{key}` is {value}");
                let least = u32::from(key == "validity_months");
                let help = format!("write a number from {least} to {most}");
                self.error(&["certification", key], message, help);
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
