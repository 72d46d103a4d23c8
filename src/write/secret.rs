//! Writes the file of a new key.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use super::failed;
use crate::diagnostics::MachineError;

/// Writes a file that only its owner may read and write. One that is there is never overwritten: what
/// it signed could not be signed again.
///
/// # Errors
/// There is such a file, or the machine failed.
pub fn write_secret(path: &Path, text: &str) -> Result<(), MachineError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| failed("create", path, error))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| failed("write", path, error))
}
