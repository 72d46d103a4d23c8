//! `dispatch.csv`: which report goes to whom, for a mail merge.

use super::super::report::{self, Issue};
use super::super::{Cell, Rows, Work};
use super::{columns, in_each};
use crate::assess::Results;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};

/// A row for each report of the season, by participant, entry and round. The hash tells later
/// whether a file is the one that was sent.
pub(super) fn table<'a>(results: &'a Results) -> Work<'a> {
    let programme = &results.data.programme;
    let mut head = vec!["participant".to_owned()];
    head.extend(columns(programme, "participant_name"));
    head.extend(["email", "entry"].map(str::to_owned));
    head.extend(columns(programme, "entry_name"));
    head.extend(["status", "round"].map(str::to_owned));
    head.extend(columns(programme, "round_name"));
    head.extend(["issued", "languages", "file", "sha256"].map(str::to_owned));
    let rows = Rows::new(move |take| {
        for issue in reports(results) {
            take(row(results, issue));
        }
    });
    Work::Table { head, rows }
}

/// Every report by participant, entry and round; each of these lists stands by id or in order.
fn reports<'a>(results: &'a Results) -> Vec<Issue<'a>> {
    let mut reports: Vec<_> = report::all(results).collect();
    reports.sort_by_key(|issue| results.data.entries[issue.entry].participant);
    reports
}

fn row<'a>(results: &'a Results, issue: Issue<'a>) -> Vec<Cell<'a>> {
    let data = results.data;
    let path = report::path(results, issue);
    let (entry, round) = (&data.entries[issue.entry], &data.programme.rounds[issue.round]);
    let participant = data.participant_of(entry);
    let mut row = vec![Cell::text(participant.id.as_str())];
    row.extend(in_each(&data.programme, &participant.name));
    row.push(Cell::text(participant.email.as_deref().unwrap_or_default()));
    row.push(Cell::text(entry.id.as_str()));
    row.extend(in_each(&data.programme, &entry.name));
    row.push(Cell::text(entry.status.as_str()));
    row.push(Cell::text(round.id.as_str()));
    row.extend(in_each(&data.programme, &round.name));
    row.push(data.season.reports.get(&round.id).map_or(Cell::Empty, |day| Cell::Day(*day)));
    let languages: Vec<_> = issue.languages.iter().map(|language| language.id.as_str()).collect();
    row.push(Cell::text(languages.join(" ")));
    row.push(Cell::text(path.clone()));
    row.push(Cell::Digest(path));
    row
}

/// Warns, once, of participants whose reports have no address.
pub(super) fn unaddressed(results: &Results, problems: &mut Diagnostics) {
    const SHOWN: usize = 8;
    let participants = &results.data.participants;
    let receives = |issue: Issue| results.data.entries[issue.entry].participant;
    let mut without: Vec<_> =
        report::all(results).map(receives).filter(|at| participants[*at].email.is_none()).collect();
    without.sort_unstable();
    without.dedup();
    let Some(first) = without.first() else {
        return;
    };
    let message = match without.len() {
        1 => "1 participant with reports has no email address".to_owned(),
        n => format!("{n} participants with reports have no email address"),
    };
    let ids: Vec<_> = without.iter().take(SHOWN).map(|at| participants[*at].id.as_str()).collect();
    let more = if without.len() > SHOWN { ", …" } else { "" };
    let help = format!("write it in the column `email`: {}{more}", ids.join(", "));
    let place = Place::file(participants[*first].origin.file.clone());
    problems.push(Diagnostic::warning(message).at(place).help(help));
}
