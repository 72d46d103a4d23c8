//! The public site keeps what is confidential, and says nothing before its time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use crate::run::{Place, TODAY, sample, text};

/// The pages and other texts of a site, fonts aside.
fn pages(place: &Place) -> BTreeMap<String, String> {
    let files = place.files().into_iter().filter(|(path, _)| path.starts_with("site/"));
    files
        .filter(|(path, _)| !path.ends_with(".woff2") && !path.ends_with(".png"))
        .map(|(path, bytes)| (path, text(&bytes)))
        .collect()
}

/// A column of a table of the sample, with the first as key.
fn column(file: &str, name: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_path(sample("data").join(file)).expect("readable");
    let header = reader.headers().expect("a header").clone();
    let at = header.iter().position(|column| column == name).expect("the column");
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| (row[0].to_owned(), row[at].to_owned())).collect()
}

/// The results of a programme, as `assess` tells them.
pub(crate) fn results(programme: &str) -> serde_json::Value {
    let output = Command::new(env!("CARGO_BIN_EXE_plaudit"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["assess", "--format", "json", "--programme", programme, "--as-of", TODAY])
        .output()
        .expect("plaudit starts");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

pub(crate) fn list(value: &serde_json::Value) -> &[serde_json::Value] {
    value.as_array().expect("a list")
}

pub(crate) fn word(value: &serde_json::Value) -> &str {
    value.as_str().expect("a word")
}

/// Every score of a season that could be looked for: published, and not a threshold.
fn scores(results: &serde_json::Value) -> BTreeSet<String> {
    let mut scores = BTreeSet::new();
    for entry in list(&results["entries"]) {
        let rounds =
            list(&entry["rounds"]).iter().flat_map(|round| [&round["score"], &round["to_date"]]);
        scores.extend(rounds.chain([&entry["overall"]]).filter_map(|score| score.as_str()));
    }
    // The thresholds of the tiers stand on the programme's page.
    let thresholds = ["90.0", "80.0", "70.0", "89.9", "79.9"];
    scores.into_iter().filter(|score| !thresholds.contains(score)).map(str::to_owned).collect()
}

#[test]
fn no_score_stands_on_the_site() {
    let place = Place::new();
    place.build(&["site"]);
    let pages = pages(&place);
    for programme in ["hkcca-mca", "hkrma-cxr"] {
        let scores = scores(&results(programme));
        assert!(scores.len() > 15, "the sample has many scores");
        for (path, page) in &pages {
            let leaked: Vec<_> =
                scores.iter().filter(|score| page.contains(score.as_str())).collect();
            // A stylesheet has numbers of its own, the same whatever the season.
            assert!(leaked.is_empty() || path.ends_with(".css"), "{path} shows {leaked:?}");
        }
    }
}

#[test]
fn nobody_is_named_but_winners() {
    let place = Place::new();
    place.build(&["site"]);
    let all = pages(&place).into_values().collect::<String>();
    let results = results("hkcca-mca");
    let names = column("hkcca-mca/2026/participants.csv", "name_en");
    let mut winners = BTreeSet::new();
    for entry in list(&results["entries"]) {
        if !entry["tier"].is_null() || !list(&entry["recognitions"]).is_empty() {
            winners.insert(word(&entry["participant"]));
        }
    }
    // Nor who won in the past, but nothing this year.
    let owners = list(&results["entries"]).iter();
    let owners: BTreeMap<_, _> =
        owners.map(|entry| (word(&entry["entry"]), word(&entry["participant"]))).collect();
    let history = fs::read_to_string(sample("data/hkcca-mca/history.csv")).expect("readable");
    let held = history.lines().skip(1).filter(|row| !row.ends_with(','));
    let mut held = held.filter_map(|row| owners.get(row.split(',').nth(1)?));
    assert!(held.any(|owner| !winners.contains(owner)), "the sample has one");
    let certified = column("hkrma-cxr/2026/participants.csv", "name_en");
    let escape = |name: &str| name.replace('&', "&amp;").replace('\'', "&#39;");
    let mut silent = 0;
    for (id, name) in &names {
        let shown = all.contains(&escape(name)) || all.contains(name);
        if winners.contains(id.as_str()) {
            assert!(shown, "{id} {name} won");
        } else if !certified.values().any(|other| other == name) {
            assert!(!shown, "{id} {name} did not win");
            silent += 1;
        }
    }
    assert!(silent > 2, "the sample has participants without an award");
}

#[test]
fn the_directory_names_certificates_from_their_first_day() {
    let place = Place::of("hkrma-cxr");
    place.build(&["site"]);
    let pages = pages(&place);
    let directory = &pages["site/en/hkrma-cxr/2026/index.html"];
    let mut shown = 0;
    for entry in list(&results("hkrma-cxr")["entries"]) {
        let certificate = &entry["certificate"];
        if let Some(number) = certificate["number"].as_str() {
            let public = word(&certificate["status"]) != "pending";
            assert_eq!(directory.contains(number), public, "{number}");
            shown += usize::from(public);
        }
    }
    assert_eq!(shown, 41);
    // Failed and holds no certificate; recognised only in December.
    for id in ["b010", "b035", "b042"] {
        let participant = &column("hkrma-cxr/2026/entries.csv", "participant")[id];
        let name = &column("hkrma-cxr/2026/participants.csv", "name_zh")[participant];
        assert!(!directory.contains(name.as_str()), "{id} {name}");
    }
}

#[test]
fn before_the_results_the_site_announces_the_day_and_nothing_else() {
    let (place, early) = (Place::of("hkcca-mca"), Place::of("hkcca-mca"));
    place.build(&["site"]);
    let built = Command::new(env!("CARGO_BIN_EXE_plaudit"))
        .current_dir(early.path(""))
        .args(["build", "site", "--as-of", "2026-11-05"])
        .output();
    assert!(built.expect("plaudit starts").status.success());
    let names = ["name_zh", "name_en"].map(|name| column("hkcca-mca/2026/participants.csv", name));
    let (before, after) = (pages(&early), pages(&place));
    let only = |path: &&String| {
        path.contains("/participants/")
            || path.ends_with("2026/results.json")
            || path.contains("/search.")
    };
    let always = after.keys().filter(|path| !only(path) && !path.ends_with(".css"));
    let there = before.keys().filter(|path| !path.ends_with(".css"));
    assert_eq!(there.collect::<Vec<_>>(), always.collect::<Vec<_>>());
    assert!(before["site/en/hkcca-mca/2026/index.html"].contains("6 November 2026"));
    for (path, page) in before {
        for name in names.iter().flat_map(BTreeMap::values) {
            assert!(!page.contains(name.as_str()), "{path} names {name}");
        }
    }
    // Nor does a font hold a character that only a winner's name has.
    let glyphs = |place: &Place| {
        let files = place.files();
        let mut fonts =
            files.iter().filter(|(path, _)| path.contains("/zh-serif") && path.ends_with(".woff2"));
        fonts.next().expect("the font of names").1.len()
    };
    assert!(glyphs(&early) < glyphs(&place));
}

#[test]
fn an_award_without_a_day_of_results_has_none() {
    let place = Place::of("hkcca-mca");
    let season = place.path("data/hkcca-mca/2026/season.toml");
    let text = fs::read_to_string(&season).expect("readable");
    fs::write(&season, text.replace(", results = 2026-11-06", "")).expect("writable");
    place.build(&["site"]);
    let names = column("hkcca-mca/2026/participants.csv", "name_en");
    for (path, page) in pages(&place) {
        let named: Vec<_> = names.values().filter(|name| page.contains(name.as_str())).collect();
        assert!(named.is_empty(), "{path} names {named:?}");
    }
}

#[test]
fn under_leaders_only_who_holds_a_recognition_is_named() {
    let place = Place::of("hkcca-mca");
    let programme = place.path("data/hkcca-mca/programme.toml");
    let text = fs::read_to_string(&programme).expect("readable");
    fs::write(&programme, text.replace("site = \"winners\"", "site = \"leaders\""))
        .expect("writable");
    place.build(&["site"]);
    let all = pages(&place).into_values().collect::<String>();
    let names = column("hkcca-mca/2026/participants.csv", "name_zh");
    let results = results("hkcca-mca");
    let awards = list(&results["recognitions"]).iter().flat_map(|award| list(&award["winners"]));
    let awarded: BTreeSet<_> = awards.map(word).collect();
    let leads = |participant: &str| {
        let entries = list(&results["entries"]).iter();
        let mut own = entries.filter(|entry| entry["participant"] == participant);
        awarded.contains(participant) || own.any(|entry| awarded.contains(word(&entry["entry"])))
    };
    for (id, name) in names {
        assert_eq!(all.contains(&name), leads(&id), "{id} {name}");
    }
}

#[test]
fn every_page_has_its_twin_and_every_link_its_page() {
    let place = Place::new();
    place.build(&["site"]);
    let files = place.files();
    let pages = pages(&place);
    let mut links = 0;
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let folder = path.trim_start_matches("site/").trim_end_matches("index.html");
        if let Some(rest) = folder.strip_prefix("zh/") {
            assert!(pages.contains_key(&format!("site/en/{rest}index.html")), "{path} has no twin");
        }
        for attribute in ["href=\"", "src=\""] {
            for link in page.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                if link.starts_with('#') || link.contains(':') {
                    continue;
                }
                let target = resolve(folder, link.split('#').next().unwrap_or(link));
                assert!(files.contains_key(&target), "{path} links to {link}, which is {target}");
                links += 1;
            }
        }
    }
    assert!(links > 100, "{links} links");
}

