//! What the site says of whom over the seasons: pages of participants, archive, public data and feed hold
//! what was decided and what past results tell, no more and no less.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::run::{Files, Place, sample, text};
use crate::site::{list, results, word};

/// A tier of the table of past results, by year, stream and entry.
struct Past {
    year: String,
    entry: String,
    stream: String,
    tier: String,
}

/// The rows of past results with a tier.
fn past() -> Vec<Past> {
    let table = csv::Reader::from_path(sample("data/hkcca-mca/history.csv")).expect("readable");
    let rows = table.into_deserialize::<BTreeMap<String, String>>();
    let rows = rows.map(|row| row.expect("a row")).filter(|row| !row["tier"].is_empty());
    let past = rows.map(|mut row| {
        let mut cell = |name: &str| row.remove(name).expect("a column");
        Past {
            year: cell("season"),
            entry: cell("entry"),
            stream: cell("stream"),
            tier: cell("tier"),
        }
    });
    past.collect()
}

/// Whose each entry is.
fn owners(results: &Value) -> BTreeMap<&str, &str> {
    let entries = list(&results["entries"]).iter();
    entries.map(|entry| (word(&entry["entry"]), word(&entry["participant"]))).collect()
}

/// The years, tiers and other awards of each participant, by the assessment and past results.
fn claims(results: &Value) -> BTreeMap<String, (BTreeSet<String>, usize, usize)> {
    let owners = owners(results);
    let mut claims: BTreeMap<String, (BTreeSet<String>, usize, usize)> = BTreeMap::new();
    let mut claim = |whose: &str, year: &str, tiers: usize, others: usize| {
        if tiers + others > 0 {
            let own = claims.entry(whose.to_owned()).or_default();
            own.0.insert(year.to_owned());
            own.1 += tiers;
            own.2 += others;
        }
    };
    for entry in list(&results["entries"]) {
        claim(word(&entry["participant"]), "2026", usize::from(!entry["tier"].is_null()), 0);
    }
    for award in list(&results["recognitions"]) {
        for winner in list(&award["winners"]).iter().map(word) {
            claim(owners.get(winner).copied().unwrap_or(winner), "2026", 0, 1);
        }
    }
    // Of the past only those are named who won this season.
    let named: BTreeSet<String> = claims.keys().cloned().collect();
    let mut claim = |whose: &str, year: &str| {
        let own = claims.entry(whose.to_owned()).or_default();
        own.0.insert(year.to_owned());
        own.1 += 1;
    };
    for row in past() {
        let owner = owners.get(row.entry.as_str()).filter(|owner| named.contains(**owner));
        if let Some(owner) = owner {
            claim(owner, &row.year);
        }
    }
    claims
}

fn site(place: &Place, day: &str) -> Files {
    let output = place.plaudit_on(day, &["build", "site"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    place.files()
}

fn page<'a>(files: &'a Files, path: &str) -> &'a str {
    let bytes = files.get(&format!("site/{path}")).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn json(files: &Files, path: &str) -> Value {
    serde_json::from_str(page(files, path)).expect("JSON")
}

/// The folders of participants' pages in a language.
fn holders<'a>(files: &'a Files, language: &str) -> BTreeSet<&'a str> {
    let folder = format!("site/{language}/hkcca-mca/participants/");
    let pages =
        files.keys().filter_map(|path| path.strip_prefix(&folder)?.strip_suffix("/index.html"));
    pages.collect()
}

#[test]
fn a_participants_page_has_all_its_awards_and_nobody_else_has_a_page() {
    let place = Place::of("hkcca-mca");
    place.build(&["site"]);
    let files = place.files();
    let claims = claims(&results("hkcca-mca"));
    assert!(claims.values().any(|(years, ..)| years.len() > 4), "the sample has long histories");
    for language in ["zh", "en"] {
        let expected: BTreeSet<_> = claims.keys().map(String::as_str).collect();
        assert_eq!(holders(&files, language), expected);
        let all = page(&files, &format!("{language}/hkcca-mca/participants/index.html"));
        for (id, (years, tiers, others)) in &claims {
            let own = page(&files, &format!("{language}/hkcca-mca/participants/{id}/index.html"));
            assert_eq!(own.matches("class=\"given-tier\"").count(), *tiers, "{id}");
            assert_eq!(own.matches("<li><span class=\"serif\">").count(), *others, "{id}");
            let shown: Vec<_> = own.split("<h2 id=\"y").skip(1).map(|rest| &rest[..4]).collect();
            let latest_first: Vec<_> = years.iter().rev().collect();
            assert_eq!(shown, latest_first, "{id}");
            assert_eq!(all.matches(&format!("href=\"{id}/\"")).count(), 1, "{id}");
            let data = described(own);
            assert_eq!(list(&data["award"]).len(), tiers + others, "{id}");
        }
    }
}

