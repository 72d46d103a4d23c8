//! A random season file.

use std::fmt::Write;

use super::choices::{Choices, quoted};
use super::programme::{NAME, Plan};

/// The season: its dates, and perhaps merged sectors.
pub(super) fn season(choices: &mut Choices, plan: &Plan) -> String {
    let mut toml = "year = 2026\ndates = { results = 2026-12-01 }\n\
                    assessment = { from = 2026-01-01, to = 2026-12-31 }\n"
        .to_owned();
    let mut left = choices.shuffled(plan.sectors.clone());
    let mut joined: Vec<String> = Vec::new();
    for own in ["joined", "united"] {
        // Two merges may make one sector, in different streams.
        let into = if choices.yes(20) { "joined" } else { own };
        if left.len() < 2 || choices.yes(60) {
            continue;
        }
        let from: Vec<_> =
            left.drain(..2 + usize::from(left.len() > 2 && choices.yes(30))).collect();
        let streams: Vec<_> = plan.streams.iter().map(|stream| stream.id.clone()).collect();
        let chosen = choices.some(&streams, 75);
        let chosen = if chosen.is_empty() { streams } else { chosen };
        let again = chosen.iter().any(|stream| joined.contains(stream));
        let into = if again { own } else { into };
        // Into a sector of its own, or into one of those merged.
        let into = if choices.yes(40) { choices.pick(&from).clone() } else { into.to_owned() };
        if into == "joined" {
            joined.extend(chosen.iter().cloned());
        }
        write!(
            toml,
            "[[sector_merges]]\nstreams = {}\nfrom = {}\ninto = {{ id = \"{into}\", {NAME} }}\n",
            quoted(&chosen),
            quoted(&from)
        )
        .expect("memory");
    }
    toml
}
