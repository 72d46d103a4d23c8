//! What may be said of whom over the seasons of a programme: the one list from which the pages of
//! participants, the archive, the feed and the public data are made.
//!
//! A season with a folder speaks for itself, once it is announced; the table of past results speaks only of
//! years that have none, so that a season that was closed stands once and one that is not announced stays
//! silent there too. That table has no names: an entry is named as the latest announced season lists it, if its
//! participant holds something in an announced season, and else counted.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{announced, disclosed};
use crate::assess::{Award, Results, Sector, Winner};
use crate::model::{HistoryRow, Id, Mode, Programme, Recognition, Rule, SitePolicy, Stream, Text};
use crate::plan::streaks::awarded_streak;
use crate::plan::values::scope_names;

/// The public honours of a programme over its seasons.
pub(super) struct Honours<'a> {
    pub(super) programme: &'a Programme,
    /// The latest season first; within it by stream, then tier.
    list: Vec<Honour<'a>>,
    /// Where each participant stands in the list.
    holders: BTreeMap<&'a Id, Vec<usize>>,
    /// The name of each participant, as of the latest announced season that lists it.
    names: BTreeMap<&'a Id, &'a Text>,
    /// Seasons known from the table of past results alone, with those who cannot be named.
    past: BTreeMap<i16, Vec<Unnamed>>,
}

/// What an entry, or a participant as a whole, was given in a season.
pub(super) struct Honour<'a> {
    pub(super) year: i16,
    /// The participant's id, and its name in that season.
    pub(super) participant: (&'a Id, &'a Text),
    /// The entry's id and name; none for what the participant holds as a whole.
    pub(super) entry: Option<(&'a Id, &'a Text)>,
    /// Where it competed; none where the programme publishes its leaders alone.
    pub(super) placed: Option<Placed<'a>>,
    /// An index into the programme's tiers.
    pub(super) tier: Option<usize>,
    /// Streaks aside.
    pub(super) recognitions: Vec<Held<'a>>,
    /// The years of its streak, and its words.
    pub(super) streak: Option<(usize, Text)>,
}

/// Where an entry competed.
#[derive(Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) stream: &'a Stream,
    pub(super) group: &'a str,
    /// Not known of past seasons.
    pub(super) mode: Option<&'a Mode>,
    /// Not known of past seasons.
    pub(super) sector: Option<Sector<'a>>,
}

/// A recognition in the scope that it was won in.
pub(super) struct Held<'a> {
    pub(super) recognition: &'a Recognition,
    pub(super) award: &'a Award,
    pub(super) scope: Vec<Text>,
}

/// Entries of a past season whose participants hold nothing in an announced one: counted, not named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unnamed {
    /// An index into the programme's streams.
    pub(super) stream: usize,
    /// An index into the programme's tiers.
    pub(super) tier: usize,
    pub(super) count: usize,
}

/// A participant with public honours.
pub(super) struct Holder<'h, 'a> {
    pub(super) id: &'a Id,
    pub(super) name: &'a Text,
    /// The latest first.
    pub(super) honours: Vec<&'h Honour<'a>>,
}

impl Honour<'_> {
    /// How many awards it is: its tier, each recognition and its streak.
    pub(super) fn awards(&self) -> usize {
        let own = [self.tier.is_some(), self.streak.is_some()];
        self.recognitions.len() + own.into_iter().filter(|held| *held).count()
    }
}

impl Holder<'_, '_> {
    /// How many awards it has over the seasons.
    pub(super) fn awards(&self) -> usize {
        self.honours.iter().map(|honour| honour.awards()).sum()
    }

    /// Its first and its last year with an award.
    pub(super) fn years(&self) -> (i16, i16) {
        let mut years = self.honours.iter().map(|honour| honour.year);
        let last = years.next().unwrap_or_default();
        (years.next_back().unwrap_or(last), last)
    }
}

