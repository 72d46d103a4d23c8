//! A season that is known from the table of past results alone.

use serde::Serialize;

use super::holders::{TierName, tier_name};
use super::honours::{Honour, Honours};
use crate::model::{Id, Text};
use crate::plan::values::{Named, ProgrammeValue};

/// Who held a tier in a past season, as far as they can be named.
#[derive(Serialize)]
pub(super) struct ArchivePage<'a> {
    programme: ProgrammeValue<'a>,
    season: i16,
    winners: usize,
    /// How many of the winners cannot be named.
    unnamed: usize,
    tiers: Vec<ArchiveTier<'a>>,
    streams: Vec<ArchiveStream<'a>>,
    /// Whether there is a list of all participants with awards.
    has_holders: bool,
}

#[derive(Serialize)]
struct ArchiveStream<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    tiers: Vec<ArchiveTier<'a>>,
}

#[derive(Serialize)]
struct ArchiveTier<'a> {
    #[serde(flatten)]
    tier: TierName<'a>,
    count: usize,
    unnamed: usize,
    entries: Vec<ArchiveEntry<'a>>,
}

#[derive(Serialize)]
struct ArchiveEntry<'a> {
    name: &'a Text,
    participant: &'a Text,
    group: &'a str,
    /// The page of the participant, below the folder of the language.
    honours: Option<String>,
}

impl<'a> ArchivePage<'a> {
    pub(super) fn new(honours: &'a Honours<'a>, year: i16) -> Self {
        let programme = honours.programme;
        let count = |tier| archive_tier(honours, year, (None, tier), false);
        let tiers: Vec<_> = (0..programme.tiers.len()).map(count).collect();
        let streams = programme.streams.iter().enumerate().map(|(at, stream)| {
            let within = Some((at, &stream.id));
            let tiers = (0..programme.tiers.len())
                .map(|tier| archive_tier(honours, year, (within, tier), true))
                .filter(|tier| tier.count > 0);
            ArchiveStream {
                named: Named { id: &stream.id, name: &stream.name },
                tiers: tiers.collect(),
            }
        });
        Self {
            programme: ProgrammeValue::for_pages(programme),
            season: year,
            winners: tiers.iter().map(|tier| tier.count).sum(),
            unnamed: tiers.iter().map(|tier| tier.unnamed).sum(),
            tiers,
            streams: streams.filter(|stream| !stream.tiers.is_empty()).collect(),
            has_holders: honours.has_holders(),
        }
    }
}

/// A tier, in a stream or in all.
fn archive_tier<'a>(
    honours: &'a Honours<'a>,
    year: i16,
    (stream, tier): (Option<(usize, &Id)>, usize),
    with_names: bool,
) -> ArchiveTier<'a> {
    let within = |honour: &&Honour| {
        let own = honour.placed.map(|placed| &placed.stream.id);
        honour.tier == Some(tier) && stream.is_none_or(|(_, id)| own == Some(id))
    };
    let unnamed = honours.unnamed(year).iter();
    let unnamed =
        unnamed.filter(|one| one.tier == tier && stream.is_none_or(|(at, _)| at == one.stream));
    let unnamed = unnamed.map(|one| one.count).sum();
    let named: Vec<_> = honours.of_year(year).filter(within).collect();
    let mut entries: Vec<_> = named
        .iter()
        .filter_map(|honour| {
            Some(ArchiveEntry {
                name: honour.entry?,
                participant: honour.participant.1,
                group: honour.placed?.group,
                honours: honours.page(honour.participant.0),
            })
        })
        .filter(|_| with_names)
        .collect();
    entries.sort_by_cached_key(|entry| honours.english(entry.name).to_lowercase());
    ArchiveTier { tier: tier_name(honours, tier), count: named.len() + unnamed, unnamed, entries }
}
