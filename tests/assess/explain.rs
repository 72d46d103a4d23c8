//! `plaudit explain`: the whole of a tree in both languages, and a case for each reason.

use std::path::Path;

use plaudit::assess::{Audience, Results, assess, explain, json};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use serde_json::Value;

use crate::certificates::certified;
use crate::rewards::{highest, improvement, omni, recognition, scored};
use crate::season::Season;

const CREDIT: &str = "[credit_points]\nmax_entries = 1\ntiers = { gold = 3, silver = 2 }\n\
                      recognitions = { won = 1.5 }\nfunctional = [\"won\"]\n";

/// Two rounds assessed, one given; a merged sector, a deduction, a tie, points.
fn whole() -> Season {
    highest("min_entries = 2")
        .rules(CREDIT)
        .merge(
            "[[sector_merges]]\nstreams = [\"calls\"]\nfrom = [\"silk\", \"jade\"]\n\
             into = { id = \"finery\", name = { zh = \"華貴\", en = \"Finery\" } }\n",
        )
        .entries("e1,p1,calls,phone,silk,A,; e2,p2,calls,phone,tea,A,; e3,p1,calls,phone,tea,A,")
        .assessments("e1,r1,a,2026-01-02,90,80; e1,r1,b,2026-01-03,70,; e1,r2,c,2026-02-03,91.5,92")
        .rounds(&format!("e1,r3,95;{}{}", scored(&[("e2", "88.45")]), scored(&[("e3", "81")])))
        .deductions("e1,late,,,,")
}

#[test]
fn the_whole_tree_in_english() {
    assert_eq!(
        whole().explained_in("en", "e1"),
        "\
e1 Some 1: Demo Award 2026  entries.csv:2
├─ Participant: Some 1 (p1)  participants.csv:2
├─ Stream: Calls, Phone
├─ Sector: Finery, into which the season merged Silk
├─ Group A, as set in the column `group`
├─ Active: may hold a tier, may win and counts in its scopes
├─ 1: 77.0
│  ├─ 2 assessments
│  │  ├─ a 2026-01-02: 86 = (90×60 + 80×40) ÷ 100  assessments.csv:2
│  │  └─ b 2026-01-03: 70 = 70×60 ÷ 60  assessments.csv:3
│  ├─ Mean of the assessments: 78 = 156 ÷ 2
│  ├─ Deducted: 1 point. Late  deductions.csv:2
│  ├─ Score: 77 = 78 − 1, published as 77.0
│  └─ To date: 77.0
├─ 2: 91.7
│  ├─ 1 assessment
│  │  └─ c 2026-02-03: 91.7 = (91.5×60 + 92×40) ÷ 100  assessments.csv:4
│  ├─ The assessment’s score: 91.7
│  ├─ Score: 91.7, published as 91.7
│  └─ To date: 85.82 = (77×20 + 91.7×30) ÷ 50, published as 85.8
├─ 3: 95.0
│  ├─ Score as given: 95  rounds.csv:2
│  ├─ Score: 95, published as 95.0
│  └─ To date: 90.4
├─ Overall: 90.41 = (77×20 + 91.7×30 + 95×50) ÷ 100, published as 90.4
├─ Tier: Gold at 90.4
│  └─ 0.4 points above the threshold of Gold, 90
├─ Best: won with 90.4
│  └─ First of the 3 active entries of the whole programme
└─ Credit points of p1: 4.5 (highest score 0, functional 1.5)
   ├─ e1: 4.5 points
   │  ├─ Gold: 3 points
   │  └─ Best: 1.5 points
   └─ e3: 2 points, not counted, since only the best 1 count
      └─ Silver: 2 points
"
    );
}

