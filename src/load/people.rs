//! Participants and their entries.

use std::collections::HashMap;

use super::Context;
use super::cells::Cells;
use super::columns::{Columns, advice};
use super::contact::is_email;
use super::register::{Index, Register};
use super::table::Table;
use crate::diagnostics::Diagnostics;
use crate::model::{BandGap, Entry, Id, Mode, Participant, Status, Stream};

/// Reads the table of participants, sorted by id.
pub(super) fn participants(
    table: &Table,
    context: &Context,
    problems: &mut Diagnostics,
) -> Register<Participant> {
    let columns = Columns::new(&["participant"], &["member", "email", "corporate_awards"])
        .bilingual("name", context.programme, true);
    let Some(columns) = columns.find(table, problems) else {
        return Register::unreadable();
    };
    let mut seen = HashMap::new();
    let mut participants = Register::default();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        let name = cells.name("name", context);
        let member = cells.word("member", &[("no", false), ("yes", true)]);
        let email = email(&mut cells);
        let corporate_awards = cells.count("corporate_awards").unwrap_or(0);
        let id = unique_id(&mut cells, "participant", &mut seen);
        if let (Some(id), Some(member)) = (id, member) {
            let origin = cells.origin();
            let participant = Participant { id, name, member, email, corporate_awards, origin };
            participants.rows.push(participant);
        } else {
            participants.faulty.insert(cells.raw("participant").to_owned());
        }
    }
    participants.rows.sort_by(|a, b| a.id.cmp(&b.id));
    participants
}

fn email(cells: &mut Cells) -> Option<String> {
    let text = cells.text("email").into_owned();
    let plausible = is_email(&text);
    if !text.is_empty() && !plausible {
        cells.error(
            "email",
            format!("`{text}` is not an email address"),
            "write one address, or leave the cell empty",
        );
    }
    plausible.then_some(text)
}

/// An id that no earlier row has.
fn unique_id(cells: &mut Cells, column: &str, seen: &mut HashMap<Id, u32>) -> Option<Id> {
    let id = cells.id(column)?;
    if let Some(first) = seen.insert(id.clone(), cells.row.number) {
        let help = format!("it is already in row {first}; give each its own id");
        cells.error(column, format!("{column} `{id}` is there twice"), help);
        return None;
    }
    Some(id)
}

