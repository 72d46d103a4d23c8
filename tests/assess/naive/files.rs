//! The files of a season as they stand: TOML tables, and CSV rows by column.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::number::{Q, q};

/// A row: cells by column, trimmed.
pub(super) type Row = BTreeMap<String, String>;

/// The programme, the season, and each table by name.
pub(super) fn read(
    data: &Path,
    programme: &str,
    year: &str,
) -> (Table, Table, BTreeMap<String, Vec<Row>>) {
    let programme = data.join(programme);
    let season = programme.join(year);
    let toml = |path: &Path| -> Table {
        let text = fs::read_to_string(path).expect("readable");
        toml::from_str(&text).expect("TOML")
    };
    let mut tables: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for name in ["participants", "entries", "assessments", "rounds", "deductions", "certificates"] {
        tables.insert(name.to_owned(), csv_rows(&season.join(format!("{name}.csv"))));
    }
    tables.insert("history".to_owned(), csv_rows(&programme.join("history.csv")));
    let below = walkdir::WalkDir::new(season.join("assessments"));
    for file in below.into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file()) {
        tables.get_mut("assessments").expect("there").extend(csv_rows(file.path()));
    }
    (toml(&programme.join("programme.toml")), toml(&season.join("season.toml")), tables)
}

fn csv_rows(path: &Path) -> Vec<Row> {
    let Ok(text) = fs::read_to_string(path) else {
        return Vec::new();
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let row = |record: csv::StringRecord| -> Row {
        let cells = header.iter().zip(record.iter());
        cells.map(|(column, cell)| (column.trim().to_owned(), cell.trim().to_owned())).collect()
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// A cell; empty if there is no such column.
pub(super) fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

/// A table within a table.
pub(super) fn table<'t>(within: &'t Table, key: &str) -> &'t Table {
    within[key].as_table().expect("a table")
}

/// A list of tables; none if the key is not there.
pub(super) fn list<'t>(within: &'t Table, key: &str) -> Vec<&'t Table> {
    let list = within.get(key).and_then(Value::as_array);
    list.into_iter().flatten().map(|item| item.as_table().expect("a table")).collect()
}

/// A list of words; none if the key is not there.
pub(super) fn words(within: &Table, key: &str) -> Vec<String> {
    let list = within.get(key).and_then(Value::as_array);
    list.into_iter().flatten().map(|item| item.as_str().expect("a word").to_owned()).collect()
}

/// A word, if the key is there.
pub(super) fn word<'t>(within: &'t Table, key: &str) -> Option<&'t str> {
    within.get(key).map(|value| value.as_str().expect("a word"))
}

/// The id of a table.
pub(super) fn id(of: &Table) -> &str {
    word(of, "id").expect("an id")
}

/// A number, if the key is there.
pub(super) fn number(within: &Table, key: &str) -> Option<Q> {
    within.get(key).map(|value| match value {
        Value::Integer(number) => q(&number.to_string()),
        // The shortest text that reads back as the same float is what was typed.
        Value::Float(number) => q(&number.to_string()),
        other => q(other.as_str().expect("a number")),
    })
}

/// A whole number, if the key is there.
pub(super) fn count(within: &Table, key: &str) -> Option<usize> {
    let number = within.get(key)?.as_integer().expect("a whole number");
    Some(usize::try_from(number).expect("not negative"))
}
