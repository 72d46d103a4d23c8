//! Faults in the other rules of a programme.

use crate::PROGRAMME;
use crate::common::Season;

#[test]
fn groups_that_overlap() {
    Season::new().replace(PROGRAMME, "min = 11", "min = 10").check().fails(
        r#"
error: groups `A` and `B` of stream `shops` overlap
  --> data/demo/programme.toml:58:3
   |
58 |   { id = "B", min = 10, fee = { member = 200, non_member = 300 } },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: let `B` begin at 11

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_group_without_end_below_another() {
    Season::new().replace(PROGRAMME, "max = 10, ", "").check().fails(
        r#"
error: groups `A` and `B` of stream `shops` overlap
  --> data/demo/programme.toml:58:3
   |
58 |   { id = "B", min = 11, fee = { member = 200, non_member = 300 } },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: give `A` a `max` below 11

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_group_that_ends_before_it_begins() {
    Season::new().replace(PROGRAMME, "min = 1, max = 10", "min = 12, max = 10").check().fails(
        r#"
error: group `A` begins at 12 and ends at 10
  --> data/demo/programme.toml:57:31
   |
57 |   { id = "A", min = 12, max = 10, fee = { member = 100, non_member = 200 } },
   |                               ^^
   |
   = help: let `max` be at least `min`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn sizes_between_two_groups() {
    Season::new().replace(PROGRAMME, "min = 11", "min = 13").check().warns(
        r#"
warning: groups `A` and `B` of stream `shops` leave the sizes 11 to 12 in neither
  --> data/demo/programme.toml:58:3
   |
58 |   { id = "B", min = 13, fee = { member = 200, non_member = 300 } },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: an entry of such a size needs its group in the column `group`

no errors, 1 warning
"#,
    );
}

#[test]
fn an_id_that_is_not_the_folder() {
    Season::new().replace(PROGRAMME, r#"id = "demo""#, r#"id = "demon""#).check().fails(
        r#"
error: the id `demon` is not the name of its folder
 --> data/demo/programme.toml:3:6
  |
3 | id = "demon"
  |      ^^^^^^^
  |
  = help: write `id = "demo"`, or rename the folder

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_folder_whose_name_is_no_id() {
    let season = Season::new();
    let rules = season.read(PROGRAMME);
    let season = season.write("Demo 2/programme.toml", rules);
    let said =
        "error: the id `demo` is not the name of its folder / = help: rename the folder to `demo`";
    assert!(season.check().errors().contains(said), "{}", season.check().errors());
}

#[test]
fn an_id_there_twice() {
    Season::new().replace(PROGRAMME, r#"id = "silver""#, r#"id = "gold""#).check().fails(
        r#"
error: the id `gold` is there twice
  --> data/demo/programme.toml:33:6
   |
33 | id = "gold"
   |      ^^^^^^
   |
   = help: give each its own id

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_group_there_twice() {
    Season::new()
        .replace(PROGRAMME, r#"id = "B", min = 11"#, r#"id = "A", min = 11"#)
        .check()
        .fails(
            r#"
error: the id `A` is there twice
  --> data/demo/programme.toml:58:10
   |
58 |   { id = "A", min = 11, fee = { member = 200, non_member = 300 } },
   |          ^^^
   |
   = help: give each its own id

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_unknown_channel_of_a_criterion() {
    Season::new()
        .replace(PROGRAMME, r#"channels = ["counter"]"#, r#"channels = ["chat", "countr"]"#)
        .check()
        .fails(
            r#"
error: there is no channel `countr`
  --> data/demo/programme.toml:94:22
   |
94 | channels = ["chat", "countr"]
   |                      ^^^^^^
   |
   = help: did you mean `counter`?

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn an_unknown_round_of_a_deduction() {
    Season::new().replace(PROGRAMME, r#"round = "spring""#, r#"round = "winter""#).check().fails(
        r#"
error: there is no round `winter`
  --> data/demo/programme.toml:40:10
   |
40 | round = "winter"
   |          ^^^^^^
   |
   = help: write `spring` or `autumn`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_tier_of_a_recognition() {
    Season::new().replace(PROGRAMME, r#"tier = "gold""#, r#"tier = "golden""#).check().fails(
        r#"
error: there is no tier `golden`
   --> data/demo/programme.toml:105:9
    |
105 | tier = "golden"
    |         ^^^^^^
    |
    = help: did you mean `gold`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_comparison_with_what_history_lacks() {
    Season::new()
        .replace(PROGRAMME, r#"same = ["stream", "group"]"#, r#"same = ["stream", "sector"]"#)
        .check()
        .fails(
            r#"
error: past results have no `sector` to compare
   --> data/demo/programme.toml:107:8
    |
107 | same = ["stream", "sector"]
    |        ^^^^^^^^^^^^^^^^^^^^
    |
    = help: compare by `stream` and `group`

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_deduction_that_adds() {
    Season::new().replace(PROGRAMME, "points = 1", "points = -1").check().fails(
        r#"
error: the `points` is -1
  --> data/demo/programme.toml:41:10
   |
41 | points = -1
   |          ^^
   |
   = help: write a number above zero

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_colour_by_name() {
    Season::new().replace(PROGRAMME, "#1f3a7a", "navy").check().fails(
        r##"
error: `navy` is not a colour
 --> data/demo/programme.toml:8:21
  |
8 | theme = { primary = "navy", accent = "#b8862b" }
  |                     ^^^^^^
  |
  = help: write it as #rrggbb, such as #7a1f2b

1 error, no warnings; nothing was written
"##,
    );
}

#[test]
fn an_award_that_certifies() {
    Season::new()
        .replace(
            PROGRAMME,
            "[disclosure]",
            "[certification]\nvalidity_months = 12\nexpiring_days = 60\n\n[disclosure]",
        )
        .check()
        .fails(
            r#"
error: an award has no use for the table `certification`
   --> data/demo/programme.toml:109:1
    |
109 | [certification]
    | ^^^^^^^^^^^^^^^
    |
    = help: take it out, or write `kind = "certification"`

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_certification_without_validity() {
    Season::new()
        .replace(PROGRAMME, r#"kind = "award""#, r#"kind = "certification""#)
        .check()
        .fails(
            r#"
error: a certification needs the table `certification`
 --> data/demo/programme.toml:4:8
  |
4 | kind = "certification"
  |        ^^^^^^^^^^^^^^^
  |
  = help: add `[certification]` with `validity_months` and `expiring_days`

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_recognition_named_as_a_tier() {
    Season::new().replace(PROGRAMME, "best-of-stream", "silver").check().fails(
        r#"
error: `silver` is both a recognition and a tier
  --> data/demo/programme.toml:97:6
   |
97 | id = "silver"
   |      ^^^^^^^^
   |
   = help: give each its own id, since ids name the files of certificates

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_stream_without_group() {
    Season::new()
        .replace(
            PROGRAMME,
            r#"groups = [{ id = "A", min = 1, fee = { member = 100, non_member = 200 } }]"#,
            "groups = []",
        )
        .check()
        .fails(
            r#"
error: stream `online` has no group
  --> data/demo/programme.toml:66:10
   |
66 | groups = []
   |          ^^
   |
   = help: add its size bands, or one that holds every size

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn groups_that_descend() {
    Season::new()
        .replace(PROGRAMME, r#"id = "A", min = 1, max = 10"#, r#"id = "A", min = 11, max = 99"#)
        .replace(PROGRAMME, r#"id = "B", min = 11"#, r#"id = "B", min = 1, max = 10"#)
        .check()
        .fails(
            r#"
error: groups `A` and `B` of stream `shops` stand in the wrong order
  --> data/demo/programme.toml:58:3
   |
58 |   { id = "B", min = 1, max = 10, fee = { member = 200, non_member = 300 } },
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: list the bands from the smallest up

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_criterion_that_applies_nowhere() {
    Season::new()
        .replace(
            PROGRAMME,
            r#"channels = ["counter"]"#,
            "streams = [\"online\"]\nmodes = [\"visit\"]",
        )
        .check()
        .fails(
            r#"
error: the weights of the criteria of stream `shops`, mode `visit` add to 80, not to 100
  --> data/demo/programme.toml:82:1
   |
82 | [[criteria]]
   | ^^^^^^^^^^^^
   |
   = help: change them; they are `greeting` 30, `answer` 50

error: criterion `queue` applies to no entry
  --> data/demo/programme.toml:95:9
   |
95 | modes = ["visit"]
   |         ^^^^^^^^^
   |
   = help: none of its streams has one of its modes; correct either list

2 errors, no warnings; nothing was written
"#,
        );
}
