//! What is to be watched of the folders that a build reads, and what of them is served.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::stamp::Stamp;

/// The files that a build reads as they are at one moment, and where the system tells of changes.
#[derive(Debug, Default)]
pub struct Watched {
    files: BTreeMap<PathBuf, Stamp>,
    /// The folders, and files elsewhere that links lead to. Of a folder that is not there, its path.
    pub places: BTreeSet<PathBuf>,
}

impl Watched {
    /// Lists folders with all below them, but for what is hidden and what lies below `except`: what is written
    /// is not read.
    pub fn list(folders: &[PathBuf], except: &Path) -> Self {
        let mut watched = Self::default();
        watched.places.extend(folders.iter().cloned());
        listed(folders, except).for_each(|entry| watched.add(&entry));
        watched
    }

    fn add(&mut self, entry: &DirEntry) {
        if entry.file_type().is_dir() {
            self.places.insert(entry.path().to_owned());
        } else if let Ok(stamp) = Stamp::of(entry.path()) {
            if entry.path_is_symlink() {
                self.places.extend(entry.path().canonicalize());
            }
            self.files.insert(entry.path().to_owned(), stamp);
        }
    }

    /// The files that are other than they were, new or gone.
    pub fn since(&self, earlier: &Self) -> BTreeSet<PathBuf> {
        let same = |(path, now): &(&PathBuf, &Stamp)| {
            earlier.files.get(*path).is_some_and(|before| now.is(before))
        };
        let now = self.files.iter().filter(|file| !same(file)).map(|(path, _)| path);
        let gone = earlier.files.keys().filter(|path| !self.files.contains_key(*path));
        now.chain(gone).cloned().collect()
    }
}

/// All below folders and what links there lead to, but for what is hidden, with all below it, and what lies below
/// `except`: neither is read.
pub(super) fn listed<'a, F: AsRef<Path>>(
    folders: &'a [F],
    except: &Path,
) -> impl Iterator<Item = DirEntry> + use<'a, F> {
    let except = except.canonicalize().ok();
    folders.iter().flat_map(move |folder| {
        let except = except.clone();
        let is_read = move |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let hidden = entry.depth() > 0 && (name.starts_with('.') || name.starts_with("~$"));
            let written = || {
                let folder = except.is_some() && entry.file_type().is_dir();
                folder && entry.path().canonicalize().ok() == except
            };
            !hidden && !written()
        };
        let entries = WalkDir::new(folder).follow_links(true).into_iter();
        entries.filter_entry(is_read).filter_map(Result::ok)
    })
}

/// A file of the output folder; `None` if there is none, or if the path leads elsewhere.
pub fn read_output(output: &Path, path: &str) -> Option<Vec<u8>> {
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let file = output.join(path);
    let found = inside && !path.contains('\\') && Stamp::of_output(&file).is_ok();
    found.then(|| fs::read(file).ok())?
}
