//! Nobody learns another's score: an attack on all benchmarks of a season, with linear algebra.
//!
//! The attackers have the benchmarks of every report of the season and the scores of their own.
//! Each figure shown is an equation over the scores of those who stand behind it; the attackers know
//! who they are, and how a score follows from the criteria. No score of anybody else may follow.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use plaudit::assess::{Results, assess, benchmarks};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use plaudit::model::{Assessment, Assets, Dataset, Field, Id, SeasonData};
use plaudit::plan::{Job, Selection, Target, Work, plan};
use serde_json::Value;

use crate::season::Season;

/// What is not known: an entry's score in a round, or its mean in a criterion of it.
type Unknown = (usize, usize, Option<usize>);

/// The left side of an equation; the right side does not matter to what can be worked out.
type Equation = BTreeMap<Unknown, i128>;

/// Arithmetic modulo a prime: what follows among fractions follows here as well.
const PRIME: i128 = (1 << 61) - 1;

fn inverse(value: i128) -> i128 {
    let (mut result, mut base, mut power) = (1, value.rem_euclid(PRIME), PRIME - 2);
    while power > 0 {
        if power & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        power >>= 1;
    }
    result
}

/// The unknowns that equations settle: in reduced row echelon form, those alone in their row.
fn settled(equations: &[Equation]) -> Vec<Unknown> {
    let unknowns: BTreeSet<_> = equations.iter().flat_map(|row| row.keys().copied()).collect();
    let unknowns: Vec<_> = unknowns.into_iter().collect();
    let dense = |row: &Equation| -> Vec<i128> {
        let factor = |unknown| row.get(unknown).map_or(0, |factor| factor.rem_euclid(PRIME));
        unknowns.iter().map(factor).collect()
    };
    let mut rows: Vec<_> = equations.iter().map(dense).collect();
    let mut done = 0;
    for column in 0..unknowns.len() {
        let Some(pivot) = (done..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
        rows.swap(done, pivot);
        let scale = inverse(rows[done][column]);
        rows[done].iter_mut().for_each(|value| *value = *value * scale % PRIME);
        let pivot = rows[done].clone();
        let columns: Vec<_> = (column..unknowns.len()).filter(|at| pivot[*at] != 0).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if at != done && factor != 0 {
                for column in &columns {
                    row[*column] = (row[*column] - factor * pivot[*column]).rem_euclid(PRIME);
                }
            }
        }
        done += 1;
    }
    let alone = |row: &Vec<i128>| {
        let mut known = (0..row.len()).filter(|at| row[*at] != 0);
        known.next().filter(|_| known.next().is_none()).map(|at| unknowns[at])
    };
    rows.iter().filter_map(alone).collect()
}

#[test]
fn the_attack_finds_what_a_difference_tells() {
    let mean = |entries: &[usize]| -> Equation {
        entries.iter().map(|entry| ((*entry, 0, None), 1)).collect()
    };
    assert_eq!(
        settled(&[mean(&[0, 1, 2, 3]), mean(&[0, 1]), mean(&[3])]),
        [(2, 0, None), (3, 0, None)]
    );
    assert_eq!(settled(&[mean(&[0, 1, 2, 3]), mean(&[0, 1])]), []);
    // Sectors {0 1 2} and {3 4}, groups {0 1} and {2 3 4}: the fifth is the third.
    let crossing = [mean(&[0, 1, 2]), mean(&[3, 4]), mean(&[0, 1]), mean(&[2, 3, 4])];
    assert_eq!(settled(&crossing), [(2, 0, None)]);
}

/// Every benchmark shown in any report of a season, as an equation.
fn shown(results: &Results) -> Vec<Equation> {
    let data = results.data;
    let mut equations = BTreeSet::new();
    for (entry, round, report) in reports(results) {
        for scope in report["benchmarks"]["scopes"].as_array().expect("scopes") {
            let fields: &[Field] = match scope["scope"].as_str().expect("a name") {
                "programme" => &[],
                "stream" => &[Field::Stream],
                "sector" => &[Field::Stream, Field::Sector],
                "group" => &[Field::Stream, Field::Group],
                other => panic!("an attack on `{other}` is not known"),
            };
            let behind = behind(results, entry, round, fields);
            let equation = |criterion| -> Equation {
                behind.iter().map(|at| ((*at, round, criterion), 1)).collect()
            };
            if !scope["score"].is_null() {
                equations.insert(equation(None));
            }
            // The criteria stand beside the means of one scope.
            if report["benchmarks"]["criteria_scope"] == scope["scope"] {
                let own = data.criteria_of(&data.entries[entry]);
                for ((at, _), row) in own.zip(report["criteria"].as_array().expect("a list")) {
                    if !row["benchmark"].is_null() {
                        equations.insert(equation(Some(at)));
                    }
                }
            }
            if !scope["to_date"].is_null() {
                equations.insert(to_date(results, entry, round, fields));
            }
        }
    }
    equations.into_iter().collect()
}

