//! The secretariat's files: the workbook, the list of what is sent, and the fees.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::run::{Files, Place, sample, text};

const AWARD: &str = "private/hkcca-mca/2026/secretariat";
const MARK: &str = "private/hkrma-cxr/2026/secretariat";

/// The sheets of a workbook by name, none of which has a formula.
fn sheets(bytes: &[u8]) -> BTreeMap<String, Range<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let names = book.sheet_names();
    let mut sheets = BTreeMap::new();
    for name in names {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.cells().all(|(.., formula)| formula.is_empty()), "{name} has a formula");
        sheets.insert(name.clone(), book.worksheet_range(&name).expect("a sheet"));
    }
    sheets
}

/// The rows of a sheet by the English heads of their columns.
fn rows(sheet: &Range<Data>) -> Vec<BTreeMap<String, Data>> {
    let english = |head: &Data| head.to_string().lines().last().unwrap_or_default().to_owned();
    let mut rows = sheet.rows();
    let heads: Vec<_> = rows.next().expect("a head").iter().map(english).collect();
    rows.map(|row| heads.iter().cloned().zip(row.iter().cloned()).collect()).collect()
}

/// Published figures as numbers; `null` as nothing.
fn number(figure: &Value) -> Data {
    match figure.as_str() {
        Some(text) => Data::Float(text.parse().expect("a figure")),
        None => figure.as_u64().map_or(Data::Empty, |count| Data::Float(count as f64)),
    }
}

fn words(text: &str) -> Data {
    if text.is_empty() { Data::Empty } else { Data::String(text.to_owned()) }
}

