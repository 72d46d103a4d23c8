//! The charts of a report, as SVG in the fonts and colours of its document.
//!
//! Direct labels instead of a legend, a light grid, and nothing told by colour alone. The unit of a
//! drawing is a quarter of a millimetre, and all of it stands on whole units: that is fine enough
//! for print, and keeps a drawing small.

mod label;
mod names;
mod rounds;
mod scale;
mod sheet;
mod strips;
mod swarm;
#[cfg(test)]
mod tests;
mod tiers;

use crate::plan::Chart;

/// Units of a drawing in a millimetre.
const MM: i32 = 4;

/// Draws a chart.
pub(super) fn svg(chart: &Chart) -> Vec<u8> {
    match chart {
        Chart::Rounds(chart) => rounds::draw(chart).into_bytes(),
        Chart::Strips(chart) => strips::draw(chart).into_bytes(),
    }
}
