//! Time and memory as seasons grow, with about 50 assessments an entry:
//! `cargo bench --bench scale`.
//!
//! The seasons are those of `examples/sample_season`, with the first assessments of each round kept.
//! Prints medians as a table for `README.md` here.

mod measure;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use measure::{RUNS, runs};

/// How many assessments a round are kept: of 10,000 entries, some 500,000 in all.
const KEPT: usize = 18;

fn main() {
    let folder = std::env::temp_dir().join(format!("plaudit-scale-{}", std::process::id()));
    let output = folder.join("output");
    println!(
        "| entries | assessments | command | wall, median | fastest | slowest | memory, peak |"
    );
    println!("|---:|---:|---|---:|---:|---:|---:|");
    for entries in [1_000, 2_000, 5_000, 10_000] {
        let data = folder.join(entries.to_string());
        let assessments = season(&data, entries);
        let data = data.display().to_string();
        for command in [
            &["assess", "--format", "json"][..],
            &["check"],
            &["build", "secretariat"],
            &["build", "site"],
        ] {
            let (times, memory) = runs(&[command, &["--data", &data]].concat(), &output);
            println!(
                "| {entries} | {assessments} | `plaudit {}` | {:.2} s | {:.2} s | {:.2} s | {memory} MB |",
                command.join(" "),
                times[RUNS / 2].as_secs_f64(),
                times[0].as_secs_f64(),
                times[RUNS - 1].as_secs_f64(),
            );
        }
    }
    // What is left behind is only a temporary folder.
    let _ = fs::remove_dir_all(&folder);
}

/// Writes a season of the award alone; how many assessments it has.
fn season(data: &Path, entries: usize) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["run", "--release", "--quiet", "--example", "sample_season", "--", "--out"])
        .arg(data)
        .args(["--entries", &entries.to_string()])
        .stdout(Stdio::null())
        .status();
    assert!(made.expect("cargo runs").success(), "the generator failed");
    fs::remove_dir_all(data.join("hkrma-cxr")).expect("written just now");
    let table = data.join("hkcca-mca/2026/assessments.csv");
    let text = fs::read_to_string(&table).expect("written just now");
    let mut seen = HashMap::new();
    let mut kept = |line: &&str| {
        let round: Vec<_> = line.split(',').take(2).map(str::to_owned).collect();
        let count = seen.entry(round).or_insert(0);
        *count += 1;
        *count <= KEPT
    };
    let rows: Vec<_> = text.lines().filter(|line| kept(line)).collect();
    fs::write(&table, rows.join("\n") + "\n").expect("writable");
    rows.len() - 1
}
