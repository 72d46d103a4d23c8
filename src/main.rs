//! The command line of plaudit.

mod cli;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    if let Some(conflict) = arguments.conflict() {
        cli::Arguments::command().error(ErrorKind::ArgumentConflict, conflict).exit();
    }
    cli::run(&arguments)
}
