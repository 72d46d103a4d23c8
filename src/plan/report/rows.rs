//! The rows of a report's tables.

use schemars::JsonSchema;
use serde::Serialize;

use super::charts::criterion_mean;
use super::marks::Columns;
use super::subject::Subject;
use crate::assess::{self, Benchmark, CriterionMean, assessment_score};
use crate::model::{
    Aggregate, Assessment, CommentKind, Criterion, Day, Deduction, Exact, Figure, Id, Kind, Number,
    Round, Status, Text,
};
use crate::plan::values::TierValue;

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

/// Every round of the season; those after the report's own without a figure.
pub(super) fn rounds<'a>(subject: &Subject<'a>) -> Vec<RoundRow<'a>> {
    let (programme, entry) = (subject.programme(), subject.entry());
    let quota = subject.results.data.quota_of(entry);
    let active = entry.status == Status::Active && programme.kind == Kind::Award;
    let row = |(at, round): (usize, &'a Round)| {
        let shown = at <= subject.round;
        let result = &subject.rounds()[at];
        let score = subject.score(at).filter(|_| shown);
        let to_date = subject.publish(result.to_date.as_ref().filter(|_| shown));
        RoundRow {
            id: &round.id,
            name: &round.name,
            weight: round.weight,
            score: score.map(Figure::typeset),
            deducted: subject.deducted(at).filter(|_| shown),
            to_date: to_date.map(Figure::typeset),
            assessments: shown.then_some(result.assessments.len()).filter(|count| *count > 0),
            quota,
            tier: subject.tier(score).filter(|_| active),
            current: at == subject.round,
            months: if shown { months(subject, at) } else { Vec::new() },
        }
    };
    programme.rounds.iter().enumerate().map(row).collect()
}

/// The months of a round; where all its assessments fall into one, it says nothing more.
fn months(subject: &Subject, round: usize) -> Vec<MonthRow> {
    let months = assess::months(subject.results, subject.entry, round);
    if months.len() < 2 {
        return Vec::new();
    }
    let row = |month: &assess::Month| MonthRow {
        month: format!("{:04}-{:02}-01", month.year, month.month),
        assessments: month.assessments,
        score: subject.publish(month.score.as_ref()).map(Figure::typeset),
    };
    months.iter().map(row).collect()
}

/// The criteria that the entry is assessed by, beside a benchmark.
pub(super) fn criteria<'a>(
    subject: &Subject<'a>,
    beside: Option<&Benchmark>,
) -> Vec<CriterionRow<'a>> {
    let of_now = subject.criteria(subject.round);
    let of_then = subject.previous().map(|round| subject.criteria(round));
    let row = |(index, criterion): (usize, &'a Criterion)| {
        let mean = |of: &[CriterionMean]| subject.publish(of[index].mean.as_ref());
        let (now, then) = (mean(&of_now), of_then.as_deref().and_then(mean));
        let change = now.zip(then).map(|(now, then)| (now - then).typeset_change());
        CriterionRow {
            id: &criterion.id,
            name: &criterion.name,
            weight: criterion.weight,
            mean: now.map(Figure::typeset),
            marks: of_now[index].marks,
            previous: then.map(Figure::typeset),
            change,
            benchmark: beside
                .and_then(|beside| subject.publish(criterion_mean(beside, index)))
                .map(Figure::typeset),
        }
    };
    subject.results.data.criteria_of(subject.entry()).map(row).collect()
}

/// The deductions of this round and those before.
pub(super) fn deductions<'a>(subject: &Subject<'a>) -> Vec<DeductionRow<'a>> {
    let data = subject.results.data;
    let rows = (0..=subject.round).flat_map(|round| data.deductions_of(subject.entry, round));
    let row = |row: &'a Deduction| DeductionRow {
        round: &data.programme.rounds[row.round].name,
        points: Exact::from(row.points).as_given(data.programme.scoring.places).typeset(),
        reason: &row.reason,
    };
    rows.map(row).collect()
}

/// The comments on the round.
pub(super) fn comments<'a>(subject: &Subject<'a>) -> Vec<CommentRow<'a>> {
    let comments = subject.results.data.comments_of(subject.entry, subject.round);
    comments.iter().map(|row| CommentRow { kind: row.kind, text: &row.text }).collect()
}

/// The assessments of the round.
pub(super) fn assessments<'a>(subject: &Subject<'a>) -> Vec<AssessmentRow<'a>> {
    let programme = subject.programme();
    let columns = Columns::of(subject);
    let by_assessment = programme.scoring.aggregate == Aggregate::ByAssessment;
    let row = |row: &'a Assessment| {
        let own = assessment_score(programme, row).filter(|_| by_assessment);
        AssessmentRow {
            reference: &row.reference,
            date: row.date,
            channel: row.channel.map(|at| &programme.channels[at.get()].name),
            language: subject.results.data.language_of(row),
            score: subject.publish(own.as_ref()).map(Figure::typeset),
            marks: columns.line(row),
            comment: row.comment.as_deref(),
        }
    };
    subject.assessments().iter().map(row).collect()
}
