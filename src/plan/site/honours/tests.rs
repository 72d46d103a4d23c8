//! The small award of the tests over three seasons, of which the last is not announced.

use std::sync::Arc;

use super::{Honours, Unnamed};
use crate::assess::{Results, assess};
use crate::model::{
    Day, Entry, GivenRound, HistoryRow, Id, Number, Origin, Participant, Programme, Season,
    SeasonBefore, SeasonData, SitePolicy, Status, Text,
};

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn number(text: &str) -> Number {
    text.parse().expect("a number")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn name(text: &str) -> Text {
    Text::new([("en".to_owned(), text.to_owned()), ("zh".to_owned(), format!("{text}號"))])
}

fn origin() -> Origin {
    Origin { file: "history.csv".into(), row: 2 }
}

fn programme(policy: SitePolicy) -> Arc<Programme> {
    let text = include_str!("../../../../tests/fixtures/season/demo/programme.toml");
    let mut programme: Programme = toml::from_str(text).expect("the tests' own programme");
    programme.disclosure.site = policy;
    Arc::new(programme)
}

/// Past results: of years with a folder and of years without.
fn history() -> Vec<HistoryRow> {
    let rows = [
        ("e1", 2022, Some(1)),
        ("e1", 2023, Some(0)),
        ("e1", 2024, Some(0)),
        ("e1", 2025, Some(0)),
        ("e1", 2026, Some(0)),
        ("e2", 2022, None),
        ("e2", 2023, Some(1)),
        ("e8", 2023, Some(1)),
        ("e9", 2023, Some(1)),
        ("late", 2023, Some(0)),
    ];
    let row = |(entry, season, tier): (&str, i16, Option<usize>)| HistoryRow {
        season,
        entry: id(entry),
        stream: id("shops"),
        group: "A".to_owned(),
        overall: number("90"),
        tier,
        origin: origin(),
    };
    rows.map(row).into()
}

/// A season with its results on 1 December; an entry a participant, each with its score.
fn season(programme: &Arc<Programme>, year: i16, scores: &[(&str, &str)]) -> SeasonData {
    let text = format!(
        "year = {year}\ndates = {{ results = {year}-12-01 }}\n\
         assessment = {{ from = {year}-03-01, to = {year}-10-31 }}"
    );
    let season: Season = toml::from_str(&text).expect("the tests' own season");
    let participants = scores.iter().map(|(entry, _)| Participant {
        id: id(&format!("of-{entry}")),
        name: name(&format!("{entry} of {year}")),
        member: true,
        email: None,
        corporate_awards: 0,
        origin: origin(),
    });
    let entries = scores.iter().enumerate().map(|(at, (entry, _))| Entry {
        id: id(entry),
        participant: at,
        stream: id("shops"),
        mode: id("visit"),
        sector: id("kites"),
        size: None,
        group: "A".to_owned(),
        category: None,
        name: name(&format!("{entry} of {year}")),
        status: Status::Active,
        origin: origin(),
    });
    let rounds = scores.iter().enumerate().flat_map(|(entry, (_, score))| {
        let score = number(score).into();
        [0, 1].map(|round| GivenRound {
            entry,
            round,
            score: Clone::clone(&score),
            origin: origin(),
        })
    });
    SeasonData {
        programme: Arc::clone(programme),
        season,
        participants: participants.collect(),
        entries: entries.collect(),
        assessments: Vec::new(),
        assessment_files: Vec::new(),
        service_languages: Vec::new(),
        rounds: rounds.collect(),
        deductions: Vec::new(),
        comments: Vec::new(),
        history: history(),
        certificates: Vec::new(),
        season_before: SeasonBefore::Read,
        signed: None,
    }
}

fn seasons(policy: SitePolicy) -> Vec<SeasonData> {
    let programme = programme(policy);
    vec![
        season(&programme, 2024, &[("e1", "91"), ("e2", "75"), ("e3", "85")]),
        season(&programme, 2025, &[("e1", "92"), ("e2", "75")]),
        season(&programme, 2026, &[("e1", "93"), ("late", "95")]),
    ]
}

fn results<'a>(seasons: &'a [SeasonData], as_of: &str) -> Vec<Results<'a>> {
    seasons.iter().map(|data| assess(data, day(as_of))).collect()
}