/// The file that a relative link leads to.
fn resolve(folder: &str, link: &str) -> String {
    // The page for what is not there is shown at any depth, and begins at the sample's address.
    let (folder, link) = match link.strip_prefix("/results/") {
        Some("") => return "site/index.html".to_owned(),
        Some(rest) => ("", rest),
        None => (folder, link),
    };
    let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    let index = if link.is_empty() || link.ends_with(['/', '.']) { "/index.html" } else { "" };
    format!("site/{}{index}", parts.join("/")).replace("//", "/")
}

#[test]
fn pages_ask_nothing_of_the_network_and_hold_no_inline_script() {
    let place = Place::new();
    place.build(&["site"]);
    for (path, page) in pages(&place) {
        for word in ["<style", "onclick=", "@import", "src=\"http", "url(http", "src=\"//"] {
            assert!(!page.contains(word), "{path} has {word}");
        }
        let scripts = page.matches("<script").count();
        let data = page.matches("<script type=\"application/ld+json\">").count();
        let own = page.matches("<script src=").count();
        assert_eq!(scripts, own + data, "{path} has an inline script");
    }
}

#[test]
fn fonts_hold_the_characters_of_names() {
    let place = Place::new();
    place.build(&["site"]);
    for (path, bytes) in place.files() {
        if path.ends_with(".woff2") {
            assert_eq!(&bytes[..4], b"wOF2", "{path}");
            assert!(bytes.len() < 250_000, "{path} has {} bytes", bytes.len());
        }
    }
    let manifest = fs::read_to_string(place.path("output/manifest.json")).expect("readable");
    assert!(manifest.contains("site/assets/zh-serif"));
}

