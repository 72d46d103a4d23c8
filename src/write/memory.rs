//! What is remembered of the last builds beside the manifest: by it a build knows, without reading
//! them, the files it read and wrote again. Whoever deletes it loses nothing but that.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::guard::close;
use super::manifest::Manifest;
use super::stamp::{Known, Stamp, hash_of};
use super::watched::listed;
use super::{STAGING, failed, lock, sweep};
use crate::diagnostics::MachineError;

const FOLDER: &str = ".plaudit";
const MEMORY: &str = "memory.json";
const ROWS: &str = "rows.json";

/// What is remembered of the last builds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The program that built: two that call themselves the same may differ.
    program: Option<Stamp>,
    /// The files that another program has built before.
    foreign: BTreeSet<String>,
    /// The files it read.
    inputs: BTreeMap<String, Known>,
    /// The files it wrote, by path within the output folder.
    pub(super) outputs: BTreeMap<String, Known>,
    /// The builds after which nothing was left to do.
    done: Vec<Done>,
    /// Whether that program is known to be another than the one that runs.
    #[serde(skip)]
    is_of_another: bool,
}

/// A build after which nothing was left to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// What was asked for.
    pub request: String,
    /// How many files it has.
    pub files: usize,
    /// What was worth a look.
    pub warnings: Vec<String>,
    /// What is still to be done with it by hand.
    pub notes: Vec<String>,
}

/// The files that a build reads, as they are before it does: with the hash of those that may change once
/// more without another stamp.
#[derive(Debug, Default)]
pub struct Inputs(BTreeMap<String, (Stamp, Option<String>)>);

/// How files that are read differ from those of the last build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// There was none.
    New,
    /// It held something else.
    Changed,
    /// There is none any more.
    Removed,
}

impl Inputs {
    /// All files below folders and what links there lead to, but for what is hidden and what lies below
    /// `except`. What cannot be listed is left to who reads it.
    pub fn list(folders: &[&Path], except: &Path) -> Self {
        let files = listed(folders, except).filter(|entry| entry.file_type().is_file());
        let stamped = files.filter_map(|file| {
            let stamp = Stamp::of(file.path()).ok()?;
            let hash = if stamp.is_settled() { None } else { Some(hash_of(file.path()).ok()?) };
            Some((file.path().to_string_lossy().into_owned(), (stamp, hash)))
        });
        Self(stamped.collect())
    }

    /// Their paths.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl Memory {
    /// That of an output folder; what cannot be read is no longer known.
    pub(super) fn read(output: &Path) -> Self {
        let text = fs::read(output.join(FOLDER).join(MEMORY)).unwrap_or_default();
        let mut memory: Self = serde_json::from_slice(&text).unwrap_or_default();
        memory.is_of_another =
            memory.program.is_some_and(|known| program().is_none_or(|now| !now.agrees(&known)));
        memory
    }

    /// A build of the same request, if nothing was left to do after it and neither what it read nor what
    /// was written has changed since.
    ///
    /// # Errors
    /// Another build is at work in the output folder.
    pub fn done(
        output: &Path,
        request: &str,
        inputs: &Inputs,
    ) -> Result<Option<Done>, MachineError> {
        let memory = Self::read(output);
        if memory.done.is_empty() {
            return Ok(None);
        }
        let _lock = lock(output, None)?;
        sweep(output, STAGING)?;
        Ok(memory.still_done(output, request, inputs).cloned())
    }

    fn still_done(&self, output: &Path, request: &str, inputs: &Inputs) -> Option<&Done> {
        let done = self.done.iter().find(|done| done.request == request)?;
        let untouched = |(path, known): (&String, &Known)| {
            let path = output.join(path);
            Stamp::of_output(&path).is_ok_and(|now| known.is(&path, &now))
        };
        let as_it_was = !self.is_of_another
            && self.changes(inputs).is_empty()
            && self.outputs.iter().all(untouched);
        as_it_was.then_some(done)
    }

    /// Whether another program is known to have built a file.
    pub(super) fn is_foreign(&self, path: &str) -> bool {
        self.is_of_another || self.foreign.contains(path)
    }

    /// Notes which files of a manifest are not of this program: those that were not, and are not of
    /// this build.
    pub(super) fn claim(&mut self, manifest: &Manifest, of_now: &BTreeSet<String>) {
        if self.is_of_another {
            self.foreign = manifest.files.keys().cloned().collect();
        }
        self.foreign.retain(|path| manifest.files.contains_key(path) && !of_now.contains(path));
    }