fn json(files: &Files, path: &str) -> Value {
    serde_json::from_slice(&files[path]).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

/// The rows of a CSV file by column.
fn table(files: &Files, path: &str) -> Vec<BTreeMap<String, String>> {
    let table = text(&files[path]);
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark");
    assert_eq!(table.matches('\n').count(), table.matches("\r\n").count(), "CRLF");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

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
    let shown = shown.iter().map(|row| match (&row["Winner"], &row["Score or years"]) {
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
        assert_eq!(file, "data/hkcca-mca/2026/deductions.csv");
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

/// A part of a workbook as it stands in the file.
fn part(place: &Place, book: &str, name: &str) -> String {
    let output = Command::new("unzip")
        .args(["-p", &place.path("output").join(book).display().to_string(), name])
        .output()
        .expect("unzip is installed");
    text(&output.stdout)
}

#[test]
#[cfg_attr(not(unix), ignore = "asks for `unzip`")]
fn the_workbook_is_ready_to_read_and_to_print() {
    if Command::new("unzip").arg("-v").output().is_err() {
        return;
    }
    let place = Place::of("hkrma-cxr");
    place.build(&["secretariat"]);
    let book = format!("{MARK}/results.xlsx");
    let sheet = part(&place, &book, "xl/worksheets/sheet1.xml");
    for feature in [
        "<pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/>",
        "<autoFilter ref=\"A1:U45\"/>",
        "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>",
        "<pageSetUpPr fitToPage=\"1\"/>",
    ] {
        assert!(sheet.contains(feature), "{feature} in {}", &sheet[..2000]);
    }
    assert!(part(&place, &book, "xl/workbook.xml").contains("!$1:$1</definedName>"));
    let head = "<t>參與機構名稱（英文）\nParticipant (English)</t>";
    assert!(part(&place, &book, "xl/sharedStrings.xml").contains(head));
    let styles = part(&place, &book, "xl/styles.xml");
    for format in
        ["formatCode=\"0.0\"", "formatCode=\"yyyy\\-mm\\-dd\"", "<b/>", "<bottom style=\"hair\">"]
    {
        assert!(styles.contains(format) || styles.contains(&format.replace('\\', "")), "{format}");
    }
    let properties = part(&place, &book, "docProps/core.xml");
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
    assert_eq!(part(&place, &format!("{MARK}/results.xlsx"), "xl/worksheets/_rels/*"), "");
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
fn every_report_is_listed_with_its_hash() {
    let place = Place::of("hkrma-cxr");
    let alone = place.build(&["secretariat"]);
    let warning = "\nwarning: 41 reports of `dispatch.csv` are not built yet\n  |\n  = help: build \
                   reports first, or with it; until then their `sha256` is empty\n\n";
    let stderr = text(&alone.stderr);
    let dispatch = table(&place.files(), &format!("{MARK}/dispatch.csv"));
    assert_eq!(stderr.matches(" reports of `dispatch.csv` are not built yet").count(), 1);
    assert!(dispatch.iter().all(|row| row["sha256"].is_empty()), "{warning}");

    let all = place.build(&[]);
    assert!(!text(&all.stderr).contains("not built yet"));
    let files = place.files();
    let dispatch = table(&files, &format!("{MARK}/dispatch.csv"));
    let reports: Vec<_> = files.keys().filter(|path| path.contains("/reports/")).collect();
    let mut listed: Vec<_> = dispatch.iter().map(|row| &row["file"]).collect();
    let order = |row: &BTreeMap<String, String>| (row["participant"].clone(), row["entry"].clone());
    assert!(dispatch.is_sorted_by_key(order));
    listed.sort();
    assert_eq!(listed, reports);
    for row in &dispatch {
        let hash = Sha256::digest(&files[&row["file"]]);
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(row["sha256"], hash, "{}", row["file"]);
    }

    // Alone, it has the hashes of the reports that are there.
    place.build(&["secretariat"]);
    assert!(place.files() == files);
    fs::remove_file(place.path("output").join(reports[0])).expect("removable");
    let output = place.build(&["secretariat"]);
    assert!(text(&output.stderr).contains("1 report of `dispatch.csv` is not built yet"));
}

#[test]
fn a_report_is_issued_on_the_day_of_its_round() {
    let place = Place::new();
    place.build(&["secretariat", "--programme", "hkcca-mca"]);
    let dispatch = table(&place.files(), &format!("{AWARD}/dispatch.csv"));
    let row = dispatch.iter().find(|row| row["entry"] == "e008" && row["round"] == "r2");
    let row = row.expect("a report");
    assert_eq!(row["issued"], "2026-07-06");
    assert_eq!(row["round_name_zh"], "第二輪");
    assert!(row["email"].contains('@'));
}

#[test]
fn participants_without_an_address_are_named_once() {
    let place = Place::of("hkrma-cxr");
    let path = place.path("data/hkrma-cxr/2026/participants.csv");
    let before = fs::read_to_string(&path).expect("a file");
    let without = before.replace("recognition@wardrobe-of-the-moon.example", "");
    fs::write(&path, without).expect("writable");
    let output = place.build(&["secretariat"]);
    let stderr = text(&output.stderr);
    let warning = "warning: 1 participant with reports has no e-mail address\n --> \
                   data/hkrma-cxr/2026/participants.csv\n  |\n  = help: write it in the column \
                   `email`: p002\n";
    assert!(stderr.contains(warning), "{stderr}");
    let dispatch = table(&place.files(), &format!("{MARK}/dispatch.csv"));
    let addressed = |row: &&BTreeMap<String, String>| row["email"].is_empty();
    let unaddressed: Vec<_> = dispatch.iter().filter(addressed).collect();
    assert!(unaddressed.iter().all(|row| row["participant"] == "p002") && !unaddressed.is_empty());
}

/// Sums by hand from the two fee tables.
#[test]
fn fees_are_those_of_the_programme() {
    let place = Place::new();
    place.build(&["secretariat", "--programme", "hkcca-mca"]);
    place.build(&["secretariat", "--programme", "hkrma-cxr"]);
    let files = place.files();
    let award = table(&files, &format!("{AWARD}/fees.csv"));
    let mark = table(&files, &format!("{MARK}/fees.csv"));
    assert_eq!(award.len(), 96);
    assert_eq!(mark.len(), 44);
    let fee = |rows: &[BTreeMap<String, String>], stream: &str, group: &str, member: &str| {
        let found = rows.iter().find(|row| {
            row["stream"] == stream && row["group"] == group && row["member"] == member
        });
        found.map(|row| row["fee"].clone())
    };
    for (stream, group, members, others) in [
        ("phone-online", "A", "25800", "29800"),
        ("phone-online", "B", "33800", "36800"),
        ("phone-online", "C", "54800", "58800"),
        ("phone-online", "D", "66800", "69800"),
        ("bm", "A", "24800", "28800"),
        ("bm", "B", "32600", "36600"),
        ("bm", "C", "49800", "54800"),
        ("bm", "D", "65800", "69800"),
    ] {
        for (member, expected) in [("yes", members), ("no", others)] {
            let shown = fee(&award, stream, group, member);
            assert!(shown.is_none_or(|fee| fee == expected), "{stream} {group} {member}");
        }
    }
    for (entry, member, fee, service, eshop, total) in FEES_BY_HAND {
        let row = mark.iter().find(|row| row["entry"] == entry).expect("an entry");
        let shown = ["member", "fee", "extra_quality-service", "extra_quality-eshop", "total"]
            .map(|column| row[column].as_str());
        assert_eq!(shown, [member, fee, service, eshop, total], "{entry}");
    }
    // The sheet adds up what the file lists.
    for (folder, listed) in [(AWARD, &award), (MARK, &mark)] {
        let sheets = sheets(&files[&format!("{folder}/results.xlsx")]);
        let shown = rows(&sheets["費用"]);
        let total = shown.last().expect("a total");
        let sum: f64 = listed.iter().map(|row| row["total"].parse::<f64>().expect("HK$")).sum();
        assert_eq!(total["Total (HK$)"], Data::Float(sum));
        assert_eq!(total["Participant"], words("總計 Total"));
    }
}

/// Entry, member, enrolment, the two extras, all: a brand of 34 shops with both extras, one of 3
/// that is no member, one of 110 and one of 130, one that was revoked, one still to come, and two
/// whose extras are those of an earlier season.
const FEES_BY_HAND: [(&str, &str, &str, &str, &str, &str); 10] = [
    ("b001", "yes", "6500", "1000", "1000", "8500"),
    ("b007", "no", "6400", "2000", "", "8400"),
    ("b019", "yes", "10800", "2000", "1000", "13800"),
    ("b036", "yes", "10800", "2000", "1000", "13800"),
    ("b016", "yes", "8800", "", "1000", "9800"),
    ("b034", "no", "8300", "", "2000", "10300"),
    ("b032", "yes", "6500", "1000", "", "7500"),
    ("b042", "yes", "6500", "", "1000", "7500"),
    ("b012", "no", "6400", "", "", "6400"),
    ("b029", "yes", "8800", "", "", "8800"),
];

#[test]
fn words_that_a_catalogue_lacks_are_named_with_their_language() {
    for (from, to, missing, count) in [
        ("lacking = \"Lacking\"\n", "", "secretariat.head.lacking", 1),
        ("[secretariat.", "[other.", "secretariat", 1),
    ] {
        let place = Place::of("hkrma-cxr");
        let messages = fs::read_to_string(sample("templates/messages/en.toml")).expect("a file");
        fs::create_dir_all(place.path("templates/messages")).expect("a new folder");
        let spoilt = messages.replace(from, to);
        fs::write(place.path("templates/messages/en.toml"), spoilt).expect("writable");
        let output = place.plaudit(&["build", "secretariat"]);
        assert_eq!(output.status.code(), Some(1));
        let stderr = text(&output.stderr);
        let error = format!(
            "error: the message `{missing}` is missing in language `en`\n --> \
             templates/messages/en.toml\n  |\n  = help: add it, as in the catalogue of another \
             language\n"
        );
        assert!(stderr.contains(&error), "{stderr}");
        assert_eq!(stderr.matches("error: ").count(), count, "{stderr}");
    }
}
