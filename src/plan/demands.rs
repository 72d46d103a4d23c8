//! What a printer or an engraver asks of a sheet.

use serde::Serialize;

pub use crate::model::CUT_CONTOUR;

/// What a printer or an engraver asks of a sheet. Lengths are in millimetres.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Demands {
    /// The width of the finished sheet, the trim.
    pub width: f64,
    /// The height of the finished sheet.
    pub height: f64,
    /// Whether the sheet is cut to the circle that the trim holds.
    pub round: bool,
    /// How far inside the trim text and pictures keep.
    pub safe: f64,
    /// How far beyond the trim a ground that reaches it goes on; 0 where nothing may cross it.
    pub bleed: f64,
    /// The least height of a letter: the capitals of Latin, the body of a Chinese character.
    pub letters: f64,
    /// The least width of a line, those of letters included.
    pub strokes: f64,
    /// The spot colours the sheet may have, by name.
    pub spots: &'static [&'static str],
    /// The spot colour of the line that a machine cuts along, if there is one. It lies on the trim.
    pub cut: Option<&'static str>,
    /// What else may be printed.
    pub colours: Colours,
    /// What a designer can do where a text has no room.
    pub room: &'static str,
    /// The least resolution of a picture at the size it is placed, in pixels an inch.
    pub ppi: f64,
}

/// Which colours a sheet may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colours {
    /// Any: it is read on a screen.
    Any,
    /// CMYK and the spot colours.
    Print,
    /// The spot colours alone.
    Spot,
}

/// The spot colour of all that is engraved.
pub const ENGRAVE: &str = "Engrave";

impl Demands {
    /// Of a sheet that is read on a screen: what it shows must be there and be seen.
    pub fn screen(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            round: false,
            safe: 0.0,
            bleed: 0.0,
            letters: 0.0,
            strokes: 0.0,
            spots: &[],
            cut: None,
            colours: Colours::Any,
            ppi: 0.0,
            room: "let the template give it more room or a smaller least size",
        }
    }

    /// Of a sheet that is printed in offset: a letter of 1.2 mm is about 5 pt, a line of a quarter of
    /// a point is the thinnest that printers warrant, and a picture has 300 pixels an inch.
    pub fn print(width: f64, height: f64) -> Self {
        Self {
            letters: 1.2,
            strokes: 0.088,
            colours: Colours::Print,
            ppi: 300.0,
            ..Self::screen(width, height)
        }
    }

    /// Of a round decal, printed on film and cut out by a plotter.
    pub fn decal(diameter: f64) -> Self {
        Self {
            round: true,
            letters: 2.0,
            strokes: 0.15,
            spots: &[CUT_CONTOUR],
            cut: Some(CUT_CONTOUR),
            ..Self::print(diameter, diameter)
        }
    }

    /// Of an engraved face: letters of 2.5 mm and lines of 0.25 mm, as laser and rotary engravers ask.
    pub fn engraving(width: f64, height: f64) -> Self {
        Self {
            letters: 2.5,
            strokes: 0.25,
            spots: &[ENGRAVE],
            colours: Colours::Spot,
            ..Self::print(width, height)
        }
    }
}
