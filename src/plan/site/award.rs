//! The results of a season of an award.

use std::collections::{BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use super::honours::Honours;
use super::names::{Recipient, RecognitionValue, announced, disclosed, recipient, recognitions};
use super::paged::{Paged, on_page};
use crate::assess::{Results, Winner};
use crate::model::{Day, Id, Rule, SitePolicy, Text};
use crate::plan::streaks::awarded_streak;
use crate::plan::values::{Named, ProgrammeValue, metal};

/// The results of an award: before their day, nothing but that day.
#[derive(Serialize)]
pub(super) struct ResultsPage<'a> {
    programme: ProgrammeValue<'a>,
    season: i16,
    announced: bool,
    results_date: Option<Day>,
    counts: Option<Counts<'a>>,
    recognitions: Vec<RecognitionValue<'a>>,
    streaks: Vec<StreakValue<'a>>,
    streams: Vec<StreamValue<'a>>,
    /// Whether there is a list of all participants with awards.
    has_holders: bool,
    #[serde(flatten)]
    paged: Paged<'a>,
}

#[derive(Serialize)]
pub(super) struct Counts<'a> {
    pub(super) winners: usize,
    pub(super) participants: usize,
    pub(super) tiers: Vec<TierCount<'a>>,
    recognitions: usize,
}

/// How many hold a tier.
#[derive(Serialize, JsonSchema)]
pub(in crate::plan) struct TierCount<'a> {
    #[serde(flatten)]
    pub(super) tier: Named<'a>,
    /// `gold`, `silver`, `bronze`, or `accent` for the programme's accent colour.
    pub(super) metal: &'static str,
    /// How many entries.
    pub(super) count: usize,
}

#[derive(Serialize)]
struct StreakValue<'a> {
    years: usize,
    text: &'a Text,
    recipients: Vec<StreakHolder<'a>>,
}

#[derive(Serialize)]
struct StreakHolder<'a> {
    #[serde(flatten)]
    recipient: Recipient<'a>,
    /// Mode and group, where another entry on the roll has the same name.
    way: Option<(&'a Text, &'a str)>,
}

#[derive(Serialize)]
struct StreamValue<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    tiers: Vec<StreamTier<'a>>,
}

#[derive(Serialize)]
struct StreamTier<'a> {
    #[serde(flatten)]
    count: TierCount<'a>,
    sectors: Vec<SectorValue<'a>>,
}

#[derive(Serialize)]
struct SectorValue<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    entries: Vec<EntryValue<'a>>,
}

#[derive(Serialize)]
struct EntryValue<'a> {
    name: &'a Text,
    participant: &'a Text,
    /// The page of the participant's honours, below the folder of the language.
    honours: Option<String>,
    mode: &'a Text,
    group: &'a str,
    streak: Option<usize>,
    recognitions: Vec<&'a Text>,
}

/// A page of the results, counted from 0, by the folder of the first.
pub(super) fn results_page<'a>(
    results: &'a Results,
    honours: &Honours,
    rows: &'a Rows,
    (first, page): (&str, usize),
) -> ResultsPage<'a> {
    let data = results.data;
    let shown = announced(results);
    let own = on_page(&rows.0, page);
    let with_recognitions = shown && page == 0;
    ResultsPage {
        programme: ProgrammeValue::for_pages(&data.programme),
        season: data.season.year,
        announced: shown,
        results_date: data.season.dates.results,
        counts: shown.then(|| counts(results, tiers_shown(results))),
        recognitions: if with_recognitions {
            recognitions(results, honours, |_| true)
        } else {
            Vec::new()
        },
        streaks: streak_values(results, honours, own),
        streams: stream_values(results, honours, own),
        has_holders: honours.has_holders(),
        paged: Paged::new(&data.programme, (first, page), rows.0.iter().map(Row::place)),
    }
}

/// Whether the site tells of tiers, once the results are announced.
pub(super) fn tiers_shown(results: &Results) -> bool {
    results.data.programme.disclosure.site == SitePolicy::Winners
}

