//! What is built of texts that mean something to a program behind shows them, and carries none of them out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use lopdf::Object;
use plaudit::load::{Coverage, read_assets};
use plaudit::model::begins_formula;
use unicode_normalization::UnicodeNormalization;

use crate::hostile::{corpus, edit, put, read, typed};
use crate::run::{Files, Place, files, text};
use crate::season::{done, plaudit};

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

/// Adds rows to a table, one for each hostile name: cells from its place and the name itself.
fn add(place: &Place, table: &str, row: impl Fn(usize, &str) -> Vec<String>) {
    let new = NAMES.iter().enumerate().map(|(at, name)| row(at, name));
    edit(place, table, |rows| rows.extend(new));
}

/// The small certification with brands of these names, all certified.
fn hostile_brands(place: &Place) {
    add(place, "mark/2026/participants.csv", |at, name| {
        [&format!("k{at}"), name, name, "k@k.example"].map(str::to_owned).into()
    });
    add(place, "mark/2026/entries.csv", |at, _| {
        let [brand, participant] = [format!("b{at}"), format!("k{at}")];
        [&brand, &participant, "inns", "visit", "lodging", "2"].map(str::to_owned).into()
    });
    add(place, "mark/2026/assessments.csv", |at, _| {
        let [brand, reference] = [format!("b{at}"), format!("K-{at}")];
        [&brand, "once", &reference, "2026-02-05", "90", "88"].map(str::to_owned).into()
    });
    add(place, "mark/2026/certificates.csv", |at, _| {
        let [brand, number] = [format!("b{at}"), format!("MARK-K{at}")];
        [&brand, &number, "2026-03-02", "", "", "", ""].map(str::to_owned).into()
    });
}

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
    hostile_brands(&place);
    (place, comments)
}

/// The same with names of no meaning in place of those.
fn tame_season(hostile: &Place) -> Place {
    let tame = Place::with("tests/fixtures/season");
    let tables = [
        ("demo", &["entries", "rounds", "comments", "participants"][..], 4),
        ("mark", &["entries", "assessments", "certificates", "participants"], 3),
    ];
    for (programme, tables, first) in tables {
        let path = |table: &str| format!("{programme}/2026/{table}.csv");
        for table in tables {
            let path = format!("data/{}", path(table));
            fs::copy(hostile.path(&path), tame.path(&path)).expect("copied");
        }
        edit(&tame, &path("participants"), |rows| {
            let new = rows.iter_mut().skip(first);
            new.for_each(|row| (row[1], row[2]) = ("Name".into(), "Name".into()));
        });
    }
    done(plaudit(&tame, "data", &["build"]));
    tame
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
    let tame = files(&tame_season(&place).path("output"));
    in_names_of_files(&built, &tame);
    in_pdf(&built);
    in_text_of_reports(&place, &comments);
    in_drawings(&built);
    in_pages(&built, &tame);
    in_feeds(&built);
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

/// No file is named after what was typed: there are the same with names of no meaning. Those of the site's
/// assets are named after what they hold.
fn in_names_of_files(built: &Files, tame: &Files) {
    let named = |files: &Files| -> Vec<String> {
        let own = files.keys().filter(|path| !path.starts_with("site/assets/"));
        own.cloned().collect()
    };
    assert_eq!(named(built), named(tame));
    let assets =
        |files: &Files| files.keys().filter(|path| path.starts_with("site/assets/")).count();
    assert_eq!(assets(built), assets(tame));
}

fn in_feeds(built: &Files) {
    for language in ["zh", "en"] {
        let feed = text(&built[&format!("site/{language}/feed.xml")]);
        let feed = roxmltree::Document::parse(&feed).expect("XML");
        let elements = feed.descendants().filter(roxmltree::Node::is_element);
        let mut titles = Vec::new();
        for node in elements {
            assert_eq!(node.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"));
            let name = node.tag_name().name();
            let known = ["feed", "entry", "title", "id", "link", "updated", "published", "author"];
            assert!(known.contains(&name) || ["name", "summary"].contains(&name), "{name}");
            let known = ["rel", "type", "href", "hreflang", "lang"];
            assert!(node.attributes().all(|it| known.contains(&it.name())), "{node:?}");
            let leads = node.attribute("href").unwrap_or("https://clouds.example/awards/");
            assert!(leads.starts_with("https://clouds.example/awards/"), "{leads}");
            titles.extend((name == "title").then(|| node.text().unwrap_or_default()));
        }
        for name in NAMES.map(typed) {
            assert!(titles.iter().any(|title| title.contains(&name)), "{name} in {titles:?}");
        }
    }
}

/// The same season with names of no meaning has the same elements.
fn in_pages(built: &Files, tame: &Files) {
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
