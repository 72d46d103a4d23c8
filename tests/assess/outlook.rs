//! What the remaining rounds have to bring, by hand and by trying it out.

use fastrand::Rng;
use serde_json::Value;

use crate::season::Season;

/// The outlook of an entry after a round: `gold 90.9, silver secured …`, or `none`.
fn after(results: &Value, entry: &str, round: usize) -> String {
    let entries = results["entries"].as_array().expect("entries");
    let found = entries.iter().find(|row| row["entry"] == entry).expect("the entry");
    let Some(tiers) = found["rounds"][round]["outlook"].as_array() else {
        return "none".to_owned();
    };
    let tier = |row: &Value| {
        let words = |key: &str| row[key].as_str().map(str::to_owned);
        let state = words("needed").or_else(|| words("state")).expect("a state");
        format!("{} {state}", words("tier").expect("a tier"))
    };
    tiers.iter().map(tier).collect::<Vec<_>>().join(", ")
}

fn entries(count: usize) -> String {
    (1..=count).map(|at| format!("e{at},p{at},calls,phone,tea,A,;")).collect()
}

#[test]
fn what_each_of_the_remaining_rounds_needs() {
    let rounds = "e1,r1,86.4; e1,r2,87.8; e2,r1,40; e3,r2,90; e4,r1,90; e4,r2,90; e4,r3,90";
    let results = Season::new().entries(&entries(5)).rounds(rounds).results();
    // (89.95 × 100 − 20 × 86.4) ÷ 80 = 90.8375; a published 90.9 is 90.85 at least.
    assert_eq!(after(&results, "e1", 0), "gold 90.9, silver 78.4, bronze 65.9");
    assert_eq!(after(&results, "e1", 1), "gold 92.8, silver 72.8, bronze 52.8");
    assert_eq!(after(&results, "e2", 0), "gold out-of-reach, silver 90.0, bronze 77.5");
    // The first round still lacks: 70 of 100 remain.
    assert_eq!(after(&results, "e3", 1), "gold 90.0, silver 75.7, bronze 61.5");
    assert_eq!(after(&results, "e3", 0), "none");
    assert_eq!(after(&results, "e4", 2), "none");
    assert_eq!(after(&results, "e5", 0), "none");
}

#[test]
fn a_figure_that_no_score_surely_comes_to_is_full_marks() {
    // (89.95 × 100 − 79.91 × 50) ÷ 50 = 99.99: 99.96 is published as 100.0 too, and comes to 89.935.
    let begun = "e1,r1,79.91; e1,r2,79.91";
    let results = Season::new().entries(&entries(1)).rounds(begun).results();
    assert_eq!(after(&results, "e1", 1), "gold full-marks, silver 80.1, bronze 60.1");
    for (last, tier) in [("100", "gold"), ("99.96", "silver")] {
        let rounds = format!("{begun}; e1,r3,{last}");
        let results = Season::new().entries(&entries(1)).rounds(&rounds).results();
        assert_eq!(results["entries"][0]["tier"], tier, "{last}");
    }
}

#[test]
fn a_tier_is_secured_when_the_least_score_still_attains_it() {
    let scale = "scale = { min = 60, max = 100 }";
    let season = Season::new().with("scale = { min = 0, max = 100 }", scale);
    // With 60 in the last round, e1 comes to 79.95 and e2 to 79.949.
    let rounds = "e1,r1,99.9; e1,r2,99.9; e2,r1,99.895; e2,r2,99.9";
    let results = season.entries(&entries(2)).rounds(rounds).results();
    assert_eq!(after(&results, "e1", 1), "gold 80.1, silver secured, bronze secured");
    assert_eq!(after(&results, "e2", 1), "gold 80.1, silver 60.1, bronze secured");
}

#[test]
fn who_is_out_of_the_running_has_no_outlook() {
    let season = Season::new().entries("e1,p1,calls,phone,tea,A,withdrawn").rounds("e1,r1,90");
    assert_eq!(after(&season.results(), "e1", 0), "none");
}

/// Entries of one participant.
fn of_one(count: usize) -> String {
    (1..=count).map(|at| format!("e{at},p1,calls,phone,tea,A,;")).collect()
}

/// The least value that is published as stated suffices; that of a tenth less does not.
#[test]
fn the_stated_figure_is_the_least_that_surely_attains_the_tier() {
    let mut rng = Rng::with_seed(3);
    let mut score = || format!("{}.{}", rng.u8(50..100), rng.u16(0..1000));
    let drawn: Vec<_> = (1..=60).map(|entry| (entry, score(), score())).collect();
    let row = |(entry, first, second): &(usize, String, String)| {
        format!("e{entry},r1,{first};e{entry},r2,{second};")
    };
    let begun: String = drawn.iter().map(row).collect();
    let so_far = Season::new().entries(&of_one(60)).rounds(&begun).results();
    let mut tried = 0;
    for (tier, index) in [("gold", 0), ("silver", 1), ("bronze", 2)] {
        let needed = |entry: usize| {
            let mut rows = so_far["entries"].as_array().expect("entries").iter();
            let row = rows.find(|row| row["entry"] == format!("e{entry}")).expect("the entry");
            let needed = row["rounds"][1]["outlook"][index]["needed"].as_str();
            needed.map(|needed| needed.replace('.', "").parse::<i64>().expect("one decimal"))
        };
        for (less, attained) in [(0, true), (1, false)] {
            let last = |(entry, ..): &(usize, String, String)| {
                // A stated 90.9 is 90.85 at least.
                let hundredths = needed(*entry)? * 10;
                let least = hundredths - 5 - 10 * less;
                Some(format!("e{entry},r3,{}.{:02};", least / 100, least % 100))
            };
            let last: String = drawn.iter().filter_map(last).collect();
            let season = Season::new().entries(&of_one(60));
            let whole = season.rounds(&(begun.clone() + &last)).results();
            for row in whole["entries"].as_array().expect("entries") {
                let Some(held) = (!row["overall"].is_null()).then(|| row["tier"].as_str()) else {
                    continue;
                };
                let tiers = ["gold", "silver", "bronze"];
                let rank = held.and_then(|held| tiers.iter().position(|id| *id == held));
                let holds = rank.is_some_and(|rank| rank <= index);
                assert_eq!(holds, attained, "{tier}: {row}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} were tried");
}
