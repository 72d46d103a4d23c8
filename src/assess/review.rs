//! What a secretariat should know of the results before anything is built.

use jiff::ToSpan;

use super::{CertificateStatus, Results, certificates, closing};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Day, Exact, Extra, Id, Origin, SeasonBefore, SeasonData, Status};

/// Reports certificates without a pass, extras without a fee, rounds short of their quota, a
/// closed season whose results have changed since, and a season before that is not closed.
pub fn review(results: &Results, problems: &mut Diagnostics) {
    unearned_certificates(results, problems);
    standing_certificates(results, problems);
    overlapping_certificates(results, problems);
    unpriced_extras(results, problems);
    short_rounds(results, problems);
    unscored_rounds(results, problems);
    closing::changed_since(results, problems);
    closing::unclosed_before(results, problems);
}

/// Rule 12: a certificate recognised this season needs this season's pass. One recognised before
/// the season began or carried over rests on an earlier season, and so does one without a gap
/// after another for which the entry was assessed last season. Of an entry without any score, the
/// certificate may be carried over from a season that was not read.
fn unearned_certificates(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    for (at, certificate) in data.certificates.iter().enumerate() {
        if !data.recognised(certificate) {
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
        let place = place(&certificate.origin, "number", &certificate.number);
        let unassessed = || {
            let rounds = &results.entries[certificate.entry].rounds;
            rounds.iter().all(|round| round.score.is_none())
        };
        problems.push(if data.season_before == SeasonBefore::Unread && unassessed() {
            let help = format!(
                "if it is carried over from season {}, leave out --season: read alone, this season \
                 bills its extras again",
                data.season.year - 1
            );
            Diagnostic::warning(message).at(place).help(help)
        } else {
            let help = format!("take the row out; a certificate needs an overall of {pass}");
            Diagnostic::error(message).at(place).help(help)
        });
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

/// Rule 5: only what is active holds anything. The certificate of a disqualified entry has to be
/// revoked; that of one that withdrew too, unless it has run out (rule 12) by then.
fn standing_certificates(results: &Results, problems: &mut Diagnostics) {
    for held in results.certificates() {
        let certificate = &results.data.certificates[held.certificate];
        let entry = &results.data.entries[certificate.entry];
        let help = match entry.status {
            Status::Disqualified => "write the day it was revoked in `revoked_on`, and why",
            Status::Withdrawn if held.status != CertificateStatus::Expired => {
                "write the day it was revoked in `revoked_on`, and why; if the entry only does not \
                 renew, leave it active until its certificate ends"
            }
            _ => continue,
        };
        if certificate.revoked_on.is_none() {
            let status = entry.status.as_str();
            let message = format!("entry `{}` is {status} but keeps its certificate", entry.id);
            let place = place(&certificate.origin, "number", &certificate.number);
            problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}

/// An extra recognised this season has to have a fee for the size of its entry.
fn unpriced_extras(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    for certificate in data.certificates.iter().filter(|row| data.recognised(row)) {
        let entry = &data.entries[certificate.entry];
        let extras = || data.extras_of(certificate);
        for extra in extras().filter(|extra| extra.band(entry.size).is_none()) {
            let (message, help) = match entry.size {
                Some(size) => (
                    format!("extra `{}` has no fee for the size `{size}`", extra.id),
                    format!(
                        "{}; correct the size in entries, or `fees` of the extra",
                        gap(extra, size)
                    ),
                ),
                None => (
                    format!(
                        "extra `{}` costs by size, and entry `{}` has none",
                        extra.id, entry.id
                    ),
                    "write the size of the entry in entries".to_owned(),
                ),
            };
            let written: Vec<_> = extras().map(|extra| extra.id.as_str()).collect();
            let place = place(&certificate.origin, "extras", &written.join(";"));
            problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}

/// The bands of an extra's fees on both sides of a size that none of them holds.
fn gap(extra: &Extra, size: u32) -> String {
    let below = extra.fees.iter().filter_map(|band| band.max).filter(|max| *max < size).max();
    let above = extra.fees.iter().filter_map(|band| band.min).filter(|min| *min > size).min();
    let below = below.map(|max| format!("a fee ends at {max}"));
    let above = above.map(|min| format!("a fee begins at {min}"));
    let sides: Vec<_> = below.into_iter().chain(above).collect();
    if sides.is_empty() { "it has no fees".to_owned() } else { sides.join(" and ") }
}

/// A round that has begun but holds fewer assessments than the group's quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortfall {
    /// The entry, an index.
    pub entry: usize,
    /// The round, an index.
    pub round: usize,
    /// How many assessments there are.
    pub assessments: usize,
    /// How many there are to be.
    pub quota: usize,
}

/// Every round short of its quota, by entry and round.
pub fn shortfalls(results: &Results) -> impl Iterator<Item = Shortfall> {
    results.entries.iter().enumerate().flat_map(|(entry, result)| {
        let quota = results.data.quota_of(&results.data.entries[entry]).unwrap_or(0) as usize;
        let rounds = result.rounds.iter().map(|round| round.assessments.len()).enumerate();
        let short = rounds.filter(move |(_, count)| (1..quota).contains(count));
        short.map(move |(round, assessments)| Shortfall { entry, round, assessments, quota })
    })
}

/// Rounds without a score of entries in the running, once assessment has ended, in one warning.
fn unscored_rounds(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    if results.as_of <= data.season.assessment.to {
        return;
    }
    let mut active = (0..data.entries.len()).filter(|at| results.is_active(*at)).peekable();
    if data.assessments.is_empty() && data.rounds.is_empty() && active.peek().is_some() {
        let message = "there are no assessments and no round scores, though assessment has ended";
        let help = "fill `assessments.csv`, .xlsx or .ods, or such files in a folder `assessments`";
        problems.push(Diagnostic::warning(message).at(table(data)).help(help));
        return;
    }
    let lacking = active.flat_map(|at| {
        let rounds = data.programme.rounds.iter().zip(&results.entries[at].rounds);
        let lacking = rounds.filter(|(_, result)| result.score.is_none());
        lacking.map(move |(round, _)| format!("{} {}", data.entries[at].id, round.id))
    });
    let lacking: Vec<_> = lacking.collect();
    let has = if lacking.len() == 1 { "round has" } else { "rounds have" };
    let message = format!("{} {has} no score, though assessment has ended", lacking.len());
    warn_of(&lacking, message, data, problems);
}

/// Rounds short of their quota, in one warning.
fn short_rounds(results: &Results, problems: &mut Diagnostics) {
    let data = results.data;
    let short = shortfalls(results).map(|short| {
        let (entry, round) =
            (&data.entries[short.entry].id, &data.programme.rounds[short.round].id);
        format!("{entry} {round} {} of {}", short.assessments, short.quota)
    });
    let short: Vec<_> = short.collect();
    let has = if short.len() == 1 { "round has" } else { "rounds have" };
    let message = format!("{} {has} fewer assessments than the quota", short.len());
    warn_of(&short, message, data, problems);
}

/// One warning with the first of a list; none where the list is empty.
fn warn_of(list: &[String], message: String, data: &SeasonData, problems: &mut Diagnostics) {
    const SHOWN: usize = 8;
    if list.is_empty() {
        return;
    }
    let mut shown = list[..list.len().min(SHOWN)].join(", ");
    if list.len() > SHOWN {
        shown.push_str(", …");
    }
    problems.push(Diagnostic::warning(message).at(table(data)).help(shown));
}

/// The first file of assessments; without one, the folder of the season.
fn table(data: &SeasonData) -> Place {
    if let Some(row) = data.assessments.first() {
        return Place::file(data.origin_of(row).file);
    }
    let entries = data.entries.first().map_or("", |row| &*row.origin.file);
    Place::file(entries.rsplit_once('/').map_or(entries, |(folder, _)| folder))
}

pub(super) fn place(origin: &Origin, column: &str, value: &str) -> Place {
    Place::file(origin.file.clone()).cell(origin.row, column, value)
}
