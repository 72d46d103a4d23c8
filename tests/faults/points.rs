//! Faults in the rules of credit points and disclosure.

use crate::common::{STEADY, Season};

/// Credit points without fault.
const POINTS: &str = "[credit_points]
max_entries = 2
tiers = { gold = 2 }
recognitions = { best-of-stream = 1, steady-gold = 1 }
";

/// The same, with recognitions that take the place of others.
fn superseding(table: &str) -> String {
    format!("{POINTS}supersedes = {{ {table} }}")
}

#[test]
fn no_entry_that_counts() {
    Season::new().rule(&POINTS.replace("= 2\nt", "= 0\nt")).check().fails(
        r#"
error: `max_entries` is 0
   --> data/demo/programme.toml:110:15
    |
110 | max_entries = 0
    |               ^
    |
    = help: write how many entries of a participant count, at least 1

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn points_for_an_unknown_tier() {
    Season::new().rule(&POINTS.replace("gold", "bronze")).check().fails(
        r#"
error: there is no tier `bronze`
   --> data/demo/programme.toml:111:11
    |
111 | tiers = { bronze = 2 }
    |           ^^^^^^
    |
    = help: write `gold` or `silver`

error: there is no recognition `steady-bronze`
   --> data/demo/programme.toml:112:38
    |
112 | recognitions = { best-of-stream = 1, steady-bronze = 1 }
    |                                      ^^^^^^^^^^^^^
    |
    = help: did you mean `steady-gold`?

2 errors, no warnings; nothing was written
"#,
    );
}

#[test]
fn a_recognition_that_supersedes_itself() {
    Season::new().rule(&superseding(r#"steady-gold = ["steady-gold"]"#)).check().fails(
        r#"
error: recognition `steady-gold` supersedes itself
   --> data/demo/programme.toml:113:14
    |
113 | supersedes = { steady-gold = ["steady-gold"] }
    |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = help: take one step out, or none of them would count

1 error, no warnings; nothing was written
"#,
    );
}

#[test]
fn recognitions_that_supersede_each_other() {
    Season::new()
        .rule(&superseding(r#"steady-gold = ["best-of-stream"], best-of-stream = ["steady-gold"]"#))
        .check()
        .fails(
            r#"
error: recognitions supersede each other: `best-of-stream`, `steady-gold`, `best-of-stream`
   --> data/demo/programme.toml:113:14
    |
113 | supersedes = { steady-gold = ["best-of-stream"], best-of-stream = ["steady-gold"] }
    |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    |
    = help: take one step out, or none of them would count

1 error, no warnings; nothing was written
"#,
        );
}

#[test]
fn a_recognition_that_supersedes_what_supersedes_another() {
    let long = STEADY.replace("silver", "gold").replace("steady-gold", "long-gold");
    let same = "same = [\"stream\", \"group\"]\n\n";
    let chain = r#"long-gold = ["steady-gold"], steady-gold = ["best-of-stream"]"#;
    Season::new().rule(&(long + same + &superseding(chain))).check().passes();
}

#[test]
fn a_benchmark_over_one_other_organisation() {
    let rules = "demo/programme.toml";
    let season = Season::new();
    let season =
        season.replace(rules, "benchmark_min_contributors = 2", "benchmark_min_contributors = 1");
    season.check().fails(
        r#"
error: benchmarks over 1 would tell what another one scored
   --> data/demo/programme.toml:111:30
    |
111 | benchmark_min_contributors = 1
    |                              ^
    |
    = help: write at least 2; 5 is usual

1 error, no warnings; nothing was written
"#,
    );
}
