//! Writes what a new user starts from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use super::{failed, put, sweep};
use crate::diagnostics::MachineError;

/// What a run that was cut short leaves, and the next one clears away.
const STAGING: &str = ".plaudit-init-";

/// Writes files below a folder, which is made if it is not there. What they begin with, such as `data` of
/// `data/a/b.csv`, must not be there; each of these appears whole, all of them or, if one cannot, none.
///
/// # Errors
/// The machine failed, or something is there already.
pub fn write_new<B: AsRef<[u8]>>(
    folder: &Path,
    files: &BTreeMap<String, B>,
) -> Result<(), MachineError> {
    fs::create_dir_all(folder).map_err(|error| failed("create", folder, error))?;
    sweep(folder, STAGING)?;
    let staging = tempfile::Builder::new().prefix(STAGING).tempdir_in(folder);
    let staging = staging.map_err(|error| failed("write to", folder, error))?;
    for (path, bytes) in files {
        let path = staging.path().join(path);
        put(&path, bytes.as_ref(), true).map_err(|error| failed("write", &path, error))?;
    }
    let first: BTreeSet<_> = files.keys().filter_map(|path| path.split('/').next()).collect();
    let mut moved = Vec::new();
    for name in first {
        let (from, to) = (staging.path().join(name), folder.join(name));
        if let Err(error) = move_new(&from, &to) {
            // What is taken back is swept away with the rest.
            moved.iter().for_each(|(from, to)| drop(fs::rename(to, from)));
            return Err(failed("create", &to, error));
        }
        moved.push((from, to));
    }
    Ok(())
}

/// Moves a folder to where nothing is; an empty folder would give way.
fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    match to.symlink_metadata() {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_cannot_be_written_none_is() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let files = ["a/1", "b/2", "b/c/3"].map(|path| (path.to_owned(), "x"));
        let files = BTreeMap::from(files);
        fs::create_dir(folder.path().join("b")).expect("a folder");
        fs::create_dir(folder.path().join(".plaudit-init-before")).expect("a folder");
        let error = write_new(folder.path(), &files).expect_err("b is there");
        assert_eq!((error.action, error.path), ("create", folder.path().join("b")));
        let left = || fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left(), 1, "only b, which is empty");
        fs::remove_dir(folder.path().join("b")).expect("empty");
        write_new(folder.path(), &files).expect("all is written");
        assert_eq!(left(), 2);
        assert_eq!(fs::read(folder.path().join("b/c/3")).expect("a file"), b"x");
    }
}
