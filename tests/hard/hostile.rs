//! Texts that mean something to a program behind: in every field each is taken as typed or refused with its
//! cell.

use std::fs;

use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load, read_assets};
use plaudit::model::{Dataset, Id, SeasonData};
use unicode_normalization::UnicodeNormalization;

use crate::run::Place;

/// The corpus, and a text that is only too long.
pub(crate) fn corpus() -> Vec<String> {
    let mut texts: Vec<String> =
        serde_json::from_str(include_str!("hostile.json")).expect("a list");
    texts.push("長".repeat(10_000));
    texts
}

/// What is read of a text: trimmed, normalised, its line ends one kind.
pub(crate) fn typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.trim().nfc().collect()
}

/// Rewrites a table: `edit` is given the head and all rows.
pub(crate) fn edit(place: &Place, table: &str, edit: impl FnOnce(&mut Vec<Vec<String>>)) {
    let path = place.path("data").join(table);
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).from_path(&path);
    let rows = reader.expect("readable").into_deserialize::<Vec<String>>();
    let mut rows: Vec<_> = rows.map(|row| row.expect("a row")).collect();
    edit(&mut rows);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("in memory"));
    fs::write(path, writer.into_inner().expect("in memory")).expect("writable");
}

/// Which row of a table has the text: the first whose text is its own.
fn row(table: &str) -> usize {
    if table.ends_with("deductions.csv") { 2 } else { 1 }
}

/// Puts a text into a row of some columns, which are added where there are none.
pub(crate) fn put(place: &Place, table: &str, columns: &[&str], text: &str) {
    edit(place, table, |rows| {
        for column in columns {
            let at = rows[0].iter().position(|name| name == column).unwrap_or_else(|| {
                rows[0].push((*column).to_owned());
                rows[0].len() - 1
            });
            rows.iter_mut().for_each(|row| row.resize(row.len().max(at + 1), String::new()));
            rows[row(table)][at] = text.to_owned();
        }
    });
}

/// A field: its table, its columns, and what is read of it.
type Field = (&'static str, &'static [&'static str], fn(&SeasonData) -> Option<String>);

const FIELDS: &[Field] = &[
    ("demo/2026/participants.csv", &["name_zh", "name_en"], |data| {
        data.participants[0].name.get("en").map(str::to_owned)
    }),
    ("demo/2026/participants.csv", &["email"], |data| data.participants[0].email.clone()),
    ("demo/2026/participants.csv", &["participant"], |data| {
        Some(data.participants[0].id.to_string())
    }),
    ("demo/2026/entries.csv", &["entry"], |data| Some(data.entries[0].id.to_string())),
    ("demo/2026/entries.csv", &["name_zh", "name_en"], |data| {
        data.entries[0].name.get("zh").map(str::to_owned)
    }),
    ("demo/2026/assessments.csv", &["ref"], |data| Some(data.assessments[0].reference.to_string())),
    ("demo/2026/assessments.csv", &["comment_zh", "comment_en"], |data| {
        data.assessments[0].comment.as_ref().and_then(|text| text.get("en").map(str::to_owned))
    }),
    ("demo/2026/comments.csv", &["text_zh", "text_en"], |data| {
        data.comments[0].text.get("zh").map(str::to_owned)
    }),
    ("demo/2026/deductions.csv", &["reason_zh", "reason_en"], |data| {
        let own = data.deductions.iter().find(|row| row.origin.row == 3);
        own.and_then(|row| row.reason.get("en")).map(str::to_owned)
    }),
    ("mark/2026/certificates.csv", &["number"], |data| Some(data.certificates[0].number.clone())),
    ("mark/2026/certificates.csv", &["reason_zh", "reason_en"], |data| {
        data.certificates[0].reason.get("en").map(str::to_owned)
    }),
];

pub(crate) fn read(place: &Place, coverage: &Coverage) -> (Dataset, Diagnostics) {
    let request = Request { data: place.path("data"), programme: None, season: None };
    let mut problems = Diagnostics::default();
    let dataset = load(&request, coverage, &mut problems).expect("the machine does not fail");
    (dataset, problems)
}

#[test]
fn each_text_is_taken_as_typed_or_refused_with_its_cell() {
    let assets = read_assets(None, None).expect("embedded");
    let coverage = Coverage::new(assets.fonts.values().map(|font| &**font));
    let (mut taken, mut refused) = (0, 0);
    for (table, columns, value) in FIELDS {
        for hostile in corpus() {
            // What is an id is one, and only others rest on what it was before.
            let is_id = typed(&hostile).parse::<Id>().is_ok();
            if ["participant", "entry"].contains(&columns[0]) && is_id {
                continue;
            }
            let place = Place::with("tests/fixtures/season");
            put(&place, table, columns, &hostile);
            let (dataset, problems) = read(&place, &coverage);
            let at = |place: &plaudit::diagnostics::Place| {
                let row = place.excerpt.as_ref().map(|excerpt| excerpt.line);
                place.file.ends_with(table) && row == Some(self::row(table) as u32 + 1)
            };
            let what = format!("{hostile:?} in {columns:?} of {table}");
            let errors = problems.errors();
            if problems.has_errors() {
                let named = errors.iter().any(|it| it.place.as_deref().is_some_and(at));
                assert!(named, "{what}: {}", problems.render(false).join("\n"));
                refused += 1;
                continue;
            }
            let programme = table.split('/').next().expect("a folder");
            let season = dataset.seasons.iter().find(|it| it.programme.id.as_str() == programme);
            let found = value(season.expect("it was read")).unwrap_or_default();
            // Where an optional cell is blank, what stands for it is no text of its own.
            if !typed(&hostile).is_empty() {
                assert_eq!(found, typed(&hostile), "{what}");
            }
            taken += 1;
        }
    }
    println!(
        "{} texts in {} fields: {taken} taken, {refused} refused",
        corpus().len(),
        FIELDS.len()
    );
    assert!(taken > 200 && refused > 200, "{taken} taken, {refused} refused");
}

#[test]
fn each_text_in_the_rules_is_taken_as_typed_or_refused_with_its_line() {
    let assets = read_assets(None, None).expect("embedded");
    let coverage = Coverage::new(assets.fonts.values().map(|font| &**font));
    for hostile in corpus() {
        let place = Place::with("tests/fixtures/season");
        let path = place.path("data/demo/programme.toml");
        let rules = fs::read_to_string(&path).expect("text");
        let quoted = toml::Value::String(hostile.clone()).to_string();
        let rules = rules
            .replace("\"Service Above the Clouds Award\"", &quoted)
            .replace("\"Society Above the Clouds\"", &quoted)
            .replace("\"0000 0000\"", &quoted);
        fs::write(&path, rules).expect("writable");
        let (dataset, problems) = read(&place, &coverage);
        if problems.has_errors() {
            let said = problems.render(false).join("\n");
            assert!(said.contains("data/demo/programme.toml:"), "{hostile:?}: {said}");
            continue;
        }
        let programme = &dataset.seasons[0].programme;
        for found in [&programme.name, &programme.organiser] {
            assert_eq!(found.get("en").unwrap_or_default(), typed(&hostile), "{hostile:?}");
        }
    }
}
