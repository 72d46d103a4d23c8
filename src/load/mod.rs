//! From files to a [`Dataset`]: the only reader of `data/`, templates and fonts.
//!
//! Parse, don't validate: what comes out has passed every check, and all that failed one is
//! reported together, with file, row and column.

mod assets;
mod cells;
mod delimited;
mod document;
mod extras;
mod files;
mod glyphs;
mod marks;
mod people;
mod programme;
mod season;
mod table;
mod workbook;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use assets::read_assets;
use cells::{Cells, advice};
use files::Files;
pub use glyphs::Coverage;
use table::Table;

use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{Dataset, Encoding, Entry, Id, Kind, Programme, Season, SeasonData};

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

/// Finds the place of an id in a list.
struct Index<'a>(HashMap<&'a str, usize>);

impl<'a> Index<'a> {
    fn new(ids: impl Iterator<Item = &'a str>) -> Self {
        Self(ids.enumerate().map(|(at, id)| (id, at)).collect())
    }

    /// Reads a cell that names one of the ids; the column is called what the id names.
    fn find(&self, cells: &mut Cells, column: &str) -> Option<usize> {
        let id = cells.required(column)?;
        let at = self.0.get(id.as_str()).copied();
        if at.is_none() {
            let mut known: Vec<_> = self.0.keys().copied().collect();
            known.sort_unstable();
            cells.error(column, format!("there is no {column} `{id}`"), advice(&id, known));
        }
        at
    }
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
    for folder in programme_folders(&files, request, problems)? {
        let Some(programme) = programme::read(&files, &folder, coverage, problems)? else {
            continue;
        };
        let programme = Arc::new(programme);
        for year in season_folders(&files, &folder, request, problems)? {
            let season = season::read(&files, (&programme, &year), coverage, problems)?;
            if let Some(season) = season {
                let context = Context { programme: &programme, season: &season, coverage };
                let tables = Tables::new(&files, &context, &year);
                let data = tables.read(Arc::clone(&programme), problems)?;
                dataset.seasons.push(data);
            }
        }
    }
    Ok(dataset)
}

/// The folders that hold a programme, or the one that was asked for.
fn programme_folders(
    files: &Files,
    request: &Request,
    problems: &mut Diagnostics,
) -> Result<Vec<String>, MachineError> {
    let root = Path::new("");
    let none = |message: String, help: &str| {
        Diagnostic::error(message).at(Place::file(files.name(root))).help(help)
    };
    if !files.exists(root) {
        let help = "name the folder that holds your programmes with --data";
        problems.push(none("there is no data directory".to_owned(), help));
        return Ok(Vec::new());
    }
    let mut folders = files.folders(root)?;
    folders.retain(|folder| files.exists(&Path::new(folder).join("programme.toml")));
    if let Some(wanted) = &request.programme {
        if !folders.iter().any(|folder| folder == wanted.as_str()) {
            let help = advice(wanted.as_str(), folders.iter().map(String::as_str));
            problems.push(none(format!("there is no programme `{wanted}`"), &help));
        }
        folders.retain(|folder| folder == wanted.as_str());
    } else if folders.is_empty() {
        let help = "each programme is a folder with a programme.toml";
        problems.push(none("there is no programme in the data directory".to_owned(), help));
    }
    Ok(folders)
}

/// The folders of a programme that are a year, or the one that was asked for.
fn season_folders(
    files: &Files,
    programme: &str,
    request: &Request,
    problems: &mut Diagnostics,
) -> Result<Vec<String>, MachineError> {
    let mut years = files.folders(Path::new(programme))?;
    years.retain(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(wanted) = request.season.map(|year| year.to_string()) {
        let known = advice(&wanted, years.iter().map(String::as_str));
        years.retain(|year| *year == wanted);
        // Of several programmes, not every one need have had a season that year.
        if years.is_empty() && request.programme.is_some() {
            problems.push(
                Diagnostic::error(format!("there is no season {wanted}"))
                    .at(Place::file(files.name(Path::new(programme))))
                    .help(known),
            );
        }
    }
    Ok(years)
}

/// The tables of one season.
struct Tables<'a> {
    files: &'a Files,
    context: &'a Context<'a>,
    folder: PathBuf,
    encoding: Encoding,
}

