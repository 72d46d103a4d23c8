//! The sheets of recognitions and of credit points.

use super::super::in_each;
use super::super::words::{Words, label};
use crate::assess::{Results, Value, Winner};
use crate::plan::values::scope_names;
use crate::plan::{Cell, Rows, Sheet};

/// A row for each winner.
pub(super) fn recognitions<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let mut head = ["recognition", "scope", "winner"].map(|name| words.head(name)).to_vec();
    head.extend(words.head_in_each("winner-name"));
    head.push(words.head("value"));
    let programme = &results.data.programme;
    let rows = Rows::new(move |take| {
        for award in &results.awards {
            let recognition = label(programme, &programme.recognitions[award.recognition].name);
            let scope = scope_names(results, award);
            let scope: Vec<_> = scope.iter().map(|name| label(programme, name)).collect();
            let scope = scope.join(" · ");
            for winner in &award.winners {
                let name = match winner {
                    Winner::Entry(at) => &results.data.entries[*at].name,
                    Winner::Participant(at) => &results.data.participants[*at].name,
                };
                let mut row = vec![
                    Cell::text(recognition.as_str()),
                    Cell::text(scope.as_str()),
                    Cell::text(results.winner_id(*winner).as_str()),
                ];
                row.extend(in_each(programme, name));
                row.push(match award.value {
                    Value::Figure(figure) => Cell::decimal(figure),
                    Value::Years(years) => Cell::count(years),
                });
                take(row);
            }
        }
    });
    Sheet { name: words.leading("sheet", "recognitions"), head, rows, total: None }
}

/// A row for each participant with points to count.
pub(super) fn credit_points<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let mut head = vec![words.head("participant")];
    head.extend(words.head_in_each("participant-name"));
    for name in ["credit-points", "highest-score", "functional", "entries-counted"] {
        head.push(words.head(name));
    }
    let data = results.data;
    let rows = Rows::new(move |take| {
        for credit in &results.credit {
            let participant = &data.participants[credit.participant];
            let mut row = vec![Cell::text(participant.id.as_str())];
            row.extend(in_each(&data.programme, &participant.name));
            row.extend(
                [&credit.points, &credit.highest_score, &credit.functional].map(Cell::decimal),
            );
            let counted: Vec<_> =
                credit.entries.iter().map(|at| data.entries[*at].id.as_str()).collect();
            row.push(Cell::text(counted.join(", ")));
            take(row);
        }
    });
    Sheet { name: words.leading("sheet", "credit-points"), head, rows, total: None }
}
