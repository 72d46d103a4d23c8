//! The random tables of a season.

use super::Table;
use super::choices::{Choices, decimal};
use super::programme::{Criterion, Plan, Stream};
use crate::naive::Date;

/// An entry, as far as other tables have to know.
struct Enrolled<'p> {
    id: String,
    stream: &'p Stream,
    mode: &'p str,
    group: String,
    /// The marks that it has most often, in every other round.
    usual: [String; 2],
}

/// All tables, and the day on which to assess.
pub(super) fn tables(choices: &mut Choices, plan: &Plan) -> (Vec<Table>, String) {
    let participants = choices.between(1, 12);
    let (entries, enrolled) = entries(choices, plan, participants);
    let (assessments, rounds) = marks(choices, plan, &enrolled);
    let (certificates, as_of) = certificates(choices, plan, &enrolled);
    let mut tables = vec![people(choices, participants), entries, assessments, rounds];
    tables.push(deductions(choices, plan, &enrolled));
    tables.push(history(choices, plan, &enrolled));
    tables.extend(certificates);
    (tables, as_of)
}

fn table(name: &'static str, columns: &[&str], rows: Vec<Vec<String>>) -> Table {
    Table { name, columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows }
}

fn own(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn people(choices: &mut Choices, many: usize) -> Table {
    let rows = (1..=many).map(|at| {
        let awards = *choices.pick(&["", "0", "1", "3", "5", "12"]);
        own(&[&format!("p{at}"), "某", "Some", awards])
    });
    let rows = rows.collect();
    table("participants", &["participant", "name_zh", "name_en", "corporate_awards"], rows)
}

fn entries<'p>(
    choices: &mut Choices,
    plan: &'p Plan,
    participants: usize,
) -> (Table, Vec<Enrolled<'p>>) {
    let (mut rows, mut enrolled) = (Vec::new(), Vec::new());
    // A season has few kinds of entry, so that scopes have several.
    for at in 1..=choices.between(1, 14) {
        let id = format!("e{at}");
        let participant = format!("p{}", choices.between(1, participants.min(5)));
        let stream = choices.pick(&plan.streams);
        let (mode, _) = choices.pick(&stream.modes);
        let sector = choices.pick(&plan.sectors).clone();
        let free = ["free-b".to_owned(), "free-a".to_owned()];
        let known: &[String] = if plan.categories.is_empty() { &free } else { &plan.categories };
        let category = if choices.yes(30) { String::new() } else { choices.pick(known).clone() };
        let group = choices.pick(&stream.groups);
        let most = group.max.unwrap_or(group.min + 3);
        let size = choices.between(group.min, most).to_string();
        // The group by its size, by its id, or by its id whatever the size.
        let (size, given) = match choices.below(3) {
            0 => (size, ""),
            1 => (String::new(), group.id.as_str()),
            _ => ("999999".to_owned(), group.id.as_str()),
        };
        let status =
            *choices.pick(&["", "active", "active", "active", "withdrawn", "disqualified"]);
        rows.push(own(&[
            &id,
            &participant,
            &stream.id,
            mode,
            &sector,
            &size,
            given,
            &category,
            status,
        ]));
        let mut usual = [choices.pick(&plan.marks).clone(), plan.marks[0].clone()];
        if choices.yes(70) {
            usual[1] = usual[0].clone();
        } else if choices.yes(50) {
            usual.swap(0, 1);
        }
        enrolled.push(Enrolled { id, stream, mode, group: group.id.clone(), usual });
    }
    let columns =
        ["entry", "participant", "stream", "mode", "sector", "size", "group", "category", "status"];
    (table("entries", &columns, rows), enrolled)
}

/// A mark: the entry's usual one, or another.
fn mark(choices: &mut Choices, plan: &Plan, entry: &Enrolled, round: usize) -> String {
    let usual = &entry.usual[round % 2];
    let mark = if choices.yes(20) { choices.pick(&plan.marks).clone() } else { usual.clone() };
    if choices.yes(2) { full_width(&mark) } else { mark }
}

fn full_width(mark: &str) -> String {
    let wide = |c: char| match c {
        '-' => '−',
        c => char::from_u32(u32::from(c) + 0xfee0).expect("a full-width form"),
    };
    mark.chars().map(wide).collect()
}

fn marks(choices: &mut Choices, plan: &Plan, entries: &[Enrolled]) -> (Table, Table) {
    let (mut assessed, mut given) = (Vec::new(), Vec::new());
    for entry in entries {
        // One that is late in the season has no last round, another is given all its scores.
        let manner = choices.below(10);
        for (at, round) in plan.rounds.iter().enumerate() {
            if manner >= 9 && choices.yes(50) {
                continue;
            }
            if (5..7).contains(&manner) || (manner >= 7 && choices.yes(30)) {
                given.push(vec![entry.id.clone(), round.clone(), mark(choices, plan, entry, at)]);
                continue;
            }
            for _ in 0..*choices.pick(&[1, 1, 2, 3, 3, 7]) {
                let reference = format!("ref{}", assessed.len());
                assessed.push(assessment(choices, plan, (entry, at, &reference)));
            }
        }
    }
    let criteria = plan.criteria.iter().map(|criterion| criterion.id.as_str());
    let columns: Vec<_> =
        ["entry", "round", "ref", "date", "channel"].into_iter().chain(criteria).collect();
    let rounds = table("rounds", &["entry", "round", "score"], given);
    (table("assessments", &columns, assessed), rounds)
}

