//! What a render may read beside its job.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Id;

/// The bytes of a template or font: borrowed where they are built in, owned where they were read.
pub type Bytes = Cow<'static, [u8]>;

/// Templates and fonts by path within their folder, with `/` between.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// Templates, messages and stylesheets.
    pub templates: BTreeMap<String, Bytes>,
    /// Fonts.
    pub fonts: BTreeMap<String, Bytes>,
    /// What programmes have of their own, for their documents alone.
    pub own: BTreeMap<Id, Own>,
}

/// What a programme has of its own: it takes the place of what stands for all.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Its folder of templates, as named in messages.
    pub folder: String,
    /// Templates by path; a catalogue of messages is whole, its own words among the standing ones.
    pub templates: BTreeMap<String, Bytes>,
    /// The catalogues by path as they were read: only the words that are its own.
    pub words: BTreeMap<String, String>,
    /// Logo and seal, by the path at which templates find them.
    pub pictures: BTreeMap<String, Bytes>,
}

impl Assets {
    /// A template as a programme's documents see it: its own, else the standing one.
    pub fn template(&self, programme: &Id, path: &str) -> Option<&Bytes> {
        let own = self.own.get(programme).and_then(|own| own.templates.get(path));
        own.or_else(|| self.templates.get(path))
    }

    /// A hash over every path and byte that stands for all: it changes when anything that could be
    /// read does.
    pub fn digest(&self) -> [u8; 32] {
        digest(Sha256::new(), self.templates.iter().chain(&self.fonts))
    }
}

impl Own {
    /// The hash of what stands for all, continued over what is the programme's own.
    pub fn digest(&self, standing: &[u8; 32]) -> [u8; 32] {
        let own = self.templates.iter().chain(&self.pictures);
        digest(Sha256::new_with_prefix(standing), own)
    }
}

fn digest<'a>(mut hash: Sha256, files: impl Iterator<Item = (&'a String, &'a Bytes)>) -> [u8; 32] {
    for (path, bytes) in files {
        for part in [path.as_bytes(), bytes] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().into()
}
