//! Rules 6 and 9, and the scopes: who wins each recognition.

use std::collections::BTreeMap;

use toml::Table;

use super::Naive;
use super::files::{cell, count, id, list, table, word, words};
use super::number::{Q, rounded, whole};
use super::scores::Entry;

/// A recognition that was won.
pub(super) struct Won {
    pub(super) recognition: String,
    pub(super) scope: BTreeMap<String, String>,
    pub(super) winners: Vec<String>,
    pub(super) value: String,
    /// Whether the winners are participants, not entries.
    pub(super) of_participants: bool,
}

impl Naive {
    /// Everything won, in programme order, then scope order.
    pub(super) fn recognitions(&self, entries: &[Entry]) -> Vec<Won> {
        let mut won = Vec::new();
        for rule in list(&self.programme, "recognitions") {
            let before = won.len();
            let name = word(rule, "rule").expect("a rule");
            match name {
                "highest" | "improvement" => {
                    for scope in self.scopes(&words(rule, "per"), entries) {
                        let members: Vec<&Entry> =
                            entries.iter().filter(|e| e.is_active() && within(e, &scope)).collect();
                        let winners = if name == "highest" {
                            self.highest(rule, &members)
                        } else {
                            self.improvement(rule, &members)
                        };
                        won.extend(winners.map(|(winners, value)| {
                            self.note_merge(rule, &members, &scope);
                            row(rule, scope, winners, value)
                        }));
                    }
                }
                "streak" => won.extend(self.streaks(rule, entries)),
                "omni-channel" => won.extend(self.omni_channel(rule, entries)),
                other => panic!("no rule {other}"),
            }
            for row in &won[before..] {
                self.note(format!("{name} won"));
                if row.winners.len() > 1 {
                    self.note(format!("{name} shared"));
                }
            }
        }
        won
    }

