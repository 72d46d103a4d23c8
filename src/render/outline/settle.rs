//! Makes of areas painted over each other areas that lie beside each other.

use std::collections::BTreeMap;
use std::mem;

use i_overlay::core::overlay_rule::OverlayRule;
use typst::diag::SourceDiagnostic;

use super::paint::{Colour, GROUND};
use super::plane::Ring;
use super::region::{self, NEAR, Region};
use super::walk::Mark;

/// Two colours that share less are neighbours whose borders were rounded, in square millimetres.
const SHARED: f64 = 0.01;

/// The areas to be engraved, in the order of painting, none of which meets another.
///
/// Adds to `faults` where two colours overlap: engraved, nobody could tell them apart.
pub(super) fn settle(marks: Vec<Mark>, faults: &mut Vec<SourceDiagnostic>) -> Vec<Region> {
    let groups = groups(&marks, faults);
    let mut members: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    for (mark, group) in marks.into_iter().zip(groups) {
        members.entry(group).or_default().push(mark);
    }
    members.into_values().filter_map(flatten).collect()
}

/// For each mark the first of those that it is connected with over areas that meet. White counts where it
/// takes something away: what is painted on it later is no concern of it.
fn groups(marks: &[Mark], faults: &mut Vec<SourceDiagnostic>) -> Vec<usize> {
    let mut first: Vec<_> = (0..marks.len()).collect();
    let mut from_left: Vec<_> = (0..marks.len()).collect();
    from_left.sort_by(|one, other| {
        let left = |at: &usize| marks[*at].region.bounds.x0;
        left(one).total_cmp(&left(other))
    });
    for (place, &one) in from_left.iter().enumerate() {
        let end = marks[one].region.bounds.x1 + f64::from(NEAR);
        let later = from_left[place + 1..].iter();
        for &other in later.take_while(|other| marks[**other].region.bounds.x0 <= end) {
            let (below, above) = (one.min(other), one.max(other));
            let (low, high) = (&marks[below], &marks[above]);
            let differ = high.colour != GROUND && low.colour != high.colour;
            let known = root(&mut first, one) == root(&mut first, other);
            if low.colour == GROUND || (known && !differ) || !low.region.meets(&high.region) {
                continue;
            }
            if differ && low.region.shared(&high.region) > SHARED {
                push_new(faults, mixed(low, high));
            }
            let (one, other) = (root(&mut first, one), root(&mut first, other));
            first[one.max(other)] = one.min(other);
        }
    }
    (0..marks.len()).map(|at| root(&mut first, at)).collect()
}

fn root(first: &mut [usize], mut at: usize) -> usize {
    while first[at] != at {
        first[at] = first[first[at]];
        at = first[at];
    }
    at
}

fn mixed(low: &Mark, high: &Mark) -> SourceDiagnostic {
    let name = |[red, green, blue]: Colour| format!("`#{red:02x}{green:02x}{blue:02x}`");
    let (high, low) = ((name(high.colour), high.span), name(low.colour));
    let message = format!("{} on {low} cannot be engraved: they would become one area", high.0);
    SourceDiagnostic::error(high.1, message)
        .with_hint("use one colour, and white for what is to be left out of it")
}

fn push_new(faults: &mut Vec<SourceDiagnostic>, fault: SourceDiagnostic) {
    if !faults.contains(&fault) {
        faults.push(fault);
    }
}

/// One area of marks that meet, in the order of painting.
fn flatten(mut marks: Vec<Mark>) -> Option<Region> {
    if marks.len() == 1 {
        let alone = marks.pop()?;
        return (alone.colour != GROUND).then_some(alone.region);
    }
    let (mut sum, mut run, mut cuts) = (Vec::new(), Vec::new(), false);
    for mark in marks {
        if (mark.colour == GROUND) != cuts {
            sum = applied(&sum, &mem::take(&mut run), cuts);
            cuts = !cuts;
        }
        run.extend(mark.region.rings);
    }
    Region::of_rings(applied(&sum, &run, cuts))
}

fn applied(sum: &[Ring], run: &[Ring], cuts: bool) -> Vec<Ring> {
    let rule = if cuts { OverlayRule::Difference } else { OverlayRule::Union };
    region::combine(sum, run, rule)
}
