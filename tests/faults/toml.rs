//! Faults in the keys and values of a programme file.

use crate::PROGRAMME;
use crate::common::Season;

#[test]
fn a_key_missing_in_an_item() {
    Season::new().replace(PROGRAMME, "weight = 60\n", "").check().fails(
        r#"
error: the key `weight` is missing
  --> data/demo/programme.toml:23:1
   |
23 | [[rounds]]
   | ^^^^^^^^^^
   |
   = help: add `weight = …`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_key_missing_in_the_file() {
    Season::new().replace(PROGRAMME, "schema = 1\n", "").check().fails(
        r#"
error: the key `schema` is missing
--> data/demo/programme.toml
 = help: add it as another file of this kind has it

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_key() {
    Season::new().replace(PROGRAMME, "places = 1", "placse = 1").check().fails(
        r#"
error: the key `placse` is not known here
  --> data/demo/programme.toml:15:1
   |
15 | placse = 1
   | ^^^^^^
   |
   = help: did you mean `places`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_key_like_no_other() {
    Season::new().replace(PROGRAMME, "schema = 1", "schema = 1\ncolour = \"red\"").check().fails(
        r#"
error: the key `colour` is not known here
 --> data/demo/programme.toml:3:1
  |
3 | colour = "red"
  | ^^^^^^
  |
  = help: take it out, or correct it: it is none of the 34 known

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_text_for_a_whole_number() {
    Season::new().replace(PROGRAMME, "places = 1", r#"places = "one""#).check().fails(
        r#"
error: `"one"` is not a whole number
  --> data/demo/programme.toml:15:10
   |
15 | places = "one"
   |          ^^^^^
   |
   = help: write digits only, such as 12, without quotes or sign

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_text_for_a_number() {
    Season::new().replace(PROGRAMME, "weight = 40", r#"weight = "forty""#).check().fails(
        r#"
error: `"forty"` is not a number
  --> data/demo/programme.toml:22:10
   |
22 | weight = "forty"
   |          ^^^^^^^
   |
   = help: write digits and a point, such as 87.5, without quotes

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_number_out_of_range() {
    Season::new().replace(PROGRAMME, "places = 1", "places = -1").check().fails(
        r#"
error: `-1` is out of range
  --> data/demo/programme.toml:15:10
   |
15 | places = -1
   |          ^^
   |
   = help: write digits only, such as 12, without quotes or sign

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_number_for_a_text() {
    Season::new().replace(PROGRAMME, r#"telephone = "0000 0000""#, "telephone = 0").check().fails(
        r#"
error: `0` is not a text
 --> data/demo/programme.toml:7:25
  |
7 | contact = { telephone = 0, email = "office@clouds.example", website = "clouds.example" }
  |                         ^
  |
  = help: put it in straight quotes: "…"

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_text_in_one_language_only() {
    Season::new()
        .replace(PROGRAMME, r#"{ zh = "春季", en = "Spring" }"#, r#""Spring""#)
        .check()
        .fails(
            r#"
error: `"Spring"` is not a set of keys
  --> data/demo/programme.toml:21:8
   |
21 | name = "Spring"
   |        ^^^^^^^^
   |
   = help: write keys and values in braces, such as { zh = "…", en = "…" }

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_word_for_true_or_false() {
    Season::new()
        .replace(PROGRAMME, r#"site = "winners""#, "site = \"winners\"\nscores = \"no\"")
        .check()
        .fails(
            r#"
error: `"no"` is not `true` or `false`
   --> data/demo/programme.toml:111:10
    |
111 | scores = "no"
    |          ^^^^
    |
    = help: write true or false, without quotes

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_unknown_rule() {
    Season::new().replace(PROGRAMME, r#"rule = "streak""#, r#"rule = "streaks""#).check().fails(
        r#"
error: `streaks` is not known here
   --> data/demo/programme.toml:104:8
    |
104 | rule = "streaks"
    |        ^^^^^^^^^
    |
    = help: did you mean `streak`? there are `highest`, `improvement`, `streak`, `omni-channel`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_key_useless_to_the_rule() {
    Season::new().replace(PROGRAMME, "years = 2", "years = 2\nmin_entries = 3").check().fails(
        r#"
error: recognition `steady-gold`: its rule has no use for the key `min_entries`
   --> data/demo/programme.toml:107:1
    |
107 | min_entries = 3
    | ^^^^^^^^^^^
    |
    = help: take the key out, or correct `rule`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_key_that_the_rule_needs() {
    Season::new().replace(PROGRAMME, "years = 2\n", "").check().fails(
        r#"
error: recognition `steady-gold` needs the key `years` for its rule
   --> data/demo/programme.toml:101:1
    |
101 | [[recognitions]]
    | ^^^^^^^^^^^^^^^^
    |
    = help: add `years = …`, or correct `rule`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_id_with_other_characters() {
    Season::new().replace(PROGRAMME, r#"id = "gold""#, r#"id = "Gold 1""#).check().fails(
        r#"
error: `Gold 1` is not an id
  --> data/demo/programme.toml:29:6
   |
29 | id = "Gold 1"
   |      ^^^^^^^^
   |
   = help: write 1 to 64 small letters a-z, digits and hyphens, not beginning with a hyphen

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_rule_like_no_other() {
    Season::new().replace(PROGRAMME, r#"rule = "streak""#, r#"rule = "lottery""#).check().fails(
        r#"
error: `lottery` is not known here
   --> data/demo/programme.toml:104:8
    |
104 | rule = "lottery"
    |        ^^^^^^^^^
    |
    = help: write one of `highest`, `improvement`, `streak`, `omni-channel`

1 error, no warnings; nothing was written
"#,
    );
}
