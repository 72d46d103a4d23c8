//! What stands beside the scores: deductions, comments, history, certificates.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Context;
use super::cells::{Cells, ascii};
use super::columns::{Columns, advice};
use super::register::Index;
use super::table::Table;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{
    Certificate, Comment, CommentKind, Deduction, Exact, HistoryRow, Number, Programme, Stream,
    Text,
};

/// Reads the table of deductions, sorted by entry and round.
pub(super) fn deductions(
    table: &Table,
    context: &Context,
    index: &Index,
    problems: &mut Diagnostics,
) -> Vec<Deduction> {
    let columns = Columns::new(&["entry"], &["rule", "round", "points"]).bilingual(
        "reason",
        context.programme,
        false,
    );
    let Some(columns) = columns.find(table, problems) else {
        return Vec::new();
    };
    let mut deductions = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        let entry = index.find(&mut cells, "entry");
        if ["rule", "round", "points"].iter().all(|column| cells.raw(column).is_empty()) {
            let help = "write the id of a rule, or `round`, `points` and the reason";
            cells.error("rule", "the deduction has neither a rule nor points", help);
            continue;
        }
        let what = if cells.raw("rule").is_empty() {
            own_deduction(&mut cells, context)
        } else {
            standing_deduction(&mut cells, context.programme)
        };
        if let (Some(entry), Some((round, points, reason))) = (entry, what) {
            deductions.push(Deduction { entry, round, points, reason, origin: cells.origin() });
        }
    }
    deductions.sort_by_key(|row| (row.entry, row.round));
    deductions
}

fn standing_deduction(cells: &mut Cells, programme: &Programme) -> Option<(usize, Number, Text)> {
    let rules = programme.deductions.iter().map(|rule| rule.id.as_str());
    let at = cells.reference("rule", "deduction rule", rules)?;
    let rule = &programme.deductions[at];
    for column in ["round", "points"] {
        if !cells.raw(column).is_empty() {
            let message = format!("rule `{}` already says `{column}`", rule.id);
            cells.error(column, message, "empty this cell, or empty `rule`");
            return None;
        }
    }
    Some((programme.round(&rule.round)?, rule.points, rule.name.clone()))
}

fn own_deduction(cells: &mut Cells, context: &Context) -> Option<(usize, Number, Text)> {
    let rounds = context.programme.rounds.iter().map(|round| round.id.as_str());
    let round = cells.reference("round", "round", rounds);
    let points = cells.number("points").filter(|points| {
        let takes = *points > Number::ZERO;
        if !takes {
            let help = "write how many points are taken, such as 1";
            cells.error("points", format!("a deduction of `{points}` takes nothing"), help);
        }
        takes
    });
    let reason = cells.name("reason", context);
    Some((round?, points?, reason))
}

/// Reads the table of comments, sorted by entry and round, in the order of the file.
pub(super) fn comments(
    table: &Table,
    context: &Context,
    index: &Index,
    problems: &mut Diagnostics,
) -> Vec<Comment> {
    let columns =
        Columns::new(&["entry", "round"], &["kind"]).bilingual("text", context.programme, false);
    let Some(columns) = columns.find(table, problems) else {
        return Vec::new();
    };
    let kinds = [
        ("general", CommentKind::General),
        ("strength", CommentKind::Strength),
        ("improvement", CommentKind::Improvement),
    ];
    let mut comments = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        let entry = index.find(&mut cells, "entry");
        let rounds = context.programme.rounds.iter().map(|round| round.id.as_str());
        let round = cells.reference("round", "round", rounds);
        let kind = cells.word("kind", &kinds);
        let text = cells.name("text", context);
        if let (Some(entry), Some(round), Some(kind)) = (entry, round, kind) {
            comments.push(Comment { entry, round, kind, text, origin: cells.origin() });
        }
    }
    comments.sort_by_key(|row| (row.entry, row.round));
    comments
}

