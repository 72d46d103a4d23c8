//! The only writer: everything is staged first, then moved into place, the site as a whole and the rest
//! file by file. Of data, the table of past results is written, with a copy of what it was, and the
//! record of what was signed; and what a new user starts from.
//!
//! A build that fails before the last file is made leaves the output as it was. At any moment each
//! file is the old one or the new one, whole, and the site that of one build.

mod finished;
mod guard;
mod keep;
mod manifest;
mod memory;
mod new;
mod secret;
mod shards;
mod site;
mod stamp;
mod watched;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use finished::{Finished, between_moves};
pub use guard::private_is_open;
use guard::{create, guard};
pub use keep::{replace, replace_keeping};
use manifest::name_of;
pub use manifest::{BuiltFrom, Manifest, Record};
pub use memory::{Change, Done, Inputs, Memory, Rows, remember_rows, remembered_rows};
pub use new::write_new;
pub use secret::write_secret;
use sha2::{Digest, Sha256};
use stamp::{Stamp, hash_of};
use tempfile::TempDir;
pub use watched::{Watched, read_output};

use crate::diagnostics::MachineError;
use crate::plan::{Cause, Job, Shard, Shown, Sources, hex};

/// Files on their way into an output folder. No other build writes there meanwhile.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    folder: TempDir,
    /// What earlier builds have left.
    earlier: Manifest,
    memory: Memory,
    /// The shard of the plan that this build makes, if not all.
    shard: Option<Shard>,
    /// Shards of the plan that this build merges, and their files.
    taken_in: (Vec<Shard>, BTreeSet<String>),
    now: Mutex<Now>,
    /// Locked for as long as it is open.
    _locks: Vec<File>,
}

/// What this build makes of the output.
#[derive(Debug, Default)]
struct Now {
    /// Files that were staged.
    made: BTreeMap<String, Record>,
    sources: BTreeMap<String, Sources>,
    /// Files that stay as they are, with the stamp by which each is known again.
    kept: BTreeMap<String, Stamp>,
    /// What proof sheets show, by path.
    shown: BTreeMap<String, Shown>,
}

const LOCK: &str = ".plaudit.lock";
const STAGING: &str = ".staging-";

/// What the paths of public files begin with, and those of confidential ones.
const SITE: &str = "site/";
const PRIVATE: &str = "private/";

impl Staging {
    /// Opens a staging area within the output folder, which is made if it is not there, and sweeps
    /// away what a build that was cut short has left. Shards of one plan may be at work at once.
    ///
    /// # Errors
    /// The folder cannot be made or written to, or another build is at work in it; or its manifest
    /// is damaged.
    pub fn open(output: &Path, shard: Option<Shard>) -> Result<Self, MachineError> {
        fs::create_dir_all(output).map_err(|error| failed("create", output, error))?;
        let locks = lock(output, shard)?;
        let infix = shard.map(|shard| format!("{}-", shards::infix(shard)));
        let prefix = format!("{STAGING}{}", infix.unwrap_or_default());
        site::mend(output)?;
        sweep(output, &prefix)?;
        let mut earlier = Manifest::read(&shards::manifest(output, None))?;
        if shard.is_some() {
            earlier.extend(Manifest::read(&shards::manifest(output, shard))?);
        }
        // On the same disk as the output, so that a file is moved in one step.
        let folder = tempfile::Builder::new().prefix(&prefix).tempdir_in(output);
        let folder = folder.map_err(|error| failed("write to", output, error))?;
        let (memory, now) = (Memory::read(output), Mutex::default());
        let (output, taken_in) = (output.to_owned(), Default::default());
        Ok(Self { output, folder, earlier, memory, shard, taken_in, now, _locks: locks })
    }

    /// The same for who only looks: what earlier builds have left is known, and nothing is written there.
    ///
    /// # Errors
    /// The manifest is damaged, or there is no room for temporary files.
    pub fn look(output: &Path) -> Result<Self, MachineError> {
        let folder = tempfile::tempdir();
        let folder = folder.map_err(|error| failed("write to", &std::env::temp_dir(), error))?;
        let earlier = Manifest::read(&shards::manifest(output, None))?;
        let (memory, now) = (Memory::read(output), Mutex::default());
        let (output, shard, taken_in) = (output.to_owned(), None, Default::default());
        Ok(Self { output, folder, earlier, memory, shard, taken_in, now, _locks: Vec::new() })
    }

    /// How what is to be read differs from what the last build has read.
    pub fn changes(&self, inputs: &Inputs) -> Vec<(String, Change)> {
        self.memory.changes(inputs)
    }

