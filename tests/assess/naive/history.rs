//! Rules 7 and 8: what this season is beside those before.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use toml::Table;

use super::Naive;
use super::files::{Row, cell, count, list, word, words};
use super::number::{Q, q, rounded, whole};
use super::recognitions::{Won, field, row};
use super::scores::Entry;

impl Naive {
    /// Rule 7.
    pub(super) fn improvement(
        &self,
        rule: &Table,
        members: &[&Entry],
    ) -> Option<(Vec<String>, String)> {
        let mut rises: Vec<(&&Entry, Q)> = Vec::new();
        for entry in members {
            let mut last: Option<&Row> = None;
            for row in self.rows("history").iter().filter(|row| cell(row, "entry") == entry.id) {
                let season = |row: &Row| cell(row, "season").parse::<i64>().expect("a year");
                if season(row) < self.year() && last.is_none_or(|last| season(last) < season(row)) {
                    last = Some(row);
                }
            }
            let (Some(last), Some(overall)) = (last, &entry.overall) else {
                continue;
            };
            if !agrees(last, entry, &words(rule, "same")) {
                self.note("last result not comparable");
                continue;
            }
            let before = rounded(&q(cell(last, "overall")), self.places());
            let rise = rounded(overall, self.places()) - before;
            if rise > whole(0) {
                rises.push((entry, rise));
            }
        }
        let best = rises.iter().map(|(_, rise)| rise.clone()).max()?;
        let winners = rises.iter().filter(|(_, rise)| *rise == best);
        Some((winners.map(|(entry, _)| entry.id.clone()).collect(), self.figure(&best)))
    }

    /// Rule 8: how many seasons an entry has held the tier without a gap, this one the last.
    fn streak_years(&self, rule: &Table, entry: &Entry) -> usize {
        if !entry.is_active() || entry.tier.as_deref() != word(rule, "tier") {
            return 0;
        }
        let mut years = 1;
        for back in 1.. {
            let season = (self.year() - back).to_string();
            let held = self.rows("history").iter().any(|row| {
                cell(row, "entry") == entry.id
                    && cell(row, "season") == season
                    && self.past_tier(row).as_deref() == word(rule, "tier")
                    && agrees(row, entry, &words(rule, "same"))
            });
            if !held {
                break;
            }
            years += 1;
        }
        years
    }

    /// The tier of a past season: as written; where the table has no such column, by its overall.
    fn past_tier(&self, row: &Row) -> Option<String> {
        if row.contains_key("tier") {
            let written = cell(row, "tier");
            return (!written.is_empty()).then(|| written.to_owned());
        }
        self.note("past tier by its overall");
        self.tier_at(&q(cell(row, "overall")))
    }

    pub(super) fn streaks(&self, rule: &Table, entries: &[Entry]) -> Vec<Won> {
        let mut won = Vec::new();
        for entry in entries {
            let years = self.streak_years(rule, entry);
            if years >= count(rule, "years").expect("years") && years > 0 {
                if years >= 3 {
                    self.note("streak of three or more");
                }
                let winners = vec![entry.id.clone()];
                won.push(row(rule, BTreeMap::new(), winners, years.to_string()));
            }
        }
        won
    }

    /// The streak that the JSON states of an entry.
    pub(super) fn streak_json(&self, entry: &Entry) -> Option<Value> {
        for rule in list(&self.programme, "recognitions") {
            if word(rule, "rule") == Some("streak") {
                let years = self.streak_years(rule, entry);
                return (years > 0).then(|| json!({ "tier": word(rule, "tier"), "years": years }));
            }
        }
        None
    }
}

/// Whether a past result was in the same stream, group …
fn agrees(past: &Row, entry: &Entry, same: &[String]) -> bool {
    same.iter().all(|name| cell(past, name) == field(entry, name))
}
