//! What lies before the season and what the season came to: the last overall, the streak,
//! recognitions, the certificate.

use schemars::JsonSchema;
use serde::Serialize;

use super::subject::Subject;
use crate::assess::{Award, Prospect, Value, Winner, last_result, outlook, streak_so_far};
use crate::model::{Exact, Kind, Status, Text};
use crate::plan::streaks::streak_text;
use crate::plan::values::{CertificateValue, TierValue, scope_names};

/// The last overall before this season.
#[derive(Serialize, JsonSchema)]
pub(super) struct LastSeasonValue<'a> {
    /// Its year.
    pub(super) season: i16,
    /// The overall then.
    pub(super) overall: String,
    /// The tier held then.
    pub(super) tier: Option<TierValue<'a>>,
    /// Whether it was in the same stream and size group.
    pub(super) comparable: bool,
    /// The overall of this season less that one, if comparable.
    pub(super) change: Option<String>,
}

/// Seasons in a row at a tier.
#[derive(Serialize, JsonSchema)]
pub(super) struct StreakValue<'a> {
    /// How it stands.
    pub(super) state: StreakState,
    /// The name of the recognition.
    pub(super) recognition: &'a Text,
    /// The tier to hold in each season.
    pub(super) tier: TierValue<'a>,
    /// Unbroken seasons before this one.
    pub(super) before: usize,
    /// With this one, unless it has ended.
    pub(super) years: usize,
    /// From how many on the recognition is awarded.
    pub(super) needed: usize,
    /// As it stands on the trophy, once awarded.
    pub(super) text: Option<Text>,
}

/// How a streak stands.
#[derive(Serialize, JsonSchema, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StreakState {
    /// The recognition is given.
    Awarded,
    /// The tier is held, for fewer seasons than it takes.
    Held,
    /// The season is not over and the tier within reach.
    AtStake,
    /// The tier is missed, or out of reach.
    Ended,
}

/// A recognition.
#[derive(Serialize, JsonSchema)]
pub(super) struct RecognitionValue<'a> {
    /// Its name.
    pub(super) name: &'a Text,
    /// The names of what it was won in; of a streak, its words with the number of seasons.
    pub(super) scope: Vec<Text>,
    /// Whether others won it too.
    pub(super) shared: bool,
}

/// The last overall before this season.
pub(super) fn last_season<'a>(subject: &Subject<'a>) -> Option<LastSeasonValue<'a>> {
    let programme = subject.programme();
    let (row, comparable) = last_result(subject.results, subject.entry)?;
    let last = Exact::from(row.overall).publish(programme.scoring.places);
    let change = subject.overall().map(|overall| (overall - last).typeset_change());
    Some(LastSeasonValue {
        season: row.season,
        overall: last.typeset(),
        tier: row.tier.map(|at| TierValue::new(programme, &programme.tiers[at])),
        comparable,
        change: change.filter(|_| comparable),
    })
}

/// The streak that the season continues, ends or may begin (rule 8), and what keeps it. None of an
/// entry that is not in the running, or that neither brings seasons into this one nor adds one.
pub(super) fn streak<'a>(subject: &Subject<'a>) -> Option<StreakValue<'a>> {
    let (results, programme) = (subject.results, subject.programme());
    let streak = streak_so_far(results, subject.entry)?;
    if subject.entry().status != Status::Active {
        return None;
    }
    let recognition = &programme.recognitions[streak.recognition];
    let held = subject.overall().map(|_| results.entries[subject.entry].tier == Some(streak.tier));
    let state = match held {
        Some(true) if streak.awarded && announced(subject) => StreakState::Awarded,
        Some(true) => StreakState::Held,
        Some(false) => StreakState::Ended,
        // A streak is of one tier exactly: below the best, what keeps it is not what one works for.
        None if streak.tier > 0 => return None,
        None if out_of_reach(subject, streak.tier) => StreakState::Ended,
        None => StreakState::AtStake,
    };
    let holds = matches!(state, StreakState::Awarded | StreakState::Held);
    if streak.before == 0 && !holds {
        return None;
    }
    let years = streak.before + usize::from(state != StreakState::Ended);
    let words = recognition.trophy_text.as_ref().filter(|_| state == StreakState::Awarded);
    Some(StreakValue {
        state,
        recognition: &recognition.name,
        tier: TierValue::new(programme, &programme.tiers[streak.tier]),
        before: streak.before,
        years,
        needed: streak.needed,
        text: words.map(|text| streak_text(programme, text, years)),
    })
}

fn out_of_reach(subject: &Subject, tier: usize) -> bool {
    let all = outlook(subject.results, subject.entry, subject.round).unwrap_or_default();
    all.iter().any(|one| one.tier == tier && one.prospect == Prospect::OutOfReach)
}

/// Whether the results are out on the day from which the report is read: its own.
fn announced(subject: &Subject) -> bool {
    let season = &subject.results.data.season;
    let round = &subject.programme().rounds[subject.round].id;
    let read_from = season.reports.get(round).copied().unwrap_or(subject.results.as_of);
    season.dates.results.is_none_or(|day| day <= read_from)
}

/// The recognitions of the entry and of its participant, in the last report, once they are announced.
pub(super) fn recognitions<'a>(subject: &Subject<'a>) -> Vec<RecognitionValue<'a>> {
    let (results, programme) = (subject.results, subject.programme());
    let active = subject.entry().status == Status::Active;
    if subject.overall().is_none() || !active || !announced(subject) {
        return Vec::new();
    }
    let own = [Winner::Entry(subject.entry), Winner::Participant(subject.entry().participant)];
    let mine =
        results.awards.iter().filter(|award| own.iter().any(|me| award.winners.contains(me)));
    let value = |award: &'a Award| {
        let recognition = &programme.recognitions[award.recognition];
        let streak = match award.value {
            Value::Years(years) => Some(years),
            Value::Figure(_) => None,
        };
        let text = recognition.trophy_text.as_ref();
        let words = streak.zip(text).map(|(years, text)| streak_text(programme, text, years));
        RecognitionValue {
            name: &recognition.name,
            scope: words.map_or_else(|| scope_names(results, award), |words| vec![words]),
            shared: award.winners.len() > 1 && streak.is_none(),
        }
    };
    mine.map(value).collect()
}

/// The certificate that rests on this assessment.
pub(super) fn certificate<'a>(subject: &Subject<'a>) -> Option<CertificateValue<'a>> {
    let (results, data) = (subject.results, subject.results.data);
    if subject.programme().kind != Kind::Certification || subject.entry().status != Status::Active {
        return None;
    }
    let result = &results.entries[subject.entry];
    let mut held = result.certificate.iter().chain(&result.renewals);
    let held = held.find(|held| data.recognised(&data.certificates[held.certificate]))?;
    Some(CertificateValue::new(results, held))
}
