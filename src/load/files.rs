//! Reading from disk, with names as a user would type them.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};

/// The most bytes of a file that are read: a table of two million rows.
const MOST_BYTES: u64 = 256_000_000;

/// A folder that is read from.
pub(super) struct Files {
    root: PathBuf,
}

impl Files {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// A path as shown in messages: with the folder as the user gave it, and `/` everywhere.
    pub(super) fn name(&self, path: &Path) -> Arc<str> {
        let path = if path == Path::new("") { self.root.clone() } else { self.root.join(path) };
        path.to_string_lossy().replace('\\', "/").into()
    }

    pub(super) fn exists(&self, path: &Path) -> bool {
        self.root.join(path).exists()
    }

    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, MachineError> {
        let path = self.root.join(path);
        whole(&path).map_err(|source| MachineError { action: "read", path, source })
    }

    /// Whether a path stays within its programme's folder, the first part of it: a link may lead to
    /// anything of the machine, and to what another programme keeps to itself.
    pub(super) fn within(&self, path: &Path) -> bool {
        let own = self.root.join(path.iter().next().unwrap_or_default());
        let (found, own) = (self.root.join(path).canonicalize(), own.canonicalize());
        found.is_ok_and(|found| own.is_ok_and(|own| found.starts_with(own)))
    }

    /// Whether what a link leads to lies in this folder.
    fn inside(&self, path: &Path) -> bool {
        let (found, root) = (self.root.join(path).canonicalize(), self.root.canonicalize());
        found.is_ok_and(|found| root.is_ok_and(|root| found.starts_with(root)))
    }

    /// The links at a path and below it that are not followed: whoever lays one there could have anything of
    /// the machine read, and shown in what is built.
    pub(super) fn strays(&self, below: &Path) -> Result<Diagnostics, MachineError> {
        let itself = fs::symlink_metadata(self.root.join(below)).is_ok_and(|it| it.is_symlink());
        let mut links = self.walk_where(below, |kind, _| kind.is_symlink())?;
        links.retain(|path| path != below);
        links.extend((itself && below != Path::new("")).then(|| below.to_owned()));
        let mut problems = Diagnostics::default();
        for path in links {
            let target = self.root.join(&path);
            let (what, itself) = match (target.exists(), target.is_dir()) {
                (false, _) => ("that leads to nothing", "file"),
                (true, folder) if !self.inside(&path) => {
                    ("that leads out of its folder", if folder { "folder" } else { "file" })
                }
                (true, true) => ("to a folder", "folder"),
                (true, false) => continue,
            };
            let error = Diagnostic::error(format!("a link {what} is not followed"));
            let help = format!("put the {itself} itself here");
            problems.push(error.at(Place::file(self.name(&path))).help(help));
        }
        Ok(problems)
    }

    /// Whether a path leads to a file of this folder.
    pub(super) fn holds(&self, path: &Path) -> bool {
        self.root.join(path).is_file() && self.within(path)
    }

    /// The bytes of a file; 0 where there is none.
    pub(super) fn size(&self, path: &Path) -> u64 {
        self.root.join(path).metadata().map_or(0, |found| found.len())
    }

    /// All that is not a folder below one, by path, links among it; hidden ones and locks are passed
    /// over.
    pub(super) fn entries(&self, below: &Path) -> Result<Vec<PathBuf>, MachineError> {
        self.walk_where(below, |kind, _| !kind.is_dir())
    }

    /// The folders directly below one, by name.
    pub(super) fn folders(&self, below: &Path) -> Result<Vec<String>, MachineError> {
        let path = self.root.join(below);
        let mut names = Vec::new();
        for entry in WalkDir::new(&path).min_depth(1).max_depth(1).follow_links(true) {
            let entry = entry.map_err(|error| failed_walk(&path, error))?;
            if entry.file_type().is_dir() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// The files directly in a folder, by path; hidden ones and locks are passed over.
    pub(super) fn files(&self, folder: &Path) -> Result<Vec<PathBuf>, MachineError> {
        let mut files = self.walk(folder, &[])?;
        files.retain(|file| file.parent() == Some(folder));
        Ok(files)
    }

    /// All files below a folder with one of the extensions, by path; none if there is no folder.
    /// Names that begin with `.` or `~$` (a workbook's lock file) are passed over, with all below them.
    pub(super) fn walk(
        &self,
        below: &Path,
        extensions: &[&str],
    ) -> Result<Vec<PathBuf>, MachineError> {
        self.walk_where(below, |kind, path| {
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            let linked = || kind.is_symlink() && path.is_file() && self.inside(path);
            (kind.is_file() || linked())
                && (extensions.is_empty() || extensions.contains(&&*extension))
        })
    }

    fn walk_where(
        &self,
        below: &Path,
        wanted: impl Fn(fs::FileType, &Path) -> bool,
    ) -> Result<Vec<PathBuf>, MachineError> {
        let path = self.root.join(below);
        if !path.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        let is_hidden = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() > 0 && (name.starts_with('.') || name.starts_with("~$"))
        };
        let entries = WalkDir::new(&path).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
            let entry = entry.map_err(|error| failed_walk(&path, error))?;
            if wanted(entry.file_type(), entry.path()) {
                let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
                found.push(relative.to_owned());
            }
        }
        Ok(found)
    }
}

/// The bytes of a file. What has no end, such as a device, is none, nor is a pipe, which may never begin.
pub(super) fn whole(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if !found.is_file() && !found.is_dir() {
        return Err(io::Error::other("it is a pipe or a device, not a file"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(MOST_BYTES)).unwrap_or(0));
    fs::File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(io::Error::other(format!("it has more than {MOST_BYTES} bytes")));
    }
    Ok(bytes)
}

fn failed_walk(path: &Path, error: walkdir::Error) -> MachineError {
    let path = error.path().unwrap_or(path).to_owned();
    MachineError { action: "list", path, source: error.into() }
}
