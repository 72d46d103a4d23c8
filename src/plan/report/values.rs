//! What the template of a report receives.

use serde::Serialize;

use super::beside::{BenchmarksValue, OutlookValue};
use crate::model::{Aggregate, CommentKind, Day, Id, Language, Number, Scale, Status, Text, Weeks};
use crate::plan::values::{CertificateValue, Named, ProgrammeValue, TierValue};

#[derive(Serialize)]
pub(super) struct Report<'a> {
    /// The languages of this PDF, the leading one first.
    pub(super) languages: &'a [Language],
    /// All languages of the programme.
    pub(super) all_languages: &'a [Language],
    /// Whether the day of issue is still to come.
    pub(super) draft: bool,
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
    /// The criteria that stand out, as places in `criteria`: the best first, the weakest first.
    pub(super) strengths: Vec<usize>,
    pub(super) improvements: Vec<usize>,
    /// The criteria by channel, where the round has several.
    pub(super) channels: Vec<ChannelValue<'a>>,
    /// The scores of the assessments: all, by language of service, by channel.
    pub(super) distribution: Vec<DistributionRow<'a>>,
    /// The charts that stand beside a table.
    pub(super) charts: Frames,
    pub(super) last_season: Option<LastSeasonValue<'a>>,
    pub(super) streak: Option<StreakValue<'a>>,
    pub(super) recognitions: Vec<RecognitionValue<'a>>,
    pub(super) certificate: Option<CertificateValue<'a>>,
    /// Terms of use, of a certification, and how many weeks an assessment takes.
    pub(super) terms: &'a [Text],
    pub(super) turnaround_weeks: Option<&'a Weeks>,
    pub(super) deductions: Vec<DeductionRow<'a>>,
    pub(super) comments: Vec<CommentRow<'a>>,
    pub(super) assessments: Vec<AssessmentRow<'a>>,
    /// What the remaining rounds have to bring.
    pub(super) outlook: Option<OutlookValue<'a>>,
    pub(super) benchmarks: BenchmarksValue,
    /// The paths of the attached tables.
    pub(super) attached: Vec<&'static str>,
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
    /// Where its assessments fall into several.
    pub(super) months: Vec<MonthRow>,
}

#[derive(Serialize)]
pub(super) struct MonthRow {
    /// Its first day.
    pub(super) month: String,
    pub(super) assessments: usize,
    /// Before deductions.
    pub(super) score: Option<String>,
}

#[derive(Serialize)]
pub(super) struct ChannelValue<'a> {
    pub(super) channel: Named<'a>,
    pub(super) assessments: usize,
    /// In the order of the report's criteria.
    pub(super) criteria: Vec<ChannelCriterion>,
}

#[derive(Serialize)]
pub(super) struct ChannelCriterion {
    pub(super) mean: Option<String>,
    pub(super) marks: usize,
}

/// Assessments of the round: all of them, those in a language of service, or those of a channel.
#[derive(Serialize)]
pub(super) struct DistributionRow<'a> {
    pub(super) language: Option<&'a Id>,
    pub(super) channel: Option<&'a Text>,
    pub(super) assessments: usize,
    pub(super) mean: String,
    pub(super) lowest: String,
    /// Of four assessments or more.
    pub(super) median: Option<String>,
    pub(super) highest: String,
}

/// The charts that stand beside a table; none where there is nothing to draw.
#[derive(Serialize)]
pub(super) struct Frames {
    pub(super) criteria: Option<Frame>,
    pub(super) distribution: Option<Frame>,
}

/// The size of a chart beside a table, in millimetres.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Frame {
    /// The height of the table's head.
    pub(super) head: u32,
    /// The height of each row.
    pub(super) row: u32,
    pub(super) width: u32,
}

/// The last overall before this season.
#[derive(Serialize)]
pub(super) struct LastSeasonValue<'a> {
    pub(super) season: i16,
    pub(super) overall: String,
    pub(super) tier: Option<TierValue<'a>>,
    /// Whether it was in the same stream and size group.
    pub(super) comparable: bool,
    /// The overall of this season less that one, if comparable.
    pub(super) change: Option<String>,
}

#[derive(Serialize)]
pub(super) struct StreakValue<'a> {
    pub(super) state: StreakState,
    pub(super) recognition: &'a Text,
    /// The tier to hold in each season.
    pub(super) tier: TierValue<'a>,
    /// Unbroken seasons before this one.
    pub(super) before: usize,
    /// With this one, unless it has ended.
    pub(super) years: usize,
    /// From how many on the recognition is awarded.
    pub(super) needed: usize,
    /// As it stands on the trophy, once awarded.
    pub(super) text: Option<Text>,
}

#[derive(Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StreakState {
    /// The recognition is given.
    Awarded,
    /// The tier is held, for fewer seasons than it takes.
    Held,
    /// The season is not over and the tier within reach.
    AtStake,
    /// The tier is missed, or out of reach.
    Ended,
}

#[derive(Serialize)]
pub(super) struct RecognitionValue<'a> {
    pub(super) name: &'a Text,
    /// The names of what it was won in.
    pub(super) scope: Vec<Text>,
    /// The figure it was won with; a streak's seasons stand in its text.
    pub(super) value: Option<String>,
    /// Whether others won it too.
    pub(super) shared: bool,
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
    /// The mean of the narrowest scope of `benchmarks` that shows criteria.
    pub(super) benchmark: Option<String>,
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
