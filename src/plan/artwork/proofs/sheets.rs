//! What the template of proof sheets receives.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::mark_folder;
use super::shown::{Change, Compared, Difference, RemovedPiece};
use crate::assess::Results;
use crate::model::{Day, Text};
use crate::plan::Picture;
use crate::plan::artwork::handouts::Thing;
use crate::plan::artwork::pieces::{Piece, PieceKind};
use crate::plan::values::CertificateValue;

/// Proof sheets of a season.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct ProofSheets<'a> {
    /// The season, a year.
    season: i16,
    /// All pieces, or those that changed since the proofs were last passed.
    kind: ProofKind,
    /// Which volume it is of how many, where there are several.
    volume: Option<Volume>,
    /// The pieces in the order of the ceremony, by what is awarded.
    groups: Vec<ProofGroup<'a>>,
    /// The marks, or those that changed since the proofs were last passed.
    marks: Vec<ProofMark<'a>>,
    /// The pieces and marks that are no longer made; only among changes.
    removed: Vec<RemovedPiece>,
}

/// So many pieces stand in a volume: more at once would take much memory, and a document finds no more than
/// some ten thousands of pictures.
const PIECES: usize = 400;

/// A volume of proof sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Volume {
    /// Counted from 1.
    pub(super) number: usize,
    /// How many there are. The last has the marks and what is no longer made.
    pub(super) of: usize,
}

impl Volume {
    /// The volumes of all pieces, or of those that differ where that is asked for.
    pub(super) fn all(pieces: &[Piece], compared: Option<&Compared>) -> impl Iterator<Item = Self> {
        let of = chosen(pieces, compared).count().div_ceil(PIECES).max(1);
        (1..=of).map(move |number| Self { number, of })
    }

    fn is_last(self) -> bool {
        self.number == self.of
    }
}

/// The pieces, or those that differ with what happened to them.
fn chosen<'a>(
    pieces: &'a [Piece<'a>],
    compared: Option<&Compared>,
) -> impl Iterator<Item = (&'a Piece<'a>, Option<Change>)> {
    pieces.iter().filter_map(move |piece| match compared {
        None => Some((piece, None)),
        Some(compared) => Some((piece, Some(compared.change(&piece.name())?))),
    })
}

/// What proof sheets show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ProofKind {
    /// Every piece.
    All,
    /// What changed since the proofs were last passed.
    Changes,
}

/// The pieces of one award.
#[derive(Serialize, JsonSchema)]
struct ProofGroup<'a> {
    /// Its name.
    award: &'a Text,
    /// Its pieces.
    pieces: Vec<ProofPiece<'a>>,
}

/// A piece with its pictures.
#[derive(Serialize, JsonSchema)]
struct ProofPiece<'a> {
    /// Its name, as in the names of its files.
    piece: String,
    /// What happened to it since the proofs were last passed; only among changes.
    change: Option<Change>,
    /// The lines of it that read otherwise; only among changes.
    differences: Vec<Difference>,
    /// Who receives it.
    recipient: &'a Text,
    /// The name beside the recipient's.
    entry: Option<&'a Text>,
    /// The names of what it was won in.
    scope: &'a [Text],
    /// The words of a streak, if awarded.
    streak: Option<&'a Text>,
    /// The day it is handed over.
    date: Option<Day>,
    /// Number and validity, of a certification.
    certificate: Option<CertificateValue<'a>>,
    /// What is handed out of it.
    pictures: Vec<ProofPicture>,
}

/// A thing made of a piece.
#[derive(Serialize, JsonSchema)]
struct ProofPicture {
    /// `trophy`, `certificate` or `decal`.
    thing: &'static str,
    /// Where the template finds the picture.
    path: String,
    /// Its files, within the folder of artwork.
    files: Vec<String>,
}

/// A mark and its picture.
#[derive(Serialize, JsonSchema)]
struct ProofMark<'a> {
    /// Its name, as in the name of its folder.
    mark: String,
    /// What happened to it since the proofs were last passed; only among changes.
    change: Option<Change>,
    /// The name of what was awarded.
    award: &'a Text,
    /// The words of a streak, if it is the mark of one.
    streak: Option<&'a Text>,
    /// Where the template finds the picture for a light ground.
    light: String,
    /// That for a dark one.
    dark: String,
    /// That in one colour.
    one_colour: String,
}

/// The pictures that a document places, numbered as they come: all documents find theirs at the same
/// paths.
pub(super) struct Pictures {
    folder: String,
    pub(super) all: Vec<Picture>,
}

