//! What the charts of a report show.

use crate::assess::Results;
use crate::model::Text;
use crate::plan::values::published;
use crate::plan::{Chart, ChartRound, ChartTier, RoundsChart};

/// An entry's rounds up to one of them, against tiers.
pub(super) fn rounds(results: &Results, entry: usize, round: usize) -> Chart {
    let programme = &results.data.programme;
    let places = programme.scoring.places;
    let words = |text: &Text| {
        let parts = programme.language_ids().filter_map(|language| text.get(language));
        parts.map(str::to_owned).collect()
    };
    let rounds = programme.rounds.iter().zip(&results.entries[entry].rounds).enumerate();
    let rounds = rounds.map(|(at, (named, result))| {
        let shown = at <= round;
        ChartRound {
            name: words(&named.name),
            score: result.score.as_ref().filter(|_| shown).map(|score| score.publish(places)),
            to_date: result.to_date.as_ref().filter(|_| shown).map(|score| score.publish(places)),
            months: Vec::new(),
        }
    });
    let tiers = programme
        .tiers
        .iter()
        .map(|tier| ChartTier { name: words(&tier.name), min: published(programme, tier.min) });
    let scale = &programme.scoring.scale;
    Chart::Rounds(RoundsChart {
        scale: (scale.min, scale.max),
        last_season: None,
        rounds: rounds.collect(),
        tiers: tiers.collect(),
        colour: programme.theme.primary.clone(),
    })
}
