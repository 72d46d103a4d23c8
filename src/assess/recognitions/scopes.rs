//! Which entries compete with each other.

use std::collections::BTreeMap;

use super::Scope;
use crate::assess::Results;
use crate::model::{Field, Id};

/// Entries by scope, of those that count, in the order in which the programme lists streams, sectors and
/// so on. An entry without a value in one of the fields is in no scope.
pub(in crate::assess) fn scopes(
    results: &Results,
    per: &[Field],
    counts: impl Fn(usize) -> bool,
) -> Vec<(Scope, Vec<usize>)> {
    let mut scopes: BTreeMap<(Vec<usize>, Vec<String>), Vec<usize>> = BTreeMap::new();
    for entry in (0..results.entries.len()).filter(|at| counts(*at)) {
        let values: Option<Vec<_>> =
            per.iter().map(|field| value_of(results, entry, *field)).collect();
        if let Some(values) = values {
            scopes.entry(values.into_iter().unzip()).or_default().push(entry);
        }
    }
    let named = |ids: Vec<String>| per.iter().copied().zip(ids).collect();
    scopes.into_iter().map(|((_, ids), entries)| (named(ids), entries)).collect()
}

/// An entry's id in a field, with its place in the programme's list. What two streams list under the
/// same id, a group or a mode, is one and stands where it is listed first.
pub(super) fn value_of(results: &Results, entry: usize, field: Field) -> Option<(usize, String)> {
    let (programme, entry_row) = (&results.data.programme, &results.data.entries[entry]);
    let place = |found: Option<usize>| found.unwrap_or(usize::MAX);
    Some(match field {
        Field::Stream => {
            let at = programme.streams.iter().position(|other| other.id == entry_row.stream);
            (place(at), entry_row.stream.to_string())
        }
        Field::Mode => {
            let mut modes = programme.streams.iter().flat_map(|stream| &stream.modes);
            let at = modes.position(|mode| mode.id == entry_row.mode);
            (place(at), entry_row.mode.to_string())
        }
        Field::Sector => {
            let sector = results.entries[entry].sector.id;
            // A merged sector stands where the first of its parts stood.
            let merges = &results.data.season.sector_merges;
            let is_part = |id: &Id| {
                merges.iter().any(|merge| merge.into.id == *sector && merge.from.contains(id))
            };
            let at = programme
                .sectors
                .iter()
                .position(|other| other.id == *sector || is_part(&other.id));
            (place(at), sector.to_string())
        }
        Field::Group => {
            let mut groups = programme.streams.iter().flat_map(|stream| &stream.groups);
            let at = groups.position(|group| group.id == entry_row.group);
            (place(at), entry_row.group.clone())
        }
        Field::Category => {
            let category = entry_row.category.as_ref()?;
            let at = programme.categories.iter().position(|other| other.id == *category);
            (place(at), category.to_string())
        }
    })
}
