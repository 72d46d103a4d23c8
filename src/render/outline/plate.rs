//! The same outlines on a plate: a PDF 1.7 of one page and one spot colour (ISO 32000-1, 8.6.6.4).
//!
//! A picture that is placed in a PDF keeps its own colours, and would be on other plates than what is
//! engraved; as areas, it is on this one.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use kurbo::{BezPath, PathEl, Point};
use pdf_writer::types::{ColorSpaceOperand, OverprintMode};
use pdf_writer::writers::{ColorSpace, ExtGraphicsState};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};
use typst::layout::Size;

use super::plane::{Dot, Ring};
use super::region::Region;

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;

/// What the page calls the spot colour.
const SPOT: Name = Name(b"Spot");

/// What it calls the state in which that is printed over all else.
const OVER: Name = Name(b"Over");

/// A page of a size with a title, all of it in the spot colour `colorant`.
pub(super) fn document(size: Size, (title, colorant): (&str, &str), regions: &[Region]) -> Vec<u8> {
    let [catalog, pages, page_id, content, info] = [1, 2, 3, 4, 5].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page_id]).count(1);
    let (width, height) = (size.x.to_pt() as f32, size.y.to_pt() as f32);
    let whole = Rect::new(0.0, 0.0, width, height);
    let mut page = pdf.page(page_id);
    page.parent(pages).media_box(whole).trim_box(whole).contents(content);
    let mut resources = page.resources();
    let mut spaces = resources.color_spaces();
    let mut spot = spaces.insert(SPOT).start::<ColorSpace>().separation(Name(colorant.as_bytes()));
    spot.alternate_color_space().device_cmyk();
    // Where there is no such plate, it is black.
    spot.tint_exponential().domain([0.0, 1.0]).c0([0.0; 4]).c1([0.0, 0.0, 0.0, 1.0]).n(1.0);
    spot.finish();
    spaces.finish();
    // On whatever it is laid, it leaves no gap there.
    let mut states = resources.ext_g_states();
    let mut over = states.insert(OVER).start::<ExtGraphicsState>();
    over.overprint(true).overprint_fill(true);
    over.overprint_mode(OverprintMode::IgnoreZeroChannel);
    over.finish();
    states.finish();
    resources.finish();
    page.finish();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&drawn(height, regions)).expect(IN_MEMORY);
    let packed = packed.finish().expect(IN_MEMORY);
    pdf.stream(content, &packed).filter(Filter::FlateDecode);
    pdf.document_info(info).title(TextStr(title)).creator(TextStr("plaudit"));
    pdf.finish()
}

const IN_MEMORY: &str = "memory does not fail";

/// One path of all areas. Outer contours and holes go opposite ways round.
fn drawn(height: f32, regions: &[Region]) -> Vec<u8> {
    let mut content = Content::new();
    // Millimetres from the top left corner, as in the SVG.
    content.transform([POINTS, 0.0, 0.0, -POINTS, 0.0, height]);
    content.set_parameters(OVER);
    content.set_fill_color_space(ColorSpaceOperand::Named(SPOT)).set_fill_color([1.0]);
    for region in regions {
        if region.curves.is_empty() {
            region.rings.iter().for_each(|ring| add_ring(&mut content, ring));
        } else {
            region.curves.iter().for_each(|curve| add_curve(&mut content, curve));
        }
    }
    if !regions.is_empty() {
        content.fill_nonzero();
    }
    content.finish().into_vec()
}

fn add_ring(content: &mut Content, ring: &Ring) {
    let mm = |dot: &Dot| (dot.x as f32 / 1000.0, dot.y as f32 / 1000.0);
    for (place, (x, y)) in ring.iter().map(mm).enumerate() {
        if place == 0 {
            content.move_to(x, y)
        } else {
            content.line_to(x, y)
        };
    }
    content.close_path();
}

/// A closed curve in micrometres. A PDF has no quadratic ones.
fn add_curve(content: &mut Content, curve: &BezPath) {
    let mm = |point: Point| ((point.x / 1000.0) as f32, (point.y / 1000.0) as f32);
    let mut at = Point::ZERO;
    for element in curve.elements() {
        let bend = match *element {
            PathEl::MoveTo(to) => {
                let (x, y) = mm(to);
                content.move_to(x, y);
                None
            }
            PathEl::LineTo(to) => {
                let (x, y) = mm(to);
                content.line_to(x, y);
                None
            }
            PathEl::QuadTo(a, to) => Some([at.lerp(a, 2.0 / 3.0), to.lerp(a, 2.0 / 3.0), to]),
            PathEl::CurveTo(a, b, to) => Some([a, b, to]),
            PathEl::ClosePath => {
                content.close_path();
                None
            }
        };
        if let Some([(x1, y1), (x2, y2), (x, y)]) = bend.map(|bend| bend.map(mm)) {
            content.cubic_to(x1, y1, x2, y2, x, y);
        }
        at = element.end_point().unwrap_or(at);
    }
}
