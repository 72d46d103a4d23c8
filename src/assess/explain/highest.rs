//! Rule 6, the highest overall: the place in the scope and the exact margin.

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
        Basis::Overall => Derivation::of("behind"),
        Basis::Round(round) => Derivation::of("behind-by-round").with("round", named(case, round)),
    };
    let ahead = case.others().filter(|at| case.results.entries[*at].overall.is_some());
    let ahead = ahead.filter(|at| compare(case.results, *at, case.entry).0.is_gt());
    let derivation = derivation
        .with("scope", case.scope())
        .with("n", case.candidates())
        .with("place", 1 + ahead.count());
    let by = margin(case, leader, case.entry, on).unwrap_or_else(Exact::zero);
    let derivation =
        case.naming(derivation.with("margin", Value::step(&by)), Winner::Entry(leader));
    let nobody = case.contest.as_ref().is_some_and(|contest| contest.winners().next().is_none());
    let nobody = nobody.then(|| case.naming(Derivation::of("nobody-wins"), Winner::Entry(leader)));
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
