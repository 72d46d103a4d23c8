//! Rules 1 to 5 and 11: rounds, to date, overall, tier, group, who counts, merged sectors.

use crate::season::{Season, of, won};

fn round(results: &serde_json::Value, entry: &str, round: usize, field: &str) -> String {
    let entries = results["entries"].as_array().expect("entries");
    let found = entries.iter().find(|row| row["entry"] == entry).expect("the entry");
    found["rounds"][round][field].to_string().replace('"', "")
}

const ONE: &str = "e1,p1,calls,phone,tea,A,";

#[test]
fn a_round_is_the_mean_of_its_assessments_with_weights_renormalised() {
    // 60·90 + 40·80 = 86; only warm: 70; the mean of both is 78.
    let season =
        Season::new().entries(ONE).assessments("e1,r1,a,2026-01-02,90,80; e1,r1,b,2026-01-03,70,");
    assert_eq!(round(&season.results(), "e1", 0, "score"), "78.0");
    assert_eq!(round(&season.results(), "e1", 0, "assessments"), "2");
}

#[test]
fn by_criterion_each_criterion_is_the_mean_of_its_own_marks() {
    // warm: (90 + 70) ÷ 2 = 80; wise: 80; 60·80 + 40·80 = 80.
    let season = Season::new()
        .with("by-assessment", "by-criterion")
        .entries(ONE)
        .assessments("e1,r1,a,2026-01-02,90,80; e1,r1,b,2026-01-03,70,");
    assert_eq!(round(&season.results(), "e1", 0, "score"), "80.0");
    // A criterion without a mark leaves the other with all the weight.
    let season = Season::new()
        .with("by-assessment", "by-criterion")
        .entries(ONE)
        .assessments("e1,r1,a,2026-01-02,91.5,");
    assert_eq!(round(&season.results(), "e1", 0, "score"), "91.5");
}

#[test]
fn deductions_of_a_round_are_taken_from_it_and_stop_at_the_minimum() {
    let season = Season::new()
        .entries("e1,p1,calls,phone,tea,A,; e2,p2,calls,phone,tea,A,")
        .rounds("e1,r1,90; e1,r2,90; e2,r1,1.5")
        .deductions("e1,late,,,,; e1,,r2,0.5,因,for; e2,late,,,,; e2,,r1,7,因,for");
    let results = season.results();
    assert_eq!(round(&results, "e1", 0, "score"), "89.0");
    assert_eq!(round(&results, "e1", 0, "deducted"), "1.0");
    assert_eq!(round(&results, "e1", 1, "score"), "89.5");
    assert_eq!(round(&results, "e2", 0, "score"), "0.0");
    assert_eq!(round(&results, "e2", 0, "deducted"), "8.0");
    assert_eq!(round(&results, "e2", 1, "score"), "null");
}

#[test]
fn to_date_weighs_the_rounds_that_have_a_score() {
    let season = Season::new().entries(ONE).rounds("e1,r1,80; e1,r3,94");
    let results = season.results();
    // (20·80 + 50·94) ÷ 70 = 90; the second round has no score, so there is no overall.
    assert_eq!(round(&results, "e1", 0, "to_date"), "80.0");
    assert_eq!(round(&results, "e1", 1, "to_date"), "80.0");
    assert_eq!(round(&results, "e1", 2, "to_date"), "90.0");
    assert_eq!(of(&results, "e1", "overall"), "null");
    assert_eq!(of(&results, "e1", "tier"), "null");
}

#[test]
fn the_overall_weighs_all_rounds() {
    let season = Season::new().entries(ONE).rounds("e1,r1,80; e1,r2,85; e1,r3,91");
    // 16 + 25.5 + 45.5
    assert_eq!(of(&season.results(), "e1", "overall"), "87.0");
}

#[test]
fn the_tier_follows_the_published_overall() {
    for (overall, published, tier) in [
        ("90", "90.0", "gold"),
        ("89.95", "90.0", "gold"),
        ("89.9499", "89.9", "silver"),
        ("80", "80.0", "silver"),
        ("79.95", "80.0", "silver"),
        ("79.949", "79.9", "bronze"),
        ("69.95", "70.0", "bronze"),
        ("69.949999999", "69.9", "null"),
        ("0", "0.0", "null"),
        ("100", "100.0", "gold"),
    ] {
        let results = Season::new().overalls(&[overall]).results();
        assert_eq!(of(&results, "e1", "overall"), published, "{overall}");
        assert_eq!(of(&results, "e1", "tier"), tier, "{overall}");
    }
}

#[test]
fn a_mean_of_sevenths_or_thirds_is_not_rounded_on_the_way() {
    // Seven marks that add to 629.65: their mean is 89.95, published as 90.0; in binary floating
    // point it falls below.
    let marks = ["89.9", "90.05", "89.7", "90.3", "89.6", "90.4", "89.7"];
    let rows: String = (1..)
        .zip(marks)
        .flat_map(|(at, mark)| {
            ["r1", "r2", "r3"]
                .map(|round| format!("e1,{round},{round}{at},2026-02-02,{mark},{mark};"))
        })
        .collect();
    let results = Season::new().entries(ONE).assessments(&rows).results();
    assert_eq!(of(&results, "e1", "overall"), "90.0");
    assert_eq!(of(&results, "e1", "tier"), "gold");
    // Thirds: 89.9 + 89.9 + 90.05 is 269.85, and a third of it 89.95.
    let rows = "e1,r1,x,2026-02-02,,89.9; e1,r1,y,2026-02-02,,89.9; e1,r1,z,2026-02-02,,90.05";
    let results = Season::new().entries(ONE).assessments(rows).results();
    assert_eq!(round(&results, "e1", 0, "score"), "90.0");
}

