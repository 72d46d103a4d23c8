//! Rule 9: the participant whose active entries cover every channel, each at the tier or better.

use std::cmp::Ordering;

use super::{Contest, Missed, Scope, Standing, Value, Winner, leader};
use crate::assess::Results;
use crate::model::{Exact, Id, Number, OrderBy};

/// What an eligible participant is ranked by.
struct Eligible {
    participant: usize,
    entries: usize,
    mean: Exact,
}

pub(super) fn contests(
    results: &Results,
    channels: &[Id],
    tier: &Id,
    order: &[OrderBy],
) -> Vec<Contest> {
    let Some(required) = results.data.programme.tier(tier) else {
        return Vec::new();
    };
    let participants = 0..results.data.participants.len();
    let candidates = participants
        .filter(|participant| !results.active_entries_of(*participant).is_empty())
        .map(|participant| (participant, eligible(results, participant, channels, required)));
    let candidates: Vec<_> = candidates.collect();
    let contenders = candidates.iter().filter_map(|(_, eligible)| eligible.as_ref().ok());
    let leader = leader(contenders, |a, b| compare(a, b, order).0);
    let places = results.data.programme.scoring.places;
    let standing = |eligible: &Result<Eligible, Missed>| match (eligible, leader) {
        (Err(missed), _) => Standing::Missed(missed.clone()),
        (Ok(own), Some(leader)) if let (Ordering::Less, Some(on)) = compare(own, leader, order) => {
            let by = match on {
                OrderBy::Entries => &count(leader) - &count(own),
                OrderBy::Mean => &leader.mean - &own.mean,
            };
            Standing::Missed(Missed::BehindParticipant { leader: leader.participant, on, by })
        }
        (Ok(own), _) => Standing::Won(Value::Figure(own.mean.publish(places))),
    };
    let candidate = |(at, eligible): &(usize, _)| (Winner::Participant(*at), standing(eligible));
    let candidates = candidates.iter().map(candidate).collect();
    vec![Contest { scope: Scope::new(), candidates }]
}

/// Whether a participant covers the channels with entries at the tier.
fn eligible(
    results: &Results,
    participant: usize,
    channels: &[Id],
    required: usize,
) -> Result<Eligible, Missed> {
    let active = results.active_entries_of(participant);
    let covered = |channel: &&Id| active.iter().any(|at| results.channel_of(*at) == Some(*channel));
    let uncovered: Vec<_> = channels.iter().filter(|channel| !covered(channel)).cloned().collect();
    if !uncovered.is_empty() {
        return Err(Missed::Uncovered(uncovered));
    }
    let below = |at: &usize| results.entries[*at].tier.is_none_or(|held| held > required);
    let entries: Vec<_> = active.iter().copied().filter(below).collect();
    if !entries.is_empty() {
        return Err(Missed::EntriesBelow { entries, required });
    }
    let overalls = active.iter().filter_map(|at| results.entries[*at].overall.as_ref());
    let mean = Exact::mean(overalls).expect("a participant with active entries that hold a tier");
    Ok(Eligible { participant, entries: active.len(), mean })
}

/// Compares two participants, and says which of the orders decided.
fn compare(a: &Eligible, b: &Eligible, order: &[OrderBy]) -> (Ordering, Option<OrderBy>) {
    let compared = |on: &OrderBy| match on {
        OrderBy::Entries => a.entries.cmp(&b.entries),
        OrderBy::Mean => a.mean.cmp(&b.mean),
    };
    let decisive = order.iter().find(|on| compared(on).is_ne());
    (decisive.map_or(Ordering::Equal, compared), decisive.copied())
}

fn count(eligible: &Eligible) -> Exact {
    Number::from(u32::try_from(eligible.entries).unwrap_or(u32::MAX)).into()
}
