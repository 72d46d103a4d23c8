//! How scores are made: the scale, rounds, tiers, criteria and deductions of a programme (`RULES.md`,
//! rules 1 to 3).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Deadline, Id, Number, Text};

/// How marks become scores, and scores become figures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The scale of a mark, and so of a score.
    pub scale: Scale,
    /// How marks become a round's score.
    pub aggregate: Aggregate,
    /// Decimals of a published figure: a score is rounded to these once, where it is published, and
    /// its tier is decided on what is published.
    #[schemars(range(max = 6))]
    pub places: u32,
    /// How a published figure is rounded.
    pub rounding: Rounding,
    /// The least published overall that passes.
    pub pass: Number,
    /// Whether recognitions rank entries on exact or on published figures. Default: exact.
    #[serde(default)]
    pub rank_on: RankOn,
    /// Rounds whose scores break a tie for a recognition, in this order. Default: none, so that all who
    /// are tied share it.
    #[serde(default)]
    pub tie_break: Vec<Id>,
}

/// The least and greatest mark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The least mark.
    pub min: Number,
    /// The greatest mark.
    pub max: Number,
}

/// How marks become a round's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregate {
    /// Each assessment has a score, the weighted mean of its marks. The round's score is their mean.
    ByAssessment,
    /// Each criterion is the mean of its own marks in the round. The round's score is the weighted
    /// mean of the criteria.
    ByCriterion,
}

/// How a published figure is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// To the nearest, halves up: 89.95 becomes 90.0.
    HalfUp,
}

/// What recognitions rank on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RankOn {
    /// The exact value, so that only what is equal to the last digit is tied.
    #[default]
    Exact,
    /// The published figure, so that no reader sees two equal scores ranked.
    Published,
}

/// A round of assessments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Id of the round, as the tables name it, such as r1.
    pub id: Id,
    /// Name of the round, in each language.
    pub name: Text,
    /// The months of the assessment period that the round covers, the first being 1. Default: not
    /// said.
    #[schemars(inner(range(min = 1)))]
    #[serde(default)]
    pub months: Vec<u32>,
    /// Its share of the overall score. The shares of all rounds add to 100.
    pub weight: Number,
}

/// A standard to attain.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Id of the tier, such as gold.
    pub id: Id,
    /// Name of the tier, in each language.
    pub name: Text,
    /// What it is called where it is handed over, such as Gold Award: on trophies, certificates and marks.
    /// Default: its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub award: Option<Text>,
    /// The least published overall that attains it, with no more decimals than `places`.
    pub min: Number,
}

/// A deduction that any entry may incur.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DeductionRule {
    /// Id of the deduction, as the column `rule` of the deductions names it.
    pub id: Id,
    /// Its reason, as the report states it, in each language.
    pub name: Text,
    /// The round whose score it is taken from.
    pub round: Id,
    /// Points taken from the round's score, which never falls below the scale.
    pub points: Number,
    /// The deadline of the schedule that was missed, beside which the site shows the deduction. Default:
    /// none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
}

/// A criterion: one thing that is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Id of the criterion: the name of its column in the assessments.
    pub id: Id,
    /// Name of the criterion, in each language.
    pub name: Text,
    /// Its share of a score. The shares of all criteria that apply to an entry add to 100.
    pub weight: Number,
    /// The streams it is limited to. Default: all.
    #[serde(default)]
    pub streams: Vec<Id>,
    /// The modes it is limited to. Default: all.
    #[serde(default)]
    pub modes: Vec<Id>,
    /// The channels whose assessments mark it. Default: all.
    #[serde(default)]
    pub channels: Vec<Id>,
}

impl Criterion {
    /// Whether it is assessed in a stream and mode.
    pub fn applies(&self, stream: &Id, mode: &Id) -> bool {
        let within = |list: &[Id], id| list.is_empty() || list.contains(id);
        within(&self.streams, stream) && within(&self.modes, mode)
    }
}
