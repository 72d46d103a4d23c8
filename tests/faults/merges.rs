//! Faults in the sector merges of a season.

use crate::common::Season;

#[test]
fn sectors_without_fault_are_merged() {
    Season::new().merge(r#""shops""#, r#""kites", "teapots""#, "toys").check().passes();
}

#[test]
fn a_sector_is_renamed() {
    Season::new().merge(r#""shops", "online""#, r#""kites""#, "kites").check().passes();
}

#[test]
fn a_merge_of_nothing() {
    Season::new().merge("", "", "toys").check().fails(
        r#"
error: the merge names no stream
 --> data/demo/2026/season.toml:7:11
  |
7 | streams = []
  |           ^^
  |
  = help: list its streams, or take the merge out

error: the merge names no sector
 --> data/demo/2026/season.toml:8:8
  |
8 | from = []
  |        ^^
  |
  = help: list its sectors, or take the merge out

2 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_merge_of_what_a_merge_makes() {
    Season::new()
        .merge(r#""shops""#, r#""kites""#, "toys")
        .merge(r#""shops""#, r#""toys", "teapots""#, "things")
        .check()
        .fails(
            r#"
error: sector `toys` is itself made by a merge
  --> data/demo/2026/season.toml:13:8
   |
13 | from = ["toys", "teapots"]
   |        ^^^^^^^^^^^^^^^^^^^
   |
   = help: list the sectors it is made of in one merge

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_merge_into_what_is_merged_away() {
    Season::new()
        .merge(r#""shops""#, r#""kites""#, "teapots")
        .merge(r#""shops""#, r#""teapots""#, "toys")
        .check()
        .fails(
            r#"
error: sector `teapots` is itself merged into another
 --> data/demo/2026/season.toml:9:8
  |
9 | into = { id = "teapots", name = { zh = "玩意", en = "Toys" } }
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: list the sectors of both in one merge

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_merge_into_a_sector_that_is_not_in_it() {
    Season::new().merge(r#""shops""#, r#""kites""#, "teapots").check().fails(
        r#"
error: the merged sector `teapots` has the id of another sector
 --> data/demo/2026/season.toml:9:8
  |
9 | into = { id = "teapots", name = { zh = "玩意", en = "Toys" } }
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: choose an id of its own

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn two_merges_that_make_one_sector() {
    Season::new()
        .merge(r#""shops""#, r#""kites""#, "toys")
        .merge(r#""shops""#, r#""teapots""#, "toys")
        .check()
        .fails(
            r#"
error: sector `toys` of stream `shops` is made by two merges
  --> data/demo/2026/season.toml:14:8
   |
14 | into = { id = "toys", name = { zh = "玩意", en = "Toys" } }
   |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: list all its sectors in one merge, or give each its own id

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_merge_into_one_of_its_own_in_another_stream() {
    Season::new()
        .merge(r#""shops""#, r#""kites", "teapots""#, "teapots")
        .merge(r#""online""#, r#""teapots""#, "toys")
        .check()
        .passes();
}
