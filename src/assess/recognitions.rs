//! Who is recognised for what (rules 6 to 9).

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::{EntryResult, Results};
use crate::model::{Exact, Field, Figure, HistoryRow, Id, OrderBy, RankOn, Rule};

/// A recognition that was won in a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// The recognition, an index into the programme's recognitions.
    pub recognition: usize,
    /// The scope it was won in.
    pub scope: Scope,
    /// Who won; several if tied.
    pub winners: Vec<Winner>,
    /// What it was won with.
    pub value: Value,
}

/// An award's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A published score, or a difference of two.
    Figure(Figure),
    /// A number of seasons.
    Years(usize),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(figure) => figure.fmt(f),
            Self::Years(years) => years.fmt(f),
        }
    }
}

/// The fields that make a scope, each with the id the entries share.
pub type Scope = Vec<(Field, String)>;

/// Who won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Winner {
    /// An entry, by index.
    Entry(usize),
    /// A participant, by index.
    Participant(usize),
}

/// Seasons without a gap, ending with this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// The tier held in each, an index into the programme's tiers.
    pub tier: usize,
    /// How many seasons.
    pub years: usize,
}

/// Gives every recognition of the programme.
pub(super) fn give(results: &mut Results) {
    let programme = std::sync::Arc::clone(&results.data.programme);
    let streak_rule =
        programme.recognitions.iter().find_map(|recognition| match &recognition.rule {
            Rule::Streak { tier, same, .. } => Some((programme.tier(tier)?, same)),
            _ => None,
        });
    if let Some((tier, same)) = streak_rule {
        for entry in 0..results.entries.len() {
            results.entries[entry].streak = streak(results, entry, tier, same);
        }
    }
    for (recognition, rule) in programme.recognitions.iter().map(|r| &r.rule).enumerate() {
        let won = match rule {
            Rule::Highest { per, min_entries, requires_tier } => {
                highest(results, per, *min_entries, requires_tier.as_ref())
            }
            Rule::Improvement { per, same } => improvement(results, per, same),
            Rule::Streak { tier, years, same } => streaks(results, tier, *years, same),
            Rule::OmniChannel { channels, tier, order } => {
                omni_channel(results, channels, tier, order)
            }
        };
        for (scope, winners, value) in won {
            for winner in &winners {
                if let Winner::Entry(entry) = winner {
                    results.entries[*entry].recognitions.push(recognition);
                }
            }
            results.awards.push(Award { recognition, scope, winners, value });
        }
    }
}

type Won = Vec<(Scope, Vec<Winner>, Value)>;

/// Rule 6: the highest overall of each scope.
fn highest(results: &Results, per: &[Field], min_entries: usize, tier: Option<&Id>) -> Won {
    let programme = &results.data.programme;
    let required = tier.and_then(|tier| programme.tier(tier));
    let mut won = Vec::new();
    for (scope, entries) in scopes(results, per) {
        if entries.len() < min_entries {
            continue;
        }
        let scored = entries.into_iter().filter(|at| results.entries[*at].overall.is_some());
        let best = best(scored.collect(), |a, b| rank(results, *a, *b));
        // The best are tied, so all of them hold the same tier or none does.
        let holds = |at: &usize| {
            required.is_none_or(|tier| results.entries[*at].tier.is_some_and(|held| held <= tier))
        };
        let winners: Vec<_> = best.into_iter().filter(holds).collect();
        if let Some(value) = winners.first().and_then(|first| results.entries[*first].published) {
            won.push((
                scope,
                winners.into_iter().map(Winner::Entry).collect(),
                Value::Figure(value),
            ));
        }
    }
    won
}

/// Compares two entries by overall, then by the rounds that break a tie, in order.
fn rank(results: &Results, a: usize, b: usize) -> Ordering {
    let scoring = &results.data.programme.scoring;
    let compare = |a: Option<&Exact>, b: Option<&Exact>| match scoring.rank_on {
        RankOn::Exact => a.cmp(&b),
        RankOn::Published => {
            let publish = |value: &Exact| value.publish(scoring.places);
            a.map(publish).cmp(&b.map(publish))
        }
    };
    let (a, b) = (&results.entries[a], &results.entries[b]);
    let rounds = scoring.tie_break.iter().filter_map(|id| results.data.programme.round(id));
    rounds.fold(compare(a.overall.as_ref(), b.overall.as_ref()), |order, round| {
        let score = |entry: &EntryResult| entry.rounds[round].score.clone();
        order.then_with(|| compare(score(a).as_ref(), score(b).as_ref()))
    })
}

