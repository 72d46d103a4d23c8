//! Several faults in the keys and values of TOML files: one run tells of all of them, and of nothing that
//! only follows from them.

use crate::common::{Run, Season};
use crate::{PROGRAMME, SEASON};

/// What is wrong, without what to do.
fn told(run: &Run) -> Vec<String> {
    let (errors, rest) = (run.errors(), "error: ");
    let errors = errors.split(" / ").filter_map(|line| line.strip_prefix(rest));
    errors.map(str::to_owned).collect()
}

#[test]
fn every_fault_of_a_programme_and_its_season() {
    let run = Season::new()
        .replace(PROGRAMME, "schema = 1\n", "")
        .replace(PROGRAMME, "kind = \"award\"", "kind = \"prize\"")
        .replace(PROGRAMME, "places = 1", "places = \"one\"")
        .replace(PROGRAMME, "weight = 40\n", "")
        .replace(PROGRAMME, "max = 10,", "max = true,")
        .replace(PROGRAMME, "id = \"kites\"", "id = \"Kites!\"")
        .replace(PROGRAMME, "rule = \"highest\"", "rule = \"lottery\"")
        .replace(PROGRAMME, "years = 2\n", "")
        .replace(SEASON, "year = 2026", "year = \"2026\"")
        .check();
    assert_eq!(
        told(&run),
        [
            "the key `schema` is missing",
            "`prize` is not known here",
            "`\"one\"` is not a whole number",
            "the key `weight` is missing",
            "`true` is not a whole number",
            "`Kites!` is not an id",
            "`lottery` is not known here",
            "recognition `steady-gold` needs the key `years` for its rule",
            "`\"2026\"` is not a year",
        ]
    );
}

#[test]
fn a_key_is_not_missing_that_is_only_misspelt() {
    let run = Season::new()
        .replace(PROGRAMME, "pass = 70", "pas = 70")
        .replace(PROGRAMME, "weight = 60", "wieght = 60")
        .replace(PROGRAMME, "years = 2", "yeers = 2")
        .replace(PROGRAMME, "organiser =", "organizer =")
        .check();
    assert_eq!(
        told(&run),
        [
            "the key `organizer` is not known here",
            "the key `pas` is not known here",
            "the key `wieght` is not known here",
            "the key `yeers` is not known here",
        ]
    );
}

#[test]
fn a_key_that_is_unlike_the_missing_one_does_not_stand_for_it() {
    let run = Season::new().replace(PROGRAMME, "weight = 60", "colour = 60").check();
    let told = told(&run);
    assert_eq!(told, ["the key `weight` is missing", "the key `colour` is not known here"]);
}

#[test]
fn every_line_that_does_not_parse() {
    let run = Season::new()
        .replace(PROGRAMME, "{ zh = \"春季\", en", "{ zh = “春季”, en")
        .replace(PROGRAMME, "id = \"gold\"", "id = gold")
        .replace(PROGRAMME, "weight = 60", "weight = 6,0")
        .check();
    assert_eq!(
        told(&run),
        [
            "this is neither a number, nor a date, nor a text in quotes",
            "not readable as TOML: unexpected key or value, expected newline, `#`",
            "this is neither a number, nor a date, nor a text in quotes",
        ]
    );
}

#[test]
fn what_follows_a_list_that_is_not_closed_is_no_fault() {
    let run = Season::new()
        .replace(PROGRAMME, "id = \"spring\"", "id = spring")
        .replace(PROGRAMME, "]\ngroups = [\n", "\ngroups = [\n")
        .check();
    assert_eq!(told(&run).len(), 2, "{:?}", told(&run));
    assert!(told(&run)[1].contains("comma"), "{:?}", told(&run));
}

#[test]
fn of_very_many_faults_the_first_are_told() {
    let rules: String = (0..100).map(|at| format!("colour-{at} = 1\n")).collect();
    let run =
        Season::new().replace(PROGRAMME, "schema = 1\n", &format!("schema = 1\n{rules}")).check();
    assert_eq!(told(&run).len(), 50);
}
