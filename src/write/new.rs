//! Writes what a new user starts from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{failed, put};
use crate::diagnostics::MachineError;

/// Writes files below a folder, which is made if it is not there: all of them or none. What they begin
/// with, such as `data` of `data/a/b.csv`, must not be there.
///
/// # Errors
/// The machine failed, or something is there already.
pub fn write_new<B: AsRef<[u8]>>(
    folder: &Path,
    files: &BTreeMap<String, B>,
) -> Result<(), MachineError> {
    fs::create_dir_all(folder).map_err(|error| failed("create", folder, error))?;
    let staging = tempfile::Builder::new().prefix(super::STAGING).tempdir_in(folder);
    let staging = staging.map_err(|error| failed("write to", folder, error))?;
    for (path, bytes) in files {
        let path = staging.path().join(path);
        put(&path, bytes.as_ref(), true).map_err(|error| failed("write", &path, error))?;
    }
    let first: BTreeSet<_> = files.keys().filter_map(|path| path.split('/').next()).collect();
    for name in first {
        let to = folder.join(name);
        fs::rename(staging.path().join(name), &to).map_err(|error| failed("create", &to, error))?;
    }
    Ok(())
}
