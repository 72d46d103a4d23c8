//! The only writer: everything is staged first, then moved into place file by file. The one file
//! of data that is ever written, the table of past results, keeps a copy of what it was.
//!
//! A build that fails before the last file is made leaves the output as it was. At any moment each
//! file is the old one or the new one, whole.

mod keep;

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

pub use keep::replace_keeping;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::diagnostics::MachineError;
use crate::plan::{Job, Shown, hex};

/// Each file of the output, and what it was built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program that built it, with its version.
    pub generator: String,
    /// The files by path, `/` between.
    pub files: BTreeMap<String, Record>,
}

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The hash of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it was built from.
    pub built_from: BuiltFrom,
    /// Of proof sheets, what they show; of a checklist of changes, what it compares with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Shown>,
}

/// What a file was built from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltFrom {
    /// The template, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// A hash over its data, the templates, the fonts and the version.
    pub fingerprint: String,
}

const MANIFEST: &str = "manifest.json";

/// Files on their way into an output folder. No other build writes there meanwhile.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    folder: TempDir,
    /// What earlier builds have left.
    earlier: BTreeMap<String, Record>,
    files: Mutex<BTreeMap<String, Record>>,
    /// Locked for as long as it is open.
    _lock: File,
}

const LOCK: &str = ".plaudit.lock";
const STAGING: &str = ".staging-";

impl Staging {
    /// Opens a staging area within the output folder, which is made if it is not there, and sweeps
    /// away what a build that was cut short has left.
    ///
    /// # Errors
    /// The folder cannot be made or written to, or another build is at work in it; or its manifest
    /// is damaged.
    pub fn open(output: &Path) -> Result<Self, MachineError> {
        fs::create_dir_all(output).map_err(|error| failed("create", output, error))?;
        let lock = lock(output)?;
        for entry in fs::read_dir(output).map_err(|error| failed("list", output, error))? {
            let entry = entry.map_err(|error| failed("list", output, error))?;
            if entry.file_name().to_string_lossy().starts_with(STAGING) {
                let path = entry.path();
                fs::remove_dir_all(&path).map_err(|error| failed("remove", &path, error))?;
            }
        }
        let earlier = read_manifest(output)?;
        // On the same disk as the output, so that a file is moved in one step.
        let folder = tempfile::Builder::new().prefix(STAGING).tempdir_in(output);
        let folder = folder.map_err(|error| failed("write to", output, error))?;
        let (output, files) = (output.to_owned(), Mutex::default());
        Ok(Self { output, folder, earlier, files, _lock: lock })
    }

    /// Stages the bytes of a job. May be called from several threads.
    ///
    /// # Errors
    /// The disk is full, or the folder cannot be written to.
    pub fn put(&self, job: &Job, bytes: &[u8], fingerprint: String) -> Result<(), MachineError> {
        let path = self.folder.path().join(&job.path);
        put(&path, bytes).map_err(|error| failed("write", &path, error))?;
        let record = Record {
            sha256: hex(&Sha256::digest(bytes)),
            bytes: bytes.len() as u64,
            built_from: BuiltFrom { template: job.template().map(str::to_owned), fingerprint },
            pieces: None,
        };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(job.path.clone(), record);
        Ok(())
    }

