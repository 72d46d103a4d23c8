//! What a browser makes of the pages, by the judges in `judges/`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::markup::tags;
use crate::run::{TODAY, sample};
use crate::site::site;
use crate::tools::judge;

/// What a judge complains of.
#[derive(Deserialize, Clone, Debug)]
pub(crate) struct Complaint {
    about: String,
    page: String,
    said: String,
}

/// The complaints of a judge; none where a tool is not installed.
pub(crate) fn complaints(script: &str, knows: &Value) -> Option<Vec<Complaint>> {
    let said = judge(script, knows)?;
    Some(serde_json::from_value(said).expect("a list of complaints"))
}

/// Asserts that there is nothing to complain of, or shows the first.
#[track_caller]
pub(crate) fn content(complaints: &[Complaint]) {
    let told = complaints.iter().take(20);
    let told: Vec<_> = told.map(|one| format!("{}: {}", one.page, one.said)).collect();
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), told.join("\n"));
}

fn all() -> Vec<&'static str> {
    site().pages().map(|(path, _)| path).collect()
}

/// Of all pages made alike, the first: alike are those of one language and programme that have the same
/// elements and classes, so that every state of a certificate is a kind of its own.
pub(crate) fn kinds() -> Vec<&'static str> {
    let mut kinds = BTreeMap::new();
    for (path, page) in site().pages() {
        let parts: BTreeSet<_> = tags(page)
            .into_iter()
            .map(|tag| {
                let programme =
                    tag.get("data-programme").or(tag.get("lang").filter(|_| tag.name == "html"));
                (tag.name, tag.get("class").unwrap_or_default(), programme.unwrap_or_default())
            })
            .collect();
        kinds.entry(parts).or_insert(path);
    }
    kinds.into_values().collect()
}

fn languages() -> Value {
    json!([{"id": "zh", "tag": "zh-Hant-HK"}, {"id": "en", "tag": "en-HK"}])
}

/// What is found on a visit of every page, of some kind.
fn found(about: &[&str]) -> Option<Vec<Complaint>> {
    static FOUND: OnceLock<Option<Vec<Complaint>>> = OnceLock::new();
    let visit = || complaints("visit.cjs", &json!({"base": site().base, "pages": all()}));
    let found = FOUND.get_or_init(visit).as_ref()?.iter();
    Some(found.filter(|one| about.contains(&one.about.as_str())).cloned().collect())
}

#[test]
fn no_page_breaks_its_policy_or_says_anything_on_the_console() {
    if let Some(found) = found(&["console", "policy"]) {
        content(&found);
    }
}

#[test]
fn no_request_leaves_the_site_or_fails() {
    if let Some(found) = found(&["request"]) {
        content(&found);
    }
}

#[test]
fn every_page_fits_a_screen_of_320_px() {
    if let Some(found) = found(&["width"]) {
        content(&found);
    }
}

#[test]
fn every_page_asks_for_two_faces_at_most() {
    if let Some(found) = found(&["faces"]) {
        content(&found);
    }
}

#[test]
fn every_character_is_of_the_fonts_of_the_site() {
    if let Some(found) = found(&["fonts"]) {
        content(&found);
    }
}

#[test]
fn axe_finds_no_violation() {
    let look = |path: &&str, theme: &str, width: u32| json!({"path": path, "theme": theme, "width": width});
    let mut looks: Vec<_> = all().iter().map(|path| look(path, "light", 390)).collect();
    for (theme, width) in [("light", 1280), ("dark", 390), ("dark", 1280)] {
        looks.extend(kinds().iter().map(|path| look(path, theme, width)));
    }
    let knows = json!({"base": site().base, "pages": [], "looks": looks});
    if let Some(found) = complaints("axe.cjs", &knows) {
        content(&found);
    }
}

#[test]
fn a_click_leads_to_the_same_page_in_the_other_language() {
    let pages: Vec<_> = kinds().into_iter().filter(|path| path.starts_with(['z', 'e'])).collect();
    assert!(pages.len() > 8, "{pages:?}");
    let knows = json!({"base": site().base, "pages": pages, "languages": languages()});
    if let Some(found) = complaints("switch.cjs", &knows) {
        content(&found);
    }
}

/// The names of all who hold an award or a certificate, by the page that lists them.
fn names() -> BTreeMap<String, Vec<String>> {
    let mut names = BTreeMap::new();
    for programme in ["hkcca-mca", "hkrma-cxr"] {
        let season = sample("data").join(programme).join("2026");
        let table = |file: &str| -> BTreeMap<String, BTreeMap<String, String>> {
            let mut reader = csv::Reader::from_path(season.join(file)).expect("readable");
            let rows =
                reader.deserialize::<BTreeMap<String, String>>().map(|row| row.expect("a row"));
            let key = if file.starts_with("entries") { "entry" } else { "participant" };
            rows.map(|row| (row[key].clone(), row)).collect()
        };
        let (entries, participants) = (table("entries.csv"), table("participants.csv"));
        let arguments = ["assess", "--format", "json", "--programme", programme, "--as-of", TODAY];
        let mut plaudit = Command::new(env!("CARGO_BIN_EXE_plaudit"));
        let output =
            plaudit.current_dir(sample("")).args(arguments).output().expect("plaudit starts");
        let results: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let public = |entry: &&Value| match programme {
            "hkcca-mca" => !entry["tier"].is_null(),
            _ => entry["certificate"]["status"].as_str().is_some_and(|status| status != "pending"),
        };
        for entry in results["entries"].as_array().expect("entries").iter().filter(public) {
            let entry = &entries[entry["entry"].as_str().expect("an id")];
            let participant = &participants[&entry["participant"]];
            for language in ["zh", "en"] {
                let column = format!("name_{language}");
                let own = entry.get(&column).filter(|name| !name.is_empty());
                let name = own.unwrap_or(&participant[&column]).clone();
                let page = format!("{language}/{programme}/2026/index.html");
                names.entry(page).or_insert_with(Vec::new).push(name);
            }
        }
    }
    names
}

#[test]
fn without_scripts_nothing_is_missing() {
    let names = names();
    assert!(names.len() == 4 && names.values().all(|names| names.len() > 35), "{names:?}");
    let mut pages = kinds();
    pages.retain(|page| !names.contains_key(*page) && *page != "index.html");
    pages.extend(names.keys().map(String::as_str));
    let knows = json!({"base": site().base, "pages": pages, "names": names});
    if let Some(found) = complaints("plain.cjs", &knows) {
        content(&found);
    }
}

#[test]
fn the_first_page_sends_readers_on_to_their_own_language() {
    let knows = json!({"base": site().base, "pages": [], "languages": languages()});
    if let Some(found) = complaints("door.cjs", &knows) {
        content(&found);
    }
}
