//! `plaudit explain` as it is typed: formats, languages, several seasons, and what goes wrong.

use std::fs;
use std::process::Output;

use crate::run::{Place, copy, sample, text};

/// A folder with the award of the fault tests.
fn demo() -> Place {
    let place = Place::new();
    copy(&sample("tests/fixtures/season/demo"), &place.path("data/demo"));
    let path = place.path("data/demo/programme.toml");
    let rules = fs::read_to_string(&path).expect("rules");
    // Without its address, each run would warn of the site.
    fs::write(path, rules + "[site]\nbase_url = \"https://clouds.example\"\n").expect("writable");
    place
}

/// The same award a second time, by another name.
fn twins() -> Place {
    let place = demo();
    copy(&place.path("data/demo"), &place.path("data/twin"));
    let rules = place.path("data/twin/programme.toml");
    let own = fs::read_to_string(&rules).expect("rules").replacen("\"demo\"", "\"twin\"", 1);
    fs::write(rules, own).expect("writable");
    place
}

fn json(output: &Output) -> serde_json::Value {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The run ends with an error and says this, and nothing else.
#[track_caller]
fn fails(output: &Output, message: &str) {
    assert_eq!(text(&output.stderr), message);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn as_text_in_the_programmes_first_language_or_another() {
    let place = demo();
    let output = place.plaudit(&["explain", "e2", "--for-member"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let chinese = text(&output.stdout);
    assert!(
        chinese.starts_with("e2 半滿茶壺：雲上服務獎 2026  entries.csv:3\n├─ 參與機構"),
        "{chinese}"
    );
    assert!(chinese.contains("扣1分：逾期交表  deductions.csv:2\n"), "{chinese}");
    let english =
        text(&place.plaudit(&["explain", "e2", "--language", "en", "--for-member"]).stdout);
    assert!(
        english.contains("│  ├─ Deducted: 1 point. Late form  deductions.csv:2\n"),
        "{english}"
    );
    assert!(english.contains("├─ Group B (11 shops or above): the entry has 20\n"), "{english}");
    assert!(!english.contains('\x1b'), "no colours in a pipe");
}

#[test]
fn as_json_with_the_rows_it_rests_on() {
    let place = demo();
    let tree = json(&place.plaudit(&["explain", "e1", "--format", "json"]));
    assert_eq!(tree["fact"], "entry");
    assert_eq!(tree["source"]["file"], "data/demo/2026/entries.csv");
    assert_eq!(tree["source"]["row"], 2);
    let parts = tree["parts"].as_array().expect("parts");
    let round = parts.iter().find(|part| part["fact"] == "round").expect("a round");
    let expected = r#"{"fact":"assessment","values":{"date":"2026-03-09","mean":[
        {"of":"greeting","value":{"decimal":"92"},"weight":"30"},
        {"of":"answer","value":{"decimal":"90"},"weight":"50"},
        {"of":"queue","value":{"decimal":"88"},"weight":"20"}],
        "ref":"V-1","score":{"decimal":"90.2"}},
        "source":{"file":"data/demo/2026/assessments.csv","row":2}}"#;
    let expected: serde_json::Value = serde_json::from_str(expected).expect("JSON");
    assert_eq!(round["parts"][0]["parts"][0], expected);
}

#[test]
fn an_entry_of_several_programmes_is_explained_in_each() {
    let place = twins();
    let all = text(&place.plaudit(&["explain", "e1", "--language", "en", "--for-member"]).stdout);
    let heads = all.lines().filter(|line| line.starts_with("e1 Stardust Kites"));
    assert_eq!(heads.count(), 2);
    let all = json(&place.plaudit(&["explain", "e1", "--format", "json"]));
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    let arguments = ["explain", "e1", "--format", "json", "--programme", "twin"];
    assert_eq!(json(&place.plaudit(&arguments))["values"]["programme"]["id"], "twin");
}

#[test]
fn an_unknown_entry_or_language_is_an_error() {
    let place = demo();
    fails(
        &place.plaudit(&["explain", "E1"]),
        "\
error: there is no entry `E1`
 = help: did you mean `e1`?

1 error, no warnings; nothing was written
",
    );
    fails(
        &place.plaudit(&["explain", "9"]),
        "\
error: there is no entry `9`
 = help: write one of `e1`, `e2`, `e3`, `e4`

1 error, no warnings; nothing was written
",
    );
    // By its name, or by the participant's id, it is named.
    for name in ["stardust", "星塵", "alpha"] {
        let said = text(&place.plaudit(&["explain", name]).stderr);
        assert!(said.contains("= help: write the id of the entry: `e1` or `e4`\n"), "{said}");
    }
    fails(
        &place.plaudit(&["explain", "e1", "--language", "fr"]),
        "\
error: programme `demo` has no language `fr`
 = help: write `zh` or `en`

1 error, no warnings; nothing was written
",
    );
}

#[test]
fn a_catalogue_that_lacks_words_or_names_what_is_not_there_is_an_error() {
    let place = demo();
    let path = place.path("words/messages/en.toml");
    let write = |from: &str, to: &str| {
        let own = fs::read_to_string(sample("templates/messages/en.toml")).expect("a catalogue");
        assert!(own.contains(from), "{from}");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(&path, own.replacen(from, to, 1)).expect("writable");
        place.plaudit(&["explain", "e1", "--language", "en", "--templates", "words"])
    };
    fails(
        &write("score-undeducted = ", "score-nobody-asked-for = "),
        "\
error: language `en` has no words for `explain.score-undeducted`
--> words/messages/en.toml
 = help: take them from the built-in catalogue of the language

1 error, no warnings; nothing was written
",
    );
    fails(
        &write("\"Participant: {name}", "\"Participant: {nane}"),
        "\
error: the words of `explain.participant` in language `en` name `{nane}`, which there is not
--> words/messages/en.toml
 = help: did you mean `name`?

1 error, no warnings; nothing was written
",
    );
    let edited = write("\"Participant: ", "\"Who: ");
    assert!(text(&edited.stdout).contains("├─ Who: Stardust Kites (alpha)  participants.csv:2\n"));
}

#[test]
fn the_entry_stands_by_itself() {
    let place = demo();
    assert_eq!(place.plaudit(&["explain"]).status.code(), Some(2));
    let output = place.plaudit(&["explain", "e1", "--entry", "e1"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("`--round` and `--entry` go with `build` and `watch` alone")
    );
}
