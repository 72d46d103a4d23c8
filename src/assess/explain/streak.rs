//! Rule 8, the streak: the seasons it rests on, and why it goes back no further.

use super::improvement::stream;
use super::recognitions::Case;
use super::{Derivation, Value};
use crate::assess::recognitions::Standing;
use crate::assess::recognitions::streak::{Break, Seasons, seasons};
use crate::model::{Exact, Field, HistoryRow, Id};

pub(super) fn parts(case: &Case, tier: &Id, needed: usize, same: &[Field]) -> Vec<Derivation> {
    let programme = &case.results.data.programme;
    let seasons = programme
        .tier(tier)
        .and_then(|tier| Some((tier, seasons(case.results, case.entry, tier, same)?)));
    let streak = seasons.map(|(tier, seasons)| {
        let tier = &programme.tiers[tier];
        Derivation::of("streak")
            .with("n", seasons.years())
            .with("tier", Value::named(&tier.id, &tier.name))
            .resting_on(this_season(case))
            .resting_on(seasons.earlier.iter().map(|row| season(case, "earlier-season", row)))
            .resting_on([broken(case, &seasons)])
    });
    let reason = match case.standing {
        Standing::Won(_) => Some(Derivation::of("streak-long-enough").with("n", needed)),
        Standing::Missed(_) => case.missed(),
    };
    streak.into_iter().chain(reason).collect()
}

fn this_season(case: &Case) -> Option<Derivation> {
    let published = case.results.entries[case.entry].published?;
    let year = case.results.data.season.year;
    Some(Derivation::of("this-season").with("season", year).with("overall", published))
}

/// An earlier season as history states it.
fn season(case: &Case, fact: &'static str, row: &HistoryRow) -> Derivation {
    let data = case.results.data;
    Derivation::of(fact)
        .with("season", row.season)
        .with("overall", Exact::from(row.overall).publish(data.programme.scoring.places))
        .with("stream", stream(data, &row.stream))
        .with("group", row.group.as_str())
        .read_from(&row.origin)
}

/// Why the season before the first does not count.
fn broken(case: &Case, seasons: &Seasons) -> Derivation {
    let Some((row, why)) = seasons.before else {
        return Derivation::of("streak-gap").with("season", seasons.year_before);
    };
    let tiers = &case.results.data.programme.tiers;
    match (why, row.tier) {
        (Break::Tier, Some(held)) => season(case, "streak-ends-at-tier", row)
            .with("tier", Value::named(&tiers[held].id, &tiers[held].name)),
        (Break::Tier, None) => season(case, "streak-ends-without-tier", row),
        (Break::Field(Field::Group), _) => season(case, "streak-ends-at-group", row),
        (Break::Field(_), _) => season(case, "streak-ends-at-stream", row),
    }
}
