//! The sheet of benchmarks that no report shows, and by which rule.

use std::sync::LazyLock;

use super::super::words::{Labels, Words, label};
use crate::assess::{self, Benchmark, Results, Scope, Withheld};
use crate::model::{Field, Text};
use crate::plan::{Cell, Rows, Sheet};

/// A row for each figure that is withheld: all of a scope's in a round, or its criteria, or
/// its quartiles.
pub(super) fn withheld<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let names = ["round", "stream", "sector", "group", "organisations", "figures", "rule"];
    let head = names.map(|name| words.head(name)).into();
    let figures = words.labels("figures", &["all", "criteria", "quartiles"]);
    let rules = words.labels("rule", &["too-few", "by-difference", "quartiles"]);
    let needed = assess::participants_needed(results);
    let rules = numbered(rules, needed, assess::participants_for_quartiles(results));
    let labels = super::round_labels(results);
    // Rows are asked for more than once: to be hashed, and to be written.
    let benchmarks = LazyLock::new(move || assess::benchmarks(results));
    let rows = Rows::new(move |take| {
        for (round, label) in labels.iter().enumerate() {
            for benchmark in benchmarks.of_round(round) {
                for (figure, rule) in reasons(benchmark) {
                    let mut row = vec![Cell::text(label.as_str())];
                    row.extend(scope_cells(results, &benchmark.scope));
                    row.push(Cell::count(benchmark.participants));
                    row.push(Cell::text(figures[figure].as_str()));
                    row.push(Cell::text(rules[rule].as_str()));
                    take(row);
                }
            }
        }
    });
    Sheet { name: words.leading("sheet", "withheld"), head, rows, total: None }
}

/// What is withheld of a benchmark, and by which rule.
fn reasons(benchmark: &Benchmark) -> Vec<(&'static str, &'static str)> {
    let rule = |withheld: Withheld| match withheld {
        Withheld::TooFew => "too-few",
        Withheld::ByDifference => "by-difference",
    };
    let figures = match &benchmark.figures {
        Ok(figures) => figures,
        Err(withheld) => return vec![("all", rule(*withheld))],
    };
    let criteria = figures.criteria.as_ref().err();
    let criteria = criteria.map(|withheld| ("criteria", rule(*withheld)));
    let quartiles = figures.score.quartiles.is_none().then_some(("quartiles", "quartiles"));
    [criteria, quartiles].into_iter().flatten().collect()
}

/// The rules with the number of organisations that they ask for.
fn numbered(rules: Labels, needed: usize, for_quartiles: usize) -> Labels {
    let number = |rule: &str| if rule == "quartiles" { for_quartiles } else { needed };
    rules
        .into_iter()
        .map(|(rule, words)| (rule, words.replace("{n}", &number(rule).to_string())))
        .collect()
}

/// The names of a scope's stream, sector and group; of the programme there is none.
fn scope_cells(results: &Results, scope: &Scope) -> [Cell<'static>; 3] {
    let programme = &results.data.programme;
    let name = |text: &Text| label(programme, text);
    [Field::Stream, Field::Sector, Field::Group].map(|wanted| {
        let Some((_, id)) = scope.iter().find(|(field, _)| *field == wanted) else {
            return Cell::Empty;
        };
        let stream = programme.streams.iter().find(|stream| stream.id.as_str() == id);
        let mut sectors = results.entries.iter().map(|entry| entry.sector);
        let sector = sectors.find(|sector| sector.id.as_str() == id);
        Cell::text(match wanted {
            Field::Stream => stream.map(|stream| name(&stream.name)).unwrap_or_default(),
            Field::Sector => sector.map(|sector| name(sector.name)).unwrap_or_default(),
            _ => id.clone(),
        })
    })
}
