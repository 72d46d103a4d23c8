//! What is handed out of a piece, and where it stands within the folder of artwork.

use super::pieces::{Piece, PieceKind};
use crate::assess::Results;
use crate::model::Artefact;

/// A thing made of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Trophy,
    Certificate,
    Decal,
    Mark,
}

impl Thing {
    pub(super) const ALL: [Self; 4] = [Self::Trophy, Self::Certificate, Self::Decal, Self::Mark];

    /// The name of its column in the text sheets.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Trophy => "trophy",
            Self::Certificate => "certificate",
            Self::Decal => "decal",
            Self::Mark => "mark",
        }
    }

    /// Whether it is made of a piece. The certification itself is no award and has no trophy, and
    /// nothing else a decal.
    pub(super) fn is_made(self, results: &Results, piece: &Piece) -> bool {
        match self {
            Self::Trophy => piece.kind != PieceKind::Certification,
            Self::Certificate => piece.receives(results, Artefact::Certificate),
            Self::Decal => {
                piece.kind == PieceKind::Certification
                    && piece.receives(results, Artefact::WindowDecal)
            }
            Self::Mark => piece.receives(results, Artefact::ELogo),
        }
    }

    /// The file that goes to the printer or engraver, or is placed in a layout.
    pub(super) fn file(self, piece: &Piece) -> String {
        let name = piece.name();
        match self {
            Self::Trophy => format!("trophies/{name}.svg"),
            Self::Certificate => format!("certificates/print/{name}.pdf"),
            Self::Decal => format!("decals/{name}.pdf"),
            Self::Mark => format!("logos/{}/light.svg", piece.mark()),
        }
    }
}
