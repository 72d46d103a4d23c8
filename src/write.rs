//! The only writer: everything is staged first, then moved into place file by file.
//!
//! A build that fails leaves the output as it was. At any moment each file is the old one or the
//! new one, whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::diagnostics::MachineError;
use crate::plan::{Job, hex};

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

/// Files on their way into an output folder.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    folder: TempDir,
    files: Mutex<BTreeMap<String, Record>>,
}

impl Staging {
    /// Opens a staging area within the output folder, which is made if it is not there.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn open(output: &Path) -> Result<Self, MachineError> {
        fs::create_dir_all(output).map_err(|error| failed("create", output, error))?;
        // On the same disk as the output, so that a file is moved in one step.
        let folder = tempfile::Builder::new().prefix(".staging-").tempdir_in(output);
        let folder = folder.map_err(|error| failed("write to", output, error))?;
        Ok(Self { output: output.to_owned(), folder, files: Mutex::default() })
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
        };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(job.path.clone(), record);
        Ok(())
    }

    /// Moves every staged file into place. If `everything` was built, files of the last build
    /// that are no longer made are removed; else they are kept as they are. Files that plaudit did
    /// not write are never touched.
    ///
    /// # Errors
    /// A file cannot be moved or removed; those moved before it stay.
    pub fn finish(self, everything: bool) -> Result<Manifest, MachineError> {
        let built = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let before = read_manifest(&self.output)?;
        let mut files = BTreeMap::new();
        for (path, record) in before {
            if built.contains_key(&path) {
                continue;
            }
            if everything {
                remove(&self.output, &path)?;
            } else {
                files.insert(path, record);
            }
        }
        for path in built.keys() {
            let (from, to) = (self.folder.path().join(path), self.output.join(path));
            let folder = to.parent().unwrap_or(&self.output);
            fs::create_dir_all(folder).map_err(|error| failed("create", folder, error))?;
            fs::rename(&from, &to).map_err(|error| failed("replace", &to, error))?;
        }
        files.extend(built);
        let generator = concat!("plaudit ", env!("CARGO_PKG_VERSION")).to_owned();
        let manifest = Manifest { generator, files };
        let mut text = serde_json::to_vec_pretty(&manifest).expect("text and maps with text keys");
        text.push(b'\n');
        let (from, to) = (self.folder.path().join(MANIFEST), self.output.join(MANIFEST));
        put(&from, &text).map_err(|error| failed("write", &from, error))?;
        fs::rename(&from, &to).map_err(|error| failed("replace", &to, error))?;
        Ok(manifest)
    }
}

fn failed(action: &'static str, path: &Path, source: io::Error) -> MachineError {
    MachineError { action, path: path.to_owned(), source }
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create(path)?.write_all(bytes)
}

/// The files of the last build; none if there was none. A manifest that does not parse is not
/// one of ours to clean up by.
fn read_manifest(output: &Path) -> Result<BTreeMap<String, Record>, MachineError> {
    let path = output.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => {
            let manifest = serde_json::from_slice::<Manifest>(&bytes).ok();
            Ok(manifest.map(|manifest| manifest.files).unwrap_or_default())
        }
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
