//! E-logos: the marks that winners and certified brands show, one for each claim, without a name.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::origins::origins;
use super::pieces::{Emblem, Piece, PieceKind};
use super::value::StreakWords;
use super::{Studio, setting};
use crate::assess::Results;
use crate::model::{Artefact, Text};
use crate::plan::values::{ACCENT, Medium, TierValue, json, metal};
use crate::plan::{Content, Demands, Filled, Form, Job};

/// The widths of the pictures, in pixels. What is smaller than [`FULL`] has no words in its ring:
/// they could not be read.
const WIDTHS: [u32; 3] = [256, 640, 64];
const FULL: u32 = 256;

/// The side of a mark, in millimetres; as an SVG it is shown in any size.
const SIDE: f64 = 64.0;

/// A mark.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct Logo<'a> {
    /// What it is for.
    kind: PieceKind,
    /// The season, a year.
    season: i16,
    /// The name of what was awarded.
    award: &'a Text,
    /// What a recognition is given for.
    emblem: Option<Emblem>,
    /// The tier that it stands for.
    tier: Option<TierValue<'a>>,
    /// `gold`, `silver`, `bronze`, `platinum`, `diamond`, or `accent` for the programme's accent
    /// colour.
    metal: &'static str,
    /// Seasons in a row at the tier, if awarded.
    streak: Option<StreakWords<'a>>,
    /// The last month that it may be shown, such as 2027-02, of a certification.
    until: Option<String>,
    /// What it is shown on.
    ground: Ground,
    /// With all its words, or small.
    form: Size,
}

/// What a mark is shown on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Ground {
    /// Paper or a light page.
    Light,
    /// A dark page.
    Dark,
    /// Anything, in one ink.
    OneColour,
}

impl Ground {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Light, "light"), (Self::Dark, "dark"), (Self::OneColour, "one-colour")];
}

/// How much of a mark can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Size {
    /// With all its words.
    Full,
    /// Without the words in the ring.
    Small,
}

/// The files of every mark that somebody may show.
pub(super) fn jobs<'a>(studio: &Studio<'a>) -> Vec<Job<'a>> {
    let pieces = studio.pieces.iter().enumerate();
    let may = pieces.filter(|(_, piece)| piece.receives(studio.results, Artefact::ELogo));
    // Those who share a claim share its mark.
    let marks: BTreeMap<_, _> = may.map(|(at, piece)| (piece.mark(), at)).collect();
    marks.iter().flat_map(|(mark, at)| of_mark(studio, mark, *at)).collect()
}

fn of_mark<'a>(studio: &Studio<'a>, mark: &str, at: usize) -> Vec<Job<'a>> {
    let of = |ground, size| {
        let (results, pieces) = (studio.results, Arc::clone(&studio.pieces));
        Content::new(move || {
            let value = json(&Logo::new(results, &pieces[at], (ground, size)));
            let filled = Filled::bare(value, setting(results, Medium::Screen));
            Filled { origins: origins(results, &pieces[at]), ..filled }
        })
    };
    let mut jobs = Vec::new();
    for (ground, name) in Ground::ALL {
        let (full, small) = (of(ground, Size::Full), of(ground, Size::Small));
        let mut file = |ending: &str, content: &Content<'a>, form| {
            let path = format!("logos/{mark}/{name}{ending}");
            jobs.push(studio.job(path, "logo.typ", (content.clone(), form)));
        };
        file(".svg", &full, Form::Drawing(Demands::screen(SIDE, SIDE)));
        for width in WIDTHS {
            let content = if width < FULL { &small } else { &full };
            let proof = (width == FULL).then_some(width);
            // The full form is inspected as a drawing.
            let demands = (width < FULL).then(|| Demands::screen(SIDE, SIDE));
            file(&format!("-{width}.png"), content, Form::Picture { width, demands, proof });
        }
    }
    jobs
}

impl<'a> Logo<'a> {
    fn new(results: &'a Results, piece: &'a Piece, (ground, form): (Ground, Size)) -> Self {
        let programme = &results.data.programme;
        let of_tier = piece.tier.filter(|_| piece.kind != PieceKind::Recognition);
        let tier = of_tier.map(|at| &programme.tiers[at]);
        Self {
            kind: piece.kind,
            season: piece.year(results),
            award: piece.award.name,
            emblem: piece.emblem,
            tier: tier.map(|tier| TierValue::new(programme, tier)),
            metal: tier.map_or(ACCENT, metal),
            // The mark of a tier is the same for all who hold it; a streak has a mark of its own.
            streak: StreakWords::of(piece).filter(|_| piece.kind == PieceKind::Streak),
            until: piece.last_month(),
            ground,
            form,
        }
    }
}
