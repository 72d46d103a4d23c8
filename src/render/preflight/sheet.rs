//! Where things lie on a sheet: its trim, the safe zone within it and the bleed around it.

use typst::layout::{Abs, Point, Rect, Size, Transform};
use typst::visualize::{Curve, CurveItem, FillRule, Geometry};

use super::fault::{Flaw, Side};
use crate::plan::Demands;

/// Lengths that differ by less are the same, in millimetres; a printer's dot is ten times as wide.
pub(super) const CLOSE: f64 = 0.01;

/// A rectangle in millimetres from the top left corner of the trim, y down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    /// That of a rectangle of the typesetter, under a transformation.
    pub(super) fn of(rect: Rect, to_page: Transform) -> Self {
        let Rect { min, max } = rect;
        let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
        Self::around(corners.map(|corner| corner.transform(to_page)))
    }

    /// That of a size, its corner at the origin.
    pub(super) fn of_size(size: Size, to_page: Transform) -> Self {
        Self::of(Rect::from_pos_size(Point::zero(), size), to_page)
    }

    fn around(points: impl IntoIterator<Item = Point>) -> Self {
        let nowhere = Self {
            left: f64::INFINITY,
            top: f64::INFINITY,
            right: f64::NEG_INFINITY,
            bottom: f64::NEG_INFINITY,
        };
        points.into_iter().fold(nowhere, |area, point| {
            let (x, y) = (point.x.to_mm(), point.y.to_mm());
            Self {
                left: area.left.min(x),
                top: area.top.min(y),
                right: area.right.max(x),
                bottom: area.bottom.max(y),
            }
        })
    }

    /// What it has in common with another; an empty one has no width or height.
    pub(super) fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// Grown by as much to the left and right, and to the top and bottom.
    pub(super) fn grown(self, x: f64, y: f64) -> Self {
        Self {
            left: self.left - x,
            top: self.top - y,
            right: self.right + x,
            bottom: self.bottom + y,
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.right < self.left || self.bottom < self.top
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }

    fn corners(self) -> [(f64, f64); 4] {
        let Self { left, top, right, bottom } = self;
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    }

    fn holds(self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }
}

/// Something on its way to the edge.
pub(super) struct Ground {
    /// All that can be seen of it.
    pub(super) area: Area,
    /// Its outline in page coordinates.
    pub(super) outline: Curve,
    /// How it is filled; not at all if it is a line, which reaches out by half its width.
    pub(super) fill: Result<FillRule, f64>,
}

/// The sheet that was ordered.
pub(super) struct Sheet<'a> {
    pub(super) demands: &'a Demands,
}

