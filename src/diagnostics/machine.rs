//! A failure of the machine, which no mending of data can help.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The machine failed: a disk, a permission.
#[derive(Debug)]
pub struct MachineError {
    /// What was being done.
    pub action: &'static str,
    /// To which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The number that the system has for it says nothing to who reads the words.
        let said = self.source.to_string();
        let (words, rest) = said.split_once(" (os error ").unwrap_or((&said, ""));
        let rest = rest.split_once(')').map_or("", |(_, rest)| rest);
        write!(f, "cannot {} `{}`: {words}{rest}", self.action, self.path.display())
    }
}

impl std::error::Error for MachineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
