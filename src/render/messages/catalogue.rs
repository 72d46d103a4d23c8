//! A catalogue of messages with the places of its words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostics::Place;

/// The messages of one language, or those of them that a programme has of its own.
pub(super) struct Catalogue {
    /// The language's short id.
    pub(super) language: String,
    /// The file, as named in messages.
    pub(super) file: String,
    source: String,
    /// By key, the parts of it joined with points.
    pub(super) words: BTreeMap<String, Words>,
}

/// The words of a message.
pub(super) struct Words {
    /// What stands in braces within them.
    pub(super) names: BTreeSet<String>,
    /// From the key to the end of the words.
    span: Range<usize>,
}

impl Catalogue {
    /// Reads a catalogue; `None` if it is no TOML, which is reported where templates are parsed.
    pub(super) fn read(language: &str, file: String, source: &[u8]) -> Option<Self> {
        let source = std::str::from_utf8(source).ok()?.to_owned();
        let mut words = BTreeMap::new();
        flatten("", DeTable::parse(&source).ok()?.get_ref(), &mut words);
        Some(Self { language: language.to_owned(), file, source, words })
    }

    /// The line of a message.
    pub(super) fn place(&self, key: &str) -> Place {
        let place = Place::file(self.file.as_str());
        match self.words.get(key) {
            Some(words) => place.span(&self.source, words.span.clone()),
            None => place,
        }
    }

    /// Whether there is a message, or a table of messages.
    pub(super) fn has(&self, key: &str) -> bool {
        self.words.contains_key(key) || self.has_below(&format!("{key}."))
    }

    /// Whether any key begins so.
    pub(super) fn has_below(&self, stem: &str) -> bool {
        let after = self.words.range(stem.to_owned()..).next();
        after.is_some_and(|(key, _)| key.starts_with(stem))
    }
}

fn flatten(prefix: &str, table: &DeTable, words: &mut BTreeMap<String, Words>) {
    for (key, value) in table {
        let path = format!("{prefix}{}", key.get_ref());
        if let DeValue::Table(table) = value.get_ref() {
            flatten(&format!("{path}."), table, words);
        } else {
            let mut names = value.get_ref().as_str().map(names).unwrap_or_default();
            // The words for one may leave the number to be understood.
            if path.ends_with(".one") || path.ends_with("_one") {
                names.remove("n");
            }
            words.insert(path, Words { names, span: key.span().start..value.span().end });
        }
    }
}

/// What stands in braces.
fn names(words: &str) -> BTreeSet<String> {
    let named = words.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    named.map(str::to_owned).collect()
}
