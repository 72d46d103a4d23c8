//! Tables as data: what stands in the cells of a CSV file or a workbook, told apart by kind.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::model::{Day, Figure};

/// What stands in a cell. A renderer need not guess: only what is a number here becomes one, and
/// text stays text, whatever it looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words, an id, an address.
    Text(Cow<'a, str>),
    /// A decimal number with as many places as are to be shown: a score, a weight, points.
    Decimal(String),
    /// How many.
    Count(u64),
    /// An amount in HK$.
    Money(u64),
    /// A day.
    Day(Day),
    /// The sha256 of another file, named by its path, once that file is made.
    Digest(String),
}

impl<'a> Cell<'a> {
    /// Words; of none, an empty cell.
    pub(super) fn text(words: impl Into<Cow<'a, str>>) -> Self {
        Some(words.into()).filter(|words| !words.is_empty()).map_or(Self::Empty, Self::Text)
    }

    /// A number as it is written; `-0.4`, not `−0.4`.
    pub(super) fn decimal(number: impl fmt::Display) -> Self {
        Self::Decimal(number.to_string())
    }

    /// A published figure, if there is one.
    pub(super) fn figure(figure: Option<Figure>) -> Self {
        figure.map_or(Self::Empty, Self::decimal)
    }

    /// A number of things.
    pub(super) fn count(number: usize) -> Self {
        Self::Count(number as u64)
    }
}

/// The cells of a row.
pub type Row<'a> = Vec<Cell<'a>>;

/// Rows, made one after the other when they are asked for: those of a large season at once would
/// take more memory than the season itself.
#[derive(Clone)]
pub struct Rows<'a>(Arc<Make<'a>>);

/// Makes rows and hands each over.
type Make<'a> = dyn Fn(&mut dyn FnMut(Row<'_>)) + Send + Sync + 'a;

impl<'a> Rows<'a> {
    /// Rows that a function makes, each time the same.
    pub fn new(make: impl Fn(&mut dyn FnMut(Row<'_>)) + Send + Sync + 'a) -> Self {
        Self(Arc::new(make))
    }

    /// Hands over each row.
    pub fn each(&self, mut take: impl FnMut(Row<'_>)) {
        (self.0)(&mut take);
    }

    /// The files whose hash these rows ask for.
    pub(super) fn digests_wanted(&self) -> Vec<String> {
        let mut paths = Vec::new();
        self.each(|row| {
            paths.extend(row.into_iter().filter_map(|cell| match cell {
                Cell::Digest(path) => Some(path),
                _ => None,
            }));
        });
        paths
    }

    /// The same rows with the hashes they ask for, by path; a hash that is not known stays empty.
    pub(super) fn with_digests(&self, digests: BTreeMap<String, String>) -> Self {
        let rows = self.clone();
        Self::new(move |take| {
            rows.each(|row| {
                let cells = row.into_iter().map(|cell| match &cell {
                    Cell::Digest(path) => digests.get(path).map_or(Cell::Empty, Cell::text),
                    _ => cell,
                });
                take(cells.collect());
            });
        })
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        self.each(|row| {
            list.entry(&row);
        });
        list.finish()
    }
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        let mut outcome = Ok(());
        self.each(|row| {
            if outcome.is_ok() {
                outcome = list.serialize_element(&row);
            }
        });
        outcome?;
        list.end()
    }
}

/// A workbook of several sheets.
#[derive(Debug, Clone, Serialize)]
pub struct Workbook<'a> {
    /// Its title, among the properties of the file.
    pub title: String,
    /// The day it bears, among the properties of the file.
    pub day: Day,
    /// The colour of which a light tint lies under the heads, `#rrggbb`.
    pub colour: String,
    /// Its sheets.
    pub sheets: Vec<Sheet<'a>>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet<'a> {
    /// What stands on its tab, as somebody wrote it.
    pub name: String,
    /// A head for each column; lines are broken with `\n`.
    pub head: Vec<String>,
    /// The rows below, each of as many cells.
    pub rows: Rows<'a>,
    /// A last row, which is neither sorted nor filtered with the others.
    pub total: Option<Row<'a>>,
}
