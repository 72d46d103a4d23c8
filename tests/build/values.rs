//! What templates receive, which is all that they can show.

use plaudit::assess::{Results, assess};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load};
use plaudit::model::{Assets, Dataset, Text};
use plaudit::plan::{Filled, Selection, Target, Work, plan};

use crate::run::{TODAY, sample};

fn dataset() -> Dataset {
    let mut problems = Diagnostics::default();
    let request = Request { data: sample("data"), programme: None, season: None };
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    assert!(!problems.has_errors(), "{}", problems.render(false).join("\n"));
    dataset
}

fn results(dataset: &Dataset) -> Vec<Results<'_>> {
    let today = TODAY.parse().expect("a date");
    dataset.seasons.iter().map(|season| assess(season, today)).collect()
}

/// All that the documents of a part receive, their charts and attached tables too, by path.
fn received(results: &[Results], target: Target) -> Vec<(String, String)> {
    let mut problems = Diagnostics::default();
    let plan = plan(results, &Selection::default(), &Assets::default(), &mut problems);
    let documents = plan.of(target).iter().filter_map(|job| match &job.work {
        Work::Document { content, .. } => {
            let Filled { value, setting, charts, tables, .. } = content.fill();
            let others = serde_json::to_string(&(charts, tables)).expect("JSON");
            Some((job.path.clone(), format!("{value}{setting}{others}")))
        }
        _ => None,
    });
    documents.collect()
}

/// The values of all documents of a part, by path.
fn values(results: &[Results], target: Target) -> Vec<(String, String)> {
    let mut problems = Diagnostics::default();
    let plan = plan(results, &Selection::default(), &Assets::default(), &mut problems);
    let documents = plan.of(target).iter().filter_map(|job| match &job.work {
        Work::Document { content, .. } => Some((job.path.clone(), content.fill().value)),
        _ => None,
    });
    documents.collect()
}

#[test]
fn a_report_names_its_own_participant_and_no_other() {
    let dataset = dataset();
    let results = results(&dataset);
    let reports = received(&results, Target::Reports);
    assert_eq!(reports.len(), 326);
    let words = |text: &Text| text.iter().map(|(_, words)| words.to_owned()).collect::<Vec<_>>();
    for data in &dataset.seasons {
        let folder = format!("private/{}/", data.programme.id);
        for (path, value) in reports.iter().filter(|(path, _)| path.starts_with(&folder)) {
            let file = path.rsplit('/').next().unwrap_or_default();
            let entry = data.entries.iter().find(|entry| file == format!("{}.pdf", entry.id));
            let entry = entry.expect("a report is of an entry");
            // As JSON writes them; a name may be a part of the reader's own.
            let own = [words(&data.participant_of(entry).name), words(&entry.name)].concat();
            let others =
                data.participants.iter().filter(|other| other.id != data.participant_of(entry).id);
            for name in others.flat_map(|other| words(&other.name)) {
                let quoted = serde_json::to_string(&name).expect("a text");
                let bare = quoted.trim_matches('"');
                let part_of_own = own.iter().any(|own| own.contains(&name));
                assert!(part_of_own || !value.contains(bare), "{path} names {name}");
            }
        }
    }
}

#[test]
fn a_report_shows_no_round_after_its_own() {
    let dataset = dataset();
    let reports = values(&results(&dataset), Target::Reports);
    for (path, value) in reports.iter().filter(|(path, _)| path.contains("/reports/r1/")) {
        let value: serde_json::Value = serde_json::from_str(value).expect("JSON");
        assert!(value["overall"].is_null(), "{path}");
        let rounds = value["rounds"].as_array().expect("rounds");
        for later in &rounds[1..] {
            for figure in ["score", "to_date", "deducted", "assessments", "tier"] {
                assert!(later[figure].is_null(), "{path} {figure}");
            }
        }
    }
}

#[test]
fn a_certificate_is_of_the_year_it_was_issued_in() {
    let dataset = dataset();
    let certificates = values(&results(&dataset), Target::Artwork);
    let of = |piece: &str| -> serde_json::Value {
        let found = certificates.iter().find(|(path, _)| path.ends_with(piece));
        serde_json::from_str(&found.expect("the piece").1).expect("JSON")
    };
    // Issued in December 2025 and still in force; issued this year.
    assert_eq!(of("b023-certified.pdf")["season"], 2025);
    assert_eq!(of("b001-certified.pdf")["season"], 2026);
    assert_eq!(of("b001-certified.pdf")["recipient"]["en"], "Cloud & Needle");
}
