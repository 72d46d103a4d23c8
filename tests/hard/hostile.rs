//! Texts that mean something to a program behind: in every field each is taken as typed or refused with its
//! cell, and what is built shows it and carries none of it out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use lopdf::Object;
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load, read_assets};
use plaudit::model::{Dataset, Id, SeasonData, begins_formula};
use unicode_normalization::UnicodeNormalization;

use crate::run::{Files, Place, files, text};
use crate::season::{done, plaudit};

/// The corpus, and a text that is only too long.
fn corpus() -> Vec<String> {
    let mut texts: Vec<String> =
        serde_json::from_str(include_str!("hostile.json")).expect("a list");
    texts.push("長".repeat(10_000));
    texts
}

/// What is read of a text: trimmed, normalised, its line ends one kind.
fn typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    text.trim().nfc().collect()
}

/// Rewrites a table: `edit` is given the head and all rows.
fn edit(place: &Place, table: &str, edit: impl FnOnce(&mut Vec<Vec<String>>)) {
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
fn put(place: &Place, table: &str, columns: &[&str], text: &str) {
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
        data.assessments[0].comment.get("en").map(str::to_owned)
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

fn read(place: &Place, coverage: &Coverage) -> (Dataset, Diagnostics) {
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

/// Texts short enough for a trophy, of every kind that is taken as a name.
const NAMES: [&str; 12] = [
    "#read(\"/etc/passwd\")",
    "<script>alert(1)</script>",
    "</script><img src=x>",
    "{{ get_env(name=\"HOME\") }}",
    "{% include \"x\" %}",
    "=cmd|' /C calc'!A0",
    "@SUM(A1) & <label>",
    "$ ] *b* _i_ // \\",
    "&amp; &lt; \"q\", 'q'",
    "\"><svg/onload=alert(1)>",
    "{years} %s ]]> <!--",
    "-2+3; e\u{301}ﬁ",
];

/// The season with entrants of these names, who are all Gold, and all that is taken as a comment.
fn hostile_season() -> (Place, Vec<String>) {
    let place = Place::with("tests/fixtures/season");
    let assets = read_assets(None, None).expect("embedded");
    let coverage = Coverage::new(assets.fonts.values().map(|font| &**font));
    let mut comments = Vec::new();
    for text in corpus().into_iter().filter(|text| text.chars().count() < 200) {
        let alone = Place::with("tests/fixtures/season");
        put(&alone, "demo/2026/comments.csv", &["text_zh", "text_en"], &text);
        if !typed(&text).is_empty() && !read(&alone, &coverage).1.has_errors() {
            comments.push(text);
        }
    }
    edit(&place, "demo/2026/participants.csv", |rows| {
        rows.extend(NAMES.iter().enumerate().map(|(at, name)| {
            [&format!("h{at}"), *name, *name, "no", "h@h.example", ""].map(str::to_owned).into()
        }));
    });
    let cells_of = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    edit(&place, "demo/2026/entries.csv", |rows| {
        for at in 0..NAMES.len() {
            let (entry, participant) = (format!("x{at}"), format!("h{at}"));
            rows.push(cells_of(&[
                &entry,
                &participant,
                "shops",
                "visit",
                "kites",
                "8",
                "",
                "",
                "",
            ]));
        }
    });
    edit(&place, "demo/2026/rounds.csv", |rows| {
        for at in 0..NAMES.len() {
            let score = format!("9{}.{}", at % 10, at / 10);
            rows.push(cells_of(&[&format!("x{at}"), "spring", &score]));
            rows.push(cells_of(&[&format!("x{at}"), "autumn", &score]));
        }
    });
    edit(&place, "demo/2026/comments.csv", |rows| {
        for (at, text) in comments.iter().enumerate() {
            let entry = format!("x{}", at % NAMES.len());
            rows.push(cells_of(&[&entry, "spring", "general", text, text]));
        }
    });
    (place, comments)
}

/// Without what a page breaks lines by.
fn dense(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{ad}'))
        .collect()
}

/// Entities as the characters they stand for.
fn plain(html: &str) -> String {
    let known = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'")];
    let text = known.iter().fold(html.to_owned(), |text, (name, c)| text.replace(name, c));
    text.replace("&#x2F;", "/").replace("&amp;", "&")
}

/// The names of the elements of a page, with how often each is there.
fn elements(html: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (at, _) in html.match_indices('<') {
        let name: String =
            html[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        if !name.is_empty() {
            *found.entry(name).or_default() += 1;
        }
    }
    found
}

fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).expect("JSON")
}

/// All texts of a JSON value.
fn words<'a>(value: &'a serde_json::Value, into: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::String(text) => into.push(text),
        serde_json::Value::Array(all) => all.iter().for_each(|it| words(it, into)),
        serde_json::Value::Object(all) => all.values().for_each(|it| words(it, into)),
        _ => {}
    }
}

