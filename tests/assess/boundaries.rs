//! Figures on the boundaries, worked out by hand: where a tier begins, where half a place is, where
//! two results are equal or all but equal.

use crate::season::{Season, of, won};

const ONE: &str = "e1,p1,calls,phone,tea,A,";

/// A recognition named `won` by a rule.
fn recognition(rule: &str) -> String {
    format!("[[recognitions]]\nid = \"won\"\nname = {{ zh = \"佳\", en = \"Best\" }}\n{rule}\n")
}

fn highest() -> Season {
    Season::new().rules(&recognition("rule = \"highest\"\nper = []"))
}

/// Rows of assessments: of each round, its marks, both criteria alike.
fn marked(entry: &str, rounds: &[(&str, &[&str])]) -> String {
    let mut rows = String::new();
    for (round, marks) in rounds {
        for (at, mark) in marks.iter().enumerate() {
            rows.push_str(&format!("{entry},{round},{entry}{round}{at},2026-02-02,{mark},{mark};"));
        }
    }
    rows
}

#[test]
fn tiers_begin_at_the_published_figure_whatever_the_places() {
    for (places, overall, published, tier) in [
        ("0", "89.5", "90", "gold"),
        ("0", "89.499999999", "89", "silver"),
        ("0", "69.5", "70", "bronze"),
        ("0", "69.499999999", "69", "null"),
        ("1", "89.949999999", "89.9", "silver"),
        ("1", "79.949999999", "79.9", "bronze"),
        ("2", "89.995", "90.00", "gold"),
        ("2", "89.994999999", "89.99", "silver"),
        ("2", "89.95", "89.95", "silver"),
        ("3", "79.9995", "80.000", "silver"),
        ("3", "79.999499999", "79.999", "bronze"),
        ("3", "100", "100.000", "gold"),
    ] {
        let season = Season::new().with("places = 1", &format!("places = {places}"));
        let results = season.overalls(&[overall]).results();
        assert_eq!(of(&results, "e1", "overall"), published, "{overall} at {places}");
        assert_eq!(of(&results, "e1", "tier"), tier, "{overall} at {places}");
    }
}

#[test]
fn a_figure_below_zero_rounds_up_at_the_half_and_never_to_minus_zero() {
    for (overall, published) in [("-0.04", "0.0"), ("-0.05", "0.0"), ("-0.050000001", "-0.1")] {
        let season = Season::new().with("min = 0, max = 100", "min = -100, max = 100");
        assert_eq!(of(&season.overalls(&[overall]).results(), "e1", "overall"), published);
    }
}

#[test]
fn thirds_in_every_round_can_land_on_a_boundary() {
    // 20 % of 269 ÷ 3, 30 % of 269.5 ÷ 3, 50 % of 270.4 ÷ 3: 17.93… + 26.95 + 45.06… = 89.95.
    // Rounds rounded first would give 89.7, 89.8 and 90.1: 89.93, and no Gold.
    let rounds: [(&str, &[&str]); 3] = [
        ("r1", &["89.6", "89.7", "89.7"]),
        ("r2", &["89.8", "89.8", "89.9"]),
        ("r3", &["90.1", "90.1", "90.2"]),
    ];
    let results = Season::new().entries(ONE).assessments(&marked("e1", &rounds)).results();
    assert_eq!(of(&results, "e1", "overall"), "90.0");
    assert_eq!(of(&results, "e1", "tier"), "gold");
    // The least that can be marked below it is below it.
    let less = marked("e1", &rounds).replace("90.2", "90.199999999");
    let results = Season::new().entries(ONE).assessments(&less).results();
    assert_eq!(of(&results, "e1", "overall"), "89.9");
    assert_eq!(of(&results, "e1", "tier"), "silver");
}

#[test]
fn sevenths_with_weights_of_eighths_can_land_on_a_boundary() {
    // 12.5 % of 559.2 ÷ 7, 37.5 % of 560.4 ÷ 7, 50 % of 559.2 ÷ 7: 4477.2 ÷ 56 = 79.95.
    let low: &[&str] = &["79.9", "79.9", "79.9", "79.9", "79.9", "79.9", "79.8"];
    let high: &[&str] = &["80", "80", "80", "80.1", "80.1", "80.1", "80.1"];
    let season = Season::new()
        .with("weight = 20", "weight = 12.5")
        .with("weight = 30", "weight = 37.5")
        .entries(ONE)
        .assessments(&marked("e1", &[("r1", low), ("r2", high), ("r3", low)]));
    let results = season.results();
    assert_eq!(of(&results, "e1", "overall"), "80.0");
    assert_eq!(of(&results, "e1", "tier"), "silver");
}

