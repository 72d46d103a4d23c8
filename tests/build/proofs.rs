//! The checklist of what changed since the proofs were last passed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use plaudit::plan::{Target, Work};
use serde_json::Value;

use crate::built::is_archive;
use crate::document;
use crate::planned::{dataset, planned, results};
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
fn the_checklist_shows_what_changed_until_it_is_passed() {
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
            "artwork: {} {pieces} changed, 0 new, 0 removed since the proofs were last passed; see \
             `output/{CHANGES}`, and delete it once it is passed",
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

    assert_eq!(said(&place), lines, "it is not passed yet");
    assert!(place.files() == after, "what nothing changed stays");
    assert!(is_archive(CHANGES));

    fs::remove_file(place.path("output").join(CHANGES)).expect("a checklist");
    assert_eq!(said(&place), Vec::<String>::new(), "it is passed");
    assert!(!place.files().contains_key(CHANGES));
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
    assert!(shown.contains("no longer made since the proofs were last passed: 2."), "{shown}");
    assert!(!shown.contains(": 0"), "{shown}");
    assert!(text(&output.stdout).contains("1 removed, 1 e-logo differs"));
    // Whose it was and what, for a file name tells nobody.
    for word in ["Inn Under the Moon", "Certified", "logos/"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
}

/// The checklist of the award, its words in one line.
fn checklist(place: &Place) -> String {
    let shown = document::text(&place.files()[CHANGES]);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_checklist_tells_what_was_and_what_is() {
    let place = Place::small();
    said(&place);
    edit(&place, "demo/2026/participants.csv", "Stardust Kites", "Moondust Kites");
    edit(&place, "demo/2026/season.toml", "results = 2026-12-01", "results = 2026-12-02");
    said(&place);
    let shown = checklist(&place);
    for words in
        ["Was", "Now", "Stardust Kites Moondust Kites", "1 December 2026", "2 December 2026"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // The Chinese name did not change: it stands in the row of its piece alone, and in none of a line.
    assert!(!shown.contains("星塵風箏 星塵風箏"), "{shown}");
    assert!(!shown.contains("the drawing differs"), "{shown}");
}

#[test]
fn what_was_not_passed_stays_on_every_later_checklist() {
    let place = Place::small();
    said(&place);
    edit(&place, "demo/2026/participants.csv", "Stardust Kites", "Moondust Kites");
    said(&place);
    edit(&place, "demo/2026/participants.csv", "Half-full Teapots", "Brimming Teapots");
    said(&place);
    let both = checklist(&place);
    let earlier = "Stardust Kites Moondust Kites";
    let later = "Half-full Teapots Brimming Teapots";
    assert!(both.contains(earlier) && both.contains(later), "{both}");

    // Moved away, it is passed: the next one has what came after it alone, and so has the one after.
    fs::rename(place.path("output").join(CHANGES), place.path("initialled.pdf")).expect("moved");
    edit(&place, "demo/2026/participants.csv", "Upside-down Kites", "Upright Kites");
    for _ in 0..2 {
        said(&place);
        let last = checklist(&place);
        assert!(last.contains("Upside-down Kites Upright Kites"), "{last}");
        assert!(!last.contains("Moondust") && !last.contains("Brimming"), "{last}");
    }

    // What is as it was when it was passed is no change any more, and needs no list.
    edit(&place, "demo/2026/participants.csv", "Upright Kites", "Upside-down Kites");
    assert_eq!(said(&place), Vec::<String>::new());
    assert!(!place.files().contains_key(CHANGES));
}

#[test]
fn a_new_drawing_of_the_same_words_says_so() {
    let place = Place::small();
    said(&place);
    edit(&place, "demo/programme.toml", "accent = \"#b8862b\"", "accent = \"#2b86b8\"");
    said(&place);
    let shown = checklist(&place);
    assert!(shown.contains("All words are as they were; the drawing differs."), "{shown}");
    assert!(!shown.contains("原為"), "{shown}");
}

#[test]
fn two_entries_do_not_share_a_file_though_only_one_is_built() {
    let place = Place::small();
    // e3 is the best of its stream, and e1 holds the best tier.
    edit(&place, "demo/programme.toml", "\"best-of-stream\"", "\"stream-top\"");
    edit(&place, "demo/programme.toml", "\"gold\"", "\"top\"");
    edit(&place, "demo/history.csv", ",gold", ",top");
    for file in ["2026/entries", "2026/assessments", "2026/comments", "2026/deductions"] {
        edit(&place, &format!("demo/{file}.csv"), "\ne1,", "\ne3-stream,");
    }
    edit(&place, "demo/history.csv", ",e1,", ",e3-stream,");
    for arguments in [&["build", "artwork"][..], &["build", "artwork", "--entry", "e3"]] {
        let output = place.plaudit(arguments);
        let said = text(&output.stderr);
        let path = "private/demo/2026/artwork/trophies/e3-stream-top.svg";
        let message = format!("error: two things would be written to `{path}`");
        assert_eq!(said.matches(&message).count(), 1, "{said}");
        let errors = said.lines().filter(|line| line.starts_with("error: "));
        let strange = errors.filter(|line| !line.contains("e3-stream-top."));
        assert_eq!(strange.count(), 0, "the season is sound but for that: {said}");
        assert_eq!(output.status.code(), Some(1));
    }
}

/// Proof sheets, by path within the artwork, with what they receive.
fn planned_sheets(place: &Place) -> BTreeMap<String, Value> {
    let dataset = dataset(place.path("data"));
    let results = results(&dataset);
    let plan = planned(&results);
    let sheets = plan.jobs.iter().filter(|job| job.target == Target::Proofs);
    let of_demo = sheets.filter(|job| job.path.starts_with("private/demo/"));
    let received = of_demo.filter_map(|job| match &job.work {
        Work::Document { content, .. } => {
            let value = serde_json::from_str(&content.fill().value).expect("JSON");
            Some((job.path["private/demo/2026/artwork/".len()..].to_owned(), value))
        }
        _ => None,
    });
    received.collect()
}

#[test]
fn a_large_season_has_proofs_in_volumes() {
    let place = Place::small();
    let folder = place.path("data/demo/2026");
    let add = |table: &str, row: &dyn Fn(usize) -> String| {
        let path = folder.join(table);
        let rows = fs::read_to_string(&path).expect("text");
        let more: String = (0..850).map(row).collect();
        fs::write(&path, rows + &more).expect("writable");
    };
    assert_eq!(planned_sheets(&place).into_keys().collect::<Vec<_>>(), ["proofs.pdf"]);
    add("entries.csv", &|n| format!("x{n},beta,shops,visit,teapots,20,,,active\n"));
    add("rounds.csv", &|n| format!("x{n},spring,85\nx{n},autumn,85\n"));
    let sheets = planned_sheets(&place);
    let names: Vec<_> = sheets.keys().map(String::as_str).collect();
    assert_eq!(names, ["proofs-2.pdf", "proofs-3.pdf", "proofs.pdf"]);
    let ordered = [&sheets["proofs.pdf"], &sheets["proofs-2.pdf"], &sheets["proofs-3.pdf"]];
    let mut seen = BTreeSet::new();
    for (at, sheet) in ordered.into_iter().enumerate() {
        assert_eq!(sheet["volume"], serde_json::json!({ "number": at + 1, "of": 3 }));
        assert_eq!(sheet["marks"] != serde_json::json!([]), at == 2, "marks stand in the last");
        let groups = sheet["groups"].as_array().expect("groups").iter();
        let pieces: Vec<_> =
            groups.flat_map(|group| group["pieces"].as_array().expect("pieces")).collect();
        assert!(pieces.len() <= 400, "volume {} has {}", at + 1, pieces.len());
        for piece in pieces {
            assert!(seen.insert(piece["piece"].as_str().expect("a name").to_owned()), "{piece}");
        }
    }
    assert!((0..850).all(|n| seen.contains(&format!("x{n}-silver"))), "each piece once");
}
