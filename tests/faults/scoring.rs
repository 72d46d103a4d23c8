//! Faults in how a programme scores: its scale, weights and tiers.

use crate::PROGRAMME;
use crate::common::Season;

#[test]
fn weights_of_rounds_that_do_not_add_to_100() {
    Season::new().replace(PROGRAMME, "weight = 40", "weight = 50").check().fails(
        r#"
error: the weights of the rounds add to 110, not to 100
  --> data/demo/programme.toml:19:1
   |
19 | [[rounds]]
   | ^^^^^^^^^^
   |
   = help: change them; they are `spring` 50, `autumn` 60

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn weights_of_criteria_that_do_not_add_to_100() {
    Season::new().replace(PROGRAMME, "weight = 30", "weight = 31.5").check().fails(
        r#"
error: the weights of the criteria of stream `shops`, mode `visit` add to 101.5, not to 100
  --> data/demo/programme.toml:82:1
   |
82 | [[criteria]]
   | ^^^^^^^^^^^^
   |
   = help: change them; they are `greeting` 31.5, `answer` 50, `queue` 20

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_weight_of_nothing() {
    Season::new()
        .replace(PROGRAMME, "weight = 30", "weight = 0")
        .replace(PROGRAMME, "weight = 50", "weight = 80")
        .check()
        .fails(
            r#"
error: the `weight` is 0
  --> data/demo/programme.toml:85:10
   |
85 | weight = 0
   |          ^
   |
   = help: write a number above zero

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn tiers_not_from_the_best_down() {
    Season::new().replace(PROGRAMME, "min = 90", "min = 70").check().fails(
        r#"
error: tier `silver` begins at 80, but tier `gold` above it at 70
  --> data/demo/programme.toml:35:7
   |
35 | min = 80
   |       ^^
   |
   = help: list the tiers from the best down

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_tier_off_the_scale() {
    Season::new().replace(PROGRAMME, "min = 90", "min = 101").check().fails(
        r#"
error: tier `gold` begins at 101, off the scale
  --> data/demo/programme.toml:31:7
   |
31 | min = 101
   |       ^^^
   |
   = help: the scale is 0 to 100

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_scale_upside_down() {
    Season::new().replace(PROGRAMME, "min = 0, max = 100", "min = 100, max = 0").check().fails(
        r#"
error: the scale runs from 100 to 0
  --> data/demo/programme.toml:13:9
   |
13 | scale = { min = 100, max = 0 }
   |         ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: let `min` be less than `max`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_threshold_finer_than_what_is_published() {
    Season::new().replace(PROGRAMME, "min = 90", "min = 89.95").check().fails(
        r#"
error: the threshold of tier `gold`, 89.95, is finer than a published figure
  --> data/demo/programme.toml:31:7
   |
31 | min = 89.95
   |       ^^^^^
   |
   = help: write it with no more decimals than `places`, which is 1

1 error, no warnings; nothing was written
"#,
    );
}
