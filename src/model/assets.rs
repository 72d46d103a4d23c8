//! What a render may read beside its job.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
    /// Where the messages of a language stand among the templates, by its short id.
    pub fn messages(language: &str) -> String {
        format!("messages/{language}.toml")
    }

    /// The language of a catalogue of messages, by its path.
    pub fn language_of(path: &str) -> Option<&str> {
        path.strip_prefix("messages/")?.strip_suffix(".toml")
    }

    /// A template as a programme's documents see it: its own, else the standing one.
    pub fn template(&self, programme: &Id, path: &str) -> Option<&Bytes> {
        let own = self.own.get(programme).and_then(|own| own.templates.get(path));
        own.or_else(|| self.templates.get(path))
    }
}
