//! `results.xlsx`: everything that was decided, a sheet for each kind of it.

mod awards;
mod overall;
mod scores;
mod withheld;

use super::super::{Cell, Sheet, Workbook};
use super::fees;
use super::words::{Words, label};
use crate::assess::Results;

/// The workbook of a season. It bears the first day of assessment, not today, so that the same
/// data give the same file.
pub(super) fn workbook<'a>(results: &'a Results, words: &mut Words) -> Workbook<'a> {
    let (programme, season) = (&results.data.programme, &results.data.season);
    let name = label(programme, &programme.name);
    let results_of = words.labels("workbook", &["title"]).remove("title").unwrap_or_default();
    Workbook {
        title: format!("{name} {} {results_of}", season.year),
        day: season.assessment.from,
        colour: programme.theme.primary.clone(),
        sheets: sheets(results, words),
    }
}

/// The sheets in order. Where a programme has no credit points there is no sheet of them; any
/// other sheet is there even without a row.
fn sheets<'a>(results: &'a Results, words: &mut Words) -> Vec<Sheet<'a>> {
    let mut sheets = vec![
        overall::overall(results, words),
        scores::rounds(results, words),
        scores::criteria(results, words),
        awards::recognitions(results, words),
    ];
    if results.data.programme.credit_points.is_some() {
        sheets.push(awards::credit_points(results, words));
    }
    sheets.extend([
        scores::deductions(results, words),
        scores::shortfalls(results, words),
        withheld::withheld(results, words),
        fees::sheet(results, words),
    ]);
    sheets
}

/// The id of an entry.
fn entry_id<'a>(results: &'a Results, at: usize) -> Cell<'a> {
    Cell::text(results.data.entries[at].id.as_str())
}

/// The names of the rounds, in order.
fn round_labels(results: &Results) -> Vec<String> {
    let programme = &results.data.programme;
    programme.rounds.iter().map(|round| label(programme, &round.name)).collect()
}
