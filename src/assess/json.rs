//! Results as the stable JSON of `plaudit assess --format json`.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::recognitions::Value;
use super::{CertificateStatus, Results, RoundResult, Scope, Winner};
use crate::model::{Day, Figure, Id, Status};

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

fn render(value: &impl Serialize) -> String {
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
    let winner = |winner: &Winner| match winner {
        Winner::Entry(at) => &data.entries[*at].id,
        Winner::Participant(at) => &data.participants[*at].id,
    };
    let recognitions = results.awards.iter().map(|award| AwardJson {
        recognition: &data.programme.recognitions[award.recognition].id,
        scope: ScopeJson(&award.scope),
        winners: award.winners.iter().map(winner).collect(),
        value: match award.value {
            Value::Figure(figure) => figure.to_string(),
            Value::Years(years) => years.to_string(),
        },
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
    let stream = programme.stream(&row.stream);
    let quota = stream.and_then(|stream| stream.group(&row.group)?.quota);
    let places = programme.scoring.places;
    let rounds = programme.rounds.iter().zip(&result.rounds);
    let round = |(round, result): (&'a crate::model::Round, &'a RoundResult)| RoundJson {
        round: &round.id,
        assessments: result.assessments.len(),
        quota,
        score: result.score.as_ref().map(|score| score.publish(places)),
        deducted: result.deducted.publish(places),
        to_date: result.to_date.as_ref().map(|score| score.publish(places)),
    };
    let streak = result
        .streak
        .map(|streak| StreakJson { tier: &programme.tiers[streak.tier].id, years: streak.years });
    let certificate = result.certificate.as_ref().map(|current| {
        let certificate = &data.certificates[current.certificate];
        let extras = programme.certification.iter().flat_map(|rules| &rules.extras);
        let extras: Vec<_> = extras.map(|extra| &extra.id).collect();
        CertificateJson {
            number: &certificate.number,
            issued: certificate.recognised_on,
            valid_until: current.valid_until,
            status: current.status,
            extras: certificate.extras.iter().map(|at| extras[*at]).collect(),
        }
    });
    EntryJson {
        entry: &row.id,
        participant: &data.participants[row.participant].id,
        stream: &row.stream,
        mode: &row.mode,
        sector: result.sector.id,
        group: &row.group,
        status: row.status,
        rounds: rounds.map(round).collect(),
        overall: result.published,
        tier: result.tier.map(|at| &programme.tiers[at].id),
        recognitions: result
            .recognitions
            .iter()
            .map(|at| &programme.recognitions[*at].id)
            .collect(),
        streak,
        certificate,
    }
}
