//! What reports, pages and documents say of claims.

use std::collections::BTreeSet;

use plaudit::assess::{CertificateStatus, Results};
use plaudit::model::Text;
use plaudit::plan::{Plan, Work};
use serde_json::Value;

use super::list::{Claim, Kind, claims, each_season, list, word};
use crate::document;
use crate::planned::{dataset, planned, results};
use crate::run::{Place, sample};

/// The values of documents and pages whose path begins so, with the rest of it.
fn values(plan: &Plan, start: &str) -> Vec<(String, Value)> {
    let jobs = plan.jobs.iter().filter_map(|job| Some((job.path.strip_prefix(start)?, job)));
    let values = jobs.filter_map(|(path, job)| {
        let value = match &job.work {
            Work::Document { content, .. } => content.fill().value,
            Work::Page { value, .. } => value.text().into_owned(),
            _ => return None,
        };
        Some((path.to_owned(), serde_json::from_str(&value).expect("JSON")))
    });
    values.collect()
}

/// A text in the programme's first language.
fn leading(results: &Results, text: &Text) -> String {
    let mut languages = results.data.programme.language_ids();
    text.get(languages.next().expect("a language")).expect("words").to_owned()
}

/// Whether an entry's certificate is in force or still to come.
fn is_certified(results: &Results, entry: usize) -> bool {
    let held = results.entries[entry].certificate.as_ref();
    held.is_some_and(|held| {
        !matches!(held.status, CertificateStatus::Expired | CertificateStatus::Revoked)
    })
}

#[test]
fn reports_tell_of_the_recognitions_that_are_claimed() {
    let mut told = 0;
    each_season(|results, claims| {
        let (data, year) = (results.data, results.data.season.year);
        let round = &data.programme.rounds.last().expect("a round").id;
        let folder = format!("private/{}/{year}/reports/{round}/", data.programme.id);
        let plan = planned(std::slice::from_ref(results));
        for (file, report) in values(&plan, &folder) {
            let id = file.split('.').next().expect("a name");
            let at = data.entries.iter().position(|entry| entry.id.as_str() == id);
            let at = at.expect("an entry");
            // A report keeps what was won, whatever has become of the certificate since.
            if data.programme.certification.is_some() && !is_certified(results, at) {
                continue;
            }
            let participant = &data.participant_of(&data.entries[at]).id;
            let own = |claim: &&Claim| {
                let recognised = matches!(claim.kind, Kind::Recognition | Kind::Streak);
                recognised && [id, participant.as_str()].contains(&claim.holder.as_str())
            };
            let language = data.programme.language_ids().next().expect("a language");
            let said: Vec<_> = list(&report["recognitions"])
                .iter()
                .map(|one| (word(&one["name"][language]), one["scope"][0][language].clone()))
                .collect();
            told += said.len();
            let mine: Vec<_> = claims.iter().filter(own).collect();
            assert_eq!(said.len(), mine.len(), "{folder}{file}: {said:?}");
            for claim in mine {
                let (award, years) = claim.words(results);
                let name = leading(results, award);
                let words = years.map(|years| leading(results, &years));
                let agrees = said.iter().any(|(said, first)| {
                    *said == name && words.as_ref().is_none_or(|words| first == words.as_str())
                });
                assert!(agrees, "{folder}{file}: {name} {words:?} in {said:?}");
            }
        }
    });
    assert!(told > 50, "only {told} recognitions are told of");
}

/// A claim as a page tells it: the names of entry and organisation, what was won, years.
type Line = (String, String, String, Option<u64>);

fn line(results: &Results, claim: &Claim) -> Line {
    let (participant, entry) = claim.names(results);
    let name = leading(results, entry.unwrap_or(participant));
    (name, leading(results, participant), claim.award.clone(), claim.years)
}

/// All that the page of an award's season says.
fn lines_of_award(results: &Results, page: &Value) -> BTreeSet<Line> {
    let language = results.data.programme.language_ids().next().expect("a language");
    let names = |one: &Value| (word(&one["name"][language]), word(&one["participant"][language]));
    let mut lines = BTreeSet::new();
    for recognition in list(&page["recognitions"]) {
        let streak = recognition["rule"]["rule"] == "streak";
        for winner in list(&recognition["winners"]).iter().filter(|_| !streak) {
            for one in list(&winner["recipients"]) {
                let (name, participant) = names(one);
                lines.insert((name, participant, word(&recognition["id"]), None));
            }
        }
        for streak in list(&page["streaks"]).iter().filter(|_| streak) {
            for one in list(&streak["recipients"]) {
                let (name, participant) = names(one);
                let years = streak["years"].as_u64();
                lines.insert((name, participant, word(&recognition["id"]), years));
            }
        }
    }
    for tier in list(&page["streams"]).iter().flat_map(|stream| list(&stream["tiers"])) {
        for one in list(&tier["sectors"]).iter().flat_map(|sector| list(&sector["entries"])) {
            let (name, participant) = names(one);
            lines.insert((name, participant, word(&tier["id"]), one["streak"].as_u64()));
        }
    }
    lines
}