    /// Why a job is to be made, `current` giving the hash that something it is made with has now; `None`,
    /// if an earlier build has made just that file and it is there unchanged: then it stays.
    pub fn cause(&self, job: &Job, current: impl Fn(&str) -> Option<String>) -> Option<Cause> {
        let known = self.earlier.files.get(&job.path).zip(self.earlier.built_from(&job.path));
        let Some((record, built_from)) = known else { return Some(Cause::New) };
        // What other machines have made for this build is known by its hashes alone.
        if self.memory.is_foreign(&job.path) && !self.taken_in.1.contains(&job.path) {
            return Some(Cause::Program);
        }
        if let Some(cause) = Cause::of(job, built_from, current) {
            return Some(cause);
        }
        let file = self.output.join(&job.path);
        let Ok(stamp) = Stamp::of_output(&file) else { return Some(Cause::Missing) };
        let known = self.memory.outputs.get(&job.path).filter(|known| stamp.is(&known.stamp));
        let same = known.is_some_and(|known| known.sha256 == record.sha256);
        if !same && !hash_of(&file).is_ok_and(|hash| hash == record.sha256) {
            return Some(Cause::Altered);
        }
        self.now().kept.insert(job.path.clone(), stamp);
        None
    }

    /// Stages the bytes of a job, and what they were made with. May be called from several threads.
    ///
    /// # Errors
    /// The disk is full, or the folder cannot be written to.
    pub fn put(&self, job: &Job, bytes: &[u8], sources: Sources) -> Result<(), MachineError> {
        let path = self.folder.path().join(&job.path);
        put(&path, bytes, job.path.starts_with(SITE))
            .map_err(|error| failed("write", &path, error))?;
        let name = name_of(&sources);
        let template = job.template().map(str::to_owned);
        let record = Record {
            sha256: hex(&Sha256::digest(bytes)),
            bytes: bytes.len() as u64,
            built_from: BuiltFrom { template, data: job.digest(), sources: name.clone() },
            pieces: None,
        };
        let mut now = self.now();
        now.sources.entry(name).or_insert(sources);
        now.kept.remove(&job.path);
        now.made.insert(job.path.clone(), record);
        Ok(())
    }

    /// The sha256 of a file that was staged, or that an earlier build has left and that is there.
    pub fn digest(&self, path: &str) -> Option<String> {
        let earlier = || self.earlier.files.get(path).filter(|_| self.output.join(path).is_file());
        self.now().made.get(path).or_else(earlier).map(|record| record.sha256.clone())
    }

    /// What proof sheets show that an earlier build has left; a build of one entry leaves them as they
    /// are, so that the next of all still knows what was proofread.
    pub fn shown_earlier(&self, path: &str) -> Option<Shown> {
        self.earlier.files.get(path)?.pieces.clone()
    }

    /// What a checklist of changes compares with that an earlier build has left, as long as it is there:
    /// who deletes it or moves it away has passed what is on it.
    pub fn compared_earlier(&self, path: &str) -> Option<Shown> {
        self.shown_earlier(path).filter(|_| self.output.join(path).is_file())
    }

    /// Records what proof sheets show or compare with that are made or stay.
    pub fn show(&self, path: &str, shown: &Shown) {
        self.now().shown.insert(path.to_owned(), shown.clone());
    }

    /// The sha256 of a file of this build, staged or left as it is.
    pub fn made(&self, path: &str) -> Option<String> {
        let now = self.now();
        let kept = || self.earlier.files.get(path).filter(|_| now.kept.contains_key(path));
        now.made.get(path).or_else(kept).map(|record| record.sha256.clone())
    }

    /// The bytes of a file that stays as it is.
    ///
    /// # Errors
    /// The machine cannot read it.
    pub fn kept(&self, path: &str) -> Result<Option<Vec<u8>>, MachineError> {
        if !self.now().kept.contains_key(path) {
            return Ok(None);
        }
        let file = self.output.join(path);
        fs::read(&file).map(Some).map_err(|error| failed("read", &file, error))
    }

    fn now(&self) -> std::sync::MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the output folder for this build: alone, or with other shards of one plan, each of them once.
fn lock(output: &Path, shard: Option<Shard>) -> Result<Vec<File>, MachineError> {
    let open = |name: String| {
        let path = output.join(name);
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        file.map_err(|error| failed("write", &path, error))
    };
    guard(output)?;
    let taken = |error| match error {
        TryLockError::WouldBlock => {
            let why = io::Error::other("another build is writing there; wait for it to end");
            failed("write to", output, why)
        }
        TryLockError::Error(error) => failed("lock", output, error),
    };
    let whole = open(LOCK.to_owned())?;
    let Some(shard) = shard else {
        whole.try_lock().map_err(taken)?;
        return Ok(vec![whole]);
    };
    whole.try_lock_shared().map_err(taken)?;
    let own = open(shards::lock(shard))?;
    own.try_lock().map_err(taken)?;
    Ok(vec![whole, own])
}

/// Sweeps away what builds that were cut short have left; the lock is held, so none is at work.
fn sweep(output: &Path, prefix: &str) -> Result<(), MachineError> {
    for entry in fs::read_dir(output).map_err(|error| failed("list", output, error))? {
        let entry = entry.map_err(|error| failed("list", output, error))?;
        if !entry.file_name().to_string_lossy().starts_with(prefix) {
            continue;
        }
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|error| failed("remove", &path, error))?;
    }
    Ok(())
}

fn failed(action: &'static str, path: &Path, source: io::Error) -> MachineError {
    MachineError { action, path: path.to_owned(), source }
}

/// Writes a new file, with the folders it needs: for all, or for its owner and group alone.
fn put(path: &Path, bytes: &[u8], public: bool) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    create(path, public)?.write_all(bytes)
}
