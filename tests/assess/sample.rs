//! The sample seasons: figures worked out independently, in exact fractions, when they were made.

use std::path::Path;

use plaudit::assess::{assess, json};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use serde_json::Value;

use crate::season::{of, won};

fn results(programme: &str) -> Value {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let programme = Some(programme.parse().expect("an id"));
    let mut problems = Diagnostics::default();
    let request = Request { data, programme, season: Some(2026) };
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    assert!(!problems.has_errors(), "{}", problems.render(false).join("\n"));
    let text = json(&assess(&dataset.seasons[0], "2026-11-21".parse().expect("a date")));
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn entries_near_a_boundary_fall_on_the_right_side() {
    let results = results("hkcca-mca");
    for (entry, overall, tier) in [
        ("e006", "90.0", "gold"),   // 89.9540…
        ("e052", "89.9", "silver"), // 89.9471…
        ("e022", "90.0", "gold"),   // 90.0036…
        ("e033", "80.0", "silver"), // 79.9512…
        ("e010", "79.9", "bronze"), // 79.9467…
        ("e073", "70.0", "bronze"), // 69.9517…
        ("e094", "69.9", "null"),   // 69.9411…
        ("e049", "95.8", "null"),   // disqualified
    ] {
        assert_eq!(of(&results, entry, "overall"), overall, "{entry}");
        assert_eq!(of(&results, entry, "tier"), tier, "{entry}");
    }
}

#[test]
fn the_sample_has_the_recognitions_it_was_made_for() {
    let results = results("hkcca-mca");
    assert_eq!(won(&results, "best-of-the-best"), ["phone-online: e012 = 96.4", "bm: e020 = 95.1"]);
    // Fourteen sectors of four or more; travel on the phone and living in shops have three.
    assert_eq!(won(&results, "best-in-class").len(), 13);
    assert_eq!(won(&results, "best-improvement"), [": e092 = 17.2"]);
    assert_eq!(won(&results, "best-omni-channel"), [": p009 = 93.9"]);
    let streaks = won(&results, "sustainability");
    let of_years =
        |years: usize| streaks.iter().filter(|line| line.ends_with(&format!("= {years}"))).count();
    assert_eq!([3, 4, 5, 6].map(of_years), [7, 4, 3, 2]);
    assert_eq!(streaks.len(), 16);
}

#[test]
fn the_leaders_of_the_certification_may_be_tied_or_far_apart_by_a_hair() {
    let results = results("hkrma-cxr");
    let sectors = won(&results, "sector-leader");
    assert!(sectors.contains(&"beauty: b018 b020 = 93.4".to_owned()), "{sectors:?}");
    assert!(sectors.contains(&"electronics: b033 = 91.6".to_owned()), "{sectors:?}");
}
