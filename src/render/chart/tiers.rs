//! Tiers as named lines.

use plotters::style::text_anchor::HPos;

use super::label::{Label, Type};
use super::scale::Scale;
use super::sheet::{Point, SOFT};
use crate::plan::ChartTier;

/// From the end of a line to its name.
const LEAD: i32 = 10;
/// How wide names may be.
const MOST: i32 = 200;

/// How much room the names take, beside the plot.
pub(super) fn room(tiers: &[ChartTier]) -> i32 {
    let kind = kind(tiers);
    tiers.iter().map(|tier| kind.width(&text(tier, kind)) + LEAD).max().unwrap_or(LEAD)
}

/// Each tier's line and name, from left to right; names keep apart from each other, and between
/// two heights. A line bends to a name that had to move. If there are more tiers than lines of text,
/// the best have names.
pub(super) fn lines(
    tiers: &[ChartTier],
    scale: &Scale,
    (left, right): (i32, i32),
    (top, bottom): (i32, i32),
) -> Vec<(Vec<Point>, Option<Label>)> {
    let kind = kind(tiers);
    let mut heights: Vec<_> = tiers.iter().map(|tier| scale.at(tier.min)).collect();
    let lines = heights.iter().map(|at| vec![(left, *at), (right, *at)]).collect::<Vec<_>>();
    heights.truncate(usize::try_from((bottom - top) / kind.line()).unwrap_or_default());
    // From the middle of its figures to the lower edge of a label.
    let drop = kind.size * 5 / 8;
    let room = (top + kind.line() - drop, bottom - drop);
    let mut spread = spread(&heights, kind.line(), room).into_iter();
    let named = tiers.iter().zip(lines).map(|(tier, mut line)| {
        let label = spread.next().map(|height| {
            line.push((right + LEAD - 3, height));
            let at = (right + LEAD, height + drop);
            Label { text: text(tier, kind), kind, at, by: HPos::Left }
        });
        (line, label)
    });
    named.collect()
}

/// The size at which all names fit, or the small one.
fn kind(tiers: &[ChartTier]) -> Type {
    let normal = Type::plain(12, SOFT);
    let fits = |tier: &ChartTier| normal.width(&whole(tier)) <= MOST;
    if tiers.iter().all(fits) { normal } else { Type::plain(11, SOFT) }
}

fn whole(tier: &ChartTier) -> String {
    format!("{} {}", tier.name.join(" "), tier.min.typeset())
}

/// The name, cut if it must be, and the figure.
fn text(tier: &ChartTier, kind: Type) -> String {
    let figure = format!(" {}", tier.min.typeset());
    kind.cut(&tier.name.join(" "), MOST - kind.width(&figure)) + &figure
}

/// Moves heights apart, best tier at the top, as little as need be: first down from the top, then
/// up from the bottom.
fn spread(heights: &[i32], least: i32, (top, bottom): (i32, i32)) -> Vec<i32> {
    let mut moved = heights.to_vec();
    let mut order: Vec<_> = (0..moved.len()).collect();
    order.sort_by_key(|at| heights[*at]);
    let mut free = top;
    for at in &order {
        moved[*at] = moved[*at].max(free);
        free = moved[*at] + least;
    }
    let mut free = bottom;
    for at in order.iter().rev() {
        moved[*at] = moved[*at].min(free);
        free = moved[*at] - least;
    }
    moved
}
