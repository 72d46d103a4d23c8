//! What the templates of trophies, certificates and decals receive.

use schemars::JsonSchema;
use serde::Serialize;

use super::handouts::Thing;
use super::pieces::{Emblem, Piece, PieceKind};
use crate::assess::Results;
use crate::model::{A4_LANDSCAPE, Artwork as Settings, Day, Text, Theme};
use crate::plan::Demands;
use crate::plan::values::{ACCENT, CertificateValue, Medium, TierValue, metal};
use crate::plan::verification::Verification;

/// A piece: the face of a trophy, a certificate or a decal.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct Artwork<'a> {
    /// Its name, as in the name of its file.
    piece: String,
    /// The season, a year.
    season: i16,
    /// What it is awarded for.
    kind: PieceKind,
    /// The name of what is awarded.
    award: &'a Text,
    /// What a recognition is given for.
    emblem: Option<Emblem>,
    /// The tier that the recipient holds.
    tier: Option<TierValue<'a>>,
    /// `gold`, `silver`, `bronze`, `platinum`, `diamond`, or `accent` for the programme's accent
    /// colour.
    metal: &'static str,
    /// Who receives it.
    recipient: &'a Text,
    /// The name beside the recipient's.
    entry: Option<&'a Text>,
    /// The names of what it was won in.
    scope: &'a [Text],
    /// Seasons in a row at the tier, if awarded.
    streak: Option<StreakWords<'a>>,
    /// The day it is handed over.
    date: Option<Day>,
    /// Number and validity, of a certification.
    certificate: Option<CertificateValue<'a>>,
    /// What it is drawn on.
    sheet: Sheet,
    /// Where the template finds a ground of the designer's own, which covers the sheet with its bleed.
    background: Option<String>,
    /// Where a certificate is verified, if the site has an address.
    verification: Option<Verification>,
}

/// Seasons in a row, as they stand on the trophy.
#[derive(Serialize, JsonSchema)]
pub(super) struct StreakWords<'a> {
    /// How many.
    years: usize,
    /// The words.
    text: &'a Text,
}

impl<'a> StreakWords<'a> {
    pub(super) fn of(piece: &'a Piece) -> Option<Self> {
        piece.streak.as_ref().map(|(years, text)| Self { years: *years, text })
    }
}

/// What a piece is drawn on; lengths in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub(super) struct Sheet {
    /// Its width once trimmed.
    width: f64,
    /// Its height once trimmed.
    height: f64,
    /// How far the ground runs over the edge.
    bleed: f64,
    /// What is kept free of words along each edge.
    safe: f64,
}

/// What a piece is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Product {
    Trophy,
    /// For screen and archive.
    Certificate,
    /// For the printing house.
    PrintCertificate,
    Decal,
}

impl Product {
    pub(super) const ALL: [Self; 4] =
        [Self::Trophy, Self::Certificate, Self::PrintCertificate, Self::Decal];

    /// What is handed out as it.
    pub(super) fn thing(self) -> Thing {
        match self {
            Self::Trophy => Thing::Trophy,
            Self::Certificate | Self::PrintCertificate => Thing::Certificate,
            Self::Decal => Thing::Decal,
        }
    }

    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Trophy => "trophy.typ",
            Self::Certificate | Self::PrintCertificate => "certificate.typ",
            Self::Decal => "decal.typ",
        }
    }

    pub(super) fn medium(self) -> Medium {
        match self {
            Self::Trophy => Medium::Engraving,
            Self::Certificate => Medium::Screen,
            Self::PrintCertificate | Self::Decal => Medium::Print,
        }
    }

    fn sheet(self, settings: &Settings) -> Sheet {
        let Settings { trophy, certificate, decal, .. } = settings;
        let (width, height) = match self {
            Self::Trophy => (trophy.width.to_f64(), trophy.height.to_f64()),
            Self::Certificate | Self::PrintCertificate => A4_LANDSCAPE,
            Self::Decal => (decal.diameter.to_f64(), decal.diameter.to_f64()),
        };
        let (bleed, safe) = match self {
            Self::Trophy => (0.0, trophy.safe.to_f64()),
            // On a screen the bleed shows nowhere, but a designer's ground has it.
            Self::Certificate | Self::PrintCertificate => {
                (certificate.bleed.to_f64(), certificate.safe.to_f64())
            }
            Self::Decal => (decal.bleed.to_f64(), decal.safe.to_f64()),
        };
        Sheet { width, height, bleed, safe }
    }

    /// What is asked of it before it may be handed over.
    pub(super) fn demands(self, settings: &Settings) -> Demands {
        let Sheet { width, height, bleed, safe } = self.sheet(settings);
        let room = match self {
            Self::Trophy => "enlarge the plate, `width` and `height` of `[artwork] trophy`",
            Self::Certificate | Self::PrintCertificate => {
                "let certificate.typ give it more room or a smaller least size"
            }
            Self::Decal => "enlarge the decal, `diameter` of `[artwork] decal`",
        };
        let demands = match self {
            Self::Trophy => Demands::engraving(width, height),
            Self::Certificate => Demands::screen(width, height),
            Self::PrintCertificate => Demands::print(width, height),
            Self::Decal => Demands::decal(width),
        };
        Demands { bleed, safe, room, ..demands }
    }

    /// The key of a ground of the designer's own, and its path within the programme's folder.
    fn background(self, settings: &Settings) -> Option<(&'static str, &str)> {
        let Settings { trophy, certificate, decal, .. } = settings;
        match self {
            Self::Trophy => trophy.background.as_deref().map(|path| ("trophy-background", path)),
            Self::Certificate => {
                certificate.background.as_deref().map(|path| ("certificate-background", path))
            }
            Self::PrintCertificate => {
                let print = certificate.print_background.as_deref();
                print.map(|path| ("certificate-print_background", path))
            }
            Self::Decal => decal.background.as_deref().map(|path| ("decal-background", path)),
        }
    }
}

impl<'a> Artwork<'a> {
    pub(super) fn new(results: &'a Results, piece: &'a Piece, product: Product) -> Self {
        let programme = &results.data.programme;
        let tier = piece.tier.map(|at| &programme.tiers[at]);
        let of_tier = tier.filter(|_| piece.kind != PieceKind::Recognition);
        let background = product.background(&programme.artwork);
        Self {
            piece: piece.name(),
            season: piece.year(results),
            kind: piece.kind,
            award: piece.award.name,
            emblem: piece.emblem,
            tier: tier.map(|tier| TierValue::new(programme, tier)),
            metal: of_tier.map_or(ACCENT, metal),
            recipient: piece.recipient,
            entry: piece.beside,
            scope: &piece.scope,
            streak: StreakWords::of(piece),
            date: piece.date(results),
            certificate: piece.certificate.clone(),
            sheet: product.sheet(&programme.artwork),
            background: background.map(|(key, path)| Theme::virtual_path(key, path)),
            verification: piece
                .certificate
                .as_ref()
                .and_then(|certificate| Verification::new(programme, certificate.number)),
        }
    }
}
