//! Whatever `check` accepts, `build` finishes: the small seasons with some cells and settings changed at random.

use std::fs;

use plaudit::diagnostics::Diagnostics;

use crate::fuzzed::inputs::{Edits, Reader};
use crate::run::{Place, text};
use crate::season::plaudit;

/// How many seasons are built.
fn seasons() -> u64 {
    std::env::var("PLAUDIT_TEST_SEASONS").map_or(12, |count| count.parse().expect("a number"))
}

/// Whether a season with these changes has no errors.
fn accepts(reader: &Reader, changes: &[u8]) -> bool {
    let edits = Edits::of(changes);
    edits.files().for_each(|(path, text)| reader.write(path, text.as_bytes()));
    let mut problems = Diagnostics::default();
    let read = reader.load(None, &mut problems).is_some() && !problems.has_errors();
    edits.files().for_each(|(path, _)| reader.restore_file(path));
    read
}

/// Changes of which each one leaves a season without errors.
fn changes(reader: &Reader, random: &mut fastrand::Rng) -> Vec<u8> {
    let mut changes = Vec::new();
    let count = random.usize(1..=4);
    while changes.len() < 4 * count {
        let mut change = [0; 4];
        random.fill(&mut change);
        if accepts(reader, &change) {
            changes.extend(change);
        }
    }
    changes
}

#[test]
fn whatever_check_accepts_build_finishes() {
    let (mut accepted, place) = (0, Place::with("tests/fixtures/season"));
    let reader = Reader::new(&place.path("reader"));
    for seed in 0..seasons() {
        let bytes = changes(&reader, &mut fastrand::Rng::with_seed(seed));
        crate::run::copy(&crate::run::sample("tests/fixtures/season"), &place.path("data"));
        for (path, text) in Edits::of(&bytes).files() {
            fs::write(place.path("data").join(path), text).expect("writable");
        }
        let run = |command| {
            let output = plaudit(&place, "data", &[command]).output().expect("it starts");
            (output.status.code(), text(&output.stderr))
        };
        let (code, said) = run("check");
        assert!(matches!(code, Some(0 | 1)), "{seed}, {bytes:?}: check ends with {code:?}: {said}");
        if code == Some(0) {
            accepted += 1;
            let (code, said) = run("build");
            assert_eq!(code, Some(0), "{seed}, {bytes:?}: {said}");
        }
    }
    println!("{accepted} of {} seasons accepted, and built", seasons());
    assert!(accepted * 3 >= seasons(), "only {accepted} were accepted");
}