#[test]
fn the_whole_tree_in_chinese() {
    assert_eq!(
        whole().explained_in("zh", "e2"),
        "\
e2 某2：示範獎 2026  entries.csv:3
├─ 參與機構：某2（p2）  participants.csv:3
├─ 評審組別：電話組，電話
├─ 行業：茶
├─ 規模：A組，由秘書處指定
├─ 有效參評單位：可獲級別及殊榮，並計入同組參評單位數目
├─ 一：88.5分
│  ├─ 直接給予的評分：88.45  rounds.csv:3
│  ├─ 評分：88.45，公布為88.5分
│  └─ 至今：88.5分
├─ 二：88.5分
│  ├─ 直接給予的評分：88.45  rounds.csv:4
│  ├─ 評分：88.45，公布為88.5分
│  └─ 至今：88.45 = (88.45×20 + 88.45×30) ÷ 50，公布為88.5分
├─ 三：88.5分
│  ├─ 直接給予的評分：88.45  rounds.csv:5
│  ├─ 評分：88.45，公布為88.5分
│  └─ 至今：88.5分
├─ 總評分：88.45 = (88.45×20 + 88.45×30 + 88.45×50) ÷ 100，公布為88.5分
├─ 級別：銀（88.5分）
│  ├─ 較銀的最低要求80分高8.5分
│  └─ 距金的最低要求90分尚差1.5分
├─ 佳：未能獲得
│  └─ 在整個計劃的3個有效參評單位中列第2
└─ p2的積分：2分（最高評分類別0分，職能類別0分）
   └─ e2：2分
      └─ 銀：2分
"
    );
}

#[test]
fn by_criterion_each_mark_and_mean_is_told() {
    let season = Season::new().with("by-assessment", "by-criterion");
    let season = season
        .entries("e1,p1,calls,phone,tea,A,")
        .assessments("e1,r1,a,2026-01-02,90,; e1,r1,b,2026-01-03,70,; e1,r1,c,2026-01-04,81,");
    assert_eq!(
        season.explained("e1", "1: 80.3"),
        [
            "3 assessments",
            "a 2026-01-02: Warm 90  assessments.csv:2",
            "b 2026-01-03: Warm 70  assessments.csv:3",
            "c 2026-01-04: Warm 81  assessments.csv:4",
            "Warm: ≈80.333333 (exactly 241/3) = (90 + 70 + 81) ÷ 3",
            "Wise: no mark, so the others share its weight in proportion",
            "Criteria by weight: ≈80.333333 (exactly 241/3) = ≈80.333333×60 ÷ 60",
            "Score: ≈80.333333, published as 80.3",
            "To date: 80.3",
        ]
    );
    let text = season.explained_in("en", "e1");
    assert!(text.contains("├─ 2: no score yet\n"), "{text}");
    assert!(text.contains("─ Overall: none yet: no score in 2, 3\n"), "{text}");
}

#[test]
fn a_score_stops_at_the_minimum() {
    let season = Season::new()
        .entries("e1,p1,calls,phone,tea,A,")
        .rounds("e1,r1,0.5")
        .deductions("e1,,r1,2.5,故,Why");
    assert_eq!(
        season.explained("e1", "1: 0.0"),
        [
            "Score as given: 0.5  rounds.csv:2",
            "Deducted: 2.5 points. Why  deductions.csv:2",
            "Score: 0.5 − 2.5 is off the scale, which begins at 0; published as 0.0",
            "To date: 0.0",
        ]
    );
}

#[test]
fn below_every_tier_the_lowest_is_named() {
    let season = Season::new().overalls(&["69.94"]);
    assert_eq!(
        season.explained("e1", "Tier: none at 69.9"),
        ["0.1 points short of Bronze, which begins at 70"]
    );
}

#[test]
fn short_of_the_pass_mark_is_told_once() {
    let text = certified().rounds("e1,r1,60; e1,r2,60; e1,r3,60").explained_in("zh", "e1");
    assert!(text.contains("├─ 級別：無（60.0分）\n"), "{text}");
    assert_eq!(text.matches("尚差10.0分").count(), 1, "{text}");
}

