//! A renewed certificate on paper and on the site, before its first day and from then on.

use crate::run::{Files, Place, text};
use crate::sheets::{by_column, csv};

/// What is built on a day, when `m1` has `MARK-1` to the end of February 2027 and a renewal.
fn built(day: &str) -> Files {
    let place = Place::small();
    let path = place.path("data/mark/2026/certificates.csv");
    let rows = text(&std::fs::read(&path).expect("readable")) + "m1,MARK-2,2027-03-01,,,,\n";
    std::fs::write(&path, rows).expect("writable");
    let output = place.plaudit_on(day, &["build", "artwork", "site"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    place.files()
}

/// The certificates made for the screen, and the lines of the table of texts that belong to them, by their day.
fn certificates(files: &Files) -> (Vec<String>, Vec<String>) {
    let folder = "private/mark/2026/artwork/";
    let screen = format!("{folder}certificates/screen/");
    let made = files.keys().filter_map(|path| path.strip_prefix(&screen)?.strip_suffix(".pdf"));
    let rows = by_column(csv(&files[&format!("{folder}trophy-text.csv")]));
    let texts = rows.iter().map(|row| format!("{} {}", row["piece"], row["date"]));
    (made.map(str::to_owned).collect(), texts.collect())
}

fn on_the_site(files: &Files, number: &str) -> bool {
    let mut pages = files.iter().filter(|(path, _)| path.starts_with("site/"));
    pages.any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(number))
}

fn in_the_directory(files: &Files, number: &str) -> bool {
    text(&files["site/en/mark/2026/index.html"]).contains(number)
}

#[test]
fn a_renewal_is_printed_ahead_and_published_on_its_day() {
    let before = built("2027-02-28");
    let (made, texts) = certificates(&before);
    assert_eq!(made, ["m1-certified-2027-03-01", "m1-certified"]);
    assert_eq!(texts, ["m1-certified 2026-03-01", "m1-certified-2027-03-01 2027-03-01"]);
    assert!(on_the_site(&before, "MARK-1") && !on_the_site(&before, "MARK-2"));

    let after = built("2027-03-01");
    let (made, texts) = certificates(&after);
    assert_eq!(made, ["m1-certified"]);
    assert_eq!(texts, ["m1-certified 2027-03-01"]);
    assert!(!in_the_directory(&after, "MARK-1") && in_the_directory(&after, "MARK-2"));
}
