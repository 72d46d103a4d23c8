//! What a report says: of this round and of those before, of the season before, of what stands out.

use plaudit::assess::assess;
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use plaudit::model::Assets;
use plaudit::plan::{Filled, Selection, Target, Work, plan};
use serde_json::Value;

use crate::document;
use crate::run::{Place, TODAY, sample, text};
use crate::tool::tool;

/// The reports of a data directory on a day, by path.
fn reports(data: std::path::PathBuf, day: &str) -> Vec<(String, Filled)> {
    let mut problems = Diagnostics::default();
    let request = Request { data, programme: None, season: None };
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    assert!(!problems.has_errors(), "{}", problems.render(false).join("\n"));
    let day = day.parse().expect("a date");
    let results: Vec<_> = dataset.seasons.iter().map(|season| assess(season, day)).collect();
    let plan = plan(&results, &Selection::default(), &Assets::default(), &mut problems);
    let documents = plan.of(Target::Reports).iter().filter_map(|job| match &job.work {
        Work::Document { content, .. } => Some((job.path.clone(), content.fill())),
        _ => None,
    });
    documents.collect()
}

/// The sample season of the award with a line of its `season.toml` changed.
fn season(from: &str, to: &str) -> Place {
    let place = Place::of("hkcca-mca");
    let path = place.path("data/hkcca-mca/2026/season.toml");
    let toml = std::fs::read_to_string(&path).expect("readable");
    assert!(toml.contains(from), "{from}");
    std::fs::write(path, toml.replacen(from, to, 1)).expect("writable");
    place
}

fn of(reports: &[(String, Filled)], end: &str) -> Value {
    let found = reports.iter().find(|(path, _)| path.ends_with(end));
    let (_, filled) = found.unwrap_or_else(|| panic!("there is no report {end}"));
    serde_json::from_str(&filled.value).expect("JSON")
}

#[test]
fn a_score_that_passes_without_a_tier_is_not_below_the_pass() {
    let place = Place::small();
    let path = place.path("data/demo/2026/deductions.csv");
    let rows = std::fs::read_to_string(&path).expect("readable");
    assert!(rows.contains("e1,,autumn,0.5"));
    let rows = rows.replace("e1,,autumn,0.5", "e1,,autumn,0.25") + "e2,,autumn,9.5,,\n";
    std::fs::write(path, rows.replace("9.5,,", "9.5,遲交,Late")).expect("writable");
    place.build(&["reports"]);
    let files = place.files();
    let shown = |entry: &str| {
        document::text(&files[&format!("private/demo/2026/reports/autumn/{entry}.pdf")])
    };
    // The pass is 70, and the lowest tier begins at 80.
    let between = shown("e2");
    assert!(between.contains("No tier at 76.8 overall"), "{between}");
    assert!(between.contains("未獲級別"), "{between}");
    assert!(!between.contains("Below"), "{between}");
    // Points stand as they were given, whatever scores are rounded to.
    let deducted = shown("e1");
    assert!(deducted.contains("0.25"), "{deducted}");
}

#[test]
fn the_last_report_tells_of_recognitions_and_the_streak_with_its_number() {
    let reports = reports(sample("data"), TODAY);
    let last = of(&reports, "hkcca-mca/2026/reports/r3/e007.pdf");
    assert_eq!(last["streak"]["state"], "awarded");
    assert_eq!(last["streak"]["text"]["en"], "Gold Award for 6 Consecutive Years");
    assert_eq!(last["streak"]["text"]["zh"], "連續六年金獎");
    let names: Vec<_> = last["recognitions"].as_array().expect("a list").iter().collect();
    assert_eq!(names.len(), 2);
    assert_eq!(names[0]["name"]["en"], "Best-in-class");
    assert_eq!(names[0]["scope"][1]["en"], "Public Service and Utilities");
    assert_eq!(names[1]["scope"][0]["zh"], "連續六年金獎");
    // Two won alike.
    let shared = of(&reports, "hkcca-mca/2026/reports/r3/e027.pdf");
    assert_eq!(shared["recognitions"][0]["shared"], true);

    let first = of(&reports, "hkcca-mca/2026/reports/r1/e007.pdf");
    assert_eq!(first["recognitions"], Value::Array(vec![]));
    assert_eq!(first["streak"]["state"], "at-stake");
    assert_eq!((&first["streak"]["before"], &first["streak"]["years"]), (&5.into(), &6.into()));
    assert_eq!(first["last_season"]["season"], 2025);
    assert!(first["last_season"]["change"].is_null());
    assert!(last["last_season"]["change"].is_string());
}

#[test]
fn a_report_that_is_dated_before_the_results_tells_of_no_recognition() {
    let place = season("r3 = 2026-11-13", "r3 = 2026-11-05");
    let reports = reports(place.path("data"), TODAY);
    let last = of(&reports, "hkcca-mca/2026/reports/r3/e007.pdf");
    assert_eq!(last["recognitions"], Value::Array(vec![]));
    assert_eq!(last["streak"]["state"], "held");
    assert!(last["streak"]["text"].is_null());
}

