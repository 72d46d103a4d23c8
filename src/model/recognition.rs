//! The four rules by which a recognition is given (`RULES.md`, rules 6 to 9).

mod written;

use std::fmt;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use written::Written;

use super::{Id, Text};

/// A recognition of the programme: its name and the rule that gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(try_from = "Written", into = "Written")]
#[schemars(!try_from, !into, transform = rule_by_rule)]
pub struct Recognition {
    /// Id of the recognition, part of file names.
    pub id: Id,
    /// Name of the recognition, in each language.
    pub name: Text,
    /// The rule that gives it.
    #[schemars(flatten)]
    pub rule: Rule,
    /// What stands on the trophy of a streak, in each language, {years} being the number of seasons; a
    /// streak needs it, and no other rule has a use for it.
    pub trophy_text: Option<Text>,
}

/// What a recognition is given for.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    /// Given to the highest overall of each scope.
    Highest {
        /// The fields that make a scope, such as stream and sector. An empty list is one scope, the
        /// whole programme.
        per: Vec<Field>,
        /// How many active entries a scope needs to be awarded. Default: 1.
        #[schemars(default = "one", range(min = 1))]
        min_entries: usize,
        /// The tier that the winner must at least hold. Default: none.
        requires_tier: Option<Id>,
    },
    /// Given to the largest rise over the last overall result.
    Improvement {
        /// The fields that make a scope. Default: none, which is one scope, the whole programme.
        #[schemars(default)]
        per: Vec<Field>,
        /// In which fields the last result must agree: stream, group or both. Default: none.
        #[schemars(default, extend("items" = { "enum": ["stream", "group"] }))]
        same: Vec<Field>,
    },
    /// Given to all who hold a tier in unbroken seasons, ending with this one.
    Streak {
        /// The tier held in each season.
        tier: Id,
        /// From how many seasons on it is awarded.
        #[schemars(range(min = 1))]
        years: usize,
        /// In which fields earlier seasons must agree with this one: stream, group or both. Default:
        /// none.
        #[schemars(default, extend("items" = { "enum": ["stream", "group"] }))]
        same: Vec<Field>,
    },
    /// Given to the participant whose active entries cover every channel, each at a tier or better.
    OmniChannel {
        /// The channels to cover, each through the mode of some entry.
        #[schemars(length(min = 1))]
        channels: Vec<Id>,
        /// The tier that every active entry must at least hold.
        tier: Id,
        /// What ranks first, then second. Default: entries, then mean.
        #[schemars(default = "most_entries_first", length(min = 1))]
        order: Vec<OrderBy>,
    },
}

fn one() -> usize {
    1
}

fn most_entries_first() -> Vec<OrderBy> {
    vec![OrderBy::Entries, OrderBy::Mean]
}

/// Gives each rule's branch of a recognition's schema the keys that all have, and closes it, so that
/// an editor offers the keys of the rule and refuses those of the others.
fn rule_by_rule(schema: &mut Schema) {
    let common = schema.remove("properties").unwrap_or_default();
    let required = schema.remove("required").unwrap_or_default();
    for key in ["type", "additionalProperties", "unevaluatedProperties"] {
        schema.remove(key);
    }
    let branches = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for branch in branches.into_iter().flatten() {
        let streak = branch["properties"]["rule"]["const"] == "streak";
        let keys = common.as_object().into_iter().flatten();
        for (key, value) in keys.filter(|(key, _)| streak || *key != "trophy_text") {
            branch["properties"][key] = value.clone();
        }
        if let Some(needs) = branch["required"].as_array_mut() {
            needs.extend(required.as_array().into_iter().flatten().cloned());
            needs.extend(streak.then(|| "trophy_text".into()));
        }
        branch["properties"]["rule"]["description"] = branch["description"].clone();
        branch["additionalProperties"] = false.into();
    }
}

/// A field of an entry by which entries are put together or compared.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The stream.
    Stream,
    /// The mode of assessment.
    Mode,
    /// The business sector, after the season's merges.
    Sector,
    /// The size band.
    Group,
    /// The category.
    Category,
}

impl Field {
    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stream => "stream",
            Self::Mode => "mode",
            Self::Sector => "sector",
            Self::Group => "group",
            Self::Category => "category",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the omni-channel recognition ranks by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum OrderBy {
    /// The number of active entries.
    Entries,
    /// The mean of their overalls.
    Mean,
}

impl fmt::Display for OrderBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Entries => "entries",
            Self::Mean => "mean",
        })
    }
}
