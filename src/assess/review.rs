//! What a secretariat should know of the results before anything is built.

use super::Results;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Origin, Status};

/// Reports certificates without a pass, and rounds short of their quota.
pub fn review(results: &Results, problems: &mut Diagnostics) {
    unearned_certificates(results, problems);
    standing_certificates(results, problems);
    shortfalls(results, problems);
}

/// Rule 12: a certificate recognised this season needs this season's pass. One recognised before
/// the season began rests on an earlier season.
fn unearned_certificates(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    for certificate in &data.certificates {
        if certificate.recognised_on < data.season.assessment.from {
            continue;
        }
        let id = &data.entries[certificate.entry].id;
        let pass = data.programme.scoring.pass;
        let overall = results.entries[certificate.entry].published;
        if overall.is_some_and(|overall| overall.reaches(pass)) {
            continue;
        }
        let message = match overall {
            None => format!("entry `{id}` has a certificate but no overall result"),
            // The figure itself stays out of messages, which end up in logs.
            Some(_) => format!("entry `{id}` has a certificate but did not pass"),
        };
        let help = format!("take the row out; a certificate needs an overall of {pass}");
        let place = place(&certificate.origin, "number", &certificate.number);
        problems.push(Diagnostic::error(message).at(place).help(help));
    }
}

/// Rule 5: what is disqualified holds nothing, so its certificate has to be revoked.
fn standing_certificates(results: &Results, problems: &mut Diagnostics) {
    for certificate in &results.data.certificates {
        let entry = &results.data.entries[certificate.entry];
        if entry.status == Status::Disqualified && certificate.revoked_on.is_none() {
            let message = format!("entry `{}` is disqualified but keeps its certificate", entry.id);
            let place = place(&certificate.origin, "number", &certificate.number);
            let help = "write the day it was revoked in `revoked_on`, and why";
            problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}

/// Rounds that have begun but hold fewer assessments than the group's quota, in one warning.
fn shortfalls(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    let mut short = Vec::new();
    for (entry, result) in data.entries.iter().zip(&results.entries) {
        let quota = data.quota_of(entry).unwrap_or(0);
        for (round, result) in data.programme.rounds.iter().zip(&result.rounds) {
            let count = result.assessments.len();
            if count > 0 && count < quota as usize {
                short.push(format!("{} {} {count} of {quota}", entry.id, round.id));
            }
        }
    }
    const SHOWN: usize = 8;
    if let Some(more) = short.len().checked_sub(1) {
        let rounds = if more == 0 { "1 round has" } else { &format!("{} rounds have", more + 1) };
        let message = format!("{rounds} fewer assessments than the quota");
        let mut list = short[..short.len().min(SHOWN)].join(", ");
        if short.len() > SHOWN {
            list.push_str(", …");
        }
        let file = data.assessments.first().map_or("assessments", |row| &row.origin.file);
        problems.push(Diagnostic::warning(message).at(Place::file(file)).help(list));
    }
}

fn place(origin: &Origin, column: &str, value: &str) -> Place {
    Place::file(origin.file.clone()).cell(origin.row, column, value)
}