/// Reads the table of entries, sorted by id.
pub(super) fn entries(
    table: &Table,
    context: &Context,
    participants: &Register<Participant>,
    problems: &mut Diagnostics,
) -> Register<Entry> {
    let columns = Columns::new(
        &["entry", "participant", "stream", "mode", "sector"],
        &["size", "group", "category", "status"],
    )
    .bilingual("name", context.programme, false);
    let Some(columns) = columns.find(table, problems) else {
        return Register::unreadable();
    };
    let index = Index::new("participants", participants, |participant| &participant.id);
    let mut seen = HashMap::new();
    let mut entries = Register::default();
    for row in &table.rows {
        let mut cells = Cells { table, row, columns: &columns, problems };
        if cells.is_remark(&["entry", "participant", "stream", "mode", "sector"]) {
            entries.faulty.insert(cells.raw("entry").to_owned());
            continue;
        }
        let id = unique_id(&mut cells, "entry", &mut seen);
        if let Some(entry) = entry(&mut cells, id, context, &participants.rows, &index) {
            entries.rows.push(entry);
        } else {
            entries.faulty.insert(cells.raw("entry").to_owned());
        }
    }
    entries.rows.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn entry(
    cells: &mut Cells,
    id: Option<Id>,
    context: &Context,
    participants: &[Participant],
    index: &Index,
) -> Option<Entry> {
    let programme = context.programme;
    let participant = index.find(cells, "participant");
    let streams = programme.streams.iter().map(|stream| stream.id.as_str());
    let stream = cells.reference("stream", "stream", streams).map(|at| &programme.streams[at]);
    let mode = stream.and_then(|stream| mode(cells, stream));
    let sector = sector(cells, context).map(|at| &programme.sectors[at]);
    let size = cells.count("size");
    let group = stream.and_then(|stream| group(cells, stream, size));
    let category = category(cells, context);
    let own_name = cells.bilingual("name", context);
    cells.name_fits("name", context);
    let status = cells.word(
        "status",
        &[
            ("active", Status::Active),
            ("withdrawn", Status::Withdrawn),
            ("disqualified", Status::Disqualified),
        ],
    );
    let participant = participant?;
    let name = if own_name.is_empty() { participants[participant].name.clone() } else { own_name };
    Some(Entry {
        id: id?,
        participant,
        stream: stream?.id.clone(),
        mode: mode?.id.clone(),
        sector: sector?.id.clone(),
        size,
        group: group?,
        category,
        name,
        status: status?,
        origin: cells.origin(),
    })
}

/// The sector, one of the programme's: a merge of the season (rule 11) puts the entry into another.
fn sector(cells: &mut Cells, context: &Context) -> Option<usize> {
    let sectors = context.programme.sectors.iter().map(|sector| sector.id.as_str());
    let written = cells.text("sector");
    let merges = &context.season.sector_merges;
    let merge = merges.iter().find(|merge| merge.into.id.as_str() == written);
    if let Some(merge) = merge.filter(|_| !sectors.clone().any(|id| id == written)) {
        let message = format!("`{written}` is what a merge of this season makes");
        let from: Vec<_> = merge.from.iter().map(|id| format!("`{id}`")).collect();
        let help = format!("write the sector that the entry was in before: {}", from.join(" or "));
        cells.error("sector", message, help);
        return None;
    }
    cells.reference("sector", "sector", sectors)
}

/// The mode, one of its stream's.
fn mode<'s>(cells: &mut Cells, stream: &'s Stream) -> Option<&'s Mode> {
    let id = cells.required("mode")?;
    let mode = stream.modes.iter().find(|mode| mode.id.as_str() == id);
    if mode.is_none() {
        let help = advice(&id, stream.modes.iter().map(|mode| mode.id.as_str()));
        cells.error("mode", format!("stream `{}` has no mode `{id}`", stream.id), help);
    }
    mode
}

/// The size band: as given, else the band of the size (`RULES.md`, rule 4).
fn group(cells: &mut Cells, stream: &Stream, size: Option<u32>) -> Option<String> {
    let given = cells.text("group").into_owned();
    if !given.is_empty() {
        let known = stream.groups.iter().map(|group| group.id.as_str());
        if stream.group(&given).is_none() {
            let message = format!("stream `{}` has no group `{given}`", stream.id);
            cells.error("group", message, advice(&given, known));
            return None;
        }
        return Some(given);
    }
    let Some(size) = size else {
        if cells.raw("size").is_empty() {
            let help = "write its size, or its group in the column `group`";
            cells.error("size", "the entry has neither a size nor a group", help);
        }
        return None;
    };
    match stream.group_of(size) {
        Ok(group) => Some(group.id.clone()),
        Err(gap) => {
            let message = format!("no group of stream `{}` holds the size `{size}`", stream.id);
            cells.error("size", message, gap_text(&gap));
            None
        }
    }
}

fn gap_text(gap: &BandGap) -> String {
    let below = gap.below.map(|group| {
        let max = group.max.map_or_else(|| "any".to_owned(), |max| max.to_string());
        format!("group `{}` ends at {max}", group.id)
    });
    let above = gap.above.map(|group| format!("group `{}` begins at {}", group.id, group.min));
    let bands: Vec<_> = below.into_iter().chain(above).collect();
    format!("{}; write the group in the column `group`", bands.join(" and "))
}

/// The category: one of the programme's if it lists any, else any id.
fn category(cells: &mut Cells, context: &Context) -> Option<Id> {
    if cells.raw("category").is_empty() {
        return None;
    }
    let known = context.programme.categories.iter().map(|category| category.id.as_str());
    if context.programme.categories.is_empty() {
        return cells.id("category");
    }
    let at = cells.reference("category", "category", known)?;
    Some(context.programme.categories[at].id.clone())
}