    /// How what is to be read differs from what was read last; nothing, if nothing is known of that.
    pub(super) fn changes(&self, inputs: &Inputs) -> Vec<(String, Change)> {
        if self.inputs.is_empty() {
            return Vec::new();
        }
        let now = inputs.0.iter().filter_map(|(path, (stamp, _))| {
            let Some(known) = self.inputs.get(path) else {
                return Some((path.clone(), Change::New));
            };
            (!known.is(Path::new(path), stamp)).then(|| (path.clone(), Change::Changed))
        });
        let removed = self.inputs.keys().filter(|path| !inputs.0.contains_key(*path));
        now.chain(removed.map(|path| (path.clone(), Change::Removed))).collect()
    }

    /// Takes what a build has read in the place of what was known. Of a file that was changed meanwhile
    /// nobody can say what was read: it counts as changed next time. What other builds had done stands only
    /// if this one read and wrote what they did.
    pub(super) fn learn(&mut self, inputs: &Inputs, done: Done, wrote: bool) {
        let stands = !wrote && !self.is_of_another && self.changes(inputs).is_empty();
        self.done.retain(|other| stands && other.request != done.request);
        let known = std::mem::take(&mut self.inputs);
        self.program = program();
        let mut all_as_read = true;
        let learnt = inputs.0.iter().map(|(path, (stamp, hash))| {
            let earlier = known.get(path).filter(|earlier| stamp.is(&earlier.stamp));
            let hash = hash.as_ref().or(earlier.map(|earlier| &earlier.sha256)).cloned();
            let hash = hash.or_else(|| hash_of(Path::new(path)).ok());
            let same = Stamp::of(Path::new(path)).is_ok_and(|now| now.agrees(stamp));
            let read = hash.filter(|_| same).map(|sha256| Known { stamp: *stamp, sha256 });
            all_as_read &= read.is_some();
            (path.clone(), read.unwrap_or_else(|| Known::changed_since(stamp)))
        });
        self.inputs = learnt.collect();
        if all_as_read {
            self.done.push(done);
        } else {
            self.done.clear();
        }
    }

    pub(super) fn write(&self, output: &Path) -> Result<(), MachineError> {
        put(output, MEMORY, self)
    }
}

/// The rows of tables that were read, by file and sheet: a hash of each as hexadecimal digits.
pub type Rows = BTreeMap<String, BTreeMap<String, String>>;

/// The rows that are remembered; none, if they cannot be read.
pub fn remembered_rows(output: &Path) -> Rows {
    let text = fs::read(output.join(FOLDER).join(ROWS)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

/// Remembers the rows of tables.
///
/// # Errors
/// The machine cannot write them.
pub fn remember_rows(output: &Path, rows: &Rows) -> Result<(), MachineError> {
    put(output, ROWS, rows)
}

fn put(output: &Path, name: &str, value: &impl Serialize) -> Result<(), MachineError> {
    let folder = output.join(FOLDER);
    let path = folder.join(name);
    let text = serde_json::to_vec(value).expect("text, numbers and maps with text keys");
    close(&folder)?;
    // Named so that the next build sweeps it away, should this one be cut short.
    let written = tempfile::Builder::new()
        .prefix(STAGING)
        .tempfile_in(output)
        .and_then(|mut file| std::io::Write::write_all(&mut file, &text).map(|()| file))
        .and_then(|file| file.persist(&path).map_err(|error| error.error));
    written.map(drop).map_err(|error| failed("write", &path, error))
}

fn program() -> Option<Stamp> {
    Stamp::of(&env::current_exe().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done() -> Done {
        Done { request: String::new(), files: 0, warnings: Vec::new(), notes: Vec::new() }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_changed_and_not_new_next_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let (kept, edited) = (folder.path().join("kept"), folder.path().join("edited"));
        for path in [&kept, &edited] {
            fs::write(path, "first").expect("writable");
        }
        let list = || Inputs::list(&[folder.path()], Path::new("none"));
        let mut memory = Memory::default();
        let before = list();
        fs::write(&edited, "second one").expect("writable");
        memory.learn(&before, done(), true);
        let edited = edited.to_string_lossy().into_owned();
        assert_eq!(memory.changes(&list()), [(edited.clone(), Change::Changed)]);
        // As it was when it was listed: what was read may still be the other.
        fs::write(&edited, "first").expect("writable");
        assert_eq!(memory.changes(&list()), [(edited, Change::Changed)]);
        assert!(memory.done.is_empty());
        memory.learn(&list(), done(), true);
        assert_eq!(memory.changes(&list()), []);
        assert_eq!(memory.done, [done()]);
    }
}
