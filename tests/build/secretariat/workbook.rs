//! `results.xlsx`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use calamine::Data;
use serde_json::Value;
use zip::ZipArchive;

use super::{AWARD, MARK, json, list, number, rows, sheets, table, words};
use crate::run::{Place, sample, text};

#[test]
fn the_workbook_says_what_assess_says() {
    let place = Place::new();
    place.build(&["secretariat", "--programme", "hkcca-mca"]);
    place.build(&["secretariat", "--programme", "hkrma-cxr"]);
    let files = place.files();
    for (folder, tiers) in [
        (AWARD, &[("gold", "金獎 Gold"), ("silver", "銀獎 Silver"), ("bronze", "銅獎 Bronze")][..]),
        (MARK, &[("certified", "認證 Certified")][..]),
    ] {
        let results = json(&files, &format!("{folder}/results.json"));
        let sheets = sheets(&files[&format!("{folder}/results.xlsx")]);
        let (overall, rounds) = (rows(&sheets["總成績"]), rows(&sheets["各輪評分"]));
        let entries = list(&results["entries"]);
        assert_eq!(overall.len(), entries.len());
        assert_eq!(rounds.len(), entries.iter().map(|e| list(&e["rounds"]).len()).sum::<usize>());
        let mut round_rows = rounds.iter();
        for (entry, row) in entries.iter().zip(&overall) {
            let id = entry["entry"].as_str().expect("an id");
            assert_eq!(row["Entry"], words(id));
            assert_eq!(row["Overall"], number(&entry["overall"]), "{id}");
            let tier = tiers.iter().find(|(tier, _)| entry["tier"] == *tier);
            assert_eq!(row["Tier"], words(tier.map_or("", |(_, name)| name)), "{id}");
            assert_eq!(row["Consecutive years"], number(&entry["streak"]["years"]), "{id}");
            let last = &list(&entry["rounds"]).last().expect("a round")["to_date"];
            let to_date = if entry["overall"].is_null() { number(last) } else { Data::Empty };
            assert_eq!(row["To date"], to_date, "{id}");
            for round in list(&entry["rounds"]) {
                let row = round_rows.next().expect("a row");
                assert_eq!(row["Entry"], words(id));
                for (head, key) in [
                    ("Assessments", "assessments"),
                    ("Quota", "quota"),
                    ("Score", "score"),
                    ("Deducted", "deducted"),
                    ("To date", "to_date"),
                ] {
                    assert_eq!(row[head], number(&round[key]), "{id} {head}");
                }
            }
            if folder == MARK {
                let certificate = &entry["certificate"];
                let number = certificate["number"].as_str().unwrap_or_default();
                assert_eq!(row["Certificate no."], words(number), "{id}");
                let until = row["Valid until"].as_date_for_test();
                assert_eq!(until.as_deref(), certificate["valid_until"].as_str(), "{id}");
            }
        }
    }
}

/// A date cell as an ISO date.
trait AsDate {
    fn as_date_for_test(&self) -> Option<String>;
}

impl AsDate for Data {
    fn as_date_for_test(&self) -> Option<String> {
        match self {
            Data::DateTime(date) => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                Some(format!("{year}-{month:02}-{day:02}"))
            }
            Data::Empty => None,
            other => panic!("{other:?} is no date"),
        }
    }
}

