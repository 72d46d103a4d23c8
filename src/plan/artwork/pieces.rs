//! The pieces of a season: one for every claim, and none without.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::{Award, CertificateResult, CertificateStatus, Results, Value, Winner};
use crate::model::{Artefact, Day, Id, Kind, Recognition, Rule, Text};
use crate::plan::streaks::{awarded_streak, streak_text};
use crate::plan::values::{CertificateValue, Named, scope_names};

/// A claim to be handed over on a stage.
pub(super) struct Piece<'a> {
    pub(super) kind: PieceKind,
    /// What is awarded.
    pub(super) award: Named<'a>,
    /// What a recognition is given for.
    pub(super) emblem: Option<Emblem>,
    /// Whose it is: an entry's id, or a participant's.
    pub(super) holder: &'a Id,
    pub(super) recipient: &'a Text,
    /// The entry of an organisation, or the organisation behind a brand, where the name differs.
    pub(super) beside: Option<&'a Text>,
    pub(super) tier: Option<usize>,
    pub(super) scope: Vec<Text>,
    /// Seasons, and the words for them.
    pub(super) streak: Option<(usize, Text)>,
    pub(super) certificate: Option<CertificateValue<'a>>,
    /// Whether the certificate is a renewal, printed ahead of its first day.
    pub(super) renewal: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::plan) enum PieceKind {
    /// A tier of an award.
    Tier,
    /// A recognition.
    Recognition,
    /// Seasons in a row.
    Streak,
    /// A certification.
    Certification,
}

/// What a recognition is given for, by which its emblem is known from those of the others.
#[derive(Clone, Copy, Serialize, JsonSchema)]
pub(in crate::plan) struct Emblem {
    /// The rule that gives it.
    rule: Given,
    /// Its place among the programme's recognitions by that rule, from 1.
    place: usize,
}

/// The rules of recognitions, in brief.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Given {
    /// To the highest overall of a scope.
    Highest,
    /// To the largest rise.
    Improvement,
    /// For seasons in a row.
    Streak,
    /// For every channel.
    OmniChannel,
}

impl Emblem {
    /// Of the programme's recognition at an index.
    fn of(recognitions: &[Recognition], at: usize) -> Self {
        let given = |recognition: &Recognition| match recognition.rule {
            Rule::Highest { .. } => Given::Highest,
            Rule::Improvement { .. } => Given::Improvement,
            Rule::Streak { .. } => Given::Streak,
            Rule::OmniChannel { .. } => Given::OmniChannel,
        };
        let rule = given(&recognitions[at]);
        let place = recognitions[..=at].iter().filter(|one| given(one) == rule).count();
        Self { rule, place }
    }
}

impl Piece<'_> {
    /// Its file name, without extension. A renewal that is still to come bears its first day:
    /// until then the plain name is that of the certificate in force.
    pub(super) fn name(&self) -> String {
        let name = format!("{}-{}", self.holder, self.award.id);
        match self.certificate.as_ref().filter(|_| self.renewal) {
            Some(certificate) => format!("{name}-{}", certificate.issued),
            None => name,
        }
    }

    /// The name of the mark that its holder may show: the claim, and no name.
    pub(super) fn mark(&self) -> String {
        let award = self.award.id;
        match (self.kind, &self.streak) {
            (PieceKind::Streak, Some((years, _))) => format!("{award}-{years}-years"),
            _ => match self.last_month() {
                Some(month) => format!("{award}-{month}"),
                None => award.to_string(),
            },
        }
    }

    /// The last month of its certificate, such as 2027-02.
    pub(super) fn last_month(&self) -> Option<String> {
        let until = self.certificate.as_ref()?.valid_until;
        Some(until.0.strftime("%Y-%m").to_string())
    }

    /// Whether its holder receives a thing: of a certification, what the programme lists, if it lists
    /// any.
    pub(super) fn receives(&self, results: &Results, thing: Artefact) -> bool {
        let certification = results.data.programme.certification.as_ref();
        let listed = certification.map(|rules| rules.artefacts.as_slice()).unwrap_or_default();
        self.kind != PieceKind::Certification || listed.is_empty() || listed.contains(&thing)
    }

    /// The day it is handed over: that of its certificate, else that of the results.
    pub(super) fn date(&self, results: &Results) -> Option<Day> {
        let issued = self.certificate.as_ref().map(|certificate| certificate.issued);
        issued.or(results.data.season.dates.results)
    }

    /// The year it is of: a certificate is of the year it was issued in, which an earlier season
    /// may have done.
    pub(super) fn year(&self, results: &Results) -> i16 {
        let issued = self.certificate.as_ref().map(|certificate| certificate.issued.0.year());
        issued.unwrap_or(results.data.season.year)
    }
}

