//! CSV as spreadsheets write it: several encodings, three delimiters.

use std::ops::Range;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::BIG5;

use super::dialect::{records, without_line_end};
use super::table::{MOST_BYTES_OF_ROW, MOST_COLUMNS, Rows, Table};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::Encoding;

/// For how many rows to come room is made before they are read: their lines may all be blank.
const MOST_FORESEEN: usize = 1 << 20;

/// Reads the one table of a CSV file; an empty file has none. Whenever so many rows of it are read they are
/// handed on, and let go: what is returned has those after them.
pub(super) fn parse(
    file: &Arc<str>,
    (bytes, encoding): (&[u8], Encoding),
    most: usize,
    each: &mut dyn FnMut(&Table),
) -> Result<Option<Table>, Diagnostic> {
    let text = decode(file, bytes, encoding)?;
    let delimiter = delimiter(&text);
    if let Some((message, span)) = misquoted(&text, delimiter) {
        return Err(Diagnostic::error(message)
            .at(Place::file(Arc::clone(file)).span(&text, span).alone())
            .help("put quotes around the whole text, and write a quote within it as two, \"\""));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let records = || records(text.as_bytes(), delimiter);
    let mut last = 0;
    for row in records() {
        last += 1;
        if row.len() > MOST_BYTES_OF_ROW {
            let message = format!("the row has more than {MOST_BYTES_OF_ROW} bytes");
            return Err(too_large(file, last, message));
        }
    }
    let written = |range: &Range<usize>| without_line_end(&text.as_bytes()[range.clone()]) > 0;
    // The reader skips blank lines, which a spreadsheet shows as rows.
    let mut numbers = (1..).zip(records()).filter(|(_, range)| written(range));
    let (mut table, mut rows, mut number) = (None, Rows::default(), 0);
    let mut cells = StringRecord::new();
    loop {
        let more = reader.read_record(&mut cells).map_err(|error| {
            Diagnostic::error(format!("not readable as CSV: {error}"))
                .at(Place::file(Arc::clone(file)))
        })?;
        if !more {
            break;
        }
        number = numbers.next().map_or(number, |(number, _)| number);
        if cells.len() > MOST_COLUMNS {
            let message = format!("the row has more than {MOST_COLUMNS} cells");
            return Err(too_large(file, number as usize, message));
        }
        rows.add(number, cells.iter());
        if rows.len() > most {
            let mut part = Table::go_on(table, file, std::mem::take(&mut rows));
            if let Some(part) = &mut part {
                part.to_come = (last - number as usize).min(MOST_FORESEEN);
                each(part);
            }
            table = part;
        }
    }
    Ok(Table::go_on(table, file, rows))
}

pub(super) fn decode<'a>(
    file: &Arc<str>,
    bytes: &'a [u8],
    encoding: Encoding,
) -> Result<std::borrow::Cow<'a, str>, Diagnostic> {
    let (encoding, bytes) = match (encoding_rs::Encoding::for_bom(bytes), encoding) {
        (Some((encoding, length)), _) => (encoding, &bytes[length..]),
        (None, Encoding::Utf8) => (encoding_rs::UTF_8, bytes),
        // The web's Big5, which this decoder follows, includes HKSCS-2008.
        (None, Encoding::Big5Hkscs) => (BIG5, bytes),
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let line = first_bad_line(bytes);
        let place = Place::file(Arc::clone(file));
        if encoding == BIG5 {
            return Diagnostic::error("not valid Big5-HKSCS")
                .at(place)
                .help("save the file as CSV UTF-8, and take `encoding` out of season.toml");
        }
        Diagnostic::error(format!("not valid {}, from line {line} on", encoding.name()))
            .at(place)
            .help(
                "save the file as CSV UTF-8, or set `encoding = \"big5-hkscs\"` in season.toml \
                 if it comes from an older system",
            )
    })
}