/// Each honour as year, entry, tier, recognitions and years of a streak.
fn told(honours: &Honours) -> Vec<String> {
    let tell = |honour: &super::Honour| {
        let entry = honour.entry.and_then(|(_, name)| name.get("en")).unwrap_or("-");
        let tier = honour.tier.map_or("-", |tier| honours.programme.tiers[tier].id.as_str());
        let held: Vec<_> =
            honour.recognitions.iter().map(|held| held.recognition.id.as_str()).collect();
        let streak = honour.streak.as_ref().map_or(0, |(years, _)| *years);
        format!("{} {entry}: {tier} {} {streak}", honour.year, held.join("+"))
    };
    honours.list.iter().map(tell).collect()
}

#[test]
fn a_season_that_was_closed_stands_once_and_one_to_come_is_silent() {
    let seasons = seasons(SitePolicy::Winners);
    let results = results(&seasons, "2026-11-30");
    let honours = Honours::new(&results).expect("there are seasons");
    assert_eq!(
        told(&honours),
        [
            "2025 e1 of 2025: gold best-of-stream 3",
            "2024 e1 of 2024: gold best-of-stream 2",
            "2024 e3 of 2024: silver  0",
            "2023 e1 of 2025: gold  0",
            "2022 e1 of 2025: silver  0",
        ]
    );
    // Who appears only in the season to come, or has won nothing in one that is announced, is counted in
    // the past, and not named.
    assert_eq!(honours.past_years().collect::<Vec<_>>(), [2023, 2022]);
    let unnamed = |tier, count| Unnamed { stream: 0, tier, count };
    assert_eq!(honours.unnamed(2023), [unnamed(1, 3), unnamed(0, 1)]);
    assert_eq!(honours.unnamed(2022), []);
    assert_eq!(honours.page(&id("of-late")), None);
}

#[test]
fn once_the_results_are_out_a_season_speaks_and_names_its_entries_in_the_past() {
    let seasons = seasons(SitePolicy::Winners);
    let results = results(&seasons, "2026-12-01");
    let honours = Honours::new(&results).expect("there are seasons");
    let told = told(&honours);
    assert_eq!(told[..2], ["2026 e1 of 2026: gold  4", "2026 late of 2026: gold best-of-stream 0"]);
    assert!(told.contains(&"2023 late of 2026: gold  0".to_owned()));
    assert_eq!(honours.unnamed(2023), [Unnamed { stream: 0, tier: 1, count: 3 }]);
    assert_eq!(honours.page(&id("of-e2")), None);
    assert_eq!(honours.page(&id("of-late")).as_deref(), Some("demo/participants/of-late/"));
    let holders = honours.holders();
    let list: Vec<_> =
        holders.iter().map(|one| (one.id.as_str(), one.awards(), one.years())).collect();
    // e1: a tier in five years, a streak in three, the best of its stream in two.
    assert_eq!(
        list,
        [("of-e1", 10, (2022, 2026)), ("of-e3", 1, (2024, 2024)), ("of-late", 3, (2023, 2026)),]
    );
    assert_eq!(holders[0].name.get("en"), Some("e1 of 2026"));
}

#[test]
fn under_leaders_the_past_is_silent_and_nobody_has_a_tier() {
    let seasons = seasons(SitePolicy::Leaders);
    let results = results(&seasons, "2026-12-31");
    let honours = Honours::new(&results).expect("there are seasons");
    assert_eq!(
        told(&honours),
        [
            "2026 e1 of 2026: -  4",
            "2026 late of 2026: - best-of-stream 0",
            "2025 e1 of 2025: - best-of-stream 3",
            "2024 e1 of 2024: - best-of-stream 2",
        ]
    );
    assert!(honours.list.iter().all(|honour| honour.placed.is_none()));
    assert_eq!(honours.past_years().count(), 0);
    assert_eq!(honours.page(&id("of-e3")), None);
}

#[test]
fn under_certified_nobody_has_honours() {
    let seasons = seasons(SitePolicy::Certified);
    let results = results(&seasons, "2026-12-31");
    let honours = Honours::new(&results).expect("there are seasons");
    assert_eq!(told(&honours), Vec::<String>::new());
    assert_eq!((honours.has_holders(), honours.past_years().count()), (false, 0));
}

#[test]
fn a_year_without_a_folder_waits_until_it_is_over() {
    let mut seasons = seasons(SitePolicy::Winners);
    seasons.pop();
    for (as_of, there) in [("2026-12-31", false), ("2027-01-01", true)] {
        let results = results(&seasons, as_of);
        let honours = Honours::new(&results).expect("there are seasons");
        assert_eq!(honours.past_years().any(|year| year == 2026), there, "{as_of}");
    }
}
