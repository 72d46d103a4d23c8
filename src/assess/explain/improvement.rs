//! Rule 7, improvement: the rise over the last overall result.

use super::recognitions::Case;
use super::{Derivation, Value};
use crate::assess::Winner;
use crate::assess::recognitions::history::past;
use crate::assess::recognitions::{Missed, Standing};
use crate::model::{Exact, Field, Figure};

pub(super) fn parts(case: &Case) -> Vec<Derivation> {
    let reason = match &case.standing {
        Standing::Won(_) => Some(
            Derivation::of("largest-rise").with("scope", case.scope()).with("n", case.candidates()),
        ),
        Standing::Missed(Missed::SmallerRise { leader, by }) => Some(match case.in_confidence() {
            true => Derivation::of("smaller-rise")
                .with("n", *by)
                .with("leader", case.other(Winner::Entry(*leader))),
            false => place(case, *by),
        }),
        Standing::Missed(Missed::LastElsewhere(field)) => return elsewhere(case, *field),
        Standing::Missed(_) => case.missed(),
    };
    rise(case).into_iter().chain(reason).chain(case.shared()).collect()
}

/// The place by rise, for a member: `by` is how much less it is than the largest.
fn place(case: &Case, by: Figure) -> Derivation {
    let candidates = case.contest.iter().flat_map(|contest| &contest.candidates);
    let ahead = candidates.filter(|(_, standing)| match standing {
        Standing::Won(_) => true,
        Standing::Missed(Missed::SmallerRise { by: other, .. }) => *other < by,
        Standing::Missed(_) => false,
    });
    Derivation::of("place-by-rise")
        .with("scope", case.scope())
        .with("n", case.candidates())
        .with("place", 1 + ahead.count())
}

/// The change since the last result, which history states.
fn rise(case: &Case) -> Option<Derivation> {
    let places = case.results.data.programme.scoring.places;
    let published = case.results.entries[case.entry].published?;
    case.contest.as_ref()?;
    let last = past(case.results, case.entry).last()?;
    let overall = Exact::from(last.overall).publish(places);
    Some(
        Derivation::of("change")
            .with("published", published)
            .with("last", overall)
            .with("season", last.season)
            .with("change", published - overall)
            .read_from(&last.origin),
    )
}

/// The last result was of another stream or group.
fn elsewhere(case: &Case, field: Field) -> Vec<Derivation> {
    let data = case.results.data;
    let row = past(case.results, case.entry).last();
    let derivation = row.map(|row| {
        let derivation = match field {
            Field::Group => Derivation::of("last-in-another-group")
                .with("then", Value::Group { group: row.group.clone() }),
            _ => Derivation::of("last-in-another-stream").with("then", stream(data, &row.stream)),
        };
        derivation.with("season", row.season).read_from(&row.origin)
    });
    derivation.into_iter().collect()
}

/// A stream by its name; by its id, should the programme have it no more.
pub(super) fn stream(data: &crate::model::SeasonData, id: &crate::model::Id) -> Value {
    data.programme.stream(id).map_or_else(|| id.into(), |stream| Value::named(id, &stream.name))
}
