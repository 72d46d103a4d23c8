//! Entries drawn at random, for seasons larger than the cast.

use crate::award_cast::{
    Deduction, Entry, Mode, Participant, SIZE, entries, further_participant, participants, rng,
};
use crate::award_history;
use crate::names::Words;

/// A whole season: exactly `count` entries and the participants that have them.
pub(crate) fn season(count: usize, seed: u64) -> (Vec<Participant>, Vec<Entry>) {
    let (mut organisations, mut enrolled) = (participants(), entries(seed));
    if count < SIZE {
        enrolled.truncate(count);
        // Participants keep their ids, so those in between stay even if none of their entries is left.
        let last = enrolled.iter().map(|entry| entry.participant + 1).max().unwrap_or(0);
        organisations.truncate(last);
    }
    let words = Words::load();
    let mut further = 0;
    while enrolled.len() < count {
        let index = organisations.len();
        let mut chance = rng(seed ^ 0x5eed, index);
        let organisation = further_participant(&words, further, &mut chance);
        further += 1;
        for mode in modes(&mut chance).into_iter().take(count - enrolled.len()) {
            enrolled.push(entry(index, mode, organisation.sector, &mut chance));
        }
        organisations.push(organisation);
    }
    (organisations, enrolled)
}

/// One mode mostly, sometimes two or three.
fn modes(rng: &mut fastrand::Rng) -> Vec<Mode> {
    let count = [1, 1, 1, 2, 2, 3][rng.usize(..6)];
    rng.choose_multiple(Mode::ALL, count)
}

fn entry(participant: usize, mode: Mode, sector: &'static str, rng: &mut fastrand::Rng) -> Entry {
    let (group, smallest, largest, _) = mode.bands()[[0, 1, 1, 1, 2, 2, 3][rng.usize(..7)]];
    let target = i128::from(rng.u32(68_000..96_000).max(rng.u32(60_000..93_000)));
    let seasons = rng.u32(0..6);
    let history =
        if target >= 90_000 { format!("gold*{seasons}") } else { format!("walk*{seasons}") };
    let (status, rounds) = match rng.u8(..100) {
        0 => ("withdrawn", rng.usize(1..3)),
        1 => ("disqualified", 3),
        _ => ("active", 3),
    };
    Entry {
        participant,
        mode,
        sector,
        size: rng.u32(smallest..=largest),
        group,
        group_given: false,
        target,
        status,
        rounds,
        history: award_history::read(&history, group, target, rng),
        deduction: (rng.u8(..20) == 0).then_some(Deduction::FaqLate),
        twin_of: None,
        name: None,
    }
}
