//! Which benchmarks may be shown: disclosure control.
//!
//! Streams do not overlap, so what can be worked out from them and the programme is the rest of the
//! programme. Within a stream, sectors and groups cross. A combination of their totals gives each
//! entry the weight *a* of its sector less the weight *b* of its group; it tells of those entries
//! alone whose two weights differ. Take sectors and groups as the nodes of a graph and entries as
//! its edges: the smallest sets of entries that can be told of are the cuts of that graph. What is
//! not shown is one node on either side, since its entries share one weight. So the rule is: no cut
//! may have fewer participants than are needed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::{Results, Scope};
use crate::model::Field;

/// Why a benchmark is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Withheld {
    /// Too few organisations stand behind it.
    TooFew,
    /// Taken with others that are shown, it would tell of too few.
    ByDifference,
}

/// The different participants of some entries.
pub(super) fn participants(results: &Results, entries: &[usize]) -> BTreeSet<usize> {
    entries.iter().map(|entry| results.data.entries[*entry].participant).collect()
}

/// How many participants must stand behind whatever can be known: those asked for, and the reader,
/// who knows its own scores.
pub fn participants_needed(results: &Results) -> usize {
    results.data.programme.disclosure.benchmark_min_contributors.saturating_add(1)
}

/// The same for quartiles: four times those asked for, and the reader.
pub fn participants_for_quartiles(results: &Results) -> usize {
    results.data.programme.disclosure.benchmark_min_contributors.saturating_mul(4).saturating_add(1)
}

/// For each scope, with the entries that stand behind it, why it is not shown, if it is not. Wider
/// scopes go first, but for the programme, which gives way to its streams; of scopes of one kind,
/// the larger.
pub(super) fn withheld(results: &Results, scopes: &[(Scope, Vec<usize>)]) -> Vec<Option<Withheld>> {
    let needed = participants_needed(results);
    let few = |(_, entries): &(Scope, Vec<usize>)| participants(results, entries).len() < needed;
    let too_few = scopes.iter().map(|scope| few(scope).then_some(Withheld::TooFew)).collect();
    by_difference(results, scopes, too_few)
}

/// The same for figures over a part of the entries, of whom there may be none, in those scopes that
/// are shown at all.
pub(super) fn withheld_of_a_part(
    results: &Results,
    part: &[(Scope, Vec<usize>)],
    withheld: &[Option<Withheld>],
) -> Vec<Option<Withheld>> {
    let needed = participants_needed(results);
    let few =
        |entries: &[usize]| !entries.is_empty() && participants(results, entries).len() < needed;
    let withheld = part.iter().zip(withheld).map(|((_, entries), withheld)| {
        withheld.or_else(|| few(entries).then_some(Withheld::ByDifference))
    });
    by_difference(results, part, withheld.collect())
}

/// Adds to what is withheld whatever would tell of too few, taken with the rest.
fn by_difference(
    results: &Results,
    scopes: &[(Scope, Vec<usize>)],
    mut withheld: Vec<Option<Withheld>>,
) -> Vec<Option<Withheld>> {
    let needed = participants_needed(results);
    let count = |entries: &[usize]| participants(results, entries).len();
    let counts: Vec<_> = scopes.iter().map(|(_, entries)| count(entries)).collect();
    let of_kind = |kind: &[Field]| {
        let fields = |scope: &Scope| scope.iter().map(|(field, _)| *field).eq(kind.iter().copied());
        let mut found: Vec<_> = (0..scopes.len()).filter(|at| fields(&scopes[*at].0)).collect();
        found.sort_by_key(|at| Reverse(counts[*at]));
        found
    };
    let streams = of_kind(&[Field::Stream]);
    for programme in of_kind(&[]) {
        let hidden = streams.iter().filter(|at| withheld[**at].is_some());
        let rest: Vec<_> = hidden.flat_map(|at| scopes[*at].1.iter().copied()).collect();
        if !rest.is_empty() && count(&rest) < needed {
            withheld[programme].get_or_insert(Withheld::ByDifference);
        }
    }
    for stream in streams {
        let id = &scopes[stream].0[0];
        let mut shown = Shown { results, scopes, stream, narrower: BTreeSet::new() };
        for field in [Field::Sector, Field::Group] {
            for at in of_kind(&[Field::Stream, field]) {
                if scopes[at].0[0] != *id || withheld[at].is_some() {
                    continue;
                }
                shown.narrower.insert(at);
                // Without its stream, nothing narrower is shown.
                if withheld[stream].is_some() || shown.tells_of_fewer_than(needed) {
                    shown.narrower.remove(&at);
                    withheld[at] = Some(Withheld::ByDifference);
                }
            }
        }
    }
    withheld
}

