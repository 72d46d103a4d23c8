//! The engraver's SVG: a page as filled outlines in millimetres, of one colour, none of which overlap.
//!
//! An engraver's machine has no fonts, knows no layers and cuts along what it is given: text becomes
//! the outlines of its letters, strokes become the area they cover, what is white is taken away from
//! what lies below, what overlaps is united. What lies alone keeps its curves; what is cut or united
//! becomes polygons, at most 0.005 mm off.
//!
//! All geometry is done on whole micrometres, the third decimal of the file, so that writing rounds
//! nothing: what is found not to overlap does not.

mod glyphs;
mod paint;
mod picture;
mod plane;
mod plate;
mod region;
mod settle;
#[cfg(test)]
mod tests;
mod walk;
mod write;

pub(super) use picture::thinnest;
use typst::diag::SourceResult;
use typst::layout::{Frame, FrameItem};
use typst_layout::Page;

/// What the file says of itself.
pub(super) struct Words<'a> {
    /// For `<title>`: what the piece is.
    pub(super) title: &'a str,
    /// For `<desc>`, a line each: every text as it stands on the piece.
    pub(super) lines: &'a [String],
}

/// Writes a page as an engraver's SVG, of its trim and without bleed.
///
/// # Errors
/// Everything on the page that cannot be engraved, each with its place in the template: pictures of
/// pixels, PDF pictures, gradients, tilings, transparency, letters without an outline, and areas of
/// different colours over each other.
pub(super) fn svg(page: &Page, words: &Words) -> SourceResult<String> {
    Ok(write::document(page.frame.size(), words, &regions(page)?))
}

/// Writes a page as a PDF of one plate, the spot colour `colorant`, with the same outlines.
///
/// # Errors
/// Those of [`svg`].
pub(super) fn plate(page: &Page, title: &str, colorant: &str) -> SourceResult<Vec<u8>> {
    Ok(plate::document(page.frame.size(), (title, colorant), &regions(page)?))
}

/// Whether a page places a picture, whose colours are those it came with.
pub(super) fn has_picture(page: &Page) -> bool {
    fn shows(frame: &Frame) -> bool {
        frame.items().any(|(_, item)| match item {
            FrameItem::Image(..) => true,
            FrameItem::Group(group) => shows(&group.frame),
            _ => false,
        })
    }
    shows(&page.frame)
}

/// What is engraved, as areas that do not overlap.
fn regions(page: &Page) -> SourceResult<Vec<region::Region>> {
    let (marks, mut faults) = walk::marks(page);
    let regions = settle::settle(marks, &mut faults);
    if faults.is_empty() { Ok(regions) } else { Err(faults.into_iter().collect()) }
}
