//! The public site, replaced as a whole: who copies or reads it meets all of one build or all of another.
//!
//! The new site is completed beside the old one, with hard links to the files that stay, and the two folders change places
//! in one step where the system has one (Linux, macOS); elsewhere in two, and a build that is cut short between them
//! is mended by the next.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::finished::Change;
use super::{SITE, failed};
use crate::diagnostics::MachineError;

/// Where the site is for a moment while it is replaced in two steps.
const BEFORE: &str = ".site-before";

/// Puts the staged files of the site in the place of those that were there: without those that are to be
/// removed, and with all others that there are.
pub(super) fn replace(staged: &Path, output: &Path, change: Change) -> Result<(), MachineError> {
    let (new, old) = (staged.join(folder()), output.join(folder()));
    fs::create_dir_all(&new).map_err(|error| failed("create", &new, error))?;
    if fs::symlink_metadata(&old).is_err() {
        return fs::rename(&new, &old).map_err(|error| failed("replace", &old, error));
    }
    complete(&new, &old, change)?;
    match exchange(&new, &old) {
        Err(error) if is_unknown(&error) => in_two_steps(&new, &old, &output.join(BEFORE)),
        done => done,
    }
    .map_err(|error| failed("replace", &old, error))
}

fn folder() -> &'static str {
    SITE.trim_end_matches('/')
}

/// Completes a new site by what stays of the old one.
fn complete(new: &Path, old: &Path, (made, removed): Change) -> Result<(), MachineError> {
    // Folders last, for by then it is known which of them there will be.
    for entry in WalkDir::new(old).contents_first(true) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(old).to_owned();
            MachineError { action: "list", path, source: error.into() }
        })?;
        let within = entry.path().strip_prefix(old).unwrap_or(entry.path());
        let path = format!("{SITE}{}", within.to_string_lossy().replace('\\', "/"));
        if made.contains(&path) || removed.contains(&path) {
            continue;
        }
        let to = new.join(within);
        stay(&entry, &to).map_err(|error| failed("write", &to, error))?;
    }
    Ok(())
}

fn stay(entry: &DirEntry, to: &Path) -> io::Result<()> {
    if !entry.file_type().is_dir() {
        fs::create_dir_all(to.parent().unwrap_or(to))?;
        // Some disks know no second name of a file.
        return fs::hard_link(entry.path(), to).or_else(|_| fs::copy(entry.path(), to).map(drop));
    }
    let is_empty = || Ok::<_, io::Error>(fs::read_dir(entry.path())?.next().is_none());
    if !to.is_dir() && is_empty()? {
        fs::create_dir_all(to)?;
    }
    let permissions = entry.metadata()?.permissions();
    match fs::metadata(to) {
        Ok(found) if found.permissions() != permissions => fs::set_permissions(to, permissions),
        // All that it held was removed.
        _ => Ok(()),
    }
}

/// Whether the system or the disk has no such step.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn in_two_steps(new: &Path, old: &Path, before: &Path) -> io::Result<()> {
    fs::rename(old, before)?;
    fs::rename(new, old).or_else(|error| fs::rename(before, old).and(Err(error)))?;
    fs::remove_dir_all(before)
}

/// Mends what a build has left that was cut short between the two steps.
pub(super) fn mend(output: &Path) -> Result<(), MachineError> {
    let (site, before) = (output.join(folder()), output.join(BEFORE));
    if fs::symlink_metadata(&before).is_err() {
        return Ok(());
    }
    if fs::symlink_metadata(&site).is_err() {
        return fs::rename(&before, &site).map_err(|error| failed("replace", &site, error));
    }
    fs::remove_dir_all(&before).map_err(|error| failed("remove", &before, error))
}

/// Waits until all that was written to the disk of a folder is there.
#[cfg(target_os = "linux")]
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    match rustix::fs::syncfs(fs::File::open(folder)?) {
        // What the disk cannot say is no failure of ours, unless it is one of writing.
        Err(error) if error == rustix::io::Errno::NOSPC || error == rustix::io::Errno::IO => {
            Err(error.into())
        }
        _ => Ok(()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn settle(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{BEFORE, in_two_steps, mend, replace};

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
            fs::write(path, text).expect("writable");
        }
    }

    /// Paths and texts of what there is below a folder, empty folders with a stroke.
    fn read(folder: &Path) -> Vec<String> {
        let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
        let told = entries.into_iter().filter_map(Result::ok).filter_map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").display().to_string();
            match entry.file_type().is_dir() {
                true => {
                    let empty = fs::read_dir(entry.path()).expect("there").next().is_none();
                    empty.then(|| format!("{path}/"))
                }
                false => {
                    Some(format!("{path}: {}", fs::read_to_string(entry.path()).expect("text")))
                }
            }
        });
        told.collect()
    }

    #[test]
    fn what_stays_and_what_is_foreign_moves_into_the_new_site() {
        let place = tempfile::tempdir().expect("a folder of our own");
        let (staged, output) = (place.path().join("staged"), place.path().join("output"));
        let old = [
            ("site/index.html", "old"),
            ("site/en/index.html", "stays"),
            ("site/zh/gone/index.html", "gone"),
            ("site/.well-known/security.txt", "foreign"),
        ];
        write(&output, &old);
        fs::create_dir(output.join("site/empty")).expect("new");
        write(&staged, &[("site/index.html", "new"), ("site/fr/index.html", "new")]);
        let made = ["site/index.html", "site/fr/index.html"].map(str::to_owned).into();
        let removed = BTreeSet::from(["site/zh/gone/index.html".to_owned()]);
        replace(&staged, &output, (&made, &removed)).expect("replaced");
        let expected = [
            ".well-known/security.txt: foreign",
            "empty/",
            "en/index.html: stays",
            "fr/index.html: new",
            "index.html: new",
        ];
        assert_eq!(read(&output.join("site")), expected);
    }

    #[test]
    fn a_site_that_was_moved_in_two_steps_is_there_after_either() {
        let place = tempfile::tempdir().expect("a folder of our own");
        let (new, site) = (place.path().join("new"), place.path().join("site"));
        let before = place.path().join(BEFORE);
        write(place.path(), &[("new/a", "new"), ("site/a", "old")]);
        in_two_steps(&new, &site, &before).expect("moved");
        assert_eq!(read(place.path()), ["site/a: new"]);
        // Cut short after the first step, and after the second.
        fs::rename(&site, &before).expect("moved");
        mend(place.path()).expect("mended");
        assert_eq!(read(place.path()), ["site/a: new"]);
        write(place.path(), &[(&format!("{BEFORE}/a"), "old")]);
        mend(place.path()).expect("mended");
        assert_eq!(read(place.path()), ["site/a: new"]);
    }
}
