//! Faults in a season file.

use crate::common::Season;
use crate::{ASSESSMENTS, ENTRIES, PROGRAMME, SEASON, big5, utf_16};

#[test]
fn a_year_that_is_not_the_folder() {
    Season::new().replace(SEASON, "2026\n", "2027\n").check().fails(
        r#"
error: the year `2027` is not the name of its folder
 --> data/demo/2026/season.toml:1:8
  |
1 | year = 2027
  |        ^^^^
  |
  = help: write `year = 2026`, or rename the folder

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_year_in_quotes() {
    Season::new().replace(SEASON, "year = 2026", r#"year = "2026""#).check().fails(
        r#"
error: `"2026"` is not a year
 --> data/demo/2026/season.toml:1:8
  |
1 | year = "2026"
  |        ^^^^^^
  |
  = help: write four digits, such as 2026, without quotes

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_key() {
    Season::new().replace(SEASON, "reports =", "raports =").check().fails(
        r#"
error: the key `raports` is not known here
 --> data/demo/2026/season.toml:4:1
  |
4 | raports = { spring = 2026-06-30, autumn = 2026-12-02 }
  | ^^^^^^^
  |
  = help: did you mean `reports`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_day_that_does_not_exist() {
    Season::new().replace(SEASON, "results = 2026-12-01", "results = 2026-11-31").check().fails(
        r#"
error: `2026-11-31` is not a date
 --> data/demo/2026/season.toml:2:21
  |
2 | dates = { results = 2026-11-31 }
  |                     ^^^^^^^^^^
  |
  = help: write a day of the calendar, year, month and day as in 2026-03-09

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_date_in_words() {
    Season::new()
        .replace(SEASON, "results = 2026-12-01", r#"results = "1 December 2026""#)
        .check()
        .fails(
            r#"
error: `"1 December 2026"` is not a date
 --> data/demo/2026/season.toml:2:21
  |
2 | dates = { results = "1 December 2026" }
  |                     ^^^^^^^^^^^^^^^^^
  |
  = help: write it as 2026-11-06, without quotes or time of day

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_year_for_a_date() {
    Season::new().replace(SEASON, "results = 2026-12-01", "results = 2026").check().fails(
        r#"
error: `2026` is not a date
 --> data/demo/2026/season.toml:2:21
  |
2 | dates = { results = 2026 }
  |                     ^^^^
  |
  = help: write it as 2026-11-06, without quotes or time of day

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_report_of_an_unknown_round() {
    Season::new().replace(SEASON, "spring =", "winter =").check().fails(
        r#"
error: there is no round `winter`
 --> data/demo/2026/season.toml:4:13
  |
4 | reports = { winter = 2026-06-30, autumn = 2026-12-02 }
  |             ^^^^^^
  |
  = help: write `spring` or `autumn`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_period_that_ends_before_it_begins() {
    Season::new().replace(SEASON, "to = 2026-10-31", "to = 2026-01-31").check().fails(
        r#"
error: the period begins on 2026-03-01, after its end 2026-01-31
 --> data/demo/2026/season.toml:3:14
  |
3 | assessment = { from = 2026-03-01, to = 2026-01-31 }
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: let `from` be the first day and `to` the last

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_period_that_ends_before_it_begins_has_no_months() {
    let period = "from = 2026-03-05, to = 2026-03-04";
    let run = Season::new().replace(SEASON, "from = 2026-03-01, to = 2026-10-31", period).check();
    assert_eq!(run.stderr.matches("error: the period begins on 2026-03-05").count(), 1);
    assert!(run.stderr.ends_with("1 error, no warnings; nothing was written\n"), "{}", run.stderr);
}

#[test]
fn an_award_of_the_year_in_which_it_is_given() {
    let of_last_year = |text: &str| text.replace("2026-", "2025-").into_bytes();
    let season = Season::new().encode(SEASON, of_last_year).encode(ASSESSMENTS, of_last_year);
    let day = "results = 2025-";
    assert!(season.read(SEASON).contains(day));
    season.replace(SEASON, day, "results = 2026-").check().passes();
}

#[test]
fn a_period_of_another_year() {
    let of_last_year = |text: &str| text.replace("2026-", "2025-").into_bytes();
    let season = Season::new().encode(SEASON, of_last_year).encode(ASSESSMENTS, of_last_year);
    season.check().warns(
        r#"
warning: no day of the assessment lies in 2026
 --> data/demo/2026/season.toml:3:14
  |
3 | assessment = { from = 2025-03-01, to = 2025-10-31 }
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: is it that of another season, from which this one was copied?

no errors, 1 warning
"#,
    );
}

#[test]
fn an_unknown_encoding() {
    Season::new().replace(SEASON, "year", "encoding = \"big5\"\nyear").check().fails(
        r#"
error: `big5` is not known here
 --> data/demo/2026/season.toml:1:12
  |
1 | encoding = "big5"
  |            ^^^^^^
  |
  = help: did you mean `big5-hkscs`?

1 error, no warnings; nothing was written
"#,
    );
}

/// Puts the two sectors of `shops` together.
const MERGE: &str = r#"
[[sector_merges]]
streams = ["shops"]
from = ["kites", "teapots"]
into = { id = "toys", name = { zh = "玩意", en = "Toys" } }
"#;

#[test]
fn a_sector_merged_twice() {
    let again = MERGE.replace("toys", "games").replace(r#", "teapots""#, "");
    let season = Season::new();
    let text = season.read(SEASON) + MERGE + &again;
    season.write(SEASON, text).check().fails(
        r#"
error: sector `kites` of stream `shops` is merged twice
  --> data/demo/2026/season.toml:13:8
   |
13 | from = ["kites"]
   |        ^^^^^^^^^
   |
   = help: let each sector go into one other

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_merge_of_an_unknown_stream_and_sector() {
    let season = Season::new();
    let text = season.read(SEASON) + &MERGE.replace("shops", "shop").replace("teapots", "teapot");
    season.write(SEASON, text).check().fails(
        r#"
error: there is no stream `shop`
 --> data/demo/2026/season.toml:7:11
  |
7 | streams = ["shop"]
  |           ^^^^^^^^
  |
  = help: did you mean `shops`?

error: there is no sector `teapot`
 --> data/demo/2026/season.toml:8:8
  |
8 | from = ["kites", "teapot"]
  |        ^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `teapots`?

2 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn no_season_file() {
    Season::new().remove(SEASON).check().fails(
        r#"
error: there is no season.toml
--> data/demo/2026
 = help: copy one that works into this folder, and adapt it

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_season_file_in_big5() {
    Season::new().encode(SEASON, |text| big5(&text.replace("year", "# 年\nyear"))).check().fails(
        r#"
error: not valid UTF-8, from line 1 on
--> data/demo/2026/season.toml
 = help: open the file in a text editor, and save it as UTF-8

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_season_file_in_utf_16_is_read() {
    Season::new().encode(SEASON, utf_16).check().passes();
}

#[test]
fn an_award_without_a_day_of_results() {
    Season::new().replace(SEASON, "dates = { results = 2026-12-01 }\n", "").check().warns(
        r#"
warning: the season has no day of results, so the site announces none
--> data/demo/2026/season.toml
 = help: write `dates = { results = … }` once the day is known

no errors, 1 warning
"#,
    );
}

#[test]
fn a_report_before_that_of_an_earlier_round() {
    Season::new().replace(SEASON, "autumn = 2026-12-02", "autumn = 2026-06-29").check().warns(
        r#"
warning: the report of `autumn` is due before that of `spring`
 --> data/demo/2026/season.toml:4:43
  |
4 | reports = { spring = 2026-06-30, autumn = 2026-06-29 }
  |                                           ^^^^^^^^^^
  |
  = help: that of `spring` is due on 2026-06-30; correct one of the two

no errors, 1 warning
"#,
    );
}

#[test]
fn an_entry_without_a_score_once_assessment_has_ended() {
    let path = "demo/2026/assessments.csv";
    Season::new()
        .replace(path, "e2,autumn,V-4,2026-09-08,counter,,86,84,80,,\n", "")
        .check()
        .counting(
            "demo 2026: 3 participants, 4 entries, 4 assessments\n\
             mark 2026: 2 participants, 2 entries, 2 assessments\n",
        )
        .warns(
            r#"
warning: 1 round has no score, though assessment has ended
--> data/demo/2026/assessments.csv
 = help: e2 autumn

no errors, 1 warning
"#,
        );
}

#[test]
fn results_before_the_assessment_ends() {
    Season::new().replace(SEASON, "results = 2026-12-01", "results = 2026-10-01").check().warns(
        r#"
warning: the results are announced on 2026-10-01, before the assessment ends
 --> data/demo/2026/season.toml:2:21
  |
2 | dates = { results = 2026-10-01 }
  |                     ^^^^^^^^^^
  |
  = help: it ends on 2026-10-31; correct one of the two

no errors, 1 warning
"#,
    );
}

#[test]
fn a_round_in_a_month_after_the_last() {
    let months = |months: &str| {
        let rules = Season::new().read(PROGRAMME);
        let (before, after) = rules.split_once("id = \"autumn\"\n").expect("a round");
        Season::new()
            .write(PROGRAMME, format!("{before}id = \"autumn\"\nmonths = {months}\n{after}"))
    };
    months("[7, 8]").check().passes();
    months("[8, 9]").check().warns(
        r#"
warning: round `autumn` is in month 9 of an assessment of 8
 --> data/demo/2026/season.toml:3:14
  |
3 | assessment = { from = 2026-03-01, to = 2026-10-31 }
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: months of a round count from the first of the assessment; correct one of the two

no errors, 1 warning
"#,
    );
}

#[test]
fn an_entry_in_the_sector_that_a_merge_makes() {
    let season = Season::new();
    let text = season.read(SEASON) + MERGE;
    let run = season.write(SEASON, text).replace(ENTRIES, "visit,kites", "visit,toys").check();
    let said = "error: `toys` is what a merge of this season makes
 --> data/demo/2026/entries.csv:2
  |
2 | sector: toys
  |         ^^^^
  |
  = help: write the sector that the entry was in before: `kites` or `teapots`
";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}
