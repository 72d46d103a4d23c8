//! What is asked of lines, areas and pictures.

use kurbo::Rect;
use typst::layout::{Abs, Size, Transform};
use typst::visualize::{Curve, FillRule, FixedStroke, Geometry, Image, ImageKind, LineCap, Shape};

use super::area::{area_of, of_size, outline, parts_of, scales};
use super::fault::{Flaw, Subject};
use super::sheet::{CLOSE, Ground};
use super::{Inspector, Place, colours};
use crate::plan::Colours;
use crate::render::outline::thinnest;

impl Inspector<'_> {
    /// A line or an area of a drawing.
    pub(super) fn shape(&mut self, shape: &Shape, place: Place) {
        let stroke = stroke_of(shape);
        if shape.fill.is_none() && stroke.is_none() {
            return;
        }
        let bare = area_of(&shape.geometry, place.to_page);
        if stroke.is_some_and(|stroke| self.cuts(stroke)) {
            self.cut = (true, self.cut.1 || self.sheet.is_trim(bare));
            return;
        }
        let area = place.seen_of(bare).unwrap_or(bare);
        let subject = Subject::Shape(area.x0, area.y0);
        self.area(shape, subject, place);
    }

    /// The same by a name of its own.
    pub(super) fn area(&mut self, shape: &Shape, subject: Subject, place: Place) {
        let stroke = stroke_of(shape);
        let bare = area_of(&shape.geometry, place.to_page);
        let (x, y) = stroke.map_or((0.0, 0.0), |stroke| reach(shape, stroke, place.to_page));
        let Some(area) = place.seen_of(bare.inflate(x, y)) else { return };
        let mark = self.sheet.outside(area) || self.is_marks(shape, place);
        self.painted(shape, &subject, mark);
        if mark {
            return;
        }
        self.width(shape, (bare, &subject), place);
        let paints = shape.fill.iter().chain(stroke.map(|stroke| &stroke.paint));
        if !paints.into_iter().all(colours::is_paper) {
            let fill = if shape.fill.is_some() { Ok(shape.fill_rule) } else { Err(x.max(y)) };
            let outline = || outline(&shape.geometry, place.to_page);
            self.edges(&subject, area, (&outline, fill));
        }
    }

    /// Whether a machine cuts along a line.
    fn cuts(&self, stroke: &FixedStroke) -> bool {
        self.demands.cut.is_some() && colours::spot_name(&stroke.paint) == self.demands.cut
    }

    /// Whether a drawing is made of crop marks, which stand apart at the corners of the sheet.
    fn is_marks(&self, shape: &Shape, place: Place) -> bool {
        stroke_of(shape).is_some_and(|stroke| colours::registers(&stroke.paint))
            && parts_of(&shape.geometry, place.to_page)
                .into_iter()
                .all(|part| self.sheet.outside(part))
    }

    /// Whether the paints of something can be printed.
    fn painted(&mut self, shape: &Shape, subject: &Subject, mark: bool) {
        let stroke = stroke_of(shape).map(|stroke| &stroke.paint);
        for paint in shape.fill.iter().chain(stroke) {
            if let Some(flaw) = colours::flaw(paint, self.demands, mark) {
                self.find(subject.clone(), flaw);
            }
        }
    }

    /// Whether a line is wide enough, or an area that may be one.
    fn width(&mut self, shape: &Shape, (bare, subject): (Rect, &Subject), place: Place) {
        let least = self.demands.strokes;
        let (narrow, _) = scales(place.to_page);
        let stroke = stroke_of(shape).map(|stroke| stroke.thickness.to_mm() * narrow);
        let fill = shape.fill.as_ref().map(|_| match shape.geometry {
            Geometry::Rect(size) => size.x.abs().min(size.y.abs()).to_mm() * narrow,
            _ => bare.width().min(bare.height()),
        });
        // The line around an area makes it wider.
        let width = match (fill, stroke) {
            (Some(fill), Some(stroke)) => Some((fill + stroke).min(stroke)),
            (fill, stroke) => fill.or(stroke),
        };
        if let Some(width) = width.filter(|width| *width > 0.0 && *width < least - CLOSE) {
            self.find(subject.clone(), Flaw::Thin { width, least });
        }
    }

    /// Whether what reaches the edge of the sheet goes on as far as it must.
    fn edges(
        &mut self,
        subject: &Subject,
        area: Rect,
        (outline, fill): (&dyn Fn() -> Curve, Result<FillRule, f64>),
    ) {
        if self.demands.colours == Colours::Any || !self.sheet.reaches_trim(area) {
            return;
        }
        let ground = Ground { area, outline: outline(), fill };
        let flaws = if self.demands.bleed > 0.0 {
            self.sheet.short_of_bleed(&ground)
        } else {
            let beyond = self.sheet.beyond_trim(area).map(|by| Flaw::Beyond { by });
            let printed = self.demands.colours == Colours::Print && self.sheet.meets_trim(&ground);
            beyond.or(printed.then_some(Flaw::NoBleed)).into_iter().collect()
        };
        for flaw in flaws {
            self.find(subject.clone(), flaw);
        }
    }

    pub(super) fn picture(&mut self, image: &Image, size: Size, place: Place) {
        let Some(area) = place.seen_of(of_size(size, place.to_page)) else { return };
        let subject = Subject::Picture(area.x0, area.y0);
        let flaw = colours::of_picture(image, self.demands);
        flaw.into_iter().for_each(|flaw| self.find(subject.clone(), flaw));
        self.resolution(image, size, (place, &subject));
        self.lines_of(image, size, (place, &subject));
        if self.sheet.outside(area) {
            let colour = "a picture".to_owned();
            self.find(subject, Flaw::Mark { colour });
        } else if self.sheet.reaches_trim(area) {
            let outline = || outline(&Geometry::Rect(size), place.to_page);
            self.edges(&subject, area, (&outline, Ok(FillRule::NonZero)));
        } else if let Some(by) = self.sheet.beyond_safe(area) {
            self.find(subject, Flaw::Unsafe { by });
        }
    }

    /// Whether all lines of a drawing that is engraved are wide enough.
    fn lines_of(&mut self, image: &Image, size: Size, (place, subject): (Place, &Subject)) {
        let (ImageKind::Svg(svg), Colours::Spot) = (image.kind(), self.demands.colours) else {
            return;
        };
        let drawn_at = (size.x.to_mm() / svg.width()).min(size.y.to_mm() / svg.height());
        let (narrow, _) = scales(place.to_page);
        let least = self.demands.strokes;
        let width = thinnest(svg).map(|width| width * drawn_at * narrow);
        if let Some(width) = width.filter(|width| *width < least - CLOSE) {
            self.find(subject.clone(), Flaw::ThinLines { width, least });
        }
    }

    /// Whether a picture has as many pixels as it needs.
    fn resolution(&mut self, image: &Image, size: Size, (place, subject): (Place, &Subject)) {
        let ImageKind::Raster(raster) = image.kind() else { return };
        let [sx, ky, kx, sy] = parts(place.to_page);
        let across = f64::from(raster.width()) / (size.x.to_inches() * sx.hypot(ky));
        let down = f64::from(raster.height()) / (size.y.to_inches() * kx.hypot(sy));
        let (ppi, least) = (across.min(down), self.demands.ppi);
        // Half a pixel an inch, for sizes that are rounded.
        if ppi < least - 0.5 {
            self.find(subject.clone(), Flaw::Coarse { ppi, least });
        }
    }
}

/// The stroke that can be seen.
fn stroke_of(shape: &Shape) -> Option<&FixedStroke> {
    shape.stroke.as_ref().filter(|stroke| stroke.thickness > Abs::zero())
}

fn parts(by: Transform) -> [f64; 4] {
    [by.sx, by.ky, by.kx, by.sy].map(|ratio| ratio.get())
}

/// How far a stroke reaches out of its shape, to the sides and up and down, in millimetres.
fn reach(shape: &Shape, stroke: &FixedStroke, to_page: Transform) -> (f64, f64) {
    let [sx, ky, kx, sy] = parts(to_page);
    let half = stroke.thickness.to_mm() / 2.0;
    let (x, y) = (half * sx.hypot(kx), half * ky.hypot(sy));
    match shape.geometry {
        // A straight line with butt ends reaches out to its sides alone.
        Geometry::Line(end) if stroke.cap == LineCap::Butt => {
            let (dx, dy) = (end.x.to_pt(), end.y.to_pt());
            let (along, up) = (dx * sx + dy * kx, dx * ky + dy * sy);
            let length = along.hypot(up).max(f64::MIN_POSITIVE);
            (x * (up / length).abs(), y * (along / length).abs())
        }
        _ => (x, y),
    }
}
