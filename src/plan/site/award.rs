//! The results of a season of an award.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::honours::Honours;
use super::names::{Recipient, RecognitionValue, announced, disclosed, recipient, recognitions};
use crate::assess::{Results, Winner};
use crate::model::{Day, Rule, SitePolicy, Text};
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
    tier: Named<'a>,
    /// `gold`, `silver`, `bronze`, or `accent` for the programme's accent colour.
    metal: &'static str,
    /// How many entries.
    count: usize,
}

#[derive(Serialize)]
struct StreakValue<'a> {
    years: usize,
    text: Text,
    recipients: Vec<Recipient<'a>>,
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

pub(super) fn results_page<'a>(results: &'a Results, honours: &Honours) -> ResultsPage<'a> {
    let data = results.data;
    let shown = announced(results);
    let tiers_shown = shown && tiers_shown(results);
    ResultsPage {
        programme: ProgrammeValue::for_pages(&data.programme),
        season: data.season.year,
        announced: shown,
        results_date: data.season.dates.results,
        counts: shown.then(|| counts(results, tiers_shown)),
        recognitions: if shown { recognitions(results, honours, |_| true) } else { Vec::new() },
        streaks: if shown { streaks(results, honours) } else { Vec::new() },
        streams: if tiers_shown { streams(results, honours) } else { Vec::new() },
        has_holders: honours.has_holders(),
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

/// The streaks that are awarded, the longest first; those of one tier and length together.
fn streaks<'a>(results: &'a Results, honours: &Honours) -> Vec<StreakValue<'a>> {
    let mut list: Vec<StreakValue> = Vec::new();
    for at in 0..results.entries.len() {
        let Some((years, text)) = awarded_streak(results, at, results.entries[at].tier) else {
            continue;
        };
        let recipient = recipient(results, honours, Winner::Entry(at));
        match list.iter_mut().find(|streak| streak.text == text) {
            Some(streak) => streak.recipients.push(recipient),
            None => list.push(StreakValue { years, text, recipients: vec![recipient] }),
        }
    }
    list.sort_by_key(|streak| std::cmp::Reverse(streak.years));
    list
}

/// Who holds a tier, by stream, tier and sector, in the programme's order.
fn streams<'a>(results: &'a Results, honours: &Honours) -> Vec<StreamValue<'a>> {
    let programme = &results.data.programme;
    let streams = programme.streams.iter().map(|stream| {
        let within = |at: usize| results.data.entries[at].stream == stream.id;
        let tiers = (0..programme.tiers.len()).map(|tier| StreamTier {
            count: tier_count(results, tier, within),
            sectors: sectors(results, honours, |at| {
                within(at) && results.entries[at].tier == Some(tier)
            }),
        });
        StreamValue {
            named: Named { id: &stream.id, name: &stream.name },
            tiers: tiers.filter(|tier| tier.count.count > 0).collect(),
        }
    });
    streams.filter(|stream| !stream.tiers.is_empty()).collect()
}

fn sectors<'a>(
    results: &'a Results,
    honours: &Honours,
    among: impl Fn(usize) -> bool,
) -> Vec<SectorValue<'a>> {
    let mut list: Vec<SectorValue> = Vec::new();
    let order = |at: &usize| {
        let sectors = &results.data.programme.sectors;
        sectors.iter().position(|sector| sector.id == results.data.entries[*at].sector)
    };
    let mut entries: Vec<_> = (0..results.entries.len()).filter(|at| among(*at)).collect();
    entries.sort_by_key(order);
    for at in entries {
        let sector = results.entries[at].sector;
        match list.iter_mut().find(|value| value.named.id == sector.id) {
            Some(value) => value.entries.push(entry_value(results, honours, at)),
            None => list.push(SectorValue {
                named: Named { id: sector.id, name: sector.name },
                entries: vec![entry_value(results, honours, at)],
            }),
        }
    }
    list
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
