//! Closing a season: its official results become past results.

use plaudit::assess::{self, Difference, Results};
use plaudit::diagnostics::{Diagnostics, Severity};
use plaudit::load::{Change, PastTable};
use plaudit::model::{Dataset, SeasonData};
use plaudit::write::replace_keeping;

use super::arguments::CloseOptions;
use super::common::Common;
use super::{Failure, Loaded, say, stop_at_errors};

/// Adds the official results of the one season to the table of past results.
pub(super) fn close(common: &Common, options: CloseOptions) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    let loaded = Loaded::read(common, &mut problems)?;
    one_season(&loaded.dataset)?;
    let all = loaded.results(common.as_of(), &mut problems);
    loaded.rehearse(common, &all, &mut problems);
    let Some(results) = all.first().filter(|_| !problems.has_errors()) else {
        return stop_at_errors(&problems);
    };
    assess::review_closing(results, &mut problems);
    let differences = assess::differences(results);
    let closed = assess::closed_rows(results).next().is_some();
    if closed {
        show_differences(results, &differences, options, &mut problems);
    }
    let of = (&*common.data, &results.data.programme.id);
    let table = PastTable::read(of, results.data.season.encoding, &mut problems)?;
    stop_at_errors(&problems)?;
    let table = table.expect("without a table there is an error");
    write(results, &table, (&differences, options.dry_run))
}

/// Closing is deliberate: of several seasons, none is chosen by itself.
fn one_season(dataset: &Dataset) -> Result<(), Failure> {
    if dataset.seasons.len() < 2 {
        return Ok(());
    }
    let line = |data: &SeasonData| {
        format!("\n  --programme {} --season {}", data.programme.id, data.season.year)
    };
    let choices: String = dataset.seasons.iter().map(line).collect();
    Err(Failure::Usage(format!("one season is closed at a time; write one of{choices}")))
}

/// Shows how a season that is closed already differs from its results: an error, or a warning if
/// it is to be put right.
fn show_differences(
    results: &Results,
    differences: &[Difference],
    options: CloseOptions,
    problems: &mut Diagnostics,
) {
    for difference in differences {
        let mut problem = difference.describe(results);
        if options.replace {
            problem.severity = Severity::Warning;
        }
        problems.push(problem);
    }
}

/// Writes the table with the differences made good, or prints them on a dry run.
fn write(
    results: &Results,
    table: &PastTable,
    (differences, dry_run): (&[Difference], bool),
) -> Result<(), Failure> {
    let (year, name) = (results.data.season.year, table.name());
    if differences.is_empty() {
        say::print(&match assess::official(results).len() {
            0 => format!("no active entry of {year} has an overall; nothing was written\n"),
            count => {
                let rows = say::rows(count);
                format!("`{name}` has the {rows} of {year} already; nothing was written\n")
            }
        })?;
        return Ok(());
    }
    let changes: Vec<_> = differences.iter().map(|one| change(year, one)).collect();
    let rows = table.rows(changes.iter().filter_map(|change| change.result));
    if dry_run {
        say::print(&(table.header() + &rows))?;
        say::dry_run(&changes, &name);
        return Ok(());
    }
    let after = match table.with(&changes) {
        Ok(after) => after,
        Err(problem) => {
            let refused = stop_at_errors(&problem.into());
            say::print(&rows)?;
            return refused;
        }
    };
    let copy = format!("#history-before-{year}");
    let kept = replace_keeping(&table.path, table.before.as_deref(), &after, &copy)?;
    let kept = kept.map(|copy| format!("; as it was, it is kept as `{}`", copy.display()));
    let (done, kept) = (say::changes(&changes), kept.unwrap_or_default());
    say::print(&format!("{done} of {year} in `{name}`{kept}\n"))?;
    Ok(())
}

fn change<'a>(season: i16, difference: &'a Difference) -> Change<'a> {
    Change {
        season,
        entry: &difference.entry,
        row: difference.past.map(|row| row.origin.row),
        result: difference.official.as_ref(),
    }
}
