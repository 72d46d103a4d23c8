//! A problem as data: what is wrong, where, and what to do about it.
//!
//! A run collects all its problems and shows them together; nobody mends a spreadsheet one error
//! at a time.

mod groups;
mod machine;
mod near;
mod place;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

pub use machine::MachineError;
pub use near::{advice, nearest};
pub use place::{Excerpt, Place, is_invisible};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// The problem as a person reads it, with what is to be said of where else it was found.
    fn render_with(&self, also: &[String], coloured: bool) -> String {
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
        for note in self.note.iter().chain(also) {
            group = group.element(Level::NOTE.message(note));
        }
        let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
        let text = renderer.decor_style(DecorStyle::Ascii).term_width(WIDTH).render(&[group]);
        let Some(place) = &self.place else {
            // Without a file, the margin of one that is empty.
            return text.replacen("\n |\n", "\n", 1);
        };
        match place.row() {
            Some((with_column, row)) => text.replacen(&with_column, &row, 1),
            None => text,
        }
    }
}

/// Wide enough that no cell is cut short; a terminal wraps by itself.
const WIDTH: usize = 100_000;

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

    /// The problems as a person reads them: the same problem in many rows of a file is shown once, with its
    /// first row and the numbers of the others, and of a column in which many values are wrong in the same way
    /// the first few.
    pub fn render(&self, coloured: bool) -> Vec<String> {
        let left_out = self.errors + self.warnings - self.kept.len();
        let more = (left_out > 0).then(|| format!("{left_out} more problems are not shown"));
        let groups = groups::of(&self.kept);
        let shown = groups.iter().map(|group| group.first.render_with(&group.also(), coloured));
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
