//! One list of claims: what is planned, and every text that tells of an award, agrees with what was
//! assessed. There is a file for every claim, and none without.

mod list;
mod said;

use std::collections::{BTreeMap, BTreeSet};

use list::{Claim, Kind, each_season};
use plaudit::assess::Results;
use plaudit::model::Artefact;

use crate::planned::planned;
use crate::sheets::{by_column, csv, sheets};

/// The files that a claim is to have, within the folder of artwork.
fn files(results: &Results, claim: &Claim) -> Vec<String> {
    let artefacts = results.data.programme.certification.as_ref().map(|rules| &rules.artefacts);
    let listed = |thing: Artefact| {
        let list = artefacts.filter(|list| !list.is_empty() && claim.kind == Kind::Certificate);
        list.is_none_or(|list| list.contains(&thing))
    };
    let piece = claim.piece();
    let mut files = Vec::new();
    let mut add = |folders: &[(&str, &str)]| {
        files.extend(folders.iter().map(|(folder, ending)| format!("{folder}/{piece}.{ending}")));
    };
    if claim.kind != Kind::Certificate {
        add(&[("trophies", "svg"), ("trophies", "pdf"), ("trophies/previews", "png")]);
    }
    if listed(Artefact::Certificate) {
        add(&[("certificates/screen", "pdf"), ("certificates/print", "pdf")]);
        add(&[("certificates/previews", "png")]);
    }
    if claim.kind == Kind::Certificate && listed(Artefact::WindowDecal) {
        add(&[("decals", "pdf"), ("decals/previews", "png")]);
    }
    if listed(Artefact::ELogo) {
        for ground in ["light", "dark", "one-colour"] {
            for ending in [".svg", "-64.png", "-256.png", "-640.png"] {
                files.push(format!("logos/{}/{ground}{ending}", claim.mark()));
            }
        }
    }
    files
}

#[test]
fn there_is_a_file_for_every_claim_and_none_without() {
    each_season(|results, claims| {
        let (data, year) = (results.data, results.data.season.year);
        let folder = format!("private/{}/{year}/artwork/", data.programme.id);
        let plan = planned(std::slice::from_ref(results));
        let paths = plan.jobs.iter().filter_map(|job| job.path.strip_prefix(&folder));
        let sheets =
            ["trophy-text.csv", "trophy-text.xlsx", "trophy-text-indesign.txt", "proofs.pdf"];
        let made: BTreeSet<_> = paths.map(str::to_owned).collect();
        let wanted = claims.iter().flat_map(|claim| files(results, claim));
        let wanted = wanted.chain(sheets.map(str::to_owned));
        assert_eq!(made, wanted.collect(), "{folder}");
    });
}

/// The list is of no use if nobody in it is without a claim, or if it counts somebody who is.
#[test]
fn who_has_no_claim_is_in_no_list() {
    let mut without = BTreeMap::<_, usize>::new();
    each_season(|results, claims| {
        // A certificate may rest on the pass of the season before.
        let award = results.data.programme.certification.is_none();
        for (entry, result) in results.data.entries.iter().zip(&results.entries) {
            let of_entry = || claims.iter().filter(|claim| claim.holder == entry.id.as_str());
            let status = result.certificate.as_ref().map(|held| format!("{:?}", held.status));
            let lapsed = status.filter(|status| ["Expired", "Revoked"].contains(&status.as_str()));
            let why = match entry.status.as_str() {
                "active" if award && result.overall.is_some() && result.tier.is_none() => "below",
                "active" => match lapsed.as_deref() {
                    Some("Expired") => "expired",
                    Some(_) => "revoked",
                    None => continue,
                },
                other => other,
            };
            *without.entry(why.to_owned()).or_default() += 1;
            let held: Vec<_> = of_entry().filter(|claim| claim.kind != Kind::Recognition).collect();
            assert!(held.is_empty(), "{} {why}: {held:?}", entry.id);
            assert!(award || of_entry().count() == 0, "{} {why}", entry.id);
        }
    });
    let reasons: Vec<_> = without.keys().map(String::as_str).collect();
    assert_eq!(reasons, ["below", "disqualified", "expired", "revoked", "withdrawn"]);
}

#[test]
fn the_sheets_of_texts_say_what_is_claimed() {
    for data in ["data", "tests/fixtures/hard", "tests/fixtures/third"] {
        let sheets = sheets(crate::run::sample(data));
        let dataset = crate::planned::dataset(crate::run::sample(data));
        for results in crate::planned::results(&dataset) {
            let (programme, year) = (&results.data.programme, results.data.season.year);
            let path = format!("{}/{year}/artwork/trophy-text.csv", programme.id);
            let mut rows = by_column(csv(&sheets[&path]));
            rows.sort_by(|a, b| a["piece"].cmp(&b["piece"]));
            let mut claims = list::claims(&results);
            claims.sort_by_key(Claim::piece);
            assert_eq!(rows.len(), claims.len(), "{path}");
            for (row, claim) in rows.iter().zip(&claims) {
                let (award, streak) = claim.words(&results);
                let (participant, entry) = claim.names(&results);
                let recipient = match programme.certification {
                    Some(_) => entry.unwrap_or(participant),
                    None => participant,
                };
                assert_eq!((&row["piece"], &row["holder"]), (&claim.piece(), &claim.holder));
                let years = claim.years.map(|years| years.to_string()).unwrap_or_default();
                assert_eq!(row["years"], years, "{}", claim.piece());
                for language in programme.language_ids() {
                    let cell = |name: &str| &row[&format!("{name}_{language}")];
                    let words = |text: &plaudit::model::Text| text.get(language).map(str::to_owned);
                    assert_eq!(Some(cell("award")), words(award).as_ref());
                    // The one name that begins like a formula would have an apostrophe.
                    assert_eq!(Some(cell("recipient")), words(recipient).as_ref());
                    let streak = streak.as_ref().and_then(words).unwrap_or_default();
                    assert_eq!(*cell("streak"), streak);
                }
            }
        }
    }
}
