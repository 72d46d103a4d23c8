//! The words of `plaudit explain`, from a language's catalogue of messages.

use plaudit::diagnostics::{Diagnostic, Place};
use plaudit::load::advice;
use plaudit::model::{Assets, Id};

/// The table `[explain]` of a catalogue.
pub(super) struct Catalogue<'a> {
    /// The language's short id.
    pub(super) language: &'a str,
    /// The file, as named in messages.
    file: String,
    table: toml::Table,
    /// The file of the programme's own words, where it has any, and these.
    own: Option<(String, toml::Table)>,
}

impl<'a> Catalogue<'a> {
    /// Reads a programme's catalogue of a language; `templates` is the folder as named in messages.
    ///
    /// # Errors
    /// There is none, or it is not TOML.
    pub(super) fn read(
        assets: &Assets,
        templates: &str,
        (programme, language): (&Id, &'a str),
    ) -> Result<Self, Diagnostic> {
        let file = format!("{templates}/{}", Assets::messages(language));
        let fault = |message: &str| Diagnostic::error(message).at(Place::file(file.as_str()));
        let bytes = assets.template(programme, &Assets::messages(language));
        let bytes = bytes.ok_or_else(|| fault("there is no such catalogue of messages"))?;
        let text = std::str::from_utf8(bytes).map_err(|_| fault("not valid UTF-8"))?;
        let table = text.parse::<toml::Table>().map_err(|error| {
            let place = Place::file(file.as_str()).span(text, error.span().unwrap_or_default());
            Diagnostic::error(error.message()).at(place)
        })?;
        let own = assets.own.get(programme);
        let own = own.and_then(|own| {
            let words = own.words.get(&Assets::messages(language))?.parse::<toml::Table>().ok()?;
            Some((format!("{}/{}", own.folder, Assets::messages(language)), explained(words)))
        });
        Ok(Self { language, file, table: explained(table), own })
    }

    /// The words of a fact, with what stands in braces filled in by `value`, which knows these
    /// names.
    ///
    /// # Errors
    /// There are no words, or they name something that is not known.
    pub(super) fn fill(
        &self,
        key: &str,
        number: Option<&str>,
        known: &[&str],
        value: impl Fn(&str) -> Result<Option<String>, Diagnostic>,
    ) -> Result<String, Diagnostic> {
        let mut rest = self.words(key, number)?;
        let mut text = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let filled = value(name)?.ok_or_else(|| {
                let message = format!(
                    "the words of `explain.{key}` in language `{}` name `{{{name}}}`, which there \
                     is not",
                    self.language
                );
                self.fault(key, message).help(advice(name, known.iter().copied()))
            })?;
            text.push_str(before);
            text.push_str(&filled);
            rest = after;
        }
        Ok(text + rest)
    }

    /// The words of `[explain.words]`, with these values.
    ///
    /// # Errors
    /// As [`Catalogue::fill`].
    pub(super) fn with(&self, key: &str, values: &[(&str, &str)]) -> Result<String, Diagnostic> {
        let known: Vec<_> = values.iter().map(|(name, _)| *name).collect();
        let value = |name: &str| {
            Ok(values.iter().find(|(other, _)| *other == name).map(|(_, it)| (*it).to_owned()))
        };
        self.fill(&format!("words.{key}"), None, &known, value)
    }

    /// The words of a key; of those that depend on a number, `one` for 1, else `other`.
    fn words(&self, key: &str, number: Option<&str>) -> Result<&str, Diagnostic> {
        let form = if number == Some("1") { "one" } else { "other" };
        let value = find(&self.table, key);
        let found = value.and_then(toml::Value::as_table);
        let value = found.map_or(value, |table| table.get(form));
        value.and_then(toml::Value::as_str).ok_or_else(|| {
            let language = self.language;
            let message = format!("language `{language}` has no words for `explain.{key}`");
            self.fault(key, message).help("take them from the built-in catalogue of the language")
        })
    }

    /// A fault of the words of a key, in the file that has them.
    fn fault(&self, key: &str, message: String) -> Diagnostic {
        let own = self.own.as_ref().filter(|(_, words)| find(words, key).is_some());
        let file = own.map_or(&self.file, |(file, _)| file);
        Diagnostic::error(message).at(Place::file(file.as_str()))
    }
}

/// The table `[explain]` of a catalogue.
fn explained(mut catalogue: toml::Table) -> toml::Table {
    match catalogue.remove("explain") {
        Some(toml::Value::Table(table)) => table,
        _ => toml::Table::new(),
    }
}

/// What stands under a key whose parts are joined with points.
fn find<'t>(table: &'t toml::Table, key: &str) -> Option<&'t toml::Value> {
    let (first, rest) =
        key.split_once('.').map_or((key, None), |(first, rest)| (first, Some(rest)));
    let value = table.get(first)?;
    match rest {
        Some(rest) => find(value.as_table()?, rest),
        None => Some(value),
    }
}