/// A stream that is shown, and what is shown within it.
struct Shown<'a> {
    results: &'a Results<'a>,
    scopes: &'a [(Scope, Vec<usize>)],
    stream: usize,
    /// The sectors and groups, as places in `scopes`.
    narrower: BTreeSet<usize>,
}

/// The participants with entries that are in a sector and a group; `None` for what is not shown.
type Cells = BTreeMap<Option<usize>, BTreeMap<Option<usize>, BTreeSet<usize>>>;

impl Shown<'_> {
    /// Whether some cut has participants, but too few.
    fn tells_of_fewer_than(&self, needed: usize) -> bool {
        let (sectors, groups) = (self.nodes(Field::Sector), self.nodes(Field::Group));
        let mut cells = Cells::new();
        for entry in &self.scopes[self.stream].1 {
            let participant = self.results.data.entries[*entry].participant;
            let sector = cells.entry(sectors.get(entry).copied()).or_default();
            sector.entry(groups.get(entry).copied()).or_default().insert(participant);
        }
        let groups: Vec<_> = groups.into_values().collect::<BTreeSet<_>>().into_iter().collect();
        if groups.len() > MOST_GROUPS {
            return true;
        }
        let mut search = Search { cells: &cells, needed, steps: MOST_STEPS };
        // What is not shown may stand on the other side of the cut, for there is no telling sides
        // apart.
        (0_u32..1 << groups.len()).any(|side| {
            let on_side = |(at, _): &(usize, &usize)| side >> at & 1 == 1;
            let groups = groups.iter().enumerate().filter(on_side).map(|(_, group)| Some(*group));
            search.finds_few(&groups.collect())
        })
    }

    /// The shown scope of a kind that each entry is in.
    fn nodes(&self, field: Field) -> HashMap<usize, usize> {
        let of_kind = self.narrower.iter().filter(|at| self.scopes[**at].0[1].0 == field);
        of_kind.flat_map(|at| self.scopes[*at].1.iter().map(|entry| (*entry, *at))).collect()
    }
}

/// Beyond these, a stream is too intricate to be sure of, and what makes it so is withheld.
const MOST_GROUPS: usize = 12;
const MOST_STEPS: usize = 200_000;

/// Looks for a cut with few participants.
struct Search<'a> {
    cells: &'a Cells,
    needed: usize,
    steps: usize,
}

impl Search<'_> {
    /// Whether a cut with these groups on one side tells of some participants, but too few.
    fn finds_few(&mut self, groups: &BTreeSet<Option<usize>>) -> bool {
        let sectors: Vec<_> = self.cells.values().collect();
        self.decide(&sectors, groups, &BTreeSet::new())
    }

    /// Puts the next sector on either side; `cut` are the participants of the entries cut so far.
    fn decide(
        &mut self,
        sectors: &[&BTreeMap<Option<usize>, BTreeSet<usize>>],
        groups: &BTreeSet<Option<usize>>,
        cut: &BTreeSet<usize>,
    ) -> bool {
        let Some((sector, rest)) = sectors.split_first() else {
            return !cut.is_empty();
        };
        let Some(steps) = self.steps.checked_sub(1) else {
            return true;
        };
        self.steps = steps;
        [true, false].into_iter().any(|side| {
            let crossing = sector.iter().filter(|(group, _)| groups.contains(group) != side);
            let mut cut = cut.clone();
            for participant in crossing.flat_map(|(_, participants)| participants) {
                cut.insert(*participant);
                if cut.len() >= self.needed {
                    return false;
                }
            }
            self.decide(rest, groups, &cut)
        })
    }
}
