//! The sample seasons, together on one site.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::secrets::Public;
use super::site::{built, common, disclose, drawn, empty_marks, leaks, results};
use crate::run::{Place, TODAY};

/// The award, whose results are announced on 6 November, and the certification.
const PROGRAMMES: [&str; 2] = ["hkcca-mca", "hkrma-cxr"];
const EVE: &str = "2026-11-05";

fn data(place: &Place, programme: &str) -> std::path::PathBuf {
    place.path("data").join(programme)
}

fn sample() -> Place {
    Place::with("data")
}

/// The first column of a table.
fn ids(table: &Path) -> Vec<String> {
    let text = fs::read_to_string(table).expect("readable");
    text.lines().skip(1).filter_map(|row| Some(row.split(',').next()?.to_owned())).collect()
}

/// Asserts that the site of the sample keeps what it must, under one policy for the award and one for
/// the certification.
fn keeps(policies: [&str; 2]) {
    let common = common(&sample(), &PROGRAMMES, TODAY);
    let place = sample();
    for (programme, policy) in PROGRAMMES.iter().zip(policies) {
        disclose(&data(&place, programme), policy);
    }
    for day in [EVE, TODAY] {
        let site = built(&place, day);
        for (programme, policy) in PROGRAMMES.iter().zip(policies) {
            let results = results(&place, programme, day);
            let folder = data(&place, programme);
            let announced = *programme == "hkrma-cxr" || day == TODAY;
            let public =
                Public { folder: &folder, results: &results, policy, announced, as_of: day };
            let mut secrets = public.secrets();
            // Both programmes count their participants from p001.
            let others = PROGRAMMES.iter().filter(|other| *other != programme);
            let others: BTreeSet<_> = others
                .flat_map(|other| ids(&data(&place, other).join("2026/participants.csv")))
                .collect();
            secrets.words.retain(|word| !others.contains(word));
            assert!(
                secrets.figures.len() > 15 && secrets.words.len() > 40,
                "{} figures and {} words",
                secrets.figures.len(),
                secrets.words.len()
            );
            // Thresholds, deductions and weights: few, or the search means little.
            let excluded: Vec<_> = secrets.figures.intersection(&common).collect();
            assert!(excluded.len() < 12, "{excluded:?}");
            let mut leaks = leaks(&site, &secrets, &common);
            leaks.extend(drawn(&place, day, &secrets, &common));
            assert!(
                leaks.is_empty(),
                "{programme}, {policy}, {day}: {:#?}",
                &leaks[..leaks.len().min(20)]
            );
        }
    }
}

#[test]
fn the_sample_keeps_what_is_confidential() {
    keeps(["winners", "certified"]);
}

#[test]
fn the_sample_keeps_more_where_leaders_alone_are_public() {
    keeps(["leaders", "leaders"]);
}

#[test]
fn the_sample_keeps_most_where_the_certified_alone_are_public() {
    keeps(["certified", "winners"]);
}

/// Whatever the marks, the site before the results is the same, byte for byte.
#[test]
fn before_the_results_the_site_does_not_depend_on_them() {
    let only = |marks: bool| {
        let place = super::site::of("hkcca-mca");
        if !marks {
            empty_marks(&data(&place, "hkcca-mca"));
        }
        built(&place, EVE)
    };
    let (with, without) = (only(true), only(false));
    assert_eq!(with.keys().collect::<Vec<_>>(), without.keys().collect::<Vec<_>>());
    let differ: Vec<_> = with.iter().filter(|(path, bytes)| without[*path] != **bytes).collect();
    assert!(differ.is_empty(), "{:?}", differ.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

/// A score and a name are put where anybody would see them, and are found.
#[test]
fn a_leak_is_found() {
    let place = super::site::of("hkcca-mca");
    let results = results(&place, "hkcca-mca", TODAY);
    let folder = data(&place, "hkcca-mca");
    let announced = Public {
        folder: &folder,
        results: &results,
        policy: "winners",
        announced: true,
        as_of: TODAY,
    };
    let secrets = announced.secrets();
    let score = secrets.figures.iter().find(|figure| figure.starts_with("8")).expect("a score");
    let word = secrets.words.iter().find(|word| word.starts_with("e0")).expect("an entry");
    let page = Path::new("en/index.html").display().to_string();
    let site = [(page, format!("<p>{score}</p><a href=\"{word}/\">").into_bytes())].into();
    assert_eq!(leaks(&site, &secrets, &Default::default()).len(), 2);
    // A programme without a day of results announces none.
    let season = folder.join("2026/season.toml");
    let text = fs::read_to_string(&season).expect("readable");
    fs::write(&season, text.replace(", results = 2026-11-06", "")).expect("writable");
    let secrets = Public { announced: false, ..announced }.secrets();
    let leaks = leaks(&built(&place, TODAY), &secrets, &common(&sample(), &PROGRAMMES, TODAY));
    assert!(leaks.is_empty(), "{leaks:#?}");
}
