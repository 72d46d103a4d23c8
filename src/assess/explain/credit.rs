//! The participant's credit points (rule 10): what counts, what does not and why.

use super::{Derivation, Value};
use crate::assess::credit::{Account, Item, Worth, ledger};
use crate::assess::{Results, Winner};

pub(super) fn points(results: &Results, entry: usize) -> Option<Derivation> {
    let data = results.data;
    let rules = data.programme.credit_points.as_ref()?;
    let participant = data.entries[entry].participant;
    let won = Winner::Participant(participant);
    let awards = results.awards.iter().filter(|award| award.winners.contains(&won));
    let own: Vec<_> = awards.map(|award| award.recognition).collect();
    let named = &data.participants[participant];
    let result = results.credit.iter().find(|credit| credit.participant == participant);
    let (Some(ledger), Some(credit)) = (ledger(results, rules, participant, &own), result) else {
        return Some(Derivation::of("no-credit-points").with("participant", &named.id));
    };
    let accounts = ledger.accounts.iter().enumerate().map(|(at, account)| {
        let entry = match at < ledger.counted {
            true => Derivation::of("credit-of-entry"),
            false => Derivation::of("credit-not-counted").with("most", rules.max_entries),
        };
        account_of(results, entry, account)
    });
    Some(
        Derivation::of("credit-points")
            .with("participant", &named.id)
            .with("n", &credit.points)
            .with("highest_score", &credit.highest_score)
            .with("functional", &credit.functional)
            .resting_on(accounts)
            .resting_on(ledger.own.iter().map(|own| item(results, participant, own))),
    )
}

/// What an entry earns by its tier and its recognitions.
fn account_of(results: &Results, derivation: Derivation, account: &Account) -> Derivation {
    let (data, result) = (results.data, &results.entries[account.entry]);
    let participant = data.entries[account.entry].participant;
    let tier = result.tier.map(|tier| {
        let tier = &data.programme.tiers[tier];
        Derivation::of("credit-of-tier")
            .with("tier", Value::named(&tier.id, &tier.name))
            .with("n", account.tier)
    });
    derivation
        .with("entry", &data.entries[account.entry].id)
        .with("n", &account.points)
        .resting_on(tier)
        .resting_on(account.items.iter().map(|it| item(results, participant, it)))
}

/// What a recognition earns, or why it earns nothing.
fn item(results: &Results, participant: usize, item: &Item) -> Derivation {
    let data = results.data;
    let named = |at: usize| {
        let recognition = &data.programme.recognitions[at];
        Value::named(&recognition.id, &recognition.name)
    };
    let derivation = match item.worth {
        Worth::Points(points) => Derivation::of("credit-of-recognition").with("n", points),
        Worth::Superseded(by) => Derivation::of("credit-superseded").with("by", named(by)),
        Worth::NeedsAwards { needed, held } => Derivation::of("credit-needs-awards")
            .with("needed", needed)
            .with("n", held)
            .read_from(&data.participants[participant].origin),
    };
    derivation.with("recognition", named(item.recognition))
}
