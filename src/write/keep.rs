//! Writes a file of data: whole or not at all, and never without a copy of what it was.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, PersistError};

use super::failed;
use crate::diagnostics::MachineError;

/// Puts `after` in the place of a file that held `before`, `None` if there was none. What it held
/// is kept beside it as `<copy>.csv`, or as `<copy>-2.csv` and so on where there is one already:
/// no copy is ever overwritten. Returns the path of the copy.
///
/// # Errors
/// The file no longer holds `before`, it is read-only, or the machine fails; then the file is as
/// it was.
pub fn replace_keeping(
    path: &Path,
    before: Option<&[u8]>,
    after: &[u8],
    copy: &str,
) -> Result<Option<PathBuf>, MachineError> {
    let not_replaced = |error| failed("write", path, error);
    let Some(before) = before else {
        let new = staged(path, after, None).map_err(not_replaced)?;
        new.persist_noclobber(path).map_err(|error| not_replaced(unless_changed(error)))?;
        settle(path);
        return Ok(None);
    };
    // Of a link, the file it leads to is replaced and not the link.
    let file = path.canonicalize().map_err(not_replaced)?;
    let permissions = fs::metadata(&file).map_err(not_replaced)?.permissions();
    if permissions.readonly() {
        return Err(not_replaced(io::ErrorKind::PermissionDenied.into()));
    }
    let new = staged(&file, after, Some(&permissions)).map_err(not_replaced)?;
    unchanged(&file, before).map_err(not_replaced)?;
    let kept = keep(path, before, (copy, &permissions))?;
    put(new, &file, (before, &kept)).map_err(not_replaced)?;
    settle(&file);
    Ok(Some(kept))
}

/// Puts `after` in the place of a file, whether there is one or not.
///
/// # Errors
/// The machine fails; then the file is as it was.
pub fn replace(path: &Path, after: &[u8]) -> Result<(), MachineError> {
    let permissions = fs::metadata(path).ok().map(|file| file.permissions());
    let new = staged(path, after, permissions.as_ref());
    let put = new.and_then(|new| new.persist(path).map_err(|error| error.error));
    put.map_err(|error| failed("write", path, error))?;
    settle(path);
    Ok(())
}

/// Puts the new file in the place of one that still holds `before`: writing the copy took time,
/// in which another program may have saved it. If it cannot, takes the copy away again.
fn put(new: NamedTempFile, file: &Path, (before, kept): (&[u8], &Path)) -> io::Result<()> {
    let put = unchanged(file, before)
        .and_then(|()| new.persist(file).map(drop).map_err(|error| error.error));
    put.inspect_err(|_| {
        let _ = fs::remove_file(kept);
    })
}

fn unchanged(file: &Path, before: &[u8]) -> io::Result<()> {
    if fs::read(file)? == before { Ok(()) } else { Err(changed()) }
}

/// A file with these bytes in the folder of another, whole on the disk, to be moved there.
fn staged(
    beside: &Path,
    bytes: &[u8],
    permissions: Option<&Permissions>,
) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".plaudit-");
    // A new file is for whom any new file is; a temporary one would be for its owner alone.
    #[cfg(unix)]
    let for_all = <Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(for_all);
    let mut file = builder.tempfile_in(beside.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions.clone())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Writes the copy under the first name that is free.
fn keep(
    path: &Path,
    bytes: &[u8],
    (copy, permissions): (&str, &Permissions),
) -> Result<PathBuf, MachineError> {
    let mut file =
        staged(path, bytes, Some(permissions)).map_err(|error| failed("copy", path, error))?;
    let mut number = 1;
    loop {
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let kept = path.with_file_name(format!("{copy}{suffix}.csv"));
        match file.persist_noclobber(&kept) {
            Ok(_) => return Ok(kept),
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => file = taken.file,
            Err(other) => return Err(failed("write", &kept, other.error)),
        }
        number += 1;
    }
}

fn unless_changed(error: PersistError) -> io::Error {
    match error.error.kind() {
        io::ErrorKind::AlreadyExists => changed(),
        _ => error.error,
    }
}

fn changed() -> io::Error {
    io::Error::other("it was changed meanwhile; run the command again")
}

/// Lets the disk know of the move, where the system can; the file itself is there in any case.
fn settle(path: &Path) {
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{keep, put, staged};

    #[test]
    fn a_file_saved_while_it_was_copied_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder of our own");
        let file = folder.path().join("history.csv");
        fs::write(&file, "read").expect("writable");
        let permissions = fs::metadata(&file).expect("there").permissions();
        let new = || staged(&file, b"new", None).expect("writable");
        let kept = || keep(&file, b"read", ("copy", &permissions)).expect("writable");
        let names = || {
            let files = fs::read_dir(folder.path()).expect("there").map(|file| file.expect("one"));
            let mut names: Vec<_> = files.map(|file| file.file_name()).collect();
            names.sort();
            names
        };

        let copy = kept();
        fs::write(&file, "saved by another").expect("writable");
        let error = put(new(), &file, (b"read", &copy)).expect_err("it holds something else");
        assert_eq!(error.to_string(), "it was changed meanwhile; run the command again");
        assert_eq!(fs::read(&file).expect("there"), b"saved by another");
        assert_eq!(names(), ["history.csv"]);

        fs::write(&file, "read").expect("writable");
        put(new(), &file, (b"read", &kept())).expect("it holds what was read");
        assert_eq!(fs::read(&file).expect("there"), b"new");
        assert_eq!(names(), ["copy.csv", "history.csv"]);
    }
}
