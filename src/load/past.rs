//! The table of past results as it stands on the disk, for adding rows in its own dialect.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::BIG5;

use super::dialect::{Dialect, record, records, without_line_end};
use super::extras::as_year;
use super::files::Files;
use super::table;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{Encoding, Id, OfficialResult};

/// The columns of a new table.
const COLUMNS: [&str; 6] = ["season", "entry", "stream", "group", "overall", "tier"];

/// A programme's table of past results on the disk.
#[derive(Debug)]
pub struct PastTable {
    /// Where it is, or will be.
    pub path: PathBuf,
    /// Its bytes; none if there is no such file yet.
    pub before: Option<Vec<u8>>,
    columns: Vec<String>,
    /// What it is made of, where it is text.
    text: Option<Dialect>,
}

/// What is to become of a row.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The year of the season it is of.
    pub season: i16,
    /// The entry it is of.
    pub entry: &'a Id,
    /// The row as a spreadsheet counts; `None` to add one.
    pub row: Option<u32>,
    /// What it is to say; `None` to take it out.
    pub result: Option<&'a OfficialResult>,
}

impl PastTable {
    /// Finds and reads the table of a programme; a fault goes to `problems`.
    ///
    /// # Errors
    /// The machine failed to read it.
    pub fn read(
        (data, programme): (&Path, &Id),
        encoding: Encoding,
        problems: &mut Diagnostics,
    ) -> Result<Option<Self>, MachineError> {
        let files = Files::new(data);
        let folder = Path::new(programme.as_str());
        let Some(within) = table::find(&files, (folder, "history"), problems) else {
            let path = data.join(folder).join("history.csv");
            let (columns, text) = (COLUMNS.map(str::to_owned).to_vec(), Some(Dialect::new()));
            return Ok(Some(Self { path, before: None, columns, text }));
        };
        let read = table::read(&files, (folder, "history"), encoding, problems)?;
        let Some(table) = read.table() else {
            return Ok(None);
        };
        let bytes = files.read(&within)?;
        let text = if within.extension().is_some_and(|extension| extension == "csv") {
            match Dialect::of(&table.file, &bytes, encoding) {
                Ok(text) => Some(text),
                Err(problem) => {
                    problems.push(problem);
                    return Ok(None);
                }
            }
        } else {
            None
        };
        let columns = table.header.iter().map(|name| name.trim().to_owned()).collect();
        Ok(Some(Self { path: data.join(within), before: Some(bytes), columns, text }))
    }

    /// Its header as a line of its own, in the manner of [`rows`](Self::rows).
    pub fn header(&self) -> String {
        let delimiter = self.text.as_ref().map_or(b'\t', |dialect| dialect.delimiter);
        String::from_utf8(record(&self.columns, delimiter, b"\n")).expect("made of text")
    }

