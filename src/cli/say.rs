//! Everything that is printed: problems and progress on the error stream, results on the other.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstream::eprintln;
use clap::CommandFactory;
use clap::builder::styling::{AnsiColor, Style};
use clap::error::ErrorKind;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError, Severity};
use plaudit::load::Change;
use plaudit::model::{Dataset, SeasonData};
use plaudit::write::private_is_open;

use super::Arguments;

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();

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
pub(super) fn unbuilt(files: usize) -> Diagnostics {
    let mut warning = Diagnostics::default();
    if files > 0 {
        let are = if files == 1 {
            "1 report of `dispatch.csv` is"
        } else {
            &format!("{files} reports of `dispatch.csv` are")
        };
        let help = "build reports first, or with it; until then their `sha256` is empty";
        warning.push(Diagnostic::warning(format!("{are} not built yet")).help(help));
    }
    warning
}

/// That what is confidential lies open, where it does.
pub(super) fn open(output: &Path) -> Diagnostics {
    let mut warning = Diagnostics::default();
    if private_is_open(output) {
        let folder = output.join("private");
        let message = format!("every user of this machine can read `{}`", folder.display());
        let help = "it is another user's, or on a disk without permissions: name a folder of your own with \
                    --output";
        warning.push(Diagnostic::warning(message).help(help));
    }
    warning
}

/// The build was told to end.
pub(super) fn interrupted() {
    eprintln!("interrupted: every file of the output is whole, and the next build does the rest");
}

/// What an earlier build has found worth a look.
pub(super) fn again(warnings: &[String]) {
    for warning in warnings {
        eprintln!("{warning}\n");
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
        let counted = |count: usize, one: &str, more: &str| {
            format!("{} {}", thousands(count), if count == 1 { one } else { more })
        };
        format!(
            "{} {}: {}, {}, {}\n",
            data.programme.id,
            data.season.year,
            counted(data.participants.len(), "participant", "participants"),
            counted(data.entries.len(), "entry", "entries"),
            counted(data.assessments.len(), "assessment", "assessments"),
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

/// Where the preview is.
pub(super) fn watching(address: &str) -> String {
    format!("watching; preview at {GOOD}{address}{GOOD:#} (Ctrl-C ends it)\n")
}

/// `14337` as `14,337`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    groups.join(",")
}
