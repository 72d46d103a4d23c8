//! A table from any of the files a secretariat keeps: CSV, XLSX or ODS.
//!
//! Every cell becomes text as the user sees it; rows keep the numbers a spreadsheet shows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::Files;
use super::{delimited, workbook};
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};
use crate::model::{Encoding, Origin};

/// The most columns of a table: a season's has some tens.
pub(super) const MOST_COLUMNS: usize = 1_000;

/// The most bytes of a cell: of the longest that a spreadsheet lets one write (32,767 characters; Microsoft,
/// "Excel specifications and limits"), each character four.
pub(super) const MOST_BYTES_OF_CELL: usize = 4 * 32_767;

/// The most bytes of a row: some cells of the longest, and no file whose line ends were lost.
pub(super) const MOST_BYTES_OF_ROW: usize = 1_000_000;

/// Rows under a header.
pub(super) struct Table {
    pub(super) file: Arc<str>,
    pub(super) sheet: Option<Arc<str>>,
    /// File and sheet in one text, for [`Origin`].
    source: Arc<str>,
    pub(super) header_row: u32,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// The numbers of rows that repeat the header, as tables pasted one below the other have them; not among `rows`.
    pub(super) headers_again: Vec<u32>,
    cells: CellTexts,
    /// Whether its first rows were handed on before these.
    pub(super) goes_on: bool,
    /// For how many rows after these there should be room.
    pub(super) to_come: usize,
}

/// A row that is not empty.
pub(super) struct Row {
    /// As a spreadsheet counts, the first line of the file being row 1.
    pub(super) number: u32,
    /// How many cells it has.
    pub(super) cells: usize,
    /// Where its first cell is counted among all.
    first: usize,
    /// Where the text of its first cell begins.
    start: usize,
}

/// The texts of all cells one after the other: a record for each row would take several times as much.
#[derive(Default)]
struct CellTexts {
    text: String,
    /// Where each cell ends, from the start of its row.
    ends: Vec<u32>,
}

impl CellTexts {
    fn of(&self, row: &Row) -> impl Iterator<Item = &str> {
        (0..row.cells).filter_map(|at| self.get(row, at))
    }

    fn get(&self, row: &Row, at: usize) -> Option<&str> {
        let ends = &self.ends[row.first..row.first + row.cells];
        let end = |end: &u32| row.start + *end as usize;
        let start =
            at.checked_sub(1).map_or(Some(row.start), |before| ends.get(before).map(end))?;
        self.text.get(start..ends.get(at).map(end)?)
    }
}

/// The rows of a table as they are collected.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    cells: CellTexts,
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds a row, unless all its cells are blank.
    pub(super) fn add<'t>(&mut self, number: u32, cells: impl Iterator<Item = &'t str> + Clone) {
        if cells.clone().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let CellTexts { text, ends } = &mut self.cells;
        let (first, start) = (ends.len(), text.len());
        for cell in cells {
            text.push_str(cell);
            ends.push(u32::try_from(text.len() - start).expect("a row has less than 4 GB"));
        }
        self.rows.push(Row { number, cells: ends.len() - first, first, start });
    }
}

impl Table {
    /// Takes the first row as header; `None` if there is no row at all.
    pub(super) fn new(file: Arc<str>, sheet: Option<Arc<str>>, all: Rows) -> Option<Self> {
        let Rows { mut rows, cells } = all;
        if rows.is_empty() {
            return None;
        }
        let header = rows.remove(0);
        let source = match &sheet {
            Some(sheet) => format!("{file} [{sheet}]").into(),
            None => Arc::clone(&file),
        };
        let header_row = header.number;
        let header = cells.of(&header).map(str::to_owned).collect();
        let (goes_on, to_come, headers_again) = (false, 0, Vec::new());
        let table = Self {
            file,
            sheet,
            source,
            header_row,
            header,
            rows,
            headers_again,
            cells,
            goes_on,
            to_come,
        };
        Some(table.without_headers_again())
    }

    fn without_headers_again(mut self) -> Self {
        let (cells, header) = (&self.cells, &self.header);
        let is_header = |row: &Row| cells.of(row).eq(header.iter().map(String::as_str));
        let repeated = self.rows.iter().filter(|row| is_header(row)).map(|row| row.number);
        self.headers_again = repeated.collect();
        self.rows.retain(|row| !is_header(row));
        self
    }

    /// The next rows of the table of a CSV file in the place of those before, or its first.
    pub(super) fn go_on(before: Option<Self>, file: &Arc<str>, next: Rows) -> Option<Self> {
        let Some(before) = before else {
            return Self::new(Arc::clone(file), None, next);
        };
        let Rows { rows, cells } = next;
        let table = Self { rows, cells, goes_on: true, to_come: 0, ..before };
        Some(table.without_headers_again())
    }

    /// The cells of one of its rows.
    pub(super) fn cells(&self, row: &Row) -> impl Iterator<Item = &str> {
        self.cells.of(row)
    }

    /// A cell of one of its rows, if it goes as far.
    pub(super) fn cell(&self, row: &Row, at: usize) -> Option<&str> {
        self.cells.get(row, at)
    }

    pub(super) fn place(&self) -> Place {
        Place { sheet: self.sheet.clone(), ..Place::file(Arc::clone(&self.file)) }
    }

    pub(super) fn origin(&self, row: &Row) -> Origin {
        Origin { file: self.source(), row: row.number }
    }

    /// File and sheet in one text.
    pub(super) fn source(&self) -> Arc<str> {
        Arc::clone(&self.source)
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
    let Some(mut tables) = read_file(files, (&path, encoding), problems)? else {
        return Ok(Reading::Faulty);
    };
    Ok(Reading::Table(tables.swap_remove(chosen(&tables, stem))))
}

/// Which of a workbook's tables is read: that of the sheet called so, else the first.
pub(super) fn chosen(tables: &[Table], stem: &str) -> usize {
    tables.iter().position(|table| table.sheet.as_deref() == Some(stem)).unwrap_or(0)
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
    file: (&Path, Encoding),
    problems: &mut Diagnostics,
) -> Result<Option<Vec<Table>>, MachineError> {
    read_rows(files, file, (usize::MAX, &mut |_, _| ()), problems)
}

/// What is done with some rows of a table.
type Each<'e> = dyn FnMut(&Table, &mut Diagnostics) + 'e;

/// The same of a table that may be too large to be held whole: of a CSV, rows are handed on some ten thousand
/// at a time, and the table that is returned has those after them.
pub(super) fn read_large(
    files: &Files,
    file: (&Path, Encoding),
    problems: &mut Diagnostics,
    each: &mut Each,
) -> Result<Option<Vec<Table>>, MachineError> {
    read_rows(files, file, (PART, each), problems)
}

fn read_rows(
    files: &Files,
    (path, encoding): (&Path, Encoding),
    (most, each): (usize, &mut Each),
    problems: &mut Diagnostics,
) -> Result<Option<Vec<Table>>, MachineError> {
    let bytes = files.read(path)?;
    let name = files.name(path);
    let csv = path.extension().is_some_and(|extension| extension == "csv");
    let tables = if csv {
        delimited::parse(&name, (&bytes, encoding), most, &mut |part| each(part, problems))
            .map(|table| table.into_iter().collect())
    } else {
        workbook::parse(&name, &bytes)
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

/// How many rows of a large table are held at a time.
const PART: usize = 8_192;

/// The kinds of file a table may be, in the order they are looked for.
pub(super) const EXTENSIONS: [&str; 3] = ["csv", "xlsx", "ods"];
