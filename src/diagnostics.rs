//! A problem as data: what is wrong, where, and what to do about it.
//!
//! A run collects all its problems and shows them together; nobody mends a spreadsheet one error
//! at a time.

mod near;

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

pub use near::{advice, nearest};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// Worth a look; building goes on.
    Warning,
}

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

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), sheet: None, excerpt: None }
    }

    /// A cell of a table: its row as a spreadsheet counts, its column by name, and its value.
    pub fn cell(mut self, row: u32, column: &str, value: &str) -> Self {
        let value = visible(value);
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
}

impl Place {
    /// File and sheet.
    fn path(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{} [{sheet}]", self.file),
            None => self.file.to_string(),
        }
    }

    /// `file:row:position` as the renderer writes it, and `file:row`: the position within the text
    /// that stands for a cell would be taken for a column of the table.
    fn row(&self) -> Option<(String, String)> {
        let excerpt = self.excerpt.as_ref().filter(|excerpt| excerpt.cell)?;
        let position = excerpt.text[..excerpt.wrong.start].chars().count() + 1;
        let row = format!("{}:{}", self.path(), excerpt.line);
        Some((format!("{row}:{position}"), row))
    }
}

/// A text in one line.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '␣' } else { c }).collect()
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// Where.
    pub place: Option<Box<Place>>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), place: None, help: None }
    }

    /// A warning.
    pub fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// Says where.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What makes two problems the same but for their row.
    fn key(&self) -> Key<'_> {
        let place = self.place.as_deref();
        let excerpt = place.and_then(|place| place.excerpt.as_ref());
        let text = excerpt.map(|excerpt| excerpt.text.as_str());
        let file = place.map(|place| (&*place.file, place.sheet.as_deref()));
        (&self.message, file, text, self.help.as_deref())
    }

    /// The problem as a person reads it, with the further rows it was found in.
    fn render_with(&self, rows: &[u32], coloured: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(&self.message));
        if let Some(place) = &self.place {
            let path = place.path();
            group = match &place.excerpt {
                Some(excerpt) => group.element(
                    Snippet::source(excerpt.text.as_str())
                        .line_start(excerpt.line as usize)
                        .path(path)
                        .annotation(AnnotationKind::Primary.span(excerpt.wrong.clone())),
                ),
                None => group.element(Origin::path(path)),
            };
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        let also = also(rows);
        if let Some(also) = &also {
            group = group.element(Level::NOTE.message(also));
        }
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        let text = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH).render(&[group]);
        match self.place.as_ref().and_then(|place| place.row()) {
            Some((with_column, row)) => text.replacen(&with_column, &row, 1),
            None => text,
        }
    }
}

/// How many further rows a problem names before it only counts them.
const ROWS_NAMED: usize = 12;

/// Wide enough that no cell is cut short; a terminal wraps by itself.
const WIDTH: usize = 100_000;

/// Message, file and sheet, excerpt, help.
type Key<'a> = (&'a str, Option<(&'a str, Option<&'a str>)>, Option<&'a str>, Option<&'a str>);

/// "also in row 4", "also in rows 4, 6, 8 and 37 more".
fn also(rows: &[u32]) -> Option<String> {
    let named: Vec<_> = rows.iter().take(ROWS_NAMED).map(u32::to_string).collect();
    let word = if rows.len() == 1 { "row" } else { "rows" };
    let more = match rows.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!rows.is_empty()).then(|| format!("also in {word} {}{more}", named.join(", ")))
}

/// All problems of a run, in the order of the files they are in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// The problems as a person reads them: the same problem in many rows of a file is shown once,
    /// with its first row and the numbers of the others.
    pub fn render(&self, coloured: bool) -> Vec<String> {
        let mut groups: Vec<(&Diagnostic, Vec<u32>)> = Vec::new();
        let mut known: HashMap<Key, usize> = HashMap::new();
        for diagnostic in &self.0 {
            let excerpt = diagnostic.place.as_ref().and_then(|place| place.excerpt.as_ref());
            let at = *known.entry(diagnostic.key()).or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, rows)) => rows.extend(excerpt.map(|excerpt| excerpt.line)),
                None => groups.push((diagnostic, Vec::new())),
            }
        }
        groups.into_iter().map(|(first, rows)| first.render_with(&rows, coloured)).collect()
    }

    /// Adds those problems of another run that are not here yet.
    pub fn extend_with_new(&mut self, other: Diagnostics) {
        for problem in other.0 {
            if !self.0.contains(&problem) {
                self.0.push(problem);
            }
        }
    }

    /// Adds all problems of another run.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// How many problems there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether anything stands in the way of a build.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

/// The machine failed: a disk, a permission.
#[derive(Debug)]
pub struct MachineError {
    /// What was being done.
    pub action: &'static str,
    /// To which file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl fmt::Display for MachineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.action, self.path.display(), self.source)
    }
}

impl std::error::Error for MachineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
