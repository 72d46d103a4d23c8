//! A report holds nothing of others: neither who they are nor a figure of theirs, in the value that its
//! template receives, its charts and its tables, in the text of its PDF and in what is attached to it.
//!
//! Marks have so many decimals that a figure of one entry is no other's by chance. Means and quartiles of
//! many may be shown, by the words of the design; what else could be a figure of another is looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fastrand::Rng;
use lopdf::{Document, Object};
use plaudit::assess::{Results, assess, json};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use plaudit::model::Assets;
use plaudit::plan::{Filled, Selection, Target, Work, plan};
use serde_json::Value;

use super::random::cases;
use super::search::{figures, has_word};
use super::secrets::{Row, rows};
use crate::document;
use crate::generate::{Case, PROGRAMME, YEAR};
use crate::run::{Files, Place, files, text};

/// How many seasons are searched.
const SEASONS: usize = 8;

/// What belongs to one entry and to nobody else.
#[derive(Default)]
struct Own {
    participant: String,
    words: BTreeSet<String>,
    figures: BTreeSet<String>,
}

/// With marks of six decimals each, all of them published; and figures of few may stand beside one's own.
fn marked(mut case: Case, rng: &mut Rng) -> Case {
    let programme: toml::Table = case.programme.parse().expect("TOML");
    let scoring = &programme["scoring"];
    let end = |key: &str| scoring["scale"][key].as_integer().expect("a whole number") as f64;
    let (min, max) = (end("min"), end("max"));
    let places = format!("places = {}\n", scoring["places"]);
    case.programme = case.programme.replace(&places, "places = 6\n");
    let needed = "benchmark_min_contributors = ";
    case.programme = case.programme.replace(&format!("{needed}5"), &format!("{needed}2"));
    if rng.bool() {
        case.season.push_str("[report]\nlanguages = \"apart\"\n");
    }
    let words = ["entry", "round", "ref", "date", "channel", "season", "stream", "group", "tier"];
    for table in &mut case.tables {
        if !["assessments", "rounds", "history"].contains(&table.name) {
            continue;
        }
        let marks: Vec<_> = table.columns.iter().map(|name| !words.contains(&&**name)).collect();
        for row in &mut table.rows {
            let cells =
                row.iter_mut().zip(&marks).filter(|(cell, mark)| **mark && !cell.is_empty());
            cells.for_each(|(cell, _)| {
                *cell = format!("{:.6}", max - rng.f64() * (max - min) / 3.0)
            });
        }
    }
    case
}

/// A figure without its sign and the zeros at its end, with which some are written.
fn bare(figure: &str) -> String {
    let figure = figure.trim_start_matches(['-', '−']);
    if figure.contains('.') { figure.trim_end_matches('0').to_owned() } else { figure.to_owned() }
}

/// Those that no other figure is by chance.
fn telling(figure: &str) -> Option<String> {
    let figure = bare(figure);
    figure.split_once('.').filter(|(_, decimals)| decimals.len() > 3)?;
    Some(figure)
}

/// What belongs to each entry, from the tables and the results.
fn owners(place: &Place, results: &Value) -> BTreeMap<String, Own> {
    let folder = place.path("data").join(PROGRAMME);
    let table = |name: &str| rows(&folder.join(YEAR).join(format!("{name}.csv")));
    let people: BTreeMap<_, _> =
        table("participants").into_iter().map(|row| (row["participant"].clone(), row)).collect();
    let mut owners = BTreeMap::new();
    for row in table("entries") {
        let person: &Row = &people[&row["participant"]];
        let mut own = Own { participant: row["participant"].clone(), ..Own::default() };
        own.words.extend([&row["entry"], &row["participant"]].map(Clone::clone));
        own.words.extend(["name_zh", "name_en"].map(|column| person[column].clone()));
        owners.insert(row["entry"].clone(), own);
    }
    let tables = ["assessments", "rounds"].map(table);
    for row in tables.into_iter().flatten().chain(rows(&folder.join("history.csv"))) {
        let own: &mut Own = owners.get_mut(&row["entry"]).expect("an entry");
        own.figures.extend(row.values().filter_map(|cell| telling(cell)));
    }
    for entry in results["entries"].as_array().expect("entries") {
        let own = owners.get_mut(entry["entry"].as_str().expect("an id")).expect("an entry");
        let rounds = entry["rounds"].as_array().expect("rounds").iter();
        let found = rounds.flat_map(|round| ["score", "to_date"].map(|key| &round[key]));
        let found = found.chain([&entry["overall"]]).filter_map(Value::as_str);
        own.figures.extend(found.filter_map(telling));
    }
    owners
}

/// What a report must not hold.
struct Others {
    words: BTreeSet<String>,
    figures: BTreeSet<String>,
}

impl Others {
    /// All that belongs to other participants and not to this one as well.
    fn of(owners: &BTreeMap<String, Own>, entry: &str) -> Self {
        let own = &owners[entry].participant;
        let all = |mine: bool, part: fn(&Own) -> &BTreeSet<String>| -> BTreeSet<String> {
            let some = owners.values().filter(|owner| (owner.participant == *own) == mine);
            some.flat_map(|owner| part(owner).iter().cloned()).collect()
        };
        let others = |part| &all(false, part) - &all(true, part);
        Self { words: others(|own| &own.words), figures: others(|own| &own.figures) }
    }