#[test]
fn who_is_not_active_holds_nothing() {
    let entries = "e1,p1,calls,phone,tea,A,disqualified; e2,p2,calls,phone,tea,A,withdrawn";
    let season = highest("").entries(entries).rounds(&scored(&[("e1", "99")]));
    let text = season.explained_in("en", "e1");
    assert!(text.contains("├─ Disqualified: holds no tier"), "{text}");
    assert!(text.contains("├─ Tier: none, since the entry is not active\n"), "{text}");
    assert_eq!(season.explained("e1", "Best: not won"), ["Not active, so not a candidate"]);
    assert_eq!(season.explained("e2", "Best: not won"), ["Not active, so not a candidate"]);
}

#[test]
fn second_by_a_hair() {
    let season = highest("").overalls(&["90.0000004", "90.0000005", "", "90"]);
    assert_eq!(
        season.explained_in_confidence("e1", "Best: not won"),
        ["Place 2 of the 4 active entries of the whole programme, 0.0000001 behind Some 2 (e2)"]
    );
    assert_eq!(season.explained_in_confidence("e3", "Best: not won"), ["No overall yet"]);
    assert_eq!(
        season.explained_in_confidence("e2", "Best: won with 90.0"),
        ["First of the 4 active entries of the whole programme", "0.0000001 ahead of the next"]
    );
}

#[test]
fn tied_entries_share_or_a_round_decides() {
    let season = || highest("").overalls(&["90", "90"]);
    assert_eq!(
        season().explained_in_confidence("e1", "Best: won with 90.0"),
        ["First of the 2 active entries of the whole programme", "Shared with Some 2 (e2)"]
    );
    let season = highest("").with("pass = 70", "pass = 70\ntie_break = [\"r2\", \"r3\"]");
    let rounds = "e1,r1,90; e1,r2,90; e1,r3,90; e2,r1,85; e2,r2,90; e2,r3,92";
    let season =
        season.entries("e1,p1,calls,phone,tea,A,; e2,p2,calls,phone,tea,A,").rounds(rounds);
    assert_eq!(
        season.explained_in_confidence("e1", "Best: not won"),
        ["Place 2 of the 2 active entries of the whole programme: level overall, and 2 behind \
          Some 2 (e2) in 3, which breaks the tie"]
    );
    assert_eq!(
        season.explained_in_confidence("e2", "Best: won with 90.0"),
        [
            "First of the 2 active entries of the whole programme",
            "Level with the next overall; 3 breaks the tie by 2",
        ]
    );
}

#[test]
fn the_scope_is_too_small_or_its_first_below_the_tier() {
    let season = highest("min_entries = 4").overalls(&["90", "80", "70"]);
    assert_eq!(
        season.explained_in_confidence("e1", "Best: not won"),
        ["3 active entries in the whole programme, where 4 are needed"]
    );
    let season = highest("requires_tier = \"gold\"").overalls(&["89", "88"]);
    assert_eq!(
        season.explained_in_confidence("e1", "Best: not won"),
        ["First in the whole programme, but the winner must hold Gold or better"]
    );
    assert_eq!(
        season.explained_in_confidence("e2", "Best: not won"),
        [
            "Place 2 of the 2 active entries of the whole programme, 1 behind Some 1 (e1)",
            "Nobody wins here: Some 1 (e1) is first but does not hold the tier required",
        ]
    );
}

#[test]
fn a_scope_is_named_by_what_its_entries_share() {
    let fields = "per = [\"stream\", \"sector\", \"mode\", \"group\"]\nmin_entries = 2";
    let season = Season::new().rules(&recognition(&format!("rule = \"highest\"\n{fields}")));
    assert_eq!(
        season.overalls(&["90"]).explained("e1", "Best: not won"),
        ["1 active entry in Calls, Tea, Phone, group A, where 2 are needed"]
    );
    let season = Season::new().rules(&recognition("rule = \"highest\"\nper = [\"category\"]"));
    assert_eq!(
        season.overalls(&["90"]).explained("e1", "Best: not won"),
        ["Without a category, so not a candidate"]
    );
}

