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
    fn sum(points: impl IntoIterator<Item = Number>) -> Self {
        Self(points.into_iter().fold(Exact::zero(), |sum, points| &sum + &points.into()))
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

/// What a participant's points are made of.
pub(super) struct Ledger {
    /// Its entries that hold a tier or a recognition, those with most points first.
    pub(super) accounts: Vec<Account>,
    /// How many of them count.
    pub(super) counted: usize,
    /// Recognitions of its own.
    pub(super) own: Vec<Item>,
}

/// What an entry earns.
pub(super) struct Account {
    /// The entry, an index.
    pub(super) entry: usize,
    /// For its tier.
    pub(super) tier: Number,
    /// For its recognitions.
    pub(super) items: Vec<Item>,
    /// In all.
    pub(super) points: Points,
}

/// What a recognition earns.
pub(super) struct Item {
    /// The recognition, an index.
    pub(super) recognition: usize,
    /// Its points, or why it has none.
    pub(super) worth: Worth,
}

/// What a recognition is worth to a participant.
pub(super) enum Worth {
    /// These points.
    Points(Number),
    /// Nothing, for the participant also holds this one, an index.
    Superseded(usize),
    /// Nothing, for it needs so many corporate awards and the participant holds fewer.
    NeedsAwards { needed: u32, held: u32 },
}

impl Item {
    pub(super) fn points(&self) -> Number {
        match self.worth {
            Worth::Points(points) => points,
            Worth::Superseded(_) | Worth::NeedsAwards { .. } => Number::ZERO,
        }
    }
}

impl Ledger {
    pub(super) fn counted(&self) -> &[Account] {
        &self.accounts[..self.counted]
    }

    /// The recognitions of the entries counted, and the participant's own.
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.counted().iter().flat_map(|account| &account.items).chain(&self.own)
    }
}

/// The points of each participant with an active entry that holds a tier, by id.
pub(super) fn points(results: &Results) -> Vec<CreditResult> {
    let Some(rules) = &results.data.programme.credit_points else {
        return Vec::new();
    };
    let mut own = vec![Vec::new(); results.data.participants.len()];
    for award in &results.awards {
        for winner in &award.winners {
            if let Winner::Participant(participant) = winner {
                own[*participant].push(award.recognition);
            }
        }
    }
    let ledgers = own.iter().enumerate().filter_map(|(participant, own)| {
        Some((participant, ledger(results, rules, participant, own)?))
    });
    ledgers.map(|(participant, ledger)| credit(results, rules, participant, &ledger)).collect()
}

fn credit(
    results: &Results,
    rules: &CreditPoints,
    participant: usize,
    ledger: &Ledger,
) -> CreditResult {
    let recognitions = &results.data.programme.recognitions;
    let among = |list: &[Id]| {
        let listed = |item: &&Item| list.contains(&recognitions[item.recognition].id);
        Points::sum(ledger.items().filter(listed).map(Item::points))
    };
    let tiers = ledger.counted().iter().map(|account| account.tier);
    CreditResult {
        participant,
        points: Points::sum(ledger.items().map(Item::points).chain(tiers)),
        highest_score: among(&rules.highest_score),
        functional: among(&rules.functional),
        entries: ledger.counted().iter().map(|account| account.entry).collect(),
    }
}

/// What a participant's points are made of, with the recognitions it won itself; `None` without
/// an active entry that holds a tier.
pub(super) fn ledger(
    results: &Results,
    rules: &CreditPoints,
    participant: usize,
    own: &[usize],
) -> Option<Ledger> {
    let active = results.active_entries_of(participant);
    if active.iter().all(|at| results.entries[*at].tier.is_none()) {
        return None;
    }
    let recognitions = active.iter().flat_map(|at| &results.entries[*at].recognitions);
    let held = recognitions.chain(own).copied().collect();
    let counting = Counting { results, rules, participant, held };
    let winners = active.iter().filter(|at| results.is_winner(**at));
    let mut accounts: Vec<_> = winners.map(|at| counting.account(*at)).collect();
    // Entries stand by id, so a stable sort settles ties by id.
    accounts.sort_by_key(|account| Reverse(account.points.clone()));
    let counted = accounts.len().min(rules.max_entries);
    Some(Ledger { accounts, counted, own: own.iter().map(|at| counting.item(*at)).collect() })
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

    fn account(&self, entry: usize) -> Account {
        let result = &self.results.entries[entry];
        let tier = result.tier.map(|at| &self.results.data.programme.tiers[at].id);
        let tier = tier.and_then(|id| self.rules.tiers.get(id)).copied().unwrap_or(Number::ZERO);
        let items: Vec<_> = result.recognitions.iter().map(|at| self.item(*at)).collect();
        let points = Points::sum(items.iter().map(Item::points).chain([tier]));
        Account { entry, tier, items, points }
    }

    fn item(&self, recognition: usize) -> Item {
        let id = self.id(recognition);
        let held = self.results.data.participants[self.participant].corporate_awards;
        let needs = self.rules.needs_corporate_awards.as_ref();
        let barred = needs.filter(|needs| needs.recognitions.contains(id) && held < needs.count);
        let supersedes = |other: &&usize| {
            self.rules.supersedes.get(self.id(**other)).is_some_and(|list| list.contains(id))
        };
        let worth = if let Some(other) = self.held.iter().find(supersedes) {
            Worth::Superseded(*other)
        } else if let Some(needs) = barred {
            Worth::NeedsAwards { needed: needs.count, held }
        } else {
            Worth::Points(self.rules.recognitions.get(id).copied().unwrap_or(Number::ZERO))
        };
        Item { recognition, worth }
    }
}
