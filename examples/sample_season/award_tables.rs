//! The award's smaller tables, which follow from the plan alone.

use std::error::Error;
use std::path::Path;

use crate::award_cast::{Deduction, Entry, Participant};
use crate::award_history::{Past, tier};
use crate::output::{Table, id};

/// The columns of entries.csv.
const ENTRIES: [&str; 10] = [
    "entry",
    "participant",
    "stream",
    "mode",
    "sector",
    "size",
    "group",
    "name_zh",
    "name_en",
    "status",
];

/// Who takes part.
pub(crate) fn write_participants(
    year: &Path,
    participants: &[Participant],
) -> Result<(), Box<dyn Error>> {
    let header = ["participant", "name_zh", "name_en", "member", "email", "corporate_awards"];
    let mut table = Table::create(year, "participants.csv", &header)?;
    for (index, participant) in participants.iter().enumerate() {
        let (key, awards) =
            (id('p', index, participants.len()), participant.corporate_awards.to_string());
        let member = if participant.member { "yes" } else { "no" };
        table.row(&[
            &key,
            &participant.name.zh,
            &participant.name.en,
            member,
            &participant.email,
            &awards,
        ])?;
    }
    table.finish()
}

/// What is enrolled, by whom.
pub(crate) fn write_entries(
    year: &Path,
    entries: &[Entry],
    participants: usize,
) -> Result<(), Box<dyn Error>> {
    let mut table = Table::create(year, "entries.csv", &ENTRIES)?;
    for (index, entry) in entries.iter().enumerate() {
        let (key, participant) =
            (id('e', index, entries.len()), id('p', entry.participant, participants));
        let group = if entry.group_given { entry.group.to_string() } else { String::new() };
        let (zh, en) = entry.name.as_ref().map_or(("", ""), |name| (&name.zh, &name.en));
        let size = entry.size.to_string();
        let (stream, mode) = (entry.mode.stream(), entry.mode.id());
        table.row(&[
            &key,
            &participant,
            stream,
            mode,
            entry.sector,
            &size,
            &group,
            zh,
            en,
            entry.status,
        ])?;
    }
    table.finish()
}

/// Points taken off: by a rule of the programme, or with a reason of their own.
pub(crate) fn write_deductions(year: &Path, entries: &[Entry]) -> Result<(), Box<dyn Error>> {
    let header = ["entry", "rule", "round", "points", "reason_zh", "reason_en"];
    let mut table = Table::create(year, "deductions.csv", &header)?;
    for (index, entry) in entries.iter().enumerate() {
        let key = id('e', index, entries.len());
        match entry.deduction {
            None => {}
            Some(Deduction::FaqLate) => table.row(&[key.as_str(), "faq-late", "", "", "", ""])?,
            Some(Deduction::Access) => table.row(&[
                key.as_str(),
                "",
                "r2",
                "0.5",
                "第二輪有三天未按約定開放測試賬戶，評審員須改期聯絡。",
                "The test account was closed on three agreed days of round 2, and contacts had to be rescheduled.",
            ])?,
        }
    }
    table.finish()
}

/// Past results, season by season.
pub(crate) fn write_history(home: &Path, entries: &[Entry]) -> Result<(), Box<dyn Error>> {
    let header = ["season", "entry", "stream", "group", "overall", "tier"];
    let mut table = Table::create(home, "history.csv", &header)?;
    let mut rows: Vec<(&Past, usize)> = entries
        .iter()
        .enumerate()
        .flat_map(|(index, entry)| entry.history.iter().map(move |past| (past, index)))
        .collect();
    rows.sort_by_key(|(past, index)| (past.season, *index));
    for (past, index) in rows {
        table.row(&[
            past.season.to_string(),
            id('e', index, entries.len()),
            entries[index].mode.stream().to_owned(),
            past.group.to_string(),
            format!("{}.{}", past.tenths / 10, past.tenths % 10),
            tier(past.tenths).to_owned(),
        ])?;
    }
    table.finish()
}
