//! What is confidential stays where it is, and closed.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

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
            let found = leaks(&secret, &said);
            assert!(found.is_empty(), "{arguments:?}: {found:?} in {said}");
        }
    }
}

/// The figures of the results that stand in a text.
fn leaks<'a>(secret: &'a [String], said: &str) -> Vec<&'a String> {
    let words: Vec<_> = said.split(|c: char| !c.is_ascii_digit() && c != '.').collect();
    secret.iter().filter(|figure| words.contains(&figure.as_str())).collect()
}

/// A line of `watch` without its address, which has a random part, the time of day and how long it took.
fn without_chance(line: &str) -> Option<&str> {
    if line.contains("http://") {
        return None;
    }
    let said = line.rsplit_once(", in ").map_or(line, |(said, _)| said);
    let is_time = |word: &str| word.len() == 8 && word.split(':').count() == 3;
    Some(said.split_once(' ').filter(|(time, _)| is_time(time)).map_or(said, |(_, rest)| rest))
}

#[test]
fn nothing_that_watch_prints_has_a_score() {
    let place = Place::with("tests/fixtures/season");
    let assessed = plaudit(&place, "data", &["assess", "--format", "json"]).output();
    let results: Value =
        serde_json::from_slice(&assessed.expect("it starts").stdout).expect("JSON");
    let mut secret = Vec::new();
    figures(&results, &mut secret);
    let marks = place.path("data/demo/2026/assessments.csv");
    let before = fs::read_to_string(&marks).expect("text");
    // Each file that changes is a cause to be named, and no more of it.
    let edits = [
        (marks, before.replacen("92,90,88", "93,90,88", 1)),
        (place.path("data/demo/2026/rounds.csv"), "entry,round,score\ne3,spring,87.4\n".to_owned()),
    ];
    let printed = fs::File::create(place.path("printed")).expect("writable");
    let mut watch = plaudit(&place, "data", &["watch"]);
    watch.stdout(printed.try_clone().expect("a file")).stderr(printed);
    let mut watch = watch.spawn().expect("it starts");
    let mut said = String::new();
    for built in 1..=edits.len() + 1 {
        let began = Instant::now();
        while said.matches(" rebuilt").count() < built && began.elapsed().as_secs() < 120 {
            thread::sleep(Duration::from_millis(50));
            said = fs::read_to_string(place.path("printed")).expect("text");
        }
        if let Some((path, now)) = edits.get(built - 1) {
            fs::write(path, now).expect("writable");
        }
    }
    watch.kill().expect("it is ours");
    watch.wait().expect("it was started");
    assert!(said.contains("`data/demo/2026/rounds.csv`"), "{said}");
    secret.extend(["87.4", "93", "92"].map(str::to_owned));
    let said: Vec<_> = said.lines().filter_map(without_chance).collect();
    assert_eq!(leaks(&secret, "it is 87.4 now"), ["87.4"]);
    let found = leaks(&secret, &said.join("\n"));
    assert!(found.is_empty(), "{found:?} in {said:#?}");
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
