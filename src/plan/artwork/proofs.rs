//! Proof sheets: every piece small, for the secretariat to pass, and those that changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::handouts::Thing;
use super::pieces::{Piece, PieceKind};
use super::{Studio, setting};
use crate::assess::Results;
use crate::model::{Day, Text};
use crate::plan::values::{CertificateValue, Medium, json};
use crate::plan::{Content, Filled, Form, Job, Picture, Target, Work, hex};

/// Proof sheets of a season.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct ProofSheets<'a> {
    /// The season, a year.
    season: i16,
    /// All pieces, or those that changed since the last build.
    kind: ProofKind,
    /// The pieces in the order of the ceremony, by what is awarded.
    groups: Vec<ProofGroup<'a>>,
    /// The marks, or those that changed since the last build.
    marks: Vec<ProofMark<'a>>,
    /// The names of pieces and folders of marks that are no longer made; only among changes.
    removed: Vec<String>,
}

/// What proof sheets show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ProofKind {
    /// Every piece.
    All,
    /// What changed since the last build.
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
    /// What happened to it since the last build; only among changes.
    change: Option<Change>,
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

/// What happened to a piece since the last build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Change {
    /// There was none.
    New,
    /// Its files were others.
    Changed,
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
    /// What happened to it since the last build; only among changes.
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

/// The names of pieces and the folders of marks with what happened to them; of all, if none is given.
type Chosen = Option<BTreeMap<String, Change>>;

/// The proof sheets of a season, which show what is made by then.
#[derive(Clone)]
pub struct Proofs<'a>(pub(super) Studio<'a>);

impl fmt::Debug for Proofs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proofs").field(&self.0.folder).finish()
    }
}

/// What proof sheets show: a hash over the files of each piece and of each mark, by the piece's name or
/// the mark's folder.
pub type Shown = BTreeMap<String, String>;

/// How a season's pieces differ from those that the last proof sheets show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The checklist of what changed.
    pub path: String,
    /// Pieces whose files were others.
    pub changed: usize,
    /// Pieces that there were not.
    pub new: usize,
    /// Pieces that are no longer made.
    pub removed: usize,
    /// Marks that are new, others or no longer made.
    pub marks: usize,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        (self.changed, self.new, self.removed, self.marks) == (0, 0, 0, 0)
    }
}

impl<'a> Proofs<'a> {
    /// The sheets of every piece. `digest` gives the hash of a picture that is made.
    pub(in crate::plan) fn all(&self, digest: &dyn Fn(&str) -> Option<String>) -> Job<'a> {
        self.sheets(PROOFS, (None, Vec::new()), digest)
    }

    /// Where the sheets of every piece go.
    pub(in crate::plan) fn path(&self) -> String {
        format!("{}/{PROOFS}", self.0.folder)
    }

    /// What the sheets of every piece show.
    pub(in crate::plan) fn shown(&self, digest: &dyn Fn(&str) -> Option<String>) -> Shown {
        let folder = &self.0.folder;
        let hash = |files: &[String]| {
            let hashes = files.iter().map(|file| digest(&format!("{folder}/{file}")));
            // What is not made of a piece counts too.
            let hashes: Vec<_> = hashes.map(Option::unwrap_or_default).collect();
            hex(&Sha256::digest(hashes.join("\n")))
        };
        let mut shown = Shown::new();
        for piece in self.0.pieces.iter() {
            let name = piece.name();
            let files = HANDED_OUT.map(|(part, end)| format!("{part}{name}{end}"));
            shown.insert(name, hash(&files));
            if Thing::Mark.is_made(self.0.results, piece) {
                let mark = mark_folder(piece);
                let files = ["light.svg", "light-64.png"].map(|file| format!("{mark}{file}"));
                shown.entry(mark).or_insert_with(|| hash(&files));
            }
        }
        shown
    }

    /// How what is shown now differs from what was shown before, and the checklist where it does.
    pub(in crate::plan) fn changes(
        &self,
        (before, now): (&Shown, &Shown),
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> (Changes, Option<Job<'a>>) {
        let chosen: BTreeMap<_, _> = now
            .iter()
            .filter_map(|(name, hash)| match before.get(name) {
                None => Some((name.clone(), Change::New)),
                Some(was) => (was != hash).then(|| (name.clone(), Change::Changed)),
            })
            .collect();
        let removed: Vec<_> =
            before.keys().filter(|name| !now.contains_key(*name)).cloned().collect();
        let is_piece = |name: &&String| !name.starts_with(MARKS);
        let pieces = |change| {
            chosen.iter().filter(|(name, other)| is_piece(name) && **other == change).count()
        };
        let [changed, new] = [Change::Changed, Change::New].map(pieces);
        let gone = removed.iter().filter(is_piece).count();
        let changes = Changes {
            path: format!("{}/{CHANGES}", self.0.folder),
            changed,
            new,
            removed: gone,
            marks: chosen.len() + removed.len() - changed - new - gone,
        };
        let differs = !changes.is_empty();
        let job = differs.then(|| self.sheets(CHANGES, (Some(chosen), removed), digest));
        (changes, job)
    }

    fn sheets(
        &self,
        name: &str,
        (chosen, removed): (Chosen, Vec<String>),
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> Job<'a> {
        let (results, pieces) = (self.0.results, Arc::clone(&self.0.pieces));
        let mut pictures = Pictures { folder: self.0.folder.clone(), all: Vec::new() };
        // Made once to know the pictures, whose hashes are asked for now.
        ProofSheets::new((results, &pieces), (&chosen, &removed), &mut pictures);
        for picture in &mut pictures.all {
            picture.sha256 = digest(&picture.file);
        }
        let known = pictures.all;
        let folder = self.0.folder.clone();
        let content = Content::new(move || {
            let mut pictures = Pictures { folder: folder.clone(), all: Vec::new() };
            let sheets = ProofSheets::new((results, &pieces), (&chosen, &removed), &mut pictures);
            let filled = Filled::bare(json(&sheets), setting(results, Medium::Screen));
            Filled { pictures: known.clone(), ..filled }
        });
        let programme = &results.data.programme.id;
        let work =
            Work::Document { programme, template: "proof.typ", content, form: Form::Archive };
        Job { path: format!("{}/{name}", self.0.folder), target: Target::Proofs, work }
    }
}

