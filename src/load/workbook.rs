//! XLSX and ODS workbooks: one table for each sheet.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use rust_decimal::Decimal;

use super::table::{Rows, Table};
use crate::diagnostics::{Diagnostic, Place};

/// Reads every sheet that has rows, in the workbook's order.
pub(super) fn parse(file: &Arc<str>, bytes: Vec<u8>) -> Result<Vec<Table>, Diagnostic> {
    // An encrypted workbook is a container of another kind, that begins with these bytes.
    let locked = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    let unreadable = |_: calamine::Error| {
        let help = if locked {
            "open it in a spreadsheet program, and save it as XLSX without a password"
        } else {
            "open it in a spreadsheet program, and save it again as XLSX or ODS"
        };
        Diagnostic::error("not readable as a workbook").at(Place::file(Arc::clone(file))).help(help)
    };
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let mut tables = Vec::new();
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).map_err(unreadable)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (number, cells) in (first_row + 1..).zip(range.rows()) {
            let before = (0..first_column).map(|_| String::new());
            let cells: Vec<_> = before.chain(cells.iter().map(shown)).collect();
            rows.add(number, cells.iter().map(String::as_str));
        }
        tables.extend(Table::new(Arc::clone(file), Some(sheet.as_str().into()), rows));
    }
    Ok(tables)
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
