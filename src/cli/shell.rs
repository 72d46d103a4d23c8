//! What a shell and its users ask for: completions, manual pages, the version.

use std::path::Path;
use std::sync::LazyLock;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use plaudit::diagnostics::MachineError;

use super::{Arguments, Failure, say};

/// The version, with that of the typesetter, which decides how a template is read.
pub(super) fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        format!("{} (typst {})", env!("CARGO_PKG_VERSION"), typst::utils::version().raw())
    });
    &VERSION
}

/// Prints the script with which a shell completes commands, options and their values.
pub(super) fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "plaudit", &mut script);
    say::print(&String::from_utf8_lossy(&script))?;
    Ok(())
}

/// Writes a manual page for plaudit and one for each of its commands into a folder.
pub(super) fn manual(folder: &Path) -> Result<(), Failure> {
    if !folder.is_dir() {
        let help = "make it first, or name another";
        return Err(Failure::Usage(format!("there is no folder `{}`: {help}", folder.display())));
    }
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let failed =
        |source| MachineError { action: "write a page to", path: folder.to_owned(), source };
    pages(&command, folder).map_err(failed)?;
    Ok(())
}

fn pages(command: &Command, folder: &Path) -> std::io::Result<()> {
    let page = Man::new(command.clone()).source(format!("plaudit {}", version()));
    page.manual("plaudit").generate_to(folder)?;
    command.get_subcommands().try_for_each(|each| pages(each, folder))
}
