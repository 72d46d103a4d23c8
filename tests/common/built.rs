//! What a run builds, and the programs that judge it.

use std::process::{Command, Output};

use crate::run::{Files, Place, files, text};

impl Place {
    /// Runs `plaudit build`, which must succeed.
    pub(crate) fn build(&self, arguments: &[&str]) -> Output {
        let arguments: Vec<_> = std::iter::once("build").chain(arguments.iter().copied()).collect();
        let output = self.plaudit(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output
    }

    /// Every file below `output` but for the lock.
    pub(crate) fn files(&self) -> Files {
        let mut files = files(&self.path("output"));
        files.remove(".plaudit.lock");
        files
    }
}

/// A program beyond cargo. Where it is not installed, says so and gives none, for the caller to leave
/// out what needs it; under `PLAUDIT_TEST_TOOLS=required` that is a failure.
pub(crate) fn tool(name: &str) -> Option<Command> {
    let there = Command::new(name).arg("-v").output().is_ok();
    let required = std::env::var("PLAUDIT_TEST_TOOLS").is_ok_and(|value| value == "required");
    assert!(there || !required, "`{name}` is not installed");
    if !there {
        println!("ignored: `{name}` is not installed");
    }
    there.then(|| Command::new(name))
}

/// Whether a file is a PDF for screen and archive; what is made for printing houses and engravers
/// has other standards.
pub(crate) fn is_archive(path: &str) -> bool {
    let made_for = ["/certificates/print/", "/trophies/", "/decals/"];
    path.ends_with(".pdf") && !made_for.iter().any(|folder| path.contains(folder))
}
