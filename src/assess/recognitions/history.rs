//! The results of an entry in earlier seasons.

use crate::assess::Results;
use crate::model::{Field, HistoryRow};

/// The results of an entry in seasons before this one, the earliest first.
pub(in crate::assess) fn past<'a>(
    results: &Results<'a>,
    entry: usize,
) -> impl Iterator<Item = &'a HistoryRow> + use<'a> {
    let data = results.data;
    let id = &data.entries[entry].id;
    let first = data.history.partition_point(|row| row.entry < *id);
    let rows = data.history[first..].iter().take_while(move |row| row.entry == *id);
    rows.filter(|row| row.season < data.season.year)
}

/// The first of the fields in which an earlier result does not agree with this season's entry.
pub(in crate::assess) fn differs(
    results: &Results,
    entry: usize,
    row: &HistoryRow,
    same: &[Field],
) -> Option<Field> {
    let entry = &results.data.entries[entry];
    same.iter().copied().find(|field| match field {
        Field::Stream => entry.stream != row.stream,
        Field::Group => entry.group != row.group,
        // History has no other field; the programme file may not ask for one.
        Field::Mode | Field::Sector | Field::Category => true,
    })
}
