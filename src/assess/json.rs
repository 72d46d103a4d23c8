//! Results as the stable JSON of `plaudit assess --format json`.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{CertificateStatus, Outlook, Prospect, Results, RoundResult, Scope, outlook};
use crate::model::{Day, Figure, Id, Programme, Round, Status};

/// The JSON of one season.
pub fn json(results: &Results) -> String {
    render(&season(results))
}

/// The JSON of several seasons: an array, or the object itself if there is one.
pub fn json_all(all: &[Results]) -> String {
    match all {
        [one] => json(one),
        all => render(&all.iter().map(season).collect::<Vec<_>>()),
    }
}

/// A value as indented JSON.
pub(super) fn render(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("text and maps with text keys");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct SeasonJson<'a> {
    programme: &'a Id,
    season: i16,
    entries: Vec<EntryJson<'a>>,
    recognitions: Vec<AwardJson<'a>>,
    credit_points: Vec<CreditJson<'a>>,
}

#[derive(Serialize)]
struct EntryJson<'a> {
    entry: &'a Id,
    participant: &'a Id,
    stream: &'a Id,
    mode: &'a Id,
    sector: &'a Id,
    group: &'a str,
    status: Status,
    rounds: Vec<RoundJson<'a>>,
    overall: Option<Figure>,
    tier: Option<&'a Id>,
    recognitions: Vec<&'a Id>,
    streak: Option<StreakJson<'a>>,
    certificate: Option<CertificateJson<'a>>,
}

#[derive(Serialize)]
struct RoundJson<'a> {
    round: &'a Id,
    assessments: usize,
    quota: Option<u32>,
    score: Option<Figure>,
    deducted: Figure,
    to_date: Option<Figure>,
    /// What the remaining rounds have to bring; null where none remains.
    outlook: Option<Vec<OutlookJson<'a>>>,
}

#[derive(Serialize)]
struct OutlookJson<'a> {
    tier: &'a Id,
    state: &'static str,
    /// The figure that each of the remaining rounds needs.
    needed: Option<Figure>,
}

#[derive(Serialize)]
struct StreakJson<'a> {
    tier: &'a Id,
    years: usize,
}

#[derive(Serialize)]
struct CertificateJson<'a> {
    number: &'a str,
    issued: Day,
    valid_until: Day,
    status: CertificateStatus,
    extras: Vec<&'a Id>,
}

#[derive(Serialize)]
struct AwardJson<'a> {
    recognition: &'a Id,
    scope: ScopeJson<'a>,
    winners: Vec<&'a Id>,
    value: String,
}

#[derive(Serialize)]
struct CreditJson<'a> {
    participant: &'a Id,
    points: String,
    highest_score: String,
    functional: String,
    entries: Vec<&'a Id>,
}

/// A scope keeps the order of its fields.
struct ScopeJson<'a>(&'a Scope);

impl Serialize for ScopeJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (field, id) in self.0 {
            map.serialize_entry(field.as_str(), id)?;
        }
        map.end()
    }
}

fn season<'a>(results: &'a Results) -> SeasonJson<'a> {
    let data = results.data;
    let recognitions = results.awards.iter().map(|award| AwardJson {
        recognition: &data.programme.recognitions[award.recognition].id,
        scope: ScopeJson(&award.scope),
        winners: award.winners.iter().map(|winner| results.winner_id(*winner)).collect(),
        value: award.value.to_string(),
    });
    let credit_points = results.credit.iter().map(|credit| CreditJson {
        participant: &data.participants[credit.participant].id,
        points: credit.points.to_string(),
        highest_score: credit.highest_score.to_string(),
        functional: credit.functional.to_string(),
        entries: credit.entries.iter().map(|at| &data.entries[*at].id).collect(),
    });
    SeasonJson {
        programme: &data.programme.id,
        season: data.season.year,
        entries: (0..data.entries.len()).map(|at| entry(results, at)).collect(),
        recognitions: recognitions.collect(),
        credit_points: credit_points.collect(),
    }
}

fn entry<'a>(results: &'a Results, at: usize) -> EntryJson<'a> {
    let data = results.data;
    let (programme, row, result) = (&data.programme, &data.entries[at], &results.entries[at]);
    let streak = result
        .streak
        .map(|streak| StreakJson { tier: &programme.tiers[streak.tier].id, years: streak.years });
    let recognitions = result.recognitions.iter().map(|at| &programme.recognitions[*at].id);
    EntryJson {
        entry: &row.id,
        participant: &data.participant_of(row).id,
        stream: &row.stream,
        mode: &row.mode,
        sector: result.sector.id,
        group: &row.group,
        status: row.status,
        rounds: rounds(results, at),
        overall: result.published,
        tier: result.tier.map(|at| &programme.tiers[at].id),
        recognitions: recognitions.collect(),
        streak,
        certificate: certificate(results, at),
    }
}

fn rounds<'a>(results: &'a Results, at: usize) -> Vec<RoundJson<'a>> {
    let programme = &results.data.programme;
    let quota = results.data.quota_of(&results.data.entries[at]);
    let places = programme.scoring.places;
    let rounds = programme.rounds.iter().zip(&results.entries[at].rounds).enumerate();
    let round = |(round_at, (round, result)): (usize, (&'a Round, &'a RoundResult))| RoundJson {
        round: &round.id,
        assessments: result.assessments.len(),
        quota,
        score: result.score.as_ref().map(|score| score.publish(places)),
        deducted: result.deducted.publish(places),
        to_date: result.to_date.as_ref().map(|score| score.publish(places)),
        outlook: outlook(results, at, round_at)
            .map(|tiers| tiers.iter().map(|tier| outlook_json(programme, tier)).collect()),
    };
    rounds.map(round).collect()
}

fn outlook_json<'a>(programme: &'a Programme, outlook: &Outlook) -> OutlookJson<'a> {
    let (state, needed) = match outlook.prospect {
        Prospect::Secured => ("secured", None),
        Prospect::Needs(figure) => ("needs", Some(figure)),
        Prospect::FullMarks => ("full-marks", None),
        Prospect::OutOfReach => ("out-of-reach", None),
    };
    OutlookJson { tier: &programme.tiers[outlook.tier].id, state, needed }
}

fn certificate<'a>(results: &'a Results, at: usize) -> Option<CertificateJson<'a>> {
    let current = results.entries[at].certificate.as_ref()?;
    let certificate = &results.data.certificates[current.certificate];
    Some(CertificateJson {
        number: &certificate.number,
        issued: certificate.recognised_on,
        valid_until: current.valid_until,
        status: current.status,
        extras: results.data.extras_of(certificate).map(|extra| &extra.id).collect(),
    })
}
