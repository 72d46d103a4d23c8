//! Rule 9, omni-channel: what each entry of the participant covers, and their mean.

use super::recognitions::Case;
use super::scores::term;
use super::{Derivation, Value};
use crate::assess::Winner;
use crate::assess::recognitions::{Missed, Standing};
use crate::model::{Exact, Id, Number, OrderBy};

pub(super) fn parts(case: &Case) -> Vec<Derivation> {
    let data = case.results.data;
    let participant = data.entries[case.entry].participant;
    let active = case.results.active_entries_of(participant);
    let mut parts: Vec<_> = active.iter().map(|at| covering(case, *at)).collect();
    let ranked = matches!(
        case.standing,
        Standing::Won(_) | Standing::Missed(Missed::BehindParticipant { .. })
    );
    parts.extend(ranked.then(|| mean(case, active)).flatten());
    parts.extend(match &case.standing {
        Standing::Won(_) => Some(Derivation::of("first-participant")),
        Standing::Missed(missed) => reason(case, missed).or_else(|| case.missed()),
    });
    parts.extend(case.shared());
    parts
}

/// The channel that an entry covers, through its mode.
fn covering(case: &Case, at: usize) -> Derivation {
    let (data, entry) = (case.results.data, &case.results.data.entries[at]);
    let derivation = match case.results.channel_of(at) {
        Some(id) => Derivation::of("covers").with("channel", channel(case, id)),
        None => Derivation::of("covers-nothing"),
    };
    let mode = data.mode_of(entry);
    derivation
        .with("entry", &entry.id)
        .with("mode", Value::named(&mode.id, &mode.name))
        .read_from(&entry.origin)
}

fn mean(case: &Case, active: &[usize]) -> Option<Derivation> {
    let terms: Vec<_> = active
        .iter()
        .filter_map(|at| {
            let overall = case.results.entries[*at].overall.as_ref()?;
            Some(term(&case.results.data.entries[*at].id, overall, Number::from(1)))
        })
        .collect();
    let mean = Exact::mean(terms.iter().map(|term| &term.value.0))?;
    Some(Derivation::of("mean-of-entries").with("score", &mean).with("mean", terms))
}

fn reason(case: &Case, missed: &Missed) -> Option<Derivation> {
    let programme = &case.results.data.programme;
    Some(match missed {
        Missed::Uncovered(channels) => {
            let channels: Vec<_> = channels.iter().map(|id| channel(case, id)).collect();
            Derivation::of("uncovered").with("channels", channels)
        }
        Missed::EntriesBelow { entries, required } => {
            let ids = entries.iter().map(|at| (&case.results.data.entries[*at].id).into());
            let tier = &programme.tiers[*required];
            Derivation::of("entries-below-tier")
                .with("n", entries.len())
                .with("entries", ids.collect::<Vec<Value>>())
                .with("tier", Value::named(&tier.id, &tier.name))
        }
        Missed::BehindParticipant { .. } if !case.in_confidence() => {
            Derivation::of("behind-participants")
        }
        Missed::BehindParticipant { leader, on, by } => {
            let derivation = match on {
                OrderBy::Entries => {
                    Derivation::of("fewer-entries").with("n", by.written().0.as_str())
                }
                OrderBy::Mean => Derivation::of("lower-mean").with("margin", Value::step(by)),
            };
            derivation.with("leader", case.other(Winner::Participant(*leader)))
        }
        _ => return None,
    })
}

fn channel(case: &Case, id: &Id) -> Value {
    let channel = case.results.data.programme.channels.iter().find(|channel| channel.id == *id);
    channel.map_or_else(|| id.into(), |channel| Value::named(id, &channel.name))
}
