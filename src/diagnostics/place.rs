//! Where a problem is, and the lines that show it.

use std::ops::Range;
use std::sync::Arc;

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as the user would name it.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The lines to show.
    pub excerpt: Option<Excerpt>,
}

/// Lines of a file with the part that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text to show, one or more lines.
    pub text: String,
    /// The number of its first line or row, counted from 1.
    pub line: u32,
    /// The wrong part, in bytes of `text`.
    pub wrong: Range<usize>,
    /// Whether this is a cell, whose reader knows rows and no positions within a line.
    pub cell: bool,
}

/// The most bytes of a line or cell that are shown, and of what stands before the wrong part: more than the longest
/// text that is taken, and no file that is one line.
const MOST_SHOWN: usize = 50_000;

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), sheet: None, excerpt: None }
    }

    /// A cell of a table: its row as a spreadsheet counts, its column by name, and its value.
    pub fn cell(mut self, row: u32, column: &str, value: &str) -> Self {
        let value = visible(&value[..value.floor_char_boundary(MOST_SHOWN)]);
        let value = value.trim_end();
        let column = &column[..column.floor_char_boundary(MOST_SHOWN)];
        let text = format!("{column}: {value}").trim_end().to_owned();
        let start = if value.is_empty() { 0 } else { text.len() - value.len() };
        self.excerpt = Some(Excerpt { wrong: start..text.len(), text, line: row, cell: true });
        self
    }

    /// Narrows the wrong part to where a text first stands in it, if it does.
    pub fn pointing_at(mut self, text: &str) -> Self {
        if let Some(excerpt) = &mut self.excerpt {
            let shown = visible(text);
            if let Some(at) = excerpt.text[excerpt.wrong.clone()].find(&shown) {
                let start = excerpt.wrong.start + at;
                excerpt.wrong = start..start + shown.len();
            }
        }
        self
    }

    /// Part of a text file, by its bytes; shows the line where the part begins.
    pub fn span(mut self, source: &str, span: Range<usize>) -> Self {
        let start = span.start.min(source.len());
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
        let least = source.ceil_char_boundary(start.saturating_sub(MOST_SHOWN));
        let most = source.floor_char_boundary(start.saturating_add(MOST_SHOWN));
        let (line_start, line_end) = (line_start.max(least), line_end.min(most));
        let end = span.end.clamp(start, line_end.max(start));
        let line = source[..line_start].matches('\n').count() + 1;
        self.excerpt = Some(Excerpt {
            text: source[line_start..line_end].to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            wrong: start - line_start..end - line_start,
            cell: false,
        });
        self
    }

    /// Leaves out all but the wrong part, a cell: the others may hold what belongs in no log.
    pub fn alone(mut self) -> Self {
        if let Some(excerpt) = &mut self.excerpt {
            let Range { start, end } = excerpt.wrong.clone();
            excerpt.text = excerpt.text[start..end].to_owned();
            excerpt.wrong = 0..end - start;
            excerpt.cell = true;
        }
        self
    }

    /// File and sheet.
    pub(super) fn path(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{} [{sheet}]", self.file),
            None => self.file.to_string(),
        }
    }

    /// `file:row:position` as the renderer writes it, and `file:row`: the position within the text
    /// that stands for a cell would be taken for a column of the table.
    pub(super) fn row(&self) -> Option<(String, String)> {
        let excerpt = self.excerpt.as_ref().filter(|excerpt| excerpt.cell)?;
        let position = excerpt.text[..excerpt.wrong.start].chars().count() + 1;
        let row = format!("{}:{}", self.path(), excerpt.line);
        Some((format!("{row}:{position}"), row))
    }
}

/// A text in one line, with a sign for each character that nobody sees or that would turn its neighbours round.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if is_invisible(c) { '␣' } else { c }).collect()
}

/// Whether a character leaves no mark of its own: controls, separators of lines, and those that Unicode lets a
/// program ignore (`Default_Ignorable_Code_Point`), among them the marks and overrides of direction.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}