#[test]
fn why_an_improvement_is_not_the_best() {
    let history = "2024,e1,calls,A,60,; 2025,e2,calls,B,60,; 2025,e3,shops,A,60,; \
                   2025,e4,calls,A,90.1,gold; 2025,e6,calls,A,84.9,silver";
    let season = improvement().overalls(&["90", "90", "90", "90", "90", "90", ""]);
    let season = season.history(history);
    assert_eq!(
        season.explained_in_confidence("e1", "Best: won with a rise of 30.0 points"),
        [
            "Change on 2024: 90.0 − 60.0 = 30.0  history.csv:2",
            "The largest rise among the 7 active entries of the whole programme",
        ]
    );
    let missed = |entry| season.explained_in_confidence(entry, "Best: not won");
    assert_eq!(
        missed("e2"),
        ["The last result, of 2025, was in another group: group B  history.csv:3"]
    );
    assert_eq!(
        missed("e3"),
        ["The last result, of 2025, was in another stream: Shops  history.csv:4"]
    );
    assert_eq!(
        missed("e4"),
        ["Change on 2025: 90.0 − 90.1 = −0.1  history.csv:5", "The winner must have risen"]
    );
    assert_eq!(missed("e5"), ["No earlier season in history to compare with"]);
    assert_eq!(
        missed("e6"),
        [
            "Change on 2025: 90.0 − 84.9 = 5.1  history.csv:6",
            "24.9 points less than the rise of Some 1 (e1)",
        ]
    );
    assert_eq!(missed("e7"), ["No overall yet"]);
}

#[test]
fn a_streak_names_its_seasons_and_what_ended_it() {
    let rule = "rule = \"streak\"\ntier = \"gold\"\nyears = 3\nsame = [\"stream\", \"group\"]\n\
                trophy_text = { zh = \"{years}年\", en = \"{years} Years\" }";
    let history = "2024,e1,calls,A,90,gold; 2025,e1,calls,A,91,gold; 2023,e1,calls,A,85,silver; \
                   2023,e2,calls,A,90,gold; 2025,e2,calls,A,90,gold; \
                   2025,e3,calls,A,65,; 2025,e4,calls,B,90,gold; 2025,e5,shops,A,90,gold";
    let season = Season::new().rules(&recognition(rule)).history(history);
    let season = season.overalls(&["90", "90", "90", "90", "90", "89", ""]);
    assert_eq!(
        season.explained("e1", "Best: won with 3 seasons"),
        [
            "Streak: 3 seasons of Gold",
            "2026: 90.0",
            "2025: 91.0  history.csv:3",
            "2024: 90.0  history.csv:2",
            "No further back: Silver in 2023, with 85.0  history.csv:4",
            "Awarded from 3 seasons on",
        ]
    );
    let missed = |entry| season.explained(entry, "Best: not won");
    assert_eq!(
        missed("e2"),
        [
            "Streak: 2 seasons of Gold",
            "2026: 90.0",
            "2025: 90.0  history.csv:6",
            "No further back: history has no result of 2024",
            "2 seasons, where 3 are needed",
        ]
    );
    assert_eq!(missed("e3")[2], "No further back: no tier in 2025, with 65.0  history.csv:7");
    assert_eq!(missed("e4")[2], "No further back: group B in 2025  history.csv:8");
    assert_eq!(missed("e5")[2], "No further back: Shops in 2025  history.csv:9");
    assert_eq!(missed("e6"), ["Not Gold this season"]);
    assert_eq!(missed("e7"), ["No overall yet"]);
}

