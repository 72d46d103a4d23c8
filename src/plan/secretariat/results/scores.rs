//! The sheets of figures: rounds, criteria, deductions, and rounds short of their quota.

use super::super::in_each;
use super::super::words::{Words, label};
use super::{entry_id, round_labels};
use crate::assess::{self, Results};
use crate::model::{Exact, Origin};
use crate::plan::{Cell, Rows, Sheet};

/// A row for each entry and round.
pub(super) fn rounds<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let names = ["entry", "round", "assessments", "quota", "gross", "deducted", "score", "to-date"];
    let head = names.map(|name| words.head(name)).into();
    let labels = round_labels(results);
    let publish = publisher(results);
    let rows = Rows::new(move |take| {
        for (at, entry) in results.entries.iter().enumerate() {
            let quota = results.data.quota_of(&results.data.entries[at]);
            for (round, label) in entry.rounds.iter().zip(&labels) {
                take(vec![
                    entry_id(results, at),
                    Cell::text(label.as_str()),
                    Cell::count(round.assessments.len()),
                    quota.map_or(Cell::Empty, |quota| Cell::Count(quota.into())),
                    publish(round.gross.as_ref()),
                    publish(Some(&round.deducted)),
                    publish(round.score.as_ref()),
                    publish(round.to_date.as_ref()),
                ]);
            }
        }
    });
    Sheet { name: words.leading("sheet", "rounds"), head, rows, total: None }
}

/// A row for each entry, round and criterion that applies to the entry, once the round has an
/// assessment.
pub(super) fn criteria<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let names = ["entry", "round", "criterion", "weight", "marks", "mean"];
    let head = names.map(|name| words.head(name)).into();
    let programme = &results.data.programme;
    let labels = round_labels(results);
    let criteria: Vec<_> =
        programme.criteria.iter().map(|criterion| label(programme, &criterion.name)).collect();
    let publish = publisher(results);
    let rows = Rows::new(move |take| {
        for (at, entry) in results.data.entries.iter().enumerate() {
            for (round, label) in results.entries[at].rounds.iter().zip(&labels) {
                if round.assessments.is_empty() {
                    continue;
                }
                let means = round.criteria(results.data);
                for (index, criterion) in results.data.criteria_of(entry) {
                    take(vec![
                        entry_id(results, at),
                        Cell::text(label.as_str()),
                        Cell::text(criteria[index].as_str()),
                        Cell::decimal(criterion.weight),
                        Cell::count(means[index].marks),
                        publish(means[index].mean.as_ref()),
                    ]);
                }
            }
        }
    });
    Sheet { name: words.leading("sheet", "criteria"), head, rows, total: None }
}

/// A row for each deduction.
pub(super) fn deductions<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let mut head = ["entry", "round", "points"].map(|name| words.head(name)).to_vec();
    head.extend(words.head_in_each("reason"));
    head.extend(["file", "row"].map(|name| words.head(name)));
    let labels = round_labels(results);
    let rows = Rows::new(move |take| {
        for deduction in &results.data.deductions {
            let mut row = vec![
                entry_id(results, deduction.entry),
                Cell::text(labels[deduction.round].as_str()),
                Cell::decimal(deduction.points),
            ];
            row.extend(in_each(&results.data.programme, &deduction.reason));
            row.push(Cell::text(file_name(&deduction.origin)));
            row.push(Cell::Count(deduction.origin.row.into()));
            take(row);
        }
    });
    Sheet { name: words.leading("sheet", "deductions"), head, rows, total: None }
}

/// The name of a file without its folders: where the data lie is no part of the results, and must
/// not change their bytes.
fn file_name(origin: &Origin) -> &str {
    origin.file.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A row for each round that has begun but holds fewer assessments than it should.
pub(super) fn shortfalls<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let names = ["entry", "round", "assessments", "quota", "lacking"];
    let head = names.map(|name| words.head(name)).into();
    let labels = round_labels(results);
    let rows = Rows::new(move |take| {
        for short in assess::shortfalls(results) {
            take(vec![
                entry_id(results, short.entry),
                Cell::text(labels[short.round].as_str()),
                Cell::count(short.assessments),
                Cell::count(short.quota),
                Cell::count(short.quota - short.assessments),
            ]);
        }
    });
    Sheet { name: words.leading("sheet", "shortfalls"), head, rows, total: None }
}

/// What rounds a score, once, where it is published.
fn publisher(results: &Results) -> impl Fn(Option<&Exact>) -> Cell<'static> + use<> {
    let places = results.data.programme.scoring.places;
    move |value| Cell::figure(value.map(|value| value.publish(places)))
}
