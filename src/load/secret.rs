//! The file of a key to sign with: only its owner may read it, and it lies where nothing is handed out.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::files::whole;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};

/// Reads the file of a key; none if it is where others may come by it, which is reported. `folders` are
/// those that are handed on.
///
/// # Errors
/// The machine failed to read it.
pub fn read_secret(
    path: &Path,
    folders: &[&Path],
    problems: &mut Diagnostics,
) -> Result<Option<String>, MachineError> {
    let failed = |source| MachineError { action: "read", path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    refuse_place(path, folders, problems);
    if may_others_read(&file).map_err(failed)? {
        let name = path.display();
        let message = "others than its owner may read the key";
        let help = format!("run `chmod 600 {name}`; if somebody may have read it, make a new one");
        problems.push(Diagnostic::error(message).at(place(path)).help(help));
    }
    if problems.has_errors() {
        return Ok(None);
    }
    let mut text = String::new();
    // A file of any other kind may be of any size.
    file.by_ref().take(1024).read_to_string(&mut text).map_err(failed)?;
    Ok(Some(text))
}

/// Reports a key that lies, or is to lie, in one of the folders that are handed on.
pub fn refuse_place(path: &Path, folders: &[&Path], problems: &mut Diagnostics) {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    let parent = parent.unwrap_or(Path::new("."));
    // Of a link both where it lies and where it leads.
    let lies: Vec<PathBuf> =
        [parent.canonicalize(), path.canonicalize()].into_iter().flatten().collect();
    for folder in folders {
        let Ok(whole) = folder.canonicalize() else { continue };
        if lies.iter().any(|own| own.starts_with(&whole)) {
            let message =
                format!("the key would lie in `{}`, which is handed on", folder.display());
            let help = "keep it in a folder of its own, which only who signs can open";
            problems.push(Diagnostic::error(message).at(place(path)).help(help));
            return;
        }
    }
}

/// A file named on the command line.
///
/// # Errors
/// The machine failed to read it.
pub fn read_given(path: &Path) -> Result<Vec<u8>, MachineError> {
    let failed = |source| MachineError { action: "read", path: path.to_owned(), source };
    whole(path).map_err(failed)
}

fn place(path: &Path) -> Place {
    Place::file(path.to_string_lossy())
}

#[cfg(unix)]
fn may_others_read(file: &File) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(file.metadata()?.mode() & 0o077 != 0)
}

/// Who may read a file is not told by such a system.
#[cfg(not(unix))]
fn may_others_read(_: &File) -> std::io::Result<bool> {
    Ok(false)
}
