//! The verification page of each certificate, and the code on paper that leads there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::run::{Files, Place, sample, text};
use crate::tool::tool;

/// The number of a certificate of the sample in each state, with the state's words in both languages.
const STATES: [(&str, [&str; 2], [&str; 2]); 4] = [
    (
        "cxr-2026-007",
        ["此認證現時有效", "品牌可使用認證標誌至"],
        ["This certification is valid", "The brand may use the certification mark until"],
    ),
    (
        "cxr-2025-046",
        ["此認證現時有效", "認證即將期滿，品牌可使用認證標誌至"],
        ["This certification is valid", "It is about to expire: the brand may use"],
    ),
    (
        "cxr-2025-011",
        ["此認證已期滿", "品牌不可再使用認證標誌"],
        ["This certification has expired", "the brand may not use the certification mark any more"],
    ),
    (
        "cxr-2026-009",
        ["此認證已被撤銷", "品牌不可再使用認證標誌"],
        ["This certification has been revoked", "the brand may not use the certification mark"],
    ),
];

/// The folders of the verification pages of a programme in a language.
fn pages<'a>(files: &'a Files, folder: &str) -> BTreeMap<&'a str, String> {
    let pages = files.iter().filter_map(|(path, bytes)| {
        let name = path.strip_prefix(folder)?.strip_prefix("/certificates/")?;
        Some((name.strip_suffix("/index.html")?, text(bytes)))
    });
    pages.collect()
}

