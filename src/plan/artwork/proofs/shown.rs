//! What proof sheets show, as it is remembered for the next build, and how it differs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Proofs, mark_folder};
use crate::assess::Results;
use crate::model::Text;
use crate::plan::artwork::handouts::Thing;
use crate::plan::artwork::pieces::{Piece, PieceKind};
use crate::plan::artwork::text::{Line, line};
use crate::plan::hex;

/// What proof sheets show: pieces by name, marks by folder.
pub type Shown = BTreeMap<String, ShownPiece>;

/// What proof sheets show of a piece or a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownPiece {
    /// A hash over its files.
    pub files: String,
    /// Its words, line by line.
    pub words: BTreeMap<Line, Text>,
}

/// What happened to a piece since the proofs were last passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Change {
    /// There was none.
    New,
    /// Its files were others.
    Changed,
}

/// What was passed, and what is shown now.
#[derive(Clone)]
pub(super) struct Compared {
    pub(super) before: Shown,
    pub(super) now: Shown,
}

impl Compared {
    /// What happened to a piece or mark that is made.
    pub(super) fn change(&self, name: &str) -> Option<Change> {
        match (self.before.get(name), self.now.get(name)?) {
            (None, _) => Some(Change::New),
            (Some(was), is) => (was != is).then_some(Change::Changed),
        }
    }

    /// The lines of a piece that read otherwise, of one that there was before.
    pub(super) fn differences(&self, name: &str) -> Vec<Difference> {
        let both = self.before.get(name).zip(self.now.get(name));
        both.map_or(Vec::new(), |(before, now)| differences(before, now))
    }

    /// What is no longer made.
    pub(super) fn removed(&self) -> impl Iterator<Item = (&str, &ShownPiece)> {
        let gone = self.before.iter().filter(|(name, _)| !self.now.contains_key(*name));
        gone.map(|(name, was)| (name.as_str(), was))
    }
}

/// A line of a piece that reads otherwise than it did.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct Difference {
    /// Which line.
    line: Line,
    /// What it was, in the languages in which it differs; none where there was no such line.
    was: Option<Text>,
    /// What it is; none where there is no such line any more.
    is: Option<Text>,
}

/// A piece or a mark that is no longer made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(in crate::plan) struct RemovedPiece {
    /// Its name, or the folder of a mark.
    piece: String,
    /// Who was to receive it; none of a mark.
    recipient: Option<Text>,
    /// What was awarded.
    award: Option<Text>,
}

/// What is said on a mark: the claim, and no name.
const ON_MARKS: [Line; 2] = [Line::Award, Line::Streak];

/// All that may stand on a piece.
const ON_PIECES: [Line; 11] = [
    Line::Recipient,
    Line::Beside,
    Line::Award,
    Line::Streak,
    Line::Scope,
    Line::Date,
    Line::Number,
    Line::ValidUntil,
    Line::Extras,
    Line::Programme,
    Line::Organiser,
];

/// Where a piece's files that are handed out stand, and how they end.
const HANDED_OUT: [(&str, &str); 4] = [
    ("trophies/", ".svg"),
    ("certificates/print/", ".pdf"),
    ("certificates/screen/", ".pdf"),
    ("decals/", ".pdf"),
];

impl Proofs<'_> {
    /// What the sheets of every piece show.
    pub(in crate::plan) fn shown(&self, digest: &dyn Fn(&str) -> Option<String>) -> Shown {
        let (results, folder) = (self.0.results, &self.0.folder);
        let hash = |files: &[String]| {
            let hashes = files.iter().map(|file| digest(&format!("{folder}/{file}")));
            // What is not made of a piece counts too.
            let hashes: Vec<_> = hashes.map(Option::unwrap_or_default).collect();
            hex(&Sha256::digest(hashes.join("\n")))
        };
        let mut shown = Shown::new();
        for piece in self.0.pieces.iter() {
            let name = piece.name();
            let files = hash(&HANDED_OUT.map(|(part, end)| format!("{part}{name}{end}")));
            shown.insert(name, ShownPiece { files, words: words(results, piece, &ON_PIECES) });
            if Thing::Mark.is_made(results, piece) {
                let mark = mark_folder(piece);
                let files = ["light.svg", "light-64.png"].map(|file| format!("{mark}{file}"));
                shown.entry(mark).or_insert_with(|| {
                    // A streak has a mark of its own; all others are those of an award.
                    let said = if piece.kind == PieceKind::Streak { 2 } else { 1 };
                    let words = words(results, piece, &ON_MARKS[..said]);
                    ShownPiece { files: hash(&files), words }
                });
            }
        }
        shown
    }
}

fn words(results: &Results, piece: &Piece, lines: &[Line]) -> BTreeMap<Line, Text> {
    lines.iter().filter_map(|of| Some((*of, line(results, piece, *of)?))).collect()
}

/// The lines that differ, each in the languages in which it does.
fn differences(before: &ShownPiece, now: &ShownPiece) -> Vec<Difference> {
    let all: BTreeMap<_, _> = before.words.iter().chain(&now.words).collect();
    let all = all.into_keys().map(|line| (*line, before.words.get(line), now.words.get(line)));
    let differs = all.filter(|(_, was, is)| was != is);
    let parts = |of: Option<&Text>, other: Option<&Text>| {
        let differs = |id: &str, words: &str| other.and_then(|other| other.get(id)) != Some(words);
        let parts = of?.iter().filter(|(id, words)| differs(id, words));
        let text = Text::new(parts.map(|(id, words)| (id.to_owned(), words.to_owned())));
        (!text.is_empty()).then_some(text)
    };
    differs
        .map(|(line, was, is)| Difference { line, was: parts(was, is), is: parts(is, was) })
        .collect()
}

impl RemovedPiece {
    pub(super) fn new(name: &str, was: &ShownPiece) -> Self {
        let word = |line| was.words.get(&line).cloned();
        let award = word(Line::Streak).or_else(|| word(Line::Award));
        Self { piece: name.to_owned(), recipient: word(Line::Recipient), award }
    }
}
