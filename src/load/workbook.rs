//! XLSX and ODS workbooks: one table for each sheet.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, Ods, Reader, Xlsx, XlsxError};
use rust_decimal::Decimal;

use super::table::{MOST_BYTES_OF_CELL, MOST_COLUMNS, Rows, Table};
use super::unpacked::{self, Fault, Format};
use crate::diagnostics::{Diagnostic, Place};

/// The most cells of a sheet, blank ones before others in their row among them.
const MOST_CELLS: usize = 30_000_000;

/// Reads every sheet that has rows, in the workbook's order.
pub(super) fn parse(file: &Arc<str>, bytes: &[u8]) -> Result<Vec<Table>, Diagnostic> {
    let whole = |fault| of_whole(fault, bytes).at(Place::file(Arc::clone(file)));
    let unreadable = || whole(Fault::Unreadable);
    let (mut tables, bytes) = (Vec::new(), Cursor::new(bytes));
    match unpacked::check(bytes.get_ref()).map_err(whole)? {
        Format::Xlsx => {
            let mut workbook = Xlsx::new(bytes).map_err(|_| unreadable())?;
            for name in workbook.sheet_names() {
                let mut sheet = Sheet::new(file, &name);
                // A sheet that is a chart has no cells.
                let mut cells = match workbook.worksheet_cells_reader(&name) {
                    Err(XlsxError::NotAWorksheet(_)) => continue,
                    cells => cells.map_err(|_| unreadable())?,
                };
                let mut next = || cells.next_cell_with_formula_metadata().map_err(|_| unreadable());
                while let Some(cell) = next()? {
                    if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                        return Err(sheet.without_result(cell.pos));
                    }
                    sheet.add(cell.pos, &Data::from(cell.value), &unreadable)?;
                }
                tables.extend(sheet.table()?);
            }
        }
        Format::Ods => {
            let mut workbook = Ods::new(bytes).map_err(|_| unreadable())?;
            for name in workbook.sheet_names() {
                let mut sheet = Sheet::new(file, &name);
                let range = workbook.worksheet_range(&name).map_err(|_| unreadable())?;
                let (row, column) = range.start().unwrap_or_default();
                for (down, right, cell) in range.used_cells() {
                    let at = (row + down as u32, column + right as u32);
                    sheet.add(at, cell, &unreadable)?;
                }
                tables.extend(sheet.table()?);
            }
        }
    }
    Ok(tables)
}

/// What is to be said of a workbook that is not read.
fn of_whole(fault: Fault, bytes: &[u8]) -> Diagnostic {
    // An encrypted workbook is a container of another kind, that begins with these bytes.
    let locked = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let (message, help) = match fault {
        Fault::TooLarge => {
            let help = "keep the table alone in it, without pictures, or save it as CSV UTF-8";
            ("the workbook holds more than is read of one", help)
        }
        Fault::Unreadable if locked => {
            let help = "open it in a spreadsheet program, and save it as XLSX without a password";
            ("not readable as a workbook", help)
        }
        Fault::Unreadable => {
            let help = "open it in a spreadsheet program, and save it again as XLSX or ODS";
            ("not readable as a workbook", help)
        }
    };
    Diagnostic::error(message).help(help)
}

/// The rows of a sheet as its cells come, row by row.
struct Sheet<'a> {
    file: &'a Arc<str>,
    name: Arc<str>,
    rows: Rows,
    /// The row that is read, counted from 0, and its cells by column.
    row: u32,
    cells: Vec<(u32, String)>,
    /// Cells of all rows before it.
    before: usize,
}

impl<'a> Sheet<'a> {
    fn new(file: &'a Arc<str>, name: &str) -> Self {
        let (rows, cells) = (Rows::default(), Vec::new());
        Self { file, name: name.into(), rows, row: 0, cells, before: 0 }
    }