/// The greatest of a list, in its order; several if equal.
fn best<T>(list: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut best: Vec<T> = Vec::new();
    for item in list {
        match best.first().map_or(Ordering::Greater, |first| compare(&item, first)) {
            Ordering::Greater => best = vec![item],
            Ordering::Equal => best.push(item),
            Ordering::Less => {}
        }
    }
    best
}

/// Rule 7: the largest rise over the last overall result, if that was in the same fields.
fn improvement(results: &Results, per: &[Field], same: &[Field]) -> Won {
    let mut won = Vec::new();
    for (scope, entries) in scopes(results, per) {
        let rises = entries.into_iter().filter_map(|at| Some((at, rise(results, at, same)?)));
        let best = best(rises.collect(), |(_, a), (_, b)| a.cmp(b));
        if let Some((_, value)) = best.first().copied() {
            let winners = best.into_iter().map(|(at, _)| Winner::Entry(at)).collect();
            won.push((scope, winners, Value::Figure(value)));
        }
    }
    won
}

/// The published overall less the published last one; `None` if it did not rise.
fn rise(results: &Results, entry: usize, same: &[Field]) -> Option<Figure> {
    let data = results.data;
    let published = results.entries[entry].published?;
    let last = past(results, entry).max_by_key(|row| row.season)?;
    let rise = published - Exact::from(last.overall).publish(data.programme.scoring.places);
    (agrees(results, entry, last, same) && rise.is_positive()).then_some(rise)
}

/// The results of an entry in seasons before this one.
fn past<'a>(results: &Results<'a>, entry: usize) -> impl Iterator<Item = &'a HistoryRow> + use<'a> {
    let data = results.data;
    let id = &data.entries[entry].id;
    let first = data.history.partition_point(|row| row.entry < *id);
    let rows = data.history[first..].iter().take_while(move |row| row.entry == *id);
    rows.filter(|row| row.season < data.season.year)
}

fn agrees(results: &Results, entry: usize, row: &HistoryRow, same: &[Field]) -> bool {
    let entry = &results.data.entries[entry];
    same.iter().all(|field| match field {
        Field::Stream => entry.stream == row.stream,
        Field::Group => entry.group == row.group,
        // History has no other field; the programme file may not ask for one.
        Field::Mode | Field::Sector | Field::Category => false,
    })
}

/// Rule 8 for one entry: the seasons without a gap, ending with this one, at a tier.
fn streak(results: &Results, entry: usize, tier: usize, same: &[Field]) -> Option<Streak> {
    if results.entries[entry].tier != Some(tier) {
        return None;
    }
    let rows: Vec<_> = past(results, entry).collect();
    let year = results.data.season.year;
    let held = |years: &i16| {
        rows.iter().any(|row| {
            row.season == year - years
                && row.tier == Some(tier)
                && agrees(results, entry, row, same)
        })
    };
    Some(Streak { tier, years: 1 + (1..).take_while(held).count() })
}

/// Rule 8: all who reach the number of seasons, a row each.
fn streaks(results: &Results, tier: &Id, years: usize, same: &[Field]) -> Won {
    let Some(tier) = results.data.programme.tier(tier) else {
        return Vec::new();
    };
    let long = (0..results.entries.len()).filter_map(|entry| {
        let streak = streak(results, entry, tier, same).filter(|streak| streak.years >= years)?;
        Some((Scope::new(), vec![Winner::Entry(entry)], Value::Years(streak.years)))
    });
    long.collect()
}

