//! Rule 8: unbroken seasons at a tier; all who reach the number of seasons, a row each.

use super::history::{differs, past};
use super::{Contest, Missed, Scope, Standing, Value, Winner};
use crate::assess::Results;
use crate::model::{Field, HistoryRow, Id};

/// The seasons of a streak, and why it goes back no further.
pub(in crate::assess) struct Seasons<'a> {
    /// The earlier seasons that count, the latest first.
    pub(in crate::assess) earlier: Vec<&'a HistoryRow>,
    /// The season before them.
    pub(in crate::assess) year_before: i16,
    /// Its result, and why it does not count; none if history has no result of that season.
    pub(in crate::assess) before: Option<(&'a HistoryRow, Break)>,
}

/// Why a result of an earlier season ends a streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assess) enum Break {
    /// It was not at the tier.
    Tier,
    /// It was of another stream or group.
    Field(Field),
}

impl Seasons<'_> {
    /// How many seasons, with this one.
    pub(in crate::assess) fn years(&self) -> usize {
        1 + self.earlier.len()
    }
}

pub(super) fn contests(
    results: &Results,
    tier: &Id,
    needed: usize,
    same: &[Field],
) -> Vec<Contest> {
    let Some(tier) = results.data.programme.tier(tier) else {
        return Vec::new();
    };
    let standing = |entry| match seasons(results, entry, tier, same) {
        None if results.entries[entry].overall.is_none() => Standing::Missed(Missed::NoOverall),
        None => Standing::Missed(Missed::NotAtTier { tier }),
        Some(seasons) if seasons.years() < needed => {
            Standing::Missed(Missed::TooShort { years: seasons.years(), needed })
        }
        Some(seasons) => Standing::Won(Value::Years(seasons.years())),
    };
    let active = (0..results.entries.len()).filter(|entry| results.is_active(*entry));
    let contest = |entry| Contest {
        scope: Scope::new(),
        candidates: vec![(Winner::Entry(entry), standing(entry))],
    };
    active.map(contest).collect()
}

/// The seasons without a gap, ending with this one, in which an entry holds exactly a tier; `None`
/// if it does not hold it this season.
pub(in crate::assess) fn seasons<'a>(
    results: &Results<'a>,
    entry: usize,
    tier: usize,
    same: &[Field],
) -> Option<Seasons<'a>> {
    let holds = results.entries[entry].tier == Some(tier);
    holds.then(|| before(results, entry, tier, same))
}

/// The same, whatever the entry holds this season: what a tier this season would continue.
pub(in crate::assess) fn before<'a>(
    results: &Results<'a>,
    entry: usize,
    tier: usize,
    same: &[Field],
) -> Seasons<'a> {
    let mut rows: Vec<_> = past(results, entry).collect();
    let (mut earlier, mut year_before) = (Vec::new(), results.data.season.year - 1);
    while let Some(row) = rows.pop().filter(|row| row.season == year_before) {
        let broken = match differs(results, entry, row, same) {
            _ if row.tier != Some(tier) => Some(Break::Tier),
            field => field.map(Break::Field),
        };
        if let Some(broken) = broken {
            return Seasons { earlier, year_before, before: Some((row, broken)) };
        }
        earlier.push(row);
        year_before -= 1;
    }
    Seasons { earlier, year_before, before: None }
}
