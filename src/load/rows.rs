//! Which rows of a table are others than when it was last read.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;
use std::path::Path;

use super::files::Files;
use super::table::{EXTENSIONS, Table, read_large};
use crate::diagnostics::Diagnostics;
use crate::model::Encoding;

/// A row's hash, in hexadecimal digits.
const DIGITS: usize = 8;

/// What became of rows of a table, numbered as a spreadsheet shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowChange {
    /// They hold something else.
    Changed(RangeInclusive<usize>),
    /// There were none.
    Added(RangeInclusive<usize>),
    /// So many are gone, from this on.
    Removed(usize, usize),
}

/// The rows of a table by sheet, one hash after the other, to be kept for [`changed_rows`]; `None` if it is
/// no table that can be read.
pub fn rows(path: &Path) -> Option<BTreeMap<String, String>> {
    let extension = path.extension()?.to_str()?;
    if !EXTENSIONS.contains(&extension) {
        return None;
    }
    let read = |encoding| {
        let (files, mut problems) = (Files::new(path.parent()?), Diagnostics::default());
        let mut sheets = BTreeMap::new();
        let mut add = |table: &Table| {
            let sheet = table.sheet.as_deref().unwrap_or("").to_owned();
            add_hashes(sheets.entry(sheet).or_default(), table);
        };
        let file = (Path::new(path.file_name()?), encoding);
        let left = read_large(&files, file, &mut problems, &mut |table, _| add(table)).ok()??;
        left.iter().for_each(add);
        Some(sheets)
    };
    read(Encoding::Utf8).or_else(|| read(Encoding::Big5Hkscs))
}

fn add_hashes(text: &mut String, table: &Table) {
    let mut add = |number: u32, cells: &mut dyn Iterator<Item = &str>| {
        // Blank rows are not read, and keep their place.
        let before = number.saturating_sub(1) as usize * DIGITS;
        while text.len() < before {
            text.push('0');
        }
        let mut hash = DefaultHasher::new();
        cells.for_each(|cell| cell.hash(&mut hash));
        write!(text, "{:08x}", hash.finish() as u32).expect("text grows");
    };
    if !table.goes_on {
        add(table.header_row, &mut table.header.iter().map(String::as_str));
    }
    table.rows.iter().for_each(|row| add(row.number, &mut table.cells(row)));
}

/// What became of the rows of a sheet.
pub fn changed_rows(before: &str, now: &str) -> Vec<RowChange> {
    let rows = |text: &str| -> Vec<u32> {
        let digits = text.as_bytes().chunks(DIGITS).filter_map(|row| std::str::from_utf8(row).ok());
        digits.filter_map(|row| u32::from_str_radix(row, 16).ok()).collect()
    };
    let (before, now) = (rows(before), rows(now));
    let first = before.iter().zip(&now).take_while(|(was, is)| was == is).count();
    let (was, is) = (&before[first..], &now[first..]);
    let same = was.iter().rev().zip(is.iter().rev()).take_while(|(was, is)| was == is).count();
    let (was, is) = (&was[..was.len() - same], &is[..is.len() - same]);
    match (was.len(), is.len()) {
        (0, 0) => Vec::new(),
        (0, added) => vec![RowChange::Added(first + 1..=first + added)],
        (removed, 0) => vec![RowChange::Removed(first + 1, removed)],
        (old, new) if old == new => {
            let others = was.iter().zip(is).enumerate().filter(|(_, (was, is))| was != is);
            others.map(|(at, _)| first + at + 1).map(|row| RowChange::Changed(row..=row)).collect()
        }
        (_, new) => vec![RowChange::Changed(first + 1..=first + new)],
    }
}

#[cfg(test)]
mod tests {
    use super::{RowChange, changed_rows, rows};

    fn table(text: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder of our own");
        let path = folder.path().join("t.csv");
        std::fs::write(&path, text).expect("writable");
        rows(&path).expect("a table").remove("").expect("the one sheet of a CSV")
    }

    #[test]
    fn rows_are_told_by_the_numbers_of_a_spreadsheet() {
        let before = table("entry,score\n\ne1,\"9\n0\"\ne2,80\ne3,70\n");
        let change = |now: &str| changed_rows(&before, &table(now));
        assert_eq!(change("entry,score\n\ne1,\"9\n0\"\ne2,80\ne3,70\n"), []);
        assert_eq!(change("entry;score\r\n\r\ne1;\"9\n0\"\r\ne2;80\r\ne3;70\r\n"), []);
        let changed = |row| RowChange::Changed(row..=row);
        assert_eq!(change("entry,score\n\ne1,91\ne2,80\ne3,71\n"), [changed(3), changed(5)]);
        assert_eq!(
            change("entry,score\n\ne1,\"9\n0\"\ne2,80\ne3,70\ne4,1\ne5,1\n"),
            [RowChange::Added(6..=7)]
        );
        assert_eq!(change("entry,score\n\ne1,\"9\n0\"\ne3,70\n"), [RowChange::Removed(4, 1)]);
        assert_eq!(change("entry,score\ne2,80\ne3,70\n"), [RowChange::Removed(2, 2)]);
        assert_eq!(change("entry,score\n\ne9,1\ne3,70\n"), [RowChange::Changed(3..=3)]);
    }
}
