//! What may not be on the site, worked out from the tables and from `plaudit assess` by the words of
//! the design (*What may be known by whom*), and from nothing else of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

/// A row of a table: cells by column.
pub(crate) type Row = BTreeMap<String, String>;

/// A season, and how much of it is public.
pub(crate) struct Public<'s> {
    /// The folder of the programme.
    pub(crate) folder: &'s Path,
    /// Its results, as `assess --format json` tells them.
    pub(crate) results: &'s Value,
    /// `disclosure.site`.
    pub(crate) policy: &'s str,
    /// Whether the results are announced; those of a certification always are.
    pub(crate) announced: bool,
    pub(crate) as_of: &'s str,
}

/// What must not be found.
#[derive(Default)]
pub(crate) struct Secrets {
    /// Published figures of anybody, those with a decimal point: others are found everywhere.
    pub(crate) figures: BTreeSet<String>,
    /// Names, ids and texts.
    pub(crate) words: BTreeSet<String>,
    /// The names that may be found.
    pub(crate) named: BTreeSet<String>,
}

/// The rows of a table; none if there is no such file.
pub(crate) fn rows(path: &Path) -> Vec<Row> {
    let Ok(mut reader) = csv::Reader::from_path(path) else { return Vec::new() };
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

impl Public<'_> {
    fn table(&self, name: &str) -> Vec<Row> {
        let year = self.results["season"].to_string();
        rows(&self.folder.join(year).join(format!("{name}.csv")))
    }

    fn history(&self) -> Vec<Row> {
        rows(&self.folder.join("history.csv"))
    }

    /// The entries that the site may name.
    fn entries(&self) -> BTreeSet<String> {
        if self.policy == "certified" {
            // Public from the day it was recognised on, and told of when it has ended as well.
            let begun = |row: &Row| cell(row, "recognised_on") <= self.as_of;
            let rows = self.table("certificates").into_iter().filter(begun);
            return rows.map(|row| row["entry"].clone()).collect();
        }
        let mut public = BTreeSet::new();
        if self.announced {
            for entry in list(&self.results["entries"]) {
                let awarded = list(&entry["recognitions"]).next().is_some();
                let tier = self.policy == "winners" && !entry["tier"].is_null();
                if awarded || tier {
                    public.extend(entry["entry"].as_str().map(str::to_owned));
                }
            }
        }
        if self.policy == "winners" {
            // Earlier results were announced in their time.
            let year = self.results["season"].to_string();
            let lowest = self.lowest_tier();
            let past = self.history().into_iter().filter(|row| {
                let overall = cell(row, "overall").parse::<f64>().unwrap_or_default();
                let tier = !cell(row, "tier").is_empty() || overall >= lowest;
                tier && cell(row, "season") < year.as_str()
            });
            public.extend(past.map(|row| row["entry"].clone()));
        }
        public
    }

    /// From where on an overall has a tier, which a row of history may leave unsaid.
    fn lowest_tier(&self) -> f64 {
        let text = fs::read_to_string(self.folder.join("programme.toml")).expect("readable");
        let programme: toml::Table = text.parse().expect("TOML");
        let tiers = programme["tiers"].as_array().expect("tiers").iter();
        let least = |tier: &toml::Value| tier["min"].to_string().parse::<f64>().expect("a number");
        tiers.map(least).fold(f64::INFINITY, f64::min)
    }

    /// The participants that the site may name: of such an entry, or with an award of their own.
    fn participants(&self, entries: &BTreeSet<String>) -> BTreeSet<String> {
        let rows = self.table("entries");
        let own = rows.iter().filter(|row| entries.contains(&row["entry"]));
        let mut public: BTreeSet<_> = own.map(|row| row["participant"].clone()).collect();
        if self.announced && self.policy != "certified" {
            let winners =
                list(&self.results["recognitions"]).flat_map(|award| list(&award["winners"]));
            public.extend(winners.filter_map(Value::as_str).map(str::to_owned));
        }
        public
    }

    /// Everything that the site must not say.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets { figures: self.figures(), ..Secrets::default() };
        let entries = self.entries();
        let participants = self.participants(&entries);
        let mut hidden = BTreeSet::new();
        let mut sort = |row: &Row, id: &str, public: bool| {
            let names = ["name_zh", "name_en"].map(|column| cell(row, column).to_owned());
            let names = names.into_iter().filter(|name| !name.is_empty());
            if public {
                secrets.named.extend(names);
            } else {
                hidden.extend(names.chain([row[id].clone()]));
            }
        };
        for row in self.table("participants") {
            sort(&row, "participant", participants.contains(&row["participant"]));
        }
        for row in self.table("entries") {
            sort(&row, "entry", entries.contains(&row["entry"]));
        }
        // One who may be named under another's name, or a part of it, cannot be looked for.
        let apart = |word: &String| !secrets.named.iter().any(|name| name.contains(word.as_str()));
        secrets.words = hidden.into_iter().filter(apart).collect();
        secrets.words.extend(self.remarks());
        secrets
    }

    /// What is between an entry and the organiser: addresses, comments, references, reasons.
    fn remarks(&self) -> BTreeSet<String> {
        let columns = [
            "email",
            "ref",
            "comment_zh",
            "comment_en",
            "text_zh",
            "text_en",
            "reason_zh",
            "reason_en",
        ];
        let tables = ["participants", "assessments", "comments", "deductions", "certificates"];
        let rows = tables.into_iter().flat_map(|table| self.table(table));
        let cells = rows.flat_map(|row| columns.map(|column| cell(&row, column).to_owned()));
        // Less than a few words may stand anywhere.
        cells.filter(|cell| cell.len() > 7).collect()
    }

    /// Every published figure of anybody, this season or before.
    fn figures(&self) -> BTreeSet<String> {
        let mut figures = BTreeSet::new();
        for entry in list(&self.results["entries"]) {
            for round in list(&entry["rounds"]) {
                figures.extend(["score", "to_date", "deducted"].map(|key| round[key].as_str()));
            }
            figures.insert(entry["overall"].as_str());
        }
        figures.extend(list(&self.results["recognitions"]).map(|award| award["value"].as_str()));
        let figures = figures.into_iter().flatten().map(str::to_owned);
        let past = self.history().into_iter().map(|row| row["overall"].clone());
        let given = self.table("rounds").into_iter().map(|row| row["score"].clone());
        let all = figures
            .chain(past)
            .chain(given)
            .map(|figure| figure.trim_start_matches(['-', '−']).to_owned());
        all.filter(|figure| figure.contains('.')).collect()
    }
}

/// Takes the rows of tables away, leaving their heads.
pub(crate) fn empty(folder: &Path, tables: &[&str]) {
    for table in tables {
        let path = folder.join(format!("{table}.csv"));
        if let Ok(text) = fs::read_to_string(&path) {
            let head = text.lines().next().unwrap_or_default();
            fs::write(&path, format!("{head}\n")).expect("writable");
        }
    }
}