#[test]
fn what_is_built_shows_the_texts_and_carries_out_none() {
    let (place, comments) = hostile_season();
    done(plaudit(&place, "data", &["build"]));
    let built = files(&place.path("output"));
    for (path, bytes) in &built {
        let safe = |c: char| c.is_ascii_alphanumeric() || "-._/".contains(c);
        assert!(path.chars().all(safe) && !path.contains(".."), "{path}");
        assert!(
            !bytes.windows(8).any(|at| at == b"root:x:0"),
            "{path} holds a file of the machine"
        );
    }
    in_pdf(&built);
    in_text_of_reports(&place, &comments);
    in_drawings(&built);
    in_pages(&place, &built);
    in_tables(&built);
}

fn in_pdf(built: &Files) {
    for (path, bytes) in built.iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
        let dictionaries = pdf.objects.values().filter_map(|object| match object {
            Object::Dictionary(all) => Some(all),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        });
        for dictionary in dictionaries {
            for key in [&b"JS"[..], b"OpenAction", b"AA", b"JavaScript", b"XFA"] {
                assert!(!dictionary.has(key), "{path}: {}", String::from_utf8_lossy(key));
            }
            if let Ok(action) = dictionary.get(b"S").and_then(Object::as_name) {
                for runs in [&b"JavaScript"[..], b"Launch", b"SubmitForm", b"ImportData", b"GoToR"]
                {
                    assert_ne!(action, runs, "{path}");
                }
            }
            if let Ok(Object::String(address, _)) = dictionary.get(b"URI") {
                let address = String::from_utf8_lossy(address);
                assert!(
                    ["https://", "http://", "mailto:"].iter().any(|it| address.starts_with(it))
                );
                assert!(
                    !address.contains("alert") && !address.contains("evil"),
                    "{path}: {address}"
                );
            }
        }
    }
}

fn in_text_of_reports(place: &Place, comments: &[String]) {
    let Some(_) = crate::tool::tool("pdftotext") else { return };
    for (at, name) in NAMES.iter().enumerate() {
        let report = format!("output/private/demo/2026/reports/spring/x{at}.pdf");
        let mut command = std::process::Command::new("pdftotext");
        let said =
            command.arg("-raw").arg(place.path(&report)).arg("-").output().expect("it starts");
        let said = dense(&text(&said.stdout)).nfkc().collect::<String>();
        let of_entry = comments.iter().enumerate().filter(|(other, _)| other % NAMES.len() == at);
        for words in of_entry.map(|(_, words)| words.as_str()).chain([*name]) {
            let words: String = dense(&typed(words)).nfkc().collect();
            assert!(said.contains(&words), "x{at} lacks {words:?}: {said}");
        }
    }
}

fn in_drawings(built: &Files) {
    for (path, bytes) in built.iter().filter(|(path, _)| path.ends_with(".svg")) {
        let drawing = text(bytes);
        let drawing = roxmltree::Document::parse(&drawing).expect("XML");
        for node in drawing.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            assert!(!["script", "foreignObject", "a", "image"].contains(&name), "{path}: {name}");
            assert!(!node.attributes().any(|it| it.name().starts_with("on")), "{path}");
        }
    }
}

