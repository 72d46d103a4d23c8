//! Points towards another award (rule 10).

use std::cmp::Reverse;

use super::{Results, Winner};
use crate::model::{CreditPoints, Exact, Id, Number};

/// The points of a participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditResult {
    /// The participant, an index.
    pub participant: usize,
    /// All points.
    pub points: Points,
    /// The part from recognitions of the "highest score" category.
    pub highest_score: Points,
    /// The part from recognitions of the "functional" category.
    pub functional: Points,
    /// The entries counted, indices, best first.
    pub entries: Vec<usize>,
}

/// A sum of points, exact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(Exact);

impl Points {
    /// These points and more.
    fn with(self, more: impl IntoIterator<Item = Number>) -> Self {
        Self(more.into_iter().fold(self.0, |sum, points| &sum + &points.into()))
    }
}

impl std::fmt::Display for Points {
    /// A plain number: `6`, `2.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Points are typed with at most 9 decimals, and sums of them have no more.
        let text = self.0.publish(9).to_string();
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// The points of each participant with an active entry that holds a tier, by id.
pub(super) fn points(results: &Results) -> Vec<CreditResult> {
    let Some(rules) = &results.data.programme.credit_points else {
        return Vec::new();
    };
    let participants = 0..results.data.participants.len();
    participants.filter_map(|at| participant_points(results, rules, at)).collect()
}

fn participant_points(
    results: &Results,
    rules: &CreditPoints,
    participant: usize,
) -> Option<CreditResult> {
    let active = (0..results.entries.len()).filter(|at| {
        results.data.entries[*at].participant == participant && results.is_active(*at)
    });
    let active: Vec<_> = active.collect();
    if active.iter().all(|at| results.entries[*at].tier.is_none()) {
        return None;
    }
    let own = results.awards.iter().filter_map(|award| {
        award.winners.contains(&Winner::Participant(participant)).then_some(award.recognition)
    });
    let own: Vec<_> = own.collect();
    let recognitions = |entry: &usize| results.entries[*entry].recognitions.iter().copied();
    let held = active.iter().flat_map(recognitions).chain(own.iter().copied()).collect();
    let counting = Counting { results, rules, participant, held };

    let winners = active.into_iter().filter(|at| results.is_winner(*at));
    let mut ranked: Vec<_> = winners.map(|at| (counting.entry(at), at)).collect();
    // Entries stand by id, so a stable sort settles ties by id.
    ranked.sort_by_key(|(points, _)| Reverse(points.clone()));
    ranked.truncate(rules.max_entries);
    let entries: Vec<_> = ranked.into_iter().map(|(_, at)| at).collect();
    let counted: Vec<_> = entries.iter().flat_map(recognitions).chain(own).collect();
    let tiers = entries.iter().map(|at| counting.tier(*at));
    Some(CreditResult {
        participant,
        points: counting.sum(&counted, None).with(tiers),
        highest_score: counting.sum(&counted, Some(rules.highest_score.as_slice())),
        functional: counting.sum(&counted, Some(rules.functional.as_slice())),
        entries,
    })
}

/// What counts for one participant.
struct Counting<'a> {
    results: &'a Results<'a>,
    rules: &'a CreditPoints,
    participant: usize,
    /// The recognitions of all its entries, and its own.
    held: Vec<usize>,
}

impl<'a> Counting<'a> {
    fn id(&self, recognition: usize) -> &'a Id {
        &self.results.data.programme.recognitions[recognition].id
    }

    fn entry(&self, entry: usize) -> Points {
        self.sum(&self.results.entries[entry].recognitions, None).with([self.tier(entry)])
    }

    /// The points of recognitions; only of those listed, if there is a list.
    fn sum(&self, recognitions: &[usize], among: Option<&[Id]>) -> Points {
        let listed =
            recognitions.iter().filter(|at| among.is_none_or(|ids| ids.contains(self.id(**at))));
        Points(Exact::zero()).with(listed.map(|at| self.recognition(*at)))
    }

    fn tier(&self, entry: usize) -> Number {
        let tier = self.results.entries[entry].tier;
        let tier = tier.map(|at| &self.results.data.programme.tiers[at].id);
        tier.and_then(|id| self.rules.tiers.get(id)).copied().unwrap_or(Number::ZERO)
    }

    fn recognition(&self, recognition: usize) -> Number {
        let id = self.id(recognition);
        let awards = self.results.data.participants[self.participant].corporate_awards;
        let barred = self
            .rules
            .needs_corporate_awards
            .as_ref()
            .is_some_and(|needs| needs.recognitions.contains(id) && awards < needs.count);
        let superseded = self.held.iter().any(|other| {
            self.rules.supersedes.get(self.id(*other)).is_some_and(|list| list.contains(id))
        });
        let points = self.rules.recognitions.get(id).filter(|_| !barred && !superseded);
        points.copied().unwrap_or(Number::ZERO)
    }
}
