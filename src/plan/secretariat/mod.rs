//! The secretariat's own files: all results, what is to be sent to whom, and what everybody owes.

mod dispatch;
mod fees;
mod results;
mod words;

use words::Words;

use super::{Cell, Job, LateText, Target, Work, private};
use crate::assess::{self, Results};
use crate::diagnostics::Diagnostics;
use crate::model::{Assets, Programme, Text};

/// The files of a season. Reports words that the catalogues of messages do not have, and
/// participants without an address.
pub(super) fn jobs<'a>(
    results: &'a Results,
    assets: &Assets,
    problems: &mut Diagnostics,
) -> Vec<Job<'a>> {
    let mut words = Words::read(&results.data.programme, assets);
    let workbook = results::workbook(results, &mut words);
    // The catalogues may have been found wanting before, with more to say of it.
    if !problems.has_errors() {
        problems.extend_with_new(words.missing);
    }
    dispatch::unaddressed(results, problems);
    let works = [
        ("results.xlsx", Work::Workbook(workbook)),
        ("results.json", Work::Text { text: LateText::made(|| assess::json(results)) }),
        ("dispatch.csv", dispatch::table(results)),
        ("fees.csv", fees::table(results)),
    ];
    let folder = format!("{}/secretariat", private(results));
    let job =
        |(name, work)| Job { path: format!("{folder}/{name}"), target: Target::Secretariat, work };
    works.map(job).into()
}

/// A text in each language of a programme, a cell each.
fn in_each<'t>(programme: &'t Programme, text: &'t Text) -> impl Iterator<Item = Cell<'t>> {
    programme.language_ids().map(|id| Cell::text(text.get(id).unwrap_or_default()))
}

/// The names of columns that hold a text in each language.
fn columns(programme: &Programme, name: &str) -> impl Iterator<Item = String> {
    programme.language_ids().map(move |id| format!("{name}_{id}"))
}
