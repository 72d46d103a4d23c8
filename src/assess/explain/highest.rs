//! Rule 6, the highest overall: the place in the scope; in confidence, who is next to it and how
//! far.

use super::recognitions::Case;
use super::{Derivation, Value};
use crate::assess::Winner;
use crate::assess::recognitions::highest::{compare, ranked};
use crate::assess::recognitions::{Basis, Missed, Standing};
use crate::model::Exact;

pub(super) fn parts(case: &Case) -> Vec<Derivation> {
    match &case.standing {
        Standing::Won(_) => won(case),
        Standing::Missed(Missed::Behind { leader, on }) => behind(case, *leader, *on),
        Standing::Missed(_) => case.missed().into_iter().collect(),
    }
}

/// First in its scope: with whom it shares, or how far the next is behind.
fn won(case: &Case) -> Vec<Derivation> {
    let first = Derivation::of("first").with("scope", case.scope()).with("n", case.candidates());
    let next = case.others().filter(|at| case.results.entries[*at].overall.is_some());
    let next = next.max_by(|a, b| compare(case.results, *a, *b).0);
    let next = next.filter(|_| case.in_confidence());
    let ahead = next.and_then(|next| {
        let (order, on) = compare(case.results, case.entry, next);
        let by = margin(case, case.entry, next, on).filter(|_| order.is_gt())?;
        let ahead = match on {
            Basis::Overall => Derivation::of("ahead"),
            Basis::Round(round) => {
                Derivation::of("ahead-by-round").with("round", named(case, round))
            }
        };
        Some(ahead.with("margin", Value::step(&by)))
    });
    [Some(first), case.shared(), ahead].into_iter().flatten().collect()
}

fn behind(case: &Case, leader: usize, on: Basis) -> Vec<Derivation> {
    let derivation = match on {
        _ if !case.in_confidence() => Derivation::of("place"),
        Basis::Overall => Derivation::of("behind"),
        Basis::Round(round) => Derivation::of("behind-by-round").with("round", named(case, round)),
    };
    let ahead = case.others().filter(|at| case.results.entries[*at].overall.is_some());
    let ahead = ahead.filter(|at| compare(case.results, *at, case.entry).0.is_gt());
    let derivation = derivation
        .with("scope", case.scope())
        .with("n", case.candidates())
        .with("place", 1 + ahead.count());
    if !case.in_confidence() {
        return vec![derivation];
    }
    let by = margin(case, leader, case.entry, on).unwrap_or_else(Exact::zero);
    let leader = case.other(Winner::Entry(leader));
    let derivation = derivation.with("margin", Value::step(&by)).with("leader", leader.clone());
    let nobody = case.contest.as_ref().is_some_and(|contest| contest.winners().next().is_none());
    let nobody = nobody.then(|| Derivation::of("nobody-wins").with("leader", leader));
    [Some(derivation), nobody].into_iter().flatten().collect()
}

/// How far one entry is ahead of another, in what they are ranked by.
fn margin(case: &Case, ahead: usize, behind: usize, on: Basis) -> Option<Exact> {
    Some(&ranked(case.results, ahead, on)? - &ranked(case.results, behind, on)?)
}

fn named(case: &Case, round: usize) -> Value {
    let round = &case.results.data.programme.rounds[round];
    Value::named(&round.id, &round.name)
}