/// What a page tells search engines.
fn described(page: &str) -> Value {
    let (_, rest) =
        page.split_once("<script type=\"application/ld+json\">").expect("a description");
    let (data, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(data).expect("JSON")
}

#[test]
fn the_data_of_a_season_are_its_claims() {
    let place = Place::of("hkcca-mca");
    place.build(&["site"]);
    let files = place.files();
    let results = results("hkcca-mca");
    let data = json(&files, "hkcca-mca/2026/results.json");
    assert_eq!((&data["schema"], &data["announced"]), (&1.into(), &"2026-11-06".into()));
    let mut told: Vec<_> = list(&data["honours"])
        .iter()
        .map(|honour| {
            let held = list(&honour["recognitions"]).iter().map(|one| word(&one["id"]));
            let years = honour["streak"]["years"].as_u64();
            let tier = honour["tier"]["id"].as_str();
            (word(&honour["participant"]["id"]), tier, held.collect::<Vec<_>>(), years)
        })
        .collect();
    let streak = |entry: &Value| {
        let awarded = list(&entry["recognitions"]).iter().any(|one| one == "sustainability");
        awarded.then(|| entry["streak"]["years"].as_u64()).flatten()
    };
    let mut claimed: Vec<_> = list(&results["entries"])
        .iter()
        .filter(|entry| !entry["tier"].is_null() || !list(&entry["recognitions"]).is_empty())
        .map(|entry| {
            let held = list(&entry["recognitions"]).iter().map(word);
            let held = held.filter(|one| *one != "sustainability").collect::<Vec<_>>();
            (word(&entry["participant"]), entry["tier"].as_str(), held, streak(entry))
        })
        .collect();
    for award in list(&results["recognitions"]) {
        let whole = list(&award["winners"]).iter().map(word).filter(|id| id.starts_with('p'));
        claimed.extend(whole.map(|id| (id, None, vec![word(&award["recognition"])], None)));
    }
    told.sort();
    claimed.sort();
    assert_eq!(told, claimed);
    for language in ["zh", "en"] {
        let season = page(&files, &format!("{language}/hkcca-mca/2026/index.html"));
        assert!(season.contains("href=\"../../../hkcca-mca/2026/results.json\""));
        for (participant, ..) in &told {
            assert!(season.contains(&format!("href=\"../participants/{participant}/\"")));
        }
    }
}

#[test]
fn the_archive_has_every_tier_of_the_past_and_counts_whom_it_cannot_name() {
    let place = Place::of("hkcca-mca");
    // As if an entry had left for good.
    let history = place.path("data/hkcca-mca/history.csv");
    let table = fs::read_to_string(&history).expect("readable");
    let gone = table.lines().find(|row| row.starts_with("2021,") && row.ends_with(",gold"));
    let gone = gone.expect("a winner of 2021");
    let id = gone.split(',').nth(1).expect("an entry");
    fs::write(&history, table.replace(&format!(",{id},"), ",gone,")).expect("writable");
    place.build(&["site"]);
    let files = place.files();
    let years: BTreeSet<_> = past().into_iter().map(|row| row.year).collect();
    assert_eq!(years.len(), 5);
    for year in &years {
        let data = json(&files, &format!("hkcca-mca/{year}/results.json"));
        let named = list(&data["honours"]).iter().map(|honour| {
            let place = |key: &str| word(&honour[key]["id"]).to_owned();
            assert!(honour["streak"].is_null() && list(&honour["recognitions"]).is_empty());
            (place("stream"), place("tier"))
        });
        let unnamed = list(&data["not_named"]).iter().flat_map(|row| {
            let place = |key: &str| word(&row[key]["id"]).to_owned();
            let count = row["count"].as_u64().expect("a number");
            (0..count).map(move |_| (place("stream"), place("tier")))
        });
        let mut told: Vec<_> = named.chain(unnamed).collect();
        let rows = past().into_iter().filter(|row| row.year == *year);
        let mut rows: Vec<_> = rows.map(|row| (row.stream, row.tier)).collect();
        told.sort();
        rows.sort();
        assert_eq!(told, rows, "{year}");
        let archive = page(&files, &format!("en/hkcca-mca/{year}/index.html"));
        let names = archive.matches("<a class=\"name\"").count();
        assert_eq!(names, list(&data["honours"]).len(), "{year}");
        assert_eq!(archive.contains("cannot be named"), *year == "2021" || names < rows.len());
        for linking in ["en/index.html", "en/hkcca-mca/index.html"] {
            assert!(page(&files, linking).contains(&format!("{year}/\"")), "{linking}: {year}");
        }
    }
    assert_eq!(list(&json(&files, "hkcca-mca/2021/results.json")["not_named"]).len(), 1);
}

#[test]
fn closing_a_season_changes_nothing_on_the_site() {
    let place = Place::of("hkcca-mca");
    let before: Vec<_> = ["2026-11-05", "2026-11-21"].map(|day| (day, site(&place, day))).into();
    let closed = place.plaudit(&["close", "--programme", "hkcca-mca", "--season", "2026"]);
    assert_eq!(closed.status.code(), Some(0), "{}", text(&closed.stderr));
    let history = fs::read_to_string(place.path("data/hkcca-mca/history.csv")).expect("readable");
    assert!(history.lines().any(|row| row.starts_with("2026,")));
    let public = |files: &Files| {
        let public = files.iter().filter(|(path, _)| path.starts_with("site/"));
        public.map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Files>()
    };
    for (day, files) in before {
        assert!(public(&site(&place, day)) == public(&files), "on {day}");
    }
}

#[test]
fn before_the_results_nobody_has_a_page_and_the_season_no_data() {
    let place = Place::of("hkcca-mca");
    let files = site(&place, "2026-11-05");
    assert_eq!(holders(&files, "en"), BTreeSet::new());
    assert!(!files.contains_key("site/en/hkcca-mca/participants/index.html"));
    assert!(!files.contains_key("site/hkcca-mca/2026/results.json"));
    assert!(!page(&files, "en/feed.xml").contains("<entry>"));
    // Whom it cannot name yet, it counts.
    let data = json(&files, "hkcca-mca/2025/results.json");
    assert!(list(&data["honours"]).is_empty() && !list(&data["not_named"]).is_empty());
}

#[test]
fn under_leaders_neither_tiers_nor_past_results_are_public() {
    let place = Place::of("hkcca-mca");
    let programme = place.path("data/hkcca-mca/programme.toml");
    let rules = fs::read_to_string(&programme).expect("readable");
    fs::write(&programme, rules.replace("site = \"winners\"", "site = \"leaders\""))
        .expect("writable");
    place.build(&["site"]);
    let files = place.files();
    let results = results("hkcca-mca");
    let owners = owners(&results);
    let winners = list(&results["recognitions"]).iter().flat_map(|award| list(&award["winners"]));
    let winners = winners.map(word).map(|id| owners.get(id).copied().unwrap_or(id));
    assert_eq!(holders(&files, "en"), winners.collect());
    let data = json(&files, "hkcca-mca/2026/results.json");
    for honour in list(&data["honours"]) {
        for key in ["tier", "stream", "mode", "sector", "group"] {
            assert!(honour[key].is_null(), "{key} of {honour}");
        }
    }
    for year in 2021..2026 {
        assert!(!files.keys().any(|path| path.contains(&format!("/{year}/"))), "{year}");
    }
}

#[test]
fn the_data_of_a_directory_are_its_certificates_and_leaders() {
    let place = Place::of("hkrma-cxr");
    place.build(&["site"]);
    let files = place.files();
    let data = json(&files, "hkrma-cxr/2026/results.json");
    let results = results("hkrma-cxr");
    let held = list(&results["entries"]).iter().map(|entry| &entry["certificate"]);
    let public =
        held.filter(|held| held["status"].as_str().is_some_and(|status| status != "pending"));
    let certificate = |held: &Value| {
        ["number", "issued", "valid_until", "status"].map(|key| word(&held[key]).to_owned())
    };
    let mut expected: Vec<_> = public.map(certificate).collect();
    let mut told: Vec<_> = list(&data["certificates"]).iter().map(certificate).collect();
    expected.sort();
    told.sort();
    assert_eq!(told, expected);
    let leaders: Vec<_> = list(&data["leaders"]).iter().map(|one| word(&one["id"])).collect();
    // Of those who lead, the ones alone whose certificate is in force.
    let in_force = |winner: &Value| {
        let entry = list(&results["entries"]).iter().find(|entry| entry["entry"] == *winner);
        let status = entry.and_then(|entry| entry["certificate"]["status"].as_str());
        status.is_some_and(|status| ["valid", "expiring"].contains(&status))
    };
    let awards = list(&results["recognitions"]).iter();
    let awards = awards.filter(|award| list(&award["winners"]).iter().any(in_force));
    let awards: Vec<_> = awards.map(|one| word(&one["recognition"])).collect();
    assert_eq!(leaders, awards);
    assert!(!files.keys().any(|path| path.contains("/participants/")));
    assert!(
        !files["site/en/hkrma-cxr/certificates/cxr-2026-007/index.html"]
            .windows(7)
            .any(|part| part == b"ld+json")
    );
}

#[test]
fn the_feed_has_what_was_announced_and_is_whole() {
    let place = Place::new();
    place.build(&["site"]);
    let files = place.files();
    let certificates = results("hkrma-cxr");
    let held = list(&certificates["entries"]).iter().map(|entry| &entry["certificate"]);
    let in_force = |held: &&Value| {
        held["status"].as_str().is_some_and(|status| ["valid", "expiring"].contains(&status))
    };
    let in_force = held.filter(in_force).count();
    for language in ["zh", "en"] {
        let feed = page(&files, &format!("{language}/feed.xml"));
        let values = |tag: &str, end: &str| {
            let values = feed.split(tag).skip(1).map(|rest| rest.split(end).next().unwrap_or(rest));
            values.map(str::to_owned).collect::<Vec<_>>()
        };
        let ids = values("<id>", "</id>");
        assert_eq!(feed.matches("<entry>").count(), (in_force + 1).min(50));
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids are unique");
        for id in &ids[1..] {
            let within = id.strip_prefix("https://awards.example/results/").expect("absolute");
            assert!(files.contains_key(&format!("site/{within}index.html")), "{id}");
        }
        let days = values("<published>", "</published>");
        assert!(days.is_sorted_by(|one, next| one >= next), "newest first");
        assert!(days.contains(&"2026-11-06T00:00:00+08:00".to_owned()));
        assert_eq!(values("<updated>", "</updated>")[0], days[0]);
        // What stands between tags is text, with its marks escaped.
        for part in feed.split('&').skip(1) {
            let name = part.split(';').next().unwrap_or_default();
            assert!(
                ["amp", "lt", "gt", "quot", "#39", "#x27", "#x2F"].contains(&name),
                "&{part:.9}"
            );
        }
        let home = page(&files, &format!("{language}/index.html"));
        assert!(home.contains("type=\"application/atom+xml\""));
    }
}

#[test]
fn without_an_address_there_is_no_feed_and_no_address_anywhere() {
    let place = Place::of("hkcca-mca");
    let programme = place.path("data/hkcca-mca/programme.toml");
    let rules = fs::read_to_string(&programme).expect("readable");
    let rules: Vec<_> = rules.lines().filter(|line| !line.starts_with("base_url")).collect();
    fs::write(&programme, rules.join("\n")).expect("writable");
    place.build(&["site"]);
    for (path, bytes) in place.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).expect("UTF-8");
        assert!(!page.contains("awards.example"), "{path}");
        assert!(!page.contains("feed.xml") && !page.contains("mainEntityOfPage"), "{path}");
    }
    assert!(!place.files().contains_key("site/en/feed.xml"));
}
