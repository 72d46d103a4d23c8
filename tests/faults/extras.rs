//! Faults in deductions and comments.

use crate::common::Season;
use crate::{COMMENTS, DEDUCTIONS};

#[test]
fn an_unknown_deduction_rule() {
    Season::new().replace(DEDUCTIONS, "late-form", "late-fee").check().fails(
        r#"
error: there is no deduction rule `late-fee`
 --> data/demo/2026/deductions.csv:2
  |
2 | rule: late-fee
  |       ^^^^^^^^
  |
  = help: did you mean `late-form`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_deduction_that_says_both() {
    Season::new().replace(DEDUCTIONS, "late-form,,", "late-form,spring,").check().fails(
        r#"
error: rule `late-form` already says `round`
 --> data/demo/2026/deductions.csv:2
  |
2 | round: spring
  |        ^^^^^^
  |
  = help: empty this cell, or empty `rule`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_deduction_that_says_nothing() {
    Season::new().replace(DEDUCTIONS, "late-form,,,,", ",,,,").check().fails(
        r#"
error: the deduction has neither a rule nor points
 --> data/demo/2026/deductions.csv:2
  |
2 | rule:
  | ^^^^^
  |
  = help: write the id of a rule, or `round`, `points` and the reason

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_deduction_of_nothing() {
    Season::new().replace(DEDUCTIONS, "0.5", "0").check().fails(
        r#"
error: a deduction of `0` takes nothing
 --> data/demo/2026/deductions.csv:3
  |
3 | points: 0
  |         ^
  |
  = help: write how many points are taken, such as 1

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_deduction_without_reason() {
    Season::new().replace(DEDUCTIONS, "無人應門,Nobody came to the door", ",").check().fails(
        r#"
error: `reason_zh` is empty
 --> data/demo/2026/deductions.csv:3
  |
3 | reason_zh:
  | ^^^^^^^^^^
  |
  = help: write it; every row needs it in each language

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_deduction_that_is_there_twice() {
    let twice = "e2,late-form,,,,\ne2,late-form,,,,\n";
    Season::new().replace(DEDUCTIONS, "e2,late-form,,,,\n", twice).check().warns(
        r#"
warning: points are taken twice for the same
 --> data/demo/2026/deductions.csv:3
  |
3 | entry: e2
  |        ^^
  |
  = help: they are in row 2 too; take one out, unless both are meant

no errors, 1 warning
"#,
    );
    // Another reason is another matter.
    let other = "e1,,autumn,0.5,無人應門,Nobody came to the door\ne1,,autumn,0.5,遲到,Late\n";
    let one = "e1,,autumn,0.5,無人應門,Nobody came to the door\n";
    Season::new().replace(DEDUCTIONS, one, other).check().passes();
}

#[test]
fn an_unknown_kind_of_comment() {
    Season::new().replace(COMMENTS, "strength", "strong").check().fails(
        r#"
error: `strong` is not known here
 --> data/demo/2026/comments.csv:2
  |
2 | kind: strong
  |       ^^^^^^
  |
  = help: did you mean `strength`?

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_comment_without_translation() {
    Season::new().replace(COMMENTS, "宜加快回覆", "").check().fails(
        r#"
error: the text has no translation in `text_zh`
 --> data/demo/2026/comments.csv:3
  |
3 | text_zh:
  | ^^^^^^^^
  |
  = help: write it; every row needs it in each language

1 error, no warnings; nothing was written
"#,
    );
}
