//! A table from any of the files a secretariat keeps: CSV, XLSX or ODS.
//!
//! Every cell becomes text as the user sees it; rows keep the numbers a spreadsheet shows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::StringRecord;

use super::files::Files;
use super::{delimited, workbook};
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{Encoding, Origin};

/// Rows under a header.
pub(super) struct Table {
    pub(super) file: Arc<str>,
    pub(super) sheet: Option<Arc<str>>,
    /// File and sheet in one text, for [`Origin`].
    source: Arc<str>,
    pub(super) header_row: u32,
    pub(super) header: StringRecord,
    pub(super) rows: Vec<Row>,
}

/// A row that is not empty.
pub(super) struct Row {
    /// As a spreadsheet counts, the first line of the file being row 1.
    pub(super) number: u32,
    pub(super) cells: StringRecord,
}

impl Table {
    /// Takes the first row as header; `None` if there is no row at all.
    pub(super) fn new(
        file: Arc<str>,
        sheet: Option<Arc<str>>,
        rows: impl IntoIterator<Item = Row>,
    ) -> Option<Self> {
        let blank = |row: &Row| row.cells.iter().all(|cell| cell.trim().is_empty());
        let mut rows = rows.into_iter().filter(|row| !blank(row));
        let header = rows.next()?;
        let source = match &sheet {
            Some(sheet) => format!("{file} [{sheet}]").into(),
            None => Arc::clone(&file),
        };
        let (header_row, header) = (header.number, header.cells);
        Some(Self { file, sheet, source, header_row, header, rows: rows.collect() })
    }

    pub(super) fn place(&self) -> Place {
        Place { sheet: self.sheet.clone(), ..Place::file(Arc::clone(&self.file)) }
    }

    pub(super) fn origin(&self, row: &Row) -> Origin {
        Origin { file: Arc::clone(&self.source), row: row.number }
    }

    pub(super) fn has_column(&self, name: &str) -> bool {
        self.header.iter().any(|column| column.trim() == name)
    }
}

/// What became of a table.
pub(super) enum Reading {
    /// It was read.
    Table(Table),
    /// There is no such file.
    Absent,
    /// There is a file but no table in it, which has been reported.
    Faulty,
}

impl Reading {
    pub(super) fn table(self) -> Option<Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Absent | Self::Faulty => None,
        }
    }
}

/// Reads `<folder>/<stem>.csv`, `.xlsx` or `.ods`.
pub(super) fn read(
    files: &Files,
    (folder, stem): (&Path, &str),
    encoding: Encoding,
    problems: &mut Diagnostics,
) -> Result<Reading, MachineError> {
    let Some(path) = find(files, (folder, stem), problems) else {
        return Ok(Reading::Absent);
    };
    let Some(mut tables) = read_file(files, &path, encoding, problems)? else {
        return Ok(Reading::Faulty);
    };
    let named = tables.iter().position(|table| table.sheet.as_deref() == Some(stem));
    Ok(Reading::Table(tables.swap_remove(named.unwrap_or(0))))
}

/// The file of a table, the first of the kinds it may be; two of them are reported.
pub(super) fn find(
    files: &Files,
    (folder, stem): (&Path, &str),
    problems: &mut Diagnostics,
) -> Option<PathBuf> {
    let mut found = EXTENSIONS
        .iter()
        .map(|extension| folder.join(format!("{stem}.{extension}")))
        .filter(|path| files.exists(path));
    let first = found.next()?;
    if let Some(second) = found.next() {
        problems.push(
            Diagnostic::error(format!("the table of {stem} is there twice"))
                .at(Place::file(files.name(&second)))
                .help(format!("keep this or `{}`, and take the other away", files.name(&first))),
        );
    }
    Some(first)
}

/// Reads the table of a CSV, or one table for each sheet of a workbook; `None` if there is none,
/// which is reported.
pub(super) fn read_file(
    files: &Files,
    path: &Path,
    encoding: Encoding,
    problems: &mut Diagnostics,
) -> Result<Option<Vec<Table>>, MachineError> {
    let bytes = files.read(path)?;
    let name = files.name(path);
    let csv = path.extension().is_some_and(|extension| extension == "csv");
    let tables = if csv {
        delimited::parse(&name, &bytes, encoding).map(|table| table.into_iter().collect())
    } else {
        workbook::parse(&name, bytes)
    };
    let tables = tables.and_then(|tables| {
        let empty = || {
            Diagnostic::error("the table is empty")
                .at(Place::file(Arc::clone(&name)))
                .help("write a header with the names of its columns, or take the file away")
        };
        if tables.is_empty() { Err(empty()) } else { Ok(tables) }
    });
    Ok(tables.map_err(|problem| problems.push(problem)).ok())
}

/// The kinds of file a table may be, in the order they are looked for.
pub(super) const EXTENSIONS: [&str; 3] = ["csv", "xlsx", "ods"];
