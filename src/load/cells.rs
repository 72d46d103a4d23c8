//! From the cells of a row to checked values, each fault named with its cell.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::glyphs::Coverage;
use super::table::{Row, Table};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Day, Id, InvalidId, Number, Origin, Programme, Text};

/// The columns of a kind of table.
pub(super) struct Columns {
    pub(super) required: Vec<String>,
    pub(super) optional: Vec<String>,
}

impl Columns {
    pub(super) fn new(required: &[&str], optional: &[&str]) -> Self {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self { required: own(required), optional: own(optional) }
    }

    /// Adds a column for each language: `name` becomes `name_zh`, `name_en`.
    pub(super) fn bilingual(mut self, name: &str, programme: &Programme, required: bool) -> Self {
        let list = if required { &mut self.required } else { &mut self.optional };
        list.extend(programme.language_ids().map(|language| format!("{name}_{language}")));
        self
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.required.iter().chain(&self.optional).map(String::as_str)
    }

    /// Where each column is in a table. Reports columns that are missing, unknown or there twice;
    /// `None` if a required one is missing, since then every row would be reported too.
    pub(super) fn find<'a>(
        &'a self,
        table: &Table,
        problems: &mut Diagnostics,
    ) -> Option<Vec<(&'a str, usize)>> {
        let mut found: Vec<(&str, usize)> = Vec::new();
        for (index, written) in table.header.iter().enumerate() {
            let written = written.trim();
            let place = || table.place().cell(table.header_row, "header", written);
            if written.is_empty() || written.starts_with('#') {
                continue;
            }
            match self.names().find(|name| *name == written) {
                Some(name) if found.iter().any(|(other, _)| *other == name) => problems.push(
                    Diagnostic::error(format!("column `{name}` is there twice"))
                        .at(place())
                        .help("rename one of them, with a leading `#` if it is only for yourself"),
                ),
                Some(name) => found.push((name, index)),
                None => {
                    let nearest = nearest(written, self.names())
                        .map(|name| format!("did you mean `{name}`? "))
                        .unwrap_or_default();
                    problems.push(
                        Diagnostic::warning(format!(
                            "column `{written}` is not known and not read"
                        ))
                        .at(place())
                        .help(format!("{nearest}begin its name with `#` if it is your own")),
                    );
                }
            }
        }
        let missing = |name: &&String| !found.iter().any(|(other, _)| other == name);
        let missing: Vec<_> = self.required.iter().filter(missing).collect();
        for name in &missing {
            problems.push(
                Diagnostic::error(format!("column `{name}` is missing"))
                    .at(table.place())
                    .help(format!("add `{name}` to the header, which is row {}", table.header_row)),
            );
        }
        missing.is_empty().then_some(found)
    }
}

/// The known name that is most like what was written, if any is like it.
pub(super) fn nearest<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(written, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// "did you mean …?", or the whole list where it is short.
pub(super) fn advice<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    if let Some(name) = nearest(written, known.iter().copied()) {
        return format!("did you mean `{name}`?");
    }
    if known.len() > 12 {
        return format!("it is none of the {} that are known", known.len());
    }
    let list: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("known are {}", list.join(", "))
}

/// One row being read: hands out values, and reports each cell that has none.
pub(super) struct Cells<'a> {
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) columns: &'a [(&'a str, usize)],
    pub(super) problems: &'a mut Diagnostics,
}

