//! One file to make, and everything its template may show.

use std::io::{self, BufWriter};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Content, Demands, LateText, Rows, Target, Workbook};
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
        /// What it may show.
        value: LateText<'a>,
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
    /// A text as it is.
    Text {
        /// The text.
        text: LateText<'a>,
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

impl<'a> Job<'a> {
    /// The same job with its content made, for what uses it more than once.
    pub fn made(&self) -> Job<'a> {
        let mut job = self.clone();
        match &mut job.work {
            Work::Document { content, .. } => {
                let filled = content.fill();
                *content = Content::new(move || filled.clone());
            }
            Work::Page { value, .. } => *value = LateText::Ready(value.text().into_owned()),
            _ => {}
        }
        job
    }

    /// Whether it is the same document as another, in another form.
    pub fn shows_the_same(&self, other: &Job) -> bool {
        match (&self.work, &other.work) {
            (Work::Document { content, .. }, Work::Document { content: others, .. }) => {
                content.is(others)
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

    /// A hash over its data: everything that its template may show, its path and its form.
    pub fn digest(&self) -> String {
        // Through a buffer, for the rows of a large workbook are many times what a job is.
        let mut hash = BufWriter::new(Hashing(Sha256::new()));
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
