//! A page in the order it is painted, as the areas that each thing on it fills.

use std::rc::Rc;

use i_overlay::core::fill_rule::FillRule;
use kurbo::{Affine, BezPath, PathEl, Point, Shape as _, Stroke, StrokeOpts, Vec2};
use typst::diag::SourceDiagnostic;
use typst::layout::{Frame, FrameItem, GroupItem, Size, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{
    Curve, CurveItem, FillRule as Rule, FixedStroke, Geometry, Image, ImageKind, Paint, Shape,
};
use typst_layout::Page;

use super::glyphs::Glyphs;
use super::paint::{self, Colour};
use super::picture;
use super::region::Region;

/// A point in micrometres.
const POINT: f64 = 25_400.0 / 72.0;

/// How far the outline of a stroke may be off, in micrometres.
const STROKE_ACCURACY: f64 = 1.0;

/// One area of one colour.
pub(super) struct Mark {
    pub(super) region: Region,
    pub(super) colour: Colour,
    pub(super) span: Span,
}

/// Everything on a page in the order of painting, and what of it cannot be engraved.
pub(super) fn marks(page: &Page) -> (Vec<Mark>, Vec<SourceDiagnostic>) {
    let mut walk = Walk::default();
    let everywhere = Place { onto: Affine::scale(POINT), within: None };
    if let Some(sheet) = everywhere.clipped(&rectangle(page.frame.size())) {
        if let Some(fill) = page.fill_or_transparent() {
            let shape = Geometry::Rect(page.frame.size()).filled(fill);
            walk.shape(&shape, Span::detached(), &sheet);
        }
        walk.frame(&page.frame, &sheet);
    }
    (walk.marks, walk.faults)
}

/// Where things are put: how their coordinates become the page's in micrometres, and what clips them.
#[derive(Clone)]
pub(super) struct Place {
    onto: Affine,
    within: Option<Rc<Region>>,
}

impl Place {
    pub(super) fn moved(&self, by: Affine) -> Self {
        Self { onto: self.onto * by, within: self.within.clone() }
    }

    /// The part of the place that is in a path, if any is.
    pub(super) fn clipped(&self, path: &BezPath) -> Option<Self> {
        let clip = Region::new(&(self.onto * path), FillRule::NonZero)?;
        self.clipped_by(clip)
    }

    /// The same for paths together, each with a transform and rule of its own.
    pub(super) fn clipped_to_any(&self, paths: &[(BezPath, FillRule)]) -> Option<Self> {
        let regions =
            paths.iter().filter_map(|(path, rule)| Region::new(&(self.onto * path), *rule));
        self.clipped_by(Region::united(regions)?)
    }

    fn clipped_by(&self, clip: Region) -> Option<Self> {
        let clip = match &self.within {
            Some(outer) => clip.within(outer)?,
            None => clip,
        };
        Some(Self { onto: self.onto, within: Some(Rc::new(clip)) })
    }
}

#[derive(Default)]
pub(super) struct Walk {
    marks: Vec<Mark>,
    faults: Vec<SourceDiagnostic>,
    glyphs: Glyphs,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, place: &Place) {
        for (at, item) in frame.items() {
            let place = place.moved(Affine::translate((at.x.to_pt(), at.y.to_pt())));
            match item {
                FrameItem::Group(group) => self.group(group, &place),
                FrameItem::Text(text) => self.text(text, &place),
                FrameItem::Shape(shape, span) => self.shape(shape, *span, &place),
                FrameItem::Image(image, size, span) => self.image((image, *size), *span, &place),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    fn group(&mut self, group: &GroupItem, place: &Place) {
        let Transform { sx, ky, kx, sy, tx, ty } = group.transform;
        let (sx, ky, kx, sy) = (sx.get(), ky.get(), kx.get(), sy.get());
        let place = place.moved(Affine::new([sx, ky, kx, sy, tx.to_pt(), ty.to_pt()]));
        let place = match &group.clip {
            Some(clip) => place.clipped(&path(clip)),
            None => Some(place),
        };
        if let Some(place) = place {
            self.frame(&group.frame, &place);
        }
    }

    fn text(&mut self, text: &TextItem, place: &Place) {
        let span = text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0);
        let fill = self.seen(&text.fill, span);
        let stroke = text.stroke.as_ref().and_then(|stroke| self.drawn(stroke, span));
        let scale = text.size.to_pt() / text.font.units_per_em();
        let (mut x, mut y) = (0.0, 0.0);
        for glyph in &text.glyphs {
            let at =
                |advance: f64, offset: typst::layout::Em| advance + offset.at(text.size).to_pt();
            // Fonts count upwards.
            let by = Affine::translate((at(x, glyph.x_offset), -at(y, glyph.y_offset)))
                * Affine::scale_non_uniform(scale, -scale);
            (x, y) = (at(x, glyph.x_advance), at(y, glyph.y_advance));
            let Some(outline) = self.glyphs.outline(&text.font, glyph.id) else {
                let letter = text.text.get(glyph.range()).unwrap_or_default();
                self.fault(glyph.span.0, &format!("`{letter}`, which has no outline,"));
                continue;
            };
            if let Some(colour) = fill {
                let place = place.moved(by);
                self.fill(&outline, FillRule::NonZero, Tool { colour, span }, &place);
            }
            if let Some((colour, stroke)) = &stroke {
                self.stroke(&(by * &*outline), stroke, Tool { colour: *colour, span }, place);
            }
        }
    }

    fn shape(&mut self, shape: &Shape, span: Span, place: &Place) {
        let path = match &shape.geometry {
            Geometry::Line(end) => {
                let mut line = BezPath::new();
                line.move_to(Point::ZERO);
                line.line_to((end.x.to_pt(), end.y.to_pt()));
                line
            }
            Geometry::Rect(size) => rectangle(*size),
            Geometry::Curve(curve) => path(curve),
        };
        let rule = match shape.fill_rule {
            Rule::NonZero => FillRule::NonZero,
            Rule::EvenOdd => FillRule::EvenOdd,
        };
        if let Some(colour) = shape.fill.as_ref().and_then(|fill| self.seen(fill, span)) {
            self.fill(&path, rule, Tool { colour, span }, place);
        }
        let stroke = shape.stroke.as_ref().and_then(|stroke| self.drawn(stroke, span));
        if let Some((colour, stroke)) = stroke {
            self.stroke(&path, &stroke, Tool { colour, span }, place);
        }
    }

    fn image(&mut self, (image, size): (&Image, Size), span: Span, place: &Place) {
        let Some(place) = place.clipped(&rectangle(size)) else { return };
        match image.kind() {
            ImageKind::Raster(_) => self.fault(span, "a picture of pixels"),
            ImageKind::Pdf(_) => self.fault(span, "a PDF picture"),
            ImageKind::Svg(svg) => {
                let scale = (size.x.to_pt() / svg.width(), size.y.to_pt() / svg.height());
                let place = place.moved(Affine::scale_non_uniform(scale.0, scale.1));
                picture::draw(svg, span, (self, &place));
            }
        }
    }

    fn seen(&mut self, paint: &Paint, span: Span) -> Option<Colour> {
        paint::colour(paint).unwrap_or_else(|what| {
            self.fault(span, what);
            None
        })
    }

    fn drawn(&mut self, stroke: &FixedStroke, span: Span) -> Option<(Colour, Stroke)> {
        Some((self.seen(&stroke.paint, span)?, paint::stroke(stroke)))
    }

    /// Keeps a fault, once for each place in the template.
    pub(super) fn fault(&mut self, span: Span, what: &str) {
        let fault = paint::fault(span, what);
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    pub(super) fn fill(&mut self, path: &BezPath, rule: FillRule, tool: Tool, place: &Place) {
        let path = place.onto * path;
        let mut region = Region::new(&path, rule);
        if let Some(clip) = &place.within {
            region = region.and_then(|region| region.within(clip));
        }
        if let Some(region) = region {
            self.marks.push(Mark { region, colour: tool.colour, span: tool.span });
        }
    }

    pub(super) fn stroke(&mut self, path: &BezPath, stroke: &Stroke, tool: Tool, place: &Place) {
        let scale = place.onto.determinant().abs().sqrt();
        if stroke.width > 0.0 && scale > 0.0 {
            let (path, options) = (joined(path), StrokeOpts::default());
            let area = kurbo::stroke(path, stroke, &options, STROKE_ACCURACY / scale);
            self.fill(&area, FillRule::NonZero, tool, place);
        }
    }
}

/// What an area is made with.
#[derive(Clone, Copy)]
pub(super) struct Tool {
    pub(super) colour: Colour,
    pub(super) span: Span,
}

fn rectangle(size: Size) -> BezPath {
    kurbo::Rect::new(0.0, 0.0, size.x.to_pt(), size.y.to_pt()).to_path(0.1)
}

fn path(curve: &Curve) -> BezPath {
    let point = |point: &typst::layout::Point| Point::new(point.x.to_pt(), point.y.to_pt());
    let mut path = BezPath::new();
    for item in &curve.0 {
        if path.elements().is_empty() && !matches!(item, CurveItem::Move(_)) {
            path.move_to(Point::ZERO);
        }
        match item {
            CurveItem::Move(to) => path.move_to(point(to)),
            CurveItem::Line(to) => path.line_to(point(to)),
            CurveItem::Cubic(a, b, to) => path.curve_to(point(a), point(b), point(to)),
            CurveItem::Close => path.close_path(),
        }
    }
    path
}

/// Closes what ends where it began and runs on smoothly, as the typesetter leaves an ellipse: its
/// stroke is a ring and not a strip with a seam.
fn joined(path: &BezPath) -> BezPath {
    let mut whole = BezPath::new();
    let elements = path.elements();
    let starts = (0..elements.len()).filter(|at| matches!(elements[*at], PathEl::MoveTo(_)));
    let starts: Vec<_> = starts.chain([elements.len()]).collect();
    for piece in starts.windows(2) {
        let piece = BezPath::from_vec(elements[piece[0]..piece[1]].to_vec());
        let closed = piece.elements().contains(&PathEl::ClosePath);
        let smooth = !closed && ends_smoothly(&piece);
        whole.extend(piece);
        if smooth {
            whole.close_path();
        }
    }
    whole
}

fn ends_smoothly(piece: &BezPath) -> bool {
    let Some(first) = piece.segments().next() else { return false };
    let Some(last) = piece.segments().last() else { return false };
    let (first, last) = (first.to_cubic(), last.to_cubic());
    // A control point may lie on the end it belongs to.
    let or = |way: Vec2, else_way: Vec2| if way.hypot() > 1e-9 { way } else { else_way };
    let out = or(first.p1 - first.p0, first.p3 - first.p0);
    let into = or(last.p3 - last.p2, last.p3 - last.p0);
    last.p3.distance(first.p0) < 1e-6
        && into.cross(out).abs() <= 1e-6 * into.hypot() * out.hypot()
        && into.dot(out) > 0.0
}
