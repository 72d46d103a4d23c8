//! Rules 6 to 10: recognitions and credit points.

use crate::season::{Season, of, won};

/// A recognition named `won` by a rule.
pub(crate) fn recognition(rule: &str) -> String {
    format!("[[recognitions]]\nid = \"won\"\nname = {{ zh = \"佳\", en = \"Best\" }}\n{rule}\n")
}

pub(crate) fn highest(more: &str) -> Season {
    Season::new().rules(&recognition(&format!("rule = \"highest\"\nper = []\n{more}")))
}

#[test]
fn the_highest_overall_wins_on_the_exact_value_and_ties_share() {
    let results = highest("").overalls(&["90.01", "90.04", "90.04", "90.03"]).results();
    assert_eq!(won(&results, "won"), [": e2 e3 = 90.0"]);
    assert_eq!(of(&results, "e2", "recognitions"), "[won]");
}

#[test]
fn ranked_on_published_figures_those_alike_share() {
    let season = highest("").with("pass = 70", "pass = 70\nrank_on = \"published\"");
    let results = season.overalls(&["90.01", "90.04", "89.9"]).results();
    assert_eq!(won(&results, "won"), [": e1 e2 = 90.0"]);
}

#[test]
fn a_tie_is_broken_by_the_rounds_named() {
    let season = highest("").with("pass = 70", "pass = 70\ntie_break = [\"r3\", \"r2\"]");
    // 18 + 27 + 45 = 90 each; the second has the better third round.
    let rounds = "e1,r1,90; e1,r2,90; e1,r3,90; e2,r1,85; e2,r2,90; e2,r3,92";
    let entries = "e1,p1,calls,phone,tea,A,; e2,p2,calls,phone,tea,A,";
    let results = season.entries(entries).rounds(rounds).results();
    assert_eq!(won(&results, "won"), [": e2 = 90.0"]);
}

#[test]
fn the_scope_needs_its_entries_active_but_not_scored() {
    let least = || highest("min_entries = 3");
    let results = least().overalls(&["90", "80", ""]).results();
    assert_eq!(won(&results, "won"), [": e1 = 90.0"]);
    let entries =
        "e1,p1,calls,phone,tea,A,; e2,p2,calls,phone,tea,A,; e3,p3,calls,phone,tea,A,withdrawn";
    let results = least().entries(entries).rounds("e1,r1,90; e1,r2,90; e1,r3,90").results();
    assert_eq!(won(&results, "won"), Vec::<String>::new());
}

#[test]
fn the_winner_must_hold_the_tier_or_better() {
    let required = || highest("requires_tier = \"silver\"");
    assert_eq!(won(&required().overalls(&["79.94"]).results(), "won"), Vec::<String>::new());
    assert_eq!(won(&required().overalls(&["79.95"]).results(), "won"), [": e1 = 80.0"]);
    assert_eq!(won(&required().overalls(&["95"]).results(), "won"), [": e1 = 95.0"]);
}

#[test]
fn a_group_of_the_same_id_in_two_streams_is_one_scope() {
    let rule = recognition("rule = \"highest\"\nper = [\"group\"]\nmin_entries = 2");
    let band = "groups = [{ id = \"A\", min = 1, fee = { member = 1, non_member = 2 } }]";
    let another = "groups = [\n  { id = \"Z\", min = 1, max = 1, fee = { member = 1, non_member = 2 } },\n  \
                   { id = \"A\", min = 2, fee = { member = 1, non_member = 2 } },\n]";
    let entries = "e1,p1,calls,phone,tea,A,; e2,p2,shops,visit,tea,A,";
    let season = Season::new().rules(&rule).with(band, another).entries(entries);
    let results = season.rounds(&scored(&[("e1", "85"), ("e2", "86")])).results();
    assert_eq!(won(&results, "won"), ["A: e2 = 86.0"]);
}

#[test]
fn scopes_stand_in_the_order_in_which_the_programme_lists_them() {
    // The second mode of the first stream comes before the first of the second.
    let modes = "modes = [{ id = \"phone\", name = { zh = \"電話\", en = \"Phone\" }, channel = \"calls\" }]";
    let more =
        modes.replace(" }]", " }, { id = \"chat\", name = { zh = \"話\", en = \"Chat\" } }]");
    let entries = "e1,p1,shops,visit,tea,A,; e2,p2,calls,chat,tea,A,; e3,p3,calls,phone,tea,A,";
    let season = Season::new().with(modes, &more);
    let season = season.rules(&recognition("rule = \"highest\"\nper = [\"mode\"]"));
    let scores = scored(&[("e1", "81"), ("e2", "82"), ("e3", "83")]);
    let results = season.entries(entries).rounds(&scores).results();
    assert_eq!(won(&results, "won"), ["phone: e3 = 83.0", "chat: e2 = 82.0", "visit: e1 = 81.0"]);
}

