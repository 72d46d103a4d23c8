//! Faults in participants.

use crate::common::Season;
use crate::{ENTRIES, PARTICIPANTS};

#[test]
fn a_participant_there_twice() {
    Season::new().replace(PARTICIPANTS, "gamma,", "alpha,").check().fails(
        r#"
error: participant `alpha` is there twice
 --> data/demo/2026/participants.csv:4
  |
4 | participant: alpha
  |              ^^^^^
  |
  = help: it is already in row 2; give each its own id

error: there is no participant `gamma`
 --> data/demo/2026/entries.csv:4
  |
4 | participant: gamma
  |              ^^^^^
  |
  = help: correct it, or add it to the table of participants

2 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_id_in_capitals() {
    Season::new()
        .replace(PARTICIPANTS, "gamma,", "Gamma Ltd,")
        .replace(ENTRIES, "gamma", "Gamma Ltd")
        .check()
        .fails(
            r#"
error: `Gamma Ltd` is not an id
 --> data/demo/2026/participants.csv:4
  |
4 | participant: Gamma Ltd
  |              ^^^^^^^^^
  |
  = help: write 1 to 64 small letters a-z, digits and hyphens, not beginning with a hyphen

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_name_without_translation() {
    Season::new().replace(PARTICIPANTS, "Half-full Teapots", "").check().fails(
        r#"
error: the text has no translation in `name_en`
 --> data/demo/2026/participants.csv:3
  |
3 | name_en:
  | ^^^^^^^^
  |
  = help: write it; every row needs it in each language

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_name_in_no_language() {
    Season::new().replace(PARTICIPANTS, "半滿茶壺,Half-full Teapots", ",").check().fails(
        r#"
error: `name_zh` is empty
 --> data/demo/2026/participants.csv:3
  |
3 | name_zh:
  | ^^^^^^^^
  |
  = help: write it; every row needs it in each language

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_character_of_the_mainland() {
    Season::new().replace(PARTICIPANTS, "半滿茶壺", "半滿内壺").check().fails(
        r#"
error: no sans font has the character `内` (U+5185)
 --> data/demo/2026/participants.csv:3
  |
3 | name_zh: 半滿内壺
  |              ^^
  |
  = help: write `內`, its form in Hong Kong

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn names_in_each_others_place() {
    let (name, exchanged) = ("半滿茶壺,Half-full Teapots", "Half-full Teapots,半滿茶壺");
    let run = Season::new().replace(PARTICIPANTS, name, exchanged).check();
    // Its lines on a trophy are too thin besides.
    let warning = "warning: `name_en` is in Chinese, and `name_zh` is not
 --> data/demo/2026/participants.csv:3
  |
3 | name_en: 半滿茶壺
  |          ^^^^^^^^
  |
  = help: exchange the two, if each is in the place of the other
";
    assert!(run.stderr.contains(warning), "{}", run.stderr);
}

#[test]
fn one_name_in_both_languages() {
    for name in ["Half-full Teapots", "半滿茶壺"] {
        let both = format!("{name},{name}");
        let season = Season::new().replace(PARTICIPANTS, "半滿茶壺,Half-full Teapots", &both);
        season.check().passes();
    }
}

#[test]
fn an_invisible_character() {
    Season::new().replace(PARTICIPANTS, "Half-full", "Half\u{7}full").check().fails(
        r#"
error: the text holds an invisible character, U+0007
 --> data/demo/2026/participants.csv:3
  |
3 | name_en: Half␣full Teapots
  |              ^
  |
  = help: delete it, or type the text again

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_lost_character() {
    Season::new().replace(PARTICIPANTS, "半滿茶壺", "半\u{fffd}茶壺").check().fails(
        r#"
error: a character was lost here
 --> data/demo/2026/participants.csv:3
  |
3 | name_zh: 半�茶壺
  |            ^
  |
  = help: write it again, from the source

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_private_character() {
    Season::new().replace(PARTICIPANTS, "半滿茶壺", "半\u{e000}茶壺").check().fails(
        r#"
error: the character U+E000 is of private use
 --> data/demo/2026/participants.csv:3
  |
3 | name_zh: 半茶壺
  |            ^
  |
  = help: only one computer knows it (造字); write it another way

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_address_that_is_none() {
    Season::new().replace(PARTICIPANTS, "kites@alpha.example", "kites at alpha").check().fails(
        r#"
error: `kites at alpha` is not an email address
 --> data/demo/2026/participants.csv:2
  |
2 | email: kites at alpha
  |        ^^^^^^^^^^^^^^
  |
  = help: write one address, or leave the cell empty

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_member_neither_yes_nor_no() {
    Season::new().replace(PARTICIPANTS, "yes", "perhaps").check().fails(
        r#"
error: `perhaps` is not known here
 --> data/demo/2026/participants.csv:2
  |
2 | member: perhaps
  |         ^^^^^^^
  |
  = help: write `no` or `yes`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_participant_without_an_address() {
    Season::new().replace(PARTICIPANTS, "teapots@beta.example", "").check().warns(
        r#"
warning: 1 participant with reports has no email address
--> data/demo/2026/participants.csv
 = help: write it in the column `email`: beta

no errors, 1 warning
"#,
    );
}
