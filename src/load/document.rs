//! A TOML file with its text, so that a fault found later still shows its line.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::Files;
use super::glyphs::Coverage;
use super::wording::reword;
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
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            problems.push(
                Diagnostic::error(format!("there is no {name}"))
                    .at(Place::file(files.name(path.parent().unwrap_or(path))))
                    .help("copy one that works into this folder, and adapt it"),
            );
            return Ok(None);
        }
        let source = match decode(&files.read(path)?) {
            Ok(source) => source,
            Err(line) => {
                problems.push(
                    Diagnostic::error(format!("not valid UTF-8, from line {line} on"))
                        .at(Place::file(file))
                        .help("open the file in a text editor, and save it as UTF-8"),
                );
                return Ok(None);
            }
        };
        let document = Self { file, source };
        match toml::from_str(&document.source) {
            Ok(value) => Ok(Some((document, value))),
            Err(error) => {
                problems.push(document.fault::<T>(&error));
                Ok(None)
            }
        }
    }

    /// The text of the file.
    pub(super) fn into_source(self) -> String {
        self.source
    }

    /// The parser's error, in our words and at the place a person would look.
    fn fault<T: DeserializeOwned>(&self, error: &toml::de::Error) -> Diagnostic {
        let span = error.span().unwrap_or_default();
        let said = error.message().trim().replace('\n', "; ");
        let written = self.source.get(span.clone()).unwrap_or_default();
        let (message, help) = reword(&said, written);
        let place = match self.item_at_fault::<T>(&span, &said) {
            Some(place) => place,
            // A key that is missing at the top has no line.
            None if span.is_empty() && said.starts_with("missing field") => {
                let help = "add it as another file of this kind has it";
                return Diagnostic::error(message).at(self.whole()).help(help);
            }
            None => self.whole().span(&self.source, span),
        };
        Diagnostic::error(message).at(place).help(help)
    }

    /// The item of `[[…]]` that is at fault, for an error that the parser puts on all of them: the
    /// first that says the same when it is alone.
    fn item_at_fault<T: DeserializeOwned>(&self, span: &Range<usize>, said: &str) -> Option<Place> {
        let spanned = DeTable::parse(&self.source).ok()?;
        let (key, _) = spanned.get_ref().iter().find(|(_, value)| value.span() == *span)?;
        let key = key.get_ref();
        let table: toml::Table = toml::from_str(&self.source).ok()?;
        let items = table.get(key.as_ref())?.as_array()?;
        let says_the_same = |item: &toml::Value| {
            let mut alone = table.clone();
            alone.insert(key.to_string(), vec![item.clone()].into());
            T::deserialize(toml::Value::Table(alone)).is_err_and(|error| error.message() == said)
        };
        let index = items.iter().position(says_the_same)?.to_string();
        let named = said.rsplit('`').nth(1).unwrap_or_default();
        Some(self.key_place(&[key, &index, named]))
    }

    fn whole(&self) -> Place {
        Place::file(Arc::clone(&self.file))
    }

    /// The place of a value by its path, `["rounds", "0", "weight"]`, or of as much of it as is
    /// there; numbers count the items of an array.
    pub(super) fn place(&self, path: &[&str]) -> Place {
        self.find(path, |_, value| value.span())
    }

    /// The place of a key by its path.
    pub(super) fn key_place(&self, path: &[&str]) -> Place {
        self.find(path, |key, _| key.span())
    }

    fn find(&self, path: &[&str], part: Part) -> Place {
        let Ok(table) = DeTable::parse(&self.source) else {
            return self.whole();
        };
        match locate(table.get_ref(), path, part) {
            Some(span) => self.whole().span(&self.source, span),
            None => self.whole(),
        }
    }

    /// Reports texts that lack one of the languages, name one that is not known, or hold
    /// characters that no font has. A table is a text if one of its keys is a language's id, or
    /// if it stands where a text belongs.
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
                check.value(key.get_ref(), value);
            }
        }
    }
}