/// The values of all reports of a season, with their entry and round.
fn reports(results: &Results) -> Vec<(usize, usize, Value)> {
    let mut problems = Diagnostics::default();
    let all = std::slice::from_ref(results);
    let plan = plan(all, &Selection::default(), &Assets::default(), &mut problems);
    let report = |job: &Job| {
        let Work::Document { content, .. } = &job.work else { panic!("a report is a document") };
        let value: Value = serde_json::from_str(&content.fill().value).expect("JSON");
        let parts: Vec<_> = job.path.trim_end_matches(".pdf").rsplit('/').collect();
        let data = results.data;
        let entry = data.entries.iter().position(|entry| entry.id.as_str() == parts[0]);
        let rounds = &data.programme.rounds;
        let round = rounds.iter().position(|round| round.id.as_str() == parts[1]);
        (entry.expect("an entry"), round.expect("a round"), value)
    };
    plan.of(Target::Reports).iter().map(report).collect()
}

/// The means of the rounds so far, by their weights.
fn to_date(results: &Results, entry: usize, round: usize, fields: &[Field]) -> Equation {
    let mut equation = Equation::new();
    for before in 0..=round {
        let behind = behind(results, entry, before, fields);
        let count = i128::try_from(behind.len()).expect("few");
        let weight = whole(&results.data.programme.rounds[before].weight) * inverse(count);
        equation.extend(behind.iter().map(|at| ((*at, before, None), weight % PRIME)));
    }
    equation
}

fn whole(weight: &plaudit::model::Number) -> i128 {
    weight.to_string().parse().expect("the weights of this test are whole numbers")
}

/// Who stands behind a scope in a round, as an outsider may know it: the entries with a score and a mark in every criterion that all entries of their stream are assessed by.
fn behind(results: &Results, entry: usize, round: usize, fields: &[Field]) -> Vec<usize> {
    let data = results.data;
    let in_scope = |at: usize| {
        let (reader, other) = (&data.entries[entry], &data.entries[at]);
        fields.iter().all(|field| match field {
            Field::Stream => other.stream == reader.stream,
            Field::Sector => results.entries[at].sector.id == results.entries[entry].sector.id,
            _ => other.group == reader.group,
        })
    };
    let assessed = |stream: &Id| {
        let mut rows = data.assessments.iter().filter(|row| row.round.get() == round);
        rows.any(|row| data.entries[row.entry.get()].stream == *stream)
    };
    let in_full = |at: usize| {
        let (other, result) = (&data.entries[at], &results.entries[at].rounds[round]);
        let modes = &data.stream_of(other).modes;
        let shared = data.programme.criteria.iter().enumerate().filter(|(_, criterion)| {
            modes.iter().all(|mode| criterion.applies(&other.stream, &mode.id))
        });
        let means = result.criteria(data);
        let mut marked = shared.map(|(criterion, _)| means[criterion].mean.is_some());
        result.score.is_some() && (!assessed(&other.stream) || marked.all(|marked| marked))
    };
    (0..data.entries.len()).filter(|at| in_scope(*at) && in_full(*at)).collect()
}

/// What remains of a score after its criteria.
const REMAINDER: Option<usize> = Some(usize::MAX);

/// How each score follows from the criteria, before deductions. Where an assessment leaves out a
/// criterion that another has, something remains, which is not known either.
fn relations(results: &Results) -> Vec<Equation> {
    let criteria = &results.data.programme.criteria;
    let mut equations = Vec::new();
    for (entry, result) in results.entries.iter().enumerate() {
        for (round, result) in result.rounds.iter().enumerate() {
            let means = result.criteria(results.data);
            let marked = means.iter().zip(criteria).enumerate();
            let marked: Vec<_> = marked.filter(|(_, (result, _))| result.mean.is_some()).collect();
            let of = |(at, (_, criterion)): &(usize, (_, &plaudit::model::Criterion))| {
                ((entry, round, Some(*at)), whole(&criterion.weight))
            };
            let mut equation: Equation = marked.iter().map(of).collect();
            let total: i128 = equation.values().sum();
            if total > 0 {
                equation.insert((entry, round, None), -total);
                let rows = &results.data.assessments[result.assessments.clone()];
                let partial =
                    |row: &Assessment| marked.iter().any(|(at, _)| row.marks.get(*at).is_none());
                if rows.iter().any(partial) {
                    equation.insert((entry, round, REMAINDER), 1);
                }
                equations.push(equation);
            }
        }
    }
    equations
}

