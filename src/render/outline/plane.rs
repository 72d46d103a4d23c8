//! Closed polygons in whole micrometres: how they lie to themselves and to each other. All of it is
//! exact, so that what is found apart here is apart in the file.

use i_overlay::i_float::int::point::IntPoint;
use kurbo::{Point, Rect};

use crate::render::rect::around;

pub(super) type Dot = IntPoint<i32>;

/// A closed polygon; the last point joins the first.
pub(super) type Ring = Vec<Dot>;

/// The box around points. Whole micrometres are exact in it too.
pub(super) fn bounds<'a>(dots: impl IntoIterator<Item = &'a Dot>) -> Rect {
    around(dots.into_iter().map(|dot| Point::new(dot.x.into(), dot.y.into())))
}

/// Whether boxes come as near as `reach`.
pub(super) fn meet(one: Rect, other: Rect, reach: i32) -> bool {
    one.inflate(reach.into(), reach.into()).overlaps(other)
}

/// One side of a polygon, with the polygon and the place in it.
#[derive(Clone, Copy)]
pub(super) struct Side {
    from: Dot,
    to: Dot,
    ring: usize,
    at: usize,
}

pub(super) fn sides(rings: &[Ring]) -> impl Iterator<Item = Side> + '_ {
    rings.iter().enumerate().flat_map(|(ring, dots)| {
        let ends = dots.iter().skip(1).chain(dots.first());
        dots.iter().zip(ends).enumerate().map(move |(at, (&from, &to))| Side { from, to, ring, at })
    })
}

impl Side {
    fn left(&self) -> i32 {
        self.from.x.min(self.to.x)
    }

    fn right(&self) -> i32 {
        self.from.x.max(self.to.x)
    }

    pub(super) fn bounds(&self) -> Rect {
        bounds([&self.from, &self.to])
    }

    fn crosses(&self, other: &Self) -> bool {
        let turns = |side: &Self, dot| turn(side.from, side.to, dot).signum();
        let (a, b) = (turns(self, other.from), turns(self, other.to));
        let (c, d) = (turns(other, self.from), turns(other, self.to));
        // On one line they cross where their boxes do, which the caller knows.
        a * b <= 0 && c * d <= 0 && meet(self.bounds(), other.bounds(), 0)
    }

    /// Whether two sides of a figure touch where they should not: neighbours share their corner.
    fn spoils(&self, other: &Self, length: usize) -> bool {
        if self.ring == other.ring {
            let corner = if (self.at + 1) % length == other.at {
                Some((self.from, self.to, other.to))
            } else if (other.at + 1) % length == self.at {
                Some((other.from, self.from, self.to))
            } else {
                None
            };
            if let Some((before, corner, after)) = corner {
                return turn(before, corner, after) == 0 && ahead(corner, before, after);
            }
        }
        self.crosses(other)
    }

    fn comes_near(&self, other: &Self, reach: i32) -> bool {
        let near = |side: &Self, dot| side.distance(dot) <= f64::from(reach);
        meet(self.bounds(), other.bounds(), reach)
            && (self.crosses(other)
                || near(self, other.from)
                || near(self, other.to)
                || near(other, self.from)
                || near(other, self.to))
    }

    fn distance(&self, dot: Dot) -> f64 {
        let away =
            |a: Dot, b: Dot| (f64::from(a.x) - f64::from(b.x), f64::from(a.y) - f64::from(b.y));
        let (along, to) = (away(self.to, self.from), away(dot, self.from));
        let square = along.0 * along.0 + along.1 * along.1;
        let share = if square > 0.0 { (along.0 * to.0 + along.1 * to.1) / square } else { 0.0 };
        let share = share.clamp(0.0, 1.0);
        (to.0 - share * along.0).hypot(to.1 - share * along.1)
    }
}

/// Positive where the way from `a` over `b` to `c` turns towards growing angles.
fn turn(a: Dot, b: Dot, c: Dot) -> i64 {
    let (ax, ay) = (i64::from(b.x) - i64::from(a.x), i64::from(b.y) - i64::from(a.y));
    let (bx, by) = (i64::from(c.x) - i64::from(a.x), i64::from(c.y) - i64::from(a.y));
    ax * by - ay * bx
}

/// Whether two points lie on the same side of a corner.
fn ahead(corner: Dot, a: Dot, b: Dot) -> bool {
    let (ax, ay) = (i64::from(a.x) - i64::from(corner.x), i64::from(a.y) - i64::from(corner.y));
    let (bx, by) = (i64::from(b.x) - i64::from(corner.x), i64::from(b.y) - i64::from(corner.y));
    ax * bx + ay * by > 0
}

/// Twice the area, negative for a polygon that runs the other way round.
pub(super) fn area(ring: &[Dot]) -> i64 {
    let ends = ring.iter().skip(1).chain(ring.first());
    let cross =
        |(a, b): (&Dot, &Dot)| i64::from(a.x) * i64::from(b.y) - i64::from(b.x) * i64::from(a.y);
    ring.iter().zip(ends).map(cross).sum()
}

/// How often a polygon runs around a point that is not on it.
pub(super) fn winding(ring: &[Dot], dot: Dot) -> i32 {
    let ends = ring.iter().skip(1).chain(ring.first());
    let step = |(a, b): (&Dot, &Dot)| match (a.y <= dot.y, b.y <= dot.y) {
        (true, false) if turn(*a, *b, dot) > 0 => 1,
        (false, true) if turn(*a, *b, dot) < 0 => -1,
        _ => 0,
    };
    ring.iter().zip(ends).map(step).sum()
}

/// Whether any two sides of a figure cross or touch, but for neighbours at their corner.
pub(super) fn is_tangled(rings: &[Ring]) -> bool {
    let mut all: Vec<_> = sides(rings).collect();
    all.sort_unstable_by_key(Side::left);
    all.iter().enumerate().any(|(at, one)| {
        let (bounds, length) = (one.bounds(), rings[one.ring].len());
        let later = all[at + 1..].iter().take_while(|other| f64::from(other.left()) <= bounds.x1);
        later.into_iter().any(|other| meet(other.bounds(), bounds, 0) && one.spoils(other, length))
    })
}

/// Whether the borders of two figures come as near as `reach`.
pub(super) fn borders_meet(a: (&[Ring], Rect), b: (&[Ring], Rect), reach: i32) -> bool {
    let close = |rings: &[Ring], bounds: Rect| -> Vec<Side> {
        sides(rings).filter(|side| meet(side.bounds(), bounds, reach)).collect()
    };
    let ours = close(a.0, b.1);
    if ours.is_empty() {
        return false;
    }
    let mut theirs = close(b.0, a.1);
    theirs.sort_unstable_by_key(Side::left);
    // The widest side tells how far left of another its partner may begin.
    let widest = theirs.iter().map(|side| side.right() - side.left()).max().unwrap_or(0);
    ours.iter().any(|one| {
        let from = one.left() - reach - widest;
        let first = theirs.partition_point(|side| side.left() < from);
        let others = theirs[first..].iter();
        others
            .take_while(|side| side.left() <= one.right() + reach)
            .any(|other| one.comes_near(other, reach))
    })
}
