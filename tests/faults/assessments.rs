//! Faults in assessments, but for their marks.

use crate::common::Season;
use crate::{ASSESSMENTS, ENTRIES};

#[test]
fn an_unknown_entry() {
    Season::new().replace(ASSESSMENTS, "e1,spring", "e9,spring").check().fails(
        r#"
error: there is no entry `e9`
 --> data/demo/2026/assessments.csv:2
  |
2 | entry: e9
  |        ^^
  |
  = help: correct it, or add it to the table of entries

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_round() {
    Season::new().replace(ASSESSMENTS, "e1,spring", "e1,sprnig").check().fails(
        r#"
error: there is no round `sprnig`
 --> data/demo/2026/assessments.csv:2
  |
2 | round: sprnig
  |        ^^^^^^
  |
  = help: did you mean `spring`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_channel() {
    Season::new().replace(ASSESSMENTS, "2026-03-09,counter", "2026-03-09,phone").check().fails(
        r#"
error: there is no channel `phone`
 --> data/demo/2026/assessments.csv:2
  |
2 | channel: phone
  |          ^^^^^
  |
  = help: write `counter` or `chat`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn an_unknown_language_of_service() {
    Season::new().replace(ASSESSMENTS, "counter,english", "counter,french").check().fails(
        r#"
error: there is no language of service `french`
 --> data/demo/2026/assessments.csv:2
  |
2 | language: french
  |           ^^^^^^
  |
  = help: write `cantonese` or `english`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn no_channel_where_criteria_need_one() {
    Season::new().replace(ASSESSMENTS, "counter,english,92", ",english,92").check().fails(
        r#"
error: `channel` is empty
 --> data/demo/2026/assessments.csv:2
  |
2 | channel:
  | ^^^^^^^^
  |
  = help: write it; every row needs it

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_ref_there_twice() {
    Season::new().replace(ASSESSMENTS, "V-2", "V-1").check().fails(
        r#"
error: ref `V-1` is there twice
 --> data/demo/2026/assessments.csv:3
  |
3 | ref: V-1
  |      ^^^
  |
  = help: take the row out, or give the assessment a ref of its own
  = note: it is already at data/demo/2026/assessments.csv:2

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_date_outside_the_season() {
    Season::new().replace(ASSESSMENTS, "2026-03-09", "2025-03-09").check().fails(
        r#"
error: `2025-03-09` is outside the season
 --> data/demo/2026/assessments.csv:2
  |
2 | date: 2025-03-09
  |       ^^^^^^^^^^
  |
  = help: the season assesses from 2026-03-01 to 2026-10-31

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_date_in_another_order() {
    Season::new().replace(ASSESSMENTS, "2026-03-09", "9/3/2026").check().fails(
        r#"
error: `9/3/2026` is not a date
 --> data/demo/2026/assessments.csv:2
  |
2 | date: 9/3/2026
  |       ^^^^^^^^
  |
  = help: write year, month and day as in 2026-11-06, or give the cell a date format

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_day_that_does_not_exist() {
    Season::new().replace(ASSESSMENTS, "2026-03-09", "2026-02-30").check().fails(
        r#"
error: `2026-02-30` is not a date
 --> data/demo/2026/assessments.csv:2
  |
2 | date: 2026-02-30
  |       ^^^^^^^^^^
  |
  = help: the calendar has no such day

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_comment_without_translation() {
    Season::new().replace(ASSESSMENTS, "A warm greeting", "").check().fails(
        r#"
error: the text has no translation in `comment_en`
 --> data/demo/2026/assessments.csv:2
  |
2 | comment_en:
  | ^^^^^^^^^^^
  |
  = help: write it, or empty the other language's cell too

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_character_of_the_mainland() {
    Season::new().replace(ASSESSMENTS, "問候親切", "爲客問候").check().fails(
        r#"
error: no sans font has the character `爲` (U+7232)
 --> data/demo/2026/assessments.csv:2
  |
2 | comment_zh: 爲客問候
  |             ^^
  |
  = help: write `為`, its form in Hong Kong

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_character_that_no_font_has() {
    Season::new().replace(ASSESSMENTS, "A warm greeting", "A warm greeting 🫖").check().fails(
        r#"
error: no sans font has the character `🫖` (U+1FAD6)
 --> data/demo/2026/assessments.csv:2
  |
2 | comment_en: A warm greeting 🫖
  |                             ^^
  |
  = help: write it another way, or add a font that has it with --fonts

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_mark_that_is_a_share_of_one() {
    // What a spreadsheet shows as 92% comes as 0.92; the figure stays out of the message.
    Season::new().replace(ASSESSMENTS, "92,90,88", "0.92,90,88").check().warns(
        "
warning: a mark below 1 on a scale to 100
 --> data/demo/2026/assessments.csv:2
  |
2 | greeting:
  | ^^^^^^^^^
  |
  = help: a cell that is shown as 90% holds 0.9: write 90, in a column of plain numbers

no errors, 1 warning
",
    );
}

#[test]
fn a_season_without_assessments_once_assessment_has_ended() {
    Season::new()
        .remove("demo/2026/assessments.csv")
        .remove("demo/2026/rounds.csv")
        .check()
        .counting(
            "demo 2026: 3 participants, 4 entries, 0 assessments\n\
             mark 2026: 2 participants, 2 entries, 2 assessments\n",
        )
        .warns(
            r#"
warning: there are no assessments and no round scores, though assessment has ended
--> data/demo/2026
 = help: fill `assessments.csv`, .xlsx or .ods, or such files in a folder `assessments`

no errors, 1 warning
"#,
        );
}

#[test]
fn a_criterion_of_a_channel_without_a_column() {
    let said = "error: column `queue` is missing, by which row 2 is marked / = help: add `queue` to the \
                header; a cell is empty where it was not assessed";
    let season = Season::new().replace(ASSESSMENTS, ",queue", ",#queue");
    assert!(season.check().errors().contains(said), "{}", season.check().errors());
    // Where nothing was assessed through that channel, it need have none.
    let by_chat = |table: &str| table.replace(",counter,", ",chat,").replace(",queue", ",#queue");
    Season::new().encode(ASSESSMENTS, |table| by_chat(table).into_bytes()).check().passes();
}

#[test]
fn a_total_below_the_rows() {
    let row = "\nTotal,,,,,,85.5,90,,\n";
    let season = Season::new();
    let table = season.read(ASSESSMENTS);
    let number = table.trim_end().lines().count() + 1;
    let season = season.write(ASSESSMENTS, table.trim_end().to_owned() + row);
    season.check().fails(&format!(
        "
error: of what every row needs, this one has `entry` alone
 --> data/demo/2026/assessments.csv:{number}
  |
{number} | entry: Total
  |        ^^^^^
  |
  = help: fill the other columns; a total or a remark does not belong among the rows

1 error, no warnings; nothing was written
"
    ));
}

#[test]
fn no_mark_is_shown_where_columns_are_shifted() {
    let shifted = Season::new().replace(
        ASSESSMENTS,
        "channel,language,greeting",
        "channel,greeting,language",
    );
    let run = shifted.check();
    let error = "error: a number stands in `language`
 --> data/demo/2026/assessments.csv:2
  |
2 | language:
  | ^^^^^^^^^
";
    assert!(run.stderr.starts_with(error), "{}", run.stderr);
    assert!(!run.stderr.contains("92"), "{}", run.stderr);

    let short = Season::new().replace(ASSESSMENTS, ",queue,comment_zh,comment_en", ",queue");
    let run = short.replace(ASSESSMENTS, ",88,問候親切,A warm greeting", ",88,87.5,,").check();
    let error = "error: the row has 12 cells under a header of 9
 --> data/demo/2026/assessments.csv:2
  |
2 | beyond the header:
  | ^^^^^^^^^^^^^^^^^^
";
    assert!(run.stderr.contains(error), "{}", run.stderr);
    assert!(!run.stderr.contains("87.5"), "{}", run.stderr);
}

#[test]
fn two_signs_before_a_number() {
    let run = Season::new().replace(ASSESSMENTS, "english,92", "english,--92").check();
    assert!(run.stderr.starts_with("error: `--92` is not a number\n"), "{}", run.stderr);
}

#[test]
fn an_entry_whose_id_is_a_number_is_no_mark() {
    let season =
        Season::new().replace(ENTRIES, "e2,beta", "88,beta").replace(ASSESSMENTS, "e2,", "88,");
    let season = season.replace(ASSESSMENTS, "e2,", "88,");
    let run = season.check();
    assert!(!run.stderr.contains("a number stands in"), "{}", run.stderr);
    let unknown = Season::new().replace(ASSESSMENTS, "e2,", "77,").check();
    assert!(
        unknown.stderr.starts_with("error: a number stands in `entry`\n"),
        "{}",
        unknown.stderr
    );
}
