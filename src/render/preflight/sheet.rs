//! Where things lie on a sheet: its trim, the safe zone within it and the bleed around it.

use kurbo::Rect;
use typst::layout::{Abs, Point};
use typst::visualize::{Curve, FillRule};

use super::area::{corners, end, holds};
use super::fault::{Flaw, Side};
use crate::plan::Demands;

/// Lengths that differ by less are the same, in millimetres; a printer's dot is ten times as wide.
pub(super) const CLOSE: f64 = 0.01;

/// Something on its way to the edge.
pub(super) struct Ground {
    /// All that can be seen of it.
    pub(super) area: Rect,
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
    fn farthest(&self, area: Rect) -> f64 {
        let (x, y) = self.centre();
        let distance = |(a, b): (f64, f64)| (a - x).hypot(b - y);
        corners(area).map(distance).into_iter().fold(0.0, f64::max)
    }

    /// How far the nearest point is from the centre.
    fn nearest(&self, area: Rect) -> f64 {
        let (x, y) = self.centre();
        (x.clamp(area.x0, area.x1) - x).hypot(y.clamp(area.y0, area.y1) - y)
    }

    /// Whether an area lies outside the bleed, where only printers' marks are.
    pub(super) fn outside(&self, area: Rect) -> bool {
        let Demands { width, height, bleed, round, .. } = *self.demands;
        area.x1 <= CLOSE - bleed
            || area.y1 <= CLOSE - bleed
            || area.x0 >= width + bleed - CLOSE
            || area.y0 >= height + bleed - CLOSE
            || (round && self.nearest(area) >= self.radius() + bleed - CLOSE)
    }

    /// How far an area stands out of the safe zone, if it does.
    pub(super) fn beyond_safe(&self, area: Rect) -> Option<f64> {
        self.beyond(area, (self.demands.safe, self.demands.round))
    }

    /// How far an area stands out of the sheet, if it does. A round one is cut out of a square, which
    /// the corners of an area may fill.
    pub(super) fn beyond_trim(&self, area: Rect) -> Option<f64> {
        self.beyond(area, (0.0, false))
    }

    fn beyond(&self, area: Rect, (inside, round): (f64, bool)) -> Option<f64> {
        let Demands { width, height, .. } = *self.demands;
        let by = if round {
            self.farthest(area) - (self.radius() - inside)
        } else {
            let across = (inside - area.x0).max(area.x1 - (width - inside));
            across.max(inside - area.y0).max(area.y1 - (height - inside))
        };
        (by > CLOSE).then_some(by)
    }

    /// Whether an area reaches the trim.
    pub(super) fn reaches_trim(&self, area: Rect) -> bool {
        let Demands { width, height, round, .. } = *self.demands;
        if round {
            return self.farthest(area) >= self.radius() - CLOSE;
        }
        area.x0 <= CLOSE
            || area.y0 <= CLOSE
            || area.x1 >= width - CLOSE
            || area.y1 >= height - CLOSE
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
            (Side::Left, -area.x0),
            (Side::Top, -area.y0),
            (Side::Right, area.x1 - width),
            (Side::Bottom, area.y1 - height),
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
        let covers = |angle, distance| self.covers(ground, rule, (angle, distance));
        let dip = self.dip();
        let mut least: Option<f64> = None;
        for angle in angles() {
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

    /// Whether a ground covers any of a round trim; of another sheet, whether it reaches that is all there
    /// is to know.
    pub(super) fn meets_trim(&self, ground: &Ground) -> bool {
        match ground.fill {
            Ok(rule) if self.demands.round => {
                let within = self.radius() - self.dip();
                angles().any(|angle| self.covers(ground, rule, (angle, within)))
            }
            _ => true,
        }
    }

    /// Whether a filled ground covers the point at an angle and distance from the middle.
    fn covers(&self, ground: &Ground, rule: FillRule, (angle, distance): (f64, f64)) -> bool {
        let (x, y) = self.centre();
        let (a, b) = (x + distance * angle.cos(), y + distance * angle.sin());
        let point = Point::new(Abs::mm(a), Abs::mm(b));
        holds(ground.area, (a, b)) && ground.outline.contains(rule, point)
    }

    /// Whether the cut line lies on the trim.
    pub(super) fn is_trim(&self, area: Rect) -> bool {
        let Demands { width, height, .. } = *self.demands;
        let off = [area.x0, area.y0, area.x1 - width, area.y1 - height];
        off.iter().all(|off| off.abs() <= 5.0 * CLOSE)
    }
}

/// In how many places the edge of a round sheet is looked at: every 5 mm or so of it.
const ROUND_STEPS: u32 = 72;

/// The angles at which a round trim is looked at.
fn angles() -> impl Iterator<Item = f64> {
    let turn = std::f64::consts::TAU / f64::from(ROUND_STEPS);
    (0..ROUND_STEPS).map(move |step| f64::from(step) * turn)
}
