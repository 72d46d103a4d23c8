//! The sheet of entries: who they are and what they attained.

use super::super::fees::statuses;
use super::super::in_each;
use super::super::words::{Labels, Words, label};
use super::entry_id;
use crate::assess::{CertificateStatus, Results};
use crate::plan::{Cell, Row, Rows, Sheet};

/// A row for each entry.
pub(super) fn overall<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let programme = &results.data.programme;
    let mut head = vec![words.head("entry"), words.head("participant")];
    head.extend(words.head_in_each("participant-name"));
    head.extend(words.head_in_each("entry-name"));
    for name in ["stream", "mode", "sector", "group", "status"] {
        head.push(words.head(name));
    }
    head.extend(programme.rounds.iter().map(|round| words.lines(&round.name)));
    for name in ["to-date", "overall", "tier", "recognitions", "streak"] {
        head.push(words.head(name));
    }
    if programme.certification.is_some() {
        for name in ["number", "valid-until", "certificate-status"] {
            head.push(words.head(name));
        }
    }
    let statuses = statuses(words);
    let certificate_statuses =
        words.labels("certificate", &["pending", "valid", "expiring", "expired", "revoked"]);
    let rows = Rows::new(move |take| {
        for at in 0..results.entries.len() {
            let mut row = enrolment(results, at, &statuses);
            row.extend(attained(results, at));
            if programme.certification.is_some() {
                row.extend(certificate(results, at, &certificate_statuses));
            }
            take(row);
        }
    });
    Sheet { name: words.leading("sheet", "overall"), head, rows, total: None }
}

fn enrolment<'r>(results: &'r Results, at: usize, statuses: &'r Labels) -> Row<'r> {
    let data = results.data;
    let (programme, entry) = (&data.programme, &data.entries[at]);
    let participant = data.participant_of(entry);
    let mut row = vec![entry_id(results, at), Cell::text(participant.id.as_str())];
    row.extend(in_each(programme, &participant.name));
    row.extend(in_each(programme, &entry.name));
    row.push(Cell::text(label(programme, &data.stream_of(entry).name)));
    row.push(Cell::text(label(programme, &data.mode_of(entry).name)));
    row.push(Cell::text(label(programme, results.entries[at].sector.name)));
    row.push(Cell::text(entry.group.as_str()));
    row.push(Cell::text(statuses[entry.status.as_str()].as_str()));
    row
}

/// Scores and what they brought. The score to date stands only until there is an overall.
fn attained(results: &Results, at: usize) -> Row<'static> {
    let (programme, result) = (&results.data.programme, &results.entries[at]);
    let places = programme.scoring.places;
    let scores = result.rounds.iter().map(|round| round.score.as_ref());
    let mut row: Vec<_> =
        scores.map(|score| Cell::figure(score.map(|score| score.publish(places)))).collect();
    let to_date = result.rounds.last().and_then(|round| round.to_date.as_ref());
    let to_date = to_date.filter(|_| result.overall.is_none());
    row.push(Cell::figure(to_date.map(|score| score.publish(places))));
    row.push(Cell::figure(result.published));
    let tier = result.tier.map(|tier| label(programme, &programme.tiers[tier].name));
    row.push(Cell::text(tier.unwrap_or_default()));
    let names = result.recognitions.iter().map(|at| &programme.recognitions[*at].name);
    let names: Vec<_> = names.map(|name| label(programme, name)).collect();
    row.push(Cell::text(names.join(", ")));
    row.push(result.streak.map_or(Cell::Empty, |streak| Cell::count(streak.years)));
    row
}

fn certificate<'r>(results: &'r Results, at: usize, statuses: &'r Labels) -> Row<'r> {
    let Some(current) = &results.entries[at].certificate else {
        return vec![Cell::Empty; 3];
    };
    let status = match current.status {
        CertificateStatus::Pending => "pending",
        CertificateStatus::Valid => "valid",
        CertificateStatus::Expiring => "expiring",
        CertificateStatus::Expired => "expired",
        CertificateStatus::Revoked => "revoked",
    };
    vec![
        Cell::text(results.data.certificates[current.certificate].number.as_str()),
        Cell::Day(current.valid_until),
        Cell::text(statuses[status].as_str()),
    ]
}
