//! A small season, written as a secretariat would write it.

use std::fs;
use std::path::Path;
use std::process::Command;

use plaudit::assess::{assess, json};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use plaudit::model::{Dataset, Day};
use serde_json::Value;

/// Three rounds of 20, 30 and 50; Gold from 90, Silver from 80, Bronze from 70.
const PROGRAMME: &str = r##"
schema = 1
id = "demo"
kind = "award"
name = { zh = "示範獎", en = "Demo Award" }
organiser = { zh = "示範會", en = "Demo Body" }
contact = { telephone = "1", email = "a@b.example", website = "b.example" }
theme = { primary = "#000000", accent = "#ffffff" }
languages = [{ id = "zh", tag = "zh-Hant-HK" }, { id = "en", tag = "en-HK" }]
rounds = [
  { id = "r1", name = { zh = "一", en = "1" }, weight = 20 },
  { id = "r2", name = { zh = "二", en = "2" }, weight = 30 },
  { id = "r3", name = { zh = "三", en = "3" }, weight = 50 },
]
tiers = [
  { id = "gold", name = { zh = "金", en = "Gold" }, min = 90 },
  { id = "silver", name = { zh = "銀", en = "Silver" }, min = 80 },
  { id = "bronze", name = { zh = "銅", en = "Bronze" }, min = 70 },
]
channels = [
  { id = "calls", name = { zh = "電話", en = "Calls" } },
  { id = "shop", name = { zh = "店", en = "Shop" } },
]
sectors = [
  { id = "tea", name = { zh = "茶", en = "Tea" } },
  { id = "silk", name = { zh = "絲", en = "Silk" } },
  { id = "jade", name = { zh = "玉", en = "Jade" } },
]
criteria = [
  { id = "warm", name = { zh = "親切", en = "Warm" }, weight = 60 },
  { id = "wise", name = { zh = "明智", en = "Wise" }, weight = 40 },
]
deductions = [{ id = "late", name = { zh = "逾期", en = "Late" }, round = "r1", points = 1 }]

[[streams]]
id = "calls"
name = { zh = "電話組", en = "Calls" }
unit = { zh = "座席", en = "seats" }
assessment = { zh = "通話", en = "calls" }
modes = [{ id = "phone", name = { zh = "電話", en = "Phone" }, channel = "calls" }]
groups = [
  { id = "A", min = 1, max = 10, fee = { member = 1, non_member = 2 } },
  { id = "B", min = 11, fee = { member = 1, non_member = 2 } },
]
[[streams]]
id = "shops"
name = { zh = "店舖組", en = "Shops" }
unit = { zh = "店舖", en = "shops" }
assessment = { zh = "探訪", en = "visits" }
modes = [{ id = "visit", name = { zh = "探訪", en = "Visit" }, channel = "shop" }]
groups = [{ id = "A", min = 1, fee = { member = 1, non_member = 2 } }]

[scoring]
scale = { min = 0, max = 100 }
aggregate = "by-assessment"
places = 1
rounding = "half-up"
pass = 70

[disclosure]
site = "winners"
benchmark_min_contributors = 5
"##;

/// The season of a test: rows under the headers of each table.
pub(crate) struct Season {
    programme: String,
    season: String,
    tables: Vec<(&'static str, &'static str, String)>,
}

impl Season {
    pub(crate) fn new() -> Self {
        let season = "year = 2026\nassessment = { from = 2026-01-01, to = 2026-12-31 }\n";
        Self { programme: PROGRAMME.into(), season: season.into(), tables: Vec::new() }
    }

    /// Adds to the programme file, or replaces a part of it.
    pub(crate) fn rules(mut self, toml: &str) -> Self {
        self.programme.push_str(toml);
        self
    }

    pub(crate) fn with(mut self, from: &str, to: &str) -> Self {
        assert!(self.programme.contains(from), "the programme has no {from}");
        self.programme = self.programme.replace(from, to);
        self
    }