#[test]
fn recognitions_points_deductions_and_shortfalls_have_a_row_each() {
    let place = Place::new();
    place.build(&["secretariat", "--programme", "hkcca-mca"]);
    let files = place.files();
    let results = json(&files, &format!("{AWARD}/results.json"));
    let sheets = sheets(&files[&format!("{AWARD}/results.xlsx")]);
    let won = list(&results["recognitions"]).iter().flat_map(|award| {
        let value = award["value"].as_str().expect("a value").parse().expect("a number");
        let winners = list(&award["winners"]).iter();
        winners.map(move |winner| (winner.as_str().expect("an id").to_owned(), value))
    });
    let won: Vec<(String, f64)> = won.collect();
    let shown = rows(&sheets["殊榮"]);
    let shown = shown.iter().map(|row| match (&row["Winner"], &row["Score, rise or years"]) {
        (Data::String(winner), Data::Float(value)) => (winner.clone(), *value),
        other => panic!("{other:?}"),
    });
    assert_eq!(shown.collect::<Vec<_>>(), won);

    let credit = rows(&sheets["積分"]);
    let points = list(&results["credit_points"]);
    assert_eq!(credit.len(), points.len());
    for (row, points) in credit.iter().zip(points) {
        assert_eq!(row["Participant"], words(points["participant"].as_str().expect("an id")));
        for (head, key) in
            [("Points", "points"), ("Highest score", "highest_score"), ("Functional", "functional")]
        {
            assert_eq!(row[head], number(&points[key]));
        }
        let entries: Vec<_> = list(&points["entries"]).iter().filter_map(Value::as_str).collect();
        assert_eq!(row["Entries counted"], words(&entries.join(", ")));
    }

    let deductions = rows(&sheets["扣分"]);
    let source = fs::read_to_string(sample("data/hkcca-mca/2026/deductions.csv")).expect("a file");
    assert_eq!(deductions.len(), source.lines().count() - 1);
    for row in &deductions {
        let (Data::Float(line), Data::String(file)) = (&row["Row"], &row["File"]) else {
            panic!("{row:?}")
        };
        assert_eq!(file, "deductions.csv");
        let line = source.lines().nth(*line as usize - 1).expect("a row of the file");
        assert!(line.starts_with(&format!("{},", row["Entry"])), "{row:?}");
    }

    let quota = |row: &BTreeMap<String, Data>| match (&row["Assessments"], &row["Quota"]) {
        (Data::Float(count), Data::Float(quota)) => Some((*count, *quota)),
        _ => None,
    };
    let short = rows(&sheets["各輪評分"]);
    let short = short.iter().filter_map(quota).filter(|(n, quota)| *n > 0.0 && n < quota);
    let listed = rows(&sheets["評審次數不足"]);
    assert_eq!(listed.iter().filter_map(quota).collect::<Vec<_>>(), short.collect::<Vec<_>>());
    assert!(!listed.is_empty());
    for row in &listed {
        let (count, quota) = quota(row).expect("two numbers");
        assert_eq!(row["Lacking"], Data::Float(quota - count));
    }
}

#[test]
fn every_criterion_of_every_round_has_its_mean() {
    let place = Place::of("hkrma-cxr");
    place.build(&["secretariat"]);
    let sheets = sheets(&place.files()[&format!("{MARK}/results.xlsx")]);
    let source = fs::read(sample("data/hkrma-cxr/2026/assessments.csv")).expect("a file");
    let mut source = csv::Reader::from_reader(source.as_slice());
    let marks: Vec<f64> = source
        .deserialize()
        .map(|row: Result<BTreeMap<String, String>, _>| row.expect("a row"))
        .filter(|row| row["entry"] == "b001")
        .filter_map(|row| row["technology"].parse().ok())
        .collect();
    let shown = rows(&sheets["評審項目"]);
    let row = shown.iter().find(|row| {
        row["Entry"] == words("b001") && row["Criterion"].to_string().contains("echnology")
    });
    let row = row.expect("a row for technology");
    assert_eq!(row["Marks"], Data::Float(marks.len() as f64));
    let mean = marks.iter().sum::<f64>() / marks.len() as f64;
    let Data::Float(shown) = row["Mean"] else { panic!("{row:?}") };
    assert!((shown - mean).abs() <= 0.05 + 1e-9, "{shown} for {mean}");
    assert!(!sheets.contains_key("積分"), "a certification without credit points");
    assert_eq!(sheets["扣分"].height(), 1, "no deduction, but a head");
}

/// The parts of a workbook as they stand in the file, by name.
fn parts(place: &Place, book: &str) -> BTreeMap<String, String> {
    let file = fs::File::open(place.path("output").join(book)).expect("the workbook");
    let mut archive = ZipArchive::new(file).expect("a workbook is an archive");
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("counted");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        parts.insert(part.name().expect("a name in UTF-8").into_owned(), text);
    }
    parts
}

