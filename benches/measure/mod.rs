//! Runs of the binary: wall time and memory.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// How often each command is run.
pub(crate) const RUNS: usize = 5;

/// Runs a command [`RUNS`] times: the wall times in order, and the peak of resident memory in MB.
pub(crate) fn runs(arguments: &[&str], output: &Path) -> (Vec<Duration>, u64) {
    let mut runs: Vec<_> = (0..RUNS).map(|_| measure(arguments, output)).collect();
    runs.sort();
    let memory = runs.iter().map(|(_, memory)| *memory).max().unwrap_or(0);
    (runs.into_iter().map(|(time, _)| time).collect(), memory / 1000)
}

/// Runs plaudit into a new folder; wall time, and the peak of resident memory in kB (0 where the
/// system does not tell).
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
