//! From marks to a tier (rules 1 to 3).

use super::derivation::ExactValue;
use super::{Derivation, Term, Value};
use crate::assess::{Results, RoundResult, assessment_score};
use crate::model::{
    Aggregate, Assessment, Deduction, Exact, Figure, Number, Programme, Round, SeasonData, Status,
    Tier,
};

/// A round: its assessments, what they come to, deductions, its score and the score to date.
pub(super) fn round(results: &Results, entry: usize, round: usize) -> Derivation {
    let (data, programme) = (results.data, &results.data.programme);
    let result = &results.entries[entry].rounds[round];
    let (places, rule) = (programme.scoring.places, &programme.rounds[round]);
    let derivation = match &result.score {
        Some(score) => Derivation::of("round").with("score", score.publish(places)),
        None => Derivation::of("round-unscored"),
    };
    let deductions = data.deductions_of(entry, round);
    derivation
        .with("round", Value::named(&rule.id, &rule.name))
        .resting_on(assessments(results, entry, round))
        .resting_on(match programme.scoring.aggregate {
            Aggregate::ByAssessment => mean_of_assessments(results.data, result),
            Aggregate::ByCriterion => weighted_criteria(results, entry, round),
        })
        .resting_on(given(results, entry, round))
        .resting_on(deductions.iter().map(deduction))
        .resting_on(score(programme, result))
        .resting_on(to_date(results, entry, round))
}

/// The assessments of a round, each with its marks.
fn assessments(results: &Results, entry: usize, round: usize) -> Option<Derivation> {
    let data = results.data;
    let rows = &data.assessments[data.assessments_of(entry, round)];
    if rows.is_empty() {
        return None;
    }
    let list = match data.quota_of(&data.entries[entry]) {
        Some(quota) => Derivation::of("assessments-of-quota").with("quota", quota),
        None => Derivation::of("assessments"),
    };
    let list = list.with("n", rows.len());
    Some(match data.programme.scoring.aggregate {
        Aggregate::ByAssessment => {
            list.resting_on(rows.iter().filter_map(|row| assessment(data, row)))
        }
        Aggregate::ByCriterion => {
            list.resting_on(rows.iter().map(|row| assessment_marks(data, row)))
        }
    })
}

/// An assessment's score: its marks, weighted over those marked.
fn assessment(data: &SeasonData, row: &Assessment) -> Option<Derivation> {
    let score = assessment_score(&data.programme, row)?;
    let marks = data.programme.criteria.iter().zip(row.marks.iter());
    let terms = marks
        .filter_map(|(criterion, mark)| Some(term(&criterion.id, &mark?.into(), criterion.weight)));
    let terms: Vec<_> = terms.collect();
    Some(of_assessment("assessment", (data, row)).with("score", &score).with("mean", terms))
}

/// An assessment's marks, where the criteria are scored over all assessments of the round.
fn assessment_marks(data: &SeasonData, row: &Assessment) -> Derivation {
    let marks = data.programme.criteria.iter().zip(row.marks.iter());
    let marks = marks.filter_map(|(criterion, mark)| {
        let (criterion, name) = (criterion.id.to_string(), criterion.name.clone());
        Some(Value::Mark { criterion, name, mark: mark? })
    });
    of_assessment("assessment-marks", (data, row)).with("marks", marks.collect::<Vec<_>>())
}

fn of_assessment(fact: &'static str, (data, row): (&SeasonData, &Assessment)) -> Derivation {
    let derivation = Derivation::of(fact).with("ref", &*row.reference).with("date", row.date);
    derivation.read_from(&data.origin_of(row))
}

fn mean_of_assessments(data: &SeasonData, result: &RoundResult) -> Vec<Derivation> {
    let Some(gross) = result.gross.as_ref().filter(|_| !result.assessments.is_empty()) else {
        return Vec::new();
    };
    let rows = data.assessments[result.assessments.clone()].iter();
    let scores = rows.filter_map(|row| assessment_score(&data.programme, row));
    let total = scores.fold(Exact::zero(), |sum, score| &sum + &score);
    vec![
        Derivation::of("mean-of-assessments")
            .with("score", gross)
            .with("total", Value::step(&total))
            .with("n", result.assessments.len()),
    ]
}

/// The mean of each criterion's own marks, and their weighted mean.
fn weighted_criteria(results: &Results, entry: usize, round: usize) -> Vec<Derivation> {
    let data = results.data;
    let result = &results.entries[entry].rounds[round];
    let rows = &data.assessments[data.assessments_of(entry, round)];
    let Some(gross) = result.gross.as_ref().filter(|_| !rows.is_empty()) else {
        return Vec::new();
    };
    let (means, mut parts, mut terms) = (result.criteria(data), Vec::new(), Vec::new());
    for (at, criterion) in data.criteria_of(&data.entries[entry]) {
        let named = Value::named(&criterion.id, &criterion.name);
        let part = match &means[at].mean {
            Some(mean) => {
                terms.push(term(&criterion.id, mean, criterion.weight));
                let marks = rows.iter().filter_map(|row| {
                    Some(term(&row.reference, &row.marks.get(at)?.into(), Number::from(1)))
                });
                let marks: Vec<_> = marks.collect();
                Derivation::of("criterion").with("score", mean).with("mean", marks)
            }
            None => Derivation::of("criterion-unmarked"),
        };
        parts.push(part.with("criterion", named));
    }
    parts.push(Derivation::of("weighted-criteria").with("score", gross).with("mean", terms));
    parts
}

