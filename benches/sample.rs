//! Time and memory of the commands on the sample seasons: `cargo bench --bench sample`.
//!
//! Runs the binary itself, as a user would, and prints medians as a table for `README.md` here.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

const RUNS: usize = 5;

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
        let mut runs: Vec<_> = (0..RUNS).map(|_| measure(arguments, &output)).collect();
        runs.sort();
        let memory = runs.iter().map(|(_, memory)| *memory).max().unwrap_or(0);
        println!(
            "| `plaudit {}` | {:.2} s | {:.2} s | {:.2} s | {} MB |",
            arguments.join(" "),
            runs[RUNS / 2].0.as_secs_f64(),
            runs[0].0.as_secs_f64(),
            runs[RUNS - 1].0.as_secs_f64(),
            memory / 1000,
        );
    }
    // What is left behind is only a temporary folder.
    let _ = fs::remove_dir_all(&output);
}

/// Runs plaudit on the sample into a new folder; wall time, and the peak of resident memory in kB
/// (0 where the system does not tell).
fn measure(arguments: &[&str], output: &Path) -> (Duration, u64) {
    let _ = fs::remove_dir_all(output);
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_plaudit"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--as-of", "2026-11-21", "--output"])
        .arg(output)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("plaudit starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // The system keeps the high-water mark, so that looking now and then is enough.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let mark = mark.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(mark.unwrap_or(0));
        match child.try_wait().expect("a child of ours") {
            Some(status) => {
                assert!(status.success(), "plaudit {arguments:?} failed");
                return (started.elapsed(), peak);
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    }
}
