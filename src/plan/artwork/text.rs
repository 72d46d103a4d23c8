//! The texts of all pieces, for designers and engravers.

use std::sync::Arc;

use super::Studio;
use crate::model::Text;
use crate::plan::{Cell, Rows, Work};

/// One row a piece, every line of text as it shall stand.
pub(super) fn text_table<'a>(studio: &Studio<'a>) -> Work<'a> {
    let (results, pieces) = (studio.results, Arc::clone(&studio.pieces));
    let languages: Vec<_> = results.data.programme.language_ids().collect();
    let mut head = ["piece", "holder", "season"].map(str::to_owned).to_vec();
    for name in ["programme", "award", "scope", "recipient", "beside", "streak"] {
        head.extend(languages.iter().map(|id| format!("{name}_{id}")));
    }
    head.extend(["years", "date"].map(str::to_owned));
    let rows = Rows::new(move |take| {
        for piece in &*pieces {
            let scope = Text::new(languages.iter().map(|id| {
                let names: Vec<_> = piece.scope.iter().filter_map(|text| text.get(id)).collect();
                ((*id).to_owned(), names.join(" · "))
            }));
            let streak = piece.streak.as_ref();
            let mut row = vec![Cell::text(piece.name()), Cell::text(piece.holder.as_str())];
            row.push(Cell::decimal(piece.year(results)));
            for text in [
                Some(&results.data.programme.name),
                Some(piece.award.name),
                Some(&scope),
                Some(piece.recipient),
                piece.beside,
                streak.map(|(_, text)| text),
            ] {
                let words = |id: &&str| text.and_then(|text| text.get(id)).unwrap_or_default();
                row.extend(languages.iter().map(|id| Cell::text(words(id))));
            }
            row.push(streak.map_or(Cell::Empty, |(years, _)| Cell::count(*years)));
            row.push(piece.date(results).map_or(Cell::Empty, Cell::Day));
            take(row);
        }
    });
    Work::Table { head, rows }
}
