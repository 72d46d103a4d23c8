//! Which row of the table of past results is replaced: that of the season and the entry, however
//! the file is written.

use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Change, PastTable};
use plaudit::model::Encoding;

use super::{HISTORY, NEW};
use crate::run::{Place, text};

/// Closes the season again over this table, and what the table is then.
#[track_caller]
fn replaced(before: impl AsRef<[u8]>, done: &str) -> Vec<u8> {
    let place = Place::small().write(HISTORY, before);
    let output = place.close(&["--replace"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let stdout = text(&output.stdout);
    assert!(stdout.starts_with(&format!("{done} of 2026 in")), "{stdout}");
    // What was put right is right.
    let again = text(&place.close(&[]).stdout);
    assert!(again.ends_with("has the 3 rows of 2026 already; nothing was written\n"), "{again}");
    place.data()[HISTORY].clone()
}

/// Blank lines, a cell with line breaks, and rows of the same entries in other seasons all round
/// the one that is wrong and the one that is to go.
const ROWS: &str = "|season,entry,stream,group,overall,tier,#note||\
2024,e9,shops,A,71,,\"two|lines, \"\"so\"\"|||\"|2026,e9,shops,A,91,gold,|2025,e9,shops,A,72,,|\
2025,e2,shops,B,79.5,,|2026,e2,shops,B,81.5,silver,ours|2024,e2,shops,B,70,,|\
2026,e1,shops,A,92.4,gold,||2026,e3,online,A,89.9,silver,|";

#[test]
fn whatever_ends_the_lines() {
    for start in ["", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let before = format!("{start}{ROWS}");
            let after = before.replace("81.5", "82.5").replace("2026,e9,shops,A,91,gold,|", "");
            let [before, after] = [before, after].map(|text| text.replace('|', end));
            let now = replaced(before, "replaced 1 row, took out 1 row");
            assert_eq!(text(&now), after, "{start:?} {end:?}");
        }
    }
}

#[test]
fn a_row_is_found_as_it_was_read() {
    for cells in ["2026,\u{3000}e2", "２０２６,e2", "\u{a0}２０２６\u{3000},e2\u{2003}"] {
        let header = "season,entry,stream,group,overall,tier\n";
        let before = format!("{header}{cells},shops,B,81.5,silver\n2025,e2,shops,B,79.5,\n");
        // The new rows stand after the season's, which is the first.
        let (e1, others) = NEW.split_once('\n').expect("three rows");
        let (e2, e3) = others.split_once('\n').expect("two rows");
        let after = format!("{header}{e2}\n{e1}\n{e3}2025,e2,shops,B,79.5,\n");
        let done = "added 2 rows, replaced 1 row";
        assert_eq!(text(&replaced(&before, done)), after, "{cells}");
        let wide = |text: &str| {
            let text = format!("\u{feff}{text}");
            text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()
        };
        assert_eq!(replaced(wide(&before), done), wide(&after), "{cells} in UTF-16");
    }
}

#[test]
fn another_row_is_left_alone() {
    let place = Place::small();
    let (entry, programme) = ("e2".parse().expect("an id"), "demo".parse().expect("an id"));
    let mut problems = Diagnostics::default();
    let data = place.path("data");
    let table = PastTable::read((&data, &programme), Encoding::Utf8, &mut problems);
    let table = table.expect("readable").expect("a table");
    // Rows 2 to 4: `e1` of 2024, `e1` of 2025, `e2` of 2025.
    let with =
        |season, row| table.with(&[Change { season, entry: &entry, row: Some(row), result: None }]);
    for (season, row) in [(2025, 2), (2025, 3), (2026, 4), (2024, 4), (2025, 1)] {
        let refused = Diagnostics::from(with(season, row).expect_err("it is another row"));
        let refused = refused.render(false).concat();
        assert!(refused.starts_with("error: the table was changed meanwhile\n"), "{refused}");
    }
    let gone = text(&with(2025, 4).expect("it is the row"));
    assert_eq!(gone, super::OLD.replace("2025,e2,shops,B,79.5,\n", ""));
}