#[test]
fn the_workbook_is_ready_to_read_and_to_print() {
    let place = Place::of("hkrma-cxr");
    place.build(&["secretariat"]);
    let parts = parts(&place, &format!("{MARK}/results.xlsx"));
    let part = |name: &str| &parts[name];
    let sheet = part("xl/worksheets/sheet1.xml");
    for feature in [
        "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/>",
        "<autoFilter ref=\"A1:T45\"/>",
        "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"",
        "<pageSetUpPr fitToPage=\"1\"/>",
    ] {
        assert!(sheet.contains(feature), "{feature} in {}", &sheet[..2000]);
    }
    assert!(part("xl/workbook.xml").contains("!$1:$1</definedName>"));
    let head = "<t>參與機構名稱（英文）\nParticipant (English)</t>";
    assert!(part("xl/sharedStrings.xml").contains(head));
    let styles = part("xl/styles.xml");
    for format in ["\"0.0\"", "\"yyyy-mm-dd\"", "\"#,##0\""] {
        assert!(styles.contains(&format!("formatCode={format}")), "{format}");
    }
    for look in ["<b/>", "<bottom style=\"hair\">", "<fgColor rgb=\"FFE6EDF0\"/>"] {
        assert!(styles.contains(look), "{look}");
    }
    let properties = part("docProps/core.xml");
    for property in ["2026 評審成績 results</dc:title>", ">2026-01-02T00:00:00Z<"] {
        assert!(properties.contains(property), "{properties}");
    }
}

#[test]
fn what_looks_like_a_formula_or_a_link_stays_words() {
    let place = Place::of("hkrma-cxr");
    let hostile = ["=1+1", "+cmd", "@x", "-2", "https://evil.example/", "{=1}", "=HYPERLINK(1)"];
    let path = place.path("data/hkrma-cxr/2026/participants.csv");
    let before = fs::read_to_string(&path).expect("a file");
    let mut names = hostile.iter().cycle();
    let rows_of = before.lines().enumerate().map(|(at, line)| match at {
        0 => line.to_owned(),
        _ => {
            let cells: Vec<_> = line.split(',').collect();
            let name = names.next().expect("a cycle");
            let rest = &cells[cells.len() - 2..];
            format!("{},{name},{name},{}", cells[0], rest.join(","))
        }
    });
    fs::write(&path, rows_of.collect::<Vec<_>>().join("\n") + "\n").expect("writable");
    place.build(&["artwork", "secretariat"]);
    let files = place.files();
    let sheets = sheets(&files[&format!("{MARK}/results.xlsx")]);
    let shown = rows(&sheets["總成績"]);
    for name in hostile {
        let cells = shown.iter().map(|row| &row["Participant (English)"]);
        assert!(cells.clone().any(|cell| *cell == words(name)), "{name}");
    }
    let parts = parts(&place, &format!("{MARK}/results.xlsx"));
    let links: Vec<_> = parts.keys().filter(|name| name.contains("worksheets/_rels")).collect();
    assert!(links.is_empty(), "{links:?}");
    let formulas = parts.iter().filter(|(_, part)| part.contains("<f>") || part.contains("<f "));
    assert_eq!(formulas.count(), 0);
    let guarded =
        ["'=1+1", "'+cmd", "'@x", "'-2", "https://evil.example/", "{=1}", "'=HYPERLINK(1)"];
    for (path, column) in [
        (format!("{MARK}/dispatch.csv"), "participant_name_en"),
        (format!("{MARK}/fees.csv"), "participant_name_zh"),
    ] {
        for (row, line) in table(&files, &path).iter().enumerate() {
            assert!(guarded.contains(&line[column].as_str()), "{path} {row}: {}", line[column]);
        }
    }
    let artwork = text(&files["private/hkrma-cxr/2026/artwork/trophy-text.csv"]);
    assert!(artwork.contains(",'=1+1,"), "{artwork}");
    assert!(!artwork.contains(",=1+1,"), "{artwork}");
}

#[test]
fn words_that_a_catalogue_lacks_are_named_with_their_language() {
    let messages = fs::read_to_string(sample("templates/messages/en.toml")).expect("a file");
    let start = messages.find("[secretariat.").expect("the tables");
    let end = messages.find("[card]").expect("what follows them");
    for (words, missing) in [
        ("lacking = \"Lacking\"\n", "secretariat.head.lacking"),
        (&messages[start..end], "secretariat"),
    ] {
        let place = Place::of("hkrma-cxr");
        fs::create_dir_all(place.path("templates/messages")).expect("a new folder");
        let spoilt = messages.replace(words, "");
        fs::write(place.path("templates/messages/en.toml"), spoilt).expect("writable");
        let output = place.plaudit(&["build", "secretariat"]);
        assert_eq!(output.status.code(), Some(1));
        let stderr = text(&output.stderr);
        let error = format!("error: the message `{missing}` is missing in language `en`\n");
        assert!(stderr.contains(&error), "{stderr}");
        assert!(stderr.contains(" = help: add it to templates/messages/en.toml\n"), "{stderr}");
        assert_eq!(stderr.matches("error: ").count(), 1, "{stderr}");
    }
}
