//! What keeps the public and the confidential part of an output folder apart, and the latter closed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::{LOCK, PRIVATE, SITE, failed};
use crate::diagnostics::MachineError;

/// Refuses an output folder in which something confidential could come to stand in a public place, or the other
/// way round: one whose parts are links, which may lead anywhere, and one that lies within a part of another.
pub(super) fn guard(output: &Path) -> Result<(), MachineError> {
    for part in [SITE, PRIVATE] {
        let folder = output.join(part.trim_end_matches('/'));
        if fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink()) {
            return Err(linked(&folder));
        }
    }
    let real = output.canonicalize().map_err(|error| failed("find", output, error))?;
    for other in real.ancestors().skip(1) {
        let part = real.strip_prefix(other).ok().and_then(|below| below.iter().next());
        let is_part = part.is_some_and(|part| {
            [SITE, PRIVATE].iter().any(|known| part == known.trim_end_matches('/'))
        });
        if is_part && other.join(LOCK).exists() {
            let why = "it lies within the site or the private part of another output folder";
            return Err(failed("write to", output, io::Error::other(why)));
        }
    }
    Ok(())
}

/// A link where a folder is to be.
pub(super) fn linked(folder: &Path) -> MachineError {
    let why =
        "it is a link, and may lead to where what is confidential is public; put a folder there";
    failed("write below", folder, io::Error::other(why))
}

/// Creates a folder that only its owner may enter, or closes one that is there to all but its owner and
/// group. Where the disk knows of no permissions, nothing is changed.
pub(super) fn close(folder: &Path) -> Result<(), MachineError> {
    let created = create_closed(folder);
    match created {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(failed("create", folder, error))
        }
        Err(_) => {
            narrow(folder);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

#[cfg(unix)]
fn create_closed(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_closed(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// The rights of all who are neither owner nor of the group.
#[cfg(unix)]
const OTHERS: u32 = 0o007;

#[cfg(unix)]
fn narrow(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if let Some(mode) = mode(folder).filter(|mode| mode & OTHERS != 0) {
        // What remains open is found out by `is_open`.
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode & !OTHERS));
    }
}

#[cfg(not(unix))]
fn narrow(_: &Path) {}

#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| found.mode() & 0o7777)
}

/// Whether the confidential part of an output folder is open to every user of the machine.
#[cfg(unix)]
pub fn private_is_open(output: &Path) -> bool {
    mode(&output.join(PRIVATE)).is_some_and(|mode| mode & OTHERS != 0)
}

/// Whether the confidential part of an output folder is open to every user of the machine, where that can
/// be told.
#[cfg(not(unix))]
pub fn private_is_open(_: &Path) -> bool {
    false
}

/// A new file: for all, or for its owner and group alone, as far as the user's own mask lets them.
#[cfg(unix)]
pub(super) fn create(path: &Path, public: bool) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let mode = if public { 0o666 } else { 0o660 };
    File::options().write(true).create(true).truncate(true).mode(mode).open(path)
}

/// A new file.
#[cfg(not(unix))]
pub(super) fn create(path: &Path, _: bool) -> io::Result<File> {
    File::create(path)
}