#[test]
fn why_a_participant_is_not_the_best_of_all_channels() {
    let entries = "e1,p1,calls,phone,tea,A,; e2,p1,shops,visit,tea,A,; \
                   e3,p2,calls,phone,tea,A,; e4,p2,shops,visit,tea,A,; e5,p3,calls,phone,tea,A,; \
                   e6,p4,calls,phone,tea,A,; e7,p4,shops,visit,tea,A,; e8,p5,calls,phone,tea,A,withdrawn";
    let scores = [("e1", "90"), ("e2", "92"), ("e3", "91"), ("e4", "91.5"), ("e5", "99")];
    let scores = [scores.as_slice(), &[("e6", "99"), ("e7", "89")]].concat();
    let season = || omni().entries(entries).rounds(&scored(&scores));
    assert_eq!(
        season().explained_in_confidence("e3", "Best: won with 91.3"),
        [
            "e3 covers Calls, through Phone  entries.csv:4",
            "e4 covers Shop, through Visit  entries.csv:5",
            "Mean of the overalls: 91.25 = (91 + 91.5) ÷ 2",
            "First among the participants that cover every channel",
        ]
    );
    let reason = |entry| season().explained_in_confidence(entry, "Best: not won").pop();
    assert_eq!(reason("e1").as_deref(), Some("A mean 0.25 below that of Some 2 (p2)"));
    assert_eq!(
        reason("e5").as_deref(),
        Some("Not covered by any active entry of the participant: Shop")
    );
    let below = "Every active entry must hold Gold or better; e7 does not";
    assert_eq!(reason("e6").as_deref(), Some(below));
    assert_eq!(reason("e8").as_deref(), Some("Not active, so not a candidate"));
    let more = format!("{entries}; e9,p1,calls,phone,jade,A,");
    let scores = [scores.as_slice(), &[("e9", "90")]].concat();
    let season = omni().entries(&more).rounds(&scored(&scores));
    let reason = season.explained_in_confidence("e3", "Best: not won").pop();
    assert_eq!(reason.as_deref(), Some("1 active entry fewer than Some 1 (p1)"));
}

#[test]
fn credit_points_say_what_does_not_count() {
    let rules = "[[recognitions]]\nid = \"best\"\nname = { zh = \"佳\", en = \"Best\" }\nrule = \"highest\"\nper = []\n\
                 [[recognitions]]\nid = \"class\"\nname = { zh = \"組\", en = \"Class\" }\nrule = \"highest\"\nper = [\"sector\"]\n\
                 [credit_points]\nmax_entries = 2\ntiers = { gold = 3 }\nrecognitions = { best = 3, class = 2 }\n\
                 needs_corporate_awards = { count = 5, recognitions = [\"class\"] }\n\
                 supersedes = { best = [\"class\"] }\n";
    let entries = "e1,p1,calls,phone,tea,A,; e2,p10,calls,phone,silk,A,; e3,p2,calls,phone,tea,A,";
    let scores = scored(&[("e1", "95"), ("e2", "92"), ("e3", "60")]);
    let season = Season::new().rules(rules).entries(entries).rounds(&scores);
    assert_eq!(
        season.explained("e1", "Credit points of p1: 6"),
        [
            "e1: 6 points",
            "Gold: 3 points",
            "Best: 3 points",
            "Class: not counted, since Best supersedes it",
        ]
    );
    assert_eq!(
        season.explained("e2", "Credit points of p10: 3").last().map(String::as_str),
        Some(
            "Class: counts only with at least 5 corporate awards, and the participant has 0  participants.csv:11"
        )
    );
    let none = "Credit points of p2: none, since no active entry holds a tier";
    assert!(season.explained("e3", none).is_empty());
}