/// Rule 9: participants whose active entries cover every channel, each at the tier or better.
fn omni_channel(results: &Results, channels: &[Id], tier: &Id, order: &[OrderBy]) -> Won {
    let Some(tier) = results.data.programme.tier(tier) else {
        return Vec::new();
    };
    let mut candidates = Vec::new();
    for participant in 0..results.data.participants.len() {
        let active = (0..results.entries.len()).filter(|at| {
            results.data.entries[*at].participant == participant && results.is_active(*at)
        });
        let active: Vec<_> = active.collect();
        let covers =
            |channel: &Id| active.iter().any(|at| channel_of(results, *at) == Some(channel));
        let at_tier = |at: &usize| results.entries[*at].tier.is_some_and(|held| held <= tier);
        let overalls = active.iter().filter_map(|at| results.entries[*at].overall.as_ref());
        if channels.iter().all(covers)
            && active.iter().all(at_tier)
            && let Some(mean) = Exact::mean(overalls)
        {
            candidates.push((participant, active.len(), mean));
        }
    }
    let compare = |a: &(usize, usize, Exact), b: &(usize, usize, Exact)| {
        order.iter().fold(Ordering::Equal, |so_far, by| {
            so_far.then_with(|| match by {
                OrderBy::Entries => a.1.cmp(&b.1),
                OrderBy::Mean => a.2.cmp(&b.2),
            })
        })
    };
    let best = best(candidates, compare);
    let Some((_, _, mean)) = best.first() else {
        return Vec::new();
    };
    let value = Value::Figure(mean.publish(results.data.programme.scoring.places));
    let winners = best.iter().map(|(participant, ..)| Winner::Participant(*participant));
    vec![(Scope::new(), winners.collect(), value)]
}

/// The channel an entry counts for, through its mode.
fn channel_of<'a>(results: &Results<'a>, entry: usize) -> Option<&'a Id> {
    let entry = &results.data.entries[entry];
    results.data.programme.stream(&entry.stream)?.mode(&entry.mode)?.channel.as_ref()
}

/// The active entries by scope, in the order in which the programme lists streams, sectors and
/// so on. An entry without a value in one of the fields is in no scope.
fn scopes(results: &Results, per: &[Field]) -> Vec<(Scope, Vec<usize>)> {
    let mut scopes: BTreeMap<(Vec<usize>, Vec<String>), Vec<usize>> = BTreeMap::new();
    for entry in (0..results.entries.len()).filter(|at| results.is_active(*at)) {
        let values: Option<Vec<_>> =
            per.iter().map(|field| value_of(results, entry, *field)).collect();
        if let Some(values) = values {
            scopes.entry(values.into_iter().unzip()).or_default().push(entry);
        }
    }
    let named = |ids: Vec<String>| per.iter().copied().zip(ids).collect();
    scopes.into_iter().map(|((_, ids), entries)| (named(ids), entries)).collect()
}

/// An entry's id in a field, with its place in the programme's list. What two streams list under the
/// same id, a group or a mode, is one and stands where it is listed first.
fn value_of(results: &Results, entry: usize, field: Field) -> Option<(usize, String)> {
    let (programme, entry_row) = (&results.data.programme, &results.data.entries[entry]);
    let place = |found: Option<usize>| found.unwrap_or(usize::MAX);
    Some(match field {
        Field::Stream => {
            let at = programme.streams.iter().position(|other| other.id == entry_row.stream);
            (place(at), entry_row.stream.to_string())
        }
        Field::Mode => {
            let mut modes = programme.streams.iter().flat_map(|stream| &stream.modes);
            let at = modes.position(|mode| mode.id == entry_row.mode);
            (place(at), entry_row.mode.to_string())
        }
        Field::Sector => {
            let sector = results.entries[entry].sector.id;
            // A merged sector stands where the first of its parts stood.
            let merges = &results.data.season.sector_merges;
            let is_part = |id: &Id| {
                merges.iter().any(|merge| merge.into.id == *sector && merge.from.contains(id))
            };
            let at = programme
                .sectors
                .iter()
                .position(|other| other.id == *sector || is_part(&other.id));
            (place(at), sector.to_string())
        }
        Field::Group => {
            let mut groups = programme.streams.iter().flat_map(|stream| &stream.groups);
            let at = groups.position(|group| group.id == entry_row.group);
            (place(at), entry_row.group.clone())
        }
        Field::Category => {
            let category = entry_row.category.as_ref()?;
            let at = programme.categories.iter().position(|other| other.id == *category);
            (place(at), category.to_string())
        }
    })
}
