//! Whether the sector merges of a season make sense (`RULES.md`, rule 11).

use std::collections::BTreeMap;

use super::columns::advice;
use crate::model::{Id, Programme, Season, SectorMerge};

/// Takes a problem: the path of a value, what is wrong with it, what to do.
type Report<'a> = dyn FnMut(&[&str], String, String) + 'a;

/// Each merge names streams and sectors that are there, no sector goes two ways, and what a merge
/// makes is not taken from again: all merges apply at once, not one after the other.
pub(super) fn check(programme: &Programme, season: &Season, error: &mut Report) {
    for (index, merge) in season.sector_merges.iter().enumerate() {
        let index = index.to_string();
        for (key, what, list) in
            [("streams", "stream", &merge.streams), ("from", "sector", &merge.from)]
        {
            if list.is_empty() {
                let help = format!("list its {what}s, or take the merge out");
                error(&["sector_merges", &index, key], format!("the merge names no {what}"), help);
            }
        }
        let streams: Vec<_> = programme.streams.iter().map(|stream| stream.id.as_str()).collect();
        for stream in merge.streams.iter().filter(|id| !streams.contains(&id.as_str())) {
            let help = advice(stream.as_str(), streams.iter().copied());
            let path = ["sector_merges", &index, "streams"];
            error(&path, format!("there is no stream `{stream}`"), help);
        }
        sectors(programme, season, (&index, merge), error);
    }
    ways(season, error);
}

/// The sectors that a merge takes from are there, and the one it makes is no other.
fn sectors(
    programme: &Programme,
    season: &Season,
    (index, merge): (&str, &SectorMerge),
    error: &mut Report,
) {
    let sectors: Vec<_> = programme.sectors.iter().map(|sector| sector.id.as_str()).collect();
    let path = ["sector_merges", index, "from"];
    for sector in merge.from.iter().filter(|id| !sectors.contains(&id.as_str())) {
        if season.sector_merges.iter().any(|other| other.into.id == *sector) {
            let message = format!("sector `{sector}` is itself made by a merge");
            let help = "list the sectors it is made of in one merge";
            error(&path, message, help.to_owned());
        } else {
            let help = advice(sector.as_str(), sectors.iter().copied());
            error(&path, format!("there is no sector `{sector}`"), help);
        }
    }
    let into = &merge.into.id;
    if sectors.contains(&into.as_str()) && !merge.from.contains(into) {
        let path = ["sector_merges", index, "into"];
        let away = season.sector_merges.iter().any(|other| {
            other.from.contains(into) && other.streams.iter().any(|id| merge.streams.contains(id))
        });
        let (message, help) = if away {
            let message = format!("sector `{into}` is itself merged into another");
            (message, "list the sectors of both in one merge")
        } else {
            let message = format!("the merged sector `{into}` has the id of another sector");
            (message, "choose an id of its own")
        };
        error(&path, message, help.to_owned());
    }
}

/// In one stream, a sector goes into one other, and one merge makes it.
fn ways(season: &Season, error: &mut Report) {
    let mut merged: BTreeMap<(&Id, &Id), usize> = BTreeMap::new();
    let mut made: BTreeMap<(&Id, &Id), usize> = BTreeMap::new();
    for (at, merge) in season.sector_merges.iter().enumerate() {
        let index = at.to_string();
        for stream in &merge.streams {
            for sector in &merge.from {
                if merged.insert((stream, sector), at).is_some() {
                    let message = format!("sector `{sector}` of stream `{stream}` is merged twice");
                    let help = "let each sector go into one other".to_owned();
                    error(&["sector_merges", &index, "from"], message, help);
                }
            }
            let into = &merge.into.id;
            if made.insert((stream, into), at).is_some_and(|other| other != at) {
                let message = format!("sector `{into}` of stream `{stream}` is made by two merges");
                let help = "list all its sectors in one merge, or give each its own id".to_owned();
                error(&["sector_merges", &index, "into"], message, help);
            }
        }
    }
}
