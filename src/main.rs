//! The command line of plaudit.

mod cli;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

/// The typesetter takes and gives back many small pieces of memory, on all threads at once: with the
/// system's allocator a build of reports takes a quarter more time. How soon this one gives back to the
/// system what is free is set in `.cargo/config.toml`.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    if let Some(conflict) = arguments.conflict() {
        cli::Arguments::command().error(ErrorKind::ArgumentConflict, conflict).exit();
    }
    cli::run(&arguments)
}
