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
            "`“` means nothing outside of quotes",
            "not readable as TOML: unexpected key or value, expected newline, `#`",
            "this is neither a number, nor a date, nor a text in quotes",
        ]
    );
}

#[test]
fn every_key_that_is_missing() {
    let run = Season::new()
        .replace(PROGRAMME, "schema = 1\n", "")
        .replace(PROGRAMME, "aggregate = \"by-assessment\"\n", "")
        .replace(PROGRAMME, "pass = 70\n", "")
        .replace(PROGRAMME, "[disclosure]\nsite = \"winners\"\n", "[disclosures]\n")
        .replace(PROGRAMME, "id = \"kites\"\nname = { zh = \"風箏\", en = \"Kites\" }", "id = 5")
        .check();
    assert_eq!(
        told(&run),
        [
            "the key `schema` is missing",
            "the key `aggregate` is missing",
            "the key `pass` is missing",
            "the key `name` is missing",
            "`5` is not a text",
            "the key `site` is missing",
            "the key `disclosures` is not known here",
        ]
    );
}

#[test]
fn a_part_of_a_list_that_is_wrong_does_not_make_it_too_short() {
    let run = Season::new()
        .replace(PROGRAMME, "accent = \"#b8862b\"", "accent_cmyk = [10, 40, \"90\", 20]")
        .replace(PROGRAMME, "min = 11", "min = true")
        .check();
    assert_eq!(
        told(&run),
        [
            "the key `accent` is missing",
            "`\"90\"` is not a whole number",
            "`true` is not a whole number"
        ]
    );
    let run = Season::new()
        .replace(PROGRAMME, "accent =", "accent_cmyk = [10, 40],\naccent =")
        .replace(PROGRAMME, "aggregate = \"by-assessment\"", "aggregate = 3")
        .check();
    assert_eq!(
        told(&run),
        ["`[10, 40]` has more or fewer parts than belong here", "`3` is not a text"]
    );
}

#[test]
fn of_what_follows_a_list_that_is_not_closed_little_is_told() {
    let run = Season::new()
        .replace(PROGRAMME, "id = \"spring\"", "id = spring")
        .replace(
            PROGRAMME,
            "fee = { member = 200, non_member = 300 } },\n]",
            "fee = { member = 200, non_member = 300 } },",
        )
        .check();
    assert_eq!(told(&run).len(), 3, "{:?}", told(&run));
}

#[test]
fn what_follows_a_line_that_was_lost_is_told_once() {
    let run = Season::new()
        .replace(PROGRAMME, "[[tiers]]\nid = \"silver\"", "id = \"silver\"")
        .replace(PROGRAMME, "weight = 50", "weight = fifty")
        .check();
    let number = "this is neither a number, nor a date, nor a text in quotes";
    assert_eq!(told(&run), ["this key is there twice", number]);
}

#[test]
fn a_header_that_is_not_closed_hides_nothing() {
    let run = Season::new()
        .replace(PROGRAMME, "[[rounds]]\nid = \"spring\"", "[[rounds]\nid = \"spring\"")
        .replace(PROGRAMME, "id = \"kites\"", "id = kites")
        .check();
    assert_eq!(told(&run).len(), 2, "{:?}", told(&run));
}

#[test]
fn a_file_of_another_kind_is_told_of_as_well() {
    let run = Season::new().write(PROGRAMME, "x\n".repeat(50_000)).check();
    // All with the same words, and so in one.
    assert_eq!(told(&run), ["not readable as TOML: key with no value, expected `=`"]);
}

#[test]
fn of_very_many_faults_the_first_are_told() {
    let rules: String = (0..100).map(|at| format!("colour-{at} = 1\n")).collect();
    let run =
        Season::new().replace(PROGRAMME, "schema = 1\n", &format!("schema = 1\n{rules}")).check();
    assert_eq!(told(&run).len(), 50);
}

#[test]
fn a_key_that_is_no_id_hides_nothing() {
    let run = Season::new()
        .replace(SEASON, "year = 2026", "yaer = 2026")
        .replace(SEASON, "{ spring =", "{ Spring =")
        .check();
    assert_eq!(told(&run), ["the key `yaer` is not known here", "`Spring` is not an id"]);
}
