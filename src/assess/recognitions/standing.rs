//! How a candidate for a recognition fares.

use super::{Award, Scope, Value, Winner};
use crate::model::{Exact, Field, Figure, Id, OrderBy};

/// A scope and how every candidate in it fares.
#[derive(Debug, Clone)]
pub(in crate::assess) struct Contest {
    /// What the candidates share.
    pub(in crate::assess) scope: Scope,
    /// All of them: active entries, or participants with one.
    pub(in crate::assess) candidates: Vec<(Winner, Standing)>,
}

impl Contest {
    /// How one of them fares.
    pub(super) fn standing_of(&self, who: Winner) -> Option<&Standing> {
        self.candidates.iter().find(|(other, _)| *other == who).map(|(_, standing)| standing)
    }

    /// Those who won.
    pub(in crate::assess) fn winners(&self) -> impl Iterator<Item = (Winner, Value)> {
        self.candidates.iter().filter_map(|(who, standing)| match standing {
            Standing::Won(value) => Some((*who, *value)),
            Standing::Missed(_) => None,
        })
    }

    /// The award, if anybody won.
    pub(super) fn award(self, recognition: usize) -> Option<Award> {
        let (_, value) = self.winners().next()?;
        let winners = self.winners().map(|(who, _)| who).collect();
        Some(Award { recognition, scope: self.scope, winners, value })
    }
}

/// How a candidate fares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::assess) enum Standing {
    /// It wins, with this.
    Won(Value),
    /// It does not win.
    Missed(Missed),
}

/// Why a candidate does not win. Entries, participants and tiers are indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::assess) enum Missed {
    /// It is not active (rule 5).
    Inactive,
    /// It has no value in a field that makes the scope.
    Unscoped(Field),
    /// The scope has fewer active entries than it needs.
    TooFew { entries: usize, needed: usize },
    /// A round has no score yet.
    NoOverall,
    /// It is first, but does not hold the tier that is required.
    BelowTier { required: usize },
    /// Another entry is ahead.
    Behind { leader: usize, on: Basis },
    /// History holds no earlier season.
    NoEarlierSeason,
    /// Its last result is of another stream or group.
    LastElsewhere(Field),
    /// It did not rise: the change, zero or below.
    NoRise(Figure),
    /// Another entry rose more, by this.
    SmallerRise { leader: usize, by: Figure },
    /// It does not hold the tier of the streak this season.
    NotAtTier { tier: usize },
    /// Its seasons at the tier are too few.
    TooShort { years: usize, needed: usize },
    /// The participant's entries do not cover these channels.
    Uncovered(Vec<Id>),
    /// These active entries of the participant do not hold the tier.
    EntriesBelow { entries: Vec<usize>, required: usize },
    /// Another participant is ahead, by this.
    BehindParticipant { leader: usize, on: OrderBy, by: Exact },
}

/// What puts one entry ahead of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::assess) enum Basis {
    /// The overall.
    Overall,
    /// A round that breaks the tie, an index.
    Round(usize),
}