#[test]
fn a_deduction_stops_just_short_of_a_tier_or_crosses_it() {
    for (points, overall, tier) in [("0.25", "90.0", "gold"), ("0.250000001", "89.9", "silver")] {
        // A fifth of it goes from 90: 89.95 and 89.9499999998.
        let season = Season::new().overalls(&["90"]);
        let results = season.deductions(&format!("e1,,r1,{points},因,for")).results();
        assert_eq!(of(&results, "e1", "overall"), overall, "{points}");
        assert_eq!(of(&results, "e1", "tier"), tier, "{points}");
    }
}

#[test]
fn a_third_is_more_than_all_its_decimals() {
    let entries = format!("{ONE}; e2,p2,calls,phone,tea,A,");
    let thirds: &[&str] = &["0", "0", "1"];
    let third = marked("e1", &[("r1", thirds), ("r2", thirds), ("r3", thirds)]);
    let given = "e2,r1,0.333333333; e2,r2,0.333333333; e2,r3,0.333333333";
    let season = || highest().entries(&entries).assessments(&third).rounds(given);
    assert_eq!(won(&season().results(), "won"), [": e1 = 0.3"]);
    let published = season().with("pass = 70", "pass = 70\nrank_on = \"published\"");
    assert_eq!(won(&published.results(), "won"), [": e1 e2 = 0.3"]);
}

#[test]
fn what_is_equal_shares_though_binary_fractions_differ() {
    // (0.1 + 0.2) ÷ 2 is 0.15, but not in binary floating point.
    let entries = format!("{ONE}; e2,p2,calls,phone,tea,A,");
    let two: &[&str] = &["0.1", "0.2"];
    let season = highest()
        .entries(&entries)
        .assessments(&marked("e1", &[("r1", two), ("r2", two), ("r3", two)]))
        .rounds("e2,r1,0.15; e2,r2,0.15; e2,r3,0.15");
    assert_eq!(won(&season.results(), "won"), [": e1 e2 = 0.2"]);
}

#[test]
fn a_difference_too_small_for_floating_point_decides() {
    // The criterion `wise` has a weight of a billionth, and one mark in it is a billionth higher:
    // the overalls differ by a hundredth of a billionth of a billionth.
    let season = highest()
        .with("weight = 60", "weight = \"99.999999999\"")
        .with("weight = 40", "weight = \"0.000000001\"")
        .entries(&format!("{ONE}; e2,p2,calls,phone,tea,A,"));
    let mut rows = String::new();
    for round in ["r1", "r2", "r3"] {
        rows.push_str(&format!("e1,{round},a{round},2026-02-02,50,50;"));
        rows.push_str(&format!("e2,{round},b{round},2026-02-02,50,50.000000001;"));
    }
    assert_eq!(won(&season.assessments(&rows).results(), "won"), [": e2 = 50.0"]);
}

#[test]
fn an_improvement_is_the_difference_of_what_was_published() {
    let improvement = |overalls: &[&str], history: &str| {
        let season = Season::new().rules(&recognition("rule = \"improvement\""));
        won(&season.overalls(overalls).history(history).results(), "won")
    };
    // Exactly 5.049 and 4.96, as published 5.0 and 5.0.
    let both = "2025,e1,calls,A,80,; 2025,e2,calls,A,80,";
    assert_eq!(improvement(&["85.049", "84.96"], both), [": e1 e2 = 5.0"]);
    // A past result in more decimals than are published counts as it was published: 80.0.
    assert_eq!(improvement(&["85.0"], "2025,e1,calls,A,79.95,"), [": e1 = 5.0"]);
    // It rose, but nobody can see it: 80.04 and 80.
    assert_eq!(improvement(&["80.04"], "2025,e1,calls,A,80,"), Vec::<String>::new());
    // It rose by a hair, and is seen to: 80.05 is published as 80.1.
    assert_eq!(improvement(&["80.05"], "2025,e1,calls,A,80.049,"), [": e1 = 0.1"]);
}
