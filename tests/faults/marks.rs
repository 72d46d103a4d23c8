//! Faults in marks and scores.

use crate::common::Season;
use crate::{ASSESSMENTS, ROUNDS};

#[test]
fn a_mark_off_the_scale() {
    Season::new().replace(ASSESSMENTS, "92,90", "92,101").check().fails(
        r#"
error: `101` is off the scale
 --> data/demo/2026/assessments.csv:2
  |
2 | answer: 101
  |         ^^^
  |
  = help: marks run from 0 to 100

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_text_for_a_mark() {
    Season::new().replace(ASSESSMENTS, "92,90", "92,good").check().fails(
        r#"
error: `good` is not a number
 --> data/demo/2026/assessments.csv:2
  |
2 | answer: good
  |         ^^^^
  |
  = help: write digits and a point, such as 87.5, without unit or thousands separator

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_comma_for_a_point() {
    Season::new().replace(ASSESSMENTS, "92,90", r#"92,"90,5""#).check().fails(
        r#"
error: `90,5` is not a number
 --> data/demo/2026/assessments.csv:2
  |
2 | answer: 90,5
  |         ^^^^
  |
  = help: write digits and a point, such as 87.5, without unit or thousands separator

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn more_digits_than_are_read() {
    Season::new().replace(ASSESSMENTS, "92,90", "92,90.1234567890123").check().fails(
        r#"
error: `90.1234567890123` has more digits than are read
 --> data/demo/2026/assessments.csv:2
  |
2 | answer: 90.1234567890123
  |         ^^^^^^^^^^^^^^^^
  |
  = help: write at most 9 digits before the point and 9 after it, as =ROUND(…, 9) gives in a spreadsheet

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn full_width_digits_are_read() {
    let plain = Season::new().run(&["assess"]).stdout;
    let wide = Season::new().replace(ASSESSMENTS, "80.5", "８０．５");
    assert_eq!(wide.run(&["assess"]).stdout, plain);
    wide.check().passes();
}

#[test]
fn an_assessment_without_marks() {
    Season::new().replace(ASSESSMENTS, "92,90,88", ",,").check().fails(
        r#"
error: the assessment has no mark
 --> data/demo/2026/assessments.csv:2
  |
2 | ref: V-1
  |      ^^^
  |
  = help: mark at least one criterion, or take the row out

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_mark_for_a_criterion_of_another_channel() {
    Season::new().replace(ASSESSMENTS, "70,71,", "70,71,72").check().fails(
        r#"
error: criterion `queue` is not marked through channel `chat`
 --> data/demo/2026/assessments.csv:6
  |
6 | queue:
  | ^^^^^^
  |
  = help: leave the cell empty, or correct the channel

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_score_beside_assessments() {
    let season = Season::new();
    // Of several assessments, the row of the first is named.
    let more = "e1,spring,V-9,2026-03-02,counter,english,92,90,88,,\n\
                e1,spring,V-8,2026-03-20,counter,english,92,90,88,,\n";
    let assessments = season.read(ASSESSMENTS) + more;
    let season = season.write(ASSESSMENTS, assessments);
    season.replace(ROUNDS, "e3,spring", "e1,spring").check().fails(
        r#"
error: the round has both a score and assessments
 --> data/demo/2026/rounds.csv:2
  |
2 | score:
  | ^^^^^^
  |
  = help: its assessments begin at data/demo/2026/assessments.csv:2; keep one of the two

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn two_scores_of_one_round() {
    Season::new().replace(ROUNDS, "e3,autumn", "e3,spring").check().fails(
        r#"
error: the round has two scores
 --> data/demo/2026/rounds.csv:3
  |
3 | round: spring
  |        ^^^^^^
  |
  = help: it is already in row 2; keep one of the two

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_score_off_the_scale() {
    Season::new().replace(ROUNDS, "88.2", "-1").check().fails(
        r#"
error: `-1` is off the scale
 --> data/demo/2026/rounds.csv:2
  |
2 | score: -1
  |        ^^
  |
  = help: scores run from 0 to 100

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn the_same_fault_in_many_rows_is_shown_once() {
    let misspell = |text: &str| text.replace("spring", "sprnig").into_bytes();
    Season::new().encode(ASSESSMENTS, misspell).check().fails(
        r#"
error: there is no round `sprnig`
 --> data/demo/2026/assessments.csv:2
  |
2 | round: sprnig
  |        ^^^^^^
  |
  = help: did you mean `spring`?
  = note: also in rows 4, 6

3 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn of_very_many_rows_the_rest_is_counted() {
    let season = Season::new();
    let rows = (10..30).map(|n| format!("e1,spring,V-{n},2026-03-09,counter,,92,900,88,,\n"));
    let text = season.read(ASSESSMENTS) + &rows.collect::<String>();
    season.write(ASSESSMENTS, text).check().fails(
        r#"
error: `900` is off the scale
 --> data/demo/2026/assessments.csv:7
  |
7 | answer: 900
  |         ^^^
  |
  = help: marks run from 0 to 100
  = note: also in rows 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 7 more

20 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn of_many_values_that_are_wrong_in_the_same_way_the_first_are_shown() {
    let season = Season::new();
    let row = |n| format!("e1,spring,V-{n},{}/3/2026,counter,,92,90,88,,\n", n % 7 + 1);
    let text = season.read(ASSESSMENTS) + &(7..16).map(row).collect::<String>();
    let season = season.write(ASSESSMENTS, text);
    let said = season.check().errors();
    assert_eq!(said.matches("is not a date").count(), 4, "{said}");
    for shown in
        ["`1/3/2026` is not", "`2/3/2026` is not", "`3/3/2026` is not", "`4/3/2026` is not"]
    {
        assert!(said.contains(shown), "{said}");
    }
    let notes = [
        "also in row 14",
        "also in row 15",
        "3 more values of this column are wrong in the same way, in rows 11, 12, 13",
    ];
    assert_eq!(season.check().notes(), notes);
}
