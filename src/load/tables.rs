//! The tables of one season, read in the order in which they refer to each other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::Files;
use super::folders::unread_tables;
use super::marks::Assessments;
use super::register::{Index, Register};
use super::table::{self, Reading, Table};
use super::{Context, certificates, extras, given, marks, people};
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{
    Certificate, Comment, Deduction, Encoding, Entry, Kind, Programme, SeasonBefore, SeasonData,
};

/// The tables of one season.
pub(super) struct Tables<'a> {
    files: &'a Files,
    context: &'a Context<'a>,
    /// The programme's folder.
    programme: PathBuf,
    /// The season's folder.
    folder: PathBuf,
    encoding: Encoding,
}

/// The tables that a season may have.
const STEMS: [&str; 7] =
    ["participants", "entries", "assessments", "rounds", "deductions", "comments", "certificates"];

/// What stands beside the scores.
struct Beside {
    deductions: Vec<Deduction>,
    comments: Vec<Comment>,
    certificates: Vec<Certificate>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(
        files: &'a Files,
        context: &'a Context<'a>,
        (programme, year): (&str, &str),
    ) -> Self {
        let programme = PathBuf::from(programme);
        let folder = programme.join(year);
        Self { files, context, programme, folder, encoding: context.season.encoding }
    }

    pub(super) fn read(
        &self,
        programme: Arc<Programme>,
        problems: &mut Diagnostics,
    ) -> Result<SeasonData, MachineError> {
        let context = self.context;
        unread_tables(self.files, &self.folder, &STEMS, problems)?;
        let participants = match self.required("participants", problems)? {
            Some(table) => people::participants(&table, context, problems),
            None => Register::unreadable(),
        };
        let entries = match self.required("entries", problems)? {
            Some(table) => people::entries(&table, context, &participants, problems),
            None => Register::unreadable(),
        };
        let index = Index::new("entries", &entries, |entry| &entry.id);
        // What stands beside the assessments is read at the same time, and told of after them.
        let mut later = Diagnostics::default();
        let (assessments, beside) = rayon::join(
            || self.assessments(&entries.rows, &index, problems),
            || self.beside(&index, &mut later),
        );
        let (assessments, beside) = (assessments?, beside?);
        let rounds = self
            .table("rounds", problems)?
            .map(|table| given::rounds(&table, context, &index, &assessments, problems));
        problems.extend(later);
        drop(index);
        Ok(SeasonData {
            programme,
            season: context.season.clone(),
            participants: participants.rows,
            entries: entries.rows,
            assessments: assessments.rows,
            assessment_files: assessments.files,
            service_languages: assessments.languages,
            rounds: rounds.unwrap_or_default(),
            deductions: beside.deductions,
            comments: beside.comments,
            history: Vec::new(),
            certificates: beside.certificates,
            season_before: SeasonBefore::Absent,
            signed: None,
        })
    }

    fn beside(&self, index: &Index, problems: &mut Diagnostics) -> Result<Beside, MachineError> {
        let context = self.context;
        let deductions = self
            .table("deductions", problems)?
            .map(|table| extras::deductions(&table, context, index, problems));
        let comments = self.comments(index, problems)?;
        let certificates = self.certificates(index, problems)?;
        Ok(Beside { deductions: deductions.unwrap_or_default(), comments, certificates })
    }

    /// The comments, sorted by entry and round, in the order of the file.
    fn comments(
        &self,
        index: &Index,
        problems: &mut Diagnostics,
    ) -> Result<Vec<Comment>, MachineError> {
        let Some(path) = table::find(self.files, (&self.folder, "comments"), problems) else {
            return Ok(Vec::new());
        };
        let mut comments = Vec::new();
        let mut read = |table: &Table, problems: &mut Diagnostics| {
            comments.reserve(table.rows.len() + table.to_come);
            comments.extend(extras::comments(table, self.context, index, problems));
        };
        let file = (&*path, self.encoding);
        if let Some(left) = table::read_large(self.files, file, problems, &mut read)? {
            read(&left[table::chosen(&left, "comments")], problems);
        }
        comments.sort_by_key(|row| (row.entry, row.round));
        Ok(comments)
    }

