//! The entry's own scores as tables that are attached to its report: associated files of the PDF.

use super::subject::Subject;
use crate::assess::{RoundResult, assessment_score};
use crate::model::{Aggregate, Assessment, Id, Round, Text};
use crate::plan::{Attached, Cell, Row};

const ROUNDS: &str = "/rounds.csv";
const ASSESSMENTS: &str = "/assessments.csv";

/// Which tables a report has, by the paths at which its template finds them.
pub(super) fn names(subject: &Subject) -> Vec<&'static str> {
    let assessed = !subject.assessments().is_empty();
    [ROUNDS].into_iter().chain(assessed.then_some(ASSESSMENTS)).collect()
}

/// The tables themselves. Columns are named in the terms of the data directory, in English: they
/// are for programs and spreadsheets.
pub(super) fn tables(subject: &Subject) -> Vec<(&'static str, Attached)> {
    let table = |name| match name {
        ROUNDS => (name, rounds(subject)),
        _ => (name, assessments(subject)),
    };
    names(subject).into_iter().map(table).collect()
}

/// The rounds so far.
fn rounds(subject: &Subject) -> Attached {
    let head = [
        "entry",
        "round",
        "weight",
        "assessments",
        "before_deductions",
        "deducted",
        "score",
        "to_date",
    ];
    let places = subject.programme().scoring.places;
    let rounds = subject.programme().rounds.iter().zip(subject.rounds());
    let row = |(round, result): (&Round, &RoundResult)| -> Row<'static> {
        vec![
            id(&subject.entry().id),
            id(&round.id),
            Cell::decimal(round.weight),
            Cell::count(result.assessments.len()),
            Cell::figure(subject.publish(result.gross.as_ref())),
            Cell::decimal(result.deducted.as_given(places)),
            Cell::figure(subject.publish(result.score.as_ref())),
            Cell::figure(subject.publish(result.to_date.as_ref())),
        ]
    };
    let rows = rounds.take(subject.round + 1).map(row).collect();
    Attached { head: head.map(str::to_owned).to_vec(), rows }
}

/// The assessments of the round with their marks.
fn assessments(subject: &Subject) -> Attached {
    let programme = subject.programme();
    let criteria: Vec<_> = subject.results.data.criteria_of(subject.entry()).collect();
    let by_assessment = programme.scoring.aggregate == Aggregate::ByAssessment;
    let mut head =
        ["entry", "round", "ref", "date", "channel", "language"].map(str::to_owned).to_vec();
    head.extend(criteria.iter().map(|(_, criterion)| criterion.id.to_string()));
    head.extend(by_assessment.then(|| "score".to_owned()));
    head.extend(programme.language_ids().map(|language| format!("comment_{language}")));
    let row = |row: &Assessment| -> Row<'static> {
        let mut cells = vec![
            id(&subject.entry().id),
            id(&programme.rounds[subject.round].id),
            Cell::text(row.reference.to_string()),
            Cell::Day(row.date),
            row.channel.map_or(Cell::Empty, |at| id(&programme.channels[at.get()].id)),
            subject.results.data.language_of(row).map_or(Cell::Empty, id),
        ];
        let marks = criteria.iter().map(|(at, _)| row.marks.get(*at));
        cells.extend(marks.map(|mark| mark.map_or(Cell::Empty, Cell::decimal)));
        let own = assessment_score(programme, row);
        cells.extend(by_assessment.then(|| Cell::figure(subject.publish(own.as_ref()))));
        let comment = row.comment.as_deref();
        cells.extend(programme.language_ids().map(|language| words(comment, language)));
        cells
    };
    Attached { head, rows: subject.assessments().iter().map(row).collect() }
}

fn id(id: &Id) -> Cell<'static> {
    Cell::text(id.to_string())
}

fn words(text: Option<&Text>, language: &str) -> Cell<'static> {
    Cell::text(text.and_then(|text| text.get(language)).unwrap_or_default().to_owned())
}