#[test]
fn who_is_out_of_the_running_wins_nothing_with_its_participant() {
    let place = Place::of("hkcca-mca");
    let add = |table: &str, rows: &str| {
        let path = place.path(&format!("data/hkcca-mca/2026/{table}.csv"));
        let old = std::fs::read_to_string(&path).unwrap_or_else(|_| "entry,round,score".to_owned());
        std::fs::write(path, format!("{}\n{rows}\n", old.trim_end())).expect("writable");
    };
    // Its participant has the omni-channel recognition for its other entries.
    let entries = std::fs::read_to_string(place.path("data/hkcca-mca/2026/entries.csv"));
    let entries = entries.expect("readable");
    let own = entries.lines().find(|row| row.starts_with("e012,")).expect("the sample has it");
    let own = own.replace("e012,", "e900,");
    let status = own.rsplit_once(',').expect("columns").0;
    add("entries", &format!("{status},disqualified"));
    add("rounds", "e900,r1,95\ne900,r2,95\ne900,r3,95");
    let reports = reports(place.path("data"), TODAY);
    let won = of(&reports, "r3/e012.pdf")["recognitions"].to_string();
    assert!(won.contains("Best Omni-channel Service Provider"), "{won}");
    let out = of(&reports, "r3/e900.pdf");
    assert_eq!(out["recognitions"], Value::Array(vec![]));
    assert!(out["streak"].is_null() && out["tier"].is_null());
}

#[test]
fn a_streak_is_told_at_each_of_its_states() {
    let reports = reports(sample("data"), TODAY);
    let mut states = std::collections::BTreeMap::<String, usize>::new();
    for (path, filled) in &reports {
        let report: Value = serde_json::from_str(&filled.value).expect("JSON");
        let streak = &report["streak"];
        let Some(state) = streak["state"].as_str() else { continue };
        *states.entry(state.to_owned()).or_default() += 1;
        let number = |key: &str| streak[key].as_u64().expect("a number");
        let goes_on = u64::from(state != "ended");
        assert_eq!(number("years"), number("before") + goes_on, "{path}");
        assert_eq!(state == "awarded", streak["text"].is_object(), "{path}");
        assert_eq!(
            path.contains("/r3/"),
            matches!(state, "awarded" | "held") || !report["overall"].is_null(),
            "{path}"
        );
        match state {
            "awarded" => assert!(number("years") >= number("needed"), "{path}"),
            "held" => assert!(number("years") < number("needed"), "{path}"),
            _ => assert!(number("before") > 0, "{path}"),
        }
    }
    let known: Vec<_> = states.keys().map(String::as_str).collect();
    assert_eq!(known, ["at-stake", "awarded", "ended", "held"], "{states:?}");
}