fn in_pages(place: &Place, built: &Files) {
    // The same season with names of no meaning has the same elements.
    let tame = Place::with("tests/fixtures/season");
    for table in ["entries", "rounds", "participants"] {
        let path = format!("data/demo/2026/{table}.csv");
        fs::copy(place.path(&path), tame.path(&path)).expect("copied");
    }
    edit(&tame, "demo/2026/participants.csv", |rows| {
        rows.iter_mut().skip(4).for_each(|row| (row[1], row[2]) = ("Name".into(), "Name".into()));
    });
    done(plaudit(&tame, "data", &["build", "site"]));
    let tame = files(&tame.path("output"));
    let mut pages = 0;
    // The list of all stands under the first letters of their names.
    let is_page =
        |path: &str| path.ends_with(".html") && !path.ends_with("/participants/index.html");
    for (path, bytes) in built.iter().filter(|(path, _)| is_page(path)) {
        let (page, other) = (text(bytes), text(&tame[path]));
        assert_eq!(elements(&page), elements(&other), "{path}");
        for data in page.split("<script type=\"application/ld+json\">").skip(1) {
            json(data.split("</script>").next().expect("an end").as_bytes());
        }
        pages += 1;
    }
    assert!(pages > 20, "{pages} pages");
    let listed = plain(&text(&built["site/en/demo/2026/index.html"]));
    let results = json(&built["site/demo/2026/results.json"]);
    let mut said = Vec::new();
    words(&results, &mut said);
    for name in NAMES.map(typed) {
        assert!(listed.contains(&name), "{name} in {listed}");
        assert!(said.contains(&name.as_str()), "{name}");
    }
    for (_, bytes) in built.iter().filter(|(path, _)| path.ends_with(".xml")) {
        roxmltree::Document::parse(&text(bytes)).expect("XML");
    }
}

fn in_tables(built: &Files) {
    let table = &built["private/demo/2026/artwork/trophy-text.csv"];
    let mut reader = csv::Reader::from_reader(&table[..]);
    let cells: Vec<String> = reader
        .records()
        .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let merge = &built["private/demo/2026/artwork/trophy-text-indesign.txt"];
    let units = merge.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let merge = String::from_utf16(&units.collect::<Vec<_>>()).expect("UTF-16");
    let mut workbooks = Vec::new();
    for (path, bytes) in built.iter().filter(|(path, _)| path.ends_with(".xlsx")) {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
        for at in 0..archive.len() {
            let mut sheet = String::new();
            let mut file = archive.by_index(at).expect("a part");
            let is_sheet = file.name().expect("a name").contains("worksheets/sheet");
            if is_sheet && file.read_to_string(&mut sheet).is_ok() {
                assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{path} has a formula");
            }
        }
        let mut workbook = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
        let mut cells = Vec::new();
        for (_, range) in workbook.worksheets() {
            cells.extend(range.used_cells().filter_map(|(_, _, cell)| match cell {
                Data::String(words) => Some(words.clone()),
                _ => None,
            }));
        }
        workbooks.push((path, cells));
    }
    assert!(workbooks.len() > 1);
    for name in NAMES.map(typed) {
        let shown = if begins_formula(&name) { format!("'{name}") } else { name.clone() };
        assert!(cells.contains(&shown), "{shown} in {cells:?}");
        let quoted = name.replace('"', "\"\"");
        assert!(merge.contains(&quoted), "{quoted} in {merge}");
        for (path, cells) in workbooks.iter().filter(|(path, _)| path.contains("demo")) {
            assert!(cells.contains(&name), "{name} in {path}: {cells:?}");
        }
    }
    for (path, bytes) in built.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let mut reader = csv::ReaderBuilder::new();
        for row in reader.has_headers(false).flexible(true).from_reader(&bytes[..]).records() {
            for cell in row.expect("a row").iter() {
                let number = cell.parse::<f64>().is_ok();
                assert!(number || !begins_formula(cell), "{path}: {cell}");
            }
        }
    }
}
