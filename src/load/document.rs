//! A TOML file with its text, so that a fault found later still shows its line.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files::Files;
use super::glyphs::Coverage;
use super::misfits::{Misfit, misfits};
use super::slips::slips;
use super::wording::reword;
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError, Place};

/// The most bytes of a TOML file: all that a programme says of itself, many times over.
const MOST_BYTES: u64 = 1_000_000;

/// A TOML file that parses.
pub(super) struct Document {
    file: Arc<str>,
    source: String,
    /// Where its keys and values stand; found out when the first is asked for.
    spots: OnceCell<Spots>,
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
        let size = files.size(path);
        if size > MOST_BYTES {
            let help = format!("it may have {MOST_BYTES}; is it another file under this name?");
            let message = format!("the file has {size} bytes");
            problems.push(Diagnostic::error(message).at(Place::file(file)).help(help));
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
        let document = Self { file, source, spots: OnceCell::new() };
        match toml::from_str(&document.source) {
            Ok(value) => Ok(Some((document, value))),
            Err(_) => {
                document.report_faults::<T>(problems);
                Ok(None)
            }
        }
    }

    /// The text of the file.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// The text of the file, which is done with.
    pub(super) fn into_source(self) -> String {
        self.source
    }

    /// What keeps the file from being read, in our words and at the places a person would look: all that
    /// does not parse, else all that is not as it should be.
    fn report_faults<T: DeserializeOwned>(&self, problems: &mut Diagnostics) {
        let (_, errors) = DeTable::parse_recoverable(&self.source);
        let misfits = match errors[..] {
            [] => misfits::<T>(&self.source),
            _ => slips(&self.source, &errors),
        };
        for misfit in &misfits {
            problems.push(self.fault(misfit));
        }
    }

    fn fault(&self, misfit: &Misfit) -> Diagnostic {
        let written = self.source.get(misfit.span.clone()).unwrap_or_default();
        let (message, help) = reword(&misfit.said, written);
        // A key that is missing at the top has no line.
        if misfit.place.is_empty() && misfit.said.starts_with("missing field") {
            let help = "add it as another file of this kind has it";
            return Diagnostic::error(message).at(self.whole()).help(help);
        }
        let place = self.whole().span(&self.source, misfit.place.clone());
        Diagnostic::error(message).at(place).help(help)
    }

    fn whole(&self) -> Place {
        Place::file(Arc::clone(&self.file))
    }

    /// The place of a value by its path, `["rounds", "0", "weight"]`, or of as much of it as is
    /// there; numbers count the items of an array.
    pub(super) fn place(&self, path: &[&str]) -> Place {
        self.find(path, |spot| &spot.value)
    }

    /// The place of a key by its path.
    pub(super) fn key_place(&self, path: &[&str]) -> Place {
        self.find(path, |spot| &spot.key)
    }

    fn find(&self, path: &[&str], part: Part) -> Place {
        match locate(self.spots(), path, part) {
            Some(span) => self.whole().span(&self.source, span.clone()),
            None => self.whole(),
        }
    }

    fn spots(&self) -> &Spots {
        self.spots.get_or_init(|| {
            DeTable::parse(&self.source).map(|table| spots(table.get_ref())).unwrap_or_default()
        })
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

/// Where a key and its value stand; of an item of a list, where it stands.
struct Spot {
    key: Range<usize>,
    value: Range<usize>,
    within: Spots,
}

/// By key; by its number, of items of a list.
type Spots = BTreeMap<String, Spot>;

fn spots(table: &DeTable) -> Spots {
    let spot = |(key, value): (&Spanned<std::borrow::Cow<str>>, _)| {
        (key.get_ref().to_string(), spot(key.span(), value))
    };
    table.iter().map(spot).collect()
}

fn spot(key: Range<usize>, value: &Spanned<DeValue>) -> Spot {
    let within = match value.get_ref() {
        DeValue::Table(table) => spots(table),
        DeValue::Array(items) => {
            let item = |(at, item): (usize, &Spanned<_>)| (at.to_string(), spot(item.span(), item));
            items.iter().enumerate().map(item).collect()
        }
        _ => Spots::new(),
    };
    Spot { key, value: value.span(), within }
}

/// Which part of a spot is meant.
type Part = fn(&Spot) -> &Range<usize>;

fn locate<'s>(spots: &'s Spots, path: &[&str], part: Part) -> Option<&'s Range<usize>> {
    let (first, rest) = path.split_first()?;
    let spot = spots.get(*first)?;
    let deeper = if rest.is_empty() { Some(part(spot)) } else { locate(&spot.within, rest, part) };
    Some(deeper.unwrap_or(&spot.value))
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

/// More digits than a binary fraction keeps; `RULES.md`: all arithmetic is exact.
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