#[test]
fn a_certificate_tells_its_state() {
    let rows =
        "e1,OLD,2025-03-02,,,; e1,NEW,2026-03-02,2026-06-05,違規,Breach; e1,NEXT,2027-01-01,,,";
    let season = certified().certificates(rows);
    let text = season.explained_in("en", "e1");
    let expected = "\
├─ Passed: 20.0 points above the pass mark of 70
├─ Certificate NEW: from 2026-03-02 to 2027-03-01, 12 months  certificates.csv:3
│  └─ Revoked on 2026-06-05, as seen on 2026-12-31
│     └─ Reason: Breach
├─ Earlier certificate OLD, from 2025-03-02  certificates.csv:2
└─ Certificate to come: NEXT, from 2027-01-01  certificates.csv:4
";
    assert!(text.ends_with(expected), "{text}");
    assert!(season.explained_in("en", "e2").ends_with("└─ Certificate: none\n"));
    for (issued, state) in [
        ("2027-01-01", "Pending on 2026-12-31, for its first day is to come"),
        ("2025-12-31", "Expired; no longer valid on 2026-12-31"),
        ("2026-02-15", "Valid on 2026-12-31, and in its last 60 days"),
        ("2026-12-31", "Valid on 2026-12-31"),
    ] {
        let season = certified().certificates(&format!("e2,N1,{issued},,,"));
        assert_eq!(season.explained("e2", "Certificate N1"), [state], "{issued}");
    }
}

#[test]
fn a_formula_is_marked_once_and_holds() {
    let season = Season::new().with("by-assessment", "by-criterion");
    let season = season
        .entries("e1,p1,calls,phone,tea,A,")
        .assessments("e1,r1,a,2026-01-02,80,; e1,r1,b,2026-01-03,80,; e1,r1,c,2026-01-04,81,80");
    let told = season.explained("e1", "1: 80.2");
    let weighted = "Criteria by weight: 80.2 = (241/3×60 + 80×40) ÷ 100";
    assert!(told.iter().any(|line| line == weighted), "{told:?}");
}

#[test]
fn a_round_without_a_score_does_not_repeat_how_the_one_before_came_about() {
    let season = Season::new().entries("e1,p1,calls,phone,tea,A,").rounds("e1,r1,80; e1,r2,90");
    let text = season.explained_in("en", "e1");
    assert!(text.contains("├─ 3: no score yet\n│  └─ To date: 86.0\n"), "{text}");
}

/// Every fact of a kind in a tree, in order.
fn facts<'a>(tree: &'a Value, fact: &str) -> Vec<&'a Value> {
    let own = (tree["fact"] == fact).then_some(tree);
    let parts = tree["parts"].as_array().into_iter().flatten();
    own.into_iter().chain(parts.flat_map(|part| facts(part, fact))).collect()
}

/// The first of some kinds of fact, one of its values.
fn value<'a>(tree: &'a Value, kinds: &[&str], key: &str) -> &'a Value {
    let found = kinds.iter().find_map(|kind| facts(tree, kind).into_iter().next());
    found.map_or(&Value::Null, |fact| match &fact["values"][key] {
        Value::Object(named) if named.contains_key("id") => &named["id"],
        value => value,
    })
}

/// Does this with the results of each sample season.
pub(crate) fn in_the_samples(check: impl Fn(&Results)) {
    for programme in ["hkcca-mca", "hkrma-cxr"] {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let programme = Some(programme.parse().expect("an id"));
        let mut problems = Diagnostics::default();
        let request = Request { data, programme, season: Some(2026) };
        let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
        check(&assess(&dataset.seasons[0], "2026-11-21".parse().expect("a date")));
    }
}

#[test]
fn the_tree_holds_every_figure_of_the_results() {
    in_the_samples(|results| {
        let known: Value = serde_json::from_str(&json(results)).expect("JSON");
        for at in 0..results.entries.len() {
            for audience in [Audience::Member, Audience::Secretariat] {
                let text = explain::json(&[&explain(results, at, audience)]);
                let tree: Value = serde_json::from_str(&text).expect("JSON");
                agrees(&known, &known["entries"][at], &tree);
            }
        }
    });
}

