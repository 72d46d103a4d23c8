//! How scores are made: the scale, rounds, tiers, criteria and deductions of a programme.

use serde::{Deserialize, Serialize};

use super::{Id, Number, Text};

/// How scores are made (design, rules 1 to 3).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The scale of a mark and of a score.
    pub scale: Scale,
    /// How marks become a round's score.
    pub aggregate: Aggregate,
    /// Decimals of a published figure.
    pub places: u32,
    /// How a published figure is rounded.
    pub rounding: Rounding,
    /// The published overall that passes.
    pub pass: Number,
    /// Whether recognitions rank on exact or published figures.
    #[serde(default)]
    pub rank_on: RankOn,
    /// Rounds that break a tie, in order.
    #[serde(default)]
    pub tie_break: Vec<Id>,
}

/// The least and greatest mark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The least mark.
    pub min: Number,
    /// The greatest mark.
    pub max: Number,
}

/// How marks become a round's score (design, rule 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aggregate {
    /// Each assessment has a score; the round is their mean.
    ByAssessment,
    /// Each criterion is the mean of its own marks; the round weighs the criteria.
    ByCriterion,
}

/// How a published figure is rounded; half-up is the only way both programmes know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// 89.95 becomes 90.0.
    HalfUp,
}

/// What recognitions rank on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RankOn {
    /// The exact value.
    #[default]
    Exact,
    /// The published figure.
    Published,
}

/// A round of assessments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The months of the assessment period that it covers, counted from 1.
    #[serde(default)]
    pub months: Vec<u32>,
    /// Its weight in the overall; all rounds add to 100.
    pub weight: Number,
}

/// A standard to attain.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// The least published overall that attains it.
    pub min: Number,
}

/// A deduction that any entry may incur.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DeductionRule {
    /// Its id.
    pub id: Id,
    /// Its reason.
    pub name: Text,
    /// The round it is taken from.
    pub round: Id,
    /// Points taken.
    pub points: Number,
}

/// What is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its id, a column of the assessments.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// Its weight; all criteria of an entry add to 100.
    pub weight: Number,
    /// The streams it is limited to; none: all.
    #[serde(default)]
    pub streams: Vec<Id>,
    /// The modes it is limited to; none: all.
    #[serde(default)]
    pub modes: Vec<Id>,
    /// The channels that mark it; none: all.
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
