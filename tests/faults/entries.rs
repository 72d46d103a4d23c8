//! Faults in entries.

use crate::common::Season;
use crate::{ENTRIES, PARTICIPANTS, PROGRAMME};

#[test]
fn an_unknown_participant_like_another() {
    Season::new().replace(ENTRIES, "e2,beta", "e2,betta").check().fails(
        r#"
error: there is no participant `betta`
 --> data/demo/2026/entries.csv:3
  |
3 | participant: betta
  |              ^^^^^
  |
  = help: did you mean `beta`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_participant_like_no_other() {
    Season::new().replace(ENTRIES, "e2,beta", "e2,omega").check().fails(
        r#"
error: there is no participant `omega`
 --> data/demo/2026/entries.csv:3
  |
3 | participant: omega
  |              ^^^^^
  |
  = help: correct it, or add it to the table of participants

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_stream() {
    Season::new().replace(ENTRIES, "beta,shops", "beta,shop").check().fails(
        r#"
error: there is no stream `shop`
 --> data/demo/2026/entries.csv:3
  |
3 | stream: shop
  |         ^^^^
  |
  = help: did you mean `shops`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_mode() {
    Season::new().replace(ENTRIES, "chat,kites,5", "call,kites,5").check().fails(
        r#"
error: stream `online` has no mode `call`
 --> data/demo/2026/entries.csv:5
  |
5 | mode: call
  |       ^^^^
  |
  = help: write `chat`, the only one there is

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_sector() {
    Season::new().replace(ENTRIES, "visit,teapots", "visit,lamps").check().fails(
        r#"
error: there is no sector `lamps`
 --> data/demo/2026/entries.csv:3
  |
3 | sector: lamps
  |         ^^^^^
  |
  = help: write `kites` or `teapots`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_group() {
    Season::new().replace(ENTRIES, ",,A,,active", ",,C,,active").check().fails(
        r#"
error: stream `online` has no group `C`
 --> data/demo/2026/entries.csv:4
  |
4 | group: C
  |        ^
  |
  = help: write `A`, the only one there is

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_category() {
    Season::new().replace(ENTRIES, "outdoor", "outdoors").check().fails(
        r#"
error: there is no category `outdoors`
 --> data/demo/2026/entries.csv:2
  |
2 | category: outdoors
  |           ^^^^^^^^
  |
  = help: did you mean `outdoor`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_status() {
    Season::new().replace(ENTRIES, "withdrawn", "left").check().fails(
        r#"
error: `left` is not known here
 --> data/demo/2026/entries.csv:5
  |
5 | status: left
  |         ^^^^
  |
  = help: write one of `active`, `withdrawn`, `disqualified`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_entry_there_twice() {
    Season::new().replace(ENTRIES, "e4,", "e1,").check().fails(
        r#"
error: entry `e1` is there twice
 --> data/demo/2026/entries.csv:5
  |
5 | entry: e1
  |        ^^
  |
  = help: it is already in row 2; give each its own id

error: there is no entry `e4`
 --> data/demo/2026/assessments.csv:6
  |
6 | entry: e4
  |        ^^
  |
  = help: correct it, or add it to the table of entries

2 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_size_in_no_group() {
    Season::new()
        .replace(PROGRAMME, "min = 11", "min = 13")
        .replace(ENTRIES, "20", "12")
        .check()
        .fails(
            r#"
warning: groups `A` and `B` of stream `shops` leave the sizes 11 to 12 in neither
  --> data/demo/programme.toml:58:3
   |
58 |   { id = "B", min = 13, fee = { member = 200, non_member = 300 } },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: an entry of such a size needs its group in the column `group`

error: no group of stream `shops` holds the size `12`
 --> data/demo/2026/entries.csv:3
  |
3 | size: 12
  |       ^^
  |
  = help: group `A` ends at 10 and group `B` begins at 13; write the group in the column `group`

1 error, 1 warning; nothing was written
"#,
        );
}

#[test]
fn neither_size_nor_group() {
    Season::new().replace(ENTRIES, ",,A,,active", ",,,,active").check().fails(
        r#"
error: the entry has neither a size nor a group
 --> data/demo/2026/entries.csv:4
  |
4 | size:
  | ^^^^^
  |
  = help: write its size, or its group in the column `group`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_size_that_is_no_count() {
    Season::new().replace(ENTRIES, "kites,8", "kites,about 8").check().fails(
        r#"
error: `about 8` is not a whole number
 --> data/demo/2026/entries.csv:2
  |
2 | size: about 8
  |       ^^^^^^^
  |
  = help: write digits only, such as 12

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_empty_cell_that_is_needed() {
    Season::new().replace(ENTRIES, "visit,teapots", "visit,").check().fails(
        r#"
error: `sector` is empty
 --> data/demo/2026/entries.csv:3
  |
3 | sector:
  | ^^^^^^^
  |
  = help: write it; every row needs it

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_row_at_fault_is_not_reported_again_by_those_that_name_it() {
    Season::new()
        .replace(PARTICIPANTS, "example,1", "example,one")
        .replace(ENTRIES, "alpha,shops,visit,kites", "alpha,shops,visit,lamps")
        .check()
        .fails(
            r#"
error: `one` is not a whole number
 --> data/demo/2026/participants.csv:2
  |
2 | corporate_awards: one
  |                   ^^^
  |
  = help: write digits only, such as 12

error: there is no sector `lamps`
 --> data/demo/2026/entries.csv:2
  |
2 | sector: lamps
  |         ^^^^^
  |
  = help: write `kites` or `teapots`

2 errors, no warnings; nothing was written
"#,
        );
}
