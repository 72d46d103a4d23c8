//! `dispatch.csv` and `fees.csv`.

use std::collections::BTreeMap;
use std::fs;

use calamine::Data;
use sha2::{Digest, Sha256};

use super::{AWARD, MARK, rows, sheets, table, words};
use crate::run::{Place, text};

#[test]
fn every_report_is_listed_with_its_hash() {
    let place = Place::of("hkrma-cxr");
    let alone = place.build(&["secretariat"]);
    let stderr = text(&alone.stderr);
    let dispatch = table(&place.files(), &format!("{MARK}/dispatch.csv"));
    let warning = "warning: 42 reports of `dispatch.csv` are not built yet\n = help: build reports \
                   first, or with it; until then their `sha256` is empty\n";
    assert!(stderr.contains(warning), "{stderr}");
    assert_eq!(dispatch.len(), 42);
    assert!(dispatch.iter().all(|row| row["sha256"].is_empty()));

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
    assert_eq!(row["status"], "active");
    let left = dispatch.iter().find(|row| row["entry"] == "e063").expect("a report");
    assert_eq!(left["status"], "withdrawn");
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
    let warning = "warning: 1 participant with reports has no email address\n--> \
                   data/hkrma-cxr/2026/participants.csv\n = help: write it in the column `email`: \
                   p002\n";
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
fn an_extra_of_a_certificate_carried_over_is_paid_for_once() {
    let place = Place::small();
    let late = "entry,number,recognised_on,extras\nm1,MARK-1,2027-01-15,breakfast\n";
    let data = |file: &str| place.path("data/mark").join(file);
    fs::create_dir(data("2027")).expect("a new folder");
    for file in ["season.toml", "participants.csv", "entries.csv", "assessments.csv"] {
        let season = text(&fs::read(data("2026").join(file)).expect("readable"));
        fs::write(data("2027").join(file), season.replace("2026", "2027")).expect("writable");
    }
    for season in ["2026", "2027"] {
        fs::write(data(season).join("certificates.csv"), late).expect("writable");
    }
    let output = place.plaudit_on("2027-12-15", &["build", "secretariat"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let files = place.files();
    let owed = |season| {
        let fees = table(&files, &format!("private/mark/{season}/secretariat/fees.csv"));
        ["entry", "extra_breakfast", "total"].map(|column| fees[0][column].clone())
    };
    assert_eq!(owed("2026"), ["m1", "20", "220"]);
    assert_eq!(owed("2027"), ["m1", "", "200"]);
}