#[test]
fn a_deduction_can_cross_a_tier() {
    let scores = "e1,r1,90.25; e1,r2,90; e1,r3,90";
    let results = Season::new().entries(ONE).rounds(scores).results();
    assert_eq!(of(&results, "e1", "tier"), "gold");
    // 20 % of one point takes 90.05 to 89.85.
    let late = Season::new().entries(ONE).rounds(scores).deductions("e1,late,,,,").results();
    assert_eq!(of(&late, "e1", "overall"), "89.9");
    assert_eq!(of(&late, "e1", "tier"), "silver");
}

#[test]
fn only_active_entries_hold_a_tier() {
    let season = Season::new()
        .entries("e1,p1,calls,phone,tea,A,withdrawn; e2,p2,calls,phone,tea,A,disqualified")
        .rounds("e1,r1,95; e1,r2,95; e1,r3,95; e2,r1,95; e2,r2,95; e2,r3,95");
    let results = season.results();
    for entry in ["e1", "e2"] {
        assert_eq!(of(&results, entry, "overall"), "95.0");
        assert_eq!(of(&results, entry, "tier"), "null");
        assert_eq!(of(&results, entry, "streak"), "null");
    }
}

#[test]
fn sectors_are_merged_before_any_counting_in_the_streams_named() {
    let season = Season::new()
        .rules(
            "[[recognitions]]\nid = \"best\"\nname = { zh = \"佳\", en = \"Best\" }\n\
             rule = \"highest\"\nper = [\"stream\", \"sector\"]\nmin_entries = 2\n",
        )
        .merge(
            "[[sector_merges]]\nstreams = [\"calls\"]\nfrom = [\"silk\", \"jade\"]\n\
             into = { id = \"fine\", name = { zh = \"精\", en = \"Fine\" } }\n",
        )
        .entries(
            "e1,p1,calls,phone,silk,A,; e2,p2,calls,phone,jade,A,; \
             e3,p3,shops,visit,silk,A,; e4,p4,shops,visit,jade,A,",
        )
        .rounds(
            "e1,r1,80; e1,r2,80; e1,r3,80; e2,r1,90; e2,r2,90; e2,r3,90; \
             e3,r1,80; e3,r2,80; e3,r3,80; e4,r1,90; e4,r2,90; e4,r3,90",
        );
    let results = season.results();
    assert_eq!(of(&results, "e1", "sector"), "fine");
    assert_eq!(of(&results, "e3", "sector"), "silk");
    // Two in the merged sector; one each in the other stream's two sectors is too few.
    assert_eq!(won(&results, "best"), ["fine calls: e2 = 90.0"]);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let rows = ["e1,r1,a,2026-01-02,90,80", "e1,r1,b,2026-01-03,70,", "e2,r1,c,2026-01-02,66.5,71"];
    let entries = ["e1,p1,calls,phone,tea,A,", "e2,p2,calls,phone,tea,B,"];
    let forward = Season::new().entries(&entries.join(";")).assessments(&rows.join(";"));
    let back = |rows: &[&str]| rows.iter().rev().copied().collect::<Vec<_>>().join(";");
    let backward = Season::new().entries(&back(&entries)).assessments(&back(&rows));
    assert_eq!(forward.text_on("2026-06-01"), backward.text_on("2026-06-01"));
}

#[test]
fn the_json_is_that_of_the_design() {
    let season = Season::new()
        .rules(
            "[[recognitions]]\nid = \"best\"\nname = { zh = \"佳\", en = \"Best\" }\n\
             rule = \"highest\"\nper = [\"stream\", \"sector\"]\n",
        )
        .entries(ONE)
        .rounds("e1,r1,90; e1,r2,89.96");
    let expected = r#"{
  "programme": "demo",
  "season": 2026,
  "entries": [
    {
      "entry": "e1",
      "participant": "p1",
      "stream": "calls",
      "mode": "phone",
      "sector": "tea",
      "group": "A",
      "status": "active",
      "rounds": [
        {
          "round": "r1",
          "assessments": 0,
          "quota": null,
          "score": "90.0",
          "deducted": "0.0",
          "to_date": "90.0",
          "outlook": [
            {
              "tier": "gold",
              "state": "needs",
              "needed": "90.0"
            },
            {
              "tier": "silver",
              "state": "needs",
              "needed": "77.5"
            },
            {
              "tier": "bronze",
              "state": "needs",
              "needed": "65.0"
            }
          ]
        },
        {
          "round": "r2",
          "assessments": 0,
          "quota": null,
          "score": "90.0",
          "deducted": "0.0",
          "to_date": "90.0",
          "outlook": [
            {
              "tier": "gold",
              "state": "needs",
              "needed": "90.0"
            },
            {
              "tier": "silver",
              "state": "needs",
              "needed": "70.0"
            },
            {
              "tier": "bronze",
              "state": "needs",
              "needed": "50.0"
            }
          ]
        },
        {
          "round": "r3",
          "assessments": 0,
          "quota": null,
          "score": null,
          "deducted": "0.0",
          "to_date": "90.0",
          "outlook": null
        }
      ],
      "overall": null,
      "tier": null,
      "recognitions": [],
      "streak": null,
      "certificate": null
    }
  ],
  "recognitions": [],
  "credit_points": []
}
"#;
    assert_eq!(season.text_on("2026-06-01"), expected);
}
