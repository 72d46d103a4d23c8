//! Whether the sheets of a programme's artwork make sense.

use super::programme::Check;
use crate::model::Number;

/// The least and the most of a length, in millimetres.
type Span = (u32, u32);

/// How wide a trophy's face or a decal may be, and a strip along an edge.
const TROPHY: Span = (40, 400);
const DECAL: Span = (60, 400);
const EDGE: Span = (0, 10);
const SAFE: Span = (0, 100);

/// An A4 sheet's shorter side.
const A4_HEIGHT: u32 = 210;

impl Check<'_> {
    pub(super) fn artwork(&mut self) {
        let artwork = &self.programme.artwork;
        let (trophy, certificate) = (&artwork.trophy, &artwork.certificate);
        let decal = &artwork.decal;
        for (sheet, key, length, span) in [
            ("trophy", "width", trophy.width, TROPHY),
            ("trophy", "height", trophy.height, TROPHY),
            ("trophy", "safe", trophy.safe, SAFE),
            ("certificate", "bleed", certificate.bleed, EDGE),
            ("certificate", "safe", certificate.safe, SAFE),
            ("decal", "diameter", decal.diameter, DECAL),
            ("decal", "bleed", decal.bleed, EDGE),
            ("decal", "safe", decal.safe, SAFE),
        ] {
            self.length(["artwork", sheet, key], length, span);
        }
        let narrow = trophy.width.min(trophy.height);
        self.safe("trophy", trophy.safe, narrow);
        self.safe("certificate", certificate.safe, Number::from(A4_HEIGHT));
        self.safe("decal", decal.safe, decal.diameter);
        self.grounds();
        self.inks();
    }

    /// An archival PDF takes no other PDF, and a plate nothing else: a ground is given twice.
    fn grounds(&mut self) {
        let certificate = &self.programme.artwork.certificate;
        if certificate.background.is_some() != certificate.print_background.is_some() {
            let (given, lacking, help) = if certificate.background.is_some() {
                let help =
                    "add `print_background`, the same ground as a PDF in the colours of print";
                ("background", "for the printing house", help)
            } else {
                let help = "add `background`, the same ground as an SVG for screen and archive";
                ("print_background", "for screen and archive", help)
            };
            let message = format!("the certificate has no ground {lacking}");
            self.error(&["artwork", "certificate", given], message, help);
        }
    }

    fn inks(&mut self) {
        for (key, colour) in [
            ("primary_cmyk", &self.programme.theme.primary_cmyk),
            ("accent_cmyk", &self.programme.theme.accent_cmyk),
        ] {
            if let Some(part) = colour.iter().flatten().find(|part| **part > 100) {
                let message = format!("{part} percent of an ink is more than all of it");
                self.error(&["theme", key], message, "write four percentages, each from 0 to 100");
            }
        }
    }

    fn length(&mut self, path: [&str; 3], length: Number, (least, most): Span) {
        if length < Number::from(least) || length > Number::from(most) {
            let message = format!("{length} mm is no size for this");
            self.error(&path, message, format!("write millimetres, from {least} to {most}"));
        }
    }

    /// A strip along each edge that leaves no room between is a slip of the pen.
    fn safe(&mut self, sheet: &str, safe: Number, side: Number) {
        let most = side.quarter();
        if safe > most {
            let message = format!("{safe} mm along each edge leave too little of {side} mm");
            let help = format!("write at most {most}");
            self.error(&["artwork", sheet, "safe"], message, help);
        }
    }
}
