//! The commands, told in a few lines each, and what is said about them.

mod arguments;
mod build;
mod catalogue;
mod changes;
mod close;
mod common;
mod explain;
mod init;
mod interrupt;
mod loaded;
mod say;
mod shell;
mod sign;
mod summary;
mod table;
mod verify;
mod watch;

use std::collections::BTreeSet;
use std::process::ExitCode;

pub(crate) use arguments::Arguments;
use arguments::{Command, ExplainOptions, Explanation, Format, Settings};
use common::Common;
use loaded::Loaded;
use plaudit::assess::{self, Audience, Results};
use plaudit::diagnostics::{Diagnostic, Diagnostics, MachineError};
use plaudit::load;
use plaudit::model::{Programme, Season, Text, json_schema};
use plaudit::plan::{
    artwork_schema, card_schema, logo_schema, proof_schema, report_schema, setting_schema,
};

/// Why a run ended without what was asked for.
enum Failure {
    /// The data or templates have errors, which have been shown.
    Data(Diagnostics),
    /// What was asked for is not clear.
    Usage(String),
    /// The machine failed.
    Machine(MachineError),
}

impl From<MachineError> for Failure {
    fn from(error: MachineError) -> Self {
        Self::Machine(error)
    }
}

/// Runs a command and says how it ended: 0 done, 1 the data or templates have errors, 3 the
/// machine failed. Wrong usage ends with 2, mostly before this is reached.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let common = &arguments.common;
    let outcome = match &arguments.command {
        Command::Init { folder } => init::init(common, folder),
        Command::Check => check(common),
        Command::Assess { format } => assess(common, *format),
        Command::Explain(options) => explain(common, options),
        Command::Build(options) => build::build(common, options),
        Command::Watch(options) => watch::watch(common, options),
        Command::Schema { file } => schema(*file),
        Command::Close(options) => close::close(common, *options),
        Command::Sign(options) => sign::sign(common, options),
        Command::Verify(options) => verify::verify(common, options),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man { folder } => shell::manual(folder),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Data(_)) => ExitCode::from(1),
        Err(Failure::Usage(message)) => {
            say::wrong_usage(message);
            ExitCode::from(2)
        }
        Err(Failure::Machine(error)) => {
            say::machine_error(&error);
            ExitCode::from(3)
        }
    }
}

fn check(common: &Common) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    let loaded = Loaded::read(common, &mut problems)?;
    let results = loaded.results(common.as_of(), &mut problems);
    loaded.rehearse(common, &results, &mut problems);
    say::problems(&problems);
    say::verdict(&problems);
    if problems.has_errors() {
        return Err(Failure::Data(problems));
    }
    say::print(&say::counts(&loaded.dataset))?;
    Ok(())
}

fn assess(common: &Common, format: Format) -> Result<(), Failure> {
    let mut problems = Diagnostics::default();
    let loaded = Loaded::read(common, &mut problems)?;
    let results = loaded.results(common.as_of(), &mut problems);
    stop_at_errors(&problems)?;
    say::print(&match format {
        Format::Table => table::table(&results),
        Format::Json => assess::json_all(&results),
        Format::Csv => table::csv(&results),
    })?;
    Ok(())
}

fn explain(common: &Common, options: &ExplainOptions) -> Result<(), Failure> {
    let entry = options.entry.as_str();
    let audience = if options.for_member { Audience::Member } else { Audience::Secretariat };
    let mut problems = Diagnostics::default();
    let loaded = Loaded::read(common, &mut problems)?;
    let results = loaded.results(common.as_of(), &mut problems);
    let mut found = Vec::new();
    for season in &results {
        let at = season.data.entries.iter().position(|row| row.id.as_str() == entry);
        found.extend(at.map(|at| (season, assess::explain(season, at, audience))));
    }
    if found.is_empty() && !problems.has_errors() {
        problems.push(unknown_entry(&results, entry));
    }
    let text = match options.format {
        Explanation::Json => {
            assess::explain::json(&found.iter().map(|(_, tree)| tree).collect::<Vec<_>>())
        }
        Explanation::Text => {
            let trees = found
                .iter()
                .map(|(season, tree)| loaded.tree(season, tree, options.language.as_deref()));
            trees.collect::<Result<Vec<_>, _>>().map(|trees| trees.join("\n")).unwrap_or_else(
                |fault| {
                    problems.push(fault);
                    String::new()
                },
            )
        }
    };
    stop_at_errors(&problems)?;
    say::print(&text)?;
    Ok(())
}

/// No season has the entry: what it may have been meant to be, which is asked for by a name too.
fn unknown_entry(results: &[Results], entry: &str) -> Diagnostic {
    const MOST: usize = 12;
    let small = entry.to_lowercase();
    let (mut known, mut named) = (BTreeSet::new(), BTreeSet::new());
    for data in results.iter().map(|season| &season.data) {
        for row in &data.entries {
            known.insert(row.id.as_str());
            let participant = &data.participants[row.participant];
            let is_like =
                |name: &Text| name.iter().any(|(_, name)| name.to_lowercase().contains(&small));
            if participant.id.as_str() == entry || is_like(&row.name) || is_like(&participant.name)
            {
                named.insert(row.id.as_str());
            }
        }
    }
    let help = match named.len() {
        1..=MOST => {
            let list: Vec<_> = named.iter().map(|id| format!("`{id}`")).collect();
            format!("write the id of the entry: {}", list.join(" or "))
        }
        _ => load::advice(entry, known),
    };
    Diagnostic::error(format!("there is no entry `{entry}`")).help(help)
}

fn schema(file: Settings) -> Result<(), Failure> {
    say::print(&match file {
        Settings::Programme => json_schema::<Programme>("programme.toml"),
        Settings::Season => json_schema::<Season>("season.toml"),
        Settings::Setting => setting_schema(),
        Settings::Report => report_schema(),
        Settings::Artwork => artwork_schema(),
        Settings::Logo => logo_schema(),
        Settings::Proof => proof_schema(),
        Settings::Card => card_schema(),
    })?;
    Ok(())
}

/// Shows what is wrong, and ends the run if anything is an error.
fn stop_at_errors(problems: &Diagnostics) -> Result<(), Failure> {
    say::problems(problems);
    if problems.has_errors() {
        say::verdict(problems);
        return Err(Failure::Data(problems.clone()));
    }
    Ok(())
}
