//! Ornament, written once for all files that bear it.
//!
//! The net and border of a printed certificate are thousands of curves, the same for all of a metal. The
//! typesetter works out how far each reaches, writes it and packs it, for every file anew. Here it is
//! written as a page of its own, which then stands in those files as it is, byte for byte.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use typst::diag::SourceResult;
use typst::foundations::{Bytes, Content, Smart};
use typst::layout::{Frame, FrameItem, GroupItem, Point, Size, Transform};
use typst::model::{Document, DocumentInfo};
use typst::syntax::Span;
use typst::utils::hash128;
use typst::visualize::{Color, FixedStroke, Geometry, Image, Paint, ProcessColor, Shape};
use typst_layout::{Page, PagedDocument};

use super::pack::Plain;
use super::print::{find, head, plain_options, reference};
use super::{Desk, Press, Tree, file_id};

/// Of how many pieces of curves it is worth while: the net of a certificate has some thousand.
const MANY: usize = 500;

/// What the page of an ornament calls it; a designer's own file hardly calls anything so.
const NAME: &str = "PlauditOrnament";

/// How the typesetter's library marks what it places of another file: as a group by itself, in
/// the colours of a screen.
const GROUP: &[u8] = b"/Group<<";

/// Ornaments that were written.
pub(super) struct Ornaments {
    /// By a hash of what they are; none of those that cannot be written.
    known: Mutex<BTreeMap<u128, Option<Image>>>,
    /// A template that places one, for the typesetter reads a file for no other.
    tree: Tree,
}

impl Default for Ornaments {
    fn default() -> Self {
        let template = Bytes::from_string("#image(\"ornament.pdf\")");
        let files = BTreeMap::from([("ornament.typ".to_owned(), template)]);
        Self { known: Mutex::default(), tree: Tree::new(files, "", None) }
    }
}

#[cfg(test)]
impl Ornaments {
    /// How many were written.
    pub(super) fn count(&self) -> usize {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Press {
    /// The document with its ornaments placed as they were written the first time. The colours, the
    /// order and the size of all it shows stay as they are.
    ///
    /// # Errors
    /// The typesetter cannot write one.
    pub(super) fn ornamented<'d>(
        &self,
        document: &'d PagedDocument,
    ) -> SourceResult<Cow<'d, PagedDocument>> {
        let mut placed = false;
        let mut pages = Vec::with_capacity(document.pages().len());
        for page in document.pages() {
            let frame = self.in_frame(&page.frame)?;
            placed |= frame.is_some();
            pages.push(frame.map_or_else(|| page.clone(), |frame| Page { frame, ..page.clone() }));
        }
        if !placed {
            return Ok(Cow::Borrowed(document));
        }
        let info = document.info().clone();
        Ok(Cow::Owned(PagedDocument::new(pages.into_iter().collect(), info)))
    }

    /// A frame with its ornaments placed; none if there are none in it.
    fn in_frame(&self, frame: &Frame) -> SourceResult<Option<Frame>> {
        let mut items = Vec::new();
        for (at, (_, item)) in frame.items().enumerate() {
            if let FrameItem::Group(group) = item
                && let Some(group) = self.in_group(group)?
            {
                items.push((at, group));
            }
        }
        if items.is_empty() {
            return Ok(None);
        }
        let mut placed = Frame::new(frame.size(), frame.kind());
        let mut items = items.into_iter().peekable();
        for (at, (point, item)) in frame.items().enumerate() {
            let changed = items.next_if(|(changed, _)| *changed == at);
            let item = changed.map_or_else(|| item.clone(), |(_, group)| FrameItem::Group(group));
            placed.push(*point, item);
        }
        Ok(Some(placed))
    }

    fn in_group(&self, group: &GroupItem) -> SourceResult<Option<GroupItem>> {
        let placed = match pieces(&group.frame) {
            Some(count) if count < MANY => None,
            Some(_) if ends_at_its_edge(group) => self.written(group)?.map(|image| {
                let (size, span) = (group.frame.size(), Span::detached());
                let mut frame = Frame::new(size, group.frame.kind());
                frame.push(Point::zero(), FrameItem::Image(image, size, span));
                GroupItem { frame, clip: None, ..group.clone() }
            }),
            _ => {
                let frame = self.in_frame(&group.frame)?;
                frame.map(|frame| GroupItem { frame, ..group.clone() })
            }
        };
        Ok(placed)
    }

    /// An ornament as a file, written when it is first asked for.
    fn written(&self, group: &GroupItem) -> SourceResult<Option<Image>> {
        let mut known = self.ornaments.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = hash128(&(&group.frame, &group.clip));
        if let Some(image) = known.get(&key) {
            return Ok(image.clone());
        }
        let size = group.frame.size();
        let mut frame = Frame::hard(size);
        let whole = GroupItem { transform: Transform::identity(), ..group.clone() };
        frame.push(Point::zero(), FrameItem::Group(whole));
        let page = Page {
            frame,
            bleed: Default::default(),
            fill: Smart::Custom(None),
            numbering: None,
            supplement: Content::empty(),
            number: 1,
        };
        let document = PagedDocument::new([page].into_iter().collect(), DocumentInfo::default());
        let pdf = typst_pdf::pdf(&document, &plain_options(NAME))?;
        let image = match wrapped(&pdf, size) {
            Some(pdf) => self.read(pdf)?,
            None => None,
        };
        known.insert(key, image.clone());
        Ok(image)
    }

