//! Faults in the rules of recognitions.

use crate::PROGRAMME;
use crate::common::{STEADY, Season};

/// A recognition of those who serve everywhere, but for the channels.
const EVERYWHERE: &str = r#"[[recognitions]]
id = "everywhere"
name = { zh = "全面", en = "Everywhere" }
rule = "omni-channel"
tier = "gold"
"#;

#[test]
fn a_scope_that_repeats_a_field() {
    Season::new()
        .replace(PROGRAMME, r#"per = ["stream"]"#, r#"per = ["stream", "sector", "stream"]"#)
        .check()
        .fails(
            r#"
error: `stream` is there twice
   --> data/demo/programme.toml:100:28
    |
100 | per = ["stream", "sector", "stream"]
    |                            ^^^^^^^^
    |
    = help: take one of the two out

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_scope_of_no_entries() {
    Season::new()
        .replace(PROGRAMME, r#"per = ["stream"]"#, "per = [\"stream\"]\nmin_entries = 0")
        .check()
        .fails(
            r#"
error: `min_entries` is 0
   --> data/demo/programme.toml:101:15
    |
101 | min_entries = 0
    |               ^
    |
    = help: write how many entries a scope needs, at least 1

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_comparison_that_repeats_a_field() {
    Season::new()
        .replace(PROGRAMME, r#"same = ["stream", "group"]"#, r#"same = ["group", "group"]"#)
        .check()
        .fails(
            r#"
error: `group` is there twice
   --> data/demo/programme.toml:107:18
    |
107 | same = ["group", "group"]
    |                  ^^^^^^^
    |
    = help: take one of the two out

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_streak_of_no_years() {
    Season::new().replace(PROGRAMME, "years = 2", "years = 0").check().fails(
        r#"
error: a streak of 0 years is none
   --> data/demo/programme.toml:106:9
    |
106 | years = 0
    |         ^
    |
    = help: write from how many seasons on it is awarded, such as 3

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_streak_of_one_year() {
    Season::new().replace(PROGRAMME, "years = 2", "years = 1").check().warns(
        r#"
warning: a streak of 1 year is won by all who hold the tier
   --> data/demo/programme.toml:106:9
    |
106 | years = 1
    |         ^
    |
    = help: write at least 2, unless you mean that

no errors, 1 warning
"#,
    );
}

#[test]
fn a_second_streak_that_counts_another() {
    Season::new().rule(STEADY).check().warns(
        r#"
warning: recognition `steady-silver` counts another streak than `steady-gold`
   --> data/demo/programme.toml:112:8
    |
112 | rule = "streak"
    |        ^^^^^^^^
    |
    = help: both are given; the streak reported of an entry is that of `steady-gold`

no errors, 1 warning
"#,
    );
}

#[test]
fn a_second_streak_of_more_years() {
    Season::new()
        .rule(
            &(STEADY.replace("tier = \"silver\"", "tier = \"gold\"")
                + "same = [\"stream\", \"group\"]"),
        )
        .check()
        .passes();
}

#[test]
fn a_recognition_of_every_channel() {
    Season::new().rule(&format!("{EVERYWHERE}channels = [\"chat\", \"counter\"]")).check().passes();
}

#[test]
fn no_channel_to_cover() {
    Season::new().rule(&format!("{EVERYWHERE}channels = []")).check().fails(
        r#"
error: there is no channel to cover
   --> data/demo/programme.toml:114:12
    |
114 | channels = []
    |            ^^
    |
    = help: list the channels to cover, by their ids

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_channel_to_cover_twice() {
    Season::new()
        .rule(&format!("{EVERYWHERE}channels = [\"chat\", \"counter\", \"chat\"]"))
        .check()
        .fails(
            r#"
error: `chat` is there twice
   --> data/demo/programme.toml:114:32
    |
114 | channels = ["chat", "counter", "chat"]
    |                                ^^^^^^
    |
    = help: take one of the two out

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_unknown_channel_to_cover() {
    Season::new().rule(&format!("{EVERYWHERE}channels = [\"chat\", \"countr\"]")).check().fails(
        r#"
error: there is no channel `countr`
   --> data/demo/programme.toml:114:22
    |
114 | channels = ["chat", "countr"]
    |                      ^^^^^^
    |
    = help: did you mean `counter`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_channel_that_no_mode_serves() {
    Season::new()
        .replace(PROGRAMME, r#", channel = "chat""#, "")
        .rule(&format!("{EVERYWHERE}channels = [\"chat\", \"counter\"]"))
        .check()
        .fails(
            r#"
error: no mode serves channel `chat`, so nobody can cover it
   --> data/demo/programme.toml:114:12
    |
114 | channels = ["chat", "counter"]
    |            ^^^^^^^^^^^^^^^^^^^
    |
    = help: write `channel = "chat"` at a mode, or take it out here

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_order_of_nothing() {
    Season::new()
        .rule(&format!("{EVERYWHERE}channels = [\"chat\", \"counter\"]\norder = []"))
        .check()
        .fails(
            r#"
error: nothing says who ranks first
   --> data/demo/programme.toml:115:9
    |
115 | order = []
    |         ^^
    |
    = help: write ["entries", "mean"] or one of the two, or leave the key out

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_order_that_repeats() {
    Season::new()
        .rule(&format!(
            "{EVERYWHERE}channels = [\"chat\", \"counter\"]\norder = [\"mean\", \"mean\"]"
        ))
        .check()
        .fails(
            r#"
error: `mean` is there twice
   --> data/demo/programme.toml:115:18
    |
115 | order = ["mean", "mean"]
    |                  ^^^^^^
    |
    = help: take one of the two out

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_streak_whose_words_do_not_state_its_count() {
    let said = Season::new().replace(PROGRAMME, "連續{years}年金獎", "連年金獎").check().stderr;
    let expected = "error: the words of the streak do not state its count\n   --> \
                    data/demo/programme.toml:108:22\n";
    assert!(said.starts_with(expected), "{said}");
    assert!(said.contains("help: write {years} where the number of seasons stands\n"), "{said}");
}

#[test]
fn a_streak_without_words() {
    let said = Season::new().replace(PROGRAMME, "trophy_text = { zh", "#").check().stderr;
    let expected = "error: recognition `steady-gold` needs the key `trophy_text` for its rule\n";
    assert!(said.starts_with(expected), "{said}");
    assert!(said.contains("help: add `trophy_text = …`, or correct `rule`\n"), "{said}");
}
