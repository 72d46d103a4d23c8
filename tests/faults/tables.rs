//! Faults of tables as a whole: their files, columns and encodings.

use crate::common::Season;
use crate::{ASSESSMENTS, COMMENTS, DEDUCTIONS, ENTRIES, PARTICIPANTS, SEASON, big5, utf_16};

#[test]
fn a_table_missing() {
    Season::new().remove(PARTICIPANTS).check().fails(
        r#"
error: the table of participants is missing
--> data/demo/2026
 = help: add `participants.csv`, `participants.xlsx` or `participants.ods`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_table_empty() {
    Season::new().write(ENTRIES, "\n").check().fails(
        r#"
error: the table is empty
--> data/demo/2026/entries.csv
 = help: write a header with the names of its columns, or take the file away

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_table_there_twice() {
    Season::new().workbook("demo/2026/entries.xlsx", &[("Sheet1", "entry")]).check().fails(
        r#"
error: the table of entries is there twice
--> data/demo/2026/entries.xlsx
 = help: keep this or `data/demo/2026/entries.csv`, and take the other away

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_file_with_a_name_like_a_table() {
    Season::new().write("demo/2026/comment.csv", "entry\n").check().warns(
        r#"
warning: the file `comment.csv` is not read
--> data/demo/2026/comment.csv
 = help: did you mean `comments.csv`?

no errors, 1 warning
"#,
    );
}

#[test]
fn a_file_of_a_kind_that_is_not_read() {
    Season::new().write("demo/2026/rounds.xls", "").check().warns(
        r#"
warning: the file `rounds.xls` is not read
--> data/demo/2026/rounds.xls
 = help: save it as `rounds.csv` or `rounds.xlsx`

no errors, 1 warning
"#,
    );
}

#[test]
fn a_column_missing() {
    Season::new().replace(ASSESSMENTS, "ref,", "#ref,").check().fails(
        r#"
error: column `ref` is missing
--> data/demo/2026/assessments.csv
 = help: add `ref` to the header, which is row 1

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_column_misspelt() {
    Season::new().replace(ENTRIES, ",sector,", ",secter,").check().fails(
        r#"
warning: column `secter` is not known and not read
 --> data/demo/2026/entries.csv:1
  |
1 | header: secter
  |         ^^^^^^
  |
  = help: did you mean `sector`? if it is your own, begin its name with `#`

error: column `sector` is missing
--> data/demo/2026/entries.csv
 = help: add `sector` to the header, which is row 1

1 error, 1 warning; nothing was written
"#,
    );
}

#[test]
fn a_column_unknown() {
    Season::new().replace(ENTRIES, "category", "categroy").check().warns(
        r#"
warning: column `categroy` is not known and not read
 --> data/demo/2026/entries.csv:1
  |
1 | header: categroy
  |         ^^^^^^^^
  |
  = help: did you mean `category`? if it is your own, begin its name with `#`

no errors, 1 warning
"#,
    );
}

#[test]
fn a_column_of_ones_own_is_ignored() {
    Season::new().replace(ENTRIES, "category", "#category").check().passes();
}

#[test]
fn a_column_there_twice() {
    Season::new().replace(ENTRIES, "category", "size").check().fails(
        r#"
error: column `size` is there twice
 --> data/demo/2026/entries.csv:1
  |
1 | header: size
  |         ^^^^
  |
  = help: keep one, or begin the name of the other with `#`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_row_longer_than_the_header() {
    Season::new().replace(ASSESSMENTS, "A warm greeting", "A warm, kind greeting").check().fails(
        r#"
error: the row has 12 cells under a header of 11
 --> data/demo/2026/assessments.csv:2
  |
2 | beyond the header: kind greeting
  |                    ^^^^^^^^^^^^^
  |
  = help: put quotes around a text that holds a comma, or name the column

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn text_after_a_closing_quote() {
    Season::new().replace(ASSESSMENTS, "V-1,", r#""V"-1,"#).check().fails(
        r#"
error: text follows a closing quote
 --> data/demo/2026/assessments.csv:2
  |
2 | "V"-1
  | ^^^^^
  |
  = help: put quotes around the whole text, and write a quote within it as two, ""

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_quote_not_closed() {
    Season::new().replace(ASSESSMENTS, "V-1,", r#""V-1,"#).check().fails(
        r#"
error: this quote is not closed
 --> data/demo/2026/assessments.csv:2
  |
2 | "V-1
  | ^^^^
  |
  = help: put quotes around the whole text, and write a quote within it as two, ""

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn not_utf_8() {
    Season::new().encode(PARTICIPANTS, big5).check().fails(r#"
error: not valid UTF-8, from line 2 on
--> data/demo/2026/participants.csv
 = help: save the file as CSV UTF-8, or set `encoding = "big5-hkscs"` in season.toml if it comes from an older system

1 error, no warnings; nothing was written
"#);
}

#[test]
fn not_big5_though_the_season_says_so() {
    Season::new()
        .replace(SEASON, "year", "encoding = \"big5-hkscs\"\nyear")
        .encode(ASSESSMENTS, big5)
        .encode(DEDUCTIONS, big5)
        .encode(COMMENTS, big5)
        .check()
        .fails(
            r#"
error: not valid Big5-HKSCS
--> data/demo/2026/participants.csv
 = help: save the file as CSV UTF-8, and take `encoding` out of season.toml

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn big5_is_read_where_the_season_says_so() {
    let mut season = Season::new().replace(SEASON, "year", "encoding = \"big5-hkscs\"\nyear");
    for table in [PARTICIPANTS, ASSESSMENTS, DEDUCTIONS, COMMENTS] {
        season = season.encode(table, big5);
    }
    season.check().passes();
}

#[test]
fn utf_16_is_read() {
    Season::new().encode(PARTICIPANTS, |text| utf_16(&text.replace(',', "\t"))).check().passes();
}

#[test]
fn semicolons_are_read() {
    let semicolons = |text: &str| text.replace(',', ";").into_bytes();
    Season::new().encode(ENTRIES, semicolons).check().passes();
}

#[test]
fn a_title_above_the_header() {
    Season::new()
        .replace(PARTICIPANTS, "participant,", "雲上服務獎 2026,,\n\nparticipant,")
        .check()
        .fails(
            r#"
error: row 1 is no header, and row 3 is one
 --> data/demo/2026/participants.csv:1
  |
1 | header: 雲上服務獎 2026
  |         ^^^^^^^^^^^^^^^
  |
  = help: take out what is above row 3: the header comes first

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_header_again_among_the_rows() {
    let again = |text: &str| {
        let (header, rows) = text.split_once('\n').expect("a header");
        format!("{header}\n{rows}{header}\n").into_bytes()
    };
    Season::new().encode(ASSESSMENTS, again).check().fails(
        r#"
error: the header stands there again, among the rows
 --> data/demo/2026/assessments.csv:7
  |
7 | header: entry
  |         ^^^^^
  |
  = help: take the row out

1 error, no warnings; nothing was written
"#,
    );
}
