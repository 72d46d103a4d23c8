//! The charts of a report, as data.
//!
//! A chart holds figures and the names that the data give them. Words of the catalogues stand in the
//! tables beside it, which its template sets.

use serde::Serialize;

use crate::model::{Figure, Number};

/// A chart.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chart {
    /// The rounds of a season against tiers.
    Rounds(RoundsChart),
    /// A strip for each row of a table.
    Strips(StripChart),
}

/// Rounds against tiers.
#[derive(Debug, Clone, Serialize)]
pub struct RoundsChart {
    /// The scale of a score.
    pub scale: (Number, Number),
    /// The season before, if its result is comparable.
    pub last_season: Option<LastSeason>,
    /// The rounds, in order.
    pub rounds: Vec<ChartRound>,
    /// The tiers, best first.
    pub tiers: Vec<ChartTier>,
    /// The colour of the entry, `#rrggbb`.
    pub colour: String,
}

/// The overall of an earlier season.
#[derive(Debug, Clone, Serialize)]
pub struct LastSeason {
    /// Its year.
    pub season: i16,
    /// Its overall.
    pub overall: Figure,
}

/// A round on a chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartRound {
    /// Its name, a line for each language.
    pub name: Vec<String>,
    /// Its score; none for a round still to come.
    pub score: Option<Figure>,
    /// The score to date after it.
    pub to_date: Option<Figure>,
    /// The means of its months, in order.
    pub months: Vec<Figure>,
}

/// A tier on a chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartTier {
    /// Its name, a word for each language.
    pub name: Vec<String>,
    /// Where it begins.
    pub min: Figure,
}

/// Strips, one for each row of a table that stands beside the chart: its rows are all of one height,
/// so that strip and row are on one line.
#[derive(Debug, Clone, Serialize)]
pub struct StripChart {
    /// The scale of a score.
    pub scale: (Number, Number),
    /// The scores at which tiers begin, best first.
    pub tiers: Vec<Figure>,
    /// The colour of the entry, `#rrggbb`.
    pub colour: String,
    /// The height of the table's head, in millimetres.
    pub head: u32,
    /// The height of a row, in millimetres.
    pub row: u32,
    /// The width of the chart, in millimetres.
    pub width: u32,
    /// The strips, in the order of the rows.
    pub strips: Vec<Strip>,
}

/// One line of figures on a common scale.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Strip {
    /// Single scores, each a small dot.
    pub dots: Vec<Figure>,
    /// Lower quartile, median and upper quartile of the dots: a box.
    pub quartiles: Option<[Figure; 3]>,
    /// The entry's own figure.
    pub own: Option<Figure>,
    /// The same in the round before.
    pub before: Option<Figure>,
    /// The benchmark.
    pub benchmark: Option<Figure>,
}
