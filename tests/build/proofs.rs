//! The checklist of what changed since the last build.

use std::collections::BTreeSet;
use std::fs;

use crate::built::is_archive;
use crate::document;
use crate::run::{Place, sample, text};

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

/// Whether a file of a piece goes to its maker or its holder.
fn is_handed_over(path: &str) -> bool {
    let folders = ["/trophies/", "/certificates/screen/", "/certificates/print/", "/decals/"];
    folders.iter().any(|folder| path.contains(folder)) && !path.contains("/previews/")
}

/// The piece that a file is of.
fn piece(path: &str) -> &str {
    let file = path.rsplit('/').next().expect("a name");
    file.rsplit_once('.').expect("an ending").0
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
    let handed: Vec<_> = after.keys().filter(|path| is_handed_over(path)).collect();
    let changed = handed.iter().filter(|path| before.get(**path) != after.get(**path));
    let changed: BTreeSet<_> = changed.map(|path| piece(path)).collect();
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
    // Names of files may break anywhere.
    let shown = shown.replace(|c: char| c.is_whitespace() || c == '\u{200b}', "");
    for name in handed.into_iter().map(|path| piece(path)) {
        assert_eq!(shown.contains(&format!("{name}.")), changed.contains(name), "{name}");
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

/// Changes words of a file of the data, all of them.
fn edit(place: &Place, file: &str, from: &str, to: &str) {
    let path = place.path(&format!("data/{file}"));
    let content = fs::read_to_string(&path).expect("readable");
    assert!(content.contains(from), "{from}");
    fs::write(path, content.replace(from, to)).expect("writable");
}

const ONE_ENTRY: &str = "artwork: built for one entry: text sheets and proof sheets are those of the \
                         last full build";

#[test]
fn what_was_built_for_one_entry_is_still_on_the_next_checklist() {
    let place = Place::small();
    let first = place.build(&["artwork", "--entry", "e1"]);
    assert!(!text(&first.stdout).contains(ONE_ENTRY), "there are no sheets");
    assert_eq!(said(&place), Vec::<String>::new(), "nothing was proofread before");
    assert!(!place.files().contains_key(CHANGES));
    for (name, other) in [("Stardust", "Moondust"), ("Half-full", "Brimming")] {
        edit(&place, "demo/2026/participants.csv", name, other);
    }
    let one = place.build(&["artwork", "--entry", "e1"]);
    assert!(text(&one.stdout).contains(ONE_ENTRY), "{}", text(&one.stdout));
    said(&place);
    let shown = document::text(&place.files()[CHANGES]);
    assert!(shown.contains("Moondust") && shown.contains("Brimming"), "{shown}");
}

#[test]
fn a_mark_that_changed_alone_is_on_the_checklist() {
    let place = Place::small();
    said(&place);
    let own = place.path("data/demo/templates");
    fs::create_dir_all(&own).expect("a folder");
    let template = fs::read_to_string(sample("templates/logo.typ")).expect("readable");
    let with_a_dot = template + "\n#place(top + left, circle(radius: 1mm, fill: black))\n";
    fs::write(own.join("logo.typ"), with_a_dot).expect("writable");
    let lines = said(&place);
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    let start = "artwork: 0 pieces changed, 0 new, 0 removed, ";
    assert!(line.starts_with(start) && line.contains(" e-logos differ since "), "{line}");
    let shown = document::text(&place.files()[CHANGES]);
    assert!(shown.contains("E-logos") && shown.contains("Changed"), "{shown}");
}

#[test]
fn a_checklist_of_removals_alone_says_so() {
    let place = Place::small();
    said(&place);
    edit(&place, "mark/2026/certificates.csv", "breakfast,,,", "breakfast,2026-05-01,結業,Closed");
    let output = place.build(&["artwork"]);
    let folder = "private/mark/2026/artwork/changes.pdf";
    let shown = document::text(&place.files()[folder]);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("no longer made since the last build: 2."), "{shown}");
    assert!(!shown.contains(": 0"), "{shown}");
    assert!(text(&output.stdout).contains("1 removed, 1 e-logo differs"));
}