/// Every piece in the order of the ceremony: recognitions, then tiers from the best down.
pub(super) fn pieces<'a>(results: &'a Results) -> Vec<Piece<'a>> {
    let awards = results.awards.iter();
    let recognitions = awards.flat_map(|award| {
        let winners = award.winners.iter().filter(|winner| may_claim(results, **winner));
        winners.map(|winner| recognition_piece(results, award, *winner))
    });
    let tiers = 0..results.data.programme.tiers.len();
    let entries = || 0..results.entries.len();
    let tier_pieces = tiers.flat_map(|tier| {
        entries().flat_map(move |at| match results.data.programme.kind {
            Kind::Award => tier_piece(results, at, tier).into_iter().collect(),
            // The one tier of a certification is to be certified; its holder is who has a
            // certificate.
            Kind::Certification if tier == 0 => certified_pieces(results, at),
            Kind::Certification => Vec::new(),
        })
    });
    recognitions.chain(tier_pieces).collect()
}

/// Whether a winner may show a recognition: in a certification, an entry whose certificate is in force
/// or still to come, and a participant all of whose entries have one.
fn may_claim(results: &Results, winner: Winner) -> bool {
    let certified = |at: &usize| standing(results, *at).next().is_some();
    match (results.data.programme.kind, winner) {
        (Kind::Award, _) => true,
        (Kind::Certification, Winner::Entry(at)) => certified(&at),
        (Kind::Certification, Winner::Participant(at)) => {
            results.active_entries_of(at).iter().all(certified)
        }
    }
}

/// The certificates of an entry that are in force or still to come, and whether each is a renewal.
fn standing<'a>(
    results: &'a Results,
    at: usize,
) -> impl Iterator<Item = (&'a CertificateResult, bool)> {
    let result = &results.entries[at];
    let lapsed = |held: &CertificateResult| {
        matches!(held.status, CertificateStatus::Expired | CertificateStatus::Revoked)
    };
    let current = result.certificate.iter().map(|held| (held, false));
    let all = current.chain(result.renewals.iter().map(|held| (held, true)));
    all.filter(move |(held, renewal)| *renewal || !lapsed(held))
}

fn recognition_piece<'a>(results: &'a Results, award: &Award, winner: Winner) -> Piece<'a> {
    let programme = &results.data.programme;
    let recognition = &programme.recognitions[award.recognition];
    let named = Named { id: &recognition.id, name: &recognition.name };
    let emblem = Some(Emblem::of(&programme.recognitions, award.recognition));
    let scope = scope_names(results, award);
    let (kind, streak) = match award.value {
        Value::Years(years) => {
            let text = recognition.trophy_text.as_ref().unwrap_or(&recognition.name);
            (PieceKind::Streak, Some((years, streak_text(programme, text, years))))
        }
        Value::Figure(_) => (PieceKind::Recognition, None),
    };
    match winner {
        Winner::Entry(at) => {
            let tier = results.entries[at].tier;
            Piece { kind, emblem, scope, streak, tier, ..entry_piece(results, at, named) }
        }
        Winner::Participant(at) => {
            let participant = &results.data.participants[at];
            Piece {
                kind,
                award: named,
                emblem,
                holder: &participant.id,
                recipient: &participant.name,
                beside: None,
                tier: None,
                scope,
                streak,
                certificate: None,
                renewal: false,
            }
        }
    }
}

/// The piece for the tier of an entry, if it is this one.
fn tier_piece<'a>(results: &'a Results, at: usize, tier: usize) -> Option<Piece<'a>> {
    let (data, result) = (results.data, &results.entries[at]);
    if result.tier != Some(tier) {
        return None;
    }
    let stream = data.stream_of(&data.entries[at]).name.clone();
    let piece = entry_piece(results, at, tier_name(results, tier));
    let streak = awarded_streak(results, at, Some(tier));
    let scope = vec![stream, result.sector.name.clone()];
    Some(Piece { tier: Some(tier), scope, streak, ..piece })
}

/// A certification hands over a certificate that is in force or about to be, and renewals ahead
/// of their first day.
fn certified_pieces<'a>(results: &'a Results, at: usize) -> Vec<Piece<'a>> {
    let result = &results.entries[at];
    if !results.is_active(at) {
        return Vec::new();
    }
    let piece = |(held, renewal)| Piece {
        kind: PieceKind::Certification,
        tier: Some(0),
        scope: vec![result.sector.name.clone()],
        certificate: Some(CertificateValue::new(results, held)),
        renewal,
        ..entry_piece(results, at, tier_name(results, 0))
    };
    standing(results, at).map(piece).collect()
}

fn tier_name<'a>(results: &'a Results, tier: usize) -> Named<'a> {
    let tier = &results.data.programme.tiers[tier];
    Named { id: &tier.id, name: tier.award.as_ref().unwrap_or(&tier.name) }
}

fn entry_piece<'a>(results: &'a Results, at: usize, award: Named<'a>) -> Piece<'a> {
    let entry = &results.data.entries[at];
    let participant = &results.data.participant_of(entry).name;
    // An award goes to the organisation for its entry, a certification to the brand itself.
    let (recipient, beside) = match results.data.programme.kind {
        Kind::Award => (participant, &entry.name),
        Kind::Certification => (&entry.name, participant),
    };
    Piece {
        kind: PieceKind::Tier,
        award,
        emblem: None,
        holder: &entry.id,
        recipient,
        beside: Some(beside).filter(|name| *name != recipient),
        tier: None,
        scope: Vec::new(),
        streak: None,
        certificate: None,
        renewal: false,
    }
}