/// What may be told of an award once its results are announced.
pub(super) fn counts<'a>(results: &'a Results, tiers_shown: bool) -> Counts<'a> {
    let named: Vec<_> = (0..results.entries.len()).filter(|at| disclosed(results, *at)).collect();
    let participants: BTreeSet<_> =
        named.iter().map(|at| results.data.entries[*at].participant).collect();
    let tiers = 0..if tiers_shown { results.data.programme.tiers.len() } else { 0 };
    Counts {
        winners: named.len(),
        participants: participants.len(),
        tiers: tiers.map(|tier| tier_count(results, tier, |_| true)).collect(),
        recognitions: results.awards.iter().map(|award| award.winners.len()).sum(),
    }
}

fn tier_count<'a>(
    results: &'a Results,
    tier: usize,
    among: impl Fn(usize) -> bool,
) -> TierCount<'a> {
    let row = &results.data.programme.tiers[tier];
    let holders = (0..results.entries.len())
        .filter(|at| results.entries[*at].tier == Some(tier) && among(*at));
    TierCount {
        tier: Named { id: &row.id, name: &row.name },
        metal: metal(row),
        count: holders.count(),
    }
}

/// What a season's pages list, in order: the streaks that are awarded, the longest first and those of one tier
/// and length together; then who holds a tier, by stream, tier and sector.
pub(super) struct Rows(Vec<Row>);

enum Row {
    /// Its years and words, and the index of the entry.
    Streak(usize, Text, usize),
    Winner(Winning),
}

impl Row {
    fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Streak(..) => None,
            Self::Winner(Winning { stream, tier, .. }) => Some((*stream, *tier)),
        }
    }
}

/// Indices into the programme's streams and tiers, and of the entry.
#[derive(Clone, Copy)]
struct Winning {
    stream: usize,
    tier: usize,
    at: usize,
}

impl Rows {
    /// None of a season that is not announced.
    pub(super) fn new(results: &Results) -> Self {
        if !announced(results) {
            return Self(Vec::new());
        }
        let winners = if tiers_shown(results) { winners(results) } else { Vec::new() };
        let winners = winners.into_iter().map(Row::Winner);
        Self(streaks(results).into_iter().chain(winners).collect())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The awarded streaks with their entries.
fn streaks(results: &Results) -> Vec<Row> {
    let mut list: Vec<(usize, Text, Vec<usize>)> = Vec::new();
    for at in 0..results.entries.len() {
        let Some((years, text)) = awarded_streak(results, at, results.entries[at].tier) else {
            continue;
        };
        match list.iter_mut().find(|streak| streak.1 == text) {
            Some(streak) => streak.2.push(at),
            None => list.push((years, text, vec![at])),
        }
    }
    list.sort_by_key(|streak| std::cmp::Reverse(streak.0));
    let rows = list.into_iter().flat_map(|(years, text, entries)| {
        entries.into_iter().map(move |at| Row::Streak(years, text.clone(), at))
    });
    rows.collect()
}

/// Who holds a tier, in the programme's order.
fn winners(results: &Results) -> Vec<Winning> {
    let programme = &results.data.programme;
    let mut list = Vec::new();
    for (stream, row) in programme.streams.iter().enumerate() {
        for tier in 0..programme.tiers.len() {
            let entries = (0..results.entries.len()).filter(|at| {
                results.data.entries[*at].stream == row.id
                    && results.entries[*at].tier == Some(tier)
            });
            let entries = by_sector(results, entries.collect());
            list.extend(entries.into_iter().map(|at| Winning { stream, tier, at }));
        }
    }
    list
}

/// Entries with those of a sector together, in the programme's order of sectors.
fn by_sector(results: &Results, mut entries: Vec<usize>) -> Vec<usize> {
    let order = |at: &usize| {
        let sectors = &results.data.programme.sectors;
        sectors.iter().position(|sector| sector.id == results.data.entries[*at].sector)
    };
    entries.sort_by_key(order);
    // Where sectors compete as one, they stand together at the place of the first.
    let mut groups: Vec<(&Id, Vec<usize>)> = Vec::new();
    for at in entries {
        let sector = results.entries[at].sector.id;
        match groups.iter_mut().find(|group| group.0 == sector) {
            Some(group) => group.1.push(at),
            None => groups.push((sector, vec![at])),
        }
    }
    groups.into_iter().flat_map(|group| group.1).collect()
}

/// The streaks among some rows.
fn streak_values<'a>(
    results: &'a Results,
    honours: &Honours,
    rows: &'a [Row],
) -> Vec<StreakValue<'a>> {
    let data = results.data;
    let holders = rows.iter().filter_map(|row| match row {
        Row::Streak(.., at) => Some(&data.entries[*at].name),
        Row::Winner(..) => None,
    });
    let mut named: HashMap<&Text, usize> = HashMap::new();
    holders.for_each(|name| *named.entry(name).or_default() += 1);
    let mut list: Vec<StreakValue> = Vec::new();
    for row in rows {
        let Row::Streak(years, text, at) = row else { continue };
        let entry = &data.entries[*at];
        let way = (named[&entry.name] > 1).then(|| (&data.mode_of(entry).name, &*entry.group));
        let recipient = recipient(results, honours, Winner::Entry(*at));
        let recipient = StreakHolder { recipient, way };
        match list.last_mut().filter(|streak| streak.text == text) {
            Some(streak) => streak.recipients.push(recipient),
            None => list.push(StreakValue { years: *years, text, recipients: vec![recipient] }),
        }
    }
    list
}