/// Reads the table of past results, sorted by entry and season.
pub(super) fn history(
    table: &Table,
    context: &Context,
    problems: &mut Diagnostics,
) -> Vec<HistoryRow> {
    let programme = context.programme;
    let columns = Columns::new(&["season", "entry", "stream", "group", "overall"], &["tier"]);
    let Some(columns) = columns.find(table, problems) else {
        return Vec::new();
    };
    // Without a column of tiers, the thresholds of today stand for those of then.
    let tiers_given = columns.iter().any(|(name, _)| *name == "tier");
    let mut seen = HashMap::new();
    let mut history = Vec::new();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        let season = year(&mut cells);
        let entry = cells.id("entry");
        let streams = programme.streams.iter().map(|stream| stream.id.as_str());
        let stream = cells.reference("stream", "stream", streams);
        let group = cells.required("group").map(Cow::into_owned);
        if let (Some(stream), Some(group)) = (stream, &group) {
            past_group(&mut cells, &programme.streams[stream], group);
        }
        let overall = past_overall(&mut cells, programme);
        let tiers = programme.tiers.iter().map(|tier| tier.id.as_str());
        let held = !cells.raw("tier").is_empty();
        let tier = if held { cells.reference("tier", "tier", tiers) } else { None };
        let (Some(season), Some(entry), Some(stream)) = (season, entry, stream) else {
            continue;
        };
        let (Some(group), Some(overall)) = (group, overall) else {
            continue;
        };
        if let Some(first) = seen.insert((season, entry.clone()), row.number) {
            let help = format!("it is already in row {first}; keep one of the two");
            cells.error("entry", format!("`{entry}` has two results of {season}"), help);
            continue;
        }
        let stream = programme.streams[stream].id.clone();
        let published = Exact::from(overall).publish(programme.scoring.places);
        if let Some(held) = tier.map(|tier| &programme.tiers[tier])
            && !published.reaches(held.min)
        {
            let message =
                format!("tier `{}` begins at {} today, above this overall", held.id, held.min);
            let help = "correct one of the two, unless the threshold was another then";
            let place = cells.place("tier");
            cells.problems.push(Diagnostic::warning(message).at(place).help(help));
        }
        let tier = if tiers_given { tier } else { programme.tier_at(published) };
        let origin = cells.origin();
        history.push(HistoryRow { season, entry, stream, group, overall, tier, origin });
    }
    history.sort_by(|a, b| (&a.entry, a.season).cmp(&(&b.entry, b.season)));
    history
}

/// The year of a past season.
fn year(cells: &mut Cells) -> Option<i16> {
    let text = cells.required("season")?;
    let year = ascii(&text).parse().ok().filter(|year| (1000..=9999).contains(year));
    if year.is_none() {
        cells.error("season", format!("`{text}` is not a year"), "write four digits, such as 2025");
    }
    year
}

/// Warns of a group that the stream does not have today: it may have had it then.
fn past_group(cells: &mut Cells, stream: &Stream, group: &str) {
    if stream.group(group).is_none() {
        let known = stream.groups.iter().map(|group| group.id.as_str());
        let message = format!("stream `{}` has no group `{group}` today", stream.id);
        let help = format!("{}, unless the groups were others then", advice(group, known));
        let place = cells.place("group");
        cells.problems.push(Diagnostic::warning(message).at(place).help(help));
    }
}

fn past_overall(cells: &mut Cells, programme: &Programme) -> Option<Number> {
    let scale = &programme.scoring.scale;
    let overall = cells.number("overall")?;
    if overall < scale.min || overall > scale.max {
        let help = format!("scores run from {} to {}", scale.min, scale.max);
        cells.error("overall", format!("`{overall}` is off the scale"), help);
        return None;
    }
    Some(overall)
}

/// Reads the table of certificates, sorted by entry and day of recognition.
pub(super) fn certificates(
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
            let certificate =
                Certificate { entry, number, recognised_on, extras, revoked_on, reason, origin };
            certificates.push(certificate);
        }
    }
    certificates.sort_by(|a, b| {
        (a.entry, a.recognised_on, &a.number).cmp(&(b.entry, b.recognised_on, &b.number))
    });
    certificates
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
