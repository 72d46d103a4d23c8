//! The chart of rounds against tiers, as data.

use serde::Serialize;

use crate::assess::Results;
use crate::model::{Figure, Number};

/// Rounds against tiers.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// The scale of a score.
    pub scale: (Number, Number),
    /// The rounds, in order.
    pub rounds: Vec<ChartRound>,
    /// The tiers, best first.
    pub tiers: Vec<ChartTier>,
    /// The colour of the entry, `#rrggbb`.
    pub colour: String,
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
}

/// A tier on a chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartTier {
    /// Its name, a word for each language.
    pub name: Vec<String>,
    /// Where it begins.
    pub min: Figure,
}

/// The chart of an entry's rounds up to one of them.
pub(super) fn chart(results: &Results, entry: usize, round: usize) -> Chart {
    let programme = &results.data.programme;
    let places = programme.scoring.places;
    let words = |text: &crate::model::Text| {
        programme
            .language_ids()
            .filter_map(|language| text.get(language))
            .map(str::to_owned)
            .collect()
    };
    let rounds = programme.rounds.iter().zip(&results.entries[entry].rounds).enumerate();
    let rounds = rounds.map(|(at, (named, result))| {
        let shown = at <= round;
        ChartRound {
            name: words(&named.name),
            score: result.score.as_ref().filter(|_| shown).map(|score| score.publish(places)),
            to_date: result.to_date.as_ref().filter(|_| shown).map(|score| score.publish(places)),
        }
    });
    let tiers = programme.tiers.iter().map(|tier| ChartTier {
        name: words(&tier.name),
        min: super::values::published(programme, tier.min),
    });
    let scale = &programme.scoring.scale;
    Chart {
        scale: (scale.min, scale.max),
        rounds: rounds.collect(),
        tiers: tiers.collect(),
        colour: programme.theme.primary.clone(),
    }
}