    /// The sha256 of a file that was staged, or that an earlier build has left and that is there.
    pub fn digest(&self, path: &str) -> Option<String> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let earlier = || self.earlier.get(path).filter(|_| self.output.join(path).is_file());
        files.get(path).or_else(earlier).map(|record| record.sha256.clone())
    }

    /// What proof sheets show that an earlier build has left; a build of one entry leaves them as they
    /// are, so that the next of all still knows what was proofread.
    pub fn shown_earlier(&self, path: &str) -> Option<Shown> {
        self.earlier.get(path)?.pieces.clone()
    }

    /// What a checklist of changes compares with that an earlier build has left, as long as it is there:
    /// who deletes it or moves it away has passed what is on it.
    pub fn compared_earlier(&self, path: &str) -> Option<Shown> {
        self.shown_earlier(path).filter(|_| self.output.join(path).is_file())
    }

    /// Records what proof sheets show or compare with that were staged.
    pub fn show(&self, path: &str, shown: &Shown) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(record) = files.get_mut(path) {
            record.pieces = Some(shown.clone());
        }
    }

    /// The sha256 of a file that was staged.
    pub fn made(&self, path: &str) -> Option<String> {
        let files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.get(path).map(|record| record.sha256.clone())
    }

    /// Moves every staged file into place. Files of earlier builds whose path begins with one of
    /// `complete` and that are no longer made are removed; all others stay. Files that plaudit did not
    /// write are never touched.
    ///
    /// # Errors
    /// Something other than a file or folder stands in the way, which is found out before anything
    /// is moved; or the machine fails midway: then each file is the old or the new one, and the
    /// manifest names both, so that the next build clears up.
    pub fn finish(mut self, complete: &[String]) -> Result<Manifest, MachineError> {
        let built = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        for path in built.keys() {
            self.nothing_in_the_way(path)?;
        }
        let mut files = std::mem::take(&mut self.earlier);
        files.extend(built.clone());
        self.write_manifest(&files)?;
        for path in built.keys() {
            let (from, to) = (self.folder.path().join(path), self.output.join(path));
            let folder = to.parent().unwrap_or(&self.output);
            fs::create_dir_all(folder).map_err(|error| failed("create", folder, error))?;
            fs::rename(&from, &to).map_err(|error| failed("replace", &to, error))?;
        }
        let within = |path: &str| complete.iter().any(|folder| path.starts_with(folder.as_str()));
        let stale = |path: &str| !built.contains_key(path) && within(path);
        for path in files.keys().filter(|path| stale(path)) {
            remove(&self.output, path)?;
        }
        files.retain(|path, _| !stale(path));
        self.write_manifest(&files)
    }

    /// A folder where a file is to be, or a file where a folder is, would stop the build midway.
    fn nothing_in_the_way(&self, path: &str) -> Result<(), MachineError> {
        let file = self.output.join(path);
        if file.is_dir() {
            return Err(failed("replace", &file, io::ErrorKind::IsADirectory.into()));
        }
        let folders = file.ancestors().skip(1).take_while(|folder| *folder != self.output);
        for folder in folders {
            if folder.exists() && !folder.is_dir() {
                return Err(failed("write below", folder, io::ErrorKind::NotADirectory.into()));
            }
        }
        Ok(())
    }

    fn write_manifest(&self, files: &BTreeMap<String, Record>) -> Result<Manifest, MachineError> {
        let generator = concat!("plaudit ", env!("CARGO_PKG_VERSION")).to_owned();
        let manifest = Manifest { generator, files: files.clone() };
        let mut text = serde_json::to_vec_pretty(&manifest).expect("text and maps with text keys");
        text.push(b'\n');
        let (from, to) = (self.folder.path().join(MANIFEST), self.output.join(MANIFEST));
        put(&from, &text).map_err(|error| failed("write", &from, error))?;
        fs::rename(&from, &to).map_err(|error| failed("replace", &to, error))?;
        Ok(manifest)
    }
}

/// Takes the output folder for this build.
fn lock(output: &Path) -> Result<File, MachineError> {
    let path = output.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| failed("write", &path, error))?;
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => {
            let why = io::Error::other("another build is writing there; wait for it to end");
            failed("write to", output, why)
        }
        TryLockError::Error(error) => failed("lock", &path, error),
    })?;
    Ok(file)
}

fn failed(action: &'static str, path: &Path, source: io::Error) -> MachineError {
    MachineError { action, path: path.to_owned(), source }
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create(path)?.write_all(bytes)
}

/// The files of earlier builds; none if there was none.
fn read_manifest(output: &Path) -> Result<BTreeMap<String, Record>, MachineError> {
    let path = output.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice::<Manifest>(&bytes)
            .map(|manifest| manifest.files)
            .map_err(|_| {
                let why = "it is damaged; empty the output folder and build again";
                failed("read", &path, io::Error::other(why))
            }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(failed("read", &path, error)),
    }
}

/// Removes a file of the last build, and folders it leaves empty. A path that would leave the
/// output folder is passed over.
fn remove(output: &Path, path: &str) -> Result<(), MachineError> {
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !inside || path.contains('\\') {
        return Ok(());
    }
    let file = output.join(path);
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
