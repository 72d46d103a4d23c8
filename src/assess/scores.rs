//! Round scores and scores to date (rules 1 and 2).

use crate::model::{Aggregate, Assessment, Exact, Number, Programme, SeasonData};

/// What a round of an entry came to.
#[derive(Debug, Clone)]
pub struct RoundResult {
    /// Its assessments, in order.
    pub assessments: Vec<AssessmentScore>,
    /// One for each criterion of the programme: the mean of its own marks.
    pub criteria: Vec<CriterionMean>,
    /// The score before deductions.
    pub gross: Option<Exact>,
    /// Points deducted, in all.
    pub deducted: Exact,
    /// The score.
    pub score: Option<Exact>,
    /// The score to date after this round.
    pub to_date: Option<Exact>,
}

/// An assessment and its own score.
#[derive(Debug, Clone)]
pub struct AssessmentScore {
    /// An index into [`SeasonData::assessments`].
    pub assessment: usize,
    /// The weighted mean of its marks.
    pub score: Exact,
}

/// The mean of a criterion's marks.
#[derive(Debug, Clone)]
pub struct CriterionMean {
    /// The mean; `None` without a mark.
    pub mean: Option<Exact>,
    /// How many marks there are.
    pub marks: usize,
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
    let (first, rows) = (span.start, &data.assessments[span]);
    let assessments: Vec<_> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| {
            let score = assessment_score(programme, row)?;
            Some(AssessmentScore { assessment: first + at, score })
        })
        .collect();
    let criteria = criterion_means(programme, rows);
    let assessed =
        match programme.scoring.aggregate {
            Aggregate::ByAssessment => Exact::mean(assessments.iter().map(|a| &a.score)),
            Aggregate::ByCriterion => {
                Exact::weighted_mean(programme.criteria.iter().zip(&criteria).filter_map(
                    |(criterion, result)| Some((criterion.weight, result.mean.as_ref()?)),
                ))
            }
        };
    let given = data.rounds.binary_search_by_key(&(entry, round), |row| (row.entry, row.round));
    let gross = assessed.or_else(|| Some(data.rounds[given.ok()?].score.clone()));
    let deductions = data.deductions_of(entry, round).iter();
    let deducted = deductions.fold(Exact::zero(), |sum, row| &sum + &row.points.into());
    let minimum = Exact::from(programme.scoring.scale.min);
    let score = gross.as_ref().map(|gross| (gross - &deducted).max(minimum));
    RoundResult { assessments, criteria, gross, deducted, score, to_date: None }
}

/// The weighted mean of an assessment's marked criteria, renormalised over those marked.
fn assessment_score(programme: &Programme, row: &Assessment) -> Option<Exact> {
    let marks = programme.criteria.iter().zip(&row.marks);
    Exact::weighted_mean_of_numbers(
        marks.filter_map(|(criterion, mark)| Some((criterion.weight, (*mark)?))),
    )
}

fn criterion_means(programme: &Programme, rows: &[Assessment]) -> Vec<CriterionMean> {
    (0..programme.criteria.len())
        .map(|at| {
            let marks = || rows.iter().filter_map(|row| row.marks[at]);
            let mean = Exact::weighted_mean_of_numbers(marks().map(|mark| (Number::from(1), mark)));
            CriterionMean { mean, marks: marks().count() }
        })
        .collect()
}
