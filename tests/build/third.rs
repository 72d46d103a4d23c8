//! A third programme builds without a line of code: English leads, figures have two decimals, and
//! tiers, rounds and scopes are others than those of the sample.

use std::fs;

use crate::built::is_archive;
use crate::run::{Files, Place, text};
use crate::tool::tool;

/// The fixture, built whole once it has passed the check without a warning.
fn built(place: Place) -> (Place, Files) {
    let checked = place.plaudit(&["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
    assert_eq!(text(&checked.stderr), "no errors, no warnings\n");
    place.build(&[]);
    let files = place.files();
    (place, files)
}

fn fixture() -> Place {
    Place::with("tests/fixtures/third")
}

/// The fixture without a word of Chinese.
fn english_only() -> Place {
    let place = fixture();
    let programme = place.path("data/lanterns/programme.toml");
    let toml = fs::read_to_string(&programme).expect("readable");
    let toml = toml.replace(", { id = \"zh\", tag = \"zh-Hant-HK\" }", "");
    let mut parts = toml.split(", zh = \"");
    let mut english = parts.next().expect("a text").to_owned();
    for part in parts {
        english.push_str(part.split_once('"').expect("a closing quote").1);
    }
    fs::write(&programme, english).expect("writable");
    for table in ["participants", "assessments", "comments"] {
        let path = place.path(&format!("data/lanterns/2026/{table}.csv"));
        let csv = fs::read_to_string(&path).expect("readable");
        // A column whose name begins with `#` is not read.
        let own = csv.replacen("name_zh", "#zh", 1);
        let own = own.replacen("comment_zh", "#zh", 1).replacen("text_zh", "#zh", 1);
        fs::write(&path, own).expect("writable");
    }
    place
}

/// The words of a PDF; none where poppler is not installed.
fn words(place: &Place, path: &str) -> Option<String> {
    let pdf = place.path("output").join(path);
    let output = tool("pdftotext")?.arg("-layout").arg(pdf).arg("-").output().expect("it starts");
    assert!(output.status.success(), "{}", text(&output.stderr));
    Some(text(&output.stdout))
}

#[test]
fn every_part_is_built() {
    let (place, files) = built(fixture());
    let private = "private/lanterns/2026";
    for (entry, rounds) in [("n1", 4), ("n2", 4), ("n3", 4), ("n4", 4), ("n5", 1), ("n6", 4)] {
        let reports = files.keys().filter(|path| {
            path.starts_with(&format!("{private}/reports/"))
                && path.ends_with(&format!("/{entry}.pdf"))
        });
        assert_eq!(reports.count(), rounds, "{entry}");
    }
    for certificate in
        ["n1-luminous", "n3-bright", "n4-glowing", "n1-steady-lamp", "lib1-every-way"]
    {
        let path = format!("{private}/artwork/certificates/screen/{certificate}.pdf");
        assert!(files.contains_key(&path), "{path}: {:?}", files.keys());
    }
    let trophies = text(&files[&format!("{private}/artwork/trophy-text.csv")]);
    assert!(trophies.contains("Luminous for 3 years"), "{trophies}");
    assert!(trophies.contains("連續三年輝光"), "{trophies}");
    let Some(report) = words(&place, &format!("{private}/reports/winter/n1.pdf")) else {
        return;
    };
    let at = |part: &str| report.find(part).unwrap_or_else(|| panic!("no {part} in\n{report}"));
    assert!(at("Lighthouse Hill Library") < at("燈塔山書閣"), "English leads\n{report}");
    for figure in ["4.60", "4.25", "4.50", "4.80", "4.58"] {
        at(figure);
    }
    for part in ["Luminous", "輝光", "Welcome", "迎接", "Winter", "冬"] {
        at(part);
    }
    assert!(!report.contains("100.0"), "the scale ends at 5\n{report}");
}

#[test]
fn a_condition_that_asks_for_one_entry_is_not_stated() {
    let (_, files) = built(fixture());
    let page = text(&files["site/en/lanterns/2026/index.html"]);
    assert!(page.contains("For the highest overall score in each group."), "{page}");
    assert!(page.contains("in each category, where there are at least two entries;"), "{page}");
}

#[test]
fn a_programme_in_one_language_is_built_in_it_alone() {
    let (place, files) = built(english_only());
    let han = |text: &str| text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
    let pdfs: Vec<_> = files.keys().filter(|path| is_archive(path)).collect();
    assert_eq!(pdfs.len(), 37);
    for path in pdfs.iter().filter(|path| path.contains("/n1")) {
        if let Some(words) = words(&place, path) {
            assert!(words.contains("Lantern Library Prize"), "{path}: {words}");
            assert_eq!(han(&words), 0, "{path}: {words}");
        }
    }
    let page = text(&files["site/en/lanterns/2026/index.html"]);
    assert!(page.contains("Lighthouse Hill Library"));
    assert_eq!(han(&page), 0, "{page}");
    assert!(!files.keys().any(|path| path.starts_with("site/zh/")), "{:?}", files.keys());
}

#[test]
fn a_name_that_is_the_same_in_both_languages_stands_once() {
    let place = fixture();
    let participants = place.path("data/lanterns/2026/participants.csv");
    let csv = fs::read_to_string(&participants).expect("readable");
    fs::write(&participants, csv.replace("燈塔山書閣", "Lighthouse Hill Library"))
        .expect("writable");
    place.build(&["artwork", "--entry", "n1"]);
    for kind in ["screen", "print"] {
        let path = format!("private/lanterns/2026/artwork/certificates/{kind}/n1-luminous.pdf");
        let Some(words) = words(&place, &path) else { return };
        assert_eq!(words.matches("Lighthouse Hill Library").count(), 1, "{words}");
    }
}

#[test]
fn more_assessments_than_the_quota_are_not_said_to_be_of_it() {
    let place = fixture();
    // n1 has two assessments in summer, of a quota of one.
    place.build(&["reports", "--entry", "n1", "--round", "summer"]);
    let Some(words) = words(&place, "private/lanterns/2026/reports/summer/n1.pdf") else { return };
    assert!(!words.contains("2 of 1") && !words.contains("2/1"), "{words}");
    assert!(words.contains("2 assessments, from"), "{words}");
}