/// Whether a tree says of an entry what the results say.
fn agrees(results: &Value, entry: &Value, tree: &Value) {
    let id = entry["entry"].as_str().expect("an id");
    let same = |of: &Value, kinds: &[&str], key: &str, known: &Value| {
        assert_eq!(value(of, kinds, key), known, "{key} of {id}");
    };
    same(tree, &["entry"], "entry", &entry["entry"]);
    same(tree, &["participant"], "participant", &entry["participant"]);
    same(tree, &["stream"], "stream", &entry["stream"]);
    same(tree, &["stream"], "mode", &entry["mode"]);
    same(tree, &["sector", "sector-merged"], "sector", &entry["sector"]);
    let groups =
        ["group-of-size", "group-of-size-and-above", "group-given", "group-given-over-size"];
    same(tree, &groups, "group", &entry["group"]);
    assert_eq!(facts(tree, entry["status"].as_str().expect("a status")).len(), 1, "{id}");
    let rounds = tree["parts"].as_array().expect("parts").iter();
    let rounds = rounds.filter(|part| part["fact"] == "round" || part["fact"] == "round-unscored");
    for (round, tree) in entry["rounds"].as_array().expect("rounds").iter().zip(rounds) {
        same(tree, &["round", "round-unscored"], "round", &round["round"]);
        same(tree, &["round"], "score", &round["score"]);
        same(tree, &["to-date", "to-date-alone"], "published", &round["to_date"]);
        let list = ["assessments", "assessments-of-quota"];
        let count = round["assessments"].to_string();
        let shown = value(tree, &list, "n").as_str().unwrap_or("0");
        assert_eq!(shown, count, "assessments of {id}");
        let lines = facts(tree, "assessment").len() + facts(tree, "assessment-marks").len();
        assert_eq!(lines.to_string(), count, "lines of {id}");
        let points = facts(tree, "deduction").into_iter();
        let points = points.map(|it| it["values"]["n"].as_str().expect("points").parse::<f64>());
        let points = points.fold(0.0, |sum, points| sum + points.expect("a number"));
        assert_eq!(format!("{points:.1}"), round["deducted"].as_str().expect("points"), "{id}");
    }
    same(tree, &["overall", "overall-of-one-round"], "published", &entry["overall"]);
    same(tree, &["tier"], "tier", &entry["tier"]);
    let own = |fact: &&Value| fact["values"]["recognition"]["id"] != "best-omni-channel";
    let won = ["recognition-won", "recognition-won-by-rise", "recognition-of-seasons"];
    let won = won.into_iter().flat_map(|kind| facts(tree, kind));
    let mut won: Vec<_> =
        won.filter(own).map(|it| it["values"]["recognition"]["id"].clone()).collect();
    let mut known = entry["recognitions"].as_array().expect("a list").clone();
    won.sort_by_key(Value::to_string);
    known.sort_by_key(Value::to_string);
    assert_eq!(won, known, "recognitions of {id}");
    let years = entry["streak"]["years"].as_u64().map(|years| years.to_string());
    assert_eq!(value(tree, &["streak"], "n").as_str(), years.as_deref(), "streak of {id}");
    let certificate = &entry["certificate"];
    for key in ["number", "issued", "valid_until"] {
        same(tree, &["certificate"], key, &certificate[key]);
    }
    if let Some(status) = certificate["status"].as_str() {
        assert_eq!(facts(tree, &format!("certificate-{status}")).len(), 1, "{id}");
        let extras = facts(tree, "certificate-extra").len();
        assert_eq!(extras, certificate["extras"].as_array().expect("a list").len(), "{id}");
    }
    let credit = results["credit_points"].as_array().expect("a list").iter();
    let credit = credit.filter(|row| row["participant"] == entry["participant"]);
    for row in credit {
        same(tree, &["credit-points"], "n", &row["points"]);
        same(tree, &["credit-points"], "highest_score", &row["highest_score"]);
        same(tree, &["credit-points"], "functional", &row["functional"]);
        let counted = facts(tree, "credit-of-entry").into_iter();
        let counted: Vec<_> = counted.map(|it| it["values"]["entry"].clone()).collect();
        assert_eq!(Value::Array(counted), row["entries"], "entries of {id}");
    }
}
