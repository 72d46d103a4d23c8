//! Rectangles and outlines on a page, in millimetres from the top left corner of the trim, y down.

use kurbo::Rect;
use typst::layout::{Point, Rect as Box, Size, Transform};
use typst::visualize::{Curve, CurveItem, Geometry};

use crate::render::rect::{around, narrowest};

/// The least rectangle around points of the typesetter.
fn around_points(points: impl IntoIterator<Item = Point>) -> Rect {
    around(points.into_iter().map(|point| kurbo::Point::new(point.x.to_mm(), point.y.to_mm())))
}

/// A rectangle of the typesetter under a transformation.
pub(super) fn of_box(rect: Box, to_page: Transform) -> Rect {
    let Box { min, max } = rect;
    let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
    around_points(corners.map(|corner| corner.transform(to_page)))
}

/// That of a size, its corner at the origin.
pub(super) fn of_size(size: Size, to_page: Transform) -> Rect {
    of_box(Box::from_pos_size(Point::zero(), size), to_page)
}

pub(super) fn corners(area: Rect) -> [(f64, f64); 4] {
    [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1)]
}

/// Whether a point lies in a rectangle or on its border.
pub(super) fn holds(area: Rect, (x, y): (f64, f64)) -> bool {
    area.x0 <= x && x <= area.x1 && area.y0 <= y && y <= area.y1
}

/// Where a piece of a curve ends, in millimetres.
pub(super) fn end(item: &CurveItem) -> Option<(f64, f64)> {
    match item {
        CurveItem::Move(to) | CurveItem::Line(to) | CurveItem::Cubic(_, _, to) => {
            Some((to.x.to_mm(), to.y.to_mm()))
        }
        CurveItem::Close => None,
    }
}

/// An outline of a geometry in page coordinates.
pub(super) fn outline(geometry: &Geometry, to_page: Transform) -> Curve {
    let curve = match geometry {
        Geometry::Line(end) => Curve(vec![CurveItem::Move(Point::zero()), CurveItem::Line(*end)]),
        Geometry::Rect(size) => Curve::rect(*size),
        Geometry::Curve(curve) => curve.clone(),
    };
    let moved = |point: &Point| point.transform(to_page);
    Curve(
        curve
            .0
            .iter()
            .map(|item| match item {
                CurveItem::Move(to) => CurveItem::Move(moved(to)),
                CurveItem::Line(to) => CurveItem::Line(moved(to)),
                CurveItem::Cubic(a, b, to) => CurveItem::Cubic(moved(a), moved(b), moved(to)),
                CurveItem::Close => CurveItem::Close,
            })
            .collect(),
    )
}

/// The area of a geometry without its stroke.
pub(super) fn area_of(geometry: &Geometry, to_page: Transform) -> Rect {
    let straight = (to_page.kx.is_zero() && to_page.ky.is_zero())
        || (to_page.sx.is_zero() && to_page.sy.is_zero());
    match geometry {
        Geometry::Line(end) => {
            around_points([Point::zero(), *end].map(|point| point.transform(to_page)))
        }
        Geometry::Rect(size) => of_size(*size, to_page),
        Geometry::Curve(curve) if straight => of_box(curve.bbox(None), to_page),
        // The box of a turned box would be too large.
        Geometry::Curve(_) => of_box(outline(geometry, to_page).bbox(None), Transform::identity()),
    }
}

/// The areas of the parts of a curve that the pen draws without being lifted.
pub(super) fn parts_of(geometry: &Geometry, to_page: Transform) -> Vec<Rect> {
    let whole = outline(geometry, to_page);
    let mut parts: Vec<Curve> = Vec::new();
    for item in whole.0 {
        match (&item, parts.last_mut()) {
            (CurveItem::Move(_), _) | (_, None) => parts.push(Curve(vec![item])),
            (_, Some(part)) => part.0.push(item),
        }
    }
    let drawn = parts.iter().filter(|part| part.0.len() > 1);
    drawn.map(|part| of_box(part.bbox(None), Transform::identity())).collect()
}

/// How a transformation scales: the least of all directions, and upright letters in height.
pub(super) fn scales(by: Transform) -> (f64, f64) {
    let [a, b, c, d] = [by.sx, by.ky, by.kx, by.sy].map(|ratio| ratio.get());
    let area = (a * d - b * c).abs();
    let across = a.hypot(b);
    (narrowest([a, b, c, d, 0.0, 0.0]), if across > 0.0 { area / across } else { 0.0 })
}
