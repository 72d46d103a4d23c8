//! Tables for spreadsheets: CSV.

use csv::{Terminator, WriterBuilder};

use crate::model::begins_formula;
use crate::plan::{Attached, Cell, Row, Rows};

/// CSV as spreadsheet programs open it right: UTF-8 with a byte order mark, CRLF.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, which may fetch
/// from the network or start a program, even where CSV has it in quotes. Words that begin so, or
/// with a tab or line break before, get an apostrophe in front, as OWASP advises; so do those with
/// the full-width forms, which a Chinese or Japanese Excel reads alike. Numbers, days and hashes
/// are our own and stay as they are, so `-0.4` is a number.
pub(super) fn csv(head: &[String], rows: &Rows) -> Vec<u8> {
    table(head, |write| rows.each(write))
}

/// The same of a table that is attached to a document.
pub(super) fn attached(attached: &Attached) -> Vec<u8> {
    table(&attached.head, |write| attached.rows.iter().for_each(|row| write(row.clone())))
}

fn table(head: &[String], each: impl FnOnce(&mut dyn FnMut(Row))) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head).expect(IN_MEMORY);
    each(&mut |row| writer.write_record(row.iter().map(field)).expect(IN_MEMORY));
    writer.into_inner().expect("memory does not fail")
}

const IN_MEMORY: &str = "rows of one length, written to memory";

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) if begins_formula(words) => format!("'{words}"),
        other => plain(other),
    }
}

/// What stands in a cell, for what takes no text for a formula.
pub(super) fn plain(cell: &Cell) -> String {
    match cell {
        // A hash that nobody has is none.
        Cell::Empty | Cell::Digest(_) => String::new(),
        Cell::Text(words) => words.to_string(),
        Cell::Decimal(number) => number.clone(),
        Cell::Count(number) | Cell::Money(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::csv;
    use crate::plan::{Cell, Rows};

    #[test]
    fn words_are_no_formula_and_numbers_are_no_words() {
        let rows = Rows::new(|take| {
            for words in ["=1+1", "+cmd", "-2", "@x", "\tx", "＝1", "{=1}", "http://a.example"] {
                take(vec![Cell::Text(words.into()), Cell::Decimal("-0.4".to_owned())]);
            }
            take(vec![Cell::Text("a,\"b\"".into()), Cell::Empty]);
        });
        let bytes = csv(&["words".to_owned(), "number".to_owned()], &rows);
        let expected = "\u{feff}words,number\r\n'=1+1,-0.4\r\n'+cmd,-0.4\r\n'-2,-0.4\r\n\
                        '@x,-0.4\r\n'\tx,-0.4\r\n'＝1,-0.4\r\n{=1},-0.4\r\n\
                        http://a.example,-0.4\r\n\"a,\"\"b\"\"\",\r\n";
        assert_eq!(String::from_utf8(bytes).expect("UTF-8"), expected);
    }
}
