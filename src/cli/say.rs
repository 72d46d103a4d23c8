//! Everything that is printed: problems and progress on the error stream, results on the other.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anstream::eprintln;
use clap::CommandFactory;
use clap::builder::styling::{AnsiColor, Style};
use clap::error::ErrorKind;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError, Severity};
use plaudit::load::Change;
use plaudit::model::{Dataset, SeasonData};
use plaudit::plan::{Changes, Job, Plan, Target};
use plaudit::write::Manifest;

use super::Arguments;

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

/// How many files stand in a table without their hash.
pub(super) fn unbuilt(files: usize) {
    if files > 0 {
        let are = if files == 1 {
            "1 report of `dispatch.csv` is"
        } else {
            &format!("{files} reports of `dispatch.csv` are")
        };
        let mut warning = Diagnostics::default();
        let help = "build reports first, or with it; until then their `sha256` is empty";
        warning.push(Diagnostic::warning(format!("{are} not built yet")).help(help));
        problems(&warning);
    }
}

/// What was asked for is not clear.
pub(super) fn wrong_usage(message: String) {
    let error = Arguments::command().error(ErrorKind::MissingRequiredArgument, message);
    // That nobody reads the message is no failure of its own.
    let _ = error.print();
}

/// The machine failed.
pub(super) fn machine_error(error: &MachineError) {
    eprintln!("{ERROR}error{ERROR:#}: {error}");
}

/// What was read, in a line for each season.
pub(super) fn counts(dataset: &Dataset) -> String {
    let line = |data: &SeasonData| {
        format!(
            "{} {}: {} participants, {} entries, {} assessments\n",
            data.programme.id,
            data.season.year,
            thousands(data.participants.len()),
            thousands(data.entries.len()),
            thousands(data.assessments.len()),
        )
    };
    dataset.seasons.iter().map(line).collect()
}

/// "1 row", "96 rows".
pub(super) fn rows(count: usize) -> String {
    format!("{} row{}", thousands(count), if count == 1 { "" } else { "s" })
}

/// How many rows of a table are added, replaced and taken out.
fn counted(changes: &[Change]) -> [usize; 3] {
    [(false, true), (true, true), (true, false)].map(|kind| {
        let alike = |change: &&Change| (change.row.is_some(), change.result.is_some()) == kind;
        changes.iter().filter(alike).count()
    })
}

/// What was done to a table: "added 96 rows", "added 1 row, replaced 2 rows, took out 1 row".
pub(super) fn changes(changes: &[Change]) -> String {
    let done = ["added", "replaced", "took out"].into_iter().zip(counted(changes));
    let done = done.filter(|(_, count)| *count > 0);
    done.map(|(what, count)| format!("{what} {}", rows(count))).collect::<Vec<_>>().join(", ")
}

/// What a dry run would have done to a table.
pub(super) fn dry_run(changes: &[Change], table: &str) {
    let would = ["added", "replaced", "taken out"].into_iter().zip(counted(changes));
    let would = would.filter(|(_, count)| *count > 0);
    let would: Vec<_> = would.map(|(what, n)| format!("{} would be {what}", rows(n))).collect();
    let to = if counted(changes)[1..] == [0, 0] { "to" } else { "in" };
    let would = would.join(", ");
    eprintln!("dry run: {would} {to} `{table}`; nothing was written");
}

/// Prints what was asked for. That a reader such as `head` has seen enough is no failure.
///
/// # Errors
/// The text could not be written, for example to a full disk.
pub(super) fn print(text: &str) -> Result<(), MachineError> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => {
            Err(MachineError { action: "write to", path: "the output".into(), source })
        }
        _ => Ok(()),
    }
}

/// A bar of jobs done, with rate and remaining time; not shown in a pipe.
pub(super) fn progress(jobs: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} files, {rate}, {eta} left");
    let style = style.expect("a template of our own");
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        // What cannot be shown on a terminal is not worth a failure.
        let _ = write!(out, "{:.0} a second", state.per_sec());
    };
    ProgressBar::new(jobs as u64).with_style(style.with_key("rate", rate))
}

/// What was written where, and how long it took.
pub(super) struct Summary {
    output: PathBuf,
    read: Duration,
    parts: Vec<(Target, Duration)>,
    changes: Vec<Changes>,
}

impl Summary {
    pub(super) fn new(output: &Path, read: Duration) -> Self {
        Self { output: output.to_owned(), read, parts: Vec::new(), changes: Vec::new() }
    }

    pub(super) fn took(&mut self, target: Target, time: Duration) {
        self.parts.push((target, time));
    }

    /// How the artwork differs from what was last passed.
    pub(super) fn changed(&mut self, changes: Vec<Changes>) {
        self.changes = changes;
    }

    /// A line for each part that was built, one for each season whose artwork changed, and one for
    /// all.
    pub(super) fn text(&self, plan: &Plan, manifest: &Manifest, total: Duration) -> String {
        let mut lines =
            vec![format!("{:12} {:>6}        {:>8}  {}", "read", "", "", seconds(self.read))];
        for (target, time) in &self.parts {
            let jobs = plan.of(*target);
            let sizes = jobs.iter().filter_map(|job| manifest.files.get(&job.path));
            let bytes: u64 = sizes.map(|record| record.bytes).sum();
            if !jobs.is_empty() {
                let (name, files) = (name(*target), thousands(jobs.len()));
                let (size, time) = (size(bytes), seconds(*time));
                lines.push(format!("{name:12} {files:>6} files  {size:>8}  {time}"));
            }
        }
        let changes = self.changes.iter().filter(|changes| !changes.is_empty());
        lines.extend(changes.map(|changes| self.changes_line(changes)));
        if leaves_sheets(plan, manifest) {
            let line = "artwork: built for one entry: text sheets and proof sheets are those of the \
                        last full build";
            lines.push(line.to_owned());
        }
        let (files, total) = (thousands(plan.jobs.len()), seconds(total));
        let (output, total) = (self.output.display(), total.trim_start());
        lines.push(format!("{GOOD}{files}{GOOD:#} files in `{output}`, in {total}"));
        lines.join("\n") + "\n"
    }

    /// "artwork: 2 pieces changed, 1 new, 1 removed since the proofs were last passed; see …"
    fn changes_line(&self, changes: &Changes) -> String {
        let pieces = if changes.changed == 1 { "piece" } else { "pieces" };
        let [changed, new, removed] =
            [changes.changed, changes.new, changes.removed].map(thousands);
        let marks = match changes.marks {
            0 => String::new(),
            1 => ", 1 e-logo differs".to_owned(),
            n => format!(", {} e-logos differ", thousands(n)),
        };
        let path = self.output.join(&changes.path);
        format!(
            "artwork: {changed} {pieces} changed, {new} new, {removed} removed{marks} since the proofs \
             were last passed; see `{}`, and delete it once it is passed",
            path.display()
        )
    }
}

/// Whether artwork was built without the sheets that name every piece, and there are some.
fn leaves_sheets(plan: &Plan, manifest: &Manifest) -> bool {
    let season = |job: &Job| Some(job.path.split_once("/artwork/")?.0.to_owned());
    let mut seasons = plan.of(Target::Artwork).iter().filter_map(season);
    plan.proofs.is_empty()
        && seasons.any(|it| manifest.files.contains_key(&format!("{it}/artwork/proofs.pdf")))
}

fn name(target: Target) -> &'static str {
    match target {
        Target::Reports => "reports",
        Target::Artwork => "artwork",
        Target::Proofs => "proofs",
        Target::Fonts => "fonts",
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
