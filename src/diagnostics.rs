//! A problem as data: what is wrong, where, and what to do about it.
//!
//! A run collects all its problems and shows them together; nobody mends a spreadsheet one error
//! at a time.

mod machine;
mod near;
mod place;

use std::collections::HashMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

pub use machine::MachineError;
pub use near::{advice, nearest};
pub use place::{Excerpt, Place, is_invisible};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// Worth a look; building goes on.
    Warning,
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
    /// Where else it was found.
    pub note: Option<String>,
}

impl Diagnostic {
    /// An error.
    pub fn error(message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, message, place: None, help: None, note: None }
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
        let lines: Vec<_> = help.into().split('\n').map(place::visible).collect();
        self.help = Some(lines.join("\n"));
        self
    }

    /// Says where else it was found.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
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
        for note in self.note.iter().chain(&also) {
            group = group.element(Level::NOTE.message(note));
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

/// The most errors of a run that are kept, and as many warnings: nobody reads more, and a table of another kind
/// has some in every cell.
const MOST_KEPT: usize = 5_000;

/// All problems of a run, in the order of the files they are in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    /// How many there are, those among them that are not kept.
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MOST_KEPT {
            self.kept.push(diagnostic);
        }
    }

    /// The problems as a person reads them: the same problem in many rows of a file is shown once,
    /// with its first row and the numbers of the others.
    pub fn render(&self, coloured: bool) -> Vec<String> {
        let mut groups: Vec<(&Diagnostic, Vec<u32>)> = Vec::new();
        let mut known: HashMap<Key, usize> = HashMap::new();
        for diagnostic in &self.kept {
            let excerpt = diagnostic.place.as_ref().and_then(|place| place.excerpt.as_ref());
            let at = *known.entry(diagnostic.key()).or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, rows)) => rows.extend(excerpt.map(|excerpt| excerpt.line)),
                None => groups.push((diagnostic, Vec::new())),
            }
        }
        let left_out = self.errors + self.warnings - self.kept.len();
        let more = (left_out > 0).then(|| format!("{left_out} more problems are not shown"));
        let shown = groups.into_iter().map(|(first, rows)| first.render_with(&rows, coloured));
        shown.chain(more).collect()
    }

    /// Adds those problems of another run that are not here yet.
    pub fn extend_with_new(&mut self, other: Diagnostics) {
        for problem in other.kept {
            if !self.kept.contains(&problem) {
                self.push(problem);
            }
        }
    }

    /// Adds all problems of another run.
    pub fn extend(&mut self, other: Diagnostics) {
        let kept = |severity| other.kept.iter().filter(move |kept| kept.severity == severity);
        let left_out = |severity, all: usize| all - kept(severity).count();
        self.errors += left_out(Severity::Error, other.errors);
        self.warnings += left_out(Severity::Warning, other.warnings);
        other.kept.into_iter().for_each(|problem| self.push(problem));
    }

    /// Those that stand in the way of a build.
    pub fn errors(&self) -> Self {
        let errors = self.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { kept: errors.cloned().collect(), errors: self.errors, warnings: 0 }
    }

    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }

    /// How many problems there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        }
    }

    /// Whether anything stands in the way of a build.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut problems = Self::default();
        problems.push(diagnostic);
        problems
    }
}
