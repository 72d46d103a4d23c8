//! From files to a [`Dataset`]: the only reader of `data/`, templates and fonts.
//!
//! Parse, don't validate: what comes out has passed every check, and all that failed one is
//! reported together, with file, row and column.

mod artwork;
mod assets;
mod cells;
mod certificates;
mod columns;
mod contact;
mod credentials;
mod delimited;
mod dialect;
mod document;
mod drawings;
mod extras;
mod files;
mod folders;
mod given;
mod glyphs;
mod grounds;
mod marked;
mod marks;
mod merges;
mod met;
mod misfits;
mod own;
mod past;
mod people;
mod pictures;
mod placeholders;
mod plates;
mod programme;
mod register;
mod rewards;
mod rows;
mod scoring;
mod season;
mod secret;
mod site;
mod slips;
mod starter;
mod streams;
mod table;
mod tables;
mod terms;
mod translated;
mod unpacked;
mod wording;
mod workbook;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use assets::{read_assets, read_templates, stray_links};
pub use credentials::RECORD;
use files::Files;
pub use glyphs::Coverage;
pub use own::read_own;
pub use past::{Change, PastTable};
pub use rows::{RowChange, changed_rows, rows};
pub use secret::{read_given, read_secret, refuse_place};
use site::OneSite;
pub use starter::starter;
use tables::Tables;

pub use crate::diagnostics::advice;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{Dataset, Id, Programme, Season, SeasonData};

/// What to read.
#[derive(Debug, Clone)]
pub struct Request {
    /// The data directory.
    pub data: PathBuf,
    /// Only this programme.
    pub programme: Option<Id>,
    /// Only this season.
    pub season: Option<i16>,
}

/// What the readers of a season's tables share.
struct Context<'a> {
    programme: &'a Programme,
    season: &'a Season,
    coverage: &'a Coverage,
}

/// Reads every season of every programme that was asked for.
///
/// All problems go to `problems`; if any is an error, what is returned is incomplete.
///
/// # Errors
/// The machine failed to read a file or list a folder.
pub fn load(
    request: &Request,
    coverage: &Coverage,
    problems: &mut Diagnostics,
) -> Result<Dataset, MachineError> {
    let files = Files::new(&request.data);
    let mut dataset = Dataset::default();
    let (folders, mut years_found) = (folders::programmes(&files, request, problems)?, 0);
    let mut site = OneSite::default();
    for folder in &folders {
        let strays = files.strays(Path::new(folder))?;
        if strays.has_errors() {
            problems.extend(strays);
            continue;
        }
        let years = folders::seasons(&files, folder, request, problems)?;
        years_found += years.len();
        let Some((document, programme)) = programme::read(&files, folder, coverage, problems)?
        else {
            for year in &years {
                season::read_alone(&files, folder, year, problems)?;
            }
            continue;
        };
        let programme = Arc::new(programme);
        site.add(&document, &programme, problems);
        let read = seasons(&files, (folder, &programme), &years, coverage, problems)?;
        if request.season.is_none() {
            extras::yet_to_come(&read, problems);
        }
        dataset.seasons.extend(read);
    }
    // The site is of all programmes: one that was left out may say the address.
    if request.programme.is_none() && request.season.is_none() {
        site.finish(problems);
    }
    if let (Some(year), 0, None) = (request.season, years_found, &request.programme)
        && !folders.is_empty()
    {
        problems.push(
            Diagnostic::error(format!("no programme has a season {year}"))
                .at(Place::file(files.name(Path::new(""))))
                .help("name another year with --season, or leave it out"),
        );
    }
    Ok(dataset)
}

/// Reads the seasons of a programme, in the order of their years.
fn seasons(
    files: &Files,
    (folder, programme): (&str, &Arc<Programme>),
    years: &[String],
    coverage: &Coverage,
    problems: &mut Diagnostics,
) -> Result<Vec<SeasonData>, MachineError> {
    let signed = credentials::read(files, folder, problems)?.map(Arc::new);
    let mut seasons: Vec<SeasonData> = Vec::new();
    for year in years {
        let of = (&**programme, folder, year.as_str());
        let Some(season) = season::read(files, of, coverage, problems)? else {
            continue;
        };
        let context = Context { programme, season: &season, coverage };
        let tables = Tables::new(files, &context, (folder, year));
        let mut data = tables.read(Arc::clone(programme), problems)?;
        // All seasons share one table of past results, whose problems are shown once.
        let mut known = Diagnostics::default();
        let once = if seasons.is_empty() { &mut *problems } else { &mut known };
        data.history = tables.history(once)?;
        data.signed = signed.clone();
        let read = seasons.iter().map(|data| data.season.year);
        data.season_before = folders::season_before(files, (folder, &season), read);
        seasons.push(data);
    }
    certificates::across_seasons(&mut seasons, problems);
    Ok(seasons)
}
