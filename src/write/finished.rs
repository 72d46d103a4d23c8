//! A build that is done, and what is remembered of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::guard::{close, linked};
use super::memory::{Done, Inputs};
use super::stamp::{Known, Stamp, hash_of};
use super::{Manifest, PRIVATE, SITE, Staging, failed, put, shards, site};
use crate::diagnostics::MachineError;

/// A build whose files are in their places.
#[derive(Debug)]
pub struct Finished {
    /// Every file of the output.
    pub manifest: Manifest,
    /// The files that were made.
    pub made: BTreeSet<String>,
    /// The files that are no longer there.
    pub removed: BTreeSet<String>,
    pub(super) kept: BTreeMap<String, Stamp>,
    /// Holds the output folder until all is written.
    pub(super) staging: Staging,
}

impl Finished {
    /// Remembers what was read and written, and that nothing is left to do of what was asked for.
    ///
    /// # Errors
    /// The machine cannot write it.
    pub fn remember(mut self, inputs: &Inputs, done: Done) -> Result<(), MachineError> {
        let wrote = !(self.made.is_empty() && self.removed.is_empty());
        let mut memory = std::mem::take(&mut self.staging.memory);
        let output = &self.staging.output;
        let stamped = |path: &str| Stamp::of_output(&output.join(path));
        let mut outputs = std::mem::take(&mut memory.outputs);
        outputs.retain(|path, _| self.manifest.files.contains_key(path));
        let of_now: BTreeSet<_> = self.made.iter().chain(self.kept.keys()).cloned().collect();
        let made = self.made.into_iter().filter_map(|path| {
            let stamp = stamped(&path).ok()?;
            Some((path, stamp))
        });
        for (path, stamp) in self.kept.into_iter().chain(made) {
            if let Some(record) = self.manifest.files.get(&path) {
                outputs.insert(path, Known { stamp, sha256: record.sha256.clone() });
            }
        }
        // The manifest itself, for all that is known of files stands there.
        let manifest = shards::manifest(output, None);
        if let (Ok(stamp), Ok(sha256)) = (Stamp::of_output(&manifest), hash_of(&manifest)) {
            outputs.insert("manifest.json".to_owned(), Known { stamp, sha256 });
        }
        memory.outputs = outputs;
        memory.claim(&self.manifest, &of_now);
        memory.learn(inputs, done, wrote);
        memory.write(output)
    }
}

/// Locked while files are moved into place.
static MOVING: Mutex<()> = Mutex::new(());

