//! A third programme, unlike both of the sample, works without a line of code: English first, a
//! scale of five, two decimals, four rounds, four tiers, scopes by group, mode and category.

use std::path::Path;

use serde_json::Value;

use crate::naive::{Naive, only_the_contract};
use crate::properties::{assessed, differences};
use crate::season::{of, won};

fn results() -> (Value, Value) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/third");
    let is = assessed(&data, "lanterns", "2026-11-21").expect("no errors");
    let naive = Naive::read(&data, "lanterns", "2026", "2026-11-21").json();
    (serde_json::from_str(&is).expect("JSON"), naive)
}

#[test]
fn its_figures_are_right_by_hand() {
    let (results, _) = results();
    let rounds = |entry: &str, field: &str| -> Vec<String> {
        let entries = results["entries"].as_array().expect("entries");
        let entry = entries.iter().find(|row| row["entry"] == entry).expect("the entry");
        let rounds = entry["rounds"].as_array().expect("rounds").iter();
        rounds.map(|round| round[field].to_string().replace('"', "")).collect()
    };
    // 5·50 + 4·30 + 4.5·20 = 4.6; the mean of 4 and 5, less 0.25; one mark alone; 4.8.
    assert_eq!(rounds("n1", "score"), ["4.60", "4.25", "4.50", "4.80"]);
    assert_eq!(rounds("n1", "deducted"), ["0.00", "0.25", "0.00", "0.00"]);
    // 0.46; + 0.85 = 1.31 of 30; + 1.35 = 2.66 of 60; + 1.92 = 4.58.
    assert_eq!(rounds("n1", "to_date"), ["4.60", "4.37", "4.43", "4.58"]);
    assert_eq!(rounds("n4", "score"), ["3.33", "3.33", "3.33", "3.33"]);
    assert_eq!(rounds("n5", "score"), ["4.00", "null", "null", "null"]);
    for (entry, group, overall, tier) in [
        ("n1", "I", "4.58", "luminous"),
        ("n2", "II", "4.50", "luminous"), // 4.495
        ("n3", "I", "4.49", "bright"),    // 4.494999999
        ("n4", "II", "3.33", "glowing"),
        ("n5", "I", "null", "null"),
        ("n6", "I", "2.49", "null"),
    ] {
        assert_eq!(of(&results, entry, "group"), group, "{entry}");
        assert_eq!(of(&results, entry, "overall"), overall, "{entry}");
        assert_eq!(of(&results, entry, "tier"), tier, "{entry}");
    }
}

#[test]
fn its_recognitions_have_scopes_of_their_own() {
    let (results, _) = results();
    assert_eq!(won(&results, "lamp-of-the-size"), ["I: n1 = 4.58", "II: n2 = 4.50"]);
    let ways = ["desk: n1 = 4.58", "kiosk: n2 = 4.50", "phone: n3 = 4.49", "letter: n4 = 3.33"];
    assert_eq!(won(&results, "lamp-of-the-way"), ways);
    assert_eq!(won(&results, "lamp-of-the-kind"), ["school: n2 = 4.50", "public: n1 = 4.58"]);
    assert_eq!(won(&results, "steady-lamp"), [": n1 = 3"]);
    // 3.33 − 3.00, in another group, against 4.50 − 4.21.
    assert_eq!(won(&results, "rising-lamp"), [": n4 = 0.33"]);
    // (4.58 + 3.3…) ÷ 2 = 3.956…
    assert_eq!(won(&results, "every-way"), [": lib1 = 3.96"]);
    let points = results["credit_points"].to_string().replace('"', "");
    let expected = "[{entries:[n1],functional:1.5,highest_score:0,participant:lib1,points:5.5},\
                    {entries:[n2],functional:0,highest_score:0,participant:lib2,points:4},\
                    {entries:[n3],functional:0,highest_score:0,participant:lib3,points:3}]";
    assert_eq!(points, expected);
}

#[test]
fn it_comes_out_as_the_naive_implementation_says() {
    let (is, should) = results();
    assert_eq!(differences("lanterns", &only_the_contract(&is), &should), Vec::<String>::new());
}
