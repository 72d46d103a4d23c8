//! The shards of a plan that several machines make, and how they are laid together.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::Manifest;
use super::{Staging, failed};
use crate::diagnostics::MachineError;
use crate::plan::Shard;

/// The manifest of an output folder, or that of a shard, which lies beside it.
pub(super) fn manifest(folder: &Path, shard: Option<Shard>) -> PathBuf {
    folder.join(match shard {
        None => "manifest.json".to_owned(),
        Some(shard) => manifest_of(shard),
    })
}

fn manifest_of(shard: Shard) -> String {
    format!("manifest-{}.json", infix(shard))
}

/// A shard within a file's name.
pub(super) fn infix(shard: Shard) -> String {
    shard.to_string().replace('/', "-of-")
}

/// The file that a shard locks while it is at work.
pub(super) fn lock(shard: Shard) -> String {
    format!(".plaudit-{}.lock", infix(shard))
}

/// Takes away what a shard has left beside the files of the plan.
pub(super) fn remove(folder: &Path, shard: Shard) -> Result<(), MachineError> {
    for path in [folder.join(lock(shard)), manifest(folder, Some(shard))] {
        match fs::remove_file(&path) {
            // The lock stays where the shard was built.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(failed("remove", &path, error));
            }
            _ => {}
        }
    }
    Ok(())
}

impl Staging {
    /// The shards that were laid into the output folder, in order.
    ///
    /// # Errors
    /// The machine cannot list it.
    pub fn shards(&self) -> Result<Vec<Shard>, MachineError> {
        let listed = |error: io::Error| failed("list", &self.output, error);
        let mut shards = Vec::new();
        for entry in fs::read_dir(&self.output).map_err(listed)? {
            let name = entry.map_err(listed)?.file_name().to_string_lossy().into_owned();
            let shard = name.strip_prefix("manifest-").and_then(|rest| rest.strip_suffix(".json"));
            let shard = shard.and_then(|part| part.replace("-of-", "/").parse().ok());
            shards.extend(shard.filter(|shard| manifest_of(*shard) == name));
        }
        shards.sort();
        Ok(shards)
    }

    /// Whether the manifest of the whole has all that a shard made: then a merge has taken it in, and was cut
    /// short while it took the manifests of the shards away, or the shard came out as it was before.
    ///
    /// # Errors
    /// The machine cannot read the manifest of the shard, or it is damaged.
    pub fn has_taken_in(&self, shard: Shard) -> Result<bool, MachineError> {
        let manifest = Manifest::read(&manifest(&self.output, Some(shard)))?;
        Ok(manifest.files.iter().all(|(path, record)| self.earlier.has(path, record)))
    }

    /// Takes the files of shards for files of an earlier build; once this one is finished, the manifests of
    /// the shards are taken away.
    ///
    /// # Errors
    /// The machine cannot read the manifest of a shard, or it is damaged.
    pub fn take_in(&mut self, shards: Vec<Shard>) -> Result<(), MachineError> {
        for shard in &shards {
            let manifest = Manifest::read(&manifest(&self.output, Some(*shard)))?;
            self.taken_in.1.extend(manifest.files.keys().cloned());
            self.earlier.extend(manifest);
        }
        self.taken_in.0 = shards;
        Ok(())
    }
}
