//! What is confidential stays where it is, and closed.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use serde_json::Value;

use crate::run::{Place, TODAY, files, text};
use crate::season::{done, plaudit};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn nobody_else_on_the_machine_reads_what_is_confidential() {
    let place = Place::with("tests/fixtures/season");
    done(plaudit(&place, "data", &["build", "site", "secretariat"]));
    let output = place.path("output");
    assert_eq!(mode(&output.join("private")), 0o700);
    assert_eq!(mode(&output.join(".plaudit")), 0o700);
    for path in files(&output).keys().filter(|path| **path != ".plaudit.lock") {
        let public = path.starts_with("site/");
        let open = mode(&output.join(path)) & 0o007;
        assert!(if public { open != 0 } else { open == 0 }, "{path}: {open:o}");
    }
    // What was opened is closed again; a group to which it was opened keeps it.
    for (opened, closed) in [(0o755, 0o750), (0o770, 0o770), (0o2777, 0o770)] {
        fs::set_permissions(output.join("private"), fs::Permissions::from_mode(opened))
            .expect("ours");
        done(plaudit(&place, "data", &["build", "secretariat", "--force"]));
        assert_eq!(mode(&output.join("private")), closed);
    }
}

#[test]
fn no_link_and_no_folder_within_another_mixes_what_is_public_with_what_is_confidential() {
    let place = Place::with("tests/fixtures/season");
    done(plaudit(&place, "data", &["build", "site", "secretariat"]));
    let before = files(&place.path("output"));
    let refused = |output: &str| {
        let run =
            plaudit(&place, "data", &["build", "--output", output]).output().expect("it starts");
        assert_eq!(run.status.code(), Some(3), "{}", text(&run.stderr));
        text(&run.stderr).lines().last().unwrap_or_default().to_owned()
    };
    for within in ["output/site", "output/private/demo", "output/site/new"] {
        let said = refused(within);
        let why = "it lies within the site or the private part of another output folder";
        assert_eq!(said, format!("error: cannot write to `{within}`: {why}"));
    }
    drop(fs::remove_dir(place.path("output/site/new")));
    assert!(files(&place.path("output")) == before);
    let why =
        "it is a link, and may lead to where what is confidential is public; put a folder there";
    for (from, to) in [("site", "private/demo"), ("private", "site/zh")] {
        let other = place.path("linked");
        fs::create_dir_all(other.join(to)).expect("new");
        symlink(other.join(to), other.join(from)).expect("linked");
        let said = refused("linked");
        assert_eq!(said, format!("error: cannot write below `linked/{from}`: {why}"));
        fs::remove_dir_all(other).expect("ours");
    }
    fs::create_dir_all(place.path("linked/site")).expect("new");
    symlink(place.path("output/private"), place.path("linked/site/en")).expect("linked");
    assert_eq!(refused("linked"), format!("error: cannot write below `linked/site/en`: {why}"));
    assert!(files(&place.path("output")) == before);
}

/// All figures of the results.
fn figures(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(all) => all.iter().for_each(|(key, value)| match value.as_str() {
            Some(figure) if ["score", "overall", "to_date", "value"].contains(&key.as_str()) => {
                into.extend(figure.contains('.').then(|| figure.to_owned()));
            }
            _ => figures(value, into),
        }),
        Value::Array(all) => all.iter().for_each(|value| figures(value, into)),
        _ => {}
    }
}

#[test]
fn nothing_that_is_printed_has_a_score() {
    for data in ["data", "tests/fixtures/season"] {
        let place = Place::with(data);
        let assessed = place.plaudit_on(TODAY, &["assess", "--format", "json"]);
        let results: Value = serde_json::from_slice(&assessed.stdout).expect("JSON");
        let mut secret = Vec::new();
        figures(&results, &mut secret);
        assert!(secret.len() > 5, "{}", secret.len());
        for arguments in
            [&["check"][..], &["build", "site", "secretariat", "--why"], &["build", "--dry-run"]]
        {
            let output = place.plaudit_on(TODAY, arguments);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            let timed = |line: &&str| !line.ends_with(" s");
            let said = text(&output.stderr);
            let printed = text(&output.stdout);
            let said =
                said.lines().chain(printed.lines().filter(timed)).collect::<Vec<_>>().join("\n");
            let words: Vec<_> = said.split(|c: char| !c.is_ascii_digit() && c != '.').collect();
            let leaks: Vec<_> = secret.iter().filter(|it| words.contains(&it.as_str())).collect();
            assert!(leaks.is_empty(), "{arguments:?}: {leaks:?} in {said}");
        }
    }
}

#[test]
fn a_mark_that_could_be_right_stays_out_of_messages() {
    let place = Place::with("tests/fixtures/season");
    let faults = [
        ("demo/2026/rounds.csv", "e3,spring,88.2", "e1,spring,88.2"),
        (
            "demo/2026/assessments.csv",
            "V-2,2026-09-07,counter,cantonese,95,94,,",
            "\"V\"-2,2026-09-07,counter,cantonese,95,94,,",
        ),
        (
            "demo/2026/assessments.csv",
            "e2,autumn,V-4,2026-09-08,counter,,86,84,80",
            "e2,autumn,V-4,2026-09-08,chat,,86,84,77.7",
        ),
    ];
    for (file, from, to) in faults {
        let path = place.path("data").join(file);
        let before = fs::read_to_string(&path).expect("text");
        assert!(before.contains(from), "{from}");
        fs::write(&path, before.replace(from, to)).expect("writable");
        let output = plaudit(&place, "data", &["check"]).output().expect("it starts");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        for figure in ["88.2", "95", "94", "77.7"] {
            assert!(!said.contains(figure), "{figure} in {said}");
        }
        fs::write(&path, before).expect("writable");
    }
}
