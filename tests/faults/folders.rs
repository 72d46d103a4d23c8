//! Faults of folders, and of what is asked for.

use crate::common::{COUNTS, Season};
use crate::{ASSESSMENTS, CERTIFICATES, ENTRIES, PROGRAMME, SEASON};

#[test]
fn a_season_without_fault() {
    let run = Season::new().check();
    assert_eq!(run.stdout, COUNTS);
    run.passes();
}

#[test]
fn several_faults_over_several_files() {
    Season::new()
        .replace(PROGRAMME, "min = 11", "min = 13")
        .replace(SEASON, "spring =", "winter =")
        .replace(ENTRIES, "e2,beta", "e2,betta")
        .replace(ASSESSMENTS, "92,90", "92,101")
        .replace(CERTIFICATES, "m1", "m7")
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

error: there is no round `winter`
 --> data/demo/2026/season.toml:4:13
  |
4 | reports = { winter = 2026-06-30, autumn = 2026-12-02 }
  |             ^^^^^^
  |
  = help: write `spring` or `autumn`

error: there is no participant `betta`
 --> data/demo/2026/entries.csv:3
  |
3 | participant: betta
  |              ^^^^^
  |
  = help: did you mean `beta`?

error: `101` is off the scale
 --> data/demo/2026/assessments.csv:2
  |
2 | answer: 101
  |         ^^^
  |
  = help: marks run from 0 to 100

error: there is no entry `m7`
 --> data/mark/2026/certificates.csv:2
  |
2 | entry: m7
  |        ^^
  |
  = help: correct it, or add it to the table of entries

4 errors, 1 warning; nothing was written
"#,
        );
}

#[test]
fn no_data_directory() {
    Season::new().remove("").check().fails(
        r#"
error: there is no data directory
--> data
 = help: name the folder that holds your programmes with --data, or begin one with `plaudit init`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_empty_data_directory() {
    Season::new().remove("demo").remove("mark").check().fails(
        r#"
error: there is no programme in the data directory
--> data
 = help: each programme is a folder with a programme.toml

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_folder_without_programme() {
    Season::new()
        .remove("mark/programme.toml")
        .rule("[site]\nbase_url = \"https://clouds.example\"")
        .check()
        .counting("demo 2026: 3 participants, 4 entries, 5 assessments\n")
        .fails(
            r#"
error: the folder has seasons but no programme.toml, and is not read
--> data/mark
 = help: add the programme's rules as `programme.toml`, or move it elsewhere

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_programme_without_season() {
    Season::new()
        .remove("mark/2026")
        .check()
        .counting("demo 2026: 3 participants, 4 entries, 5 assessments\n")
        .warns(
            r#"
warning: the programme has no season
--> data/mark
 = help: add a folder for each season, named by its year, such as 2026

no errors, 1 warning
"#,
        );
}

#[test]
fn an_unknown_programme() {
    Season::new().run(&["check", "--programme", "demi"]).fails(
        r#"
error: there is no programme `demi`
--> data
 = help: did you mean `demo`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_season() {
    Season::new().run(&["check", "--season", "2025"]).fails(
        r#"
error: no programme has a season 2025
--> data
 = help: name another year with --season, or leave it out

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_season_of_a_programme() {
    Season::new().run(&["check", "--season", "2025", "--programme", "demo"]).fails(
        r#"
error: there is no season 2025
--> data/demo
 = help: write `2026`, the only one there is

1 error, no warnings; nothing was written
"#,
    );
}

#[cfg(unix)]
#[test]
fn links_that_are_not_followed() {
    let said = |file: &str, what: &str, itself: &str| {
        format!(
            "
error: a link {what} is not followed
--> data/{file}
 = help: put the {itself} itself here

1 error, no warnings; nothing was written
"
        )
    };
    let table = "demo/2026/comments.csv";
    let out = Season::new().remove(table).link(table, "/etc", "passwd");
    out.check().fails(&said(table, "that leads out of its folder", "file"));
    let nowhere = Season::new().remove(table).link(table, "/nowhere", "at all");
    nowhere.check().fails(&said(table, "that leads to nothing", "file"));
    let folder = Season::new().link("demo/2026/assessments", "..", "2026");
    folder.check().fails(&said("demo/2026/assessments", "to a folder", "folder"));
    let other = Season::new().link("other", env!("CARGO_MANIFEST_DIR"), "data/hkcca-mca");
    other.check().fails(&said("other", "that leads out of its folder", "folder"));
}

#[cfg(unix)]
#[test]
fn a_link_to_another_file_of_the_data_is_followed() {
    let table = "demo/2026/comments.csv";
    let season = Season::new();
    let text = season.read(table);
    let season = season.remove(table).write("#kept/comments.csv", text);
    season.link(table, "../../#kept", "comments.csv").check().passes();
}
