//! Whose report it is, and its figures as published.

use super::values::{NextTier, Previous};
use crate::assess::{CriterionMean, Results, RoundResult};
use crate::model::{Assessment, Entry, Exact, Figure, Programme};
use crate::plan::values::{TierValue, published};

/// The entry and the round of a report.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) results: &'a Results<'a>,
    /// The entry, an index.
    pub(super) entry: usize,
    /// The round, an index.
    pub(super) round: usize,
}

impl<'a> Subject<'a> {
    pub(super) fn programme(&self) -> &'a Programme {
        &self.results.data.programme
    }

    pub(super) fn entry(&self) -> &'a Entry {
        &self.results.data.entries[self.entry]
    }

    pub(super) fn rounds(&self) -> &'a [RoundResult] {
        &self.results.entries[self.entry].rounds
    }

    /// The assessments of the round.
    pub(super) fn assessments(&self) -> &'a [Assessment] {
        &self.results.data.assessments[self.rounds()[self.round].assessments.clone()]
    }

    /// The means of a round's criteria.
    pub(super) fn criteria(&self, round: usize) -> Vec<CriterionMean> {
        self.rounds()[round].criteria(self.results.data)
    }

    pub(super) fn publish(&self, value: Option<&Exact>) -> Option<Figure> {
        value.map(|value| value.publish(self.programme().scoring.places))
    }

    pub(super) fn score(&self, round: usize) -> Option<Figure> {
        self.publish(self.rounds()[round].score.as_ref())
    }

    pub(super) fn to_date(self) -> Option<Figure> {
        self.publish(self.rounds()[self.round].to_date.as_ref())
    }

    /// The overall, in the last round's report.
    pub(super) fn overall(&self) -> Option<Figure> {
        let last = self.round + 1 == self.rounds().len();
        self.results.entries[self.entry].published.filter(|_| last)
    }

    pub(super) fn deducted(&self, round: usize) -> Option<String> {
        let deducted = &self.rounds()[round].deducted;
        (*deducted > Exact::zero())
            .then(|| deducted.as_given(self.programme().scoring.places).typeset())
    }

    /// The last earlier round that has a score.
    pub(super) fn previous(&self) -> Option<usize> {
        (0..self.round).rev().find(|round| self.rounds()[*round].score.is_some())
    }

    pub(super) fn change_on_previous(&self) -> Option<Previous<'a>> {
        let before = self.previous()?;
        let (then, now) = (self.score(before)?, self.score(self.round)?);
        Some(Previous {
            name: &self.programme().rounds[before].name,
            score: then.typeset(),
            change: (now - then).typeset_change(),
        })
    }

    pub(super) fn tier(&self, figure: Option<Figure>) -> Option<TierValue<'a>> {
        let at = self.programme().tier_at(figure?)?;
        Some(TierValue::new(self.programme(), &self.programme().tiers[at]))
    }

    /// The tier above the one that the score to date attains.
    pub(super) fn next_tier(&self) -> Option<NextTier<'a>> {
        let (programme, to_date) = (self.programme(), self.to_date()?);
        let above = programme.tier_at(to_date).unwrap_or(programme.tiers.len());
        let tier = &programme.tiers[above.checked_sub(1)?];
        let gap = (published(programme, tier.min) - to_date).typeset();
        Some(NextTier { tier: TierValue::new(programme, tier), gap })
    }
}
