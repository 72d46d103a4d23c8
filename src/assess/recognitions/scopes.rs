//! Which entries compete with each other.

use std::collections::BTreeMap;

use super::Scope;
use crate::assess::Results;
use crate::model::Field;

/// The active entries by scope, in the order in which the programme lists streams, sectors and
/// so on. An entry without a value in one of the fields is in no scope.
pub(super) fn scopes(results: &Results, per: &[Field]) -> Vec<(Scope, Vec<usize>)> {
    // Two streams may list a group or mode of the same id at different places: that is one scope,
    // which stands at the first of them.
    let mut scopes: BTreeMap<Vec<String>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for entry in (0..results.entries.len()).filter(|at| results.is_active(*at)) {
        let values: Option<Vec<_>> =
            per.iter().map(|field| value_of(results, entry, *field)).collect();
        let Some((places, ids)) =
            values.map(|values| values.into_iter().unzip::<_, _, Vec<_>, _>())
        else {
            continue;
        };
        let (first, entries) = scopes.entry(ids).or_insert_with(|| (places.clone(), Vec::new()));
        *first = places.min(std::mem::take(first));
        entries.push(entry);
    }
    let mut scopes: Vec<_> = scopes.into_iter().collect();
    scopes.sort_by(|(ids, (places, _)), (other_ids, (other, _))| {
        (places, ids).cmp(&(other, other_ids))
    });
    let named = |ids: Vec<String>| per.iter().copied().zip(ids).collect();
    scopes.into_iter().map(|(ids, (_, entries))| (named(ids), entries)).collect()
}

/// An entry's id in a field, with its place in the programme's list.
pub(super) fn value_of(results: &Results, entry: usize, field: Field) -> Option<(usize, String)> {
    let (programme, entry_row) = (&results.data.programme, &results.data.entries[entry]);
    let stream = programme.stream(&entry_row.stream)?;
    let place = |found: Option<usize>| found.unwrap_or(usize::MAX);
    Some(match field {
        Field::Stream => {
            let at = programme.streams.iter().position(|other| other.id == stream.id);
            (place(at), stream.id.to_string())
        }
        Field::Mode => {
            let at = stream.modes.iter().position(|mode| mode.id == entry_row.mode);
            (place(at), entry_row.mode.to_string())
        }
        Field::Sector => {
            let sector = results.entries[entry].sector.id;
            // A merged sector stands where the first of its parts stood.
            let merges = &results.data.season.sector_merges;
            let parts = merges.iter().find(|merge| merge.into.id == *sector);
            let at = programme.sectors.iter().position(|other| {
                other.id == *sector || parts.is_some_and(|merge| merge.from.contains(&other.id))
            });
            (place(at), sector.to_string())
        }
        Field::Group => {
            let at = stream.groups.iter().position(|group| group.id == entry_row.group);
            (place(at), entry_row.group.clone())
        }
        Field::Category => {
            let category = entry_row.category.as_ref()?;
            let at = programme.categories.iter().position(|other| other.id == *category);
            (place(at), category.to_string())
        }
    })
}