impl Pictures {
    pub(super) fn of(folder: &str) -> Self {
        Self { folder: folder.to_owned(), all: Vec::new() }
    }

    fn add(&mut self, file: &str) -> String {
        let path = format!("/picture-{}.png", self.all.len() + 1);
        let file = format!("{}/{file}", self.folder);
        self.all.push(Picture { path: path.clone(), file, sha256: None });
        path
    }
}

impl<'a> ProofSheets<'a> {
    /// A volume of all pieces, or of those that differ where that is asked for.
    pub(super) fn new(
        (results, pieces): (&'a Results<'a>, &'a [Piece<'a>]),
        compared: Option<&Compared>,
        (volume, pictures): (Volume, &mut Pictures),
    ) -> Self {
        let mut groups: Vec<(&str, ProofGroup)> = Vec::new();
        let chosen = chosen(pieces, compared).skip((volume.number - 1) * PIECES).take(PIECES);
        for (piece, change) in chosen {
            let differences = compared.map(|compared| compared.differences(&piece.name()));
            let shown = ProofPiece {
                change,
                differences: differences.unwrap_or_default(),
                ..proof(results, piece, pictures)
            };
            let id = piece.award.id.as_str();
            match groups.last_mut().filter(|(last, _)| *last == id) {
                Some((_, group)) => group.pieces.push(shown),
                None => {
                    groups.push((id, ProofGroup { award: piece.award.name, pieces: vec![shown] }))
                }
            }
        }
        let marks = match volume.is_last() {
            true => marks((results, pieces), compared, pictures),
            false => Vec::new(),
        };
        let removed = compared.filter(|_| volume.is_last()).into_iter().flat_map(Compared::removed);
        Self {
            season: results.data.season.year,
            kind: if compared.is_none() { ProofKind::All } else { ProofKind::Changes },
            volume: Some(volume).filter(|volume| volume.of > 1),
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            marks,
            removed: removed.map(|(name, was)| RemovedPiece::new(name, was)).collect(),
        }
    }
}

fn proof<'a>(
    results: &'a Results,
    piece: &'a Piece<'a>,
    pictures: &mut Pictures,
) -> ProofPiece<'a> {
    let name = piece.name();
    let things = [Thing::Trophy, Thing::Certificate, Thing::Decal];
    let made = things.into_iter().filter(|thing| thing.is_made(results, piece));
    let picture = |thing: Thing| {
        let (folder, files) = match thing {
            Thing::Trophy => ("trophies", ["trophies/*.svg", "trophies/*.pdf"].as_slice()),
            Thing::Certificate => (
                "certificates",
                ["certificates/print/*.pdf", "certificates/screen/*.pdf"].as_slice(),
            ),
            _ => ("decals", ["decals/*.pdf"].as_slice()),
        };
        ProofPicture {
            thing: thing.column(),
            path: pictures.add(&format!("{folder}/previews/{name}.png")),
            files: files.iter().map(|file| file.replace('*', &name)).collect(),
        }
    };
    let pictures = made.map(picture).collect();
    ProofPiece {
        piece: name,
        change: None,
        differences: Vec::new(),
        recipient: piece.recipient,
        entry: piece.beside,
        scope: &piece.scope,
        streak: piece.streak.as_ref().map(|(_, text)| text),
        date: piece.date(results),
        certificate: piece.certificate.clone(),
        pictures,
    }
}

/// The marks in the order of the ceremony, each once; all, or those that differ.
fn marks<'a>(
    (results, pieces): (&Results, &'a [Piece<'a>]),
    compared: Option<&Compared>,
    pictures: &mut Pictures,
) -> Vec<ProofMark<'a>> {
    let mut seen = BTreeSet::new();
    let may = pieces.iter().filter(|piece| Thing::Mark.is_made(results, piece));
    let first = may.filter(|piece| seen.insert(piece.mark()));
    let with_change = |piece: &'a Piece<'a>| match compared {
        None => Some((piece, None)),
        Some(compared) => Some((piece, Some(compared.change(&mark_folder(piece))?))),
    };
    let mark = |(piece, change): (&'a Piece, Option<Change>)| ProofMark {
        mark: piece.mark(),
        change,
        award: piece.award.name,
        streak: piece.streak.as_ref().filter(|_| piece.kind == PieceKind::Streak).map(|it| &it.1),
        light: pictures.add(&format!("logos/{}/light-256.png", piece.mark())),
        dark: pictures.add(&format!("logos/{}/dark-256.png", piece.mark())),
        one_colour: pictures.add(&format!("logos/{}/one-colour-256.png", piece.mark())),
    };
    first.filter_map(with_change).map(mark).collect()
}
