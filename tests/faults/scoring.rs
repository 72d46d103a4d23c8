//! Faults in how a programme scores: its scale, weights and tiers.

use crate::common::Season;
use crate::{MARK, PROGRAMME};

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

#[test]
fn more_places_than_anybody_reads() {
    // Past results are published with them: of 40 there is no such figure, and of a billion no end.
    for places in ["40", "1000000000"] {
        let said = format!(
            r#"
error: `{places}` places are more than anybody reads
  --> data/demo/programme.toml:15:10
   |
15 | places = {places}
   |          {}
   |
   = help: publish at most 6 decimals

1 error, no warnings; nothing was written
"#,
            "^".repeat(places.len())
        );
        let season = Season::new().replace(PROGRAMME, "places = 1", &format!("places = {places}"));
        season.check().fails(&said);
    }
}

#[test]
fn a_bound_of_the_scale_finer_than_what_is_published() {
    Season::new().replace(PROGRAMME, "max = 100", "max = 99.95").check().fails(
        r#"
error: the greatest of the scale, 99.95, is finer than a published figure
  --> data/demo/programme.toml:13:26
   |
13 | scale = { min = 0, max = 99.95 }
   |                          ^^^^^
   |
   = help: write it with no more decimals than `places`, which is 1

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_round_that_breaks_a_tie_twice() {
    Season::new()
        .replace(PROGRAMME, "pass = 70", "pass = 70\ntie_break = [\"autumn\", \"autumn\"]")
        .check()
        .fails(
            r#"
error: `autumn` is there twice
  --> data/demo/programme.toml:18:24
   |
18 | tie_break = ["autumn", "autumn"]
   |                        ^^^^^^^^
   |
   = help: take one of the two out

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_pass_below_the_tier_of_a_certification() {
    Season::new().replace(MARK, "pass = 80", "pass = 75").check().warns(
        r#"
warning: the pass is 75, but tier `certified` begins at 80
  --> data/mark/programme.toml:16:8
   |
16 | pass = 75
   |        ^^
   |
   = help: make them equal, or an entry between them is certified and holds no tier

no errors, 1 warning
"#,
    );
}

#[test]
fn a_pass_above_the_tier_of_a_certification() {
    Season::new().replace(MARK, "min = 80", "min = 70").check().warns(
        r#"
warning: the pass is 80, but tier `certified` begins at 70
  --> data/mark/programme.toml:16:8
   |
16 | pass = 80
   |        ^^
   |
   = help: make them equal, or an entry between them holds the tier and is not certified

no errors, 1 warning
"#,
    );
}

#[test]
fn a_pass_above_a_tier_of_an_award() {
    Season::new().replace(PROGRAMME, "pass = 70", "pass = 85").check().warns(
        r#"
warning: the pass is 85, but tier `silver` begins at 80
  --> data/demo/programme.toml:17:8
   |
17 | pass = 85
   |        ^^
   |
   = help: make them equal, or an entry between them holds the tier and does not pass

no errors, 1 warning
"#,
    );
}

#[test]
fn months_of_two_rounds() {
    Season::new()
        .replace(PROGRAMME, "weight = 40", "months = [1, 2]\nweight = 40")
        .replace(PROGRAMME, "weight = 60", "months = [2, 3]\nweight = 60")
        .check()
        .warns(
            r#"
warning: month 2 is already one of round `spring`
  --> data/demo/programme.toml:27:11
   |
27 | months = [2, 3]
   |           ^
   |
   = help: let each month belong to one round

no errors, 1 warning
"#,
        );
}

#[test]
fn months_without_assessment_between_rounds() {
    Season::new()
        .replace(PROGRAMME, "weight = 40", "months = [1]\nweight = 40")
        .replace(PROGRAMME, "weight = 60", "months = [4]\nweight = 60")
        .check()
        .passes();
}

#[test]
fn a_month_nought() {
    Season::new().replace(PROGRAMME, "weight = 40", "months = [0, 1]\nweight = 40").check().fails(
        r#"
error: there is no month 0
  --> data/demo/programme.toml:22:11
   |
22 | months = [0, 1]
   |           ^
   |
   = help: count the months of the assessment period from 1

1 error, no warnings; nothing was written
"#,
    );
}
