//! Where the words on a piece stand in the data.

use super::pieces::{Piece, PieceKind};
use super::text::{Line, line};
use crate::assess::Results;
use crate::model::Text;
use crate::plan::Origin;

/// The words on a piece that may be too long, each with its place.
pub(super) fn origins(results: &Results, piece: &Piece) -> Vec<Origin> {
    let award = piece.award.id;
    let in_programme = |key: &str| format!("{key} in programme.toml");
    let streak = match piece.kind {
        PieceKind::Streak => in_programme(&format!("`trophy_text` of `{award}`")),
        _ => in_programme("the `trophy_text` of its streak"),
    };
    let mut found = names(results, piece);
    for (of, place) in [
        (Line::Award, in_programme(&format!("`name` of `{award}`"))),
        (Line::Streak, streak),
        (Line::Number, format!("`number` of `{}` in certificates.csv", piece.holder)),
        (Line::Extras, in_programme("the names of `certification.extras`")),
        (Line::Programme, in_programme("`name`")),
        (Line::Organiser, in_programme("`organiser`")),
    ] {
        found.extend(each(of, line(results, piece, of).as_ref(), |_| place.clone()));
    }
    let scope = in_programme("the name of its stream or sector");
    let scopes = piece.scope.iter();
    found.extend(scopes.flat_map(|text| each(Line::Scope, Some(text), |_| scope.clone())));
    found
}

/// The names of who receives it: an entry's own, where it has one, else its participant's.
fn names(results: &Results, piece: &Piece) -> Vec<Origin> {
    let data = results.data;
    let entry = data.entries.iter().find(|entry| entry.id == *piece.holder);
    let participant = match entry {
        Some(entry) => Some(data.participant_of(entry)),
        None => data.participants.iter().find(|participant| participant.id == *piece.holder),
    };
    let place = |text: &Text, id: &str| match (entry, participant) {
        (_, Some(participant)) if participant.name == *text => {
            format!("`name_{id}` of `{}` in participants.csv", participant.id)
        }
        _ => format!("`name_{id}` of `{}` in entries.csv", piece.holder),
    };
    let recipient = each(Line::Recipient, Some(piece.recipient), |id| place(piece.recipient, id));
    let beside = piece.beside;
    let beside = beside
        .into_iter()
        .flat_map(|text| each(Line::Beside, Some(text), |id| place(text, id)).collect::<Vec<_>>());
    recipient.chain(beside).collect()
}

/// The words of a line in each language.
fn each<'t>(
    line: Line,
    text: Option<&'t Text>,
    place: impl Fn(&str) -> String + 't,
) -> impl Iterator<Item = Origin> + 't {
    let words = text.into_iter().flat_map(Text::iter);
    words.map(move |(id, words)| Origin { line, text: words.to_owned(), place: place(id) })
}
