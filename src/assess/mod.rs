//! From scores to results: pure, exact, and the same in whatever order the rows came.
//!
//! The rules are numbered as in `RULES.md`; each function names the one it carries out.

mod benchmarks;
mod certificates;
mod closing;
mod credit;
pub mod explain;
mod fees;
mod json;
mod outlook;
mod own;
mod recognitions;
mod review;
mod scores;

pub use benchmarks::{
    Benchmark, Benchmarks, Figures, Spread, Withheld, benchmarks, gross_to_date,
    participants_for_quartiles, participants_needed,
};
pub use certificates::{CertificateResult, CertificateStatus, expiring_from};
pub use closing::{Difference, closed_rows, differences, official, review_closing};
pub use credit::{CreditResult, Points};
pub use explain::{Audience, explain};
pub use fees::{FeeResult, fee};
pub use json::{json, json_all};
pub use outlook::{Outlook, Prospect, outlook};
pub use own::{
    Distribution, Month, StreakSoFar, distribution, last_result, means_in_channel, months,
    streak_so_far,
};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
pub use recognitions::{Award, Scope, Streak, Value, Winner};
pub use review::{Shortfall, review, shortfalls};
pub use scores::{CriterionMean, RoundResult, assessment_score};

use crate::model::{Day, Entry, Exact, Figure, Id, SeasonData, Status, Text};

/// The results of a season.
#[derive(Debug, Clone)]
pub struct Results<'a> {
    /// What they were made from.
    pub data: &'a SeasonData,
    /// The day on which certificates are judged.
    pub as_of: Day,
    /// One for each entry, in the same order.
    pub entries: Vec<EntryResult<'a>>,
    /// The recognitions that have a winner, in programme order, then scope order.
    pub awards: Vec<Award>,
    /// Points of each participant with an active entry that holds a tier, by id.
    pub credit: Vec<CreditResult>,
    /// The active entries of each participant, by id.
    active: Vec<Vec<usize>>,
}

/// What an entry attained.
#[derive(Debug, Clone)]
pub struct EntryResult<'a> {
    /// Its sector after the season's merges (rule 11).
    pub sector: Sector<'a>,
    /// One for each round of the programme.
    pub rounds: Vec<RoundResult>,
    /// The exact overall; only if every round has a score (rule 2).
    pub overall: Option<Exact>,
    /// The overall as published.
    pub published: Option<Figure>,
    /// The tier it holds, an index into the programme's tiers (rules 3 and 5).
    pub tier: Option<usize>,
    /// The recognitions it holds itself, indices into the programme's recognitions, in order.
    pub recognitions: Vec<usize>,
    /// Its seasons at the tier of the programme's streak recognition, from one on (rule 8).
    pub streak: Option<Streak>,
    /// Its certificate (rule 12).
    pub certificate: Option<CertificateResult>,
    /// Those that are to take its place, each pending, by their first day.
    pub renewals: Vec<CertificateResult>,
}

/// A sector as it counts this season.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sector<'a> {
    /// Its id.
    pub id: &'a Id,
    /// Its name.
    pub name: &'a Text,
}

/// Decides the results of a season as seen on a day.
pub fn assess(data: &SeasonData, as_of: Day) -> Results<'_> {
    let entries = data.entries.par_iter().enumerate();
    let entries = entries.map(|(at, entry)| entry_result(data, at, entry));
    let mut results = Results {
        data,
        as_of,
        entries: entries.collect(),
        awards: Vec::new(),
        credit: Vec::new(),
        active: active_entries(data),
    };
    for (at, certificates) in certificates::on(data, as_of) {
        let mut certificates = certificates.into_iter();
        results.entries[at].certificate = certificates.next();
        results.entries[at].renewals = certificates.collect();
    }
    recognitions::give(&mut results);
    results.credit = credit::points(&results);
    results
}

/// The active entries of each participant.
fn active_entries(data: &SeasonData) -> Vec<Vec<usize>> {
    let mut active = vec![Vec::new(); data.participants.len()];
    for (at, entry) in data.entries.iter().enumerate() {
        if entry.status == Status::Active {
            active[entry.participant].push(at);
        }
    }
    active
}

fn entry_result<'a>(data: &'a SeasonData, at: usize, entry: &'a Entry) -> EntryResult<'a> {
    let programme = &data.programme;
    let rounds = scores::rounds(data, at);
    let complete = rounds.iter().all(|round| round.score.is_some());
    let overall = rounds.last().filter(|_| complete).and_then(|last| last.to_date.clone());
    let published = overall.as_ref().map(|overall| overall.publish(programme.scoring.places));
    let active = entry.status == Status::Active;
    EntryResult {
        sector: sector(data, entry),
        rounds,
        overall,
        published,
        tier: published.filter(|_| active).and_then(|overall| programme.tier_at(overall)),
        recognitions: Vec::new(),
        streak: None,
        certificate: None,
        renewals: Vec::new(),
    }
}

/// The sector of an entry after the season's merges in its stream (rule 11).
fn sector<'a>(data: &'a SeasonData, entry: &'a Entry) -> Sector<'a> {
    let merge =
        data.season.sector_merges.iter().find(|merge| {
            merge.streams.contains(&entry.stream) && merge.from.contains(&entry.sector)
        });
    if let Some(merge) = merge {
        return Sector { id: &merge.into.id, name: &merge.into.name };
    }
    let sector = data.programme.sectors.iter().find(|sector| sector.id == entry.sector);
    let sector = sector.expect("an entry's sector was looked up while loading");
    Sector { id: &sector.id, name: &sector.name }
}

impl<'a> Results<'a> {
    /// The active entries of a participant, by id.
    pub fn active_entries_of(&self, participant: usize) -> &[usize] {
        &self.active[participant]
    }

    /// The channel an entry counts for, through its mode.
    fn channel_of(&self, entry: usize) -> Option<&'a Id> {
        self.data.mode_of(&self.data.entries[entry]).channel.as_ref()
    }

    /// Every certificate of the season's table as it stands by itself, those included whose place
    /// another has taken; [`EntryResult::certificate`] is the one that an entry holds.
    pub fn certificates(&self) -> impl Iterator<Item = CertificateResult> {
        certificates::each(self.data, self.as_of)
    }

    /// Whether an entry counts (rule 5).
    pub fn is_active(&self, entry: usize) -> bool {
        self.data.entries[entry].status == Status::Active
    }

    /// The id of who won.
    pub fn winner_id(&self, winner: Winner) -> &Id {
        match winner {
            Winner::Entry(at) => &self.data.entries[at].id,
            Winner::Participant(at) => &self.data.participants[at].id,
        }
    }

    /// Whether an entry holds a tier or a recognition.
    pub fn is_winner(&self, entry: usize) -> bool {
        let result = &self.entries[entry];
        result.tier.is_some() || !result.recognitions.is_empty()
    }
}
