//! A second implementation of the twelve rules, deliberately naive: written from the design's text
//! and from nothing of `src/`, in nested loops over the rows as they stand in the files.
//!
//! It reads a sound data directory by itself and works out what `assess --format json` must say.
//! Slow and plain on purpose: where it and the program differ, one of them is wrong.

mod calendar;
mod certificates;
mod credit;
mod files;
mod history;
mod number;
mod recognitions;
mod scores;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use toml::Table;

pub(crate) use calendar::Date;
use files::Row;
use number::{Q, published};
use recognitions::Won;
use scores::Entry;

/// A season as read: the rules, and the rows of each table.
pub(crate) struct Naive {
    programme: Table,
    season: Table,
    tables: BTreeMap<String, Vec<Row>>,
    as_of: Date,
    /// What happened on the way, so that a test can say what its seasons held.
    events: RefCell<BTreeMap<String, usize>>,
}

impl Naive {
    /// Reads one season below a data directory.
    pub(crate) fn read(data: &Path, programme: &str, year: &str, as_of: &str) -> Self {
        let (programme, season, tables) = files::read(data, programme, year);
        let as_of = Date::parse(as_of);
        Self { programme, season, tables, as_of, events: RefCell::default() }
    }

    /// Notes that something happened.
    fn note(&self, event: impl Into<String>) {
        *self.events.borrow_mut().entry(event.into()).or_default() += 1;
    }

    /// What happened, and how often.
    pub(crate) fn events(&self) -> BTreeMap<String, usize> {
        self.events.borrow().clone()
    }

    /// The rows of a table; none if there is no such file.
    fn rows(&self, table: &str) -> &[Row] {
        self.tables.get(table).map_or(&[], Vec::as_slice)
    }

    /// Decimals of a published figure.
    fn places(&self) -> u32 {
        let places = files::table(&self.programme, "scoring")["places"].as_integer();
        u32::try_from(places.expect("a whole number")).expect("not negative")
    }

    fn figure(&self, value: &Q) -> String {
        published(value, self.places())
    }

    /// The year of the season.
    fn year(&self) -> i64 {
        self.season["year"].as_integer().expect("a year")
    }

    /// The JSON of the design.
    pub(crate) fn json(&self) -> Value {
        let entries = self.entries();
        let won = self.recognitions(&entries);
        let rows = won.iter().map(|won| {
            json!({
                "recognition": won.recognition, "scope": won.scope, "winners": won.winners,
                "value": won.value,
            })
        });
        json!({
            "programme": self.programme["id"].as_str(),
            "season": self.year(),
            "entries": entries.iter().map(|entry| self.entry_json(entry, &won)).collect::<Vec<_>>(),
            "recognitions": rows.collect::<Vec<_>>(),
            "credit_points": self.credit_points(&entries, &won),
        })
    }

    fn entry_json(&self, entry: &Entry, won: &[Won]) -> Value {
        let held = won.iter().filter(|won| !won.of_participants && won.winners.contains(&entry.id));
        let rounds = entry.rounds.iter().map(|round| {
            json!({
                "round": round.id,
                "assessments": round.assessments,
                "quota": self.quota(entry),
                "score": round.score.as_ref().map(|score| self.figure(score)),
                "deducted": self.figure(&round.deducted),
                "to_date": round.to_date.as_ref().map(|score| self.figure(score)),
            })
        });
        json!({
            "entry": entry.id, "participant": entry.participant, "stream": entry.stream,
            "mode": entry.mode, "sector": entry.sector, "group": entry.group,
            "status": entry.status,
            "rounds": rounds.collect::<Vec<_>>(),
            "overall": entry.overall.as_ref().map(|overall| self.figure(overall)),
            "tier": entry.tier,
            "recognitions": held.map(|won| won.recognition.clone()).collect::<Vec<_>>(),
            "streak": self.streak_json(entry),
            "certificate": self.certificate(&entry.id),
        })
    }
}

/// Takes every field away that the design does not name, so that more may be added to the JSON.
pub(crate) fn only_the_contract(season: &Value) -> Value {
    let fields = |value: &Value, names: &[&str]| -> Value {
        let object = value.as_object().expect("an object");
        names.iter().map(|name| ((*name).to_owned(), object[*name].clone())).collect()
    };
    let each = |list: &mut Value, change: &dyn Fn(&Value) -> Value| {
        *list = list.as_array().expect("a list").iter().map(change).collect();
    };
    let optional = |value: &mut Value, names: &[&str]| {
        if !value.is_null() {
            *value = fields(value, names);
        }
    };
    let mut season =
        fields(season, &["programme", "season", "entries", "recognitions", "credit_points"]);
    each(&mut season["entries"], &|entry| {
        let names = [
            "entry",
            "participant",
            "stream",
            "mode",
            "sector",
            "group",
            "status",
            "rounds",
            "overall",
            "tier",
            "recognitions",
            "streak",
            "certificate",
        ];
        let mut entry = fields(entry, &names);
        each(&mut entry["rounds"], &|round| {
            fields(round, &["round", "assessments", "quota", "score", "deducted", "to_date"])
        });
        optional(&mut entry["streak"], &["tier", "years"]);
        let certificate = ["number", "issued", "valid_until", "status", "extras"];
        optional(&mut entry["certificate"], &certificate);
        entry
    });
    each(&mut season["recognitions"], &|row| {
        fields(row, &["recognition", "scope", "winners", "value"])
    });
    each(&mut season["credit_points"], &|row| {
        fields(row, &["participant", "points", "highest_score", "functional", "entries"])
    });
    season
}
