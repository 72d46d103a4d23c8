//! A recognition as a programme's file has it: the keys of all rules side by side.

use serde::{Deserialize, Serialize};

use super::{Field, OrderBy, Recognition, Rule, most_entries_first, one};
use crate::model::{Id, Text};

#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum RuleName {
    Highest,
    Improvement,
    Streak,
    OmniChannel,
}

/// A recognition as it stands in the programme file.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    id: Id,
    name: Text,
    rule: RuleName,
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<Vec<Field>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_entries: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requires_tier: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same: Option<Vec<Field>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tier: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trophy_text: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channels: Option<Vec<Id>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<Vec<OrderBy>>,
}

impl Written {
    /// The first key that is set but means nothing to the rule.
    fn stray(&self) -> Option<&'static str> {
        let used: &[&str] = match self.rule {
            RuleName::Highest => &["per", "min_entries", "requires_tier"],
            RuleName::Improvement => &["per", "same"],
            RuleName::Streak => &["tier", "years", "same", "trophy_text"],
            RuleName::OmniChannel => &["channels", "tier", "order"],
        };
        [
            ("per", self.per.is_some()),
            ("min_entries", self.min_entries.is_some()),
            ("requires_tier", self.requires_tier.is_some()),
            ("same", self.same.is_some()),
            ("tier", self.tier.is_some()),
            ("years", self.years.is_some()),
            ("trophy_text", self.trophy_text.is_some()),
            ("channels", self.channels.is_some()),
            ("order", self.order.is_some()),
        ]
        .into_iter()
        .find_map(|(key, set)| (set && !used.contains(&key)).then_some(key))
    }
}

impl TryFrom<Written> for Recognition {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let id = written.id.clone();
        let missing = |key: &str| format!("recognition `{id}` needs the key `{key}` for its rule");
        if let Some(key) = written.stray() {
            return Err(format!("recognition `{id}`: its rule has no use for the key `{key}`"));
        }
        // The count of a streak is stated on the trophy and every communication (rule 8).
        if matches!(written.rule, RuleName::Streak) && written.trophy_text.is_none() {
            return Err(missing("trophy_text"));
        }
        let rule = match written.rule {
            RuleName::Highest => Rule::Highest {
                per: written.per.ok_or_else(|| missing("per"))?,
                min_entries: written.min_entries.unwrap_or_else(one),
                requires_tier: written.requires_tier,
            },
            RuleName::Improvement => Rule::Improvement {
                per: written.per.unwrap_or_default(),
                same: written.same.unwrap_or_default(),
            },
            RuleName::Streak => Rule::Streak {
                tier: written.tier.ok_or_else(|| missing("tier"))?,
                years: written.years.ok_or_else(|| missing("years"))?,
                same: written.same.unwrap_or_default(),
            },
            RuleName::OmniChannel => Rule::OmniChannel {
                channels: written.channels.ok_or_else(|| missing("channels"))?,
                tier: written.tier.ok_or_else(|| missing("tier"))?,
                order: written.order.unwrap_or_else(most_entries_first),
            },
        };
        Ok(Self { id: written.id, name: written.name, rule, trophy_text: written.trophy_text })
    }
}

impl From<Recognition> for Written {
    fn from(recognition: Recognition) -> Self {
        let mut written = Self {
            id: recognition.id,
            name: recognition.name,
            rule: RuleName::Highest,
            per: None,
            min_entries: None,
            requires_tier: None,
            same: None,
            tier: None,
            years: None,
            trophy_text: recognition.trophy_text,
            channels: None,
            order: None,
        };
        match recognition.rule {
            Rule::Highest { per, min_entries, requires_tier } => {
                written.per = Some(per);
                written.min_entries = Some(min_entries);
                written.requires_tier = requires_tier;
            }
            Rule::Improvement { per, same } => {
                written.rule = RuleName::Improvement;
                written.per = Some(per);
                written.same = Some(same);
            }
            Rule::Streak { tier, years, same } => {
                written.rule = RuleName::Streak;
                written.tier = Some(tier);
                written.years = Some(years);
                written.same = Some(same);
            }
            Rule::OmniChannel { channels, tier, order } => {
                written.rule = RuleName::OmniChannel;
                written.channels = Some(channels);
                written.tier = Some(tier);
                written.order = Some(order);
            }
        }
        written
    }
}
