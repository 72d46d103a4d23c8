//! Rule 7: the largest rise over the last overall result, if that was in the same fields.

use super::history::{differs, past};
use super::scopes::scopes;
use super::{Contest, Missed, Standing, Value, Winner, leader};
use crate::assess::Results;
use crate::model::{Exact, Field, Figure};

pub(super) fn contests(results: &Results, per: &[Field], same: &[Field]) -> Vec<Contest> {
    let contest = |(scope, entries): (_, Vec<usize>)| {
        let rises: Vec<_> =
            entries.into_iter().map(|entry| (entry, rise(results, entry, same))).collect();
        let rose = rises.iter().filter_map(|(entry, rise)| Some((*entry, *rise.as_ref().ok()?)));
        let leader = leader(rose, |(_, a), (_, b)| a.cmp(b));
        let standing = |(entry, rise): (usize, Result<Figure, Missed>)| {
            let standing = match (rise, leader) {
                (Err(missed), _) => Standing::Missed(missed),
                (Ok(rise), Some((leader, most))) if rise < most => {
                    Standing::Missed(Missed::SmallerRise { leader, by: most - rise })
                }
                (Ok(rise), _) => Standing::Won(Value::Figure(rise)),
            };
            (Winner::Entry(entry), standing)
        };
        Contest { scope, candidates: rises.into_iter().map(standing).collect() }
    };
    scopes(results, per, |at| results.is_active(at)).into_iter().map(contest).collect()
}

/// The published overall less the published last one, above zero.
fn rise(results: &Results, entry: usize, same: &[Field]) -> Result<Figure, Missed> {
    let published = results.entries[entry].published.ok_or(Missed::NoOverall)?;
    let last = past(results, entry).last().ok_or(Missed::NoEarlierSeason)?;
    if let Some(field) = differs(results, entry, last, same) {
        return Err(Missed::LastElsewhere(field));
    }
    let places = results.data.programme.scoring.places;
    let rise = published - Exact::from(last.overall).publish(places);
    if rise.is_positive() { Ok(rise) } else { Err(Missed::NoRise(rise)) }
}