#[test]
fn a_sector_of_two_merges_stands_where_the_first_part_of_either_stood() {
    let merge = |stream: &str, from: &str| {
        format!(
            "[[sector_merges]]\nstreams = [\"{stream}\"]\nfrom = [{from}]\n\
             into = {{ id = \"fine\", name = {{ zh = \"精\", en = \"Fine\" }} }}\n"
        )
    };
    let season = Season::new()
        .rules(&recognition("rule = \"highest\"\nper = [\"sector\"]"))
        .merge(&merge("calls", "\"jade\""))
        .merge(&merge("shops", "\"tea\", \"jade\""));
    let entries = "e1,p1,calls,phone,silk,A,; e2,p2,calls,phone,jade,A,; e3,p3,shops,visit,tea,A,";
    let scores = scored(&[("e1", "81"), ("e2", "82"), ("e3", "83")]);
    let results = season.entries(entries).rounds(&scores).results();
    assert_eq!(won(&results, "won"), ["fine: e3 = 83.0", "silk: e1 = 81.0"]);
}

pub(crate) fn improvement() -> Season {
    Season::new()
        .rules(&recognition("rule = \"improvement\"\nper = []\nsame = [\"stream\", \"group\"]"))
}

#[test]
fn the_largest_rise_is_between_published_figures() {
    // 84.96 is published as 85.0: a rise of 5.0, as the other's; so both share.
    let season = improvement().overalls(&["84.96", "75.0", "95"]);
    let history =
        "2025,e1,calls,A,80.0,silver; 2025,e2,calls,A,70.0,bronze; 2025,e3,calls,A,94.9,gold";
    assert_eq!(won(&season.history(history).results(), "won"), [": e1 e2 = 5.0"]);
}

#[test]
fn a_rise_counts_over_the_last_result_alone_and_in_the_same_group() {
    let season = improvement().overalls(&["85", "85", "85", "70"]);
    // The last result of e1 was better than the one before; that of e2 in another group; that of
    // e3 two seasons ago; e4 fell.
    let history = "2023,e1,calls,A,60,; 2024,e1,calls,A,84,silver; 2024,e2,calls,A,60,; \
                   2025,e2,calls,B,70,bronze; 2024,e3,calls,A,83.5,silver; 2025,e4,calls,A,71,bronze";
    assert_eq!(won(&season.history(history).results(), "won"), [": e3 = 1.5"]);
    let season = improvement().overalls(&["70"]).history("2025,e1,calls,A,70,bronze");
    assert_eq!(won(&season.results(), "won"), Vec::<String>::new());
}

#[test]
fn a_streak_is_of_seasons_without_a_gap_at_the_tier_in_the_same_group() {
    let rule = "rule = \"streak\"\ntier = \"gold\"\nyears = 3\nsame = [\"stream\", \"group\"]\n\
                trophy_text = { zh = \"{years}年\", en = \"{years} Years\" }";
    let season = Season::new().rules(&recognition(rule));
    let season = season.overalls(&["90", "90", "90", "90", "90", "89", "90"]);
    let history = "2024,e1,calls,A,90,gold; 2025,e1,calls,A,91,gold; \
                   2023,e2,calls,A,90,gold; 2025,e2,calls,A,90,gold; \
                   2024,e3,calls,A,90,gold; 2025,e3,calls,A,85,silver; \
                   2023,e4,calls,A,90,gold; 2024,e4,calls,B,90,gold; 2025,e4,calls,A,90,gold; \
                   2022,e5,calls,A,90,gold; 2023,e5,calls,A,90,gold; 2024,e5,calls,A,90,gold; \
                   2025,e5,calls,A,90,gold; 2024,e6,calls,A,90,gold; 2025,e6,calls,A,90,gold; \
                   2026,e7,calls,A,90,gold";
    let results = season.history(history).results();
    assert_eq!(won(&results, "won"), [": e1 = 3", ": e5 = 5"]);
    let years = |entry| of(&results, entry, "streak");
    assert_eq!(years("e1"), "{tier:gold,years:3}");
    assert_eq!(years("e2"), "{tier:gold,years:2}", "a gap in 2024");
    assert_eq!(years("e3"), "{tier:gold,years:1}", "silver last year");
    assert_eq!(years("e4"), "{tier:gold,years:2}", "another group in 2024");
    assert_eq!(years("e6"), "null", "silver this year");
    assert_eq!(years("e7"), "{tier:gold,years:1}", "this season does not count twice");
}

pub(crate) fn omni() -> Season {
    let rule = "rule = \"omni-channel\"\nchannels = [\"calls\", \"shop\"]\ntier = \"gold\"\n\
                order = [\"entries\", \"mean\"]";
    Season::new().rules(&recognition(rule))
}

pub(crate) fn scored(entries: &[(&str, &str)]) -> String {
    let rows = entries.iter().map(|(entry, score)| {
        format!("{entry},r1,{score}; {entry},r2,{score}; {entry},r3,{score};")
    });
    rows.collect()
}

