//! The small seasons in two states that differ in all that is built of them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::comparable::comparable;
use crate::run::{Files, Place, files, sample, text};

/// The day of these tests: the results are out.
pub(crate) const DAY: &str = "2026-12-15";

/// A state of the data, and what a build from nothing makes of it.
pub(crate) struct State {
    pub(crate) data: &'static str,
    pub(crate) clean: Files,
}

/// `plaudit` on a state of the data of a place; under `PLAUDIT_TEST_BINARY` another one than that of this
/// tree, such as a release.
pub(crate) fn plaudit(place: &Place, data: &str, arguments: &[&str]) -> Command {
    let own = || env!("CARGO_BIN_EXE_plaudit").to_owned();
    let mut command = Command::new(std::env::var("PLAUDIT_TEST_BINARY").unwrap_or_else(|_| own()));
    command.current_dir(place.path("")).args(arguments).args(["--data", data, "--as-of", DAY]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The small seasons; and the same with another name, another score, a brand less and a participant more.
pub(crate) fn two_states() -> (Place, [State; 2]) {
    let place = Place::with("tests/fixtures/season");
    crate::run::copy(&sample("tests/fixtures/season"), &place.path("other"));
    let edits = [
        ("demo/2026/participants.csv", "Half-full Teapots", "Half-empty Teapots"),
        ("demo/2026/assessments.csv", "92,90,88", "96,97,98"),
        ("demo/programme.toml", "#1f3a7a", "#3a1f7a"),
        ("demo/2026/entries.csv", "5,,,withdrawn", "5,,,active"),
        ("mark/2026/certificates.csv", "MARK-1,2026-03-01", "MARK-7,2026-03-02"),
    ];
    for (file, from, to) in edits {
        let path = place.path("other").join(file);
        let now = fs::read_to_string(&path).expect("text");
        assert!(now.contains(from), "{file} has no {from}");
        fs::write(path, now.replacen(from, to, 1)).expect("writable");
    }
    let states = [("data", "clean-data"), ("other", "clean-other")].map(|(data, output)| {
        done(plaudit(&place, data, &["build", "--output", output]));
        State { data, clean: comparable(files(&place.path(output))) }
    });
    assert_ne!(site(&states[0].clean), site(&states[1].clean));
    (place, states)
}

/// Runs to the end, which must be a good one.
pub(crate) fn done(mut command: Command) {
    let output = command.output().expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

/// The files of the site.
pub(crate) fn site(files: &Files) -> Files {
    let public = files.iter().filter(|(path, _)| path.starts_with("site/"));
    public.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// The paths that differ.
pub(crate) fn differing(files: &Files, others: &Files) -> Vec<String> {
    let all = files.keys().chain(others.keys());
    all.filter(|path| files.get(*path) != others.get(*path)).cloned().collect()
}

/// Holds what lies in the output to what a build that was cut short may leave: each file is whole, of the
/// state before or of the new one, and the site of one of them.
pub(crate) fn assert_whole(output: &Path, before: &State, after: &State, what: &str) {
    let found = files(output);
    let public = site(&found);
    let of_one = [before, after].iter().any(|state| public == site(&state.clean));
    let strays = differing(&public, &site(&before.clean));
    assert!(of_one, "{what}: the site is of two builds; of the later are {strays:?}");
    for (path, bytes) in found.iter().filter(|(path, _)| path.starts_with("private/")) {
        let whole = match path.ends_with("/changes.pdf") {
            true => bytes.trim_ascii_end().ends_with(b"%%EOF"),
            false => [before, after].iter().any(|state| state.clean.get(path) == Some(bytes)),
        };
        assert!(whole, "{what}: {path} is torn");
    }
    let lost = before.clean.keys().filter(|path| {
        path.starts_with("private/")
            && after.clean.contains_key(*path)
            && !found.contains_key(*path)
    });
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&String>::new(), "{what}");
    let manifest = &found["manifest.json"];
    serde_json::from_slice::<serde_json::Value>(manifest).expect("a whole manifest");
}

/// Builds again, and holds all there is to a build from nothing.
pub(crate) fn assert_mended(place: &Place, state: &State, what: &str) {
    done(plaudit(place, state.data, &["build"]));
    let found = files(&place.path("output"));
    let mut hidden: Vec<_> = found.keys().filter(|path| path.starts_with('.')).collect();
    hidden.retain(|path| *path != ".plaudit.lock");
    assert_eq!(hidden, [".plaudit/memory.json", ".plaudit/rows.json"], "{what}");
    let differ = differing(&comparable(found), &state.clean);
    assert!(differ.is_empty(), "{what}: {differ:?}");
}