    /// Adds a cell; one of an earlier row is not the work of a spreadsheet program.
    fn add(
        &mut self,
        (row, column): (u32, u32),
        cell: &Data,
        unreadable: &impl Fn() -> Diagnostic,
    ) -> Result<(), Diagnostic> {
        let text = shown(cell);
        if text.is_empty() {
            return Ok(());
        }
        if text.len() > MOST_BYTES_OF_CELL || column as usize >= MOST_COLUMNS {
            return Err(self.beyond((row, column), text.len()));
        }
        if row < self.row {
            return Err(unreadable());
        }
        if row > self.row {
            self.end_row()?;
            self.row = row;
        }
        self.cells.push((column, text));
        Ok(())
    }

    /// Adds the row that was read to those before it.
    fn end_row(&mut self) -> Result<(), Diagnostic> {
        // Of a cell that is there twice, the later one stands.
        self.cells.sort_by_key(|(column, _)| *column);
        self.cells.dedup_by(|later, first| {
            let twice = later.0 == first.0;
            if twice {
                std::mem::swap(later, first);
            }
            twice
        });
        let width = self.cells.last().map_or(0, |(column, _)| *column as usize + 1);
        self.before += width;
        if self.before > MOST_CELLS {
            let message = format!("the sheet has more than {MOST_CELLS} cells");
            return Err(self.error(message));
        }
        let mut texts = vec![""; width];
        for (column, text) in &self.cells {
            texts[*column as usize] = text;
        }
        self.rows.add(self.row + 1, texts.iter().copied());
        self.cells.clear();
        Ok(())
    }

    fn table(mut self) -> Result<Option<Table>, Diagnostic> {
        self.end_row()?;
        Ok(Table::new(Arc::clone(self.file), Some(self.name), self.rows))
    }

    fn error(&self, message: String) -> Diagnostic {
        let help = "delete what stands beyond the table, or save the table as CSV UTF-8";
        Diagnostic::error(message).at(self.place()).help(help)
    }

    fn place(&self) -> Place {
        Place { sheet: Some(Arc::clone(&self.name)), ..Place::file(Arc::clone(self.file)) }
    }

    /// A formula that no spreadsheet program has worked out: a blank cell would be another result.
    fn without_result(&self, (row, column): (u32, u32)) -> Diagnostic {
        let place = self.place().cell(row + 1, &format!("column {}", column + 1), "");
        let help = "open the workbook in a spreadsheet program and save it, which keeps the results of \
                    formulas; or write the value itself";
        Diagnostic::error("the formula of this cell has no result").at(place).help(help)
    }

    /// What is to be said of a cell too far to the right, or with too long a text.
    fn beyond(&self, (row, column): (u32, u32), bytes: usize) -> Diagnostic {
        let column = column as usize + 1;
        let message = if column > MOST_COLUMNS {
            format!("the row has more than {MOST_COLUMNS} cells")
        } else {
            format!("a cell has {bytes} bytes, more than a spreadsheet lets one have")
        };
        let mut error = self.error(message);
        let cell = |place: Place| place.cell(row + 1, &format!("column {column}"), "");
        error.place = error.place.map(|place| Box::new(cell(*place)));
        error
    }
}

/// A cell as its user sees it: dates in ISO form, numbers with at most Excel's 15 digits.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => shown_number(*number),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(moment) => shown_number(moment.as_f64()),
        Data::DateTimeIso(text) => text.chars().take(10).collect(),
        other => other.to_string(),
    }
}

fn shown_number(number: f64) -> String {
    let fifteen_digits = format!("{number:.14e}");
    Decimal::from_scientific(&fifteen_digits)
        .map_or(fifteen_digits, |decimal| decimal.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::shown_number;

    #[test]
    fn numbers_read_as_they_are_shown() {
        for (number, shown) in
            [(87.0, "87"), (0.1 + 0.2, "0.3"), (89.95, "89.95"), (-1.5, "-1.5"), (1e6, "1000000")]
        {
            assert_eq!(shown_number(number), shown);
        }
    }
}
