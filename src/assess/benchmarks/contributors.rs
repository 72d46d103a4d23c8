//! Who stands behind the benchmarks of a round.

use crate::assess::{CriterionMean, Results, RoundResult, Scope};
use crate::model::{Aggregate, Criterion, Exact, Field, Mode, Stream};

/// The entries that stand behind the benchmarks of a round.
///
/// Those are the entries with a score, assessed in full: with a mark for each criterion that all
/// entries of their stream are assessed by. So the same entries stand behind every figure of the
/// round, and no difference of two singles out those that lack one. An entry that has left since
/// stays behind the rounds it was scored in: a report made again must not differ from the one that
/// was sent by just that entry. Where a stream has no assessment in the round, but scores given as
/// such, it has those with a score, and no figure by criterion.
pub(super) struct Contributors<'a> {
    pub(super) results: &'a Results<'a>,
    pub(super) round: usize,
    /// For each stream, the criteria that all its entries are assessed by; `None` where none of
    /// its entries has an assessment in the round.
    criteria: Vec<Option<Vec<usize>>>,
    /// For each entry, the means of its criteria.
    means: Vec<Vec<CriterionMean>>,
    contributes: Vec<bool>,
}

impl<'a> Contributors<'a> {
    pub(super) fn of(results: &'a Results<'a>, round: usize) -> Self {
        let streams = &results.data.programme.streams;
        let criteria = streams.iter().map(|stream| {
            let assessed = is_assessed(results, stream, round);
            assessed.then(|| shared(results, stream))
        });
        let criteria = criteria.collect();
        let rounds = results.entries.iter().map(|entry| &entry.rounds[round]);
        let means = rounds.map(|round| round.criteria(results.data)).collect();
        let mut contributors = Self { results, round, criteria, means, contributes: Vec::new() };
        let contributes = |entry: usize| {
            let result = contributors.result(entry);
            let mut criteria = contributors.criteria_of(entry).iter();
            result.score.is_some() && criteria.all(|at| contributors.mean_of(entry, *at).is_some())
        };
        contributors.contributes = (0..results.entries.len()).map(contributes).collect();
        contributors
    }

    fn result(&self, entry: usize) -> &RoundResult {
        &self.results.entries[entry].rounds[self.round]
    }

    /// The mean of a criterion in an entry's round.
    pub(super) fn mean_of(&self, entry: usize, criterion: usize) -> Option<&Exact> {
        self.means[entry][criterion].mean.as_ref()
    }

    /// The criteria that all entries of the entry's stream are assessed by.
    fn criteria_of(&self, entry: usize) -> &[usize] {
        let stream = &self.results.data.entries[entry].stream;
        let streams = &self.results.data.programme.streams;
        let at = streams.iter().position(|other| other.id == *stream);
        at.and_then(|at| self.criteria[at].as_deref()).unwrap_or_default()
    }

    /// Those of some entries.
    pub(super) fn among(&self, mut entries: Vec<usize>) -> Vec<usize> {
        entries.retain(|at| self.contributes[*at]);
        entries
    }

    /// Those of some entries whose score does not follow from what is shown by criterion: they left
    /// a criterion out in some assessment, or are marked in others too.
    pub(super) fn with_a_remainder(&self, entries: &[usize]) -> Vec<usize> {
        let data = self.results.data;
        let follows = |entry: &usize| {
            let shown = self.criteria_of(*entry);
            let result = self.result(*entry);
            match data.programme.scoring.aggregate {
                Aggregate::ByAssessment => {
                    let mut rows = data.assessments[result.assessments.clone()].iter();
                    rows.all(|row| {
                        let mut marks = row.marks.iter().enumerate();
                        marks.all(|(at, mark)| mark.is_some() == shown.contains(&at))
                    })
                }
                Aggregate::ByCriterion => {
                    let mut means = self.means[*entry].iter().enumerate();
                    means.all(|(at, one)| one.mean.is_none() || shown.contains(&at))
                }
            }
        };
        entries.iter().copied().filter(|entry| !follows(entry)).collect()
    }

    /// The criteria to show for a scope. Streams are put together only where they share theirs.
    pub(super) fn criteria(&self, scope: &Scope) -> Vec<usize> {
        let named = scope.iter().find(|(field, _)| *field == Field::Stream);
        let streams = self.results.data.programme.streams.iter().zip(&self.criteria);
        let mut of_scope = streams.filter(|(stream, _)| {
            let wanted = named.is_none_or(|(_, id)| stream.id.as_str() == id);
            let mut entries = self.results.data.entries.iter().enumerate();
            wanted && entries.any(|(at, entry)| self.contributes[at] && entry.stream == stream.id)
        });
        let Some((_, Some(first))) = of_scope.next() else {
            return Vec::new();
        };
        let alike = of_scope.all(|(_, other)| other.as_ref() == Some(first));
        if alike { first.clone() } else { Vec::new() }
    }
}

/// Whether an entry of a stream has an assessment in a round.
fn is_assessed(results: &Results, stream: &Stream, round: usize) -> bool {
    let mut entries = results.data.entries.iter().enumerate();
    entries.any(|(at, entry)| {
        entry.stream == stream.id && !results.entries[at].rounds[round].assessments.is_empty()
    })
}

/// The criteria that apply, and can be marked, in every mode of a stream.
fn shared(results: &Results, stream: &Stream) -> Vec<usize> {
    let marked = |criterion: &Criterion, mode: &Mode| {
        let channel = mode.channel.as_ref();
        criterion.applies(&stream.id, &mode.id)
            && (criterion.channels.is_empty()
                || channel.is_none_or(|channel| criterion.channels.contains(channel)))
    };
    let criteria = results.data.programme.criteria.iter().enumerate();
    let shared = criteria.filter(|(_, one)| stream.modes.iter().all(|mode| marked(one, mode)));
    shared.map(|(at, _)| at).collect()
}