impl<'a> Tables<'a> {
    fn new(files: &'a Files, context: &'a Context<'a>, year: &str) -> Self {
        let folder = Path::new(context.programme.id.as_str()).join(year);
        Self { files, context, folder, encoding: context.season.encoding }
    }

    fn read(
        &self,
        programme: Arc<Programme>,
        problems: &mut Diagnostics,
    ) -> Result<SeasonData, MachineError> {
        let context = self.context;
        let participants = self.required("participants", problems)?;
        let participants = participants
            .map(|table| people::participants(&table, context, problems))
            .unwrap_or_default();
        let entries = self.required("entries", problems)?;
        let entries = entries
            .map(|table| people::entries(&table, context, &participants, problems))
            .unwrap_or_default();
        let index = Index::new(entries.iter().map(|entry| entry.id.as_str()));
        let assessments = self.assessments(&entries, &index, problems)?;
        let rounds = self
            .table("rounds", problems)?
            .map(|table| marks::rounds(&table, context, &index, &assessments, problems));
        let deductions = self
            .table("deductions", problems)?
            .map(|table| extras::deductions(&table, context, &index, problems));
        let comments = self
            .table("comments", problems)?
            .map(|table| extras::comments(&table, context, &index, problems));
        let certificates = self.certificates(&index, problems)?;
        let history_folder = Path::new(programme.id.as_str());
        let history =
            table::read(self.files, (history_folder, "history"), self.encoding, problems)?
                .map(|table| extras::history(&table, context, problems));
        let season = context.season.clone();
        Ok(SeasonData {
            programme,
            season,
            participants,
            entries,
            assessments,
            rounds: rounds.unwrap_or_default(),
            deductions: deductions.unwrap_or_default(),
            comments: comments.unwrap_or_default(),
            history: history.unwrap_or_default(),
            certificates,
        })
    }

    fn table(&self, stem: &str, problems: &mut Diagnostics) -> Result<Option<Table>, MachineError> {
        table::read(self.files, (&self.folder, stem), self.encoding, problems)
    }

    fn required(
        &self,
        stem: &str,
        problems: &mut Diagnostics,
    ) -> Result<Option<Table>, MachineError> {
        let table = self.table(stem, problems)?;
        if table.is_none() {
            problems.push(
                Diagnostic::error(format!("the table of {stem} is missing or empty"))
                    .at(Place::file(self.files.name(&self.folder)))
                    .help(format!("add `{stem}.csv`, `{stem}.xlsx` or `{stem}.ods`")),
            );
        }
        Ok(table)
    }

    /// The assessments of `assessments.csv` (or xlsx, ods) and of every file below
    /// `assessments/`; of workbooks, every sheet whose header has `entry`.
    fn assessments(
        &self,
        entries: &[Entry],
        index: &Index,
        problems: &mut Diagnostics,
    ) -> Result<Vec<crate::model::Assessment>, MachineError> {
        let mut paths: Vec<_> = table::EXTENSIONS
            .iter()
            .map(|extension| self.folder.join(format!("assessments.{extension}")))
            .filter(|path| self.files.exists(path))
            .collect();
        paths.extend(self.files.walk(&self.folder.join("assessments"), &table::EXTENSIONS)?);
        let mut reader = marks::Reader::new(self.context, entries, index);
        for path in &paths {
            let tables = table::read_file(self.files, path, self.encoding, problems)?;
            for table in tables {
                if table.sheet.is_none() || table.has_column("entry") {
                    reader.read(&table, problems);
                }
            }
        }
        let mut assessments = reader.assessments;
        assessments.sort_by(|a, b| {
            (a.entry, a.round, a.date, &a.reference).cmp(&(b.entry, b.round, b.date, &b.reference))
        });
        Ok(assessments)
    }

    fn certificates(
        &self,
        index: &Index,
        problems: &mut Diagnostics,
    ) -> Result<Vec<crate::model::Certificate>, MachineError> {
        let Some(table) = self.table("certificates", problems)? else {
            return Ok(Vec::new());
        };
        if self.context.programme.kind == Kind::Award {
            let message = "an award has no certificates of its own, so the table is not read";
            problems.push(Diagnostic::warning(message).at(table.place()));
            return Ok(Vec::new());
        }
        Ok(extras::certificates(&table, self.context, index, problems))
    }
}
