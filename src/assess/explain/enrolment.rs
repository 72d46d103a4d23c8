//! Who the entry is, and where it competes (rules 4, 5 and 11).

use super::{Derivation, Value};
use crate::assess::Results;
use crate::model::{Entry, SeasonData, Status};

/// The entry itself.
pub(super) fn entry(results: &Results, at: usize) -> Derivation {
    let (data, entry) = (results.data, &results.data.entries[at]);
    Derivation::of("entry")
        .with("entry", &entry.id)
        .with("name", &entry.name)
        .with("programme", Value::named(&data.programme.id, &data.programme.name))
        .with("season", data.season.year)
        .read_from(&entry.origin)
}

/// Participant, stream, sector, group and status.
pub(super) fn parts(results: &Results, at: usize) -> Vec<Derivation> {
    let (data, entry) = (results.data, &results.data.entries[at]);
    let participant = data.participant_of(entry);
    let (stream, mode) = (data.stream_of(entry), data.mode_of(entry));
    let mut parts = vec![
        Derivation::of("participant")
            .with("participant", &participant.id)
            .with("name", &participant.name)
            .read_from(&participant.origin),
        Derivation::of("stream")
            .with("stream", Value::named(&stream.id, &stream.name))
            .with("mode", Value::named(&mode.id, &mode.name)),
        sector(results, at),
        group(data, entry),
    ];
    parts.extend(category(data, entry).map(|it| Derivation::of("category").with("category", it)));
    parts.push(Derivation::of(match entry.status {
        Status::Active => "active",
        Status::Withdrawn => "withdrawn",
        Status::Disqualified => "disqualified",
    }));
    parts
}

/// The sector, and the one enrolled in if the season merged it (rule 11).
fn sector(results: &Results, at: usize) -> Derivation {
    let enrolled = &results.data.entries[at].sector;
    let now = results.entries[at].sector;
    let before = results.data.programme.sectors.iter().find(|sector| sector.id == *enrolled);
    let sector = Value::named(now.id, now.name);
    match before.filter(|sector| sector.id != *now.id) {
        Some(before) => Derivation::of("sector-merged")
            .with("sector", sector)
            .with("enrolled", Value::named(&before.id, &before.name)),
        None => Derivation::of("sector").with("sector", sector),
    }
}

/// The group: the band of the size, or as given (rule 4).
fn group(data: &SeasonData, entry: &Entry) -> Derivation {
    let stream = data.stream_of(entry);
    let band = entry.size.and_then(|size| Some((size, stream.group_of(size).ok()?)));
    match band {
        Some((size, band)) if band.id == entry.group => match band.max {
            Some(max) => Derivation::of("group-of-size").with("max", max),
            None => Derivation::of("group-of-size-and-above"),
        }
        .with("min", band.min)
        .with("size", size)
        .with("unit", &stream.unit),
        Some((size, band)) => Derivation::of("group-given-over-size")
            .with("band", band.id.as_str())
            .with("size", size)
            .with("unit", &stream.unit),
        None => Derivation::of("group-given"),
    }
    .with("group", entry.group.as_str())
}

/// The category: its name, or its id where the programme lists none.
pub(super) fn category(data: &SeasonData, entry: &Entry) -> Option<Value> {
    let id = entry.category.as_ref()?;
    let listed = data.programme.categories.iter().find(|category| category.id == *id);
    Some(listed.map_or_else(|| id.into(), |category| Value::named(id, &category.name)))
}
