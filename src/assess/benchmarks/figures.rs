//! What a benchmark shows: means and quartiles over the entries that stand behind it.

use super::contributors::Contributors;
use super::disclosure::{participants, participants_for_quartiles};
use super::{Benchmark, Withheld};
use crate::assess::{Results, Scope};
use crate::model::{Exact, Number};

/// The figures of a scope in a round, exact.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Of the round's scores before deductions.
    pub score: Spread,
    /// Of the rounds so far, the means of their scores, weighted as rule 2 weighs the rounds: it adds
    /// nothing to what those tell. `None` after the first round, and where an earlier one is withheld.
    pub to_date: Option<Exact>,
    /// Of the means of criteria: those that all entries of the scope are assessed by, as indices
    /// into the programme's criteria.
    pub criteria: Result<Vec<(usize, Spread)>, Withheld>,
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

/// The score to date before deductions of an entry after a round: the weighted mean of the rounds
/// so far, as rule 2 has it.
pub fn gross_to_date(results: &Results, entry: usize, round: usize) -> Option<Exact> {
    let rounds = results.data.programme.rounds.iter().zip(&results.entries[entry].rounds);
    let scored = rounds.take(round + 1);
    let scored = scored.filter_map(|(round, result)| Some((round.weight, result.gross.as_ref()?)));
    Exact::weighted_mean(scored)
}

/// The figures of a scope that may be shown. `earlier` are the benchmarks of the rounds before.
pub(super) fn figures(
    contributors: &Contributors,
    (scope, entries): (&Scope, &[usize]),
    criteria_withheld: Option<Withheld>,
    earlier: &[Vec<Benchmark>],
) -> Figures {
    let (results, round) = (contributors.results, contributors.round);
    let rounds = |entry: &usize| &results.entries[*entry].rounds[round];
    let spread = |values: Vec<&Exact>| spread(results, entries, values);
    let criterion = |at: usize| {
        let means = entries.iter().filter_map(|entry| contributors.mean_of(*entry, at));
        (at, spread(means.collect()))
    };
    let criteria = contributors.criteria(scope).into_iter().map(criterion);
    let score = spread(entries.iter().filter_map(|at| rounds(at).gross.as_ref()).collect());
    Figures {
        to_date: to_date(results, scope, earlier, &score.mean),
        score,
        criteria: criteria_withheld.map_or_else(|| Ok(criteria.collect()), Err),
    }
}

/// The means of the rounds before and of this one, by the weights of the rounds.
fn to_date(
    results: &Results,
    scope: &Scope,
    earlier: &[Vec<Benchmark>],
    now: &Exact,
) -> Option<Exact> {
    let shown = |benchmarks: &'_ Vec<Benchmark>| {
        let before = benchmarks.iter().find(|before| before.scope == *scope)?;
        Some(before.figures.as_ref().ok()?.score.mean.clone())
    };
    let mut means = earlier.iter().map(shown).collect::<Option<Vec<_>>>()?;
    means.push(now.clone());
    let weights = results.data.programme.rounds.iter().map(|round| round.weight);
    Exact::weighted_mean(weights.zip(&means)).filter(|_| !earlier.is_empty())
}

/// Mean and quartiles of values, one for each of some entries.
fn spread(results: &Results, entries: &[usize], mut values: Vec<&Exact>) -> Spread {
    let mean = Exact::mean(values.iter().copied()).expect("a shown scope has entries");
    let enough = participants(results, entries).len() >= participants_for_quartiles(results);
    let quartiles = enough.then(|| {
        values.sort_unstable();
        quartiles(&values)
    });
    Spread { mean, quartiles }
}

/// Lower quartile, median and upper quartile of sorted values, of which there is at least one.
pub(in crate::assess) fn quartiles(sorted: &[&Exact]) -> [Exact; 3] {
    [1, 2, 3].map(|quarter| quartile(sorted, quarter))
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
