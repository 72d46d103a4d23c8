//! The command line, of which the library knows nothing: its own source is included.

// Only what reads arguments is used.
#![allow(dead_code)]

#[path = "../../../src/cli/arguments.rs"]
mod arguments;
#[path = "../../../src/cli/common.rs"]
mod common;

use clap::Parser;

use arguments::Arguments;

mod shell {
    pub(super) fn version() -> &'static str {
        "0"
    }
}

/// Arguments, one a line.
pub(crate) fn arguments(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Arguments::try_parse_from(["plaudit"].into_iter().chain(text.lines())) {
        Ok(arguments) => drop(std::hint::black_box(arguments.conflict())),
        Err(error) => drop(std::hint::black_box(error.render().to_string())),
    }
}