impl<'a> Honours<'a> {
    /// Those of a programme, of which these are the seasons, by year; none if there is no season.
    pub(super) fn new(seasons: &'a [Results<'a>]) -> Option<Self> {
        let programme = &*seasons.last()?.data.programme;
        let (list, past) = (Vec::new(), BTreeMap::new());
        let (holders, names) = (BTreeMap::new(), BTreeMap::new());
        let mut honours = Self { programme, list, holders, names, past };
        let policy = programme.disclosure.site;
        if policy != SitePolicy::Certified {
            for results in seasons.iter().filter(|results| announced(results)) {
                let participants = results.data.participants.iter();
                honours.names.extend(participants.map(|one| (&one.id, &one.name)));
                honours.list.extend(of_season(results));
            }
        }
        if policy == SitePolicy::Winners {
            honours.add_past(seasons);
        }
        honours.settle();
        Some(honours)
    }

    /// Adds what the table of past results tells of years without a folder that are over. Of it only
    /// those are named who are honoured in a season that is announced: that somebody else is still
    /// enrolled is not to be read from an old award.
    fn add_past(&mut self, seasons: &'a [Results<'a>]) {
        let Some(last) = seasons.last() else { return };
        let folders: BTreeSet<_> = seasons.iter().map(|results| results.data.season.year).collect();
        let known: BTreeSet<_> = self.list.iter().map(|honour| honour.participant.0).collect();
        let mut entries = BTreeMap::new();
        for results in seasons.iter().filter(|results| announced(results)) {
            let data = results.data;
            let owned = data.entries.iter();
            let owned = owned.map(|entry| (entry, &data.participant_of(entry).id));
            let owned = owned.filter(|(_, participant)| known.contains(participant));
            entries
                .extend(owned.map(|(entry, owner)| (&entry.id, (owner, (&entry.id, &entry.name)))));
        }
        // Whether the results of this very year are out, nobody has said.
        let over = |row: &&HistoryRow| row.season < last.as_of.0.year();
        for row in last.data.history.iter().filter(over) {
            let (false, Some(tier)) = (folders.contains(&row.season), row.tier) else { continue };
            let streams = &self.programme.streams;
            let Some(stream) = streams.iter().position(|stream| stream.id == row.stream) else {
                continue;
            };
            let unnamed = self.past.entry(row.season).or_default();
            let Some(&(participant, entry)) = entries.get(&row.entry) else {
                count(unnamed, stream, tier);
                continue;
            };
            let stream = &streams[stream];
            self.list.push(Honour {
                year: row.season,
                participant: (participant, self.names[participant]),
                entry: Some(entry),
                placed: Some(Placed { stream, group: &row.group, mode: None, sector: None }),
                tier: Some(tier),
                recognitions: Vec::new(),
                streak: None,
            });
        }
    }

    /// Puts the list in order, and finds everybody in it.
    fn settle(&mut self) {
        let streams = &self.programme.streams;
        let stream = |honour: &Honour| {
            let placed = honour.placed?;
            streams.iter().position(|stream| stream.id == placed.stream.id)
        };
        // What has no stream or tier comes last.
        let last = |place: Option<usize>| place.unwrap_or(usize::MAX);
        self.list.sort_by_key(|honour| {
            (std::cmp::Reverse(honour.year), last(stream(honour)), last(honour.tier))
        });
        for (at, honour) in self.list.iter().enumerate() {
            self.holders.entry(honour.participant.0).or_default().push(at);
        }
    }

    /// What was given in a year.
    pub(super) fn of_year(&self, year: i16) -> impl Iterator<Item = &Honour<'a>> {
        self.list.iter().filter(move |honour| honour.year == year)
    }

    /// The years known from the table of past results alone, the latest first.
    pub(super) fn past_years(&self) -> impl Iterator<Item = i16> {
        self.past.keys().rev().copied()
    }

    /// Who cannot be named in a past year.
    pub(super) fn unnamed(&self, year: i16) -> &[Unnamed] {
        self.past.get(&year).map_or(&[], Vec::as_slice)
    }

    /// How many entries held a tier, by its index, in a year.
    pub(super) fn held(&self, year: i16, tier: usize) -> usize {
        let unnamed = self.unnamed(year).iter().filter(|one| one.tier == tier);
        let named = self.of_year(year).filter(|honour| honour.tier == Some(tier)).count();
        named + unnamed.map(|one| one.count).sum::<usize>()
    }

    /// Whether anybody has public honours.
    pub(super) fn has_holders(&self) -> bool {
        !self.list.is_empty()
    }

    /// Everybody with public honours, from A to Z by the English name.
    pub(super) fn holders(&self) -> Vec<Holder<'_, 'a>> {
        let mut holders: Vec<_> = self.holders.keys().map(|id| self.holder(id)).collect();
        holders.sort_by_cached_key(|holder| self.english(holder.name).to_lowercase());
        holders
    }

    /// One of those with public honours.
    pub(super) fn holder(&self, id: &'a Id) -> Holder<'_, 'a> {
        let honours = self.holders[id].iter().map(|at| &self.list[*at]).collect();
        Holder { id, name: self.names[id], honours }
    }

    /// A name in English, else in the first language.
    pub(super) fn english<'t>(&self, name: &'t Text) -> &'t str {
        let languages = &self.programme.languages;
        let english = languages.iter().find(|language| language.tag.starts_with("en"));
        let language = english.or(languages.first());
        language.and_then(|language| name.get(language.id.as_str())).unwrap_or_default()
    }

    /// The folder of a participant's page below that of a language; none for whom nothing may be said.
    pub(super) fn page(&self, participant: &Id) -> Option<String> {
        let holds = self.holders.contains_key(participant);
        holds.then(|| page(self.programme, participant))
    }
}