#[test]
fn a_name_is_text_and_never_run() {
    let place = Place::of("hkrma-cxr");
    let path = place.path("data/hkrma-cxr/2026/participants.csv");
    let table = fs::read_to_string(&path).expect("readable");
    let hostile = r##""#read(""/etc/passwd"") <script>alert(1)</script> {{ as_of }} $x$ *b* ]""##;
    let row = table.lines().find(|row| row.starts_with("p001,")).expect("the first brand's");
    let cells: Vec<_> = row.split(',').collect();
    let wicked = row.replacen(cells[2], hostile, 1);
    fs::write(&path, table.replace(row, &wicked)).expect("writable");
    place.build(&["site"]);
    place.build(&["reports", "artwork", "--entry", "b001"]);
    let pages = pages(&place);
    let directory = &pages["site/en/hkrma-cxr/2026/index.html"];
    let escaped = "#read(&quot;/etc/passwd&quot;) &lt;script&gt;alert(1)&lt;&#x2F;script&gt; {{ as_of }} $x$ *b* ]";
    let plain = escaped.replace("&#x2F;", "/");
    assert!(directory.contains(escaped) || directory.contains(&plain));
    assert!(pages.values().all(|page| !page.contains("<script>alert")));
}

/// The most bytes of a page with every stylesheet that it links, as a browser holds them.
const MOST: usize = 60_000;

/// How many bytes a page has with its stylesheets.
fn weight(path: &str, pages: &BTreeMap<String, String>) -> usize {
    let page = &pages[path];
    let styles = page.split("<link rel=\"stylesheet\" href=\"").skip(1);
    let styles = styles.filter_map(|link| link.split('"').next()).map(|href| {
        let name = href.rsplit('/').next().unwrap_or_default();
        pages[&format!("site/assets/{name}")].len()
    });
    let styles: Vec<_> = styles.collect();
    assert!(!styles.is_empty(), "{path} has no stylesheet");
    page.len() + styles.iter().sum::<usize>()
}

#[test]
fn no_page_of_the_sample_is_heavy_with_its_stylesheets() {
    for day in ["2026-11-05", "2026-11-06", TODAY] {
        let place = Place::new();
        let run = place.plaudit_on(day, &["build", "site"]);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        let pages = pages(&place);
        let all: Vec<_> = pages.keys().filter(|path| path.ends_with(".html")).collect();
        assert!(all.len() > 90, "{} pages", all.len());
        for path in all {
            let bytes = weight(path, &pages);
            assert!(bytes < MOST, "{day}: {path} has {bytes} bytes with its stylesheets");
            assert!(!path.contains("/2026/page/"), "a season of this size has one page");
        }
    }
}

#[test]
fn the_web_site_of_the_awarding_body_is_reached_however_it_is_written() {
    let place = Place::small();
    let path = place.path("data/demo/programme.toml");
    let rules = fs::read_to_string(&path).expect("text");
    let line = rules.lines().find(|line| line.starts_with("contact = ")).expect("a line");
    let website =
        line.split("website = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("one");
    for (written, address) in [
        ("httpclub.example", "https://httpclub.example"),
        ("HTTPS://club.example", "HTTPS://club.example"),
        ("http://club.example", "http://club.example"),
    ] {
        let line = line.replace(website, written);
        let other =
            rules.lines().map(|old| if old.starts_with("contact = ") { &line } else { old });
        fs::write(&path, other.collect::<Vec<_>>().join("\n")).expect("writable");
        place.build(&["site"]);
        let page = fs::read_to_string(place.path("output/site/en/demo/index.html")).expect("text");
        assert!(page.contains(&format!("href=\"{address}\"")), "{written}");
        assert!(page.contains(&format!("\"url\":\"{address}\"")), "{written}");
    }
}
