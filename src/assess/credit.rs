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
    fn zero() -> Self {
        Self(Exact::zero())
    }

    fn add(&mut self, points: Number) {
        self.0 = &self.0 + &points.into();
    }
}

impl std::fmt::Display for Points {
    /// A plain number: `6`, `2.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = self.0.publish(6).to_string();
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
    let entries = (0..results.entries.len()).filter(|at| {
        results.data.entries[*at].participant == participant && results.entries[*at].tier.is_some()
    });
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        return None;
    }
    let recognitions = |entry: usize| results.entries[entry].recognitions.iter().copied();
    let own = results.awards.iter().filter_map(|award| {
        award.winners.contains(&Winner::Participant(participant)).then_some(award.recognition)
    });
    let own: Vec<_> = own.collect();
    let held: Vec<_> = entries.iter().flat_map(|at| recognitions(*at)).chain(own.clone()).collect();
    let counting = Counting { results, rules, participant, held };

    let mut ranked: Vec<_> = entries.into_iter().map(|at| (counting.entry(at), at)).collect();
    // Entries stand by id, so a stable sort settles ties by id.
    ranked.sort_by_key(|(points, _)| Reverse(points.clone()));
    ranked.truncate(rules.max_entries);
    let entries: Vec<_> = ranked.into_iter().map(|(_, at)| at).collect();

    let mut result = CreditResult {
        participant,
        points: Points::zero(),
        highest_score: Points::zero(),
        functional: Points::zero(),
        entries,
    };
    for entry in result.entries.clone() {
        result.points.add(counting.tier(entry));
    }
    let counted = result.entries.iter().flat_map(|at| recognitions(*at));
    for recognition in counted.chain(own).collect::<Vec<_>>() {
        let points = counting.recognition(recognition);
        let id = counting.id(recognition);
        result.points.add(points);
        if rules.highest_score.contains(id) {
            result.highest_score.add(points);
        }
        if rules.functional.contains(id) {
            result.functional.add(points);
        }
    }
    Some(result)
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
        let mut points = Points::zero();
        points.add(self.tier(entry));
        for recognition in &self.results.entries[entry].recognitions {
            points.add(self.recognition(*recognition));
        }
        points
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
