//! The schemas that editors complete and check TOML files with.

mod checker;
mod templates;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use checker::problems;
use plaudit::model::{Programme, Season};
use serde::de::DeserializeOwned;
use serde_json::Value;
use walkdir::WalkDir;

const PROGRAMME: &str = "tests/fixtures/season/demo/programme.toml";
const SEASON: &str = "tests/fixtures/season/demo/2026/season.toml";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(at(path)).expect("a text")
}

/// What `plaudit schema` prints of a kind of file, where there are no data.
fn printed(kind: &str) -> String {
    let empty = tempfile::tempdir().expect("a folder of our own");
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    let output = command.args(["schema", kind]).current_dir(&empty).output().expect("it runs");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &[][..]));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn schema(kind: &str) -> Value {
    serde_json::from_str(&read(&format!("data/{kind}.schema.json"))).expect("JSON")
}

#[test]
fn the_shipped_schemas_are_what_the_command_prints() {
    for kind in ["programme", "season"] {
        let path = format!("data/{kind}.schema.json");
        let help = format!("plaudit schema {kind} > {path}");
        assert!(printed(kind) == read(&path), "{path} is out of date: `{help}`");
    }
}

#[test]
fn files_that_are_read_fit_and_the_shipped_ones_name_their_schema() {
    let mut seen = 0;
    for folder in ["data", "tests/fixtures/season"] {
        for entry in WalkDir::new(at(folder)).into_iter().map(|entry| entry.expect("listed")) {
            let kind = match entry.file_name().to_str() {
                Some("programme.toml") => "programme",
                Some("season.toml") => "season",
                _ => continue,
            };
            let text = fs::read_to_string(entry.path()).expect("a text");
            assert_eq!(problems(&schema(kind), &text), [""; 0], "{}", entry.path().display());
            if folder == "data" {
                let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema "));
                let named = entry.path().with_file_name(named.expect("names its schema"));
                let same = at(&format!("data/{kind}.schema.json")).canonicalize().expect("there");
                assert_eq!(named.canonicalize().expect("there"), same);
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
}

/// Spoils a file, and holds what the schema says of it; the loader's types refuse it too.
#[track_caller]
fn spoilt<T: DeserializeOwned>(file: &str, (from, to): (&str, &str), expected: &[&str]) {
    let kind = if file == PROGRAMME { "programme" } else { "season" };
    let text = read(file);
    assert!(text.contains(from), "`{from}` is in {file}");
    let text = text.replacen(from, to, 1);
    assert_eq!(problems(&schema(kind), &text), expected, "{to}");
    assert!(toml::from_str::<T>(&text).is_err(), "{to}");
}

#[test]
fn a_wrong_programme_does_not_fit() {
    for (from, to, expected) in [
        (
            "places = 1",
            "placse = 1",
            &["/scoring/placse is not known", "/scoring lacks `places`"][..],
        ),
        ("schema = 1", "schema = 1\ncolour = 1", &["/colour is not known"]),
        ("places = 1", "places = 1.5", &["/scoring/places is not of type \"integer\""]),
        ("pass = 70", "pass = true", &["/scoring/pass is not of type [\"number\",\"string\"]"]),
        (
            "pass = 70",
            "pass = \"7O\"",
            &["/scoring/pass does not match ^-?[0-9]{1,9}(\\.[0-9]{1,9})?$"],
        ),
        ("\"award\"", "\"reward\"", &["/kind fits 0 of 2"]),
        (
            "id = \"gold\"",
            "id = \"Gold\"",
            &["/tiers/0/id does not match ^[a-z0-9][a-z0-9-]{0,63}$"],
        ),
        ("en = \"Gold\"", "en = 1", &["/tiers/0/name/en is not of type \"string\""]),
        (
            "member = 100",
            "members = 100",
            &[
                "/streams/0/groups/0/fee/members is not known",
                "/streams/0/groups/0/fee lacks `member`",
            ],
        ),
        (
            "schema = 1",
            "schema = 1\nsite = { base_url = \"clouds.example\" }",
            &[r"/site/base_url does not match ^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@][^\s\\?#@]*$"],
        ),
        // Of a recognition, the branch of no rule fits.
        ("rule = \"streak\"", "rule = \"streaks\"", &["/recognitions/1 fits 0 of 4"]),
        ("years = 2", "years = 2\nmin_entries = 3", &["/recognitions/1 fits 0 of 4"]),
        ("years = 2\n", "", &["/recognitions/1 fits 0 of 4"]),
        ("trophy_text = { zh", "# {", &["/recognitions/1 fits 0 of 4"]),
        ("per = [\"stream\"]", "per = [\"streams\"]", &["/recognitions/0 fits 0 of 4"]),
        (
            "per = [\"stream\"]",
            "per = []\ntrophy_text = { en = \"Best\" }",
            &["/recognitions/0 fits 0 of 4"],
        ),
    ] {
        spoilt::<Programme>(PROGRAMME, (from, to), expected);
    }
}

#[test]
fn a_wrong_season_does_not_fit() {
    for (from, to, expected) in [
        (
            "reports =",
            "report =",
            &["/report/autumn is not known", "/report/spring is not known"][..],
        ),
        ("year = 2026", "year = \"2026\"", &["/year is not of type \"integer\""]),
        ("2026-12-01", "2026", &["/dates/results is not of type \"string\""]),
        ("2026-12-01", "\"1 December\"", &["/dates/results is not a date"]),
        ("2026-12-01", "2026-12-01T09:00:00", &["/dates/results is not a date"]),
        (", to = 2026-10-31", "", &["/assessment lacks `to`"]),
        ("spring =", "Spring =", &["/reports/Spring is not known"]),
        ("year", "encoding = \"big5\"\nyear", &["/encoding fits 0 of 2"]),
    ] {
        spoilt::<Season>(SEASON, (from, to), expected);
    }
}

#[test]
fn a_number_may_stand_in_quotes_and_a_date_too() {
    let text = read(PROGRAMME).replacen("pass = 70", "pass = \"70.5\"", 1);
    assert_eq!(problems(&schema("programme"), &text), [""; 0]);
    let text = read(SEASON).replacen("2026-12-01", "\"2026-12-01\"", 1);
    assert_eq!(problems(&schema("season"), &text), [""; 0]);
}

/// Every key has a description for the editor's tooltip, and so has each choice.
fn without_description(schema: &Value, path: &str, found: &mut Vec<String>) {
    let said = |item: &Value| item["description"].as_str().is_some_and(|text| !text.is_empty());
    let each = |key: &str| schema[key].as_object().into_iter().flatten();
    for (key, item) in each("properties").chain(each("$defs")) {
        let path = format!("{path}/{key}");
        if !said(item) {
            found.push(path.clone());
        }
        without_description(item, &path, found);
    }
    for branch in schema["oneOf"].as_array().into_iter().flatten() {
        if !said(branch) {
            found.push(format!("{path} {branch}"));
        }
        without_description(branch, path, found);
    }
}

#[test]
fn every_key_and_choice_is_described() {
    for kind in ["programme", "season"] {
        let mut found = Vec::new();
        without_description(&schema(kind), kind, &mut found);
        assert_eq!(found, [""; 0]);
    }
}