/// The winners among some rows, by stream, tier and sector.
fn stream_values<'a>(
    results: &'a Results,
    honours: &Honours,
    rows: &[Row],
) -> Vec<StreamValue<'a>> {
    let programme = &results.data.programme;
    let winners = rows.iter().filter_map(|row| match row {
        Row::Winner(winning) => Some(*winning),
        Row::Streak(..) => None,
    });
    let winners: Vec<_> = winners.collect();
    let tier = |list: &[Winning]| {
        let Winning { stream, tier, .. } = list[0];
        let within = |at: usize| results.data.entries[at].stream == programme.streams[stream].id;
        let sectors = list
            .chunk_by(|a, b| results.entries[a.at].sector.id == results.entries[b.at].sector.id);
        let sectors = sectors.map(|list| {
            let sector = results.entries[list[0].at].sector;
            let entries = list.iter().map(|one| entry_value(results, honours, one.at));
            SectorValue {
                named: Named { id: sector.id, name: sector.name },
                entries: entries.collect(),
            }
        });
        StreamTier { count: tier_count(results, tier, within), sectors: sectors.collect() }
    };
    let streams = winners.chunk_by(|a, b| a.stream == b.stream).map(|list| {
        let stream = &programme.streams[list[0].stream];
        let tiers = list.chunk_by(|a, b| a.tier == b.tier).map(tier);
        StreamValue { named: Named { id: &stream.id, name: &stream.name }, tiers: tiers.collect() }
    });
    streams.collect()
}

fn entry_value<'a>(results: &'a Results, honours: &Honours, at: usize) -> EntryValue<'a> {
    let (programme, entry) = (&results.data.programme, &results.data.entries[at]);
    let held = results.entries[at].recognitions.iter();
    let held = held.filter(|at| !matches!(programme.recognitions[**at].rule, Rule::Streak { .. }));
    EntryValue {
        name: &entry.name,
        participant: &results.data.participant_of(entry).name,
        honours: honours.page(&results.data.participant_of(entry).id),
        mode: &results.data.mode_of(entry).name,
        group: &entry.group,
        streak: awarded_streak(results, at, results.entries[at].tier).map(|(years, _)| years),
        recognitions: held.map(|at| &programme.recognitions[*at].name).collect(),
    }
}
