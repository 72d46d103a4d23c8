//! The sheets of texts for designers and engravers.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx};
use plaudit::model::Assets;
use plaudit::render::Studio;

use crate::planned::{dataset, planned, results};
use crate::run::{Files, Place, sample, text};

/// The sheets of every season of a data directory, by path below the private folder.
pub(crate) fn sheets(data: PathBuf) -> Files {
    let dataset = dataset(data);
    let results = results(&dataset);
    let (assets, plan) = (Assets::default(), planned(&results));
    let studio = Studio::new(&assets, "templates").unwrap_or_else(|_| panic!("no templates"));
    let sheets = plan.jobs.iter().filter(|job| job.path.contains("/trophy-text"));
    let made = sheets.map(|job| {
        let made = studio.render(job).unwrap_or_else(|_| panic!("{} is not made", job.path));
        (job.path["private/".len()..].to_owned(), made.bytes)
    });
    made.collect()
}

/// Head and rows of a CSV file.
pub(crate) fn csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let table = text(bytes);
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    assert_eq!(table.matches('\n').count(), table.matches("\r\n").count(), "CRLF");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The same of the only sheet of a workbook, which has no formula.
fn workbook(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let [name] = book.sheet_names().try_into().expect("one sheet");
    let formulas = book.worksheet_formula(&name).expect("a sheet");
    assert!(formulas.cells().all(|(.., formula)| formula.is_empty()));
    let cell = |cell: &Data| match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    let sheet = book.worksheet_range(&name).expect("a sheet");
    sheet.rows().map(|row| row.iter().map(cell).collect()).collect()
}

/// The same of a text for Data Merge, where no cell has a line break.
fn data_merge(bytes: &[u8]) -> Vec<Vec<String>> {
    assert_eq!(bytes[..2], [0xff, 0xfe], "UTF-16LE with a byte order mark");
    let units = bytes[2..].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let text = String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16");
    let rows = text.strip_suffix("\r\n").expect("the last row ends too").split("\r\n");
    let cell = |cell: &str| match cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')) {
        Some(cell) => cell.replace("\"\"", "\""),
        None => cell.to_owned(),
    };
    rows.map(|row| row.split('\t').map(cell).collect()).collect()
}

/// The rows of a sheet by column.
pub(crate) fn by_column(mut sheet: Vec<Vec<String>>) -> Vec<BTreeMap<String, String>> {
    let head = sheet.remove(0);
    sheet.into_iter().map(|row| head.iter().cloned().zip(row).collect()).collect()
}

#[test]
fn the_three_sheets_say_the_same() {
    for data in ["data", "tests/fixtures/hard", "tests/fixtures/third"] {
        let sheets = sheets(sample(data));
        let tables = sheets.iter().filter(|(path, _)| path.ends_with(".csv"));
        for (path, bytes) in tables {
            let stem = path.strip_suffix(".csv").expect("a table");
            let unguarded = |cell: String| match cell.strip_prefix('\'') {
                Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
                _ => cell,
            };
            let table = csv(bytes).into_iter().map(|row| row.into_iter().map(unguarded).collect());
            let table: Vec<Vec<String>> = table.collect();
            assert!(table.len() > 5, "{path}");
            assert_eq!(workbook(&sheets[&format!("{stem}.xlsx")]), table, "{stem}");
            let mut merge = data_merge(&sheets[&format!("{stem}-indesign.txt")]);
            let files = merge[0].iter_mut().filter(|head| head.starts_with('@'));
            let files: Vec<_> = files.map(|head| head.remove(0)).collect();
            assert_eq!(files.len(), 4, "{stem}");
            assert_eq!(merge, table, "{stem}");
        }
    }
}

#[test]
fn a_row_has_every_line_as_it_stands() {
    let sheets = sheets(sample("data"));
    let rows = by_column(csv(&sheets["hkcca-mca/2026/artwork/trophy-text.csv"]));
    let row = |piece: &str| rows.iter().find(|row| row["piece"] == piece).expect("a row");
    let gold = row("e008-gold");
    for (column, words) in [
        ("holder", "e008"),
        ("season", "2026"),
        ("programme_zh", "神秘客戶評審大獎"),
        ("programme_en", "Mystery Customer Assessment Award"),
        ("award_zh", "金獎"),
        ("award_en", "Gold Award"),
        ("streak_zh", "連續四年金獎"),
        ("streak_en", "Gold Award for 4 Consecutive Years"),
        ("years", "4"),
        ("date", "2026-11-06"),
        ("date_zh", "二零二六年十一月六日"),
        ("date_en", "6 November 2026"),
        ("number", ""),
        ("valid_until_en", ""),
        ("trophy", "trophies/e008-gold.svg"),
        ("certificate", "certificates/print/e008-gold.pdf"),
        ("decal", ""),
        ("mark", "logos/gold/light.svg"),
    ] {
        assert_eq!(gold[column], words, "{column}");
    }
    assert_eq!(row("e008-sustainability")["mark"], "logos/sustainability-4-years/light.svg");

    let rows = by_column(csv(&sheets["hkrma-cxr/2026/artwork/trophy-text.csv"]));
    let certified =
        rows.iter().find(|row| !row["extras_en"].is_empty()).expect("one with an extra");
    assert!(certified["piece"].ends_with("-certified"));
    assert_eq!(certified["trophy"], "");
    assert!(certified["decal"].starts_with("decals/"));
    assert!(certified["valid_until_zh"].ends_with('日') && !certified["number"].is_empty());
}

#[test]
fn what_looks_like_a_formula_is_guarded_where_a_spreadsheet_would_take_it_for_one() {
    let place = Place::small();
    let path = place.path("data/demo/2026/participants.csv");
    let table = text(&std::fs::read(&path).expect("readable"));
    let name = table.lines().nth(1).and_then(|row| row.split(',').nth(2)).expect("a name");
    std::fs::write(&path, table.replacen(name, "@trophy =1+1", 1)).expect("writable");
    let sheets = sheets(place.path("data"));
    let cells = |rows: Vec<Vec<String>>| {
        let rows = rows.into_iter().flatten().filter(|cell| cell.contains("=1+1"));
        rows.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let folder = "demo/2026/artwork/trophy-text";
    assert_eq!(cells(csv(&sheets[&format!("{folder}.csv")])), ["'@trophy =1+1"]);
    assert_eq!(cells(workbook(&sheets[&format!("{folder}.xlsx")])), ["@trophy =1+1"]);
    assert_eq!(cells(data_merge(&sheets[&format!("{folder}-indesign.txt")])), ["@trophy =1+1"]);
}
