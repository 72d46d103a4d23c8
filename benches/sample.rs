//! Time and memory of the commands on the sample seasons: `cargo bench --bench sample`.
//!
//! Runs the binary itself, as a user would, and prints medians as a table for `README.md` here.

mod measure;

use std::fs;

use measure::{RUNS, runs};

fn main() {
    let output = std::env::temp_dir().join(format!("plaudit-bench-{}", std::process::id()));
    println!("| command | wall, median | fastest | slowest | memory, peak |");
    println!("|---|---:|---:|---:|---:|");
    for arguments in [
        &["check"][..],
        &["assess", "--format", "json"],
        &["build", "reports"],
        &["build", "artwork"],
        &["build", "site"],
        &["build"],
    ] {
        let (times, memory) = runs(arguments, &output);
        println!(
            "| `plaudit {}` | {:.2} s | {:.2} s | {:.2} s | {} MB |",
            arguments.join(" "),
            times[RUNS / 2].as_secs_f64(),
            times[0].as_secs_f64(),
            times[RUNS - 1].as_secs_f64(),
            memory,
        );
    }
    // What is left behind is only a temporary folder.
    let _ = fs::remove_dir_all(&output);
}
