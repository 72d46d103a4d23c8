//! What the template of a report receives.

use schemars::JsonSchema;
use serde::Serialize;

use super::beside::{BenchmarksValue, OutlookValue};
use crate::model::{Aggregate, CommentKind, Day, Id, Language, Number, Scale, Status, Text, Weeks};
use crate::plan::values::{CertificateValue, Named, ProgrammeValue, TierValue};

/// The report of an entry for a round.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct Report<'a> {
    /// The languages of this PDF, the leading one first.
    pub(super) languages: &'a [Language],
    /// All languages of the programme.
    pub(super) all_languages: &'a [Language],
    /// Whether the day of issue is still to come.
    pub(super) draft: bool,
    /// The programme.
    pub(super) programme: ProgrammeValue<'a>,
    /// The season, a year.
    pub(super) season: i16,
    /// The organisation whose report it is.
    pub(super) participant: Named<'a>,
    /// The entry.
    pub(super) entry: EntryValue<'a>,
    /// What an assessment is called in this stream.
    pub(super) assessment_word: &'a Text,
    /// How a round is made: `by-assessment` or `by-criterion`.
    pub(super) aggregate: Aggregate,
    /// The round of the report.
    pub(super) round: RoundHead<'a>,
    /// The day the report is issued.
    pub(super) issued: Option<Day>,
    /// The least and the greatest score.
    pub(super) scale: &'a Scale,
    /// The pass mark, as published.
    pub(super) pass: String,
    /// The score of the round, after deductions.
    pub(super) score: Option<String>,
    /// The same before deductions.
    pub(super) gross: Option<String>,
    /// The points deducted; none if there are none.
    pub(super) deducted: Option<String>,
    /// The score to date.
    pub(super) to_date: Option<String>,
    /// The tier that the score to date would attain.
    pub(super) tier: Option<TierValue<'a>>,
    /// The tier above that, if there is one.
    pub(super) next_tier: Option<NextTier<'a>>,
    /// The last earlier round that has a score.
    pub(super) previous: Option<Previous<'a>>,
    /// The overall, once every round has a score.
    pub(super) overall: Option<String>,
    /// The tiers, best first.
    pub(super) tiers: Vec<TierValue<'a>>,
    /// All rounds of the season; those after the report’s own have no figures.
    pub(super) rounds: Vec<RoundRow<'a>>,
    /// The criteria that the entry is assessed by.
    pub(super) criteria: Vec<CriterionRow<'a>>,
    /// The criteria that do best, as places in `criteria`, the best first.
    pub(super) strengths: Vec<usize>,
    /// Those that do worst, the weakest first.
    pub(super) improvements: Vec<usize>,
    /// The criteria by channel, where the round has several.
    pub(super) channels: Vec<ChannelValue<'a>>,
    /// The scores of the assessments: all, by language of service, by channel.
    pub(super) distribution: Vec<DistributionRow<'a>>,
    /// The charts that stand beside a table.
    pub(super) charts: Frames,
    /// The last overall before this season.
    pub(super) last_season: Option<LastSeasonValue<'a>>,
    /// The streak that the season continues, ends or begins; none where there is none to speak of.
    pub(super) streak: Option<StreakValue<'a>>,
    /// The recognitions of the entry and of its participant, in the last report, once they are announced.
    pub(super) recognitions: Vec<RecognitionValue<'a>>,
    /// The certificate that rests on this assessment.
    pub(super) certificate: Option<CertificateValue<'a>>,
    /// Terms of use, of a certification.
    pub(super) terms: &'a [Text],
    /// How many weeks an assessment takes.
    pub(super) turnaround_weeks: Option<&'a Weeks>,
    /// The deductions of this round and of those before.
    pub(super) deductions: Vec<DeductionRow<'a>>,
    /// The comments on the round.
    pub(super) comments: Vec<CommentRow<'a>>,
    /// The numbers of the criteria on a line of columns of one width, over the marks of the
    /// assessments: digits are padded with figure spaces (U+2007), points with punctuation spaces
    /// (U+2008). A cell for each mark would take most of the time of a report.
    pub(super) marks_head: String,
    /// The assessments of the round, in order.
    pub(super) assessments: Vec<AssessmentRow<'a>>,
    /// What the remaining rounds have to bring.
    pub(super) outlook: Option<OutlookValue<'a>>,
    /// The entry beside others.
    pub(super) benchmarks: BenchmarksValue,
    /// The paths of the attached tables.
    pub(super) attached: Vec<&'static str>,
}

