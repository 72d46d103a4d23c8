//! Faults in how a programme file is written.

use crate::PROGRAMME;
use crate::common::Season;

#[test]
fn a_key_there_twice() {
    Season::new().replace(PROGRAMME, "min = 90", "min = 90\nmin = 91").check().fails(
        r#"
error: this key is there twice
  --> data/demo/programme.toml:32:1
   |
32 | min = 91
   | ^^^
   |
   = help: take one of the two out; or a line such as `[[…]]` is missing above it

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_quote_not_closed() {
    Season::new().replace(PROGRAMME, r#"id = "gold""#, r#"id = "gold"#).check().fails(
        r#"
error: this text has no closing quote
  --> data/demo/programme.toml:29:11
   |
29 | id = "gold
   |           ^
   |
   = help: put a text in straight quotes: "…"

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn signs_of_an_input_method() {
    let said = |from: &str, to: &str, sign: &str, plain: &str| {
        let expected = format!(
            "error: `{sign}` means nothing outside of quotes / = help: write {plain}, as a keyboard set to English types it"
        );
        assert_eq!(Season::new().replace(PROGRAMME, from, to).check().errors(), expected, "{to}");
    };
    let gold = r#"name = { zh = "金獎", en = "Gold" }"#;
    said(r#"id = "gold""#, "id = “gold”", "“", "`\"`");
    said(gold, r#"name = { zh = 「金獎」, en = "Gold" }"#, "「", "`\"`");
    said(gold, r#"name = { zh = "金獎"，en = "Gold" }"#, "，", "`,`");
    said(gold, r#"name ＝ { zh = "金獎", en = "Gold" }"#, "＝", "`=`");
    said(gold, r#"name：{ zh = "金獎", en = "Gold" }"#, "：", "`=`");
    said(gold, r#"name = ｛ zh = "金獎", en = "Gold" }"#, "｛", "`{`");
    said("min = 90", "min = ９０", "９０", "`90`");
    said("min = 90", "　min = 90", "　", "a plain space");
    said("[[tiers]]\nid = \"gold\"", "［［tiers］］\nid = \"gold\"", "［［", "`[[`");
    // Within quotes they belong.
    let text = r#"name = { zh = "金獎，"最高"的", en = "Gold" }"#;
    let said = Season::new().replace(PROGRAMME, gold, text).check().errors();
    assert!(!said.contains("means nothing"), "{said}");
    Season::new().replace(PROGRAMME, "\"金獎\"", "\"金獎（最高）\"").check().passes();
}

#[test]
fn a_backslash_within_double_quotes() {
    let said =
        Season::new().replace(PROGRAMME, "[scoring]", "folder = \"art\\logo.svg\"\n[scoring]");
    assert_eq!(
        said.check().errors(),
        "error: a `\\` within double quotes begins a sign that cannot be typed, and none is known here / = help: \
         write `/` between folders, and `\\\\` for the sign itself"
    );
}

#[test]
fn a_bracket_missing() {
    Season::new()
        .replace(PROGRAMME, "[[tiers]]", "[[tiers]")
        .check()
        .fails(r#"
error: not readable as TOML: unclosed array table, expected `]`
  --> data/demo/programme.toml:28:9
   |
28 | [[tiers]
   |         ^
   |
   = help: texts stand in straight quotes, lists in [ ], tables in { }, with commas between their parts

1 error, no warnings; nothing was written
"#);
}

#[test]
fn a_translation_missing() {
    Season::new()
        .replace(PROGRAMME, r#"{ zh = "春季", en = "Spring" }"#, r#"{ zh = "春季" }"#)
        .check()
        .fails(
            r#"
error: the text has no translation in `en`
  --> data/demo/programme.toml:21:8
   |
21 | name = { zh = "春季" }
   |        ^^^^^^^^^^^^^^^
   |
   = help: write `en = "…"`

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_translation_empty() {
    Season::new()
        .replace(PROGRAMME, r#"{ zh = "春季", en = "Spring" }"#, r#"{ zh = "春季", en = "" }"#)
        .check()
        .fails(
            r#"
error: the text has no translation in `en`
  --> data/demo/programme.toml:21:26
   |
21 | name = { zh = "春季", en = "" }
   |                            ^^
   |
   = help: write `en = "…"`

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_text_without_any_language() {
    Season::new().replace(PROGRAMME, r#"{ zh = "春季", en = "Spring" }"#, "{}").check().fails(
        r#"
error: the text has no translation in `zh`
  --> data/demo/programme.toml:21:8
   |
21 | name = {}
   |        ^^
   |
   = help: write `zh = "…"`

error: the text has no translation in `en`
  --> data/demo/programme.toml:21:8
   |
21 | name = {}
   |        ^^
   |
   = help: write `en = "…"`

2 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_language_that_is_not_the_programmes() {
    Season::new()
        .replace(PROGRAMME, r#"en = "Spring" }"#, r#"en = "Spring", fr = "Printemps" }"#)
        .check()
        .fails(
            r#"
error: `fr` is not a language of the programme
  --> data/demo/programme.toml:21:36
   |
21 | name = { zh = "春季", en = "Spring", fr = "Printemps" }
   |                                      ^^
   |
   = help: take it out, or add it to `languages`, now `zh`, `en`

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_character_of_the_mainland() {
    Season::new().replace(PROGRAMME, "春季", "春内").check().fails(
        r#"
error: no sans font has the character `内` (U+5185)
  --> data/demo/programme.toml:21:17
   |
21 | name = { zh = "春内", en = "Spring" }
   |                  ^^
   |
   = help: write `內`, its form in Hong Kong

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_character_that_no_font_has() {
    Season::new().replace(PROGRAMME, "春季", "春🌸").check().fails(
        r#"
error: no sans font has the character `🌸` (U+1F338)
  --> data/demo/programme.toml:21:17
   |
21 | name = { zh = "春🌸", en = "Spring" }
   |                  ^^
   |
   = help: write it another way, or add a font that has it with --fonts

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn more_digits_than_a_fraction_keeps() {
    Season::new().replace(PROGRAMME, "min = 90", "min = 89.99999999999999999").check().fails(
        r#"
error: `89.99999999999999999` has more digits than are read
  --> data/demo/programme.toml:31:7
   |
31 | min = 89.99999999999999999
   |       ^^^^^^^^^^^^^^^^^^^^
   |
   = help: write at most 15 digits, or put it in quotes

1 error, no warnings; nothing was written
"#,
    );
}

/// What is said of a programme whose organiser is written so.
fn of_organiser(written: &str) -> Vec<String> {
    let season = Season::new();
    let text = season.read(PROGRAMME);
    let line = text.lines().find(|line| line.starts_with("organiser = ")).expect("a line");
    let run = season.replace(PROGRAMME, line, &format!("organiser = {written}")).check();
    run.errors().split(" / ").map(str::to_owned).collect()
}

#[test]
fn a_text_without_quotes_that_has_signs_of_chinese() {
    for text in ["香港，商會", "商會（香港）", "商會"] {
        let said = of_organiser(&format!("{{ zh = {text}, en = \"Club\" }}"));
        let error = "error: this is neither a number, nor a date, nor a text in quotes";
        let help = "= help: put a text in straight quotes, \"…\"; write a number in digits";
        assert_eq!(said, [error, help], "{text}");
    }
}

#[test]
fn a_text_that_is_not_closed_in_a_set_of_keys() {
    let said = of_organiser("{ zh = \"商會\", en = \"Club }");
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0], "error: this text has no closing quote");
    let said = of_organiser("{ zh = \"商會\", en = \"Club” }");
    let error = "error: `”` does not close a text that begins with `\"`";
    assert_eq!(said, [error, "= help: write `\"` at its end too"]);
}

#[test]
fn a_value_that_is_nearly_one() {
    let numbers = "= help: write a number as 87.5 and a day as 2026-03-09, or put a text in straight quotes: \"…\"";
    let truth = "= help: write `true` or `false` in small letters";
    for (written, help) in
        [("90%", numbers), ("10/10/2026", numbers), ("False", truth), ("TRUE", truth)]
    {
        let said = of_organiser(written);
        assert_eq!(said.last().map(String::as_str), Some(help), "{written}: {said:?}");
    }
}
