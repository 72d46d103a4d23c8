//! A filled area as an engraver's machine needs it: contours that neither cross nor touch, outer ones
//! one way round and holes the other, so that both rules of filling see the same.

use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay};
use i_overlay::core::overlay_rule::OverlayRule;
use kurbo::{BezPath, PathEl, Point, Rect};

use super::plane::{self, Dot, Ring};

/// How far a polygon may be from the curve it stands for, in micrometres.
const FLATNESS: f64 = 5.0;

/// How near two borders are that may touch: each polygon is as far from its curve as [`FLATNESS`].
pub(super) const NEAR: i32 = 2 * FLATNESS as i32;

/// What is smaller is a slip of arithmetic, and thinner than a laser's beam: 10 µm square.
const SPECK: u64 = 100;

/// Half of what the arithmetic of polygons has room for; farther away, nothing is on a page.
const FARTHEST: f64 = (1 << 29) as f64;

/// An area in whole micrometres.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// The contours as drawn, while nothing was cut or united.
    pub(super) curves: Vec<BezPath>,
    /// The same as polygons.
    pub(super) rings: Vec<Ring>,
    pub(super) bounds: Rect,
}

impl Region {
    /// What a path in micrometres fills, if it fills anything.
    pub(super) fn new(path: &BezPath, rule: FillRule) -> Option<Self> {
        let contours = contours(path).into_iter().map(|curve| (flat(&curve), curve));
        let contours = contours.filter(|(ring, _)| ring.len() > 2);
        let (mut rings, mut curves): (Vec<_>, Vec<_>) = contours.unzip();
        if plane::is_tangled(&rings) || !put_in_order(&mut rings, &mut curves, rule) {
            let mut overlay = Overlay::from_subj_custom(&rings, options(), Default::default());
            rings = overlay.overlay(OverlayRule::Subject, rule).into_iter().flatten().collect();
            curves.clear();
        }
        Self::of(rings, curves)
    }

    fn of(rings: Vec<Ring>, curves: Vec<BezPath>) -> Option<Self> {
        let bounds = plane::bounds(rings.iter().flatten());
        (!rings.is_empty()).then_some(Self { curves, rings, bounds })
    }

    /// The area of polygons that are in order already.
    pub(super) fn of_rings(rings: Vec<Ring>) -> Option<Self> {
        Self::of(rings, Vec::new())
    }

    /// What any of some areas covers.
    pub(super) fn united(areas: impl Iterator<Item = Self>) -> Option<Self> {
        let rings: Vec<_> = areas.flat_map(|area| area.rings).collect();
        Self::of_rings(combine(&rings, &[], OverlayRule::Subject))
    }

    /// Whether the areas overlap, touch, or come so near that their curves may.
    pub(super) fn meets(&self, other: &Self) -> bool {
        plane::meet(self.bounds, other.bounds, NEAR)
            && (plane::borders_meet((&self.rings, self.bounds), (&other.rings, other.bounds), NEAR)
                || other.rings.iter().any(|ring| self.holds(ring[0]))
                || self.rings.iter().any(|ring| other.holds(ring[0])))
    }

    /// Whether the area lies in another whole, borders apart.
    fn is_within(&self, other: &Self) -> bool {
        !plane::borders_meet((&self.rings, self.bounds), (&other.rings, other.bounds), NEAR)
            && !other.rings.iter().any(|ring| self.holds(ring[0]))
            && self.rings.iter().all(|ring| other.holds(ring[0]))
    }

    /// Whether a point that is not on the border is in the area.
    fn holds(&self, dot: Dot) -> bool {
        plane::meet(self.bounds, plane::bounds([&dot]), 0)
            && self.rings.iter().map(|ring| plane::winding(ring, dot)).sum::<i32>() != 0
    }