/// The text of a file in UTF-8, or in what its byte order mark says; else the first wrong line.
fn decode(bytes: &[u8]) -> Result<String, usize> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    text.map(std::borrow::Cow::into_owned).ok_or_else(|| super::delimited::first_bad_line(bytes))
}

/// Which part of a key and its value is meant.
type Part = fn(&Spanned<std::borrow::Cow<str>>, &Spanned<DeValue>) -> Range<usize>;

fn locate(table: &DeTable, path: &[&str], part: Part) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    let (key, value) = table.get_key_value(*first)?;
    if rest.is_empty() { Some(part(key, value)) } else { descend(value, rest, part) }
}

fn descend(value: &Spanned<DeValue>, path: &[&str], part: Part) -> Option<Range<usize>> {
    let deeper = match (value.get_ref(), path.split_first()) {
        (DeValue::Table(table), Some(_)) => locate(table, path, part),
        (DeValue::Array(items), Some((index, rest))) => index
            .parse::<usize>()
            .ok()
            .and_then(|index| items.get(index))
            .and_then(|item| descend(item, rest, part)),
        _ => None,
    };
    Some(deeper.unwrap_or_else(|| value.span()))
}

/// Keys whose value is a text, or a list of texts.
const TEXT_KEYS: [&str; 11] = [
    "name",
    "organiser",
    "unit",
    "trophy_text",
    "objectives",
    "eligibility",
    "methodology",
    "application",
    "terms",
    "text",
    "address",
];

/// More digits than a binary fraction keeps; design, *The rules*: all arithmetic is exact.
const DIGITS_KEPT: usize = 15;

/// One walk over all texts of a document.
struct TextCheck<'a> {
    document: &'a Document,
    languages: &'a [&'a str],
    coverage: &'a Coverage,
    problems: &'a mut Diagnostics,
}

impl TextCheck<'_> {
    fn table(&mut self, key: &str, table: &DeTable, span: Range<usize>) {
        let named = self.languages.iter().any(|language| table.get(*language).is_some());
        if named || TEXT_KEYS.contains(&key) {
            self.text(table, span);
        }
        for (key, value) in table {
            self.value(key.get_ref(), value);
        }
    }

    fn value(&mut self, key: &str, value: &Spanned<DeValue>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(key, table, value.span()),
            DeValue::Array(items) => items.iter().for_each(|item| self.value(key, item)),
            DeValue::String(text) => {
                if let Some((character, message, help)) = self.coverage.complaint(text) {
                    let place = self.place(value.span());
                    let place = place.pointing_at(character.encode_utf8(&mut [0; 4]));
                    self.problems.push(Diagnostic::error(message).at(place).help(help));
                }
            }
            DeValue::Float(number) => {
                let digits = number.as_str().bytes().filter(u8::is_ascii_digit).count();
                if digits > DIGITS_KEPT {
                    let message = format!("`{}` has more digits than are read", number.as_str());
                    let help = format!("write at most {DIGITS_KEPT} digits, or put it in quotes");
                    self.report(value.span(), message, help);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, table: &DeTable, span: Range<usize>) {
        for language in self.languages {
            let words = table.get(*language);
            if words.is_none_or(|words| words.get_ref().as_str() == Some("")) {
                let message = format!("the text has no translation in `{language}`");
                let span = words.map_or_else(|| span.clone(), Spanned::span);
                self.report(span, message, format!("write `{language} = \"…\"`"));
            }
        }
        for key in table.keys().filter(|key| !self.languages.contains(&key.get_ref().as_ref())) {
            let message = format!("`{}` is not a language of the programme", key.get_ref());
            let help = format!("take it out, or add it to `languages`, now {}", self.languages());
            self.report(key.span(), message, help);
        }
    }

    fn languages(&self) -> String {
        let ids: Vec<_> = self.languages.iter().map(|id| format!("`{id}`")).collect();
        ids.join(", ")
    }

    fn place(&self, span: Range<usize>) -> Place {
        self.document.whole().span(&self.document.source, span)
    }

    fn report(&mut self, span: Range<usize>, message: String, help: String) {
        let place = self.place(span);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }
}