/// The folder of the page of somebody with honours.
pub(super) fn page(programme: &Programme, participant: &Id) -> String {
    format!("{}/participants/{participant}/", programme.id)
}

fn count(list: &mut Vec<Unnamed>, stream: usize, tier: usize) {
    match list.iter_mut().find(|one| (one.stream, one.tier) == (stream, tier)) {
        Some(one) => one.count += 1,
        None => list.push(Unnamed { stream, tier, count: 1 }),
    }
}

/// What an announced season gave, by entry, then by participant.
fn of_season<'a>(results: &'a Results<'a>) -> Vec<Honour<'a>> {
    let data = results.data;
    let mut by_entry = vec![Vec::new(); data.entries.len()];
    let mut by_participant: BTreeMap<usize, Vec<&Award>> = BTreeMap::new();
    for award in &results.awards {
        for winner in &award.winners {
            match *winner {
                Winner::Entry(at) => by_entry[at].push(award),
                Winner::Participant(at) => by_participant.entry(at).or_default().push(award),
            }
        }
    }
    let entries = by_entry.iter().enumerate().filter(|(at, _)| disclosed(results, *at));
    let entries = entries.map(|(at, awards)| of_entry(results, at, awards));
    let participants = by_participant.iter().map(|(at, awards)| {
        let participant = &data.participants[*at];
        Honour {
            year: data.season.year,
            participant: (&participant.id, &participant.name),
            entry: None,
            placed: None,
            tier: None,
            recognitions: held(results, awards),
            streak: None,
        }
    });
    entries.chain(participants).collect()
}

fn of_entry<'a>(results: &'a Results<'a>, at: usize, awards: &[&'a Award]) -> Honour<'a> {
    let (data, result) = (results.data, &results.entries[at]);
    let (programme, entry) = (&data.programme, &data.entries[at]);
    let participant = data.participant_of(entry);
    let shown = programme.disclosure.site == SitePolicy::Winners;
    let has_streak = awards.iter().any(|award| is_streak(results, award));
    Honour {
        year: data.season.year,
        participant: (&participant.id, &participant.name),
        entry: Some((&entry.id, &entry.name)),
        placed: shown.then(|| Placed {
            stream: data.stream_of(entry),
            group: &entry.group,
            mode: Some(data.mode_of(entry)),
            sector: Some(result.sector),
        }),
        tier: result.tier.filter(|_| shown),
        recognitions: held(results, awards),
        streak: has_streak.then(|| awarded_streak(results, at, result.tier)).flatten(),
    }
}

fn is_streak(results: &Results, award: &Award) -> bool {
    let recognition = &results.data.programme.recognitions[award.recognition];
    matches!(recognition.rule, Rule::Streak { .. })
}

/// Awards but for streaks, which are told by their years.
fn held<'a>(results: &'a Results<'a>, awards: &[&'a Award]) -> Vec<Held<'a>> {
    let others = awards.iter().filter(|award| !is_streak(results, award));
    let held = others.map(|award| Held {
        recognition: &results.data.programme.recognitions[award.recognition],
        award,
        scope: scope_names(results, award),
    });
    held.collect()
}

#[cfg(test)]
mod tests;
