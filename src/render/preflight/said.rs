//! What is said of a fault.

use std::fmt::{self, Display, Formatter};

use super::fault::{Fault, Flaw, Side, Subject};

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
            Self::ThinLetters { width, least } | Self::ThinLines { width, least } => {
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
            Self::NoBleed => f.write_str("reaches the edge of the sheet, which has no bleed"),
            Self::Spot { name, .. } => {
                write!(f, "has the spot colour `{name}`, which nobody ordered")
            }
            Self::Colour { colour, only: None } => {
                write!(f, "has the colour `{colour}`, which is not CMYK")
            }
            Self::Colour { colour, only: Some(_) } => {
                write!(f, "has the colour `{colour}`, which is not a spot colour")
            }
            Self::RichBlack { colour } => {
                write!(f, "has the colour `{colour}`, a black of several inks in small letters")
            }
            Self::Heavy { colour, coverage, most } => {
                let (coverage, most) = (mm(*coverage), mm(*most));
                write!(f, "has the colour `{colour}`, {coverage} % of ink, more than {most} %")
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
pub(super) fn mm(length: f64) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