    /// The programme's past results, as the season's encoding reads them.
    pub(super) fn history(
        &self,
        problems: &mut Diagnostics,
    ) -> Result<Vec<crate::model::HistoryRow>, MachineError> {
        unread_tables(self.files, &self.programme, &["history"], problems)?;
        let table =
            table::read(self.files, (&self.programme, "history"), self.encoding, problems)?.table();
        let rows = table.map(|table| extras::history(&table, self.context, problems));
        Ok(rows.unwrap_or_default())
    }

    fn table(&self, stem: &str, problems: &mut Diagnostics) -> Result<Option<Table>, MachineError> {
        let reading = table::read(self.files, (&self.folder, stem), self.encoding, problems)?;
        Ok(reading.table())
    }

    fn required(
        &self,
        stem: &str,
        problems: &mut Diagnostics,
    ) -> Result<Option<Table>, MachineError> {
        let reading = table::read(self.files, (&self.folder, stem), self.encoding, problems)?;
        if let Reading::Absent = reading {
            problems.push(
                Diagnostic::error(format!("the table of {stem} is missing"))
                    .at(Place::file(self.files.name(&self.folder)))
                    .help(format!("add `{stem}.csv`, `{stem}.xlsx` or `{stem}.ods`")),
            );
        }
        Ok(reading.table())
    }

    /// The assessments of `assessments.csv` (or xlsx, ods) and of every file below
    /// `assessments/`; of workbooks, every sheet that has columns of assessments.
    fn assessments(
        &self,
        entries: &[Entry],
        index: &Index,
        problems: &mut Diagnostics,
    ) -> Result<Assessments, MachineError> {
        let single = table::find(self.files, (&self.folder, "assessments"), problems);
        let several = self.assessment_files(problems)?;
        let mut reader = marks::Reader::new(self.context, entries, index);
        for path in single.iter().chain(&several) {
            let file = (&**path, self.encoding);
            let mut read = |table: &Table, problems: &mut Diagnostics| reader.read(table, problems);
            let tables = table::read_large(self.files, file, problems, &mut read)?;
            let tables = tables.unwrap_or_default();
            let (held, others): (Vec<_>, Vec<_>) =
                tables.iter().partition(|table| reader.is_for(table));
            if held.is_empty() && !others.is_empty() {
                let message = "no sheet of the workbook has a column `entry`";
                let help = "write the columns' names in the first row of each sheet to read";
                let place = Place::file(self.files.name(path));
                problems.push(Diagnostic::error(message).at(place).help(help));
            } else {
                let doubtful = others.into_iter().filter(|table| reader.may_be_for(table));
                doubtful.for_each(|table| problems.push(not_read(table)));
            }
            held.into_iter().for_each(|table| reader.read(table, problems));
        }
        Ok(reader.sorted(problems))
    }

    /// The tables below `assessments/`; any other file there is a warning.
    fn assessment_files(&self, problems: &mut Diagnostics) -> Result<Vec<PathBuf>, MachineError> {
        let all = self.files.walk(&self.folder.join("assessments"), &[])?;
        let is_table = |path: &PathBuf| {
            let extension = path.extension().unwrap_or_default();
            table::EXTENSIONS.iter().any(|known| extension == *known)
        };
        let name =
            |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (tables, others): (Vec<_>, Vec<_>) =
            all.into_iter().filter(|path| !name(path).starts_with('#')).partition(is_table);
        for path in others {
            let message = format!("the file `{}` is not read", name(&path));
            problems.push(
                Diagnostic::warning(message).at(Place::file(self.files.name(&path))).help(
                    "save it as .csv, .xlsx or .ods; if it is your own, begin its name with `#`",
                ),
            );
        }
        Ok(tables)
    }

    fn certificates(
        &self,
        index: &Index,
        problems: &mut Diagnostics,
    ) -> Result<Vec<Certificate>, MachineError> {
        let Some(table) = self.table("certificates", problems)? else {
            return Ok(Vec::new());
        };
        if self.context.programme.kind == Kind::Award {
            let message = "an award has no certificates of its own, so the table is not read";
            let help = "take the file away, or make the programme a `certification`";
            problems.push(Diagnostic::warning(message).at(table.place()).help(help));
            return Ok(Vec::new());
        }
        Ok(certificates::read(&table, self.context, index, problems))
    }
}

/// A sheet beside those with assessments.
fn not_read(table: &Table) -> Diagnostic {
    let message = "the sheet has no column of assessments and is not read";
    let help = "if it has assessments, write the columns' names in its first row; if not, begin the \
                sheet's name with `#`";
    Diagnostic::warning(message).at(table.place()).help(help)
}