const PROOFS: &str = "proofs.pdf";
const CHANGES: &str = "changes.pdf";

/// Where a piece's files that are handed out stand, and how they end.
const HANDED_OUT: [(&str, &str); 4] = [
    ("trophies/", ".svg"),
    ("certificates/print/", ".pdf"),
    ("certificates/screen/", ".pdf"),
    ("decals/", ".pdf"),
];

/// Where marks stand, each in a folder of its own; no piece has such a name.
const MARKS: &str = "logos/";

fn mark_folder(piece: &Piece) -> String {
    format!("{MARKS}{}/", piece.mark())
}

/// The pictures that a document places, numbered as they come: all documents find theirs at the same
/// paths.
struct Pictures {
    folder: String,
    all: Vec<Picture>,
}

impl Pictures {
    fn add(&mut self, file: &str) -> String {
        let path = format!("/picture-{}.png", self.all.len() + 1);
        let file = format!("{}/{file}", self.folder);
        self.all.push(Picture { path: path.clone(), file, sha256: None });
        path
    }
}

impl<'a> ProofSheets<'a> {
    fn new(
        (results, pieces): (&'a Results<'a>, &'a [Piece<'a>]),
        (chosen, removed): (&Chosen, &[String]),
        pictures: &mut Pictures,
    ) -> Self {
        let mut groups: Vec<(&str, ProofGroup)> = Vec::new();
        for piece in pieces {
            let change = chosen.as_ref().map(|chosen| chosen.get(&piece.name()).copied());
            if change == Some(None) {
                continue;
            }
            let shown = proof(results, piece, pictures);
            let shown = ProofPiece { change: change.flatten(), ..shown };
            let id = piece.award.id.as_str();
            match groups.last_mut().filter(|(last, _)| *last == id) {
                Some((_, group)) => group.pieces.push(shown),
                None => {
                    groups.push((id, ProofGroup { award: piece.award.name, pieces: vec![shown] }))
                }
            }
        }
        let marks = marks((results, pieces), chosen, pictures);
        Self {
            season: results.data.season.year,
            kind: if chosen.is_none() { ProofKind::All } else { ProofKind::Changes },
            groups: groups.into_iter().map(|(_, group)| group).collect(),
            marks,
            removed: removed.to_vec(),
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
        recipient: piece.recipient,
        entry: piece.beside,
        scope: &piece.scope,
        streak: piece.streak.as_ref().map(|(_, text)| text),
        date: piece.date(results),
        certificate: piece.certificate.clone(),
        pictures,
    }
}

/// The marks in the order of the ceremony, each once; all, or those that are chosen.
fn marks<'a>(
    (results, pieces): (&Results, &'a [Piece<'a>]),
    chosen: &Chosen,
    pictures: &mut Pictures,
) -> Vec<ProofMark<'a>> {
    let mut seen = BTreeSet::new();
    let may = pieces.iter().filter(|piece| Thing::Mark.is_made(results, piece));
    let first = may.filter(|piece| seen.insert(piece.mark()));
    let with_change = |piece: &'a Piece<'a>| match chosen {
        None => Some((piece, None)),
        Some(chosen) => Some((piece, Some(*chosen.get(&mark_folder(piece))?))),
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
