//! The texts of all pieces, for designers and engravers: the same rows as CSV, as a workbook and
//! for the Data Merge of Adobe InDesign.

use std::sync::Arc;

use super::Studio;
use super::handouts::Thing;
use super::pieces::Piece;
use crate::assess::Results;
use crate::model::{Programme, Text};
use crate::plan::dates::formal_date;
use crate::plan::{Cell, Job, Row, Rows, Sheet, Target, Work, Workbook};

/// The name of the sheets.
const NAME: &str = "trophy-text";

/// The sheets: one row a piece, every line of text as it shall stand.
pub(super) fn jobs<'a>(studio: &Studio<'a>) -> Vec<Job<'a>> {
    let (results, pieces) = (studio.results, Arc::clone(&studio.pieces));
    let rows = Rows::new(move |take| pieces.iter().for_each(|piece| take(row(results, piece))));
    let head = |mark| head(&results.data.programme, mark);
    let job = |ending, work| {
        let path = format!("{}/{NAME}{ending}", studio.folder);
        Job { path, target: Target::Artwork, work }
    };
    vec![
        job(".csv", Work::Table { head: head(""), rows: rows.clone() }),
        job("-indesign.txt", Work::DataMerge { head: head("@"), rows: rows.clone() }),
        job(".xlsx", Work::Workbook(workbook(results, head(""), rows))),
    ]
}

/// The names of the columns; `mark` stands before those of files.
fn head(programme: &Programme, mark: &str) -> Vec<String> {
    let mut head = ["piece", "holder", "season"].map(str::to_owned).to_vec();
    let mut add = |names: &[&str]| {
        for name in names {
            head.extend(programme.language_ids().map(|id| format!("{name}_{id}")));
        }
    };
    add(&["programme", "award", "scope", "recipient", "beside", "streak"]);
    add(&["organiser", "date", "valid_until", "extras"]);
    head.extend(["years", "date", "number"].map(str::to_owned));
    head.extend(Thing::ALL.map(|thing| format!("{mark}{}", thing.column())));
    head
}

fn row<'a>(results: &'a Results, piece: &'a Piece) -> Row<'a> {
    let programme = &results.data.programme;
    let (streak, certificate) = (piece.streak.as_ref(), piece.certificate.as_ref());
    let date = piece.date(results);
    let in_words = |day| formal_date(programme, day);
    let extras = certificate.map(|certificate| certificate.extras.as_slice()).unwrap_or_default();
    let texts = [
        Some(programme.name.clone()),
        Some(piece.award.name.clone()),
        Some(joined(programme, piece.scope.iter(), |_| " · ")),
        Some(piece.recipient.clone()),
        piece.beside.cloned(),
        streak.map(|(_, text)| text.clone()),
        Some(programme.organiser.clone()),
        date.map(in_words),
        certificate.map(|certificate| in_words(certificate.valid_until)),
        Some(joined(programme, extras.iter().copied(), comma)),
    ];
    let mut row = vec![Cell::text(piece.name()), Cell::text(piece.holder.as_str())];
    row.push(Cell::decimal(piece.year(results)));
    for text in texts {
        let words = |id| text.as_ref().and_then(|text| text.get(id)).unwrap_or_default().to_owned();
        row.extend(programme.language_ids().map(|id| Cell::text(words(id))));
    }
    row.push(streak.map_or(Cell::Empty, |(years, _)| Cell::count(*years)));
    row.push(date.map_or(Cell::Empty, Cell::Day));
    row.push(certificate.map_or(Cell::Empty, |certificate| Cell::text(certificate.number)));
    row.extend(Thing::ALL.map(|thing| {
        let made = thing.is_made(results, piece);
        if made { Cell::text(thing.file(piece)) } else { Cell::Empty }
    }));
    row
}

/// Texts in one line, in each language; what stands between two depends on its tag.
fn joined<'t>(
    programme: &Programme,
    texts: impl Iterator<Item = &'t Text> + Clone,
    between: impl Fn(&str) -> &'static str,
) -> Text {
    Text::new(programme.languages.iter().map(|language| {
        let id = language.id.as_str();
        let parts: Vec<_> = texts.clone().filter_map(|text| text.get(id)).collect();
        (id.to_owned(), parts.join(between(&language.tag)))
    }))
}

fn comma(tag: &str) -> &'static str {
    if tag.starts_with("zh") { "、" } else { ", " }
}

/// The sheet as a workbook. It bears the first day of assessment, so that the same data give the
/// same file.
fn workbook<'a>(results: &'a Results, head: Vec<String>, rows: Rows<'a>) -> Workbook<'a> {
    let (programme, season) = (&results.data.programme, &results.data.season);
    let name = programme.language_ids().next().and_then(|id| programme.name.get(id));
    Workbook {
        title: format!("{} {} {NAME}", name.unwrap_or_default(), season.year),
        day: season.assessment.from,
        colour: programme.theme.primary.clone(),
        sheets: vec![Sheet { name: NAME.to_owned(), head, rows, total: None }],
    }
}
