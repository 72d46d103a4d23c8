//! Preflight: what a printer or an engraver would send a sheet back for, found in what the
//! typesetter has laid out.
//!
//! The frame of a page is its trim; what lies outside of it is bleed and, farther out, printers'
//! marks. See the PDF/X preflight profiles of the Ghent Workgroup for what printing houses look at.

mod advice;
mod area;
mod colours;
mod fault;
mod letters;
mod said;
mod shapes;
mod sheet;
#[cfg(test)]
mod tests;
mod words;

use kurbo::Rect;
use typst::foundations::Value;
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, GroupItem, Point, Size, Transform};
use typst::visualize::Geometry;
use typst_layout::{Page, PagedDocument};

use area::{of_box, of_size};
pub(super) use fault::{Fault, Flaw, Subject};
use sheet::{CLOSE, Sheet};
use words::Spelling;

use crate::plan::{Colours, Demands};
use crate::render::rect::common;

/// What the sheets of a document lack of what is asked of them, each fault once, in the order of what
/// has them.
pub(super) fn preflight(document: &PagedDocument, demands: &Demands) -> Vec<Fault> {
    let mut inspector = Inspector::new(demands);
    let pages = document.pages().len();
    if pages != 1 && demands.colours != Colours::Any {
        inspector.find(Subject::Sheet, Flaw::Pages(pages));
    }
    document.pages().iter().for_each(|page| inspector.page(page));
    fault::once(inspector.faults)
}

/// Looks at one thing after the other.
struct Inspector<'a> {
    sheet: Sheet<'a>,
    demands: &'a Demands,
    faults: Vec<Fault>,
    lines: letters::Lines,
    spelling: Spelling,
    /// Whether the page has a cut line, and one that is right.
    cut: (bool, bool),
}

/// Where a frame lies: how it is turned onto the page, and what can be seen of it.
#[derive(Clone, Copy)]
struct Place {
    to_page: Transform,
    seen: Option<Rect>,
}

impl Place {
    fn moved(self, by: Point) -> Self {
        Self { to_page: self.to_page.pre_concat(Transform::translate(by.x, by.y)), ..self }
    }

    fn of_group(self, group: &GroupItem) -> Self {
        let to_page = self.to_page.pre_concat(group.transform);
        let clip = group.clip.as_ref().map(|clip| of_box(clip.bbox(None), to_page));
        let seen = clip.map_or(self.seen, |clip| self.seen_of(clip));
        Self { to_page, seen }
    }

    /// What can be seen of an area, if anything.
    fn seen_of(self, area: Rect) -> Option<Rect> {
        common(self.seen?, area)
    }
}

impl<'a> Inspector<'a> {
    fn new(demands: &'a Demands) -> Self {
        Self {
            sheet: Sheet { demands },
            demands,
            faults: Vec::new(),
            lines: letters::Lines::default(),
            spelling: Spelling::default(),
            cut: (false, false),
        }
    }

    fn page(&mut self, page: &Page) {
        let size = page.frame.size();
        let (is, ordered) =
            ((size.x.to_mm(), size.y.to_mm()), (self.demands.width, self.demands.height));
        if (is.0 - ordered.0).abs() > CLOSE || (is.1 - ordered.1).abs() > CLOSE {
            self.find(Subject::Sheet, Flaw::Size { is, ordered });
        }
        let bleed = &page.bleed;
        let corner = Point::new(-bleed.left, -bleed.top);
        let whole = Size::new(bleed.left + size.x + bleed.right, bleed.top + size.y + bleed.bottom);
        let to_page = Transform::translate(corner.x, corner.y);
        let place = Place { to_page, seen: Some(of_size(whole, to_page)) };
        if let Some(paint) = page.fill_or_transparent() {
            self.area(&Geometry::Rect(whole).filled(paint), Subject::Ground, place);
        }
        self.cut = (false, false);
        self.frame(&page.frame, Place { to_page: Transform::identity(), ..place });
        if let (Some(name), (found, false)) = (self.demands.cut, self.cut) {
            self.find(Subject::Sheet, Flaw::Cut { name, found });
        }
    }

    fn frame(&mut self, frame: &Frame, place: Place) {
        for (at, item) in frame.items() {
            let place = place.moved(*at);
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, place.of_group(group)),
                FrameItem::Text(text) => self.text(text, place),
                FrameItem::Shape(shape, _) => self.shape(shape, place),
                FrameItem::Image(image, size, _) => self.picture(image, *size, place),
                FrameItem::Tag(tag) => self.tag(tag),
                FrameItem::Link(..) => {}
            }
        }
    }

    fn find(&mut self, subject: Subject, flaw: Flaw) {
        self.faults.push(Fault { subject, flaw });
    }

    /// The mark that `parts/names.typ` leaves beside a name that has no room.
    fn tag(&mut self, tag: &Tag) {
        let Tag::Start(content, _) = tag else { return };
        let Some(Value::Dict(value)) = content.to_packed::<MetadataElem>().map(|it| &it.value)
        else {
            return;
        };
        if let Ok(Value::Str(text)) = value.get("does-not-fit") {
            self.find(Subject::Text(text.to_string()), Flaw::DoesNotFit);
        }
    }
}
