//! Round scores and scores to date (rules 1 and 2).

use std::ops::Range;

use crate::model::{Aggregate, Assessment, Exact, Number, Programme, SeasonData};

/// What a round of an entry came to.
#[derive(Debug, Clone)]
pub struct RoundResult {
    /// Where its assessments stand in [`SeasonData::assessments`].
    pub assessments: Range<usize>,
    /// The score before deductions.
    pub gross: Option<Exact>,
    /// Points deducted, in all.
    pub deducted: Exact,
    /// The score.
    pub score: Option<Exact>,
    /// The score to date after this round.
    pub to_date: Option<Exact>,
}

/// The mean of a criterion's marks.
#[derive(Debug, Clone)]
pub struct CriterionMean {
    /// The mean; `None` without a mark.
    pub mean: Option<Exact>,
    /// How many marks there are.
    pub marks: usize,
}

impl RoundResult {
    /// One for each criterion of the programme: the mean of its own marks. Made when it is asked for: of all
    /// entries, they would take more memory than the rest of the results.
    pub fn criteria(&self, data: &SeasonData) -> Vec<CriterionMean> {
        criterion_means(&data.programme, data.assessments[self.assessments.clone()].iter())
    }
}

/// The rounds of an entry.
pub(super) fn rounds(data: &SeasonData, entry: usize) -> Vec<RoundResult> {
    let programme = &data.programme;
    let mut rounds: Vec<_> =
        (0..programme.rounds.len()).map(|round| round_result(data, entry, round)).collect();
    for after in 0..rounds.len() {
        let scored = programme.rounds.iter().zip(&rounds[..=after]);
        let scored =
            scored.filter_map(|(round, result)| Some((round.weight, result.score.as_ref()?)));
        rounds[after].to_date = Exact::weighted_mean(scored);
    }
    rounds
}

/// Rule 1. Without assessments, the score given as such is the gross score.
fn round_result(data: &SeasonData, entry: usize, round: usize) -> RoundResult {
    let programme = &data.programme;
    let span = data.assessments_of(entry, round);
    let rows = &data.assessments[span.clone()];
    let assessed = score_of(programme, rows);
    let given = data.rounds.binary_search_by_key(&(entry, round), |row| (row.entry, row.round));
    let gross = assessed.or_else(|| Some(data.rounds[given.ok()?].score.clone()));
    let deductions = data.deductions_of(entry, round).iter();
    let deducted = deductions.fold(Exact::zero(), |sum, row| &sum + &row.points.into());
    let minimum = Exact::from(programme.scoring.scale.min);
    let score = gross.as_ref().map(|gross| (gross - &deducted).max(minimum));
    RoundResult { assessments: span, gross, deducted, score, to_date: None }
}

/// What assessments come to as rule 1 makes a round of them, before deductions: all of a round, or some of them
/// by themselves. `None` of none.
pub(super) fn score_of(programme: &Programme, rows: &[Assessment]) -> Option<Exact> {
    match programme.scoring.aggregate {
        Aggregate::ByAssessment => {
            Exact::mean_of_weighted_means(rows.iter().map(|row| weighted_marks(programme, row)))
        }
        Aggregate::ByCriterion => {
            let criteria = criterion_means(programme, rows.iter());
            let means = programme.criteria.iter().zip(&criteria);
            let means = means
                .filter_map(|(criterion, result)| Some((criterion.weight, result.mean.as_ref()?)));
            Exact::weighted_mean(means)
        }
    }
}

/// The score of an assessment: the weighted mean of its marked criteria, weights renormalised over
/// those marked (rule 1). `None` only of a row without a mark, which loading refuses.
pub fn assessment_score(programme: &Programme, row: &Assessment) -> Option<Exact> {
    Exact::weighted_mean_of_numbers(weighted_marks(programme, row))
}

/// The marks of an assessment with the weights of their criteria.
fn weighted_marks<'a>(
    programme: &'a Programme,
    row: &'a Assessment,
) -> impl Iterator<Item = (Number, Number)> + 'a {
    let marks = programme.criteria.iter().zip(row.marks.iter());
    marks.filter_map(|(criterion, mark)| Some((criterion.weight, mark?)))
}

/// The mean of each criterion's own marks over some assessments.
pub(super) fn criterion_means<'a>(
    programme: &Programme,
    rows: impl Iterator<Item = &'a Assessment>,
) -> Vec<CriterionMean> {
    let criteria = programme.criteria.len();
    let all: Vec<_> = rows.flat_map(|row| row.marks.iter()).collect();
    (0..criteria)
        .map(|at| {
            let marks = || all.iter().skip(at).step_by(criteria).copied().flatten();
            let mean = Exact::weighted_mean_of_numbers(marks().map(|mark| (Number::ONE, mark)));
            CriterionMean { mean, marks: marks().count() }
        })
        .collect()
}