/// An entry.
#[derive(Serialize, JsonSchema)]
pub(super) struct EntryValue<'a> {
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name.
    pub(super) name: &'a Text,
    /// `active`, `withdrawn` or `disqualified`.
    pub(super) status: Status,
    /// Its size group.
    pub(super) group: &'a str,
    /// Its stream.
    pub(super) stream: Named<'a>,
    /// Its mode of assessment.
    pub(super) mode: Named<'a>,
    /// Its sector, after the season’s merges.
    pub(super) sector: Named<'a>,
    /// Its category.
    pub(super) category: Option<CategoryValue<'a>>,
}

/// A category.
#[derive(Serialize, JsonSchema)]
pub(super) struct CategoryValue<'a> {
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name; where the programme lists none, the id.
    pub(super) name: Text,
}

/// The round of a report.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoundHead<'a> {
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name.
    pub(super) name: &'a Text,
    /// Its weight.
    pub(super) weight: Number,
    /// From the first assessment to the last.
    pub(super) period: Option<Span>,
}

/// From a day to a day.
#[derive(Serialize, JsonSchema)]
pub(super) struct Span {
    /// The first day.
    pub(super) from: Day,
    /// The last day.
    pub(super) to: Day,
}

/// The next tier.
#[derive(Serialize, JsonSchema)]
pub(super) struct NextTier<'a> {
    /// The tier.
    #[serde(flatten)]
    pub(super) tier: TierValue<'a>,
    /// How many points it is away from the score to date.
    pub(super) gap: String,
}

/// The last earlier round that has a score.
#[derive(Serialize, JsonSchema)]
pub(super) struct Previous<'a> {
    /// Its name.
    pub(super) name: &'a Text,
    /// Its score.
    pub(super) score: String,
    /// The score of this round less that one, with its sign.
    pub(super) change: String,
}

/// A round of the season.
#[derive(Serialize, JsonSchema)]
pub(super) struct RoundRow<'a> {
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name.
    pub(super) name: &'a Text,
    /// Its weight.
    pub(super) weight: Number,
    /// Its score.
    pub(super) score: Option<String>,
    /// Points deducted.
    pub(super) deducted: Option<String>,
    /// The score to date after it.
    pub(super) to_date: Option<String>,
    /// How many assessments it has.
    pub(super) assessments: Option<usize>,
    /// How many it is to have.
    pub(super) quota: Option<u32>,
    /// The tier that its own score would attain.
    pub(super) tier: Option<TierValue<'a>>,
    /// Whether it is the round of the report.
    pub(super) current: bool,
    /// Its months, where its assessments fall into several.
    pub(super) months: Vec<MonthRow>,
}

/// A month of a round.
#[derive(Serialize, JsonSchema)]
pub(super) struct MonthRow {
    /// Its first day.
    pub(super) month: String,
    /// How many assessments.
    pub(super) assessments: usize,
    /// What they come to by themselves, before deductions.
    pub(super) score: Option<String>,
}

/// The criteria in one channel.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChannelValue<'a> {
    /// The channel.
    pub(super) channel: Named<'a>,
    /// How many assessments took place there.
    pub(super) assessments: usize,
    /// Each criterion of the report, in its order.
    pub(super) criteria: Vec<ChannelCriterion>,
}

/// A criterion in one channel.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChannelCriterion {
    /// The mean of the marks given there.
    pub(super) mean: Option<String>,
    /// How many marks.
    pub(super) marks: usize,
}

/// Assessments of the round: all of them, those in a language of service, or those of a channel.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct DistributionRow<'a> {
    /// The language of service, if it is one’s row.
    pub(super) language: Option<&'a Id>,
    /// The channel, if it is one’s row.
    pub(super) channel: Option<&'a Text>,
    /// How many assessments.
    pub(super) assessments: usize,
    /// Their mean.
    pub(super) mean: String,
    /// The lowest score.
    pub(super) lowest: String,
    /// The median, of four assessments or more.
    pub(super) median: Option<String>,
    /// The highest score.
    pub(super) highest: String,
}