    pub(crate) fn merge(mut self, toml: &str) -> Self {
        self.season.push_str(toml);
        self
    }

    fn table(mut self, name: &'static str, header: &'static str, rows: &str) -> Self {
        let rows = rows.split(';').map(str::trim).filter(|row| !row.is_empty());
        self.tables.push((name, header, rows.map(|row| format!("{row}\n")).collect()));
        self
    }

    /// Rows `entry,participant,stream,mode,sector,group,status`, with `;` between.
    pub(crate) fn entries(self, rows: &str) -> Self {
        self.table("entries", "entry,participant,stream,mode,sector,group,status", rows)
    }

    /// Rows `entry,participant,stream,mode,sector,group,status,category`.
    pub(crate) fn categorised(self, rows: &str) -> Self {
        self.table("entries", "entry,participant,stream,mode,sector,group,status,category", rows)
    }

    /// Rows `entry,round,score`.
    pub(crate) fn rounds(self, rows: &str) -> Self {
        self.table("rounds", "entry,round,score", rows)
    }

    /// Rows `entry,round,ref,date,warm,wise`.
    pub(crate) fn assessments(self, rows: &str) -> Self {
        self.table("assessments", "entry,round,ref,date,warm,wise", rows)
    }

    /// Rows `entry,round,ref,date,warm,wise,channel`.
    pub(crate) fn assessments_through_channels(self, rows: &str) -> Self {
        self.table("assessments", "entry,round,ref,date,warm,wise,channel", rows)
    }

    /// Rows `entry,rule,round,points,reason_zh,reason_en`.
    pub(crate) fn deductions(self, rows: &str) -> Self {
        self.table("deductions", "entry,rule,round,points,reason_zh,reason_en", rows)
    }

    /// Rows `season,entry,stream,group,overall,tier`.
    pub(crate) fn history(self, rows: &str) -> Self {
        self.table("history", "season,entry,stream,group,overall,tier", rows)
    }

    /// Rows `entry,number,recognised_on,revoked_on,reason_zh,reason_en`.
    pub(crate) fn certificates(self, rows: &str) -> Self {
        let header = "entry,number,recognised_on,revoked_on,reason_zh,reason_en";
        self.table("certificates", header, rows)
    }

    /// Rows `entry,number,recognised_on,extras`.
    pub(crate) fn certificates_with_extras(self, rows: &str) -> Self {
        self.table("certificates", "entry,number,recognised_on,extras", rows)
    }

    /// Entries `e1`, `e2` … of as many participants in the first stream with these overalls, given
    /// as the same score in every round.
    pub(crate) fn overalls(self, scores: &[&str]) -> Self {
        let (mut entries, mut rounds) = (String::new(), String::new());
        for (at, score) in (1..).zip(scores) {
            entries.push_str(&format!("e{at},p{at},calls,phone,tea,A,;"));
            for round in ["r1", "r2", "r3"].into_iter().filter(|_| !score.is_empty()) {
                rounds.push_str(&format!("e{at},{round},{score};"));
            }
        }
        self.entries(&entries).rounds(&rounds)
    }

    fn write(&self, folder: &Path) {
        let year = folder.join("demo/2026");
        fs::create_dir_all(&year).expect("a new folder");
        let write = |path: &Path, text: &str| fs::write(path, text).expect("writable");
        write(&folder.join("demo/programme.toml"), &self.programme);
        write(&year.join("season.toml"), &self.season);
        let mut participants = "participant,name_zh,name_en,corporate_awards\n".to_owned();
        for at in 1..=20 {
            participants
                .push_str(&format!("p{at},某{at},Some {at},{}\n", if at < 10 { 5 } else { 0 }));
        }
        write(&year.join("participants.csv"), &participants);
        for (name, header, rows) in &self.tables {
            let folder = if *name == "history" { folder.join("demo") } else { year.clone() };
            write(&folder.join(format!("{name}.csv")), &format!("{header}\n{rows}"));
        }
    }

