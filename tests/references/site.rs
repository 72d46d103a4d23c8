//! The site of the small seasons: an award after its results, and a certification.

use std::fmt::Write;

use crate::hard::Files;
use crate::run::{Place, files, text};
use crate::stored::{Kind, settle};

/// A day on which the award's results are out and a certificate is in force.
const DAY: &str = "2026-12-15";

/// What is stored whole; of all other files, that they are there.
const WHOLE: [&str; 4] = [".html", ".xml", ".json", ".txt"];

/// A text without the hashes in the names of assets, which change with every touch of a font or a style
/// and say nothing to whoever looks at a difference.
fn without_hashes(text: &str) -> String {
    let hashed = |part: &&str| {
        part.len() == 10 && part.bytes().all(|byte| b"0123456789abcdef".contains(&byte))
    };
    let parts = text.split('.').map(|part| if hashed(&part) { "hash" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

#[test]
fn the_pages_of_the_site_are_as_stored() {
    let place = Place::with("tests/fixtures/season");
    let output = place.plaudit_on(DAY, &["build", "site"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let (mut made, mut list) = (Files::new(), String::new());
    for (path, bytes) in files(&place.path("output/site")) {
        let name = without_hashes(&path);
        writeln!(list, "{name}").expect("memory");
        if WHOLE.iter().any(|ending| path.ends_with(ending)) {
            made.insert(name, without_hashes(&text(&bytes)).into_bytes());
        }
    }
    made.insert("files.list".to_owned(), list.into_bytes());
    settle(Kind::Site, made);
}

#[test]
fn hashes_are_no_part_of_what_is_stored() {
    let text = "<link href=\"../assets/en.beee8e27d5.css\"> v1.2 abcdefghij.x";
    let without = "<link href=\"../assets/en.hash.css\"> v1.2 abcdefghij.x";
    assert_eq!(without_hashes(text), without);
}
