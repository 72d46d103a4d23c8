//! What is wrong with a sheet, as data.

use std::collections::HashMap;

use crate::diagnostics::Severity;

/// One thing that a printer or an engraver would send the sheet back for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct Fault {
    /// What has it.
    pub(in crate::render) subject: Subject,
    /// What it is.
    pub(in crate::render) flaw: Flaw,
}

/// What a fault is of.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) enum Subject {
    /// The sheet as a whole.
    Sheet,
    /// The fill of the page.
    Ground,
    /// A run of text.
    Text(String),
    /// A line or an area, by its top left corner in millimetres from that of the trim.
    Shape(f64, f64),
    /// A picture, by the same.
    Picture(f64, f64),
}

/// What is wrong. Lengths are in millimetres.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) enum Flaw {
    /// The sheet has another size than the one ordered.
    Size { is: (f64, f64), ordered: (f64, f64) },
    /// What is one sheet has so many pages.
    Pages(usize),
    /// The template found no room.
    DoesNotFit,
    /// No font has a character.
    Glyph(String),
    /// The letters are too small.
    Low { height: f64, least: f64 },
    /// A line is too thin.
    Thin { width: f64, least: f64 },
    /// The lines of letters are too thin.
    ThinLetters { width: f64, least: f64 },
    /// The lines of a drawing are too thin.
    ThinLines { width: f64, least: f64 },
    /// It reaches out of the safe zone.
    Unsafe { by: f64 },
    /// It reaches the trim on a side, but not the edge of the bleed.
    Short { side: Side, reach: f64, bleed: f64 },
    /// It crosses the trim of a sheet without bleed.
    Beyond { by: f64 },
    /// It reaches the trim of a printed sheet without bleed.
    NoBleed,
    /// A spot colour that nobody ordered, and those that were.
    Spot { name: String, ordered: &'static [&'static str] },
    /// A colour that cannot be printed as it is, and the spot colours where only they can.
    Colour { colour: String, only: Option<&'static [&'static str]> },
    /// Small text that looks black and is made of several inks.
    RichBlack { colour: String },
    /// More ink than paper takes, in percent of one ink.
    Heavy { colour: String, coverage: f64, most: f64 },
    /// The registration colour, which prints on every plate, within the sheet.
    Registration,
    /// Another colour on a printer's mark.
    Mark { colour: String },
    /// A picture whose colours are not those of print.
    Pixels { kind: &'static str },
    /// A picture with too few pixels.
    Coarse { ppi: f64, least: f64 },
    /// The cut line is missing, or does not lie on the trim.
    Cut { name: &'static str, found: bool },
}

/// An edge of the trim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Side {
    Left,
    Top,
    Right,
    Bottom,
    /// That of a round sheet.
    Round,
}

impl Fault {
    /// Whether it stops the build. A picture's own colours are for its owner to judge, and some printing
    /// houses cut sheets out of larger ones.
    pub(in crate::render) fn severity(&self) -> Severity {
        match self.flaw {
            Flaw::Pixels { .. } | Flaw::NoBleed => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What makes two faults of a sheet one: the same text, or lines and areas with the same trouble.
    fn key(&self) -> String {
        match &self.subject {
            Subject::Text(text) => self.key_as(text),
            _ => self.key_as(""),
        }
    }

    /// The same with another name for a text, for the faults of many sheets.
    pub(in crate::render) fn key_as(&self, text: &str) -> String {
        let subject = match &self.subject {
            Subject::Sheet | Subject::Ground => "sheet",
            Subject::Text(_) => text,
            Subject::Shape(..) => "shape",
            Subject::Picture(..) => "picture",
        };
        let flaw = match &self.flaw {
            Flaw::Glyph(this)
            | Flaw::Colour { colour: this, .. }
            | Flaw::RichBlack { colour: this }
            | Flaw::Heavy { colour: this, .. }
            | Flaw::Mark { colour: this } => this.clone(),
            Flaw::Spot { name, .. } => name.clone(),
            Flaw::Short { side, .. } => format!("{side:?}"),
            _ => String::new(),
        };
        format!("{:?} {flaw} {subject}", std::mem::discriminant(&self.flaw))
    }
}

impl Flaw {
    /// How bad it is among its like.
    fn degree(&self) -> f64 {
        match *self {
            Flaw::Low { height: small, .. }
            | Flaw::Thin { width: small, .. }
            | Flaw::ThinLetters { width: small, .. }
            | Flaw::ThinLines { width: small, .. }
            | Flaw::Short { reach: small, .. }
            | Flaw::Coarse { ppi: small, .. } => -small,
            Flaw::Unsafe { by } | Flaw::Beyond { by } => by,
            _ => 0.0,
        }
    }

    /// Becomes another of its kind that is worse.
    pub(super) fn worsen(&mut self, other: Self) {
        if other.degree() > self.degree() {
            *self = other;
        }
    }
}

/// Each fault once, in its worst degree, where it first stood. Where a name has no room, what stands in
/// the way of others because of it is no fault of theirs.
pub(super) fn once(mut all: Vec<Fault>) -> Vec<Fault> {
    if all.iter().any(|fault| fault.flaw == Flaw::DoesNotFit) {
        all.retain(|fault| {
            let text = matches!(fault.subject, Subject::Text(_));
            !(text && matches!(fault.flaw, Flaw::Unsafe { .. }))
        });
    }
    let mut places = HashMap::new();
    let mut faults: Vec<Fault> = Vec::new();
    for fault in all {
        let at = *places.entry(fault.key()).or_insert(faults.len());
        match faults.get_mut(at) {
            None => faults.push(fault),
            Some(known) if fault.flaw.degree() > known.flaw.degree() => *known = fault,
            Some(_) => {}
        }
    }
    faults
}
