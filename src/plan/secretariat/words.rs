//! The words of the workbook, from the catalogues of messages.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Assets, Programme, Text};

/// The table `secretariat` of each language's catalogue.
pub(super) struct Words {
    /// Language ids, the leading one first, each with its words; none if there is no such table.
    catalogues: Vec<(String, Option<toml::Table>)>,
    /// What was asked for and is not there.
    pub(super) missing: Diagnostics,
}

/// Words by the last part of their key, in all languages in one line.
pub(super) type Labels = BTreeMap<&'static str, String>;

impl Words {
    /// Reads the catalogues of a programme's languages. Where one has no such table at all, that is
    /// reported once, not for each of its keys.
    pub(super) fn read(programme: &Programme, assets: &Assets) -> Self {
        let mut missing = Diagnostics::default();
        let catalogues = programme.language_ids().map(|id| {
            let table = match table(id, programme, assets) {
                Ok(table) => table,
                Err(problem) => {
                    missing.push(problem);
                    None
                }
            };
            (id.to_owned(), table)
        });
        let catalogues = catalogues.collect();
        Self { catalogues, missing }
    }

    /// The words of a key in each language. Where one has none, that is reported by key and
    /// language.
    pub(super) fn text(&mut self, table: &str, name: &str) -> Text {
        let mut parts = Vec::new();
        for (language, catalogue) in &self.catalogues {
            let Some(catalogue) = catalogue else {
                continue;
            };
            let words = catalogue.get(table).and_then(|words| words.get(name)?.as_str());
            let Some(words) = words else {
                self.missing.push(lacking(&format!("secretariat.{table}.{name}"), language));
                continue;
            };
            parts.push((language.clone(), words.to_owned()));
        }
        Text::new(parts)
    }

    /// The words of a key in the leading language.
    pub(super) fn leading(&mut self, table: &str, name: &str) -> String {
        let text = self.text(table, name);
        let leading = self.catalogues.first().and_then(|(id, _)| text.get(id));
        leading.unwrap_or_default().to_owned()
    }

    /// A column's head: a line for each language.
    pub(super) fn head(&mut self, name: &str) -> String {
        let text = self.text("head", name);
        self.lines(&text)
    }

    /// A head for each language of a column that there is in each, naming the language.
    pub(super) fn head_in_each(&mut self, name: &str) -> Vec<String> {
        let head = self.text("head", name);
        let ids: Vec<_> = self.catalogues.iter().map(|(id, _)| id.clone()).collect();
        let heads = ids.iter().map(|of| {
            let language = self.text("language", of);
            let filled = head.iter().map(|(id, words)| {
                let language = language.get(id).unwrap_or_default();
                (id.to_owned(), words.replace("{language}", language))
            });
            let filled = Text::new(filled);
            self.lines(&filled)
        });
        heads.collect()
    }

    /// The words of several keys of a table.
    pub(super) fn labels(&mut self, table: &str, names: &[&'static str]) -> Labels {
        let label = |name: &&'static str| {
            let text = self.text(table, name);
            (*name, self.joined(&text, " "))
        };
        names.iter().map(label).collect()
    }

    /// A text as a head: a line for each language.
    pub(super) fn lines(&self, text: &Text) -> String {
        self.joined(text, "\n")
    }

    fn joined(&self, text: &Text, between: &str) -> String {
        joined(self.catalogues.iter().map(|(id, _)| id.as_str()), text, between)
    }
}

/// A text in all languages of a programme in one line; what is the same in two stands once.
pub(super) fn label(programme: &Programme, text: &Text) -> String {
    joined(programme.language_ids(), text, " ")
}

fn joined<'l>(languages: impl Iterator<Item = &'l str>, text: &Text, between: &str) -> String {
    let mut words: Vec<_> = languages.filter_map(|id| text.get(id)).collect();
    words.dedup();
    words.join(between)
}

/// The table `secretariat` of a language. A catalogue that is not readable has its fault shown by
/// the studio, with the line, so here it counts as none.
fn table(
    language: &str,
    programme: &Programme,
    assets: &Assets,
) -> Result<Option<toml::Table>, Diagnostic> {
    let Some(bytes) = assets.template(&programme.id, &Assets::messages(language)) else {
        return Err(lacking("secretariat", language));
    };
    let text = std::str::from_utf8(bytes).ok();
    let Some(mut catalogue) = text.and_then(|text| text.parse::<toml::Table>().ok()) else {
        return Ok(None);
    };
    match catalogue.remove("secretariat") {
        Some(toml::Value::Table(words)) => Ok(Some(words)),
        _ => Err(lacking("secretariat", language)),
    }
}

fn lacking(key: &str, language: &str) -> Diagnostic {
    Diagnostic::error(format!("the message `{key}` is missing in language `{language}`"))
        .at(Place::file(format!("templates/{}", Assets::messages(language))))
        .help("add it, as in the catalogue of another language")
}
