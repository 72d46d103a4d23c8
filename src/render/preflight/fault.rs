//! What is wrong with a sheet, as data.

use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};

use crate::diagnostics::{Diagnostic, Severity};

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
    /// It reaches out of the safe zone.
    Unsafe { by: f64 },
    /// It reaches the trim on a side, but not the edge of the bleed.
    Short { side: Side, reach: f64, bleed: f64 },
    /// It crosses the trim of a sheet without bleed.
    Beyond { by: f64 },
    /// A spot colour that nobody ordered, and those that were.
    Spot { name: String, ordered: &'static [&'static str] },
    /// A colour that cannot be printed as it is, and the spot colours where only they can.
    Colour { colour: String, only: Option<&'static [&'static str]> },
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
    /// Whether it stops the build. A picture's own colours are for its owner to judge.
    pub(in crate::render) fn severity(&self) -> Severity {
        match self.flaw {
            Flaw::Pixels { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// What to do about it.
    pub(in crate::render) fn help(&self) -> String {
        match &self.flaw {
            Flaw::Size { .. } => {
                "set the width and height of the page from `sheet` in /job.json".to_owned()
            }
            Flaw::Pages(_) => "let all that it draws stand on one page".to_owned(),
            Flaw::DoesNotFit => {
                "shorten the name, or give the template more room or a smaller least size"
                    .to_owned()
            }
            Flaw::Glyph(_) => {
                "write it another way, or add a font that has it with --fonts".to_owned()
            }
            Flaw::Low { .. } => "set it larger, or leave it out".to_owned(),
            Flaw::Thin { .. } => "draw it wider, or leave it out".to_owned(),
            Flaw::ThinLetters { .. } => {
                "set it larger, in a bolder or plainer face, or with a `stroke` around its letters"
                    .to_owned()
            }
            Flaw::Unsafe { .. } => "move it inwards, or set it smaller".to_owned(),
            Flaw::Short { bleed, .. } => {
                format!("let it go on {} mm beyond the trim, or end before it", mm(*bleed))
            }
            Flaw::Beyond { .. } => "let it end within the sheet".to_owned(),
            Flaw::Spot { ordered: [], .. } => "use a CMYK colour".to_owned(),
            Flaw::Spot { ordered, .. } => {
                format!("the names that are known here: {}", list(ordered))
            }
            Flaw::Colour { only: Some(spots), .. } => {
                format!("give it the spot colour {}", list(spots))
            }
            Flaw::Colour { only: None, .. } => {
                "write it as `cmyk(…)`, black as `cmyk(0%, 0%, 0%, 100%)`".to_owned()
            }
            Flaw::Registration => {
                "keep `all` for crop marks, and those outside the bleed".to_owned()
            }
            Flaw::Mark { .. } => {
                "give it the spot colour `all`, or move it onto the sheet".to_owned()
            }
            Flaw::Pixels { .. } => "place a PDF whose colours are CMYK or spot colours".to_owned(),
            Flaw::Coarse { .. } => {
                "place a larger picture, or place it smaller; best a PDF or an SVG".to_owned()
            }
            Flaw::Cut { name, .. } => {
                format!("stroke a line along the trim in the spot colour `{name}`")
            }
        }
    }

    /// The fault as a problem of a run, without a place.
    pub(in crate::render) fn diagnostic(&self) -> Diagnostic {
        let message = self.to_string();
        let diagnostic = match self.severity() {
            Severity::Error => Diagnostic::error(message),
            Severity::Warning => Diagnostic::warning(message),
        };
        diagnostic.help(self.help())
    }

    /// What makes two faults one: the same text, or lines and areas with the same trouble.
    fn key(&self) -> String {
        let subject = match &self.subject {
            Subject::Sheet | Subject::Ground => "sheet",
            Subject::Text(text) => text,
            Subject::Shape(..) => "shape",
            Subject::Picture(..) => "picture",
        };
        let flaw = match &self.flaw {
            Flaw::Glyph(this) | Flaw::Colour { colour: this, .. } | Flaw::Mark { colour: this } => {
                this.clone()
            }
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

/// Each fault once, in its worst degree, where it first stood.
pub(super) fn once(all: Vec<Fault>) -> Vec<Fault> {
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

impl Display for Fault {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.subject, self.flaw)
    }
}

impl Display for Subject {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sheet => f.write_str("the sheet"),
            Self::Ground => f.write_str("the fill of the page"),
            Self::Text(text) => write!(f, "the text `{text}`"),
            Self::Shape(x, y) => write!(f, "the shape at {}, {} mm", mm(*x), mm(*y)),
            Self::Picture(x, y) => write!(f, "the picture at {}, {} mm", mm(*x), mm(*y)),
        }
    }
}

impl Display for Flaw {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { is: (w, h), ordered: (width, height) } => {
                let [w, h, width, height] = [w, h, width, height].map(|length| mm(*length));
                write!(f, "is {w} × {h} mm, not {width} × {height} mm")
            }
            Self::Pages(pages) => write!(f, "has {pages} pages, where one is wanted"),
            Self::DoesNotFit => f.write_str("does not fit, even in its smallest size"),
            Self::Glyph(text) => {
                let code = text.chars().next().map_or(0, u32::from);
                write!(f, "has the character `{text}` (U+{code:04X}), which no font has")
            }
            Self::Low { height, least } => {
                write!(f, "is {} mm high, less than {} mm", mm(*height), mm(*least))
            }
            Self::Thin { width, least } => {
                write!(f, "is {} mm wide, less than {} mm", mm(*width), mm(*least))
            }
            Self::ThinLetters { width, least } => {
                write!(f, "has lines of {} mm, less than {} mm", mm(*width), mm(*least))
            }
            Self::Unsafe { by } => write!(f, "stands {} mm outside the safe zone", mm(*by)),
            Self::Short { side, reach, bleed } => {
                let reach = mm(*reach);
                write!(
                    f,
                    "crosses the {side} but goes on only {reach} mm beyond it, not {} mm",
                    mm(*bleed)
                )
            }
            Self::Beyond { by } => write!(f, "goes {} mm beyond the edge of the sheet", mm(*by)),
            Self::Spot { name, .. } => {
                write!(f, "has the spot colour `{name}`, which nobody ordered")
            }
            Self::Colour { colour, only: None } => {
                write!(f, "has the colour `{colour}`, which is not CMYK")
            }
            Self::Colour { colour, only: Some(_) } => {
                write!(f, "has the colour `{colour}`, which is not a spot colour")
            }
            Self::Registration => f.write_str("has the registration colour `all` within the sheet"),
            Self::Mark { colour } => {
                write!(f, "lies outside the bleed and has the colour `{colour}`, not `all`")
            }
            Self::Pixels { kind } => {
                write!(f, "has its colours in {kind}, which the printer must convert")
            }
            Self::Coarse { ppi, least } => {
                write!(f, "has {} pixels an inch, less than {}", ppi.floor(), mm(*least))
            }
            Self::Cut { name, found: false } => write!(f, "has no cut line `{name}`"),
            Self::Cut { name, found: true } => {
                write!(f, "has a cut line `{name}` that does not lie on the trim")
            }
        }
    }
}

impl Display for Side {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Left => "left edge",
            Self::Top => "top edge",
            Self::Right => "right edge",
            Self::Bottom => "bottom edge",
            Self::Round => "edge",
        })
    }
}

/// A number with two decimals at most.
fn mm(length: f64) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