/// The line, counted from 1, of the first byte that is not UTF-8.
pub(super) fn first_bad_line(bytes: &[u8]) -> usize {
    let good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    bytes[..good].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The first fault of quoting: readers differ in what they make of one, so none is guessed at. From quote to
/// quote, for most of a table has none.
fn misquoted(text: &str, delimiter: u8) -> Option<(&'static str, Range<usize>)> {
    let bytes = text.as_bytes();
    let ends_cell = |byte: u8| matches!(byte, b'\r' | b'\n') || byte == delimiter;
    let end_of_cell = |from: usize| {
        bytes[from..].iter().position(|byte| ends_cell(*byte)).map_or(text.len(), |n| from + n)
    };
    let quote_from = |from: usize| text[from..].find('"').map(|n| from + n);
    let mut from = 0;
    while let Some(at) = quote_from(from) {
        from = at + 1;
        if at > 0 && !ends_cell(bytes[at - 1]) {
            continue;
        }
        loop {
            // What follows may be other cells, which are nobody's business.
            let Some(quote) = quote_from(from) else {
                return Some(("this quote is not closed", at..end_of_cell(at)));
            };
            from = quote + 1;
            if bytes.get(from) != Some(&b'"') {
                break;
            }
            from += 1;
        }
        if bytes.get(from).is_some_and(|next| !ends_cell(*next)) {
            return Some(("text follows a closing quote", at..end_of_cell(from)));
        }
    }
    None
}

/// What is wrong with a row that no table has: a file of another kind, or one whose line ends were lost, would fill the
/// memory.
fn too_large(file: &Arc<str>, row: usize, message: String) -> Diagnostic {
    let row = u32::try_from(row).unwrap_or(u32::MAX);
    Diagnostic::error(message)
        .at(Place::file(Arc::clone(file)).cell(row, "this row", ""))
        .help("see whether a line end or a closing quote is missing")
}

/// The delimiter that stands most often in the first line, outside quotes.
pub(super) fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside: String = line.split('"').step_by(2).collect();
    // Later candidates win ties, so the comma stands last.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|candidate| outside.matches(char::from(*candidate)).count())
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::{MOST_FORESEEN, Table, parse};
    use crate::model::Encoding;

    /// Header and rows as one text a row, `number: cell|cell`.
    fn rows(bytes: &[u8], encoding: Encoding) -> Vec<String> {
        let read = |most, each: &mut dyn FnMut(&Table)| {
            let table = parse(&"t.csv".into(), (bytes, encoding), most, each).expect("readable");
            table.expect("a table")
        };
        let line = |number, cells: Vec<&str>| format!("{number}: {}", cells.join("|"));
        let lines = |table: &Table| -> Vec<_> {
            table.rows.iter().map(|row| line(row.number, table.cells(row).collect())).collect()
        };
        let mut parts = 0;
        let table = read(usize::MAX, &mut |_| parts += 1);
        assert_eq!(parts, 0);
        let header = table.header.iter().map(String::as_str).collect();
        let mut rows = vec![line(table.header_row, header)];
        rows.extend(lines(&table));
        let mut in_parts = vec![rows[0].clone()];
        let last = read(1, &mut |part| in_parts.extend(lines(part)));
        in_parts.extend(lines(&last));
        assert_eq!(in_parts, rows);
        rows
    }

    #[test]
    fn makes_no_room_for_blank_lines_without_end() {
        let text = format!("entry,name\ne1,a\ne2,b\n{}", "\n".repeat(3 * MOST_FORESEEN));
        let mut foreseen = Vec::new();
        let mut part = |part: &Table| foreseen.push(part.to_come);
        let bytes = (text.as_bytes(), Encoding::Utf8);
        parse(&"t.csv".into(), bytes, 1, &mut part).expect("readable");
        assert_eq!(foreseen, [MOST_FORESEEN]);
    }

    #[test]
    fn reads_what_spreadsheets_write() {
        let expected = ["1: entry|name", "2: e1|衞𨋢"];
        let text = "entry,name\r\ne1,衞𨋢\r\n";
        assert_eq!(rows(text.as_bytes(), Encoding::Utf8), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes(), Encoding::Utf8), expected);
        assert_eq!(rows(text.replace(',', ";").as_bytes(), Encoding::Utf8), expected);
        let unicode_text = format!("\u{feff}{}", text.replace(',', "\t"));
        let utf16: Vec<u8> = unicode_text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&utf16, Encoding::Utf8), expected);
        // As bytes: the encoder of the web's Big5 leaves out what HKSCS adds.
        let big5 = b"entry,name\r\ne1,\x8f\xc0\x9d\xf2\r\n";
        assert_eq!(rows(big5, Encoding::Big5Hkscs), expected);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let text = "entry,text\n\ne1,\"two\nlines\"\n,\ne2,x";
        assert_eq!(
            rows(text.as_bytes(), Encoding::Utf8),
            ["1: entry|text", "3: e1|two\nlines", "5: e2|x"]
        );
        // Whatever ends the lines, blank ones at the beginning and line breaks in cells as well.
        for end in ["\n", "\r\n", "\r"] {
            let text = "||entry,text||e1,\"two|lines, \"\"so\"\"|\"||,|e2,x";
            let text = text.replace('|', end);
            let cell = format!("5: e1|two{end}lines, \"so\"{end}");
            let expected = ["3: entry|text", &cell, "8: e2|x"];
            assert_eq!(rows(text.as_bytes(), Encoding::Utf8), expected, "{end:?}");
        }
    }
}