    /// What of the area lies in another.
    pub(super) fn within(self, other: &Self) -> Option<Self> {
        if !plane::meet(self.bounds, other.bounds, 0) {
            None
        } else if self.is_within(other) {
            Some(self)
        } else {
            Self::of_rings(combine(&self.rings, &other.rings, OverlayRule::Intersect))
        }
    }

    /// The area that both cover, in square millimetres.
    pub(super) fn shared(&self, other: &Self) -> f64 {
        let both = combine(&self.rings, &other.rings, OverlayRule::Intersect);
        both.iter().map(|ring| plane::area(ring)).sum::<i64>() as f64 / 2e6
    }
}

/// Polygons in order out of two sets of them, each of which counts as one area.
pub(super) fn combine(one: &[Ring], other: &[Ring], rule: OverlayRule) -> Vec<Ring> {
    let mut overlay = Overlay::from_subj_and_clip_custom(one, other, options(), Default::default());
    overlay.overlay(rule, FillRule::NonZero).into_iter().flatten().collect()
}

/// No polygon touches itself, and there are no specks.
fn options() -> IntOverlayOptions<u64> {
    IntOverlayOptions { min_output_area: SPECK, ..IntOverlayOptions::ogc() }
}

/// Turns contours that do not cross so that each outer one has a positive area and each hole a
/// negative one; says no where a contour bounds nothing, such as one within another of its kind.
fn put_in_order(rings: &mut [Ring], curves: &mut [BezPath], rule: FillRule) -> bool {
    let around = |at: usize| {
        let others = rings.iter().enumerate().filter(|(other, _)| *other != at);
        others.map(|(_, ring)| plane::winding(ring, rings[at][0])).collect::<Vec<_>>()
    };
    let mut reversed = Vec::new();
    for (at, ring) in rings.iter().enumerate() {
        let forward = plane::area(ring) > 0;
        let mut outside: i32 = around(at).iter().sum();
        if rule == FillRule::EvenOdd {
            outside = around(at).iter().filter(|winding| **winding != 0).count() as i32 % 2;
        } else if (outside == 0) == (outside + if forward { 1 } else { -1 } == 0) {
            return false;
        }
        if forward != (outside == 0) {
            reversed.push(at);
        }
    }
    for at in reversed {
        rings[at].reverse();
        curves[at] = curves[at].reverse_subpaths();
    }
    true
}

/// The closed contours of a path, each on whole micrometres.
fn contours(path: &BezPath) -> Vec<BezPath> {
    let whole = |length: f64| length.round().clamp(-FARTHEST, FARTHEST);
    let round = |point: Point| Point::new(whole(point.x), whole(point.y));
    let mut contours: Vec<BezPath> = Vec::new();
    let (mut open, mut last) = (false, Point::ZERO);
    for element in path.elements() {
        if let PathEl::MoveTo(point) = *element {
            (open, last) = (false, round(point));
            continue;
        }
        if !open && *element != PathEl::ClosePath {
            let mut contour = BezPath::new();
            contour.move_to(last);
            contours.push(contour);
            open = true;
        }
        let Some(contour) = contours.last_mut() else { continue };
        match *element {
            PathEl::LineTo(point) if round(point) != last => contour.line_to(round(point)),
            PathEl::QuadTo(a, point) => contour.quad_to(round(a), round(point)),
            PathEl::CurveTo(a, b, point) => contour.curve_to(round(a), round(b), round(point)),
            _ => {}
        }
        open &= *element != PathEl::ClosePath;
        let ends = if open { contour.elements().last() } else { contour.elements().first() };
        last = ends.and_then(PathEl::end_point).unwrap_or(last);
    }
    contours.iter_mut().for_each(BezPath::close_path);
    contours
}

/// The polygon of one contour.
fn flat(contour: &BezPath) -> Ring {
    let mut ring = Ring::new();
    kurbo::flatten(contour, FLATNESS, |element| {
        if let Some(point) = element.end_point() {
            ring.push(Dot::new(point.x.round() as i32, point.y.round() as i32));
        }
    });
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}
