//! A build that is done, and what is remembered of it.

use std::collections::{BTreeMap, BTreeSet};

use super::memory::{Done, Inputs};
use super::stamp::{Known, Stamp};
use super::{Manifest, Staging};
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
    /// How many files this build has, made and left as they are.
    pub fn files(&self) -> usize {
        self.made.len() + self.kept.len()
    }

    /// Remembers what was read and written, and that nothing is left to do of what was asked for. Of a
    /// shard of a plan nothing is remembered.
    ///
    /// # Errors
    /// The machine cannot write it.
    pub fn remember(mut self, inputs: &Inputs, done: Done) -> Result<(), MachineError> {
        if self.staging.shard.is_some() {
            return Ok(());
        }
        let wrote = !(self.made.is_empty() && self.removed.is_empty());
        let mut memory = std::mem::take(&mut self.staging.memory);
        let output = &self.staging.output;
        let stamped = |path: &str| Stamp::of_output(&output.join(path));
        let mut outputs = std::mem::take(&mut memory.outputs);
        outputs.retain(|path, _| self.manifest.files.contains_key(path));
        let made = self.made.into_iter().filter_map(|path| {
            let stamp = stamped(&path).ok()?;
            Some((path, stamp))
        });
        for (path, stamp) in self.kept.into_iter().chain(made) {
            if let Some(record) = self.manifest.files.get(&path) {
                outputs.insert(path, Known { stamp, sha256: record.sha256.clone() });
            }
        }
        memory.outputs = outputs;
        memory.learn(inputs, done, wrote);
        memory.write(output)
    }
}
