//! The texts of all pieces, for designers and engravers: the same rows as CSV, as a workbook and
//! for the Data Merge of Adobe InDesign.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Studio;
use super::handouts::Thing;
use super::pieces::Piece;
use crate::assess::Results;
use crate::model::{Programme, Text};
use crate::plan::dates::formal_date;
use crate::plan::{Cell, Job, Row, Rows, Sheet, Target, Work, Workbook};

/// The name of the sheets.
const NAME: &str = "trophy-text";

/// What a line of text on a piece says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// Who receives it.
    Recipient,
    /// The name beside the recipient's.
    Beside,
    /// What is awarded.
    Award,
    /// The words of a streak.
    Streak,
    /// What it was won in.
    Scope,
    /// The day it is handed over.
    Date,
    /// The number of a certificate.
    Number,
    /// The last day of a certificate.
    ValidUntil,
    /// The extra recognitions of a certificate.
    Extras,
    /// The programme.
    Programme,
    /// Who awards it.
    Organiser,
}

/// The lines of the sheets that are in the programme's languages, in the order of their columns.
const COLUMNS: [(Line, &str); 10] = [
    (Line::Programme, "programme"),
    (Line::Award, "award"),
    (Line::Scope, "scope"),
    (Line::Recipient, "recipient"),
    (Line::Beside, "beside"),
    (Line::Streak, "streak"),
    (Line::Organiser, "organiser"),
    (Line::Date, "date"),
    (Line::ValidUntil, "valid_until"),
    (Line::Extras, "extras"),
];

/// A line of a piece, if it has one.
pub(super) fn line(results: &Results, piece: &Piece, line: Line) -> Option<Text> {
    let programme = &results.data.programme;
    let certificate = piece.certificate.as_ref();
    let text = match line {
        Line::Recipient => piece.recipient.clone(),
        Line::Beside => piece.beside?.clone(),
        Line::Award => piece.award.name.clone(),
        Line::Streak => piece.streak.as_ref()?.1.clone(),
        Line::Scope => joined(programme, piece.scope.iter(), |_| " · "),
        Line::Date => formal_date(programme, piece.date(results)?),
        Line::ValidUntil => formal_date(programme, certificate?.valid_until),
        Line::Extras => joined(programme, certificate?.extras.iter().copied(), comma),
        Line::Number => {
            let number = certificate?.number;
            Text::new(programme.language_ids().map(|id| (id.to_owned(), number.to_owned())))
        }
        Line::Programme => programme.name.clone(),
        Line::Organiser => programme.organiser.clone(),
    };
    (!text.is_empty()).then_some(text)
}

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
    for (_, name) in COLUMNS {
        head.extend(programme.language_ids().map(|id| format!("{name}_{id}")));
    }
    head.extend(["years", "date", "number"].map(str::to_owned));
    head.extend(Thing::ALL.map(|thing| format!("{mark}{}", thing.column())));
    head
}

fn row<'a>(results: &'a Results, piece: &'a Piece) -> Row<'a> {
    let programme = &results.data.programme;
    let (streak, certificate) = (piece.streak.as_ref(), piece.certificate.as_ref());
    let mut row = vec![Cell::text(piece.name()), Cell::text(piece.holder.as_str())];
    row.push(Cell::decimal(piece.year(results)));
    for (of, _) in COLUMNS {
        let text = line(results, piece, of);
        let words = |id| text.as_ref().and_then(|text| text.get(id)).unwrap_or_default().to_owned();
        row.extend(programme.language_ids().map(|id| Cell::text(words(id))));
    }
    row.push(streak.map_or(Cell::Empty, |(years, _)| Cell::count(*years)));
    row.push(piece.date(results).map_or(Cell::Empty, Cell::Day));
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
