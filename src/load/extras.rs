//! What stands beside the scores: deductions, comments, history.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Context;
use super::cells::{Cells, ascii};
use super::columns::{Columns, advice};
use super::register::Index;
use super::table::Table;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{
    Comment, CommentKind, Deduction, Exact, Figure, HistoryRow, Number, Programme, SeasonData,
    Stream, Text,
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
    let mut deductions: Vec<Deduction> = Vec::new();
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
            let origin = cells.origin();
            let one = Deduction { entry, round, points, reason, origin };
            if let Some(first) = deductions.iter().find(|first| is_same(first, &one)) {
                let (place, row) = (cells.place("entry"), first.origin.row);
                let message = "points are taken twice for the same";
                let help =
                    format!("they are in row {row} too; take one out, unless both are meant");
                cells.problems.push(Diagnostic::warning(message).at(place).help(help));
            }
            deductions.push(one);
        }
    }
    deductions.sort_by_key(|row| (row.entry, row.round));
    deductions
}

/// Whether two deductions say the same.
fn is_same(one: &Deduction, other: &Deduction) -> bool {
    (one.entry, one.round, one.points) == (other.entry, other.round, other.points)
        && one.reason == other.reason
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

/// Reads comments, in the order of the file.
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
        if cells.is_remark(&["season", "entry", "stream", "group"]) {
            continue;
        }
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
        if tiers_given && held == tier.is_some() {
            past_tier(&mut cells, programme, tier, published);
        }
        let tier = if tiers_given { tier } else { programme.tier_at(published) };
        let origin = cells.origin();
        history.push(HistoryRow { season, entry, stream, group, overall, tier, origin });
    }
    history.sort_by(|a, b| (&a.entry, a.season).cmp(&(&b.entry, b.season)));
    history
}

/// Warns of results of a year after the last of the programme's seasons: no season can count them, and the site
/// would have a page of them.
pub(super) fn yet_to_come(seasons: &[SeasonData], problems: &mut Diagnostics) {
    let Some(last) = seasons.iter().max_by_key(|data| data.season.year) else { return };
    let year = last.season.year;
    for row in last.history.iter().filter(|row| row.season > year) {
        let file = Place::file(row.origin.file.clone());
        let place = file.cell(row.origin.row, "season", &row.season.to_string());
        let message = format!("{} is later than the last season here, {year}", row.season);
        let help = "correct the year, or take the row out until then";
        problems.push(Diagnostic::warning(message).at(place).help(help));
    }
}

/// The year of a past season.
fn year(cells: &mut Cells) -> Option<i16> {
    let text = cells.required("season")?;
    let year = as_year(&text);
    if year.is_none() {
        cells.error("season", format!("`{text}` is not a year"), "write four digits, such as 2025");
    }
    year
}

/// A text that is a year.
pub(super) fn as_year(text: &str) -> Option<i16> {
    ascii(text).parse().ok().filter(|year| (1000..=9999).contains(year))
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

/// Warns of a tier that is not the one of the overall today: it may have been then.
fn past_tier(cells: &mut Cells, programme: &Programme, held: Option<usize>, published: Figure) {
    let named = |tier: usize| (&programme.tiers[tier].id, programme.tiers[tier].min);
    let message = match (held, programme.tier_at(published)) {
        (held, reached) if held == reached => return,
        (Some(held), reached) if reached.is_none_or(|reached| reached > held) => {
            let (id, min) = named(held);
            format!("tier `{id}` begins at {min} today, above this overall")
        }
        (held, Some(reached)) => {
            let (id, min) = named(reached);
            let given = if held.is_some() { "a lower one" } else { "no tier" };
            format!(
                "tier `{id}` begins at {min} today, which this overall reaches, and {given} is given"
            )
        }
        (_, None) => return,
    };
    let help = "correct one of the two, unless the threshold was another then";
    let place = cells.place("tier");
    cells.problems.push(Diagnostic::warning(message).at(place).help(help));
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
