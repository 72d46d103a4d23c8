//! What the page of a season says, for programs: `results.json`. Its keys are a public contract, which the
//! README describes.

use serde::Serialize;

use super::directory::{Brand, Directory};
use super::honours::{Held, Honour, Honours};
use super::names::RecognitionValue;
use crate::assess::{CertificateStatus, Results};
use crate::model::{Day, Id, Kind, Text};
use crate::plan::values::Named;

/// A season of an award.
#[derive(Serialize)]
struct AwardData<'a> {
    schema: u32,
    programme: ProgrammeData<'a>,
    season: i16,
    announced: Option<Day>,
    honours: Vec<HonourData<'a>>,
    not_named: Vec<UnnamedData<'a>>,
}

/// A season of a certification.
#[derive(Serialize)]
struct DirectoryData<'a> {
    schema: u32,
    programme: ProgrammeData<'a>,
    season: i16,
    as_of: Day,
    certificates: Vec<CertificateData<'a>>,
    leaders: Vec<LeaderData<'a>>,
}

#[derive(Serialize)]
struct ProgrammeData<'a> {
    id: &'a Id,
    kind: Kind,
    name: &'a Text,
    organiser: &'a Text,
}

#[derive(Serialize)]
struct HonourData<'a> {
    participant: Named<'a>,
    entry: Option<EntryData<'a>>,
    stream: Option<Named<'a>>,
    mode: Option<Named<'a>>,
    sector: Option<Named<'a>>,
    group: Option<&'a str>,
    tier: Option<Named<'a>>,
    recognitions: Vec<HeldData<'a>>,
    streak: Option<StreakData<'a>>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    name: &'a Text,
}

#[derive(Serialize)]
struct HeldData<'a> {
    #[serde(flatten)]
    named: Named<'a>,
    scope: Vec<ScopeData<'a>>,
}

#[derive(Serialize)]
struct ScopeData<'a> {
    field: &'static str,
    id: &'a str,
    name: &'a Text,
}

#[derive(Serialize)]
struct StreakData<'a> {
    years: usize,
    text: &'a Text,
}

#[derive(Serialize)]
struct UnnamedData<'a> {
    stream: Named<'a>,
    tier: Named<'a>,
    count: usize,
}

#[derive(Serialize)]
struct CertificateData<'a> {
    number: &'a str,
    name: &'a Text,
    participant: &'a Text,
    sector: &'a Text,
    category: Option<&'a Text>,
    issued: Day,
    valid_until: Day,
    status: CertificateStatus,
    extras: &'a [&'a Text],
}

#[derive(Serialize)]
struct LeaderData<'a> {
    id: &'a Id,
    name: &'a Text,
    scope: &'a [Text],
    winners: Vec<RecipientData<'a>>,
}

#[derive(Serialize)]
struct RecipientData<'a> {
    name: &'a Text,
    participant: &'a Text,
}

/// Where the data of a season stand, below the root of the site.
pub(super) fn path(programme: &Id, year: i16) -> String {
    format!("{programme}/{year}/results.json")
}

/// A season of an award, by its honours. The day is that on which they were announced, where it is known.
pub(super) fn award(honours: &Honours, year: i16, announced: Option<Day>) -> String {
    let programme = honours.programme;
    let unnamed = honours.unnamed(year).iter().map(|one| {
        let (stream, tier) = (&programme.streams[one.stream], &programme.tiers[one.tier]);
        UnnamedData {
            stream: Named { id: &stream.id, name: &stream.name },
            tier: Named { id: &tier.id, name: &tier.name },
            count: one.count,
        }
    });
    text(&AwardData {
        schema: 1,
        programme: programme_data(honours),
        season: year,
        announced,
        honours: honours.of_year(year).map(|honour| honour_data(honours, honour)).collect(),
        not_named: unnamed.collect(),
    })
}

/// A season of a certification, by its directory.
pub(super) fn certification(honours: &Honours, results: &Results, directory: &Directory) -> String {
    let leaders = directory.leaders.iter().flat_map(leader_data);
    text(&DirectoryData {
        schema: 1,
        programme: programme_data(honours),
        season: results.data.season.year,
        as_of: results.as_of,
        certificates: directory.brands.iter().map(certificate_data).collect(),
        leaders: leaders.collect(),
    })
}

/// As text in which no name is markup, whatever takes it for some.
pub(super) fn text(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("text and maps with text keys");
    text.replace('<', "\\u003c") + "\n"
}

fn programme_data<'a>(honours: &Honours<'a>) -> ProgrammeData<'a> {
    let programme = honours.programme;
    let (name, organiser) = (&programme.name, &programme.organiser);
    ProgrammeData { id: &programme.id, kind: programme.kind, name, organiser }
}

fn honour_data<'a>(honours: &Honours<'a>, honour: &'a Honour<'a>) -> HonourData<'a> {
    let (id, name) = honour.participant;
    let placed = honour.placed;
    let mode = placed.and_then(|placed| placed.mode);
    let sector = placed.and_then(|placed| placed.sector);
    let tier = honour.tier.map(|tier| &honours.programme.tiers[tier]);
    HonourData {
        participant: Named { id, name },
        entry: honour.entry.map(|(_, name)| EntryData { name }),
        stream: placed.map(|at| Named { id: &at.stream.id, name: &at.stream.name }),
        mode: mode.map(|mode| Named { id: &mode.id, name: &mode.name }),
        sector: sector.map(|sector| Named { id: sector.id, name: sector.name }),
        group: placed.map(|placed| placed.group),
        tier: tier.map(|tier| Named { id: &tier.id, name: &tier.name }),
        recognitions: honour.recognitions.iter().map(held_data).collect(),
        streak: honour.streak.as_ref().map(|(years, text)| StreakData { years: *years, text }),
    }
}

fn held_data<'a>(held: &'a Held<'a>) -> HeldData<'a> {
    let Held { recognition, award, scope } = held;
    let fields = award.scope.iter().zip(scope);
    HeldData {
        named: Named { id: &recognition.id, name: &recognition.name },
        scope: fields
            .map(|((field, id), name)| ScopeData { field: field.as_str(), id, name })
            .collect(),
    }
}

fn certificate_data<'a>(brand: &'a Brand<'a>) -> CertificateData<'a> {
    CertificateData {
        number: brand.number,
        name: brand.name,
        participant: brand.participant,
        sector: brand.sector,
        category: brand.category.as_ref(),
        issued: brand.issued,
        valid_until: brand.valid_until,
        status: brand.status,
        extras: &brand.extras,
    }
}

/// A row for each scope of a recognition.
fn leader_data<'a>(value: &'a RecognitionValue<'a>) -> impl Iterator<Item = LeaderData<'a>> {
    value.winners.iter().map(|winners| LeaderData {
        id: value.named.id,
        name: value.named.name,
        scope: &winners.scope,
        winners: winners
            .recipients
            .iter()
            .map(|one| RecipientData { name: one.name, participant: one.participant })
            .collect(),
    })
}
