//! `fees.csv`: what each entry owes, for invoices; the same rows stand on a sheet of the workbook,
//! which adds them up.

use super::super::{Cell, Row, Rows, Sheet, Work};
use super::words::{Labels, Words, label};
use super::{columns, in_each};
use crate::assess::{Results, fee};
use crate::model::{Extra, Programme};

/// A row for each entry, whatever its status, for fees are not refunded; a column for each extra
/// the programme has. No row adds up: a mail merge would send it to somebody.
pub(super) fn table<'a>(results: &'a Results) -> Work<'a> {
    let programme = &results.data.programme;
    let mut head = vec!["participant".to_owned()];
    head.extend(columns(programme, "participant_name"));
    head.push("entry".to_owned());
    head.extend(columns(programme, "entry_name"));
    head.extend(["stream", "group", "size", "member", "status", "fee"].map(str::to_owned));
    head.extend(extras(programme).map(|extra| format!("extra_{}", extra.id)));
    head.push("total".to_owned());
    let rows = Rows::new(move |take| {
        for at in 0..results.entries.len() {
            let entry = &results.data.entries[at];
            let member = if results.data.participant_of(entry).member { "yes" } else { "no" };
            let shown =
                Shown { stream: entry.stream.as_str(), member, status: entry.status.as_str() };
            take(row(results, at, &shown));
        }
    });
    Work::Table { head, rows }
}

/// The sheet with the same rows and what they come to.
pub(super) fn sheet<'a>(results: &'a Results, words: &mut Words) -> Sheet<'a> {
    let programme = &results.data.programme;
    let mut head = vec![words.head("participant")];
    head.extend(words.head_in_each("participant-name"));
    head.push(words.head("entry"));
    head.extend(words.head_in_each("entry-name"));
    for name in ["stream", "group", "size", "member", "status", "fee"] {
        head.push(words.head(name));
    }
    head.extend(extras(programme).map(|extra| words.lines(&extra.name)));
    head.push(words.head("fees-total"));
    let member = words.labels("member", &["yes", "no"]);
    let statuses = statuses(words);
    let rows = Rows::new(move |take| {
        for at in 0..results.entries.len() {
            let entry = &results.data.entries[at];
            let is_member = results.data.participant_of(entry).member;
            let shown = Shown {
                stream: &label(programme, &results.data.stream_of(entry).name),
                member: &member[if is_member { "yes" } else { "no" }],
                status: &statuses[entry.status.as_str()],
            };
            take(row(results, at, &shown));
        }
    });
    let sum = words.labels("head", &["sum"]).remove("sum").unwrap_or_default();
    let total = Some(total(results, sum, head.len()));
    Sheet { name: words.leading("sheet", "fees"), head, rows, total }
}

/// What a row shows in the words of its file.
struct Shown<'s> {
    stream: &'s str,
    member: &'s str,
    status: &'s str,
}

fn row<'s>(results: &'s Results, at: usize, shown: &Shown<'s>) -> Row<'s> {
    let data = results.data;
    let entry = &data.entries[at];
    let participant = data.participant_of(entry);
    let mut row = vec![Cell::text(participant.id.as_str())];
    row.extend(in_each(&data.programme, &participant.name));
    row.push(Cell::text(entry.id.as_str()));
    row.extend(in_each(&data.programme, &entry.name));
    row.push(Cell::text(shown.stream));
    row.push(Cell::text(entry.group.as_str()));
    row.push(entry.size.map_or(Cell::Empty, |size| Cell::Count(size.into())));
    row.extend([Cell::text(shown.member), Cell::text(shown.status)]);
    let fee = fee(data, at);
    row.push(Cell::Money(fee.enrolment.into()));
    row.extend(fee.extras.iter().map(|fee| money(fee.map(u64::from))));
    row.push(Cell::Money(fee.total()));
    row
}

/// The sums of the columns of fees, which are the last ones.
fn total(results: &Results, words: String, columns: usize) -> Row<'static> {
    let extras = extras(&results.data.programme).count();
    let mut sums = vec![0_u64; extras + 2];
    for at in 0..results.entries.len() {
        let fee = fee(results.data, at);
        sums[0] += u64::from(fee.enrolment);
        for (sum, fee) in sums[1..].iter_mut().zip(&fee.extras) {
            *sum += u64::from(fee.unwrap_or(0));
        }
        sums[extras + 1] += fee.total();
    }
    let mut row = vec![Cell::text(words)];
    row.resize(columns - sums.len(), Cell::Empty);
    row.extend(sums.into_iter().map(Cell::Money));
    row
}

fn money(amount: Option<u64>) -> Cell<'static> {
    amount.map_or(Cell::Empty, Cell::Money)
}

fn extras(programme: &Programme) -> impl Iterator<Item = &Extra> {
    programme.certification.iter().flat_map(|rules| &rules.extras)
}

/// The words for each status.
pub(super) fn statuses(words: &mut Words) -> Labels {
    words.labels("status", &["active", "withdrawn", "disqualified"])
}