/// The charts that stand beside a table; none where there is nothing to draw.
#[derive(Serialize, JsonSchema)]
pub(super) struct Frames {
    /// The chart `/charts/criteria.svg`.
    pub(super) criteria: Option<Frame>,
    /// The chart `/charts/distribution.svg`.
    pub(super) distribution: Option<Frame>,
}

/// The size of a chart beside a table, in millimetres.
#[derive(Clone, Copy, Serialize, JsonSchema)]
pub(super) struct Frame {
    /// The height of the table's head.
    pub(super) head: u32,
    /// The height of each row.
    pub(super) row: u32,
    /// The width of the chart.
    pub(super) width: u32,
}

/// The last overall before this season.
#[derive(Serialize, JsonSchema)]
pub(super) struct LastSeasonValue<'a> {
    /// Its year.
    pub(super) season: i16,
    /// The overall then.
    pub(super) overall: String,
    /// The tier held then.
    pub(super) tier: Option<TierValue<'a>>,
    /// Whether it was in the same stream and size group.
    pub(super) comparable: bool,
    /// The overall of this season less that one, if comparable.
    pub(super) change: Option<String>,
}

/// Seasons in a row at a tier.
#[derive(Serialize, JsonSchema)]
pub(super) struct StreakValue<'a> {
    /// How it stands.
    pub(super) state: StreakState,
    /// The name of the recognition.
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

/// How a streak stands.
#[derive(Serialize, JsonSchema, Clone, Copy, PartialEq, Eq)]
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

/// A recognition.
#[derive(Serialize, JsonSchema)]
pub(super) struct RecognitionValue<'a> {
    /// Its name.
    pub(super) name: &'a Text,
    /// The names of what it was won in; of a streak, its words with the number of seasons.
    pub(super) scope: Vec<Text>,
    /// Whether others won it too.
    pub(super) shared: bool,
}

/// A criterion.
#[derive(Serialize, JsonSchema)]
pub(super) struct CriterionRow<'a> {
    /// Its id.
    pub(super) id: &'a Id,
    /// Its name.
    pub(super) name: &'a Text,
    /// Its weight.
    pub(super) weight: Number,
    /// The mean of its marks in the round.
    pub(super) mean: Option<String>,
    /// How many marks that is the mean of.
    pub(super) marks: usize,
    /// The mean in the last earlier round that has a score.
    pub(super) previous: Option<String>,
    /// The mean less that one, with its sign.
    pub(super) change: Option<String>,
    /// The mean of the narrowest scope of `benchmarks` that shows criteria.
    pub(super) benchmark: Option<String>,
}

/// A deduction.
#[derive(Serialize, JsonSchema)]
pub(super) struct DeductionRow<'a> {
    /// The round it is taken from.
    pub(super) round: &'a Text,
    /// The points taken.
    pub(super) points: String,
    /// Why.
    pub(super) reason: &'a Text,
}

/// A comment.
#[derive(Serialize, JsonSchema)]
pub(super) struct CommentRow<'a> {
    /// `strength`, `improvement` or `general`.
    pub(super) kind: CommentKind,
    /// What it says; it may be in one language only.
    pub(super) text: &'a Text,
}

/// An assessment.
#[derive(Serialize, JsonSchema)]
pub(super) struct AssessmentRow<'a> {
    /// Its reference.
    #[serde(rename = "ref")]
    pub(super) reference: &'a str,
    /// The day it took place.
    pub(super) date: Day,
    /// The channel.
    pub(super) channel: Option<&'a Text>,
    /// The language of service, an id.
    pub(super) language: Option<&'a Id>,
    /// Its own score; none where the round is made by criterion.
    pub(super) score: Option<String>,
    /// A mark for each criterion of the report, as `marks_head` has their numbers.
    pub(super) marks: String,
    /// What the assessor wrote.
    pub(super) comment: Option<&'a Text>,
}