impl Sheet<'_> {
    fn centre(&self) -> (f64, f64) {
        (self.demands.width / 2.0, self.demands.height / 2.0)
    }

    fn radius(&self) -> f64 {
        self.demands.width.min(self.demands.height) / 2.0
    }

    /// How far the farthest corner is from the centre.
    fn farthest(&self, area: Area) -> f64 {
        let (x, y) = self.centre();
        let distance = |(a, b): (f64, f64)| (a - x).hypot(b - y);
        area.corners().map(distance).into_iter().fold(0.0, f64::max)
    }

    /// How far the nearest point is from the centre.
    fn nearest(&self, area: Area) -> f64 {
        let (x, y) = self.centre();
        (x.clamp(area.left, area.right) - x).hypot(y.clamp(area.top, area.bottom) - y)
    }

    /// Whether an area lies outside the bleed, where only printers' marks are.
    pub(super) fn outside(&self, area: Area) -> bool {
        let Demands { width, height, bleed, round, .. } = *self.demands;
        area.right <= CLOSE - bleed
            || area.bottom <= CLOSE - bleed
            || area.left >= width + bleed - CLOSE
            || area.top >= height + bleed - CLOSE
            || (round && self.nearest(area) >= self.radius() + bleed - CLOSE)
    }

    /// How far an area stands out of the safe zone, if it does.
    pub(super) fn beyond_safe(&self, area: Area) -> Option<f64> {
        self.beyond(area, (self.demands.safe, self.demands.round))
    }

    /// How far an area stands out of the sheet, if it does. A round one is cut out of a square, which
    /// the corners of an area may fill.
    pub(super) fn beyond_trim(&self, area: Area) -> Option<f64> {
        self.beyond(area, (0.0, false))
    }

    fn beyond(&self, area: Area, (inside, round): (f64, bool)) -> Option<f64> {
        let Demands { width, height, .. } = *self.demands;
        let by = if round {
            self.farthest(area) - (self.radius() - inside)
        } else {
            let across = (inside - area.left).max(area.right - (width - inside));
            across.max(inside - area.top).max(area.bottom - (height - inside))
        };
        (by > CLOSE).then_some(by)
    }

    /// Whether an area reaches the trim.
    pub(super) fn reaches_trim(&self, area: Area) -> bool {
        let Demands { width, height, round, .. } = *self.demands;
        if round {
            return self.farthest(area) >= self.radius() - CLOSE;
        }
        area.left <= CLOSE
            || area.top <= CLOSE
            || area.right >= width - CLOSE
            || area.bottom >= height - CLOSE
    }

    /// Where something reaches the trim and yet not the edge of the bleed.
    pub(super) fn short_of_bleed(&self, ground: &Ground) -> Vec<Flaw> {
        let Demands { width, height, bleed, round, .. } = *self.demands;
        let short = |side, reach: f64| Flaw::Short { side, reach: reach.max(0.0), bleed };
        let area = ground.area;
        if round {
            let reach = self.round_reach(ground);
            let reach = reach.filter(|reach| *reach < bleed - self.dip());
            return reach.map(|reach| short(Side::Round, reach)).into_iter().collect();
        }
        let sides = [
            (Side::Left, -area.left),
            (Side::Top, -area.top),
            (Side::Right, area.right - width),
            (Side::Bottom, area.bottom - height),
        ];
        let stops = |reach: f64| reach >= -CLOSE && reach < bleed - CLOSE;
        let stop = sides.into_iter().filter(|(_, reach)| stops(*reach));
        stop.map(|(side, reach)| short(side, reach)).collect()
    }

    /// How far within a circle its outline may be: what the typesetter draws of four curves dips by a
    /// five-thousandth of its radius, and one larger by a tenth with its bleed.
    fn dip(&self) -> f64 {
        2.0 * CLOSE + 3e-4 * (self.radius() + self.demands.bleed)
    }

    /// How far something goes on beyond the round trim where it goes on least, if it reaches it.
    fn round_reach(&self, ground: &Ground) -> Option<f64> {
        let (radius, bleed) = (self.radius(), self.demands.bleed);
        let (x, y) = self.centre();
        let rule = match ground.fill {
            Ok(rule) => rule,
            // A line is judged by its farthest point.
            Err(half) => {
                let ends = ground.outline.0.iter().filter_map(end);
                let distances = ends.map(|(a, b)| (a - x).hypot(b - y) + half);
                let reach = distances.fold(0.0, f64::max).min(self.farthest(ground.area)) - radius;
                return (reach >= -CLOSE).then_some(reach);
            }
        };
        let covers = |angle: f64, distance: f64| {
            let (a, b) = (x + distance * angle.cos(), y + distance * angle.sin());
            let point = Point::new(Abs::mm(a), Abs::mm(b));
            ground.area.holds((a, b)) && ground.outline.contains(rule, point)
        };
        let dip = self.dip();
        let mut least: Option<f64> = None;
        for step in 0..ROUND_STEPS {
            let angle = f64::from(step) * std::f64::consts::TAU / f64::from(ROUND_STEPS);
            if !covers(angle, radius - dip) || covers(angle, radius + bleed - dip) {
                continue;
            }
            // How far it does go, to a thousandth of the bleed.
            let (mut reach, mut step) = (0.0, bleed / 2.0);
            while step > bleed / 2000.0 {
                reach += if covers(angle, radius + reach + step) { step } else { 0.0 };
                step /= 2.0;
            }
            least = Some(least.map_or(reach, |least| least.min(reach)));
        }
        least
    }

    /// Whether the cut line lies on the trim.
    pub(super) fn is_trim(&self, area: Area) -> bool {
        let Demands { width, height, .. } = *self.demands;
        let off = [area.left, area.top, area.right - width, area.bottom - height];
        off.iter().all(|off| off.abs() <= 5.0 * CLOSE)
    }
}

/// In how many places the edge of a round sheet is looked at: every 5 mm or so of it.
const ROUND_STEPS: u32 = 72;

/// Where a piece of a curve ends, in millimetres.
fn end(item: &CurveItem) -> Option<(f64, f64)> {
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
pub(super) fn area_of(geometry: &Geometry, to_page: Transform) -> Area {
    let straight = (to_page.kx.is_zero() && to_page.ky.is_zero())
        || (to_page.sx.is_zero() && to_page.sy.is_zero());
    match geometry {
        Geometry::Line(end) => {
            Area::around([Point::zero(), *end].map(|point| point.transform(to_page)))
        }
        Geometry::Rect(size) => Area::of_size(*size, to_page),
        Geometry::Curve(curve) if straight => Area::of(curve.bbox(None), to_page),
        // The box of a turned box would be too large.
        Geometry::Curve(_) => {
            Area::of(outline(geometry, to_page).bbox(None), Transform::identity())
        }
    }
}

/// The areas of the parts of a curve that the pen draws without being lifted.
pub(super) fn parts_of(geometry: &Geometry, to_page: Transform) -> Vec<Area> {
    let whole = outline(geometry, to_page);
    let mut parts: Vec<Curve> = Vec::new();
    for item in whole.0 {
        match (&item, parts.last_mut()) {
            (CurveItem::Move(_), _) | (_, None) => parts.push(Curve(vec![item])),
            (_, Some(part)) => part.0.push(item),
        }
    }
    let drawn = parts.iter().filter(|part| part.0.len() > 1);
    drawn.map(|part| Area::of(part.bbox(None), Transform::identity())).collect()
}

/// How a transformation scales: the least of all directions, and upright letters in height.
pub(super) fn scales(by: Transform) -> (f64, f64) {
    let [a, b, c, d] = [by.sx, by.ky, by.kx, by.sy].map(|ratio| ratio.get());
    let area = (a * d - b * c).abs();
    let squares = a * a + b * b + c * c + d * d;
    // The least singular value of a 2 × 2 matrix.
    let least =
        ((squares - (squares * squares - 4.0 * area * area).max(0.0).sqrt()) / 2.0).max(0.0);
    let across = a.hypot(b);
    (least.sqrt(), if across > 0.0 { area / across } else { 0.0 })
}
