//! The checklist of what changed since the last build.

use std::fs;

use crate::document;
use crate::run::{Place, is_archive, text};

const CHANGES: &str = "private/demo/2026/artwork/changes.pdf";

/// What the summary says of changes.
fn said(place: &Place) -> Vec<String> {
    let output = place.plaudit(&["build", "artwork"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let lines = text(&output.stdout);
    let lines = lines.lines().filter(|line| line.starts_with("artwork: "));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_first_build_and_one_that_changes_nothing_tell_of_no_changes() {
    let place = Place::small();
    assert_eq!(said(&place), Vec::<String>::new());
    let first = place.files();
    assert!(!first.contains_key(CHANGES) && first.keys().any(|path| path.ends_with("/proofs.pdf")));
    assert_eq!(said(&place), Vec::<String>::new());
    assert!(place.files() == first);
}

#[test]
fn the_checklist_shows_what_changed_and_stays_until_something_else_does() {
    let place = Place::small();
    said(&place);
    let before = place.files();
    let participants = place.path("data/demo/2026/participants.csv");
    let table = fs::read_to_string(&participants).expect("readable");
    let row = table.lines().nth(1).expect("a participant").to_owned();
    let name = row.split(',').nth(2).expect("a name").to_owned();
    fs::write(&participants, table.replacen(&name, "Renamed Kite Works", 1)).expect("writable");

    let lines = said(&place);
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    let after = place.files();
    let handed = |path: &&String| {
        let folders = ["/trophies/", "/certificates/screen/", "/certificates/print/", "/decals/"];
        folders.iter().any(|folder| path.contains(folder)) && !path.contains("/previews/")
    };
    let piece = |path: &String| {
        let file = path.rsplit('/').next().expect("a name");
        file.rsplit_once('.').expect("an ending").0.to_owned()
    };
    let changed = after.keys().filter(handed).filter(|path| before.get(*path) != after.get(*path));
    let changed: std::collections::BTreeSet<_> = changed.map(piece).collect();
    assert!(!changed.is_empty());
    let pieces = if changed.len() == 1 { "piece" } else { "pieces" };
    assert_eq!(
        *line,
        format!(
            "artwork: {} {pieces} changed, 0 new, 0 removed since the last build; see `output/{CHANGES}`",
            changed.len()
        )
    );
    let shown = document::text(&after[CHANGES]);
    assert!(shown.contains("Renamed Kite Works") && shown.contains("Changed"), "{shown}");
    for name in after.keys().filter(handed).map(piece) {
        let squeezed: String =
            shown.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
        assert_eq!(squeezed.contains(&format!("{name}.")), changed.contains(&name), "{name}");
    }

    assert_eq!(said(&place), Vec::<String>::new());
    assert!(place.files() == after, "what nothing changed stays");
    assert!(is_archive(CHANGES));
}

#[test]
fn a_build_of_one_entry_makes_no_proofs() {
    let place = Place::small();
    let entry = fs::read_to_string(place.path("data/mark/2026/entries.csv")).expect("readable");
    let entry = entry.lines().nth(1).and_then(|row| row.split(',').next()).expect("an entry");
    place.build(&["artwork", "--entry", entry]);
    let files = place.files();
    assert!(files.keys().any(|path| path.contains("/certificates/screen/")));
    assert!(!files.keys().any(|path| path.contains("/proofs.pdf") || path.contains("trophy-text")));
}
