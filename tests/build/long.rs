//! A season with more winners than a page lists is divided into pages, and nobody is lost between them.

use std::collections::BTreeMap;
use std::fs;

use crate::run::{Files, Place, text};

/// Winners of the season, and of the one before it, so that each stands on the honour roll too. A page lists
/// 400 names.
const WINNERS: usize = 450;

/// The site of a season in which everybody wins gold.
fn built() -> Files {
    let place = Place::with("tests/fixtures/season");
    let folder = place.path("data/demo");
    fs::remove_dir_all(place.path("data/mark")).expect("removable");
    for file in fs::read_dir(folder.join("2026")).expect("a season") {
        let path = file.expect("listed").path();
        if path.extension().is_some_and(|ending| ending == "csv") {
            fs::remove_file(path).expect("removable");
        }
    }
    let write = |file: &str, head: &str, row: &dyn Fn(usize) -> String| {
        let rows: String = (0..WINNERS).map(row).collect();
        fs::write(folder.join(file), format!("{head}\n{rows}")).expect("writable");
    };
    write("2026/participants.csv", "participant,name_zh,name_en,email", &|n| {
        format!("p{n},第{n}號風箏店,Kite Shop {n},p{n}@x.example\n")
    });
    write("2026/entries.csv", "entry,participant,stream,mode,sector,size,name_zh,name_en", &|n| {
        format!("e{n},p{n},online,chat,kites,1,,\n")
    });
    write("2026/rounds.csv", "entry,round,score", &|n| {
        let score = if n == 0 { 99 } else { 95 };
        format!("e{n},spring,{score}\ne{n},autumn,{score}\n")
    });
    write("history.csv", "season,entry,stream,group,overall,tier", &|n| {
        format!("2025,e{n},online,A,91.0,gold\n")
    });
    let programme = folder.join("programme.toml");
    let toml = fs::read_to_string(&programme).expect("readable");
    let site = "\n[site]\nbase_url = \"https://awards.example\"\n";
    fs::write(&programme, toml + site).expect("writable");
    let run = place.plaudit_on("2026-12-15", &["build", "site"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    place.files()
}

/// How often each participant's page is led to from the pages of a season, and the names of those pages.
fn told(files: &Files, season: &str) -> (BTreeMap<String, usize>, Vec<String>) {
    let (mut told, mut pages) = (BTreeMap::new(), Vec::new());
    let start = format!("site/en/demo/{season}/");
    for (path, page) in files {
        let Some(name) = path.strip_prefix(&start).filter(|name| name.ends_with(".html")) else {
            continue;
        };
        let page = text(page);
        let links = page.split("participants/p").skip(1);
        let before = told.values().sum::<usize>();
        for id in links.filter_map(|link| link.split_once("/\"")).map(|(id, _)| id) {
            *told.entry(id.to_owned()).or_insert(0) += 1;
        }
        let listed = told.values().sum::<usize>() - before;
        assert!(listed > 0 && listed <= 400 + 10, "{path} lists {listed}");
        pages.push(name.trim_end_matches("index.html").to_owned());
    }
    (told, pages)
}

#[test]
fn every_winner_stands_on_one_page_of_a_long_season() {
    let files = built();
    let (winners, pages) = told(&files, "2026");
    assert_eq!(pages, ["", "page/2/", "page/3/"]);
    assert_eq!(winners.len(), WINNERS);
    for (id, times) in &winners {
        // Once on the roll and once in its sector; the best of all is told before.
        assert_eq!(*times, if id == "0" { 3 } else { 2 }, "p{id}");
    }
    let (past, pages) = told(&files, "2025");
    assert_eq!(pages, ["", "page/2/"]);
    assert!(past.len() == WINNERS && past.values().all(|times| *times == 1), "{past:?}");
}

#[test]
fn the_pages_of_a_long_season_lead_to_each_other_and_are_listed() {
    let files = built();
    let sitemap = text(&files["site/sitemap.xml"]);
    for season in ["2025", "2026"] {
        let first = text(&files[&format!("site/en/demo/{season}/index.html")]);
        assert!(first.contains("href=\"page/2/\""), "{season}");
        let second = text(&files[&format!("site/en/demo/{season}/page/2/index.html")]);
        assert!(second.contains("href=\"../../\"") && second.contains("aria-current=\"page\""));
        assert!(second.contains(&format!("../../../../../zh/demo/{season}/page/2/")), "its twin");
        for language in ["zh", "en"] {
            let address = format!("/{language}/demo/{season}/page/2/<");
            assert!(sitemap.contains(&address), "{address}");
        }
        // What it was all about is told once.
        assert!(
            first.contains("class=\"hero-sentence") && !second.contains("class=\"hero-sentence")
        );
    }
}
