//! What artwork is drawn on: the sheets that a programme hands to printers and engravers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Number;

/// The spot colour of a decal's cut line, the name that cutting plotters know.
pub const CUT_CONTOUR: &str = "CutContour";

/// The width and height of a certificate, A4 landscape, in millimetres.
pub const A4_LANDSCAPE: (f64, f64) = (297.0, 210.0);

/// The sheets of trophies, certificates and decals, and how years are written on them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Artwork {
    /// How Chinese text writes the years of a streak: `chinese` (連續四年金獎) or `arabic`
    /// (連續4年金獎). Default: `chinese`.
    pub numerals: Numerals,
    /// The face of a trophy.
    pub trophy: TrophySheet,
    /// The certificate, A4 landscape.
    pub certificate: CertificateSheet,
    /// The window decal of a certification, round.
    pub decal: DecalSheet,
}

/// How Chinese text writes a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Numerals {
    /// 四.
    #[default]
    Chinese,
    /// 4.
    Arabic,
}

/// The face of a trophy, as it is engraved. Lengths are in millimetres.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrophySheet {
    /// Width, from 40 to 400. Default: 90.
    pub width: Number,
    /// Height, from 40 to 400. Default: 140.
    pub height: Number,
    /// What is kept free along each edge. Default: 6.
    pub safe: Number,
    /// A ground of the designer's own in place of the drawn ornament: an SVG of the sheet's size, by
    /// its path within the programme's folder. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
}

impl Default for TrophySheet {
    fn default() -> Self {
        let [width, height, safe] = [90, 140, 6].map(Number::from);
        Self { width, height, safe, background: None }
    }
}

/// A certificate, A4 landscape. Lengths are in millimetres.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct CertificateSheet {
    /// How far the ground runs over the edge to be trimmed, at most 10. Default: 3.
    pub bleed: Number,
    /// What is kept free of words along each edge. Default: 10.
    pub safe: Number,
    /// A ground of the designer's own in place of the drawn one, the size of the sheet with its
    /// bleed: an SVG, PNG or JPEG for screen and archive, by its path within the programme's folder.
    /// The printing house needs `print_background` beside it. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
    /// The same ground for the printing house: a PDF in its colours. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub print_background: Option<String>,
}

impl Default for CertificateSheet {
    fn default() -> Self {
        let [bleed, safe] = [3, 10].map(Number::from);
        Self { bleed, safe, background: None, print_background: None }
    }
}

/// A round window decal. Lengths are in millimetres.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecalSheet {
    /// Its width, where it is cut, from 60 to 400. Default: 120.
    pub diameter: Number,
    /// How far the ground runs over the cut, at most 10. Default: 3.
    pub bleed: Number,
    /// What is kept free of words along the cut. Default: 4.
    pub safe: Number,
    /// A ground of the designer's own in place of the drawn one, a square around the decal with its
    /// bleed: a PDF in the printing house's colours, by its path within the programme's folder. Default: none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background: Option<String>,
}

impl Default for DecalSheet {
    fn default() -> Self {
        let [diameter, bleed, safe] = [120, 3, 4].map(Number::from);
        Self { diameter, bleed, safe, background: None }
    }
}

impl Artwork {
    /// Its grounds: where the key stands, and the path within the programme's folder.
    pub fn backgrounds(&self) -> impl Iterator<Item = ([&'static str; 2], &str)> {
        let all = [
            (["trophy", "background"], &self.trophy.background),
            (["certificate", "background"], &self.certificate.background),
            (["certificate", "print_background"], &self.certificate.print_background),
            (["decal", "background"], &self.decal.background),
        ];
        all.into_iter().filter_map(|(keys, path)| Some((keys, path.as_deref()?)))
    }
}
