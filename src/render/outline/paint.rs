//! What an engraver's machine can do with a colour: cut it, or leave it.

use kurbo::{Cap, Join, Stroke};
use typst::diag::SourceDiagnostic;
use typst::syntax::Span;
use typst::visualize::{Color, FixedStroke, LineCap, LineJoin, Paint};

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// White is the ground: it takes away what lies below.
pub(super) const GROUND: Colour = [255; 3];

/// The colour of a paint, none where it is invisible.
///
/// # Errors
/// What the paint is, when it is none that can be engraved.
pub(super) fn colour(paint: &Paint) -> Result<Option<Colour>, &'static str> {
    match paint {
        Paint::Gradient(_) => Err("a gradient"),
        Paint::Tiling(_) => Err("a tiling"),
        Paint::Solid(Color::Spot(spot)) => match spot.tint.get() {
            0.0 => Ok(Some(GROUND)),
            1.0 => {
                let full = spot.colorant.fallback.to_rgb().into_format::<u8, u8>();
                Ok(Some([full.red, full.green, full.blue]))
            }
            _ => Err("a tint of a spot colour"),
        },
        Paint::Solid(colour) => {
            let (red, green, blue, alpha) =
                colour.to_rgb().into_format::<u8, u8>().into_components();
            visible([red, green, blue], f32::from(alpha) / 255.0)
        }
    }
}

/// A colour as seen, none where nothing of it is.
///
/// # Errors
/// It is seen in part.
pub(super) fn visible(colour: Colour, opacity: f32) -> Result<Option<Colour>, &'static str> {
    match opacity {
        0.0 => Ok(None),
        1.0 => Ok(Some(colour)),
        _ => Err("transparency"),
    }
}

/// A fault of the page, with its place in the template.
pub(super) fn fault(span: Span, what: &str) -> SourceDiagnostic {
    SourceDiagnostic::error(span, format!("{what} cannot be engraved"))
        .with_hint("draw it as areas and strokes of one full colour")
}

/// A stroke in the units of its page.
pub(super) fn stroke(stroke: &FixedStroke) -> Stroke {
    let cap = match stroke.cap {
        LineCap::Butt => Cap::Butt,
        LineCap::Round => Cap::Round,
        LineCap::Square => Cap::Square,
    };
    let join = match stroke.join {
        LineJoin::Miter => Join::Miter,
        LineJoin::Round => Join::Round,
        LineJoin::Bevel => Join::Bevel,
    };
    let plain = Stroke::new(stroke.thickness.to_pt())
        .with_caps(cap)
        .with_join(join)
        .with_miter_limit(stroke.miter_limit.get());
    match &stroke.dash {
        Some(dash) => {
            let lengths = dash.array.iter().map(|length| length.to_pt());
            plain.with_dashes(dash.phase.to_pt(), lengths)
        }
        None => plain,
    }
}
