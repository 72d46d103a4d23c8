//! What the rounds still to come have to bring for each tier.

use super::Results;
use crate::model::{Exact, Figure, Number};

/// How a tier may still be attained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlook {
    /// The tier, an index into the programme's tiers.
    pub tier: usize,
    /// What it takes.
    pub prospect: Prospect,
}

/// What it takes to attain a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// The least score in every remaining round still attains it.
    Secured,
    /// What each remaining round needs, as published: the least figure that suffices whichever way it was
    /// rounded. It is what they need on weighted average, too.
    Needs(Figure),
    /// The greatest score in every remaining round attains it, and no lesser figure surely does: what is
    /// published as the greatest may be less.
    FullMarks,
    /// Not even the greatest score in every remaining round attains it.
    OutOfReach,
}

/// The outlook of an entry after a round, for each tier from the best down: exact, from rules 2 and
/// 3. It takes no score of a later round into account.
///
/// `None` if the entry is not active, the round has no score, or no round remains.
pub fn outlook(results: &Results, entry: usize, round: usize) -> Option<Vec<Outlook>> {
    let programme = &results.data.programme;
    let scored = results.entries[entry].rounds[..=round].iter().map(|round| round.score.as_ref());
    let scores = scored.chain(std::iter::repeat(None));
    let (mut gained, mut remaining) = (Exact::zero(), Exact::zero());
    for (round, score) in programme.rounds.iter().zip(scores) {
        match score {
            Some(score) => gained = &gained + &(score * &round.weight.into()),
            None => remaining = &remaining + &round.weight.into(),
        }
    }
    let scored = results.entries[entry].rounds[round].score.is_some();
    if !scored || remaining == Exact::zero() || !results.is_active(entry) {
        return None;
    }
    let weights = programme.rounds.iter().map(|round| Exact::from(round.weight));
    let all = weights.fold(Exact::zero(), |sum, weight| &sum + &weight);
    let prospect = |min: Number| {
        let places = programme.scoring.places;
        let least = Exact::least_published_as(min, places);
        let needed = &(&(&least * &all) - &gained) / &remaining;
        if needed <= programme.scoring.scale.min.into() {
            Prospect::Secured
        } else if needed > programme.scoring.scale.max.into() {
            Prospect::OutOfReach
        } else {
            // A published 90.9 may be 90.85 exactly.
            let safe = needed.published_at_least(places);
            let top = Exact::from(programme.scoring.scale.max).publish(places);
            if safe <= top { Prospect::Needs(safe) } else { Prospect::FullMarks }
        }
    };
    let tiers = programme.tiers.iter().enumerate();
    Some(tiers.map(|(tier, at)| Outlook { tier, prospect: prospect(at.min) }).collect())
}