fn assessment(
    choices: &mut Choices,
    plan: &Plan,
    (entry, round, reference): (&Enrolled, usize, &str),
) -> Vec<String> {
    let needed = plan.criteria.iter().any(|criterion| !criterion.channels.is_empty());
    let channel =
        if needed || choices.yes(30) { choices.pick(&plan.channels).as_str() } else { "" };
    let month = choices.between(1, 12);
    let date = format!("2026-{month:02}-{:02}", choices.between(1, 28));
    let mut row = own(&[&entry.id, &plan.rounds[round], reference, &date, channel]);
    let may_mark = |criterion: &Criterion| {
        let within =
            |list: &[String], id: &str| list.is_empty() || list.iter().any(|own| own == id);
        within(&criterion.streams, &entry.stream.id)
            && within(&criterion.modes, entry.mode)
            && within(&criterion.channels, channel)
    };
    let mut marked = false;
    for criterion in plan.criteria.iter().rev() {
        let first = std::ptr::eq(criterion, &plan.criteria[0]);
        // The first, which is the last here, is there for all and gives each assessment a mark.
        let skip = choices.yes(20) && (marked || !first);
        if skip || !may_mark(criterion) {
            row.insert(5, String::new());
        } else {
            row.insert(5, mark(choices, plan, entry, round));
            marked = true;
        }
    }
    row
}

fn deductions(choices: &mut Choices, plan: &Plan, entries: &[Enrolled]) -> Table {
    let mut rows = Vec::new();
    for entry in entries {
        while rows.len() < 30 && choices.yes(25) {
            if !plan.rules.is_empty() && choices.yes(50) {
                let rule = choices.pick(&plan.rules);
                rows.push(own(&[&entry.id, rule, "", "", "", ""]));
            } else {
                let points = *choices.pick(&["1", "0.5", "0.05", "0.333333333", "1000"]);
                let round = choices.pick(&plan.rounds);
                rows.push(own(&[&entry.id, "", round, points, "因", "for"]));
            }
        }
    }
    table("deductions", &["entry", "rule", "round", "points", "reason_zh", "reason_en"], rows)
}

/// Past results: mostly of the years before, in the same stream and group, at the same mark.
fn history(choices: &mut Choices, plan: &Plan, entries: &[Enrolled]) -> Table {
    let mut rows = Vec::new();
    let with_tier = choices.yes(60);
    for entry in entries {
        for back in 0..choices.below(7) {
            if choices.yes(10) {
                continue;
            }
            // Now and then a row of this very season, which is not a past one.
            let season = (2026 - back - usize::from(!choices.yes(10))).to_string();
            if rows.iter().any(|row: &Vec<String>| row[0] == season && row[1] == entry.id) {
                continue;
            }
            let stream = if choices.yes(10) { choices.pick(&plan.streams) } else { entry.stream };
            let group = if choices.yes(10) { "C".to_owned() } else { entry.group.clone() };
            // Some rise alike, from the same mark the season before.
            let lower = back == 0 && choices.yes(40);
            let last = plan.marks.len() - 1;
            let overall =
                if lower { plan.marks[last].clone() } else { mark(choices, plan, entry, 0) };
            let mut row = own(&[&season, &entry.id, &stream.id, &group, &overall]);
            if with_tier {
                let none = choices.yes(10);
                let tier = if choices.yes(30) { choices.pick(&plan.tiers) } else { &plan.tiers[0] };
                row.push(if none { String::new() } else { tier.clone() });
            }
            rows.push(row);
        }
    }
    let mut columns = vec!["season", "entry", "stream", "group", "overall"];
    columns.extend(with_tier.then_some("tier"));
    table("history", &columns, rows)
}

/// Certificates, and a day near one of their boundaries.
fn certificates(
    choices: &mut Choices,
    plan: &Plan,
    entries: &[Enrolled],
) -> (Option<Table>, String) {
    let mut as_of = Date::parse("2026-12-15");
    if !plan.certifies {
        return (None, as_of.to_string());
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for entry in entries {
        for year in
            [2024, 2025, 2026, 2027].into_iter().filter(|_| choices.yes(45)).collect::<Vec<_>>()
        {
            let month = choices.between(1, 12);
            let month = u32::try_from(month).expect("small");
            let from = Date::last_of(year, month).days_before(*choices.pick(&[0, 1, 15]));
            let extras = *choices.pick(&["", "zest", "calm;zest", "calm"]);
            let (months, expiring) = plan.validity;
            let until = from.months_on(months).eve();
            let revoked =
                if choices.yes(20) { from.months_on(1).to_string() } else { String::new() };
            let reason = if revoked.is_empty() { ["", ""] } else { ["違規", "Breach"] };
            let number = format!("N{}", decimal(i64::try_from(rows.len()).expect("few"), 0));
            rows.push(own(&[
                &entry.id,
                &number,
                &from.to_string(),
                extras,
                &revoked,
                reason[0],
                reason[1],
            ]));
            // On the first or last day, the day before or after, or as it begins to expire.
            if choices.yes(30) {
                let turn = [from, until, until.days_before(expiring)][choices.below(3)];
                as_of = [turn, turn.eve(), turn.months_on(1).days_before(27)][choices.below(3)];
            }
        }
    }
    let columns =
        ["entry", "number", "recognised_on", "extras", "revoked_on", "reason_zh", "reason_en"];
    (Some(table("certificates", &columns, rows)), as_of.to_string())
}
