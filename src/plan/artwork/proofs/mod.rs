//! Proof sheets: every piece small, for the secretariat to pass, and a checklist of those that changed.
//!
//! A checklist compares with the sheets that were last passed. It is passed by being deleted or moved
//! away: as long as it lies where it was written, the next one compares with the same sheets, so that
//! nothing on it is lost to a later build.

mod sheets;
mod shown;

use std::fmt;
use std::sync::Arc;

use super::pieces::Piece;
use super::{Studio, setting};
use crate::plan::values::{Medium, json};
use crate::plan::{Content, Filled, Form, Job, Target, Work};

pub(in crate::plan) use sheets::ProofSheets;
use sheets::{Pictures, Volume};
use shown::{Change, Compared};
pub use shown::{Shown, ShownPiece};

/// The proof sheets of a season, which show what is made by then.
#[derive(Clone)]
pub struct Proofs<'a>(pub(super) Studio<'a>);

impl fmt::Debug for Proofs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proofs").field(&self.0.folder).finish()
    }
}

/// How a season's pieces differ from those on the proof sheets that were last passed.
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

const PROOFS: &str = "proofs";
const CHANGES: &str = "changes";

/// The file of a volume: the first has the bare name.
fn file(name: &str, volume: usize) -> String {
    if volume == 1 { format!("{name}.pdf") } else { format!("{name}-{volume}.pdf") }
}

/// Where marks stand, each in a folder of its own; no piece has such a name.
const MARKS: &str = "logos/";

fn mark_folder(piece: &Piece) -> String {
    format!("{MARKS}{}/", piece.mark())
}

impl<'a> Proofs<'a> {
    /// The sheets of every piece, volume by volume. `digest` gives the hash of a picture that is made.
    pub(in crate::plan) fn all(&self, digest: &dyn Fn(&str) -> Option<String>) -> Vec<Job<'a>> {
        self.sheets(PROOFS, None, digest)
    }

    /// Where the sheets of every piece go, in their first volume.
    pub(in crate::plan) fn path(&self) -> String {
        format!("{}/{}", self.0.folder, file(PROOFS, 1))
    }

    /// Where the checklist of what changed goes, in its first volume.
    pub(in crate::plan) fn changes_path(&self) -> String {
        format!("{}/{}", self.0.folder, file(CHANGES, 1))
    }

    /// How what is shown now differs from what was passed before, and the checklist where it does, volume by
    /// volume.
    pub(in crate::plan) fn changes(
        &self,
        (before, now): (&Shown, &Shown),
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> (Changes, Vec<Job<'a>>) {
        let compared = Compared { before: before.clone(), now: now.clone() };
        let is_mark = |name: &str| name.starts_with(MARKS);
        let pieces = |change| {
            let chosen = now.keys().filter(|name| !is_mark(name));
            chosen.filter(|name| compared.change(name) == Some(change)).count()
        };
        let removed = compared.removed().filter(|(name, _)| !is_mark(name)).count();
        let of_marks = now.keys().filter(|name| is_mark(name) && compared.change(name).is_some());
        let removed_marks = compared.removed().filter(|(name, _)| is_mark(name)).count();
        let changes = Changes {
            path: self.changes_path(),
            changed: pieces(Change::Changed),
            new: pieces(Change::New),
            removed,
            marks: of_marks.count() + removed_marks,
        };
        let jobs = match changes.is_empty() {
            true => Vec::new(),
            false => self.sheets(CHANGES, Some(compared), digest),
        };
        (changes, jobs)
    }

    /// The sheets of every piece, or of what differs.
    fn sheets(
        &self,
        name: &str,
        compared: Option<Compared>,
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> Vec<Job<'a>> {
        let compared = Arc::new(compared);
        let volumes = Volume::all(&self.0.pieces, (*compared).as_ref());
        volumes.map(|volume| self.volume((name, volume), &compared, digest)).collect()
    }

    fn volume(
        &self,
        (name, volume): (&str, Volume),
        compared: &Arc<Option<Compared>>,
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> Job<'a> {
        let (results, pieces) = (self.0.results, Arc::clone(&self.0.pieces));
        let compared = Arc::clone(compared);
        let folder = self.0.folder.clone();
        let path = format!("{folder}/{}", file(name, volume.number));
        let sheets = move |pictures: &mut Pictures| {
            json(&ProofSheets::new((results, &pieces), (*compared).as_ref(), (volume, pictures)))
        };
        let mut pictures = Pictures::of(&folder);
        // Made once to know the pictures, whose hashes are asked for now.
        sheets(&mut pictures);
        for picture in &mut pictures.all {
            picture.sha256 = digest(&picture.file);
        }
        let known = pictures.all;
        let content = Content::new(move || {
            let filled =
                Filled::bare(sheets(&mut Pictures::of(&folder)), setting(results, Medium::Screen));
            Filled { pictures: known.clone(), ..filled }
        });
        let programme = &results.data.programme.id;
        let work =
            Work::Document { programme, template: "proof.typ", content, form: Form::Archive };
        Job { path, target: Target::Proofs, work }
    }
}
