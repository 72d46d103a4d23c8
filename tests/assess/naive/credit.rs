//! Rule 10: credit points.

use serde_json::{Value, json};
use toml::Table;

use super::Naive;
use super::files::{cell, count, number, table, words};
use super::number::{Q, plain, q, whole};
use super::recognitions::Won;
use super::scores::Entry;

impl Naive {
    /// A row for each participant with an active entry that holds a tier, by id.
    pub(super) fn credit_points(&self, entries: &[Entry], won: &[Won]) -> Vec<Value> {
        let mut rows = Vec::new();
        if !self.programme.contains_key("credit_points") {
            return rows;
        }
        let mut participants: Vec<(String, Q)> = Vec::new();
        for row in self.rows("participants") {
            let awards = cell(row, "corporate_awards");
            let awards = if awards.is_empty() { whole(0) } else { q(awards) };
            participants.push((cell(row, "participant").to_owned(), awards));
        }
        participants.sort();
        for (participant, awards) in participants {
            let own: Vec<&Entry> =
                entries.iter().filter(|e| e.is_active() && e.participant == participant).collect();
            if own.iter().any(|entry| entry.tier.is_some()) {
                rows.push(self.credit(&participant, &awards, (&own, won)));
            }
        }
        rows
    }

    fn credit(&self, participant: &str, awards: &Q, (own, won): (&[&Entry], &[Won])) -> Value {
        let rules = table(&self.programme, "credit_points");
        let held_by = |who: &str, of_participants: bool| -> Vec<String> {
            let held = won.iter().filter(|won| won.of_participants == of_participants);
            let held = held.filter(|won| won.winners.iter().any(|winner| winner == who));
            held.map(|won| won.recognition.clone()).collect()
        };
        let own_recognitions = held_by(participant, true);
        let mut held = own_recognitions.clone();
        for entry in own {
            held.extend(held_by(&entry.id, false));
        }
        let worth = |recognition: &String| self.worth(rules, recognition, (&held, awards));

        // Each entry that holds anything, with its points.
        let mut earned: Vec<(&str, Q, Vec<String>)> = Vec::new();
        for entry in own {
            let recognitions = held_by(&entry.id, false);
            if entry.tier.is_none() && recognitions.is_empty() {
                continue;
            }
            let tier = entry.tier.as_deref().unwrap_or_default();
            let mut points = number(table(rules, "tiers"), tier).unwrap_or_else(|| whole(0));
            for recognition in &recognitions {
                points += worth(recognition);
            }
            earned.push((&entry.id, points, recognitions));
        }
        let mut counted: Vec<(&str, Q, Vec<String>)> = Vec::new();
        while counted.len() < count(rules, "max_entries").expect("a number") && !earned.is_empty() {
            // The first of the best, and they stand by id.
            let mut best = 0;
            for at in 0..earned.len() {
                if earned[at].1 > earned[best].1 {
                    best = at;
                }
            }
            counted.push(earned.remove(best));
        }
        if !earned.is_empty() {
            self.note("more entries than count");
        }
        let mut points = whole(0);
        let mut recognitions = own_recognitions;
        for (_, of_entry, with) in &counted {
            points += of_entry;
            recognitions.extend(with.iter().cloned());
        }
        for recognition in &held_by(participant, true) {
            points += worth(recognition);
        }
        let part = |list: &str| {
            let mut part = whole(0);
            for recognition in &recognitions {
                if words(rules, list).contains(recognition) {
                    part += worth(recognition);
                }
            }
            plain(&part)
        };
        json!({
            "participant": participant, "points": plain(&points),
            "highest_score": part("highest_score"), "functional": part("functional"),
            "entries": counted.iter().map(|(entry, _, _)| entry).collect::<Vec<_>>(),
        })
    }

    /// The points of a recognition to a participant that holds these.
    fn worth(&self, rules: &Table, recognition: &String, (held, awards): (&[String], &Q)) -> Q {
        let nothing = whole(0);
        let points = number(table(rules, "recognitions"), recognition);
        if let Some(superseding) = rules.get("supersedes").map(|t| t.as_table().expect("a table")) {
            for other in held {
                if words(superseding, other).contains(recognition) {
                    self.note("points superseded");
                    return nothing;
                }
            }
        }
        if let Some(needs) = rules.get("needs_corporate_awards").map(|t| t.as_table().expect("one"))
            && words(needs, "recognitions").contains(recognition)
            && *awards < number(needs, "count").expect("a number")
        {
            self.note("points need corporate awards");
            return nothing;
        }
        points.unwrap_or(nothing)
    }
}
