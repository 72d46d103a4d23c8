//! Rounds that come with a score in place of assessments.

use std::collections::HashMap;

use super::Context;
use super::cells::Cells;
use super::columns::Columns;
use super::marks::Assessments;
use super::register::Index;
use super::table::Table;
use crate::diagnostics::Diagnostics;
use crate::model::GivenRound;

/// Reads the table of rounds given as such; none for a round that has assessments.
pub(super) fn rounds(
    table: &Table,
    context: &Context,
    index: &Index,
    assessments: &Assessments,
    problems: &mut Diagnostics,
) -> Vec<GivenRound> {
    let columns = Columns::new(&["entry", "round", "score"], &[]);
    let Some(columns) = columns.find(table, problems) else {
        return Vec::new();
    };
    let scale = &context.programme.scoring.scale;
    let mut assessed = HashMap::new();
    for row in &assessments.rows {
        let place = (&assessments.files[row.file.get()], row.row);
        let first = assessed.entry((row.entry.get(), row.round.get())).or_insert(place);
        *first = place.min(*first);
    }
    let mut seen = HashMap::new();
    let mut given = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        let entry = index.find(&mut cells, "entry");
        let rounds = context.programme.rounds.iter().map(|round| round.id.as_str());
        let round = cells.reference("round", "round", rounds);
        let score = cells.number("score");
        let (Some(entry), Some(round), Some(score)) = (entry, round, score) else {
            continue;
        };
        if score < scale.min || score > scale.max {
            let help = format!("scores run from {} to {}", scale.min, scale.max);
            cells.error("score", format!("`{score}` is off the scale"), help);
        } else if let Some((file, first)) = assessed.get(&(entry, round)) {
            let help = format!("its assessments begin at {file}:{first}; keep one of the two");
            cells.error_of_figure("score", "the round has both a score and assessments", help);
        } else if let Some(first) = seen.insert((entry, round), row.number) {
            let help = format!("it is already in row {first}; keep one of the two");
            cells.error("round", "the round has two scores", help);
        } else {
            let origin = cells.origin();
            given.push(GivenRound { entry, round, score: score.into(), origin });
        }
    }
    given.sort_by_key(|row| (row.entry, row.round));
    given
}