/// The score given as such.
fn given(results: &Results, entry: usize, round: usize) -> Option<Derivation> {
    let row = results.data.rounds.iter().find(|row| (row.entry, row.round) == (entry, round))?;
    Some(Derivation::of("score-given").with("score", &row.score).read_from(&row.origin))
}

fn deduction(row: &Deduction) -> Derivation {
    Derivation::of("deduction")
        .with("n", row.points)
        .with("reason", &row.reason)
        .read_from(&row.origin)
}

/// The round's score: what the assessments come to, less deductions.
fn score(programme: &Programme, result: &RoundResult) -> Option<Derivation> {
    let (gross, score) = (result.gross.as_ref()?, result.score.as_ref()?);
    let (derivation, gross) = if result.deducted == Exact::zero() {
        (Derivation::of("score-undeducted"), Value::step(gross))
    } else if *score == gross - &result.deducted {
        (Derivation::of("score"), Value::step(gross))
    } else {
        let at_minimum = Derivation::of("score-at-minimum");
        (at_minimum.with("minimum", programme.scoring.scale.min), Value::step(gross))
    };
    let published = score.publish(programme.scoring.places);
    let derivation =
        derivation.with("gross", gross).with("deducted", Value::step(&result.deducted));
    let score = match result.deducted == Exact::zero() {
        true => Value::step(score),
        false => score.into(),
    };
    Some(derivation.with("score", score).with("published", published))
}

/// The score to date after a round (rule 2). Where the round's score, the round before or the
/// overall says how it came about, the figure is enough.
fn to_date(results: &Results, entry: usize, round: usize) -> Option<Derivation> {
    let result = &results.entries[entry].rounds[round];
    let score = result.to_date.as_ref()?;
    let published = score.publish(results.data.programme.scoring.places);
    let terms = scored_rounds(results, entry, round);
    let is_overall = round + 1 == results.entries[entry].rounds.len()
        && results.entries[entry].overall.is_some();
    let derivation = if terms.len() == 1 || is_overall || result.score.is_none() {
        Derivation::of("to-date-alone")
    } else {
        Derivation::of("to-date").with("score", score).with("mean", terms)
    };
    Some(derivation.with("published", published))
}

/// The rounds up to one that have a score, with their weights.
fn scored_rounds(results: &Results, entry: usize, last: usize) -> Vec<Term> {
    let rounds = results.data.programme.rounds.iter().zip(&results.entries[entry].rounds);
    let term = |(round, result): (&Round, &RoundResult)| {
        Some(term(&round.id, result.score.as_ref()?, round.weight))
    };
    rounds.take(last + 1).filter_map(term).collect()
}

/// The overall, the tier and the pass (rules 2, 3 and 12).
pub(super) fn overall(results: &Results, entry: usize) -> Vec<Derivation> {
    let (programme, result) = (&results.data.programme, &results.entries[entry]);
    let (Some(overall), Some(published)) = (&result.overall, result.published) else {
        let rounds = programme.rounds.iter().zip(&result.rounds);
        let missing = rounds.filter(|(_, result)| result.score.is_none());
        let missing = missing.map(|(round, _)| Value::named(&round.id, &round.name));
        let missing: Vec<_> = missing.collect();
        return vec![Derivation::of("overall-missing").with("rounds", missing)];
    };
    let last = programme.rounds.len() - 1;
    let terms = scored_rounds(results, entry, last);
    let derivation = if terms.len() == 1 {
        Derivation::of("overall-of-one-round")
    } else {
        Derivation::of("overall").with("mean", terms)
    };
    let derivation = derivation.with("score", overall).with("published", published);
    let mut parts = vec![derivation, tier(results, entry, published)];
    if programme.certification.is_some() {
        let (pass, margin) = (programme.scoring.pass, published.above(programme.scoring.pass));
        let passed = published.reaches(pass);
        // Short of a lowest tier that begins at the pass mark, the tier has told the margin.
        let told = programme.tiers.last().is_some_and(|lowest| !passed && lowest.min == pass);
        let fact = if passed { "passed" } else { "not-passed" };
        let pass = Derivation::of(fact).with("pass", pass).with("n", margin.size());
        parts.extend((!told).then_some(pass));
    }
    parts
}

/// The tier with the margins to its neighbours.
fn tier(results: &Results, entry: usize, published: Figure) -> Derivation {
    let (tiers, result) = (&results.data.programme.tiers, &results.entries[entry]);
    let status = results.data.entries[entry].status;
    let margin = |fact, tier: &Tier| {
        Derivation::of(fact)
            .with("tier", Value::named(&tier.id, &tier.name))
            .with("min", tier.min)
            .with("n", published.above(tier.min).size())
    };
    let next = result.tier.unwrap_or(tiers.len()).checked_sub(1);
    let derivation = match result.tier {
        Some(held) => {
            let held = &tiers[held];
            Derivation::of("tier").with("tier", Value::named(&held.id, &held.name))
        }
        None if status == Status::Active => Derivation::of("no-tier"),
        None => return Derivation::of("no-tier-inactive"),
    };
    derivation
        .with("published", published)
        .resting_on(result.tier.map(|at| margin("above-tier", &tiers[at])))
        .resting_on(next.map(|at| margin("short-of-tier", &tiers[at])))
}

pub(super) fn term(of: &(impl ToString + ?Sized), value: &Exact, weight: Number) -> Term {
    Term { of: of.to_string(), value: ExactValue(value.clone()), weight }
}
