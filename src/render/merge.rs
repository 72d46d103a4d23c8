//! Tables for the Data Merge of Adobe InDesign.

use super::sheet::plain;
use crate::plan::Rows;

/// A data source as a spreadsheet saves it as "Unicode Text": UTF-16LE with a byte order mark, tabs
/// between the cells, CRLF after each row. A cell with a quotation mark or a comma stands in quotation
/// marks, those within doubled.
///
/// Nothing else is changed, for every character is printed: `=`, `+` and `-` mean nothing there, and
/// `@` makes a column one of files in the head alone. A cell may not hold a tab or a line break, which
/// would begin another; each becomes a space (Adobe, "Data source files overview").
pub(super) fn data_merge(head: &[String], rows: &Rows) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    let mut add = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<_> = cells.map(|cell| quoted(&cell)).collect();
        text.push_str(&cells.join("\t"));
        text.push_str("\r\n");
    };
    add(&mut head.iter().cloned());
    rows.each(|row| add(&mut row.iter().map(plain)));
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn quoted(cell: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let line = if cell.contains(breaks) {
        let parts = cell.split(breaks).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    } else {
        cell.to_owned()
    };
    if line.contains(['"', ',']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}

#[cfg(test)]
mod tests {
    use super::data_merge;
    use crate::plan::{Cell, Rows};

    #[test]
    fn every_word_is_printed_as_it_stands() {
        let words = [
            "=1+1",
            "@trophy",
            "-2",
            "金獎",
            "\u{20bb6}",
            "a, b",
            "say \"hi\"",
            "one\r\ntwo\tthree",
        ];
        let rows = Rows::new(move |take| {
            take(words.map(|words| Cell::Text(words.into())).into());
            take([Cell::Empty, Cell::Count(4)].into_iter().cycle().take(8).collect());
        });
        let head = ["a", "b", "c", "d", "e", "f", "g", "@h"].map(str::to_owned);
        let bytes = data_merge(&head, &rows);
        assert_eq!(bytes[..6], [0xff, 0xfe, b'a', 0, b'\t', 0]);
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let text = String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16");
        let expected = "\u{feff}a\tb\tc\td\te\tf\tg\t@h\r\n=1+1\t@trophy\t-2\t金獎\t\u{20bb6}\t\"a, b\"\t\
                        \"say \"\"hi\"\"\"\tone two three\r\n\t4\t\t4\t\t4\t\t4\r\n";
        assert_eq!(text, expected);
    }
}
