//! What a dry run foresees is what the build then does, and what is no cause is not named as one.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;

use crate::run::{Place, sample, text};

/// The last line, without the time it took.
fn verdict(output: &Output) -> String {
    let said = text(&output.stdout);
    let last = said.lines().last().unwrap_or_default();
    last.rsplit_once(", in ").map_or(last, |(line, _)| line).to_owned()
}

/// The paths of what is listed with a cause, or as removed.
fn listed(output: &Output) -> (BTreeSet<String>, BTreeSet<String>) {
    let said = text(&output.stdout);
    let lines = said.lines().filter_map(|line| line.split_once(": "));
    let lines = lines.filter(|(path, _)| path.starts_with("private/") || path.starts_with("site/"));
    let (gone, made) = lines.partition::<Vec<_>, _>(|(_, why)| why.ends_with("removed"));
    let paths = |lines: Vec<(&str, &str)>| lines.iter().map(|(path, _)| path.to_string()).collect();
    (paths(made), paths(gone))
}

#[test]
fn a_dry_run_foresees_what_is_removed() {
    let place = Place::small();
    place.build(&[]);
    // e2 is withdrawn: it holds no tier, and what was made of it goes.
    let entries = place.path("data/demo/2026/entries.csv");
    let table = fs::read_to_string(&entries).expect("a table");
    let row = table.lines().find(|line| line.starts_with("e1,")).expect("a row");
    fs::write(&entries, table.replace(row, &row.replace(",active", ",withdrawn")))
        .expect("writable");
    let before = place.files();
    let dry = place.plaudit(&["build", "--dry-run", "--why"]);
    assert!(place.files() == before, "a dry run writes nothing");
    let (would, gone) = listed(&dry);
    assert!(gone.iter().any(|path| path.contains("/trophies/e1-")), "{gone:?}");
    let done = place.build(&["--why"]);
    assert_eq!(listed(&done), (would.clone(), gone.clone()));
    let is = format!("{} of ", would.len());
    let removed = format!(", {} removed, because ", gone.len());
    for (run, verdict) in [("would be built", verdict(&dry)), ("rebuilt in", verdict(&done))] {
        assert!(verdict.starts_with(&is) && verdict.contains(run), "{verdict}");
        assert!(verdict.contains(&removed), "{verdict}");
    }
}

#[test]
fn what_is_set_aside_is_no_cause() {
    let place = Place::small();
    place.build(&[]);
    fs::write(place.path("data/demo/2026/#notes.csv"), "mine\n").expect("writable");
    let output = place.build(&["--why"]);
    assert!(!text(&output.stdout).contains("#notes"), "{}", text(&output.stdout));
    let assessments = place.path("data/demo/2026/assessments.csv");
    let table = fs::read_to_string(&assessments).expect("a table");
    fs::write(&assessments, table.replacen("92,90,88", "92,90,87", 1)).expect("writable");
    fs::write(place.path("data/demo/2026/#notes.csv"), "mine too\n").expect("writable");
    let output = place.build(&["--why"]);
    assert!(!text(&output.stdout).contains("#notes"), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("`data/demo/2026/assessments.csv` row 2 changed"));
}

#[test]
fn a_dry_run_does_not_say_of_reports_that_they_are_not_built() {
    let place = Place::small();
    let dry = place.plaudit(&["build", "--dry-run"]);
    assert_eq!(dry.status.code(), Some(0));
    assert!(!text(&dry.stderr).contains("not built yet"), "{}", text(&dry.stderr));
    let alone = place.plaudit(&["build", "secretariat", "--dry-run"]);
    assert!(text(&alone.stderr).contains("not built yet"), "{}", text(&alone.stderr));
}

#[test]
fn a_build_that_fails_tells_of_all_parts_as_the_check_does() {
    let place = Place::small();
    fs::create_dir(place.path("templates")).expect("a new folder");
    for template in ["report.typ", "trophy.typ"] {
        let text = fs::read_to_string(sample("templates").join(template)).expect("a template");
        let path = place.path("templates").join(template);
        fs::write(path, text + "\n#misspelt\n").expect("writable");
    }
    let errors = |command: &str| {
        let output = place.plaudit(&[command]);
        assert_eq!(output.status.code(), Some(1));
        text(&output.stderr)
    };
    let built = errors("build");
    for template in ["report.typ", "trophy.typ"] {
        assert!(built.contains(&format!("--> templates/{template}:")), "{built}");
    }
    assert!(built.contains("2 errors, no warnings; nothing was written"), "{built}");
    assert_eq!(built, errors("check"));
}
