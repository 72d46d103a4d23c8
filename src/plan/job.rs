//! One file to make, and everything its template may show.

use std::fmt;
use std::io::{self, BufWriter};
use std::sync::Arc;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::{Chart, Demands, Line, Row, Rows, Target, Workbook};
use crate::model::Id;

/// One file to make.
#[derive(Debug, Clone, Serialize)]
pub struct Job<'a> {
    /// Where it goes, within the output folder, `/` between.
    pub path: String,
    /// The part it belongs to.
    #[serde(skip)]
    pub target: Target,
    /// What is to be done.
    pub work: Work<'a>,
}

/// What is to be done for a file.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work<'a> {
    /// Set a document.
    Document {
        /// Whose it is: a programme may have templates of its own.
        programme: &'a Id,
        /// The typst template.
        template: &'static str,
        /// What it may show.
        content: Content<'a>,
        /// As what it is handed out.
        form: Form,
    },
    /// Fill a page of the site.
    Page {
        /// The tera template.
        template: String,
        /// The language of its messages; none for a page without.
        language: Option<String>,
        /// What it may show, as JSON.
        value: String,
    },
    /// Copy a file of the templates as it is.
    Asset {
        /// Its path within the templates.
        template: String,
    },
    /// Cut a font down to the characters that the pages of a language show in it, which are known once
    /// they are made.
    WebFont {
        /// The face it serves as.
        face: Face,
        /// The id of the language.
        language: String,
        /// Characters that it has in any case: those that the stylesheet adds to a page.
        always: String,
        /// The hash of all that the pages may show.
        pages: String,
    },
    /// A CSV table that opens right in a spreadsheet.
    Table {
        /// The names of the columns.
        head: Vec<String>,
        /// The rows below, each of as many cells.
        rows: Rows<'a>,
    },
    /// A table for the Data Merge of Adobe InDesign, of texts to be printed as they stand.
    DataMerge {
        /// The names of the columns; those of files to be placed begin with `@`.
        head: Vec<String>,
        /// The rows below, each of as many cells.
        rows: Rows<'a>,
    },
    /// Write a workbook.
    Workbook(Workbook<'a>),
    /// Text that is ready.
    Text {
        /// The text.
        text: String,
    },
}

/// A face of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Face {
    /// For reading and figures.
    Sans,
    /// For names and titles.
    Serif,
}

impl Face {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sans, Self::Serif];

    /// The family and weight of its font.
    pub fn font(self) -> (&'static str, u16) {
        match self {
            Self::Sans => ("Noto Sans HK", 400),
            Self::Serif => ("Noto Serif HK", 700),
        }
    }
}

/// As what a document is handed out.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A PDF for screen and archive (PDF/A-3a and PDF/UA-1).
    Archive,
    /// A PDF for a printing house or an engraver, which must meet its demands.
    Print(Demands),
    /// An SVG of outlines in one colour for an engraver, which must meet its demands.
    Engraving(Demands),
    /// An SVG in colours, its words as outlines, which must be whole.
    Drawing(Demands),
    /// A PNG, so many pixels wide; transparent where nothing is drawn.
    Picture {
        /// Its width in pixels.
        width: u32,
        /// What it must meet, where no other form of the same document is asked for it.
        demands: Option<Demands>,
        /// That of the copy for the proof sheets, if they show it.
        proof: Option<u32>,
    },
}

impl Form {
    /// What is asked of a document before it is handed out so.
    pub fn demands(&self) -> Option<&Demands> {
        match self {
            Self::Print(demands) | Self::Engraving(demands) | Self::Drawing(demands) => {
                Some(demands)
            }
            Self::Picture { demands, .. } => demands.as_ref(),
            Self::Archive => None,
        }
    }
}

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

impl<'a> Job<'a> {
    /// The same job with its content made, for what uses it more than once.
    pub fn made(&self) -> Job<'a> {
        let mut job = self.clone();
        if let Work::Document { content, .. } = &mut job.work {
            let filled = content.fill();
            *content = Content::new(move || filled.clone());
        }
        job
    }

    /// Whether it is the same document as another, in another form.
    pub fn shows_the_same(&self, other: &Job) -> bool {
        match (&self.work, &other.work) {
            (Work::Document { content, .. }, Work::Document { content: others, .. }) => {
                Arc::ptr_eq(&content.0, &others.0)
            }
            _ => false,
        }
    }

    /// What is asked of it before it is handed out.
    pub fn demands(&self) -> Option<&Demands> {
        match &self.work {
            Work::Document { form, .. } => form.demands(),
            _ => None,
        }
    }

    /// The name of the template it is made with, if any.
    pub fn template(&self) -> Option<&str> {
        match &self.work {
            Work::Document { template, .. } => Some(template),
            Work::Page { template, .. } | Work::Asset { template } => Some(template),
            Work::WebFont { .. }
            | Work::Table { .. }
            | Work::DataMerge { .. }
            | Work::Workbook(_)
            | Work::Text { .. } => None,
        }
    }

    /// The programme whose own templates it is made with, where it has any.
    pub fn programme(&self) -> Option<&Id> {
        match &self.work {
            Work::Document { programme, .. } => Some(programme),
            _ => None,
        }
    }

    /// A hash over the job, the version of plaudit and the digest of templates and fonts: where
    /// it is unchanged, so is the file.
    pub fn fingerprint(&self, assets: &[u8; 32]) -> String {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        hash.update(assets);
        // Through a buffer, for the rows of a large workbook are many times what a job is.
        let mut hash = BufWriter::new(Hashing(hash));
        serde_json::to_writer(&mut hash, self).expect("text and maps with text keys");
        let hash = hash.into_inner().map_err(drop).expect("hashing does not fail");
        hex(&hash.0.finalize())
    }
}

/// Hashes what is written to it.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
