//! Time and memory as seasons grow: `cargo bench --bench scale`.
//!
//! The seasons are those of `examples/sample_season`, with the first assessments of each round kept.
//! Prints medians as a table for `README.md` here. With `-- --keep FOLDER`, only writes the season of
//! 10,000 participants there, for `peers/hugo.py`.

mod measure;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use measure::{RUNS, runs};

/// A season to measure.
struct Case {
    entries: usize,
    /// How many assessments a round are kept.
    kept: usize,
    commands: &'static [&'static [&'static str]],
}

/// What grows with the assessments, of which there are about 50 an entry.
const FIGURES: &[&[&str]] =
    &[&["assess", "--format", "json"], &["build", "secretariat"], &["build", "site"]];

/// The same, and the command that lays out every sheet that is printed: minutes, where there are many.
const ALL: &[&[&str]] =
    &[&["assess", "--format", "json"], &["check"], &["build", "secretariat"], &["build", "site"]];

/// 10,000 participants with awards have more than 20,000 pages; some 500,000 assessments in all.
const PARTICIPANTS: Case = Case { entries: 17_000, kept: 10, commands: &[&["build", "site"]] };

const CASES: [Case; 5] = [
    Case { entries: 1_000, kept: 18, commands: ALL },
    Case { entries: 2_000, kept: 18, commands: FIGURES },
    Case { entries: 5_000, kept: 18, commands: FIGURES },
    Case { entries: 10_000, kept: 18, commands: FIGURES },
    PARTICIPANTS,
];

fn main() {
    if let Some(folder) = std::env::args().skip_while(|argument| argument != "--keep").nth(1) {
        season(Path::new(&folder), &PARTICIPANTS);
        return;
    }
    let folder = std::env::temp_dir().join(format!("plaudit-scale-{}", std::process::id()));
    let output = folder.join("output");
    println!(
        "| entries | assessments | command | wall, median | fastest | slowest | memory, peak |"
    );
    println!("|---:|---:|---|---:|---:|---:|---:|");
    for case in &CASES {
        let entries = case.entries;
        let data = folder.join(entries.to_string());
        let assessments = season(&data, case);
        let data = data.display().to_string();
        for command in case.commands {
            let (times, memory) = runs(&[*command, &["--data", &data]].concat(), &output);
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
fn season(data: &Path, case: &Case) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["run", "--release", "--quiet", "--example", "sample_season", "--", "--out"])
        .arg(data)
        .args(["--entries", &case.entries.to_string()])
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
        *count <= case.kept
    };
    let rows: Vec<_> = text.lines().filter(|line| kept(line)).collect();
    fs::write(&table, rows.join("\n") + "\n").expect("writable");
    rows.len() - 1
}
