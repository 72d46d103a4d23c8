//! What the template of a report receives.

use schemars::JsonSchema;
use serde::Serialize;

use super::beside::{BenchmarksValue, OutlookValue};
use super::charts::Frames;
use super::over_time::{LastSeasonValue, RecognitionValue, StreakValue};
use super::rows::{AssessmentRow, CommentRow, CriterionRow, DeductionRow, RoundRow};
use super::spread::{ChannelValue, DistributionRow};
use crate::model::{Aggregate, Day, Id, Number, Scale, Status, Text, Weeks};
use crate::plan::values::{CertificateValue, Named, TierValue};

/// The report of an entry for a round.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct Report<'a> {
    /// Whether the day of issue is still to come.
    pub(super) draft: bool,
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
