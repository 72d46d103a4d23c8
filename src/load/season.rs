//! A season file, and whether what it says makes sense.

use std::path::Path;

use super::columns::advice;
use super::document::Document;
use super::files::Files;
use super::glyphs::Coverage;
use super::merges;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError};
use crate::model::{Kind, Programme, Season};

/// Reports what keeps `<folder>/<year>/season.toml` from being read, where the programme cannot be.
pub(super) fn read_alone(
    files: &Files,
    folder: &str,
    year: &str,
    problems: &mut Diagnostics,
) -> Result<(), MachineError> {
    let path = Path::new(folder).join(year).join("season.toml");
    Document::read::<Season>(files, &path, problems).map(|_| ())
}

/// Reads and checks `<folder>/<year>/season.toml`; `None` if it cannot be used.
pub(super) fn read(
    files: &Files,
    (programme, folder, year): (&Programme, &str, &str),
    coverage: &Coverage,
    problems: &mut Diagnostics,
) -> Result<Option<Season>, MachineError> {
    let path = Path::new(folder).join(year).join("season.toml");
    let Some((document, season)) = Document::read::<Season>(files, &path, problems)? else {
        return Ok(None);
    };
    for round in season.reports.keys().filter(|round| programme.round(round).is_none()) {
        let place = document.key_place(&["reports", round.as_str()]);
        let help = advice(round.as_str(), programme.rounds.iter().map(|r| r.id.as_str()));
        let message = format!("there is no round `{round}`");
        problems.push(Diagnostic::error(message).at(place).help(help));
    }
    let mut error = |path: &[&str], message: String, help: String| {
        problems.push(Diagnostic::error(message).at(document.place(path)).help(help));
    };
    if season.year.to_string() != year {
        let help = format!("write `year = {year}`, or rename the folder");
        error(&["year"], format!("the year `{}` is not the name of its folder", season.year), help);
    }
    let periods = [("assessment", Some(&season.assessment))];
    let meetings = [("kick_off_meetings", season.kick_off_meetings.as_ref())];
    for (key, period) in periods.into_iter().chain(meetings) {
        if let Some(period) = period.filter(|period| period.from > period.to) {
            let message =
                format!("the period begins on {}, after its end {}", period.from, period.to);
            error(&[key], message, "let `from` be the first day and `to` the last".to_owned());
        }
    }
    merges::check(programme, &season, &mut error);
    out_of_order(programme, &season, &document, problems);
    of_another_year(year, &season, &document, problems);
    months_beyond(programme, &season, &document, problems);
    results_too_early(&season, &document, problems);
    if programme.kind == Kind::Award && season.dates.results.is_none() {
        let message = "the season has no day of results, so the site announces none";
        let help = "write `dates = { results = … }` once the day is known";
        problems.push(Diagnostic::warning(message).at(document.place(&["dates"])).help(help));
    }
    let languages: Vec<_> = programme.language_ids().collect();
    document.check_texts(&languages, coverage, problems);
    // No date lies within a period that ends before it begins: each would be reported too.
    Ok((season.assessment.from <= season.assessment.to).then_some(season))
}

/// Warns of a season of which no day of the assessment, of the results or of a report lies in the year of its
/// folder.
fn of_another_year(year: &str, season: &Season, document: &Document, problems: &mut Diagnostics) {
    let Ok(written) = year.parse::<i16>() else { return };
    let years = season.assessment.from.0.year()..=season.assessment.to.0.year();
    // An award may be of the year in which it is given.
    let mut given = season.dates.results.iter().chain(season.reports.values());
    if years.is_empty() || years.contains(&written) || given.any(|day| day.0.year() == written) {
        return;
    }
    let message = format!("no day of the assessment lies in {year}");
    let help = "is it that of another season, from which this one was copied?";
    let place = document.place(&["assessment"]);
    problems.push(Diagnostic::warning(message).at(place).help(help));
}

/// Warns of a round in a month that the period of assessment, whose first is month 1, does not reach.
fn months_beyond(
    programme: &Programme,
    season: &Season,
    document: &Document,
    problems: &mut Diagnostics,
) {
    let (from, to) = (season.assessment.from.0, season.assessment.to.0);
    if from > to {
        return;
    }
    let months = i32::from(to.year() - from.year()) * 12 + i32::from(to.month() - from.month()) + 1;
    let beyond = |month: &&u32| i64::from(**month) > i64::from(months);
    for round in &programme.rounds {
        let Some(month) = round.months.iter().find(beyond) else { continue };
        let message =
            format!("round `{}` is in month {month} of an assessment of {months}", round.id);
        let help =
            "months of a round count from the first of the assessment; correct one of the two";
        let place = document.place(&["assessment"]);
        problems.push(Diagnostic::warning(message).at(place).help(help));
    }
}

/// Warns of results announced before all assessments are made.
fn results_too_early(season: &Season, document: &Document, problems: &mut Diagnostics) {
    let last = season.assessment.to;
    if let Some(day) = season.dates.results.filter(|day| *day < last) {
        let message = format!("the results are announced on {day}, before the assessment ends");
        let help = format!("it ends on {last}; correct one of the two");
        let place = document.place(&["dates", "results"]);
        problems.push(Diagnostic::warning(message).at(place).help(help));
    }
}

/// Warns of a report that is issued before that of an earlier round.
fn out_of_order(
    programme: &Programme,
    season: &Season,
    document: &Document,
    problems: &mut Diagnostics,
) {
    let issued = programme.rounds.iter().map(|round| &round.id);
    let issued: Vec<_> = issued.filter_map(|id| Some((id, season.reports.get(id)?))).collect();
    for pair in issued.windows(2) {
        let [(earlier, before), (later, day)] = pair else { continue };
        if day < before {
            let message = format!("the report of `{later}` is due before that of `{earlier}`");
            let place = document.place(&["reports", later.as_str()]);
            let help = format!("that of `{earlier}` is due on {before}; correct one of the two");
            problems.push(Diagnostic::warning(message).at(place).help(help));
        }
    }
}
