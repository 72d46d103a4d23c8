//! How everything that an entry attained came about, down to the rows it was read from.
//!
//! Nothing is decided here: each fact is read from the results, or from what the rules say of
//! one entry.

mod certificate;
mod credit;
mod derivation;
mod enrolment;
mod highest;
mod improvement;
mod omni_channel;
mod recognitions;
mod scores;
mod streak;

pub use derivation::{Derivation, ExactValue, Term, Value};

use super::Results;
use super::json::render;

/// Who may read a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The entry's own participant: of others it tells how many they are, and nothing else.
    Member,
    /// The secretariat alone: it names who is ahead, with exact margins.
    Secretariat,
}

/// The derivation of everything that an entry, an index, attained.
pub fn explain(results: &Results, entry: usize, audience: Audience) -> Derivation {
    let rounds = 0..results.data.programme.rounds.len();
    let in_confidence = audience == Audience::Secretariat;
    enrolment::entry(results, entry)
        .resting_on(enrolment::parts(results, entry))
        .resting_on(rounds.map(|round| scores::round(results, entry, round)))
        .resting_on(scores::overall(results, entry))
        .resting_on(recognitions::all(results, entry, audience))
        .resting_on(credit::points(results, entry))
        .resting_on(certificate::certificate(results, entry))
        .resting_on(in_confidence.then(|| Derivation::of("in-confidence")))
}

/// Derivations as JSON: an array, or the object itself if there is one.
pub fn json(derivations: &[&Derivation]) -> String {
    match derivations {
        [one] => render(one),
        all => render(&all),
    }
}
