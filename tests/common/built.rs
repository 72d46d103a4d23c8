//! What a run builds.

use std::process::Output;

use crate::run::{Files, Place, files, text};

impl Place {
    /// Runs `plaudit build`, which must succeed.
    pub(crate) fn build(&self, arguments: &[&str]) -> Output {
        let arguments: Vec<_> = std::iter::once("build").chain(arguments.iter().copied()).collect();
        let output = self.plaudit(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        output
    }

    /// Every file below `output` but for what plaudit keeps to itself.
    pub(crate) fn files(&self) -> Files {
        let mut files = files(&self.path("output"));
        files.retain(|path, _| !path.starts_with(".plaudit"));
        files
    }
}

/// Whether a file is a PDF for screen and archive; what is made for printing houses and engravers
/// has other standards.
pub(crate) fn is_archive(path: &str) -> bool {
    let made_for = ["/certificates/print/", "/trophies/", "/decals/"];
    path.ends_with(".pdf") && !made_for.iter().any(|folder| path.contains(folder))
}
