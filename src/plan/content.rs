//! What a document shows.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{Chart, Line, Row};

/// What a document shows, made when it is asked for: that of all reports at once would take more
/// memory than all else.
#[derive(Clone)]
pub struct Content<'a>(Arc<dyn Fn() -> Filled + Send + Sync + 'a>);

/// What a document shows.
#[derive(Debug, Clone, Serialize)]
pub struct Filled {
    /// What its template may show, as JSON.
    pub value: String,
    /// What all documents of its programme may show, as JSON.
    pub setting: String,
    /// The charts it places, by the path its template finds them at.
    pub charts: Vec<(&'static str, Chart)>,
    /// The tables it attaches, by the path its template finds them at.
    pub tables: Vec<(&'static str, Attached)>,
    /// The pictures it places that this build has made.
    pub pictures: Vec<Picture>,
    /// Where its texts stand in the data, for who has to mend them.
    #[serde(skip)]
    pub origins: Vec<Origin>,
}

/// Where a text that a document shows stands in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Which line of a piece it is.
    pub line: Line,
    /// The text, in one language.
    pub text: String,
    /// Where it stands, as a person would say: "`name_en` of `e001` in entries.csv".
    pub place: String,
}

/// A picture that a build has made and places in a document, smaller.
#[derive(Debug, Clone, Serialize)]
pub struct Picture {
    /// The path its template finds it at.
    pub path: String,
    /// The path of the file, within the output folder.
    pub file: String,
    /// The hash of that file, once it is made.
    pub sha256: Option<String>,
}

impl Filled {
    /// A value with neither charts, tables, pictures nor origins.
    pub(super) fn bare(value: String, setting: String) -> Self {
        let (charts, tables) = (Vec::new(), Vec::new());
        Self { value, setting, charts, tables, pictures: Vec::new(), origins: Vec::new() }
    }
}

/// What a page shows, as JSON, or the text of a file; that of a page of many, or of a large file, is made when it
/// is asked for, as is that of a document.
#[derive(Clone)]
pub enum LateText<'a> {
    /// It is made.
    Ready(String),
    /// Makes it, each time the same.
    Made(Arc<dyn Fn() -> String + Send + Sync + 'a>),
}

impl<'a> LateText<'a> {
    /// One that is made when it is asked for.
    pub(super) fn made(make: impl Fn() -> String + Send + Sync + 'a) -> Self {
        Self::Made(Arc::new(make))
    }

    /// The text.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Ready(text) => text.into(),
            Self::Made(make) => make().into(),
        }
    }
}

impl fmt::Debug for LateText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl Serialize for LateText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

/// A table that is attached to a document.
#[derive(Debug, Clone, Serialize)]
pub struct Attached {
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows below, each of as many cells.
    pub rows: Vec<Row<'static>>,
}

impl<'a> Content<'a> {
    pub(super) fn new(fill: impl Fn() -> Filled + Send + Sync + 'a) -> Self {
        Self(Arc::new(fill))
    }

    /// Makes it, each time the same.
    pub fn fill(&self) -> Filled {
        (self.0)()
    }

    /// Whether it is one with another.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fill().fmt(f)
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fill().serialize(serializer)
    }
}
