//! Each file of the output, and what it was built from.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::failed;
use crate::diagnostics::MachineError;
use crate::plan::{Shown, Sources, hex};

/// Each file of the output, and what it was built from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program that built it, with its version.
    pub generator: String,
    /// What files were made with beside their data, by a name of its own.
    #[serde(default)]
    pub sources: BTreeMap<String, Sources>,
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
    /// The hash of its data.
    #[serde(default)]
    pub data: String,
    /// What it was made with, by its name among the manifest's sources.
    #[serde(default)]
    pub sources: String,
}

impl Manifest {
    /// That of an output folder; an empty one if nothing was built there.
    ///
    /// # Errors
    /// It is damaged, or cannot be read.
    pub fn of(output: &Path) -> Result<Self, MachineError> {
        Self::read(&super::shards::manifest(output, None))
    }

    /// That of a file; an empty one if there is none.
    pub(super) fn read(path: &Path) -> Result<Self, MachineError> {
        match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|_| {
                let why = "it is damaged; empty the output folder and build again";
                failed("read", path, io::Error::other(why))
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(failed("read", path, error)),
        }
    }

    /// Takes in the files of another.
    pub(super) fn extend(&mut self, other: Self) {
        self.sources.extend(other.sources);
        self.files.extend(other.files);
    }

    /// Whether it has a file as another manifest has it; what proof sheets show is of the whole alone.
    pub(super) fn has(&self, path: &str, record: &Record) -> bool {
        self.files.get(path).is_some_and(|known| {
            known.sha256 == record.sha256 && known.built_from == record.built_from
        })
    }

    /// As text, with those sources alone that a file has.
    pub(super) fn text(&mut self) -> Vec<u8> {
        self.generator = concat!("plaudit ", env!("CARGO_PKG_VERSION")).to_owned();
        let used: BTreeSet<_> = self.files.values().map(|file| &file.built_from.sources).collect();
        self.sources.retain(|name, _| used.contains(name));
        let mut text = serde_json::to_vec_pretty(self).expect("text and maps with text keys");
        text.push(b'\n');
        text
    }

    /// What a file was made from, as far as it is known: the hash of its data, and its sources.
    pub(super) fn built_from(&self, path: &str) -> Option<(&str, &Sources)> {
        let built_from = &self.files.get(path)?.built_from;
        Some((&built_from.data, self.sources.get(&built_from.sources)?))
    }
}

/// The name of sources: the beginning of a hash over them, which is enough to tell them apart.
pub(super) fn name_of(sources: &Sources) -> String {
    let text = serde_json::to_vec(sources).expect("text and maps with text keys");
    hex(&Sha256::digest(text)[..8])
}