    /// The scopes that active entries make, in the order in which the programme lists the parts.
    fn scopes(&self, per: &[String], entries: &[Entry]) -> Vec<BTreeMap<String, String>> {
        let mut scopes: Vec<Vec<(usize, String)>> = Vec::new();
        for entry in entries.iter().filter(|entry| entry.is_active()) {
            let parts = per.iter().map(|part| (self.rank(part, entry), field(entry, part)));
            let scope: Vec<_> = parts.collect();
            // An entry without a category stands in no category.
            if scope.iter().all(|(_, id)| !id.is_empty()) && !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        if per.is_empty() && scopes.is_empty() {
            scopes.push(Vec::new());
        }
        // A merged sector and an unmerged one of another stream may stand at the same place.
        scopes.sort_by_key(|scope| {
            let ranks: Vec<usize> = scope.iter().map(|(rank, _)| *rank).collect();
            (ranks, scope.clone())
        });
        let named = |scope: Vec<(usize, String)>| {
            per.iter().cloned().zip(scope.into_iter().map(|(_, id)| id)).collect()
        };
        scopes.into_iter().map(named).collect()
    }

    /// Where the programme lists what an entry has in a field.
    fn rank(&self, part: &str, entry: &Entry) -> usize {
        let streams = list(&self.programme, "streams");
        let of_streams = |key: &str| -> Vec<&str> {
            let mut ids = Vec::new();
            for stream in &streams {
                for item in list(stream, key) {
                    ids.push(id(item));
                }
            }
            ids
        };
        let ids: Vec<&str> = match part {
            "stream" => streams.iter().map(|stream| id(stream)).collect(),
            "mode" => of_streams("modes"),
            "group" => of_streams("groups"),
            "sector" => return self.sector_rank(&entry.sector),
            _ => list(&self.programme, "categories").into_iter().map(id).collect(),
        };
        ids.iter().position(|id| *id == field(entry, part)).unwrap_or(usize::MAX)
    }

    /// A merged sector stands where the first of its parts stood.
    fn sector_rank(&self, sector: &str) -> usize {
        for (rank, own) in list(&self.programme, "sectors").into_iter().enumerate() {
            let merged = list(&self.season, "sector_merges").into_iter().any(|merge| {
                id(table(merge, "into")) == sector && words(merge, "from").contains(&id(own).into())
            });
            if merged || id(own) == sector {
                return rank;
            }
        }
        panic!("no sector {sector}")
    }

    /// Notes that only a merge made the scope large enough.
    fn note_merge(&self, rule: &Table, members: &[&Entry], scope: &BTreeMap<String, String>) {
        let needed = count(rule, "min_entries").unwrap_or(1);
        let alone =
            |sector: &String| members.iter().filter(|entry| entry.own_sector == *sector).count();
        let merged = members.iter().any(|entry| entry.own_sector != entry.sector);
        if scope.contains_key("sector")
            && merged
            && members.iter().all(|entry| alone(&entry.own_sector) < needed)
        {
            self.note("class made possible by a merge");
        }
    }

    /// What a score ranks by.
    fn ranked(&self, score: &Q) -> Q {
        if word(table(&self.programme, "scoring"), "rank_on") == Some("published") {
            return rounded(score, self.places());
        }
        score.clone()
    }

    /// Rule 6.
    fn highest(&self, rule: &Table, members: &[&Entry]) -> Option<(Vec<String>, String)> {
        if members.len() < count(rule, "min_entries").unwrap_or(1) {
            self.note("too few for a scope");
            return None;
        }
        let mut left: Vec<&&Entry> = members.iter().filter(|e| e.overall.is_some()).collect();
        let overall = |entry: &&Entry| self.ranked(entry.overall.as_ref().expect("scored"));
        left = keep_greatest(left, overall);
        let tied = left.len();
        for round in words(table(&self.programme, "scoring"), "tie_break") {
            left = keep_greatest(left, |entry| {
                let round = entry.rounds.iter().find(|other| other.id == round).expect("a round");
                self.ranked(round.score.as_ref().expect("scored"))
            });
        }
        if left.len() < tied {
            self.note("tie broken");
        }
        let first = left.first()?;
        if let Some(required) = word(rule, "requires_tier")
            && !self.is_at_least(first, required)
        {
            self.note("winner short of the tier");
            return None;
        }
        let value = self.figure(first.overall.as_ref().expect("scored"));
        Some((left.iter().map(|entry| entry.id.clone()).collect(), value))
    }

    /// Whether an entry holds a tier, or a better one.
    fn is_at_least(&self, entry: &Entry, tier: &str) -> bool {
        for better in list(&self.programme, "tiers") {
            if entry.tier.as_deref() == Some(id(better)) {
                return true;
            }
            if id(better) == tier {
                return false;
            }
        }
        false
    }

    /// Rule 9.
    fn omni_channel(&self, rule: &Table, entries: &[Entry]) -> Option<Won> {
        let mut found: Vec<(String, usize, Q)> = Vec::new();
        for row in self.rows("participants") {
            let participant = cell(row, "participant");
            let own: Vec<&Entry> =
                entries.iter().filter(|e| e.is_active() && e.participant == participant).collect();
            let covers = |channel: &String| own.iter().any(|e| self.channel(e) == Some(channel));
            let tier = word(rule, "tier").expect("a tier");
            if !words(rule, "channels").iter().all(covers)
                || own.is_empty()
                || !own.iter().all(|entry| self.is_at_least(entry, tier))
            {
                continue;
            }
            let mut sum = whole(0);
            for entry in &own {
                sum += entry.overall.as_ref().expect("it holds a tier");
            }
            found.push((participant.to_owned(), own.len(), sum / whole(own.len())));
        }
        found.sort();
        let mut order = words(rule, "order");
        if order.is_empty() {
            order = vec!["entries".to_owned(), "mean".to_owned()];
        }
        let mut left: Vec<&(String, usize, Q)> = found.iter().collect();
        for by in order {
            left =
                keep_greatest(
                    left,
                    |(_, entries, mean)| {
                        if by == "entries" { whole(*entries) } else { mean.clone() }
                    },
                );
        }
        let (_, _, mean) = left.first()?;
        let winners = left.iter().map(|(participant, _, _)| participant.clone()).collect();
        let won = row(rule, BTreeMap::new(), winners, self.figure(mean));
        Some(Won { of_participants: true, ..won })
    }

    /// The channel of an entry's mode.
    fn channel(&self, entry: &Entry) -> Option<&str> {
        for stream in list(&self.programme, "streams") {
            for mode in list(stream, "modes") {
                if id(stream) == entry.stream && id(mode) == entry.mode {
                    return word(mode, "channel");
                }
            }
        }
        None
    }
}

pub(super) fn row(
    rule: &Table,
    scope: BTreeMap<String, String>,
    winners: Vec<String>,
    value: String,
) -> Won {
    Won { recognition: id(rule).to_owned(), scope, winners, value, of_participants: false }
}

/// What an entry has in a field of a scope.
pub(super) fn field(entry: &Entry, name: &str) -> String {
    match name {
        "stream" => entry.stream.clone(),
        "mode" => entry.mode.clone(),
        "sector" => entry.sector.clone(),
        "group" => entry.group.clone(),
        "category" => entry.category.clone(),
        other => panic!("no field {other}"),
    }
}

fn within(entry: &Entry, scope: &BTreeMap<String, String>) -> bool {
    scope.iter().all(|(name, id)| field(entry, name) == *id)
}

/// Those with the greatest value.
fn keep_greatest<T>(all: Vec<&T>, value: impl Fn(&T) -> Q) -> Vec<&T> {
    let greatest = all.iter().map(|item| value(item)).max();
    all.into_iter().filter(|item| Some(value(item)) == greatest).collect()
}