    /// Rows under its columns, as they would be added; of a workbook with tabs between the cells,
    /// to be pasted.
    pub fn rows<'a>(&self, results: impl IntoIterator<Item = &'a OfficialResult>) -> String {
        let delimiter = self.text.as_ref().map_or(b'\t', |dialect| dialect.delimiter);
        let rows = results.into_iter().map(|result| {
            let cells = self.columns.iter().map(|column| result.cell(column).unwrap_or_default());
            record(cells.map(String::into_bytes), delimiter, b"\n")
        });
        String::from_utf8(rows.flatten().collect()).expect("made of text")
    }

    /// The bytes of the table with some rows changed and all others as they are. Where a row is
    /// changed, cells of columns that plaudit does not know stay in it. New rows stand after the
    /// season's last, else at the end.
    ///
    /// # Errors
    /// It is a workbook, its encoding lacks a character, or it is not what was read before.
    pub fn with(&self, changes: &[Change]) -> Result<Vec<u8>, Diagnostic> {
        let Some(dialect) = &self.text else {
            let help = "paste the rows that are printed below it, in the order of its columns; or \
                        save its sheet as `history.csv`, take the workbook away and close again";
            return Err(self.error("a workbook is not written to", help));
        };
        let records: Vec<_> = records(&dialect.text, dialect.delimiter).collect();
        let last = self.last_of_season(dialect, &records, changes);
        let mut text = Vec::new();
        for (at, range) in records.iter().enumerate() {
            let old = &dialect.text[range.clone()];
            let number = u32::try_from(at + 1).ok();
            match changes.iter().find(|change| change.row.is_some() && change.row == number) {
                None => text.extend_from_slice(old),
                Some(change) => text.extend(self.changed(dialect, old, change)?),
            }
            if at + 1 == last {
                self.add(dialect, changes, &mut text)?;
            }
        }
        if records.is_empty() {
            text.extend(record(self.columns.iter(), dialect.delimiter, dialect.line_end));
            self.add(dialect, changes, &mut text)?;
        }
        Ok(dialect.encoded(&text))
    }

    /// How many records stand before the place for new rows.
    fn last_of_season(
        &self,
        dialect: &Dialect,
        records: &[Range<usize>],
        changes: &[Change],
    ) -> usize {
        let season = changes.first().map(|change| change.season);
        let (mut last, mut last_of_season) = (records.len().min(1), None);
        for (at, range) in records.iter().enumerate() {
            let cells = dialect.texts(&dialect.text[range.clone()]);
            if cells.iter().any(|cell| !cell.is_empty()) {
                last = at + 1;
            }
            if season.is_some() && as_year(self.cell_of(&cells, "season")) == season {
                last_of_season = Some(at + 1);
            }
        }
        last_of_season.unwrap_or(last)
    }

    /// The cell of a row in a column; empty if there is none.
    fn cell_of<'a>(&self, cells: &'a [String], column: &str) -> &'a str {
        let column = self.columns.iter().position(|name| name == column);
        column.and_then(|column| cells.get(column)).map_or("", String::as_str)
    }

    /// A row as it is to be; nothing where it is to go.
    fn changed(
        &self,
        dialect: &Dialect,
        old: &[u8],
        change: &Change,
    ) -> Result<Vec<u8>, Diagnostic> {
        let texts = dialect.texts(old);
        let (season, entry) = (self.cell_of(&texts, "season"), self.cell_of(&texts, "entry"));
        if as_year(season) != Some(change.season) || entry != change.entry.as_str() {
            let help = "run the command again";
            return Err(self.error("the table was changed meanwhile", help));
        }
        let Some(result) = change.result else {
            return Ok(Vec::new());
        };
        let mut new: Vec<Vec<u8>> = dialect.cells(old).iter().map(<[u8]>::to_vec).collect();
        new.resize(new.len().max(self.columns.len()), Vec::new());
        for (cell, column) in new.iter_mut().zip(&self.columns) {
            if let Some(text) = result.cell(column) {
                *cell = self.cell(dialect, &text)?;
            }
        }
        let line = without_line_end(old);
        let mut row = record(new, dialect.delimiter, b"");
        row.extend_from_slice(&old[line..]);
        Ok(row)
    }

    /// Adds the new rows.
    fn add(
        &self,
        dialect: &Dialect,
        changes: &[Change],
        text: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let new = changes.iter().filter(|change| change.row.is_none());
        for result in new.filter_map(|change| change.result) {
            if !text.is_empty() && without_line_end(text) == text.len() {
                text.extend_from_slice(dialect.line_end);
            }
            let mut cells = Vec::new();
            for column in &self.columns {
                cells.push(self.cell(dialect, &result.cell(column).unwrap_or_default())?);
            }
            text.extend(record(cells, dialect.delimiter, dialect.line_end));
        }
        Ok(())
    }

    /// A cell in the encoding of the file.
    fn cell(&self, dialect: &Dialect, text: &str) -> Result<Vec<u8>, Diagnostic> {
        if dialect.encoding != BIG5 {
            return Ok(text.as_bytes().to_vec());
        }
        let (bytes, _, lossy) = BIG5.encode(text);
        if lossy {
            let message = format!("`{text}` cannot be written in Big5");
            let help = "save the file as CSV UTF-8 and close again, or paste the rows that are \
                        printed below it";
            return Err(self.error(message, help));
        }
        Ok(bytes.into_owned())
    }

    fn error(&self, message: impl Into<String>, help: &str) -> Diagnostic {
        Diagnostic::error(message).at(Place::file(self.name())).help(help)
    }

    /// Its path as named in messages.
    pub fn name(&self) -> Arc<str> {
        self.path.to_string_lossy().replace('\\', "/").into()
    }
}
