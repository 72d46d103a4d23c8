//! What a render may read beside its job.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// The bytes of a template or font.
pub type Bytes = Cow<'static, [u8]>;

/// Templates and fonts by path within their folder, with `/` between.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    /// Templates, messages and stylesheets.
    pub templates: BTreeMap<String, Bytes>,
    /// Fonts.
    pub fonts: BTreeMap<String, Bytes>,
}

impl Assets {
    /// A hash over every path and byte: it changes when anything that could be read does.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for (path, bytes) in self.templates.iter().chain(&self.fonts) {
            for part in [path.as_bytes(), bytes] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        hash.finalize().into()
    }
}