    /// A file as a picture of the typesetter's.
    fn read(&self, pdf: Vec<u8>) -> SourceResult<Option<Image>> {
        let desk = Desk {
            press: self,
            tree: &self.ornaments.tree,
            main: file_id("/ornament.typ"),
            files: vec![(file_id("/ornament.pdf"), Bytes::new(pdf))],
            read: Mutex::default(),
        };
        let document = typst::compile::<PagedDocument>(&desk).output?;
        Ok(document.pages().iter().find_map(|page| picture(&page.frame)))
    }
}

/// The picture that a frame shows.
fn picture(frame: &Frame) -> Option<Image> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Image(image, ..) => Some(image.clone()),
        FrameItem::Group(group) => picture(&group.frame),
        _ => None,
    })
}

/// Of how many pieces a frame is that has nothing but shapes in CMYK; none if there is more in it.
fn pieces(frame: &Frame) -> Option<usize> {
    frame.items().try_fold(0, |sum, (_, item)| {
        let count = match item {
            FrameItem::Group(group) => pieces(&group.frame)?,
            FrameItem::Shape(shape, _) if !is_in_cmyk(shape) => return None,
            FrameItem::Shape(shape, _) => match &shape.geometry {
                Geometry::Curve(curve) => curve.0.len(),
                _ => 1,
            },
            FrameItem::Tag(_) => 0,
            _ => return None,
        };
        Some(sum + count)
    })
}

fn is_in_cmyk(shape: &Shape) -> bool {
    let cmyk = |paint: &Paint| matches!(paint, Paint::Solid(Color::Process(ProcessColor::Cmyk(_))));
    let stroke = |stroke: &FixedStroke| cmyk(&stroke.paint);
    shape.fill.as_ref().is_none_or(cmyk) && shape.stroke.as_ref().is_none_or(stroke)
}

/// Whether nothing of a group shows beyond its frame, as nothing does beyond a page.
fn ends_at_its_edge(group: &GroupItem) -> bool {
    let Size { x, y } = group.frame.size();
    group.clip.as_ref().is_some_and(|clip| {
        let clip = clip.bbox(None);
        // Points; less than a file can tell.
        let within = |inner: f64, outer: f64| inner <= outer + 1e-4;
        within(0.0, clip.min.x.to_pt())
            && within(0.0, clip.min.y.to_pt())
            && within(clip.max.x.to_pt(), x.to_pt())
            && within(clip.max.y.to_pt(), y.to_pt())
    })
}

/// The file of an ornament with its content as a form that its page shows: what places the page takes
/// a form over as it is, where it would pack the page's own content anew.
fn wrapped(pdf: &[u8], size: Size) -> Option<Vec<u8>> {
    let mut plain = Plain::read(pdf)?;
    let at = plain.objects.iter().position(|object| object.starts_with(b"<</Type/Page/"))?;
    let page = String::from_utf8(plain.objects[at].to_vec()).ok()?;
    let (resources, content) = (reference(&page, "/Resources ")?, reference(&page, "/Contents ")?);
    let form = plain.objects.get(content)?.strip_prefix(b"<<")?;
    let (wide, high) = (size.x.to_pt(), size.y.to_pt());
    let entries = format!(
        "<</Type/XObject/Subtype/Form/BBox[0 0 {wide:.5} {high:.5}]/Resources {} 0 R",
        resources + 1
    );
    plain.objects[content] = Cow::Owned([entries.as_bytes(), form].concat());
    let shown = format!("/{NAME} Do");
    let count = plain.objects.len();
    let page = page
        .replace(
            &format!("/Resources {} 0 R", resources + 1),
            &format!("/Resources {} 0 R", count + 1),
        )
        .replace(
            &format!("/Contents {} 0 R", content + 1),
            &format!("/Contents {} 0 R", count + 2),
        );
    plain.objects[at] = Cow::Owned(page.into_bytes());
    let own = format!("<</XObject<</{NAME} {} 0 R>>>>", content + 1);
    let stream = format!("<</Length {}>>\nstream\n{shown}\nendstream", shown.len());
    plain.objects.extend([own, stream].map(|object| Cow::Owned(object.into_bytes())));
    Some(plain.packed(pdf.len()))
}

/// Ends that ornaments are groups by themselves: nothing shines through in them, and a printing
/// house wants no transparency that is none.
pub(super) fn without_groups(plain: &mut Plain) {
    let name = format!("/XObject<</{NAME} ");
    for object in &mut plain.objects {
        let head = head(object);
        if find(head, name.as_bytes()).is_none() {
            continue;
        }
        let Some(from) = find(head, GROUP) else { continue };
        let Some(length) = find(&head[from..], b">>") else { continue };
        *object = Cow::Owned([&object[..from], &object[from + length + 2..]].concat());
    }
}
