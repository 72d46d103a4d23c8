//! What the template of a report receives.

use serde::Serialize;

use super::beside::{BenchmarksValue, OutlookValue};
use crate::model::{Aggregate, CommentKind, Day, Id, Language, Number, Scale, Status, Text};
use crate::plan::values::{Named, ProgrammeValue, TierValue};

#[derive(Serialize)]
pub(super) struct Report<'a> {
    pub(super) languages: &'a [Language],
    pub(super) programme: ProgrammeValue<'a>,
    pub(super) season: i16,
    pub(super) participant: Named<'a>,
    pub(super) entry: EntryValue<'a>,
    /// What an assessment is called in this stream.
    pub(super) assessment_word: &'a Text,
    pub(super) aggregate: Aggregate,
    pub(super) round: RoundHead<'a>,
    /// The day the report is issued.
    pub(super) issued: Option<Day>,
    pub(super) scale: &'a Scale,
    pub(super) pass: String,
    /// The round's score; before deductions; deducted; and to date.
    pub(super) score: Option<String>,
    pub(super) gross: Option<String>,
    pub(super) deducted: Option<String>,
    pub(super) to_date: Option<String>,
    /// The tier that the score to date would attain.
    pub(super) tier: Option<TierValue<'a>>,
    pub(super) next_tier: Option<NextTier<'a>>,
    /// The last earlier round that has a score.
    pub(super) previous: Option<Previous<'a>>,
    /// The overall, once every round has a score.
    pub(super) overall: Option<String>,
    pub(super) tiers: Vec<TierValue<'a>>,
    pub(super) rounds: Vec<RoundRow<'a>>,
    pub(super) criteria: Vec<CriterionRow<'a>>,
    pub(super) deductions: Vec<DeductionRow<'a>>,
    pub(super) comments: Vec<CommentRow<'a>>,
    pub(super) assessments: Vec<AssessmentRow<'a>>,
    /// What the remaining rounds have to bring.
    pub(super) outlook: Option<OutlookValue<'a>>,
    pub(super) benchmarks: BenchmarksValue,
}

#[derive(Serialize)]
pub(super) struct EntryValue<'a> {
    pub(super) id: &'a Id,
    pub(super) name: &'a Text,
    pub(super) status: Status,
    pub(super) group: &'a str,
    pub(super) stream: Named<'a>,
    pub(super) mode: Named<'a>,
    pub(super) sector: Named<'a>,
    pub(super) category: Option<CategoryValue<'a>>,
}

#[derive(Serialize)]
pub(super) struct CategoryValue<'a> {
    pub(super) id: &'a Id,
    pub(super) name: Text,
}

#[derive(Serialize)]
pub(super) struct RoundHead<'a> {
    pub(super) id: &'a Id,
    pub(super) name: &'a Text,
    pub(super) weight: Number,
    /// From the first assessment to the last.
    pub(super) period: Option<Span>,
}

#[derive(Serialize)]
pub(super) struct Span {
    pub(super) from: Day,
    pub(super) to: Day,
}

#[derive(Serialize)]
pub(super) struct NextTier<'a> {
    #[serde(flatten)]
    pub(super) tier: TierValue<'a>,
    pub(super) gap: String,
}

#[derive(Serialize)]
pub(super) struct Previous<'a> {
    pub(super) name: &'a Text,
    pub(super) score: String,
    pub(super) change: String,
}

#[derive(Serialize)]
pub(super) struct RoundRow<'a> {
    pub(super) id: &'a Id,
    pub(super) name: &'a Text,
    pub(super) weight: Number,
    pub(super) score: Option<String>,
    pub(super) deducted: Option<String>,
    pub(super) to_date: Option<String>,
    pub(super) assessments: Option<usize>,
    pub(super) quota: Option<u32>,
    pub(super) tier: Option<TierValue<'a>>,
    pub(super) current: bool,
}

#[derive(Serialize)]
pub(super) struct CriterionRow<'a> {
    pub(super) id: &'a Id,
    pub(super) name: &'a Text,
    pub(super) weight: Number,
    pub(super) mean: Option<String>,
    pub(super) marks: usize,
    pub(super) previous: Option<String>,
    pub(super) change: Option<String>,
}

#[derive(Serialize)]
pub(super) struct DeductionRow<'a> {
    pub(super) round: &'a Text,
    pub(super) points: String,
    pub(super) reason: &'a Text,
}

#[derive(Serialize)]
pub(super) struct CommentRow<'a> {
    pub(super) kind: CommentKind,
    pub(super) text: &'a Text,
}

#[derive(Serialize)]
pub(super) struct AssessmentRow<'a> {
    #[serde(rename = "ref")]
    pub(super) reference: &'a str,
    pub(super) date: Day,
    pub(super) channel: Option<&'a Text>,
    pub(super) language: Option<&'a Id>,
    /// Its own score; none where the round is made by criterion.
    pub(super) score: Option<String>,
    pub(super) marks: Vec<Option<Number>>,
    pub(super) comment: Option<&'a Text>,
}
