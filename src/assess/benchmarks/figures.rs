//! What a benchmark shows: means and quartiles over the entries that stand behind it.

use super::{Benchmark, Withheld};
use crate::assess::{Results, Scope};
use crate::model::{Criterion, Exact, Field, Number, Stream};

/// The figures of a scope in a round, exact.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Of the round's scores.
    pub score: Spread,
    /// Of the scores to date; `None` after the first round, which is its own score to date.
    pub to_date: Option<Result<Spread, Withheld>>,
    /// Of the means of criteria: those that all entries of the scope are assessed by, as indices
    /// into the programme's criteria.
    pub criteria: Vec<(usize, Spread)>,
}

/// Where the middle of some scores is, and how far they spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The plain mean, each entry counting alike.
    pub mean: Exact,
    /// Lower quartile, median and upper quartile, as spreadsheets have them (`QUARTILE.INC`);
    /// `None` where fewer than four times the organisations stand behind them.
    pub quartiles: Option<[Exact; 3]>,
}

/// The entries that stand behind the benchmarks of a round.
///
/// Those are the active ones with a score, assessed in full: with a mark for each criterion that
/// all entries of their stream are assessed by. So the same entries stand behind every figure, and
/// no difference of two singles out those that lack one. Where a stream has no assessment in the
/// round, but scores given as such, it has those with a score, and no figure by criterion.
pub(super) struct Contributors<'a> {
    results: &'a Results<'a>,
    round: usize,
    contributes: Vec<bool>,
}

impl<'a> Contributors<'a> {
    pub(super) fn of(results: &'a Results<'a>, round: usize) -> Self {
        let mut contributors = Self { results, round, contributes: Vec::new() };
        let streams = &results.data.programme.streams;
        let assessed: Vec<_> = streams.iter().map(|stream| contributors.assessed(stream)).collect();
        let contributes = |entry: usize| {
            let stream = &results.data.entries[entry].stream;
            let at = streams.iter().position(|other| other.id == *stream);
            let criteria = at.and_then(|at| assessed[at].as_deref()).unwrap_or_default();
            let result = &results.entries[entry].rounds[round];
            results.is_active(entry)
                && result.score.is_some()
                && criteria.iter().all(|at| result.criteria[*at].mean.is_some())
        };
        contributors.contributes = (0..results.entries.len()).map(contributes).collect();
        contributors
    }

    /// The criteria that all entries of a stream are assessed by; `None` where none of its active
    /// entries has an assessment in the round.
    fn assessed(&self, stream: &Stream) -> Option<Vec<usize>> {
        let mut entries = self.results.data.entries.iter().enumerate();
        let assessed = entries.any(|(at, entry)| {
            entry.stream == stream.id
                && self.results.is_active(at)
                && !self.results.entries[at].rounds[self.round].assessments.is_empty()
        });
        assessed.then(|| self.shared([stream]))
    }

    /// The criteria that apply in every mode of some streams.
    fn shared<'s>(&self, streams: impl IntoIterator<Item = &'s Stream> + Clone) -> Vec<usize> {
        let applies = |criterion: &Criterion| {
            let mut modes =
                streams.clone().into_iter().flat_map(|s| s.modes.iter().map(move |mode| (s, mode)));
            modes.all(|(stream, mode)| criterion.applies(&stream.id, &mode.id))
        };
        let criteria = self.results.data.programme.criteria.iter().enumerate();
        criteria.filter(|(_, criterion)| applies(criterion)).map(|(at, _)| at).collect()
    }

    /// Those of some entries.
    pub(super) fn among(&self, mut entries: Vec<usize>) -> Vec<usize> {
        entries.retain(|at| self.contributes[*at]);
        entries
    }

    /// The criteria to show for a scope: none if some of its streams has no assessment.
    fn criteria(&self, scope: &Scope) -> Vec<usize> {
        let programme = &self.results.data.programme;
        let named = scope.iter().find(|(field, _)| *field == Field::Stream);
        let streams = programme.streams.iter().filter(|stream| {
            let wanted = named.is_none_or(|(_, id)| stream.id.as_str() == id);
            let mut entries = self.results.data.entries.iter().enumerate();
            wanted && entries.any(|(at, entry)| self.contributes[at] && entry.stream == stream.id)
        });
        let streams: Vec<_> = streams.collect();
        if streams.iter().any(|stream| self.assessed(stream).is_none()) {
            return Vec::new();
        }
        self.shared(streams)
    }
}

/// The figures of a scope that may be shown. `earlier` are the benchmarks of the rounds before.
pub(super) fn figures(
    contributors: &Contributors,
    scope: &Scope,
    entries: &[usize],
    earlier: &[Vec<Benchmark>],
) -> Figures {
    let (results, round) = (contributors.results, contributors.round);
    let rounds = |entry: &usize| &results.entries[*entry].rounds[round];
    let spread = |values: Vec<&Exact>| spread(results, entries, values);
    let same = earlier.iter().all(|benchmarks| {
        let before = benchmarks.iter().find(|before| before.scope == *scope);
        before.is_some_and(|before| before.figures.is_ok() && before.entries == entries)
    });
    let to_date = same
        .then(|| spread(entries.iter().filter_map(|at| rounds(at).to_date.as_ref()).collect()))
        .ok_or(Withheld::OtherEntries);
    let criterion = |at: usize| {
        let means = entries.iter().filter_map(|entry| rounds(entry).criteria[at].mean.as_ref());
        (at, spread(means.collect()))
    };
    Figures {
        score: spread(entries.iter().filter_map(|at| rounds(at).score.as_ref()).collect()),
        to_date: (round > 0).then_some(to_date),
        criteria: contributors.criteria(scope).into_iter().map(criterion).collect(),
    }
}

/// Mean and quartiles of values, one for each of some entries.
fn spread(results: &Results, entries: &[usize], mut values: Vec<&Exact>) -> Spread {
    let mean = Exact::mean(values.iter().copied()).expect("a shown scope has entries");
    let contributors = super::disclosure::participants(results, entries).len();
    let quartiles = (contributors >= super::disclosure::needed_for_quartiles(results)).then(|| {
        values.sort_unstable();
        [1, 2, 3].map(|quarter| quartile(&values, quarter))
    });
    Spread { mean, quartiles }
}

/// A quartile of sorted values: between two of them, in proportion (`QUARTILE.INC`).
fn quartile(sorted: &[&Exact], quarter: usize) -> Exact {
    let (place, rest) = ((sorted.len() - 1) * quarter / 4, (sorted.len() - 1) * quarter % 4);
    let (below, above) = (sorted[place], sorted[(place + 1).min(sorted.len() - 1)]);
    let weights = [(4 - rest, below), (rest, above)];
    let quarters = |count: usize| Number::from(u32::try_from(count).expect("at most four"));
    Exact::weighted_mean(weights.map(|(count, value)| (quarters(count), value)))
        .expect("four quarters are not nothing")
}

#[cfg(test)]
mod tests {
    use super::quartile;
    use crate::model::{Exact, Number};

    #[test]
    fn quartiles_are_those_of_spreadsheets() {
        let values: Vec<Exact> =
            [1, 2, 4, 7, 8, 9].map(|n| Exact::from(Number::from(n))).into_iter().collect();
        let sorted: Vec<_> = values.iter().collect();
        let shown = |quarter| quartile(&sorted, quarter).publish(2).to_string();
        assert_eq!([1, 2, 3].map(shown), ["2.50", "5.50", "7.75"]);
    }
}
