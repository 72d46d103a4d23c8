//! Rule 6: the highest overall of each scope.

use std::cmp::Ordering;

use super::scopes::scopes;
use super::{Basis, Contest, Missed, Standing, Value, Winner, leader};
use crate::assess::Results;
use crate::model::{Exact, Field, Id, RankOn};

pub(super) fn contests(
    results: &Results,
    per: &[Field],
    min_entries: usize,
    tier: Option<&Id>,
) -> Vec<Contest> {
    let required = tier.and_then(|tier| results.data.programme.tier(tier));
    let contest = |(scope, entries): (_, Vec<usize>)| {
        let count = entries.len();
        let scored = entries.iter().copied().filter(|at| results.entries[*at].overall.is_some());
        let leader = leader(scored, |a, b| compare(results, *a, *b).0);
        let standing = |entry: usize| {
            let standing = if count < min_entries {
                Standing::Missed(Missed::TooFew { entries: count, needed: min_entries })
            } else {
                standing(results, entry, leader, required)
            };
            (Winner::Entry(entry), standing)
        };
        Contest { scope, candidates: entries.into_iter().map(standing).collect() }
    };
    scopes(results, per, |at| results.is_active(at)).into_iter().map(contest).collect()
}

fn standing(
    results: &Results,
    entry: usize,
    leader: Option<usize>,
    required: Option<usize>,
) -> Standing {
    let result = &results.entries[entry];
    let (Some(leader), Some(published)) = (leader, result.published) else {
        return Standing::Missed(Missed::NoOverall);
    };
    // Those level with the leader are tied, so all of them hold the same tier or none does.
    match (compare(results, entry, leader), required) {
        ((Ordering::Less, on), _) => Standing::Missed(Missed::Behind { leader, on }),
        (_, Some(required)) if result.tier.is_none_or(|held| held > required) => {
            Standing::Missed(Missed::BelowTier { required })
        }
        _ => Standing::Won(Value::Figure(published)),
    }
}

/// Compares two entries by overall, then by the rounds that break a tie, in order; and says which
/// of these decided.
pub(in crate::assess) fn compare(results: &Results, a: usize, b: usize) -> (Ordering, Basis) {
    let scoring = &results.data.programme.scoring;
    let rounds = scoring.tie_break.iter().filter_map(|id| results.data.programme.round(id));
    let mut bases = std::iter::once(Basis::Overall).chain(rounds.map(Basis::Round));
    let compared = |on| ranked(results, a, on).cmp(&ranked(results, b, on));
    bases
        .find_map(|on| Some((compared(on), on)).filter(|(order, _)| order.is_ne()))
        .unwrap_or((Ordering::Equal, Basis::Overall))
}

/// What an entry is ranked by: exact, or as published (`rank_on`).
pub(in crate::assess) fn ranked(results: &Results, entry: usize, on: Basis) -> Option<Exact> {
    let (scoring, result) = (&results.data.programme.scoring, &results.entries[entry]);
    let value = match on {
        Basis::Overall => result.overall.as_ref(),
        Basis::Round(round) => result.rounds[round].score.as_ref(),
    }?;
    Some(match scoring.rank_on {
        RankOn::Exact => value.clone(),
        RankOn::Published => value.publish(scoring.places).into(),
    })
}