    /// What is found of them in a text.
    fn found(&self, text: &str) -> Vec<&String> {
        let figures: BTreeSet<_> = figures(text).into_iter().map(bare).collect();
        let words = self.words.iter().filter(|word| has_word(text, word));
        self.figures.iter().filter(|figure| figures.contains(*figure)).chain(words).collect()
    }
}

/// The figures of many that a report may show: means and quartiles of scopes, and means of criteria.
fn benchmarks(report: &Value) -> BTreeSet<String> {
    let scopes = report["benchmarks"]["scopes"].as_array().expect("scopes").iter();
    let shown = scopes.flat_map(|scope| {
        let score = &scope["score"];
        let quartiles = score["quartiles"].as_array().into_iter().flatten();
        quartiles.chain([&score["mean"], &scope["to_date"]]).collect::<Vec<_>>()
    });
    let criteria = report["criteria"].as_array().expect("criteria").iter();
    let shown = shown.chain(criteria.map(|row| &row["benchmark"]));
    shown.filter_map(Value::as_str).filter_map(telling).collect()
}

/// What every report of a season receives, by path.
fn reports(results: &Results) -> Vec<(String, Filled)> {
    let selection = Selection { targets: vec![Target::Reports], ..Selection::default() };
    let mut problems = Diagnostics::default();
    let all = std::slice::from_ref(results);
    let plan = plan(all, &selection, &Assets::default(), &mut problems);
    let reports = plan.of(Target::Reports).iter().filter_map(|job| match &job.work {
        Work::Document { content, .. } => Some((job.path.clone(), content.fill())),
        _ => None,
    });
    reports.collect()
}

/// What a PDF says: its text, and what is attached to it or told about it.
fn said(pdf: &[u8]) -> String {
    let mut said = document::text(pdf);
    for object in Document::load_mem(pdf).expect("a PDF").objects.into_values() {
        let Object::Stream(stream) = object else { continue };
        let kind = stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default();
        if [&b"EmbeddedFile"[..], b"Metadata"].contains(&kind) {
            let content = stream.decompressed_content().unwrap_or(stream.content);
            said.push_str(&String::from_utf8_lossy(&content));
        }
    }
    said
}

/// What was searched.
#[derive(Default)]
struct Searched {
    reports: usize,
    secrets: usize,
    benchmarks: usize,
}

/// Searches all reports of a season.
fn search(case: &Case, place: &Place, searched: &mut Searched) {
    let request = Request { data: place.path("data"), programme: None, season: None };
    let mut problems = Diagnostics::default();
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    let season = assess(&dataset.seasons[0], case.as_of.parse().expect("a day"));
    let owners = owners(place, &serde_json::from_str(&json(&season)).expect("JSON"));
    let run = place.plaudit_on(&case.as_of, &["build", "reports"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let built: Files = files(&place.path("output"));
    for (path, filled) in reports(&season) {
        let file = path.rsplit('/').next().and_then(|file| file.split('.').next());
        let mut others = Others::of(&owners, file.expect("named after its entry"));
        let report: Value = serde_json::from_str(&filled.value).expect("JSON");
        let benchmarks = benchmarks(&report);
        others.figures = &others.figures - &benchmarks;
        let value = serde_json::to_string(&filled).expect("JSON");
        let found = others.found(&value);
        assert!(found.is_empty(), "{path}: {found:?} in {value}\n{case:?}");
        let pdf = said(&built[&path]);
        let found = others.found(&pdf);
        assert!(found.is_empty(), "{path}: {found:?} in {pdf}\n{case:?}");
        // What is its own is found there: others' would be as well.
        let name = &report["participant"]["name"];
        let words =
            [&name["zh"], &name["en"]].map(|name| name.as_str().expect("a name").to_owned());
        let own = Others {
            words: words.into(),
            figures: report["score"].as_str().and_then(telling).into_iter().collect(),
        };
        assert_eq!(own.found(&value).len(), 2 + own.figures.len(), "{path}: {value}");
        let shown = own.found(&pdf).len() - own.figures.len();
        let apart = path.contains(".zh.") || path.contains(".en.");
        assert!(shown == 2 || (apart && shown == 1), "{path}: {pdf}");
        searched.reports += 1;
        searched.secrets += others.figures.len() + others.words.len();
        searched.benchmarks += benchmarks.len();
    }
}

#[test]
fn no_report_holds_a_name_or_a_figure_of_another() {
    let (mut rng, mut searched) = (Rng::with_seed(7), Searched::default());
    let placed = cases(7).map(|case| {
        let (case, place) = (marked(case, &mut rng), Place::new());
        case.write(&place.path("data"));
        (case, place)
    });
    let sound = placed.filter(|(case, place)| {
        let run = place.plaudit_on(&case.as_of, &["assess"]);
        let people = case.tables.iter().find(|table| table.name == "participants");
        run.status.success() && people.is_some_and(|table| table.rows.len() > 4)
    });
    for (case, place) in sound.take(SEASONS) {
        search(&case, &place, &mut searched);
        fs::remove_dir_all(place.path("")).expect("removable");
    }
    let Searched { reports, secrets, benchmarks } = searched;
    println!("{secrets} looked for in {reports} reports, which show {benchmarks} benchmarks");
    assert!(reports > 100 && secrets / reports > 50 && benchmarks > reports, "{reports}");
}