    /// The results as of a day, as JSON.
    pub(crate) fn results_on(&self, day: &str) -> Value {
        serde_json::from_str(&self.text_on(day)).expect("JSON")
    }

    /// The results at the end of the season.
    pub(crate) fn results(&self) -> Value {
        self.results_on("2026-12-31")
    }

    /// What is read of the season.
    pub(crate) fn dataset(&self) -> Dataset {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.write(folder.path());
        let request = Request { data: folder.path().to_owned(), programme: None, season: None };
        let mut problems = Diagnostics::default();
        let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
        assert!(!problems.has_errors(), "{}", problems.render(false).join("\n"));
        dataset
    }

    /// The results as the text of `assess --format json`.
    pub(crate) fn text_on(&self, day: &str) -> String {
        let dataset = self.dataset();
        let day: Day = day.parse().expect("the test's own date");
        json(&assess(&dataset.seasons[0], day))
    }
}

impl Season {
    /// What `plaudit explain` prints for a member of an entry in a language.
    pub(crate) fn explained_in(&self, language: &str, entry: &str) -> String {
        self.told(language, entry, false)
    }

    /// The same; in confidence, as it is by itself, with what it tells of others.
    pub(crate) fn told(&self, language: &str, entry: &str, in_confidence: bool) -> String {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.write(&folder.path().join("data"));
        let output = Command::new(env!("CARGO_BIN_EXE_plaudit"))
            .current_dir(folder.path())
            .args(["explain", entry, "--language", language, "--as-of", "2026-12-31"])
            .args((!in_confidence).then_some("--for-member"))
            .output()
            .expect("plaudit starts");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{errors}");
        String::from_utf8(output.stdout).expect("plaudit prints UTF-8")
    }

    /// The lines below one that begins with these words, in English, without what draws the tree.
    pub(crate) fn explained(&self, entry: &str, below: &str) -> Vec<String> {
        lines_below(&self.told("en", entry, false), below)
    }

    /// The same in confidence.
    pub(crate) fn explained_in_confidence(&self, entry: &str, below: &str) -> Vec<String> {
        lines_below(&self.told("en", entry, true), below)
    }
}

fn lines_below(text: &str, below: &str) -> Vec<String> {
    let lines = text.lines().map(|line| {
        let words = line.trim_start_matches(['│', '├', '└', '─', ' ']);
        (line.chars().count() - words.chars().count(), words)
    });
    let mut lines = lines.skip_while(|(_, words)| !words.starts_with(below));
    let (indent, _) = lines.next().unwrap_or_else(|| panic!("`{below}` is in {text}"));
    lines.take_while(|(at, _)| *at > indent).map(|(_, words)| words.to_owned()).collect()
}

/// A field of an entry, as compact JSON without quotes.
pub(crate) fn of(results: &Value, entry: &str, field: &str) -> String {
    let entries = results["entries"].as_array().expect("entries");
    let found = entries.iter().find(|row| row["entry"] == entry).expect("the entry");
    found[field].to_string().replace('"', "")
}

/// Who won a recognition, a line each: `scope: winners = value`.
pub(crate) fn won(results: &Value, recognition: &str) -> Vec<String> {
    let rows = results["recognitions"].as_array().expect("recognitions");
    let rows = rows.iter().filter(|row| row["recognition"] == recognition);
    let line = |row: &Value| {
        let scope = row["scope"].as_object().expect("a scope").values();
        let scope: Vec<_> = scope.filter_map(Value::as_str).collect();
        let winners: Vec<_> =
            row["winners"].as_array().expect("winners").iter().filter_map(Value::as_str).collect();
        format!(
            "{}: {} = {}",
            scope.join(" "),
            winners.join(" "),
            row["value"].as_str().expect("text")
        )
    };
    rows.map(line).collect()
}
