//! A season that is known from the table of past results alone.

use serde::Serialize;

use super::holders::{TierName, tier_name};
use super::honours::{Honour, Honours, Unnamed};
use super::paged::{Paged, on_page};
use crate::model::Text;
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
    #[serde(flatten)]
    paged: Paged<'a>,
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

/// What the pages of a past season list, in order: by stream and tier, from A to Z by the English name; who
/// cannot be named come last in their tier.
pub(super) struct ArchiveRows(Vec<Row>);

/// Indices into the programme's streams and tiers, and into what was given in the year; none stands for all
/// who cannot be named.
#[derive(Clone, Copy)]
struct Row {
    stream: usize,
    tier: usize,
    at: Option<usize>,
}

impl ArchiveRows {
    pub(super) fn new(honours: &Honours, year: i16) -> Self {
        let streams = &honours.programme.streams;
        let named = honours.of_year(year).enumerate().filter_map(|(at, honour)| {
            let own = &honour.placed?.stream.id;
            let stream = streams.iter().position(|stream| stream.id == *own)?;
            let name = honours.english(honour.entry?.1).to_lowercase();
            Some((Row { stream, tier: honour.tier?, at: Some(at) }, name))
        });
        let unnamed = honours.unnamed(year).iter();
        let unnamed = unnamed.map(|one| Row { stream: one.stream, tier: one.tier, at: None });
        let mut rows: Vec<_> = named.chain(unnamed.map(|row| (row, String::new()))).collect();
        rows.sort_by(|(a, name), (b, other)| {
            (a.stream, a.tier, a.at.is_none(), name).cmp(&(b.stream, b.tier, b.at.is_none(), other))
        });
        Self(rows.into_iter().map(|(row, _)| row).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a> ArchivePage<'a> {
    /// A page, counted from 0, by the folder of the first.
    pub(super) fn new(
        honours: &'a Honours<'a>,
        year: i16,
        rows: &ArchiveRows,
        (first, page): (&str, usize),
    ) -> Self {
        let programme = honours.programme;
        let given: Vec<_> = honours.of_year(year).collect();
        let season = Season { honours, given, unnamed: honours.unnamed(year), rows: &rows.0 };
        let tiers: Vec<_> = (0..programme.tiers.len()).map(|at| season.tier((None, at))).collect();
        let own = on_page(&rows.0, page);
        let streams = own.chunk_by(|a, b| a.stream == b.stream).map(|list| {
            let stream = &programme.streams[list[0].stream];
            let tiers = list.chunk_by(|a, b| a.tier == b.tier).map(|list| season.listed(list));
            ArchiveStream {
                named: Named { id: &stream.id, name: &stream.name },
                tiers: tiers.collect(),
            }
        });
        let streams = streams.collect();
        let places = rows.0.iter().map(|row| Some((row.stream, row.tier)));
        Self {
            programme: ProgrammeValue::for_pages(programme),
            season: year,
            winners: tiers.iter().map(|tier| tier.count).sum(),
            unnamed: tiers.iter().map(|tier| tier.unnamed).sum(),
            tiers,
            streams,
            has_holders: honours.has_holders(),
            paged: Paged::new(programme, (first, page), places),
        }
    }
}

/// What is known of a past season.
struct Season<'r, 'a> {
    honours: &'a Honours<'a>,
    given: Vec<&'a Honour<'a>>,
    unnamed: &'a [Unnamed],
    rows: &'r [Row],
}

impl<'a> Season<'_, 'a> {
    /// A tier without its names, in a stream or in all.
    fn tier(&self, (stream, tier): (Option<usize>, usize)) -> ArchiveTier<'a> {
        let within = |at: usize, of: usize| of == tier && stream.is_none_or(|stream| stream == at);
        let rows = self.rows.iter().filter(|row| within(row.stream, row.tier) && row.at.is_some());
        let unnamed = self.unnamed.iter().filter(|one| within(one.stream, one.tier));
        let unnamed = unnamed.map(|one| one.count).sum();
        let count = rows.count() + unnamed;
        ArchiveTier { tier: tier_name(self.honours, tier), count, unnamed, entries: Vec::new() }
    }

    /// The tier of some rows, which are of one, with their names.
    fn listed(&self, rows: &[Row]) -> ArchiveTier<'a> {
        let Row { stream, tier, .. } = rows[0];
        let whole = self.tier((Some(stream), tier));
        let has_unnamed = rows.iter().any(|row| row.at.is_none());
        let entries = rows.iter().filter_map(|row| {
            let honour = self.given[row.at?];
            Some(ArchiveEntry {
                name: honour.entry?.1,
                participant: honour.participant.1,
                group: honour.placed?.group,
                honours: self.honours.page(honour.participant.0),
            })
        });
        let entries = entries.collect();
        ArchiveTier { unnamed: if has_unnamed { whole.unnamed } else { 0 }, entries, ..whole }
    }
}
