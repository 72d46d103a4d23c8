//! A TOML file with its text, so that a fault found later still shows its line.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::Files;
use super::glyphs::Coverage;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};

/// A TOML file that parses.
pub(super) struct Document {
    file: Arc<str>,
    source: String,
}

impl Document {
    /// Reads a file into a value; `None` if it is not there or not right, which is reported.
    pub(super) fn read<T: DeserializeOwned>(
        files: &Files,
        path: &Path,
        problems: &mut Diagnostics,
    ) -> Result<Option<(Self, T)>, MachineError> {
        let file = files.name(path);
        if !files.exists(path) {
            problems.push(Diagnostic::error("the file is missing").at(Place::file(file)));
            return Ok(None);
        }
        let Ok(source) = String::from_utf8(files.read(path)?) else {
            let help = "save it as UTF-8 text";
            problems.push(Diagnostic::error("not valid UTF-8").at(Place::file(file)).help(help));
            return Ok(None);
        };
        match toml::from_str(&source) {
            Ok(value) => Ok(Some((Self { file, source }, value))),
            Err(error) => {
                let place = Place::file(file);
                let place = match error.span() {
                    Some(span) => place.span(&source, span),
                    None => place,
                };
                let message = error.message().trim().replace('\n', "; ");
                problems.push(Diagnostic::error(message).at(place));
                Ok(None)
            }
        }
    }

    /// The place of a value by its path, `["rounds", "0", "weight"]`, or of as much of it as is
    /// there; numbers count the items of an array.
    pub(super) fn place(&self, path: &[&str]) -> Place {
        let place = Place::file(Arc::clone(&self.file));
        let Ok(table) = DeTable::parse(&self.source) else {
            return place;
        };
        match locate(table.get_ref(), path) {
            Some(span) => place.span(&self.source, span),
            None => place,
        }
    }

    /// Reports texts that lack one of the languages, name one that is not known, or hold
    /// characters that no font has. A table is a text if one of its keys is a language's id.
    pub(super) fn check_texts(
        &self,
        languages: &[&str],
        coverage: &Coverage,
        problems: &mut Diagnostics,
    ) {
        if let Ok(table) = DeTable::parse(&self.source) {
            let mut check = TextCheck { document: self, languages, coverage, problems };
            for (key, value) in table.get_ref() {
                // Initials may stand for words in one language only, as C·X·R does.
                check.languages = if key.get_ref() == "tagline" { &[] } else { languages };
                check.value(value);
            }
        }
    }
}

fn locate(table: &DeTable, path: &[&str]) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    descend(table.get(*first)?, rest)
}

fn descend(value: &Spanned<DeValue>, path: &[&str]) -> Option<Range<usize>> {
    let deeper = match (value.get_ref(), path.split_first()) {
        (DeValue::Table(table), Some(_)) => locate(table, path),
        (DeValue::Array(items), Some((index, rest))) => index
            .parse::<usize>()
            .ok()
            .and_then(|index| items.get(index))
            .and_then(|item| descend(item, rest)),
        _ => None,
    };
    Some(deeper.unwrap_or_else(|| value.span()))
}

/// One walk over all texts of a document.
struct TextCheck<'a> {
    document: &'a Document,
    languages: &'a [&'a str],
    coverage: &'a Coverage,
    problems: &'a mut Diagnostics,
}

impl TextCheck<'_> {
    fn table(&mut self, table: &DeTable, span: Range<usize>) {
        if self.languages.iter().any(|language| table.get(*language).is_some()) {
            self.text(table, span);
        }
        for value in table.values() {
            self.value(value);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(table, value.span()),
            DeValue::Array(items) => items.iter().for_each(|item| self.value(item)),
            DeValue::String(text) => {
                if let Some((message, help)) = self.coverage.complaint(text) {
                    self.report(value.span(), message, help);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, table: &DeTable, span: Range<usize>) {
        for language in self.languages {
            if table.get(*language).is_none() {
                let message = format!("the text has no translation in `{language}`");
                self.report(span.clone(), message, format!("add `{language} = \"…\"`"));
            }
        }
    }

    fn report(&mut self, span: Range<usize>, message: String, help: String) {
        let place = Place::file(Arc::clone(&self.document.file)).span(&self.document.source, span);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }
}
