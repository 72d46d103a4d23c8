//! What a secretariat should know of the results before anything is built.

use jiff::ToSpan;

use super::{Results, certificates, closing};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Day, Exact, Id, Origin, SeasonData, Status};

/// Reports certificates without a pass, rounds short of their quota, and a closed season whose
/// results have changed since.
pub fn review(results: &Results, problems: &mut Diagnostics) {
    unearned_certificates(results, problems);
    standing_certificates(results, problems);
    overlapping_certificates(results, problems);
    shortfalls(results, problems);
    closing::changed_since(results, problems);
}

/// Rule 12: a certificate recognised this season needs this season's pass. One recognised before
/// the season began rests on an earlier season, and so does one without a gap after another for
/// which the entry was assessed last season.
fn unearned_certificates(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    for (at, certificate) in data.certificates.iter().enumerate() {
        if certificate.recognised_on < data.season.assessment.from {
            continue;
        }
        let id = &data.entries[certificate.entry].id;
        let pass = data.programme.scoring.pass;
        let overall = results.entries[certificate.entry].published;
        let renewed_last_season = || {
            overall.is_none()
                && certificates::continued(data, at).is_some()
                && passed(data, id, data.season.year - 1)
        };
        if overall.is_some_and(|overall| overall.reaches(pass)) || renewed_last_season() {
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

/// Whether an entry passed in a season that is closed.
fn passed(data: &SeasonData, entry: &Id, season: i16) -> bool {
    let scoring = &data.programme.scoring;
    data.history.iter().any(|row| {
        row.entry == *entry
            && row.season == season
            && Exact::from(row.overall).publish(scoring.places).reaches(scoring.pass)
    })
}

/// Certificates of this season that begin while an earlier one of the entry is still valid and
/// not yet about to end: the rest of its term would be lost.
fn overlapping_certificates(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    let Some(rules) = &data.programme.certification else {
        return;
    };
    for pair in data.certificates.windows(2) {
        let (earlier, later) = (&pair[0], &pair[1]);
        let begins = later.recognised_on;
        let revoked = earlier.revoked_on.is_some_and(|day| day <= begins);
        if earlier.entry != later.entry || revoked || begins < data.season.assessment.from {
            continue;
        }
        let (entry, number) = (&data.entries[later.entry].id, &earlier.number);
        let until = certificates::valid_until(earlier.recognised_on, rules);
        let next = Day(until.0.saturating_add(1.day()));
        let left = begins.0.until(until.0).map_or(0, |span| span.get_days());
        let row = earlier.origin.row;
        let (message, help) = if begins == earlier.recognised_on {
            (
                format!("entry `{entry}` has two certificates from {begins} on"),
                format!("take one out: `{number}` in row {row} is the other, and does not count"),
            )
        } else if i64::from(left) > i64::from(rules.expiring_days) {
            (
                format!("entry `{entry}` loses {} days of certificate `{number}`", left + 1),
                format!(
                    "`{number}` in row {row} is valid until {until}; a renewal from {next} on \
                     continues it without a gap"
                ),
            )
        } else {
            continue;
        };
        let place = place(&later.origin, "recognised_on", &begins.to_string());
        problems.push(Diagnostic::warning(message).at(place).help(help));
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

pub(super) fn place(origin: &Origin, column: &str, value: &str) -> Place {
    Place::file(origin.file.clone()).cell(origin.row, column, value)
}