impl<'a> Cells<'a> {
    /// The trimmed text of a cell; empty if there is no such column.
    pub(super) fn raw(&self, column: &str) -> &'a str {
        let index = self.columns.iter().find(|(name, _)| *name == column).map(|(_, index)| *index);
        index.and_then(|index| self.row.cells.get(index)).unwrap_or_default().trim()
    }

    /// The same, NFC-normalised.
    pub(super) fn text(&self, column: &str) -> Cow<'a, str> {
        let raw = self.raw(column);
        if is_nfc(raw) { raw.into() } else { raw.nfc().collect::<String>().into() }
    }

    pub(super) fn origin(&self) -> Origin {
        self.table.origin(self.row)
    }

    pub(super) fn place(&self, column: &str) -> Place {
        self.table.place().cell(self.row.number, column, self.raw(column))
    }

    pub(super) fn error(
        &mut self,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.place(column);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }

    /// The text of a cell that must not be empty.
    pub(super) fn required(&mut self, column: &str) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            self.error(column, format!("`{column}` is empty"), "every row needs it");
            return None;
        }
        Some(text.into_owned())
    }

    /// A new id.
    pub(super) fn id(&mut self, column: &str) -> Option<Id> {
        let text = self.required(column)?;
        match text.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                let error: InvalidId = error;
                self.error(column, format!("`{text}` is not an id"), error.to_string());
                None
            }
        }
    }

    /// The index of a known id; `what` it is the id of.
    pub(super) fn reference<'k>(
        &mut self,
        column: &str,
        what: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Option<usize> {
        let text = self.required(column)?;
        let index = known.clone().position(|id| id == text);
        if index.is_none() {
            let help = advice(&text, known);
            self.error(column, format!("there is no {what} `{text}`"), help);
        }
        index
    }

    /// A decimal number; full-width digits and signs read as ASCII.
    pub(super) fn number(&mut self, column: &str) -> Option<Number> {
        let text = self.required(column)?;
        match ascii(&text).parse() {
            Ok(number) => Some(number),
            Err(_) => {
                self.error(
                    column,
                    format!("`{text}` is not a number"),
                    "write digits and a point, such as 87.5, without unit or thousands separator",
                );
                None
            }
        }
    }

    /// A count of things; `None` also where the cell is empty.
    pub(super) fn count(&mut self, column: &str) -> Option<u32> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match ascii(&text).parse() {
            Ok(count) => Some(count),
            Err(_) => {
                let message = format!("`{text}` is not a whole number");
                self.error(column, message, "write digits only, such as 12");
                None
            }
        }
    }

    /// A day; `None` also where the cell is empty.
    pub(super) fn day(&mut self, column: &str) -> Option<Day> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match ascii(&text).parse() {
            Ok(day) => Some(day),
            Err(_) => {
                self.error(
                    column,
                    format!("`{text}` is not a date"),
                    "write it as 2026-11-06, or give the cell a date format",
                );
                None
            }
        }
    }

    /// One of a few words; the first stands for an empty cell.
    pub(super) fn word<T: Copy>(&mut self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(column).to_lowercase();
        if text.is_empty() {
            return words.first().map(|(_, value)| *value);
        }
        let value = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if value.is_none() {
            let help = advice(&text, words.iter().map(|(word, _)| *word));
            self.error(column, format!("`{text}` is not known here"), help);
        }
        value
    }

    /// A text in every language, from `name_zh`, `name_en`: all of them, or none.
    pub(super) fn bilingual(
        &mut self,
        name: &str,
        programme: &Programme,
        coverage: &Coverage,
    ) -> Text {
        let columns: Vec<_> = programme
            .language_ids()
            .map(|language| (language.to_owned(), format!("{name}_{language}")))
            .collect();
        for (_, column) in &columns {
            self.glyphs(column, coverage);
        }
        let text = Text::new(
            columns
                .iter()
                .map(|(language, column)| (language.clone(), self.raw(column).to_owned())),
        );
        for (language, column) in &columns {
            if !text.is_empty() && text.get(language).is_none() {
                let help = "write it, or empty the other language's cell too";
                self.error(column, format!("the text has no translation in `{column}`"), help);
            }
        }
        text
    }

    /// The same, but not empty.
    pub(super) fn name(&mut self, name: &str, programme: &Programme, coverage: &Coverage) -> Text {
        let text = self.bilingual(name, programme, coverage);
        if text.is_empty() {
            let column = format!("{name}_{}", programme.languages[0].id);
            self.error(
                &column,
                format!("`{column}` is empty"),
                "every row needs it, in each language",
            );
        }
        text
    }

    /// Reports characters that no font can set.
    fn glyphs(&mut self, column: &str, coverage: &Coverage) {
        let text = self.text(column);
        if let Some((message, help)) = coverage.complaint(&text) {
            self.error(column, message, help);
        }
    }
}

/// Full-width digits and signs as ASCII, and the true minus as a hyphen.
fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(c) - 0xfee0).expect("the full-width forms of ASCII")
            }
            '\u{2212}' => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{ascii, nearest};

    #[test]
    fn full_width_digits_read_as_ascii() {
        assert_eq!(ascii("８７．５"), "87.5");
        assert_eq!(ascii("－１"), "-1");
        assert_eq!(ascii("−1"), "-1");
    }

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["listening", "knowledge", "resolution"];
        assert_eq!(nearest("listenning", known), Some("listening"));
        assert_eq!(nearest("price", known), None);
    }
}