/// A site of the small season with more certificates, as seen on a day.
fn small(rows: &str, day: &str) -> Files {
    let place = Place::small();
    let path = place.path("data/mark/2026/certificates.csv");
    let rows = text(&std::fs::read(&path).expect("readable")) + rows;
    std::fs::write(&path, rows).expect("writable");
    let output = place.plaudit_on(day, &["build", "site"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    place.files()
}

#[test]
fn every_certificate_of_the_directory_has_a_page_and_no_other_has() {
    let place = Place::of("hkrma-cxr");
    place.build(&["site"]);
    let files = place.files();
    let mut table = csv::Reader::from_path(sample("data/hkrma-cxr/2026/certificates.csv"))
        .expect("the sample's table");
    let rows = table.records().map(|row| row.expect("a row"));
    // Recognised only in December.
    let numbers: BTreeSet<_> =
        rows.map(|row| row[1].to_lowercase()).filter(|number| number != "cxr-2026-034").collect();
    for language in ["zh", "en"] {
        let folder = format!("site/{language}/hkrma-cxr");
        let pages = pages(&files, &folder);
        assert_eq!(pages.keys().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), numbers);
        let directory = text(&files[&format!("{folder}/2026/index.html")]);
        for (name, page) in pages {
            let link = format!("href=\"../certificates/{name}/\">{}", name.to_uppercase());
            assert!(directory.contains(&link), "the directory leads to {name}");
            assert!(page.contains(&name.to_uppercase()), "{name} shows its number");
        }
    }
}

#[test]
fn a_page_says_whether_the_mark_may_be_used() {
    let place = Place::of("hkrma-cxr");
    place.build(&["site"]);
    let files = place.files();
    for (at, language) in ["zh", "en"].into_iter().enumerate() {
        let pages = pages(&files, &format!("site/{language}/hkrma-cxr"));
        for (name, zh, en) in &STATES {
            for words in [zh, en][at] {
                assert!(pages[name].contains(words), "{language} {name}: {words}");
            }
        }
    }
    let revoked = &pages(&files, "site/en/hkrma-cxr")["cxr-2026-009"];
    assert!(revoked.contains("18 September 2026") && !revoked.contains("14 April 2027"));
    // Why is between the brand and the organiser.
    assert!(!revoked.contains("Altered marks"));
}

#[test]
fn a_page_appears_on_the_first_day_and_stays_when_another_takes_its_place() {
    let page = |files: &Files, name| pages(files, "site/en/mark").remove(name);
    let before = small("m1,MARK-2,2027-03-01,,,,\n", "2027-02-28");
    assert!(page(&before, "mark-1").is_some_and(|page| page.contains("is valid")));
    assert!(page(&before, "mark-2").is_none(), "it is not public yet");
    let after = small("m1,MARK-2,2027-03-01,,,,\n", "2027-03-01");
    let old = page(&after, "mark-1").expect("an old decal's code still leads there");
    assert!(old.contains("A newer certificate has replaced this one"));
    assert!(old.contains("href=\"../mark-2/\""));
    assert!(!old.contains("has expired") && !old.contains("until 28 February 2027."));
    assert!(page(&after, "mark-2").is_some_and(|page| page.contains("is valid")));
}

/// A number that two seasons list has one page, and so has one that only the earlier lists.
#[test]
fn seasons_share_the_pages_of_their_certificates() {
    let header = "entry,number,recognised_on,extras,revoked_on,reason_zh,reason_en\n";
    let first = "m1,MARK-1,2026-03-01,breakfast,,,\n";
    for (listed, words) in [(first, "is valid"), ("", "A newer certificate has replaced this one")]
    {
        let place = Place::small();
        let folder = |year: u32| place.path(&format!("data/mark/{year}"));
        std::fs::create_dir(folder(2027)).expect("a new folder");
        for file in ["season.toml", "participants.csv", "entries.csv"] {
            let text = std::fs::read_to_string(folder(2026).join(file)).expect("readable");
            std::fs::write(folder(2027).join(file), text.replace("2026", "2027"))
                .expect("writable");
        }
        let marks = "entry,round,ref,date,welcome,linen\nm1,once,M-1,2027-01-04,90,90\n";
        std::fs::write(folder(2027).join("assessments.csv"), marks).expect("writable");
        let second = if listed.is_empty() { "m1,MARK-2,2027-01-20,,,,\n" } else { "" };
        let rows = format!("{header}{listed}{second}");
        std::fs::write(folder(2027).join("certificates.csv"), rows).expect("writable");
        let output = place.plaudit_on("2027-02-01", &["build", "site"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let files = place.files();
        let pages = pages(&files, "site/en/mark");
        assert!(pages["mark-1"].contains(words), "{words}");
        assert_eq!(pages.contains_key("mark-2"), listed.is_empty());
    }
}

#[test]
fn a_revoked_certificate_stays_so_beside_a_newer_one() {
    let files = small("m1,MARK-0,2026-01-05,,2026-02-01,蟲患,Bugs\n", "2026-06-01");
    let page = &pages(&files, "site/en/mark")["mark-0"];
    assert!(page.contains("has been revoked") && page.contains("1 February 2026"));
    assert!(page.contains("href=\"../mark-1/\""), "it leads to the one in force");
}

#[test]
fn a_number_of_any_writing_has_a_page() {
    let files = small("m2,雲/2026 (1),2025-01-01,,2025-02-01,蟲患,Bugs\n", "2026-06-01");
    let pages = pages(&files, "site/zh/mark");
    let page = pages
        .iter()
        .find(|(_, page)| page.contains("雲&#x2F;2026 (1)") || page.contains("雲/2026 (1)"));
    let (name, _) = page.expect("a page with the number");
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    assert!(name.starts_with("2026-1-") && name.chars().all(plain), "{name}");
}

#[test]
fn a_site_that_shows_no_certificates_has_no_such_pages() {
    let place = Place::small();
    let path = place.path("data/mark/programme.toml");
    let rules = std::fs::read_to_string(&path).expect("readable");
    std::fs::write(&path, rules.replace("site = \"certified\"", "site = \"leaders\""))
        .expect("writable");
    place.build(&["site"]);
    let files = place.files();
    assert!(files.contains_key("site/en/mark/2026/index.html"));
    assert!(pages(&files, "site/en/mark").is_empty());
}

/// What a phone reads on a picture; `None` where there is no program to read it with.
fn decoded(picture: &Path) -> Option<String> {
    let output = tool("zbarimg")?.args(["--quiet", "--raw", "--nodbus"]).arg(picture).output();
    let output = output.expect("zbarimg starts");
    Some(text(&output.stdout).trim_end().to_owned())
}

#[test]
fn the_code_of_a_certificate_leads_to_its_page() {
    let place = Place::of("hkrma-cxr");
    place.build(&["site"]);
    place.build(&["artwork", "--entry", "b001"]);
    let folder = place.path("output/private/hkrma-cxr/2026/artwork/certificates");
    for medium in ["screen", "print"] {
        let file = folder.join(medium).join("b001-certified.pdf");
        assert!(file.is_file(), "{}", file.display());
        let Some(picture) = scanned(&file) else { return };
        let Some(address) = decoded(&picture) else { return };
        leads_to_a_page(&place, &address);
    }
}

/// The first page of a PDF as a picture of 200 dots an inch; `None` where no program draws it.
fn scanned(file: &Path) -> Option<PathBuf> {
    let stem = file.with_extension("");
    let mut command = tool("pdftoppm")?;
    command.args(["-r", "200", "-png", "-singlefile"]).arg(file).arg(&stem);
    assert!(command.status().expect("pdftoppm starts").success(), "{}", file.display());
    Some(stem.with_extension("png"))
}

fn leads_to_a_page(place: &Place, address: &str) {
    assert_eq!(address, "https://awards.example/results/zh/hkrma-cxr/certificates/cxr-2026-007/");
    let page = address.replace("https://awards.example/results", "site") + "index.html";
    assert!(place.files().contains_key(&page), "{page}");
}
