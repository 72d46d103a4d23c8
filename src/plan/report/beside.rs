//! How a report sets an entry beside others, and what remains to be attained.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::{
    Benchmark, Benchmarks, Outlook, Prospect, Results, Spread, Withheld, gross_to_date, outlook,
    participants_for_quartiles, participants_needed,
};
use crate::model::{Exact, Field, Text};
use crate::plan::values::TierValue;

/// The benchmarks of a report, the narrower scopes first.
#[derive(Serialize, JsonSchema)]
pub(super) struct BenchmarksValue {
    /// The entry's own score of the round, before deductions.
    score: Option<String>,
    /// The same to date.
    to_date: Option<String>,
    /// How many organisations must stand behind a benchmark.
    needed: usize,
    /// How many must stand behind quartiles.
    needed_for_quartiles: usize,
    /// The narrowest scope that shows criteria: its means stand beside the entry's own.
    criteria_scope: Option<&'static str>,
    /// The scopes the entry is in, the narrower ones first.
    scopes: Vec<ScopeValue>,
}

/// The benchmark of a scope.
#[derive(Serialize, JsonSchema)]
struct ScopeValue {
    /// `sector`, `group`, `stream` or `programme`.
    scope: &'static str,
    /// How many organisations stand behind its figures.
    participants: Option<usize>,
    /// Why nothing is shown.
    withheld: Option<Withheld>,
    /// The scores of the round, before deductions.
    score: Option<SpreadValue>,
    /// The mean to date.
    to_date: Option<String>,
    /// Why the criteria are not shown beside the score.
    criteria_withheld: Option<Withheld>,
}

/// Where the middle of some scores is.
#[derive(Serialize, JsonSchema)]
struct SpreadValue {
    /// Their mean.
    mean: String,
    /// Lower quartile, median and upper quartile, where they may be shown.
    quartiles: Option<[String; 3]>,
}

/// The benchmarks of the scopes an entry is in.
pub(super) fn benchmarks(
    results: &Results,
    benchmarks: &Benchmarks,
    entry: usize,
    round: usize,
) -> BenchmarksValue {
    let programme = &results.data.programme;
    let scopes = scopes(results, benchmarks, entry, round);
    let gross = &results.entries[entry].rounds[round].gross;
    let publish = |exact: &Exact| exact.publish(programme.scoring.places).typeset();
    BenchmarksValue {
        score: gross.as_ref().map(publish),
        to_date: gross_to_date(results, entry, round).as_ref().map(publish),
        needed: participants_needed(results),
        needed_for_quartiles: participants_for_quartiles(results),
        criteria_scope: scopes.iter().find(|one| shows_criteria(one)).map(|one| scope_name(one)),
        scopes: scopes.into_iter().map(|one| scope_value(results, one)).collect(),
    }
}

/// The benchmarks of the scopes an entry is in, the narrower ones first.
fn scopes<'b>(
    results: &Results,
    benchmarks: &'b Benchmarks,
    entry: usize,
    round: usize,
) -> Vec<&'b Benchmark> {
    let mut scopes: Vec<_> = benchmarks.of_entry(results, entry, round);
    // With a single stream, the programme is that stream.
    let streams = results.data.programme.streams.len();
    scopes.retain(|benchmark| !benchmark.scope.is_empty() || streams > 1);
    scopes.sort_by_key(|benchmark| rank(benchmark));
    scopes
}

/// The benchmark of the narrowest scope that may show criteria.
pub(super) fn of_criteria<'b>(
    results: &Results,
    benchmarks: &'b Benchmarks,
    entry: usize,
    round: usize,
) -> Option<&'b Benchmark> {
    scopes(results, benchmarks, entry, round).into_iter().find(|one| shows_criteria(one))
}

fn shows_criteria(benchmark: &Benchmark) -> bool {
    let criteria =
        benchmark.figures.as_ref().ok().and_then(|figures| figures.criteria.as_ref().ok());
    criteria.is_some_and(|criteria| !criteria.is_empty())
}

fn scope_name(benchmark: &Benchmark) -> &'static str {
    benchmark.scope.last().map_or("programme", |(field, _)| field.as_str())
}

/// Sector, group, stream, programme.
fn rank(benchmark: &Benchmark) -> usize {
    match benchmark.scope.last() {
        Some((Field::Sector, _)) => 0,
        Some((Field::Group, _)) => 1,
        Some(_) => 2,
        None => 3,
    }
}

fn scope_value(results: &Results, benchmark: &Benchmark) -> ScopeValue {
    let places = results.data.programme.scoring.places;
    let publish = |exact: &Exact| exact.publish(places).typeset();
    let spread = |spread: &Spread| SpreadValue {
        mean: publish(&spread.mean),
        quartiles: spread.quartiles.as_ref().map(|three| three.each_ref().map(publish)),
    };
    let figures = benchmark.figures.as_ref().ok();
    ScopeValue {
        scope: scope_name(benchmark),
        participants: figures.map(|_| benchmark.participants),
        withheld: benchmark.figures.as_ref().err().copied(),
        score: figures.map(|figures| spread(&figures.score)),
        to_date: figures.and_then(|figures| figures.to_date.as_ref()).map(publish),
        criteria_withheld: figures.and_then(|figures| figures.criteria.as_ref().err().copied()),
    }
}

/// What the remaining rounds have to bring.
#[derive(Serialize, JsonSchema)]
pub(super) struct OutlookValue<'a> {
    /// The name of the remaining round, if it is one.
    round: Option<&'a Text>,
    /// Each tier from the best down.
    tiers: Vec<OutlookTier<'a>>,
}

/// What a tier takes.
#[derive(Serialize, JsonSchema)]
struct OutlookTier<'a> {
    /// The tier.
    #[serde(flatten)]
    tier: TierValue<'a>,
    /// `secured`, `needs`, `full-marks` or `out-of-reach`.
    state: &'static str,
    /// The figure that each of the remaining rounds needs.
    needed: Option<String>,
}

/// The outlook of an entry after a round, if there is any.
pub(super) fn outlook_value<'a>(
    results: &'a Results,
    entry: usize,
    round: usize,
) -> Option<OutlookValue<'a>> {
    let programme = &results.data.programme;
    let tier = |outlook: &Outlook| {
        let (state, needed) = match outlook.prospect {
            Prospect::Secured => ("secured", None),
            Prospect::Needs(figure) => ("needs", Some(figure.typeset())),
            Prospect::FullMarks => ("full-marks", None),
            Prospect::OutOfReach => ("out-of-reach", None),
        };
        OutlookTier {
            tier: TierValue::new(programme, &programme.tiers[outlook.tier]),
            state,
            needed,
        }
    };
    let tiers = outlook(results, entry, round)?.iter().map(tier).collect();
    let scored = |at: usize| at <= round && results.entries[entry].rounds[at].score.is_some();
    let mut remaining = (0..programme.rounds.len()).filter(|at| !scored(*at));
    let (first, another) = (remaining.next(), remaining.next());
    let only = first.filter(|_| another.is_none());
    Some(OutlookValue { round: only.map(|at| &programme.rounds[at].name), tiers })
}