/// All that the page of a certification's season says.
fn lines_of_certification(results: &Results, page: &Value) -> BTreeSet<Line> {
    let language = results.data.programme.language_ids().next().expect("a language");
    let names = |one: &Value| (word(&one["name"][language]), word(&one["participant"][language]));
    let mut lines = BTreeSet::new();
    for brand in list(&page["brands"]) {
        if brand["status"] == "valid" || brand["status"] == "expiring" {
            let (name, participant) = names(brand);
            let tier = results.data.programme.tiers[0].id.to_string();
            lines.insert((name, participant, tier, None));
        }
    }
    for leader in list(&page["leaders"]) {
        for one in list(&leader["winners"]).iter().flat_map(|winner| list(&winner["recipients"])) {
            let (name, participant) = names(one);
            lines.insert((name, participant, word(&leader["id"]), None));
        }
    }
    lines
}

#[test]
fn the_site_names_whom_the_list_names_and_for_the_same() {
    each_season(|results, claims| {
        let (data, year) = (results.data, results.data.season.year);
        let plan = planned(std::slice::from_ref(results));
        let language = data.programme.language_ids().next().expect("a language");
        let pages = values(&plan, &format!("site/{language}/{}/{year}/", data.programme.id));
        let page = &pages.iter().find(|(path, _)| path == "index.html").expect("a page").1;
        let claimed: BTreeSet<_> = claims.iter().map(|claim| line(results, claim)).collect();
        if data.programme.certification.is_none() {
            let announced = data.season.dates.results.is_some_and(|day| day <= results.as_of);
            let said = lines_of_award(results, page);
            assert_eq!(said, if announced { claimed } else { BTreeSet::new() }, "{year}");
            return;
        }
        // What is pending is not public, nor a leader whose certificate is not in force.
        let said = lines_of_certification(results, page);
        assert!(said.is_subset(&claimed), "{:?}", said.difference(&claimed).collect::<Vec<_>>());
        let in_force = |claim: &&Claim| {
            let at = data.entries.iter().position(|entry| entry.id.as_str() == claim.holder);
            let held = at.and_then(|at| results.entries[at].certificate.as_ref());
            held.is_some_and(|held| held.status.is_in_force()) && claim.renewed.is_none()
        };
        let public = claims.iter().filter(in_force).map(|claim| line(results, claim));
        let silent: Vec<_> = public.filter(|line| !said.contains(line)).collect();
        assert!(silent.is_empty(), "{silent:?}");
    });
}

/// The words without what only separates them, for lines break where they fit.
fn squeezed(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn documents_say_what_is_claimed_and_whose_it_is() {
    for (data, programmes) in [("data", 2), ("tests/fixtures/hard", 2), ("tests/fixtures/third", 1)]
    {
        let place = Place::with(data);
        place.build(&["artwork"]);
        let files = place.files();
        let dataset = dataset(sample(data));
        let all = results(&dataset);
        assert_eq!(all.len(), programmes);
        for season in &all {
            let programme = &season.data.programme;
            let folder = format!("private/{}/{}/artwork", programme.id, season.data.season.year);
            for claim in claims(season) {
                let piece = claim.piece();
                let made = ["trophies", "certificates/screen", "certificates/print"];
                let made = made.map(|part| format!("{folder}/{part}/{piece}.pdf"));
                let made = made.iter().filter_map(|path| Some((path, files.get(path)?)));
                let made: Vec<_> = made.collect();
                let count = if claim.kind == Kind::Certificate { 2 } else { 3 };
                assert_eq!(made.len(), count, "{piece}");
                for (path, pdf) in made {
                    let said = squeezed(&document::text(pdf));
                    let (award, streak) = claim.words(season);
                    let (participant, entry) = claim.names(season);
                    let texts = [Some(award), streak.as_ref(), Some(participant), entry];
                    for words in texts.into_iter().flatten() {
                        for (language, words) in words.iter() {
                            assert!(said.contains(&squeezed(words)), "{path} {language}: {words}");
                        }
                    }
                }
            }
        }
    }
}
