//! Benchmarks: how an entry stands beside others, without telling how any other did.
//!
//! The rule (`RULES.md`, *What may be known by whom*), as a secretariat may tell it: a benchmark is
//! shown only where at least `benchmark_min_contributors` organisations besides the reader stand
//! behind it, and only if the same holds of whatever can be worked out by taking shown benchmarks
//! from one another. Where it does not, the narrower of them is withheld.
//!
//! For this to be a matter of who stands behind a figure and of nothing else, all figures of a round
//! in a scope stand on the same entries, before deductions, which concern single ones; an entry that
//! leaves stays behind the rounds it was scored in; and the figure to date is the rounds' means by
//! their weights, which adds nothing to what was shown already. Of most entries the score follows
//! from the criteria; what remains of the others, taken together, has to pass the same rule.
//! Quartiles, which are scores of single entries or lie between two, need four times as many
//! organisations.

mod contributors;
mod disclosure;
mod figures;

use contributors::Contributors;
pub use disclosure::{Withheld, participants_for_quartiles, participants_needed};
pub(super) use figures::quartiles;
pub use figures::{Figures, Spread, gross_to_date};

use super::recognitions::scopes::scopes;
use super::{Results, Scope};
use crate::model::Field;

/// The benchmarks of a season, shown or withheld.
#[derive(Debug, Clone)]
pub struct Benchmarks {
    /// Those of each round.
    rounds: Vec<Vec<Benchmark>>,
}

/// The benchmark of a scope in a round.
#[derive(Debug, Clone)]
pub struct Benchmark {
    /// The programme (no field), a stream, a sector of a stream, or a group of a stream.
    pub scope: Scope,
    /// The entries that stand behind it, indices.
    pub entries: Vec<usize>,
    /// How many different participants those are of.
    pub participants: usize,
    /// What is shown, or why nothing is.
    pub figures: Result<Figures, Withheld>,
}

/// What scopes there are, the narrower ones last.
const SCOPES: [&[Field]; 4] =
    [&[], &[Field::Stream], &[Field::Stream, Field::Sector], &[Field::Stream, Field::Group]];

/// The benchmarks of a season under disclosure control.
pub fn benchmarks(results: &Results) -> Benchmarks {
    let mut rounds: Vec<Vec<Benchmark>> = Vec::new();
    for round in 0..results.data.programme.rounds.len() {
        let contributors = Contributors::of(results, round);
        let all = SCOPES.iter().flat_map(|fields| scopes(results, fields, |_| true));
        let scopes: Vec<_> =
            all.map(|(scope, entries)| (scope, contributors.among(entries))).collect();
        let withheld = disclosure::withheld(results, &scopes);
        let criteria_withheld = criteria_withheld(&contributors, &scopes, &withheld);
        let mut benchmarks = Vec::new();
        for (at, (scope, entries)) in scopes.into_iter().enumerate() {
            let figures = withheld[at].map_or_else(
                || {
                    let of = (&scope, entries.as_slice());
                    Ok(figures::figures(&contributors, of, criteria_withheld[at], &rounds))
                },
                Err,
            );
            let participants = disclosure::participants(results, &entries).len();
            benchmarks.push(Benchmark { scope, entries, participants, figures });
        }
        rounds.push(benchmarks);
    }
    Benchmarks { rounds }
}

/// For each scope, why its figures by criterion are not shown beside its score: what then remains
/// of some entries' scores, after the weighted mean of the criteria, must not tell of too few.
fn criteria_withheld(
    contributors: &Contributors,
    scopes: &[(Scope, Vec<usize>)],
    withheld: &[Option<Withheld>],
) -> Vec<Option<Withheld>> {
    let remaining = |(scope, entries): &(Scope, Vec<usize>)| {
        (scope.clone(), contributors.with_a_remainder(entries))
    };
    let remaining: Vec<_> = scopes.iter().map(remaining).collect();
    disclosure::withheld_of_a_part(contributors.results, &remaining, withheld)
}

impl Benchmarks {
    /// Those of a round: the programme, streams, sectors, then groups, each in programme order.
    pub fn of_round(&self, round: usize) -> &[Benchmark] {
        &self.rounds[round]
    }

    /// Those of the scopes that an entry is in: the programme, its stream, sector and group.
    pub fn of_entry(&self, results: &Results, entry: usize, round: usize) -> Vec<&Benchmark> {
        let row = &results.data.entries[entry];
        let within = |(field, id): &(Field, String)| match field {
            Field::Stream => row.stream.as_str() == id,
            Field::Sector => results.entries[entry].sector.id.as_str() == id,
            Field::Group => row.group == *id,
            Field::Mode | Field::Category => false,
        };
        self.rounds[round].iter().filter(|benchmark| benchmark.scope.iter().all(within)).collect()
    }
}