/// Waits until no build is moving files into place, and lets none begin as long as what it returns is
/// there: for who ends the program.
pub fn between_moves() -> MutexGuard<'static, ()> {
    MOVING.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Staging {
    /// The files of earlier builds that this one would remove, if it made what `is_made` says and wrote it.
    pub fn stale(&self, is_made: impl Fn(&str) -> bool, complete: &[String]) -> BTreeSet<String> {
        let now = self.now();
        let stays = |path: &str| is_made(path) || now.kept.contains_key(path);
        stale(self.earlier.files.keys(), stays, complete)
    }

    /// Moves every staged file into place, the site as a whole. Files of earlier builds whose path begins
    /// with one of `complete` and that are neither made nor kept are removed; all others stay. Files that
    /// plaudit did not write are never touched.
    ///
    /// # Errors
    /// Something other than a file or folder stands in the way, which is found out before anything
    /// is moved; or the machine fails midway: then each file is the old or the new one, the site all
    /// old or all new, and the manifest names both, so that the next build clears up.
    pub fn finish(mut self, complete: &[String]) -> Result<Finished, MachineError> {
        let now = std::mem::take(&mut *self.now());
        self.nothing_in_the_way(now.made.keys())?;
        let made: BTreeSet<_> = now.made.keys().cloned().collect();
        let is_of_now = |path: &str| made.contains(path) || now.kept.contains_key(path);
        let mut manifest = std::mem::take(&mut self.earlier);
        manifest.files.extend(now.made);
        manifest.sources.extend(now.sources);
        for (path, shown) in now.shown {
            if let Some(record) = manifest.files.get_mut(&path) {
                record.pieces = Some(shown);
            }
        }
        if self.shard.is_some() {
            manifest.files.retain(|path, _| is_of_now(path));
        }
        let stale = stale(manifest.files.keys(), is_of_now, complete);
        let _moving = between_moves();
        self.write_manifest(&mut manifest)?;
        self.replace((&made, &stale))?;
        if !stale.is_empty() {
            manifest.files.retain(|path, _| !stale.contains(path));
            self.write_manifest(&mut manifest)?;
        }
        self.taken_in.0.iter().try_for_each(|shard| shards::remove(&self.output, *shard))?;
        Ok(Finished { manifest, made, removed: stale, kept: now.kept, staging: self })
    }

    /// Moves what was made into place, and takes away what is stale: the site in one step, but of a shard,
    /// which makes a part of it while others make theirs.
    fn replace(&self, (made, stale): Change) -> Result<(), MachineError> {
        let private = self.output.join(PRIVATE);
        if made.iter().any(|path| path.starts_with(PRIVATE)) || private.is_dir() {
            close(&private)?;
        }
        let at_once = |path: &&String| self.shard.is_none() && path.starts_with(SITE);
        if made.iter().chain(stale).any(|path| at_once(&path)) {
            site::replace(self.folder.path(), &self.output, (made, stale))?;
        }
        for path in made.iter().filter(|path| !at_once(path)) {
            let (from, to) = (self.folder.path().join(path), self.output.join(path));
            let folder = to.parent().unwrap_or(&self.output);
            fs::create_dir_all(folder).map_err(|error| failed("create", folder, error))?;
            fs::rename(&from, &to).map_err(|error| failed("replace", &to, error))?;
        }
        stale.iter().filter(|path| !at_once(path)).try_for_each(|path| remove(&self.output, path))
    }

    /// A folder where a file is to be, or a file or a link where a folder is, would stop the build midway,
    /// or lead it elsewhere.
    fn nothing_in_the_way<'p>(
        &self,
        paths: impl Iterator<Item = &'p String>,
    ) -> Result<(), MachineError> {
        let mut seen = BTreeSet::new();
        for path in paths {
            let file = self.output.join(path);
            if fs::symlink_metadata(&file).is_ok_and(|found| found.is_dir()) {
                return Err(failed("replace", &file, io::ErrorKind::IsADirectory.into()));
            }
            let folders = file.ancestors().skip(1).take_while(|folder| *folder != self.output);
            for folder in folders {
                if !seen.insert(folder.to_owned()) {
                    break;
                }
                match fs::symlink_metadata(folder) {
                    Ok(found) if found.is_symlink() => return Err(linked(folder)),
                    Ok(found) if !found.is_dir() => {
                        let error = io::ErrorKind::NotADirectory.into();
                        return Err(failed("write below", folder, error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// All that was staged is on the disk before anything is moved, where the system can say so: then a
    /// power cut leaves each file whole as well.
    fn write_manifest(&self, manifest: &mut Manifest) -> Result<(), MachineError> {
        let (from, to) = (
            shards::manifest(self.folder.path(), None),
            shards::manifest(&self.output, self.shard),
        );
        put(&from, &manifest.text(), false)
            .and_then(|()| site::settle(self.folder.path()))
            .map_err(|error| failed("write", &from, error))?;
        fs::rename(&from, &to).map_err(|error| failed("replace", &to, error))
    }
}

/// The files below one of the folders `complete` that do not stay.
fn stale<'p>(
    files: impl Iterator<Item = &'p String>,
    stays: impl Fn(&str) -> bool,
    complete: &[String],
) -> BTreeSet<String> {
    let within = |path: &str| complete.iter().any(|folder| path.starts_with(folder.as_str()));
    files.filter(|path| !stays(path) && within(path)).cloned().collect()
}

/// The files that were made, and those that are to be removed.
pub(super) type Change<'a> = (&'a BTreeSet<String>, &'a BTreeSet<String>);

/// Removes a file of the last build, and folders it leaves empty. A path that would leave the
/// output folder is passed over.
fn remove(output: &Path, path: &str) -> Result<(), MachineError> {
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !inside || path.contains('\\') {
        return Ok(());
    }
    let file = output.join(path);
    // A folder in its place is not of ours.
    if fs::symlink_metadata(&file).is_ok_and(|found| found.is_dir()) {
        return Ok(());
    }
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(failed("remove", &file, error));
        }
        _ => {}
    }
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != output) {
        // A folder that is not empty stays; that is no failure.
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}
