//! The catalogues of messages: the same keys in each language, and every key used.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load, read_assets};
use plaudit::render::check_messages;

fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")
}

/// Every key of a catalogue with its words, tables joined with points.
fn catalogue(language: &str) -> BTreeMap<String, String> {
    let path = templates().join(format!("messages/{language}.toml"));
    let text = fs::read_to_string(path).expect("the catalogue is there");
    let mut keys = BTreeMap::new();
    flatten("", &text.parse().expect("the catalogue parses"), &mut keys);
    keys
}

fn flatten(prefix: &str, table: &toml::Table, keys: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(table) => flatten(&path, table, keys),
            toml::Value::String(words) => drop(keys.insert(path, words.clone())),
            other => drop(keys.insert(path, other.to_string())),
        }
    }
}

/// The same test as `plaudit check` makes, of all that the repository has.
#[test]
fn the_catalogues_agree_with_one_another_and_with_the_templates() {
    let assets = read_assets(Some(&templates()), None).expect("readable");
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let request = Request { data, programme: None, season: None };
    let mut problems = Diagnostics::default();
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    let programmes: Vec<_> = dataset.seasons.iter().map(|season| &*season.programme).collect();
    assert_eq!(programmes.len(), 2);
    let found = check_messages(&assets, "templates", &programmes).render(false);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What templates do not name, sheets and explanations do.
#[test]
fn every_message_of_plaudits_own_is_used() {
    let sheets = source("src/plan/secretariat");
    let unused = |key: &String| match key.split_once('.') {
        Some(("explain", own)) => !is_explained(own),
        Some(("secretariat", _)) => !heads_a_sheet(key, &sheets),
        _ => false,
    };
    let unused: Vec<_> = catalogue("en").into_keys().filter(unused).collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// Whether the secretariat's sheets name a key, by its last part: `words.head("entry")`. Languages
/// are named by the programme.
fn heads_a_sheet(key: &str, sheets: &str) -> bool {
    let Some((table, name)) = key.strip_prefix("secretariat.").and_then(|own| own.split_once('.'))
    else {
        return false;
    };
    table == "language" || sheets.contains(&format!("\"{name}\""))
}

/// Whether `plaudit explain` names a key: a fact where facts are made, a word where they are told.
fn is_explained(key: &str) -> bool {
    let (folder, own) = match key.strip_prefix("words.") {
        Some(own) => ("src/cli/explain.rs", own),
        None => ("src/assess/explain", key),
    };
    let own = own.trim_end_matches(".one").trim_end_matches(".other");
    source(folder).contains(&format!("\"{own}\""))
}

/// The text of a source file, or of all in a folder.
fn source(path: &str) -> String {
    let files = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let files = files.into_iter().filter_map(Result::ok).filter(|file| file.path().is_file());
    files.map(|file| fs::read_to_string(file.path()).expect("sources are text")).collect()
}

#[test]
fn every_fact_of_a_derivation_has_words() {
    let keys: Vec<_> = catalogue("en").into_keys().collect();
    let text = source("src/assess/explain").split_whitespace().collect::<String>();
    let facts = text.split("Derivation::of(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let facts: Vec<_> = facts.collect();
    assert!(facts.len() > 50, "the facts are found");
    for fact in facts {
        let words = format!("explain.{fact}");
        let form = format!("{words}.other");
        assert!(keys.iter().any(|key| *key == words || *key == form), "{fact} has no words");
    }
}

#[test]
fn a_message_that_no_sheet_names_is_found() {
    let sheets = "let head = [\"entry\", \"to-date\"].map(|name| words.head(name));";
    assert!(heads_a_sheet("secretariat.head.to-date", sheets));
    for key in ["secretariat.head.date", "secretariat.sheet.fees", "terms.entry"] {
        assert!(!heads_a_sheet(key, sheets), "{key}");
    }
}

/// The forms of Hong Kong, not of elsewhere: a sample of simplified and of other regional forms.
#[test]
fn chinese_is_written_as_in_hong_kong() {
    let elsewhere = "爲内产国会这为时们个说对开关发见学实标优质应该门间问点线组级类网络";
    for (key, words) in catalogue("zh") {
        let wrong: String = words.chars().filter(|c| elsewhere.contains(*c)).collect();
        assert_eq!(wrong, "", "{key}: {words}");
        let listed = words.starts_with('[');
        let latin = words.contains([',', ';', '?', '!']) && !words.is_ascii() && !listed;
        assert!(!latin, "{key} has Latin punctuation: {words}");
    }
}
