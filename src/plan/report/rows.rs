//! The rows of a report's tables.

use super::charts::criterion_mean;
use super::marks::Columns;
use super::subject::Subject;
use super::values::{AssessmentRow, CommentRow, CriterionRow, DeductionRow, MonthRow, RoundRow};
use crate::assess::{self, Benchmark, assessment_score};
use crate::model::{Aggregate, Assessment, Criterion, Deduction, Figure, Kind, Round, Status};
use crate::plan::values::published;

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
    let row = |(index, criterion): (usize, &'a Criterion)| {
        let result = |round: usize| &subject.rounds()[round].criteria[index];
        let mean = |round: usize| subject.publish(result(round).mean.as_ref());
        let (now, then) = (mean(subject.round), subject.previous().and_then(mean));
        let change = now.zip(then).map(|(now, then)| (now - then).typeset_change());
        CriterionRow {
            id: &criterion.id,
            name: &criterion.name,
            weight: criterion.weight,
            mean: now.map(Figure::typeset),
            marks: result(subject.round).marks,
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
        points: published(&data.programme, row.points).typeset(),
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
            channel: row.channel.map(|at| &programme.channels[at].name),
            language: row.language.as_ref(),
            score: subject.publish(own.as_ref()).map(Figure::typeset),
            marks: columns.line(row),
            comment: Some(&row.comment).filter(|comment| !comment.is_empty()),
        }
    };
    subject.assessments().iter().map(row).collect()
}
