//! The table of certificates.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Context;
use super::cells::Cells;
use super::columns::{Columns, advice};
use super::register::Index;
use super::table::Table;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Certificate, Programme, SeasonData};

/// Reads the table of certificates, sorted by entry and day of recognition.
pub(super) fn read(
    table: &Table,
    context: &Context,
    index: &Index,
    problems: &mut Diagnostics,
) -> Vec<Certificate> {
    let columns = Columns::new(&["entry", "number", "recognised_on"], &["extras", "revoked_on"])
        .bilingual("reason", context.programme, false);
    let Some(columns) = columns.find(table, problems) else {
        return Vec::new();
    };
    let mut seen = HashMap::new();
    let mut certificates = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        let entry = index.find(&mut cells, "entry");
        cells.required("recognised_on");
        let recognised_on = cells.day("recognised_on");
        let revoked_on = cells.day("revoked_on");
        let extras = extras(&mut cells, context.programme);
        let reason = cells.bilingual("reason", context);
        let Some(number) = cells.required("number").map(Cow::into_owned) else {
            continue;
        };
        cells.glyphs("number", context.coverage);
        cells.one_line("number");
        if let Some(first) = seen.insert(number.clone(), row.number) {
            let help = format!("it is already in row {first}; numbers are unique");
            cells.error("number", format!("certificate `{number}` is there twice"), help);
        }
        if revoked_on.is_some() && reason.is_empty() {
            let help = "say why in each language, in the columns that begin with `reason_`";
            cells.error("revoked_on", "the certificate is revoked without a reason", help);
        }
        if cells.raw("revoked_on").is_empty() && !reason.is_empty() {
            let help = "write the day it was revoked, or empty the reason";
            cells.error("revoked_on", "a reason is given, but no day of revocation", help);
        }
        if revoked_on.is_some() && revoked_on < recognised_on {
            let help = "correct one of the two dates";
            cells.error("revoked_on", "the certificate is revoked before it is recognised", help);
        }
        if let (Some(entry), Some(recognised_on), Some(extras)) = (entry, recognised_on, extras) {
            let origin = cells.origin();
            certificates.push(Certificate {
                entry,
                number,
                recognised_on,
                extras,
                revoked_on,
                reason,
                carried_over: false,
                origin,
            });
        }
    }
    certificates.sort_by(|a, b| {
        (a.entry, a.recognised_on, &a.number).cmp(&(b.entry, b.recognised_on, &b.number))
    });
    certificates
}

/// Numbers are unique in a programme (rule 12): of several seasons, a number stands for the same
/// certificate of the same entry, carried over from one table to the next. Marks each that is
/// carried over, and reports each that a later season has otherwise.
pub(super) fn across_seasons(seasons: &mut [SeasonData], problems: &mut Diagnostics) {
    let mut numbers = HashSet::new();
    for data in seasons.iter_mut() {
        for certificate in &mut data.certificates {
            certificate.carried_over = numbers.contains(&certificate.number);
        }
        numbers.extend(data.certificates.iter().map(|certificate| certificate.number.clone()));
    }
    let mut first: HashMap<&str, (&SeasonData, &Certificate)> = HashMap::new();
    for data in &*seasons {
        for certificate in &data.certificates {
            let (earlier, known) = *first.entry(&certificate.number).or_insert((data, certificate));
            let holder = &data.entries[certificate.entry].id;
            if std::ptr::eq(earlier, data) {
                continue;
            }
            let another = earlier.entries[known.entry].id != *holder
                || known.recognised_on != certificate.recognised_on;
            let changed =
                known.extras != certificate.extras || known.revoked_on != certificate.revoked_on;
            let (message, help) = if another {
                (
                    "is another one",
                    "give each certificate a number of its own; one that is carried over keeps \
                     its entry and its day",
                )
            } else if changed {
                ("has other extras or another revocation", "let both rows say the same")
            } else {
                continue;
            };
            let number = &certificate.number;
            let message = format!("certificate `{number}` {message} in `{}`", known.origin);
            let origin = &certificate.origin;
            let place = Place::file(origin.file.clone()).cell(origin.row, "number", number);
            problems.push(Diagnostic::error(message).at(place).help(help));
        }
    }
}

/// The extras of a certificate, ids with `;` between.
fn extras(cells: &mut Cells, programme: &Programme) -> Option<Vec<usize>> {
    let known = programme.certification.iter().flat_map(|certification| &certification.extras);
    let text = cells.text("extras").into_owned();
    let mut found = Vec::new();
    for id in text.split(';').map(str::trim).filter(|id| !id.is_empty()) {
        let Some(at) = known.clone().position(|extra| extra.id.as_str() == id) else {
            let help = advice(id, known.map(|extra| extra.id.as_str()));
            cells.error("extras", format!("there is no extra `{id}`"), help);
            return None;
        };
        found.push(at);
    }
    found.sort_unstable();
    found.dedup();
    Some(found)
}
