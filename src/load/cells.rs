//! From the cells of a row to checked values, each fault named with its cell.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::columns::advice;
use super::glyphs::Coverage;
use super::table::{Row, Table};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Day, Id, InvalidId, Number, Origin};

/// How to write an id.
pub(super) const ID_HELP: &str =
    "write 1 to 64 small letters a-z, digits and hyphens, not beginning with a hyphen";

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
        index.and_then(|index| self.table.cell(self.row, index)).unwrap_or_default().trim()
    }

    /// The same, NFC-normalised.
    pub(super) fn text(&self, column: &str) -> Cow<'a, str> {
        normal(self.raw(column))
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

    /// The same of a cell with a figure that may be right: it stays out of messages, which end up in logs.
    pub(super) fn error_of_figure(
        &mut self,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let place = self.place_of_figure(column);
        self.problems.push(Diagnostic::error(message).at(place).help(help));
    }

    /// The place of such a cell, without what stands there.
    pub(super) fn place_of_figure(&self, column: &str) -> Place {
        self.table.place().cell(self.row.number, column, "")
    }

    /// The text of a cell that must not be empty.
    pub(super) fn required(&mut self, column: &str) -> Option<Cow<'a, str>> {
        let text = self.text(column);
        if text.is_empty() {
            self.error(column, format!("`{column}` is empty"), "write it; every row needs it");
            return None;
        }
        Some(text)
    }

    /// A new id.
    pub(super) fn id(&mut self, column: &str) -> Option<Id> {
        let text = self.required(column)?;
        match text.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                let InvalidId = error;
                if Id::is_device(&text) {
                    let message = format!("`{text}` is a name that Windows keeps to itself");
                    self.error(column, message, "choose another: an id names files");
                } else {
                    self.error(column, format!("`{text}` is not an id"), ID_HELP);
                }
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
        let plain = ascii(&text);
        let number = plain.parse().ok();
        if number.is_none() {
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            if plain.strip_prefix(['-', '+']).unwrap_or(&plain).splitn(2, '.').all(digits) {
                let message = format!("`{text}` has more digits than are read");
                self.error(
                    column,
                    message,
                    "write at most 9 digits before the point and 9 after it, as =ROUND(…, 9) gives in a \
                     spreadsheet",
                );
            } else {
                let help =
                    "write digits and a point, such as 87.5, without unit or thousands separator";
                self.error(column, format!("`{text}` is not a number"), help);
            }
        }
        number
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
                let digits = text.split('-').map(|part| part.bytes().all(|b| b.is_ascii_digit()));
                let help = if text.len() == "2026-11-06".len() && digits.eq([true; 3]) {
                    "the calendar has no such day"
                } else {
                    "write year, month and day as in 2026-11-06, or give the cell a date format"
                };
                self.error(column, format!("`{text}` is not a date"), help);
                None
            }
        }
    }

    /// Whether a row fills at most one of the columns that every row needs, as a total or a remark does.
    /// Reported, once in place of every empty cell.
    pub(super) fn is_remark(&mut self, needed: &[&str]) -> bool {
        let mut filled = needed.iter().filter(|column| !self.raw(column).is_empty());
        let (first, second) = (filled.next(), filled.next());
        if second.is_some() {
            return false;
        }
        let message = match first {
            Some(column) => format!("of what every row needs, this one has `{column}` alone"),
            None => format!("this row has nothing in `{}`", needed.join("`, `")),
        };
        let help = "fill the other columns; a total or a remark does not belong among the rows";
        self.error(first.unwrap_or(&needed[0]), message, help);
        true
    }

    /// One of a few words; the first stands for an empty cell.
    pub(super) fn word<T: Copy>(&mut self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(column).into_owned();
        if text.is_empty() {
            return words.first().map(|(_, value)| *value);
        }
        let lower = text.to_lowercase();
        let value = words.iter().find(|(word, _)| *word == lower).map(|(_, value)| *value);
        if value.is_none() {
            let help = advice(&text, words.iter().map(|(word, _)| *word));
            self.error(column, format!("`{text}` is not known here"), help);
        }
        value
    }

    /// Reports characters that no font can set.
    pub(super) fn glyphs(&mut self, column: &str, coverage: &Coverage) {
        let text = self.text(column);
        if let Some((character, message, help)) = coverage.complaint(&text) {
            let place = self.place(column).pointing_at(character.encode_utf8(&mut [0; 4]));
            self.problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}

/// The text of a cell: trimmed and NFC-normalised.
pub(super) fn normal(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() }
}

/// Full-width digits and signs as ASCII, and the true minus as a hyphen.
pub(super) fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
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
    use super::ascii;

    #[test]
    fn full_width_digits_read_as_ascii() {
        assert_eq!(ascii("８７．５"), "87.5");
        assert_eq!(ascii("－１"), "-1");
        assert_eq!(ascii("−1"), "-1");
    }
}
