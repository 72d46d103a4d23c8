//! The secretariat's files: the workbook, the list of what is sent, and the fees.

mod lists;
mod workbook;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;

use crate::run::{Files, text};

const AWARD: &str = "private/hkcca-mca/2026/secretariat";
const MARK: &str = "private/hkrma-cxr/2026/secretariat";

/// The sheets of a workbook by name, none of which has a formula.
fn sheets(bytes: &[u8]) -> BTreeMap<String, Range<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let names = book.sheet_names();
    let mut sheets = BTreeMap::new();
    for name in names {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.cells().all(|(.., formula)| formula.is_empty()), "{name} has a formula");
        sheets.insert(name.clone(), book.worksheet_range(&name).expect("a sheet"));
    }
    sheets
}

/// The rows of a sheet by the English heads of their columns.
fn rows(sheet: &Range<Data>) -> Vec<BTreeMap<String, Data>> {
    let english = |head: &Data| head.to_string().lines().last().unwrap_or_default().to_owned();
    let mut rows = sheet.rows();
    let heads: Vec<_> = rows.next().expect("a head").iter().map(english).collect();
    rows.map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// Published figures as numbers; `null` as nothing.
fn number(figure: &Value) -> Data {
    match figure.as_str() {
        Some(text) => Data::Float(text.parse().expect("a figure")),
        None => figure.as_u64().map_or(Data::Empty, |count| Data::Float(count as f64)),
    }
}

fn words(text: &str) -> Data {
    if text.is_empty() { Data::Empty } else { Data::String(text.to_owned()) }
}

fn json(files: &Files, path: &str) -> Value {
    serde_json::from_slice(&files[path]).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The rows of a CSV file by column.
fn table(files: &Files, path: &str) -> Vec<BTreeMap<String, String>> {
    let table = text(&files[path]);
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark");
    assert_eq!(table.matches('\n').count(), table.matches("\r\n").count(), "CRLF");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}
