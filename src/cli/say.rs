//! Everything that is printed: problems and progress on the error stream, results on the other.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anstream::{eprintln, println};
use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use plaudit::diagnostics::{Diagnostics, MachineError, Severity};
use plaudit::model::Dataset;
use plaudit::plan::{Plan, Target};
use plaudit::write::Manifest;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();

/// Every problem, coloured on a terminal.
pub(super) fn problems(problems: &Diagnostics) {
    let coloured = std::io::stderr().is_terminal();
    for problem in problems.render(coloured) {
        eprintln!("{problem}\n");
    }
}

/// How many problems there are.
pub(super) fn verdict(problems: &Diagnostics) {
    let count = |severity, one: &str| match problems.count(severity) {
        0 => format!("no {one}s"),
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    };
    let (errors, warnings) = (count(Severity::Error, "error"), count(Severity::Warning, "warning"));
    if problems.has_errors() {
        eprintln!("{ERROR}{errors}{ERROR:#}, {warnings}; nothing was written");
    } else if problems.count(Severity::Warning) > 0 {
        eprintln!("{errors}, {WARNING}{warnings}{WARNING:#}");
    } else {
        eprintln!("{GOOD}{errors}{GOOD:#}, {warnings}");
    }
}

/// The machine failed.
pub(super) fn machine_error(error: &MachineError) {
    eprintln!("{ERROR}error{ERROR:#}: {error}");
}

/// What was read, in a line for each season.
pub(super) fn counts(dataset: &Dataset) {
    for data in &dataset.seasons {
        println!(
            "{} {}: {} participants, {} entries, {} assessments",
            data.programme.id,
            data.season.year,
            thousands(data.participants.len()),
            thousands(data.entries.len()),
            thousands(data.assessments.len()),
        );
    }
}

/// Results, ready to print. That a reader such as `head` has closed the pipe is no failure.
pub(super) fn results(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// A bar of jobs done, with rate and remaining time; not shown in a pipe.
pub(super) fn progress(jobs: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} files, {per_sec}, {eta} left");
    let bar = ProgressBar::new(jobs as u64);
    bar.with_style(style.expect("a template of our own"))
}

/// What was written where, and how long it took.
pub(super) struct Summary {
    output: PathBuf,
    read: Duration,
    parts: Vec<(Target, Duration)>,
}

impl Summary {
    pub(super) fn new(output: &Path, read: Duration) -> Self {
        Self { output: output.to_owned(), read, parts: Vec::new() }
    }

    pub(super) fn took(&mut self, target: Target, time: Duration) {
        self.parts.push((target, time));
    }

    pub(super) fn print(&self, plan: &Plan, manifest: &Manifest, total: Duration) {
        println!("{:12} {:>6}        {:>8}  {}", "read", "", "", seconds(self.read));
        let mut all = 0;
        for (target, time) in &self.parts {
            let jobs = plan.of(*target);
            if jobs.is_empty() {
                continue;
            }
            let sizes = jobs.iter().filter_map(|job| manifest.files.get(&job.path));
            let bytes: u64 = sizes.map(|record| record.bytes).sum();
            all += jobs.len();
            println!(
                "{:12} {:>6} files  {:>8}  {}",
                name(*target),
                thousands(jobs.len()),
                size(bytes),
                seconds(*time),
            );
        }
        let written = format!("{GOOD}{}{GOOD:#} files", thousands(all));
        println!("{written} in `{}`, in {}", self.output.display(), seconds(total).trim_start());
    }
}

fn name(target: Target) -> &'static str {
    match target {
        Target::Reports => "reports",
        Target::Artwork => "artwork",
        Target::Site => "site",
        Target::Secretariat => "secretariat",
    }
}

fn seconds(time: Duration) -> String {
    format!("{:6.2} s", time.as_secs_f64())
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// `14337` as `14,337`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}
