//! Who may be named on the site (`RULES.md`, *What may be known by whom*), and recognitions with
//! those winners.

use serde::Serialize;

use super::honours::Honours;
use crate::assess::{Award, Results, Winner};
use crate::model::{Kind, Recognition, SitePolicy, Text};
use crate::plan::values::{Named, scope_names};

/// Whether the day of an award's results has come; without a day it has not. A certification has
/// no such day: its certificates are public from the day of recognition.
pub(super) fn announced(results: &Results) -> bool {
    match results.data.programme.kind {
        Kind::Certification => true,
        Kind::Award => results.data.season.dates.results.is_some_and(|day| day <= results.as_of),
    }
}

/// Whether the site may name an entry for its tier or recognitions.
pub(super) fn disclosed(results: &Results, at: usize) -> bool {
    match results.data.programme.disclosure.site {
        SitePolicy::Winners => results.is_winner(at),
        SitePolicy::Leaders => !results.entries[at].recognitions.is_empty(),
        SitePolicy::Certified => in_force(results, at),
    }
}

pub(super) fn in_force(results: &Results, at: usize) -> bool {
    let certificate = results.entries[at].certificate.as_ref();
    certificate.is_some_and(|certificate| certificate.status.is_in_force())
}

/// A recognition and who won it where.
#[derive(Serialize)]
pub(super) struct RecognitionValue<'a> {
    #[serde(flatten)]
    pub(super) named: Named<'a>,
    rule: &'a Recognition,
    pub(super) winners: Vec<ScopeWinners<'a>>,
}

#[derive(Serialize)]
pub(super) struct ScopeWinners<'a> {
    pub(super) scope: Vec<Text>,
    pub(super) recipients: Vec<Recipient<'a>>,
}

#[derive(Serialize)]
pub(super) struct Recipient<'a> {
    pub(super) name: &'a Text,
    pub(super) participant: &'a Text,
    /// The page of the participant's honours, below the folder of the language, where it has one.
    honours: Option<String>,
}

/// The recognitions in programme order, with those winners that may be named.
pub(super) fn recognitions<'a>(
    results: &'a Results,
    honours: &Honours,
    named: impl Fn(&Winner) -> bool,
) -> Vec<RecognitionValue<'a>> {
    let programme = &results.data.programme;
    let mut list = Vec::new();
    for (at, recognition) in programme.recognitions.iter().enumerate() {
        let awards = results.awards.iter().filter(|award| award.recognition == at);
        let winners = awards.filter_map(|award| scope_winners((results, honours), award, &named));
        let winners: Vec<_> = winners.collect();
        if !winners.is_empty() {
            let named = Named { id: &recognition.id, name: &recognition.name };
            list.push(RecognitionValue { named, rule: recognition, winners });
        }
    }
    list
}

fn scope_winners<'a>(
    (results, honours): (&'a Results, &Honours),
    award: &Award,
    named: &impl Fn(&Winner) -> bool,
) -> Option<ScopeWinners<'a>> {
    let winners = award.winners.iter().filter(|winner| named(winner));
    let recipients: Vec<_> = winners.map(|winner| recipient(results, honours, *winner)).collect();
    let scope = scope_names(results, award);
    (!recipients.is_empty()).then_some(ScopeWinners { scope, recipients })
}

pub(super) fn recipient<'a>(
    results: &'a Results,
    honours: &Honours,
    winner: Winner,
) -> Recipient<'a> {
    let data = results.data;
    let (name, participant) = match winner {
        Winner::Entry(at) => {
            let entry = &data.entries[at];
            (&entry.name, data.participant_of(entry))
        }
        Winner::Participant(at) => (&data.participants[at].name, &data.participants[at]),
    };
    let honours = honours.page(&participant.id);
    Recipient { name, participant: &participant.name, honours }
}
