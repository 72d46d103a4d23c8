//! Rectangles, which drawings, outlines and preflight share: those of `kurbo`, y down.

use kurbo::{Point, Rect};

/// The least rectangle around points. That around none has nothing within and meets nothing.
pub(super) fn around(points: impl IntoIterator<Item = Point>) -> Rect {
    let nowhere = Rect::new(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    points.into_iter().fold(nowhere, |rect, point| rect.union_pt(point))
}

/// What two have in common, a line or a point at least; none where they are apart.
pub(super) fn common(one: Rect, other: Rect) -> Option<Rect> {
    one.overlaps(other).then(|| one.intersect(other))
}

/// Whether two have more in common than their borders.
pub(super) fn cover_each_other(one: Rect, other: Rect) -> bool {
    one.x0 < other.x1 && other.x0 < one.x1 && one.y0 < other.y1 && other.y0 < one.y1
}

/// How a transformation, as SVG writes its matrix, scales in the direction in which it scales least: the
/// least singular value of a 2 × 2 matrix.
pub(super) fn narrowest([a, b, c, d, _, _]: [f64; 6]) -> f64 {
    let area = a * d - b * c;
    let squares = a * a + b * b + c * c + d * d;
    let apart = (squares * squares - 4.0 * area * area).max(0.0).sqrt();
    ((squares - apart) / 2.0).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_points() {
        let corners = [Point::new(3.0, -1.0), Point::new(-2.0, 5.0), Point::new(0.0, 0.0)];
        assert_eq!(around(corners), Rect::new(-2.0, -1.0, 3.0, 5.0));
        assert_eq!(common(around([]), Rect::new(-9.0, -9.0, 9.0, 9.0)), None);
    }

    #[test]
    fn what_touches_has_a_line_in_common_and_covers_nothing() {
        let (one, beside) = (Rect::new(0.0, 0.0, 2.0, 2.0), Rect::new(2.0, 1.0, 4.0, 3.0));
        assert_eq!(common(one, beside), Some(Rect::new(2.0, 1.0, 2.0, 2.0)));
        assert!(!cover_each_other(one, beside));
        assert!(cover_each_other(one, beside.inflate(0.1, 0.0)));
        assert_eq!(common(one, Rect::new(2.1, 0.0, 3.0, 1.0)), None);
    }
}
