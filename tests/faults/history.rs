//! Faults in past results.

use crate::HISTORY;
use crate::common::Season;

#[test]
fn two_results_of_one_season() {
    Season::new().replace(HISTORY, "2025,e1", "2024,e1").check().fails(
        r#"
error: `e1` has two results of 2024
 --> data/demo/history.csv:3
  |
3 | entry: e1
  |        ^^
  |
  = help: it is already in row 2; keep one of the two

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_result_of_a_year_to_come() {
    let season = Season::new().replace(HISTORY, "2025,e2", "2052,e2");
    season.check().warns(
        r#"
warning: 2052 is later than the last season here, 2026
 --> data/demo/history.csv:4
  |
4 | season: 2052
  |         ^^^^
  |
  = help: correct the year, or take the row out until then

no errors, 1 warning
"#,
    );
}

#[test]
fn an_unknown_tier_in_history() {
    Season::new().replace(HISTORY, "gold", "platinum").check().fails(
        r#"
error: there is no tier `platinum`
 --> data/demo/history.csv:3
  |
3 | tier: platinum
  |       ^^^^^^^^
  |
  = help: write `gold` or `silver`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_past_group_that_is_gone() {
    Season::new().replace(HISTORY, "e2,shops,B", "e2,shops,Z").check().warns(
        r#"
warning: stream `shops` has no group `Z` today
 --> data/demo/history.csv:4
  |
4 | group: Z
  |        ^
  |
  = help: write `A` or `B`, unless the groups were others then

no errors, 1 warning
"#,
    );
}

#[test]
fn a_past_season_that_is_no_year() {
    Season::new().replace(HISTORY, "2025,e2", "last,e2").check().fails(
        r#"
error: `last` is not a year
 --> data/demo/history.csv:4
  |
4 | season: last
  |         ^^^^
  |
  = help: write four digits, such as 2025

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_past_result_off_the_scale() {
    Season::new().replace(HISTORY, "79.5", "795").check().fails(
        r#"
error: `795` is off the scale
 --> data/demo/history.csv:4
  |
4 | overall: 795
  |          ^^^
  |
  = help: scores run from 0 to 100

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_fault_in_history_is_shown_once_for_several_seasons() {
    let season = Season::new().replace(HISTORY, "gold", "platinum");
    let mut season = season.write("demo/2025/season.toml", LAST_SEASON);
    for table in ["participants", "entries"] {
        let text = season.read(&format!("demo/2026/{table}.csv"));
        season = season.write(&format!("demo/2025/{table}.csv"), text);
    }
    season.check().fails(
        r#"
error: there is no tier `platinum`
 --> data/demo/history.csv:3
  |
3 | tier: platinum
  |       ^^^^^^^^
  |
  = help: write `gold` or `silver`

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_tier_that_is_less_than_its_overall_reaches() {
    for (tier, given) in [("", "no tier"), ("silver", "a lower one")] {
        let run = Season::new().replace(HISTORY, "90.2,gold", &format!("90.2,{tier}")).check();
        let said = format!(
            "warning: tier `gold` begins at 90 today, which this overall reaches, and {given} is given
 --> data/demo/history.csv:3
"
        );
        assert!(run.stderr.starts_with(&said), "{}", run.stderr);
        assert!(run.stderr.ends_with("no errors, 1 warning\n"), "{}", run.stderr);
    }
    // Where no tier is given at all, those of today stand for those of then.
    let without = Season::new().replace(HISTORY, "tier", "#tier");
    without.check().passes();
}

#[test]
fn a_tier_that_its_overall_does_not_reach() {
    Season::new().replace(HISTORY, "90.2", "89.9").check().warns(
        r#"
warning: tier `gold` begins at 90 today, above this overall
 --> data/demo/history.csv:3
  |
3 | tier: gold
  |       ^^^^
  |
  = help: correct one of the two, unless the threshold was another then

no errors, 1 warning
"#,
    );
}

const LAST_SEASON: &str = "year = 2025\ndates = { results = 2025-12-01 }\nassessment = { from = 2025-03-01, to = 2025-10-31 }\n";
