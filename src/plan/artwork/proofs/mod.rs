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

use sheets::Pictures;
pub(in crate::plan) use sheets::ProofSheets;
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

const PROOFS: &str = "proofs.pdf";
const CHANGES: &str = "changes.pdf";

/// Where marks stand, each in a folder of its own; no piece has such a name.
const MARKS: &str = "logos/";

fn mark_folder(piece: &Piece) -> String {
    format!("{MARKS}{}/", piece.mark())
}

impl<'a> Proofs<'a> {
    /// The sheets of every piece. `digest` gives the hash of a picture that is made.
    pub(in crate::plan) fn all(&self, digest: &dyn Fn(&str) -> Option<String>) -> Job<'a> {
        self.sheets(PROOFS, None, digest)
    }

    /// Where the sheets of every piece go.
    pub(in crate::plan) fn path(&self) -> String {
        format!("{}/{PROOFS}", self.0.folder)
    }

    /// Where the checklist of what changed goes.
    pub(in crate::plan) fn changes_path(&self) -> String {
        format!("{}/{CHANGES}", self.0.folder)
    }

    /// How what is shown now differs from what was passed before, and the checklist where it does.
    pub(in crate::plan) fn changes(
        &self,
        (before, now): (&Shown, &Shown),
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> (Changes, Option<Job<'a>>) {
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
        let differs = !changes.is_empty();
        let job = differs.then(|| self.sheets(CHANGES, Some(compared), digest));
        (changes, job)
    }

    /// The sheets of every piece, or of what differs.
    fn sheets(
        &self,
        name: &str,
        compared: Option<Compared>,
        digest: &dyn Fn(&str) -> Option<String>,
    ) -> Job<'a> {
        let (results, pieces) = (self.0.results, Arc::clone(&self.0.pieces));
        let mut pictures = Pictures::of(&self.0.folder);
        // Made once to know the pictures, whose hashes are asked for now.
        ProofSheets::new((results, &pieces), compared.as_ref(), &mut pictures);
        for picture in &mut pictures.all {
            picture.sha256 = digest(&picture.file);
        }
        let known = pictures.all;
        let folder = self.0.folder.clone();
        let content = Content::new(move || {
            let mut pictures = Pictures::of(&folder);
            let sheets = ProofSheets::new((results, &pieces), compared.as_ref(), &mut pictures);
            let filled = Filled::bare(json(&sheets), setting(results, Medium::Screen));
            Filled { pictures: known.clone(), ..filled }
        });
        let programme = &results.data.programme.id;
        let work =
            Work::Document { programme, template: "proof.typ", content, form: Form::Archive };
        Job { path: format!("{}/{name}", self.0.folder), target: Target::Proofs, work }
    }
}
