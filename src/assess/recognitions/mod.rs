//! Who is recognised for what (rules 6 to 9), and who is not, and why.
//!
//! A file for each rule says how every candidate fares; the awards are those who won, and
//! `explain` reads the rest.

pub(super) mod highest;
pub(super) mod history;
mod improvement;
mod omni_channel;
pub(super) mod scopes;
mod standing;
pub(super) mod streak;

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

pub(super) use standing::{Basis, Contest, Missed, Standing};

use super::Results;
use crate::model::{Field, Figure, Rule};

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
    let programme = Arc::clone(&results.data.programme);
    let streak_rule =
        programme.recognitions.iter().find_map(|recognition| match &recognition.rule {
            Rule::Streak { tier, same, .. } => Some((programme.tier(tier)?, same)),
            _ => None,
        });
    if let Some((tier, same)) = streak_rule {
        for entry in 0..results.entries.len() {
            let seasons = streak::seasons(results, entry, tier, same);
            results.entries[entry].streak =
                seasons.map(|seasons| Streak { tier, years: seasons.years() });
        }
    }
    for recognition in 0..programme.recognitions.len() {
        let contests = contests(results, recognition);
        let awards = contests.into_iter().filter_map(|contest| contest.award(recognition));
        for award in awards {
            for winner in &award.winners {
                if let Winner::Entry(entry) = winner {
                    results.entries[*entry].recognitions.push(recognition);
                }
            }
            results.awards.push(award);
        }
    }
}

/// How every candidate of a recognition fares, by scope.
fn contests(results: &Results, recognition: usize) -> Vec<Contest> {
    match &results.data.programme.recognitions[recognition].rule {
        Rule::Highest { per, min_entries, requires_tier } => {
            highest::contests(results, per, *min_entries, requires_tier.as_ref())
        }
        Rule::Improvement { per, same } => improvement::contests(results, per, same),
        Rule::Streak { tier, years, same } => streak::contests(results, tier, *years, same),
        Rule::OmniChannel { channels, tier, order } => {
            omni_channel::contests(results, channels, tier, order)
        }
    }
}

/// How an entry, or its participant, fares in a recognition, and the contest it is part of.
pub(super) fn standing(
    results: &Results,
    recognition: usize,
    entry: usize,
) -> (Option<Contest>, Standing) {
    let rule = &results.data.programme.recognitions[recognition].rule;
    let who = match rule {
        Rule::OmniChannel { .. } => Winner::Participant(results.data.entries[entry].participant),
        _ => Winner::Entry(entry),
    };
    for contest in contests(results, recognition) {
        if let Some(standing) = contest.standing_of(who).cloned() {
            return (Some(contest), standing);
        }
    }
    let missed = match rule {
        Rule::Highest { per, .. } | Rule::Improvement { per, .. } if results.is_active(entry) => {
            let lacks = |field: &&Field| scopes::value_of(results, entry, **field).is_none();
            per.iter().find(lacks).map_or(Missed::Inactive, |field| Missed::Unscoped(*field))
        }
        _ => Missed::Inactive,
    };
    (None, Standing::Missed(missed))
}

/// The first of the greatest.
fn leader<T>(items: impl Iterator<Item = T>, compare: impl Fn(&T, &T) -> Ordering) -> Option<T> {
    items.reduce(|first, item| if compare(&item, &first).is_gt() { item } else { first })
}