#[test]
fn omni_channel_goes_to_most_entries_then_the_highest_mean() {
    let entries = "e1,p1,calls,phone,tea,A,; e2,p1,shops,visit,tea,A,; \
                   e3,p2,calls,phone,tea,A,; e4,p2,shops,visit,tea,A,; \
                   e5,p3,calls,phone,tea,A,; e6,p3,calls,phone,silk,A,; e7,p4,shops,visit,tea,A,";
    let scores = [
        ("e1", "90"),
        ("e2", "92"),
        ("e3", "91"),
        ("e4", "91.5"),
        ("e5", "99"),
        ("e6", "99"),
        ("e7", "99"),
    ];
    let results = omni().entries(entries).rounds(&scored(&scores)).results();
    assert_eq!(won(&results, "won"), [": p2 = 91.3"]);
    // A third entry beats the higher mean.
    let more = format!("{entries}; e8,p1,calls,phone,jade,A,");
    let scores = [scores.as_slice(), &[("e8", "90")]].concat();
    let results = omni().entries(&more).rounds(&scored(&scores)).results();
    assert_eq!(won(&results, "won"), [": p1 = 90.7"]);
}

#[test]
fn omni_channel_needs_every_active_entry_at_the_tier() {
    let entries = "e1,p1,calls,phone,tea,A,; e2,p1,shops,visit,tea,A,; e3,p1,calls,phone,silk,A,";
    let all = [("e1", "95"), ("e2", "95"), ("e3", "89.9")];
    let results = omni().entries(entries).rounds(&scored(&all)).results();
    assert_eq!(won(&results, "won"), Vec::<String>::new());
    let withdrawn = format!("{entries}withdrawn");
    let results = omni().entries(&withdrawn).rounds(&scored(&all)).results();
    assert_eq!(won(&results, "won"), [": p1 = 95.0"]);
}

#[test]
fn credit_points_count_the_best_entries_and_what_a_recognition_supersedes() {
    let rules = "[[recognitions]]\nid = \"best\"\nname = { zh = \"佳\", en = \"Best\" }\nrule = \"highest\"\nper = [\"stream\"]\n\
                 [[recognitions]]\nid = \"class\"\nname = { zh = \"組\", en = \"Class\" }\nrule = \"highest\"\nper = [\"stream\", \"sector\"]\n\
                 [credit_points]\nmax_entries = 2\ntiers = { gold = 3, silver = 2, bronze = 0.5 }\n\
                 recognitions = { best = 3, class = 2 }\nhighest_score = [\"best\"]\nfunctional = [\"class\"]\n\
                 needs_corporate_awards = { count = 5, recognitions = [\"best\", \"class\"] }\n\
                 supersedes = { best = [\"class\"] }\n";
    // p1 (five awards) has best and class, p2 (five) class alone, p10 (none) class that does not count.
    let entries = "e1,p1,calls,phone,tea,A,; e2,p1,calls,phone,silk,A,; e3,p1,calls,phone,tea,A,; \
                   e4,p2,calls,phone,jade,A,; e5,p10,shops,visit,jade,A,; e6,p3,calls,phone,tea,A,";
    let scores =
        [("e1", "95"), ("e2", "85"), ("e3", "75"), ("e4", "81"), ("e5", "99"), ("e6", "60")];
    let results = Season::new().rules(rules).entries(entries).rounds(&scored(&scores)).results();
    let points = results["credit_points"].as_array().expect("points").iter();
    let points: Vec<_> = points.map(|row| row.to_string().replace('"', "")).collect();
    let expected = [
        "{entries:[e1,e2],functional:0,highest_score:3,participant:p1,points:8}",
        "{entries:[e5],functional:0,highest_score:0,participant:p10,points:3}",
        "{entries:[e4],functional:2,highest_score:0,participant:p2,points:4}",
    ];
    assert_eq!(points, expected);
}

#[test]
fn an_entry_without_a_tier_still_earns_the_points_of_its_recognitions() {
    let rules = "[[recognitions]]\nid = \"best\"\nname = { zh = \"佳\", en = \"Best\" }\n\
                 rule = \"highest\"\nper = [\"stream\"]\n\
                 [credit_points]\nmax_entries = 2\ntiers = { gold = 3 }\nrecognitions = { best = 4 }\n\
                 highest_score = [\"best\"]\n";
    let entries = "e1,p1,calls,phone,tea,A,; e2,p1,shops,visit,tea,A,; e3,p2,calls,phone,tea,A,";
    let scores = [("e1", "90"), ("e2", "69"), ("e3", "60")];
    let results = Season::new().rules(rules).entries(entries).rounds(&scored(&scores)).results();
    let points = results["credit_points"].to_string().replace('"', "");
    // 3 for gold and 4 for best; then 4 for the other stream's best, below every tier.
    let expected = "[{entries:[e1,e2],functional:0,highest_score:8,participant:p1,points:11}]";
    assert_eq!(points, expected);
}