/// What some participants together can work out of the others.
fn attack(data: &SeasonData, equations: &[Equation], attackers: &[usize]) -> Vec<Unknown> {
    let own = |unknown: &Unknown| attackers.contains(&data.entries[unknown.0].participant);
    let without_own = |equation: &Equation| -> Equation {
        let others = equation.iter().filter(|(unknown, _)| !own(unknown));
        others.map(|(unknown, factor)| (*unknown, *factor)).collect()
    };
    settled(&equations.iter().map(without_own).filter(|row| !row.is_empty()).collect::<Vec<_>>())
}

fn season_of(dataset: &Dataset) -> Results<'_> {
    assess(&dataset.seasons[0], "2026-12-31".parse().expect("a date"))
}

/// A season of two streams whose entries have few marks, gaps, rounds that lack and participants
/// with several entries.
fn random_season(rng: &mut Rng, contributors: usize) -> Season {
    let (mut entries, mut assessments, mut given) = (String::new(), String::new(), String::new());
    let participants = rng.usize(6..=20);
    for entry in 0..rng.usize(8..=36) {
        let (stream, mode, group) = match rng.u8(0..6) {
            0 | 1 => ("calls", "phone", "A"),
            2 | 3 => ("calls", "phone", "B"),
            _ => ("shops", "visit", "A"),
        };
        let sector = ["tea", "tea", "silk", "jade"][rng.usize(0..4)];
        let status = if rng.u8(0..12) == 0 { "withdrawn" } else { "active" };
        let participant = rng.usize(1..=participants);
        entries.push_str(&format!(
            "e{entry},p{participant},{stream},{mode},{sector},{group},{status};"
        ));
        for round in ["r1", "r2", "r3"] {
            let mut mark = || rng.u8(50..=100).to_string();
            let (warm, wise) = (mark(), mark());
            let (warm, wise) = match rng.u8(0..40) {
                0 => continue,
                1 => {
                    given.push_str(&format!("e{entry},{round},{warm};"));
                    continue;
                }
                2 => (String::new(), wise),
                3 => (warm, String::new()),
                _ => (warm, wise),
            };
            let row = format!("e{entry},{round},{round}-{entry},2026-05-05,{warm},{wise};");
            assessments.push_str(&row);
            // A second assessment, perhaps not marked in full.
            if rng.u8(0..4) == 0 {
                let wise = if rng.bool() { String::new() } else { rng.u8(50..=100).to_string() };
                let row = format!("e{entry},{round},{round}-{entry}b,2026-05-06,70,{wise};");
                assessments.push_str(&row);
            }
        }
    }
    Season::new()
        .with(
            "benchmark_min_contributors = 5",
            &format!("benchmark_min_contributors = {contributors}"),
        )
        .entries(&entries)
        .assessments(&assessments)
        .rounds(&given)
}

#[test]
fn no_report_tells_of_another_entry() {
    let mut rng = Rng::with_seed(2026);
    let (mut figures, mut reasons) = (0, BTreeSet::new());
    for case in 0..120 {
        let contributors = rng.usize(2..=4);
        let dataset = random_season(&mut rng, contributors).dataset();
        let results = season_of(&dataset);
        let equations = shown(&results);
        figures += equations.len();
        for round in 0..3 {
            let all = benchmarks(&results);
            let withheld = all.of_round(round).iter().filter_map(|one| one.figures.as_ref().err());
            reasons.extend(withheld.copied());
        }
        let equations = [equations, relations(&results)].concat();
        for participant in 0..results.data.participants.len() {
            let broken = attack(results.data, &equations, &[participant]);
            assert_eq!(broken, [], "season {case}, participant {participant} of {contributors}");
        }
        // As many as a figure needs but one, together, still leave two that they cannot tell apart.
        for _ in 0..20 {
            let mut all: Vec<_> = (0..results.data.participants.len()).collect();
            rng.shuffle(&mut all);
            let broken = attack(results.data, &equations, &all[..contributors - 1]);
            assert_eq!(broken, [], "season {case}, {:?}", &all[..contributors - 1]);
        }
    }
    // The attack had something to attack, and every rule was needed.
    assert!(figures > 2_000, "only {figures} figures were shown");
    assert_eq!(reasons.len(), 2, "{reasons:?}");
}

#[test]
fn no_report_of_the_samples_tells_of_another_entry() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let request = Request { data, programme: None, season: None };
    let mut problems = Diagnostics::default();
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    for season in &dataset.seasons {
        let results = assess(season, "2026-12-31".parse().expect("a date"));
        let equations = shown(&results);
        assert!(equations.len() > 15, "{} figures", equations.len());
        let equations = [equations, relations(&results)].concat();
        for participant in (0..season.participants.len()).step_by(25) {
            assert_eq!(attack(season, &equations, &[participant]), [], "{participant}");
        }
    }
}
