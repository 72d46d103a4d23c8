//! Time of a build after a change: `cargo bench --bench again`.
//!
//! Builds the sample seasons once, then changes something and builds again, five times each, and prints
//! medians as a table for `README.md` here.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How often each change is made.
const RUNS: usize = 5;

/// What is changed: a name for it, a file, and two texts that take turns in it.
type Change = (&'static str, &'static str, [&'static str; 2]);

const CHANGES: [Change; 7] = [
    ("nothing", "data/README.md", ["", ""]),
    (
        "one score",
        "data/hkcca-mca/2026/assessments.csv",
        ["P-26-01203,2026-07-22,,cantonese,94,", "P-26-01203,2026-07-22,,cantonese,93,"],
    ),
    ("the day of the results", "data/hkcca-mca/2026/season.toml", ["2026-11-06", "2026-11-07"]),
    ("a line of `report.typ`", "templates/report.typ", ["\n", "\n\n"]),
    ("a line of `trophy.typ`", "templates/trophy.typ", ["\n", "\n\n"]),
    ("a line of `site/home.html`", "templates/site/home.html", ["\n", "\n\n"]),
    ("a line of the stylesheet", "templates/site/style.css", ["\n", "\n\n"]),
];

fn main() {
    let folder = std::env::temp_dir().join(format!("plaudit-again-{}", std::process::id()));
    for part in ["data", "templates"] {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &folder.join(part));
    }
    build(&folder);
    println!("| changed | files rebuilt | wall, median | fastest | slowest |");
    println!("|---|---:|---:|---:|---:|");
    for (name, file, texts) in CHANGES {
        let mut runs: Vec<_> = (0..RUNS)
            .map(|run| {
                let [from, to] = if run % 2 == 0 { texts } else { [texts[1], texts[0]] };
                replace(&folder.join(file), from, to);
                build(&folder)
            })
            .collect();
        runs.sort();
        let (times, rebuilt): (Vec<_>, Vec<_>) = runs.into_iter().unzip();
        println!(
            "| {name} | {} | {:.3} s | {:.3} s | {:.3} s |",
            rebuilt[RUNS / 2],
            times[RUNS / 2].as_secs_f64(),
            times[0].as_secs_f64(),
            times[RUNS - 1].as_secs_f64(),
        );
    }
    // What is left behind is only a temporary folder.
    let _ = fs::remove_dir_all(&folder);
}

/// Replaces the first of a text in a file; of no text, nothing.
fn replace(file: &Path, from: &str, to: &str) {
    if from != to {
        let text = fs::read_to_string(file).expect("text");
        assert!(text.contains(from), "{} has no `{from}`", file.display());
        fs::write(file, text.replacen(from, to, 1)).expect("writable");
    }
}

/// Builds in a folder: how long it took, and the first word of its last line, which counts the files.
fn build(folder: &Path) -> (Duration, String) {
    let started = Instant::now();
    let built = Command::new(env!("CARGO_BIN_EXE_plaudit"))
        .current_dir(folder)
        .args(["build", "--as-of", "2026-11-21"])
        .output()
        .expect("plaudit starts");
    let time = started.elapsed();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let said = String::from_utf8_lossy(&built.stdout).into_owned();
    let last = said.lines().last().unwrap_or_default();
    (time, last.split(' ').next().unwrap_or_default().to_owned())
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let to = to.join(entry.path().strip_prefix(from).expect("below it"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).expect("a new folder");
        } else {
            fs::copy(entry.path(), &to).expect("a copy");
        }
    }
}