#[test]
fn months_and_parts_add_up_to_the_round() {
    let mut seen = 0;
    for (path, filled) in reports(sample("data"), TODAY) {
        let report: Value = serde_json::from_str(&filled.value).expect("JSON");
        let count = |value: &Value| value.as_u64().expect("a number");
        for round in report["rounds"].as_array().expect("rounds") {
            let months = round["months"].as_array().expect("months");
            assert_ne!(months.len(), 1, "{path}");
            if !months.is_empty() {
                let sum: u64 = months.iter().map(|month| count(&month["assessments"])).sum();
                assert_eq!(sum, count(&round["assessments"]), "{path}");
                seen += 1;
            }
        }
        let all = report["assessments"].as_array().expect("a list").len();
        let parts = report["distribution"].as_array().expect("a list");
        let by_language: Vec<_> =
            parts.iter().filter(|part| part["language"].is_string()).collect();
        if let Some(first) = parts.first() {
            assert_eq!(count(&first["assessments"]), all as u64, "{path}");
            // Without deductions, what all assessments come to is the score.
            assert_eq!(first["mean"], report["gross"], "{path}");
        }
        if !by_language.is_empty() {
            let sum: u64 = by_language.iter().map(|part| count(&part["assessments"])).sum();
            assert_eq!(sum, all as u64, "{path}");
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn what_stands_out_is_best_and_weakest_and_never_both() {
    for (path, filled) in reports(sample("data"), TODAY) {
        let report: Value = serde_json::from_str(&filled.value).expect("JSON");
        let places = |key: &str| -> Vec<usize> {
            let places = report[key].as_array().expect("a list").iter();
            places.map(|at| at.as_u64().expect("a place") as usize).collect()
        };
        let (best, weakest) = (places("strengths"), places("improvements"));
        let mean = |at: &usize| -> f64 {
            report["criteria"][at]["mean"].as_str().expect("a mean").parse().expect("a number")
        };
        assert!(best.iter().all(|at| !weakest.contains(at)), "{path}");
        let lowest = best.iter().map(mean).fold(f64::INFINITY, f64::min);
        let highest = weakest.iter().map(mean).fold(f64::NEG_INFINITY, f64::max);
        assert!(lowest > highest, "{path}: {lowest} {highest}");
        assert!(best.is_sorted_by(|a, b| mean(a) >= mean(b)), "{path}");
        assert!(weakest.is_sorted_by(|a, b| mean(a) <= mean(b)), "{path}");
    }
}

#[test]
fn the_assessment_of_a_brand_is_told_by_channel_with_its_certificate() {
    let reports = reports(sample("data"), TODAY);
    let report = of(&reports, "hkrma-cxr/2026/reports/assessment/b001.pdf");
    assert_eq!(report["criteria"].as_array().expect("a list").len(), 8);
    let channels = report["channels"].as_array().expect("a list");
    let names: Vec<_> = channels.iter().map(|channel| &channel["channel"]["id"]).collect();
    assert_eq!(names, ["store", "eshop", "review"]);
    // Reputation is the association's to review.
    assert!(channels[0]["criteria"][0]["mean"].is_null());
    assert_eq!(channels[2]["criteria"][0]["mean"], report["criteria"][0]["mean"]);
    assert_eq!(report["certificate"]["number"], "CXR-2026-007");
    assert_eq!(report["terms"].as_array().expect("a list").len(), 3);
    assert_eq!(report["turnaround_weeks"]["max"], 7);
    // One round has no chart of rounds; and without scores of their own, no dots.
    let (_, filled) = reports.iter().find(|(path, _)| path.ends_with("b001.pdf")).expect("one");
    let charts: Vec<_> = filled.charts.iter().map(|(path, _)| *path).collect();
    assert_eq!(charts, ["/charts/criteria.svg"]);
}

#[test]
fn a_report_is_a_draft_until_its_day() {
    let draft = |day: &str| {
        let reports = reports(sample("data"), day);
        ["r1/e001.pdf", "r2/e001.pdf"].map(|end| of(&reports, end)["draft"].clone())
    };
    assert_eq!(draft("2026-05-03"), [true, true]);
    assert_eq!(draft("2026-05-04"), [false, true]);
    assert_eq!(draft("2026-07-06"), [false, false]);
}

#[test]
fn languages_apart_are_a_pdf_each_and_a_row_each_in_the_dispatch() {
    let place = season("year = 2026", "year = 2026\nreport.languages = \"apart\"");
    place.build(&["reports", "--round", "r1", "--entry", "e005"]);
    let folder = "private/hkcca-mca/2026/reports/r1";
    let paths: Vec<_> = place.files().into_keys().filter(|path| path.ends_with(".pdf")).collect();
    assert_eq!(paths, [format!("{folder}/e005.en.pdf"), format!("{folder}/e005.zh.pdf")]);
    let Some(mut command) = tool("pdftotext") else { return };
    let words = |command: &mut std::process::Command, path: &str| {
        let output =
            command.arg(place.path("output").join(path)).arg("-").output().expect("it starts");
        text(&output.stdout)
    };
    let english = words(&mut command, &paths[0]);
    assert!(english.contains("Performance by criterion") && !english.contains("各項表現"));
    let chinese = words(&mut tool("pdftotext").expect("it was there"), &paths[1]);
    assert!(chinese.contains("各項表現") && !chinese.contains("Performance by criterion"));

    place.build(&["secretariat"]);
    let dispatch = place.files()["private/hkcca-mca/2026/secretariat/dispatch.csv"].clone();
    let dispatch = String::from_utf8(dispatch).expect("UTF-8");
    let rows: Vec<_> = dispatch.lines().filter(|row| row.contains("/r1/e005.")).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].contains(",zh,") && rows[1].contains(",en,"), "{rows:?}");
}

#[test]
fn languages_of_service_that_are_not_listed_are_told_apart_too() {
    let place = Place::of("hkcca-mca");
    let path = place.path("data/hkcca-mca/programme.toml");
    let rules = std::fs::read_to_string(&path).expect("text");
    let languages = |place: &Place| {
        let reports = reports(place.path("data"), TODAY);
        let parts = of(&reports, "r1/e001.pdf")["distribution"].clone();
        let parts = parts.as_array().expect("a list").iter();
        let mut of: Vec<_> =
            parts.filter_map(|part| part["language"].as_str().map(str::to_owned)).collect();
        of.sort();
        of
    };
    let listed = languages(&place);
    assert_eq!(listed.len(), 3);
    let line = rules.lines().find(|line| line.starts_with("service_languages")).expect("a line");
    std::fs::write(&path, rules.replace(line, "")).expect("writable");
    assert_eq!(languages(&place), listed);
}
