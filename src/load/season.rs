//! A season file, and whether what it says makes sense.

use std::collections::BTreeSet;
use std::path::Path;

use super::columns::advice;
use super::document::Document;
use super::files::Files;
use super::glyphs::Coverage;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError};
use crate::model::{Id, Kind, Programme, Season};

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
    merges(programme, &season, &mut error);
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

/// Each merge names streams and sectors that are there, and no sector goes two ways.
fn merges(programme: &Programme, season: &Season, error: &mut impl FnMut(&[&str], String, String)) {
    let streams: Vec<_> = programme.streams.iter().map(|stream| stream.id.as_str()).collect();
    let sectors: Vec<_> = programme.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let mut merged: BTreeSet<(&Id, &Id)> = BTreeSet::new();
    for (index, merge) in season.sector_merges.iter().enumerate() {
        let index = index.to_string();
        for stream in &merge.streams {
            if !streams.contains(&stream.as_str()) {
                let help = advice(stream.as_str(), streams.iter().copied());
                let path = ["sector_merges", &index, "streams"];
                error(&path, format!("there is no stream `{stream}`"), help);
            }
            for sector in &merge.from {
                if !merged.insert((stream, sector)) {
                    let message = format!("sector `{sector}` of stream `{stream}` is merged twice");
                    let help = "let each sector go into one other".to_owned();
                    error(&["sector_merges", &index, "from"], message, help);
                }
            }
        }
        for sector in &merge.from {
            if !sectors.contains(&sector.as_str()) {
                let help = advice(sector.as_str(), sectors.iter().copied());
                let path = ["sector_merges", &index, "from"];
                error(&path, format!("there is no sector `{sector}`"), help);
            }
        }
        let into = &merge.into.id;
        if sectors.contains(&into.as_str()) && !merge.from.contains(into) {
            let message = format!("the merged sector `{into}` has the id of another sector");
            let help = "choose an id of its own".to_owned();
            error(&["sector_merges", &index, "into"], message, help);
        }
    }
}
