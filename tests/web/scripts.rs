//! What the site does by script: filter, search, the turn of a certificate's state with the clock, and signatures.

use serde_json::json;

use crate::browser::{complaints, content};
use crate::site::site;

/// Runs one part of the judge of scripts.
fn works(part: &str) {
    let pages: Vec<_> = site().pages().map(|(path, _)| path).collect();
    let knows = json!({"base": site().base, "pages": pages, "part": part});
    if let Some(found) = complaints("scripts.cjs", &knows) {
        content(&found);
    }
}

#[test]
fn search_finds_a_part_of_a_name_by_keyboard() {
    works("search");
}

#[test]
fn the_directory_is_filtered_by_keyboard() {
    works("filter");
}

#[test]
fn a_signature_is_checked_in_the_browser() {
    works("signature");
}

#[test]
fn a_certificate_expires_as_the_clock_passes_its_day() {
    works("dates");
}
