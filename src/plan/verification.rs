//! Where the page of a certificate stands, and the QR code that leads there from paper and glass.

use std::collections::BTreeMap;

use fast_qr::{ECL, QRBuilder};
use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::hex;
use crate::assess::Results;
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Certificate, Id, Programme, SitePolicy};

/// The QR code of a certificate.
#[derive(Clone, Serialize, JsonSchema)]
pub(super) struct Verification {
    /// The address of its verification page, which the code holds.
    address: String,
    /// The code, a text of `1` (dark) and `0` (light) for each row, without the quiet zone of 4
    /// modules that has to be left free around it.
    modules: Vec<String>,
}

impl Verification {
    /// That of a certificate, by its number; `None` where [`address`] gives none.
    pub(super) fn new(programme: &Programme, number: &str) -> Option<Self> {
        address(programme, number).map(|address| Self { modules: modules(&address), address })
    }
}

/// Whether the site has a page for each certificate that has begun: where it lists them.
pub(super) fn has_pages(programme: &Programme) -> bool {
    programme.certification.is_some() && programme.disclosure.site == SitePolicy::Certified
}

/// The address of a certificate's page in the leading language; `None` if the site has no address or
/// no such page.
pub(super) fn address(programme: &Programme, number: &str) -> Option<String> {
    let base = programme.site.base_url.as_ref().filter(|_| has_pages(programme))?;
    let language = programme.language_ids().next()?;
    Some(format!("{base}/{language}/{}", page(programme, number)))
}

/// The folder of a certificate's page, below that of a language.
pub(super) fn page(programme: &Programme, number: &str) -> String {
    format!("{}/certificates/{}/", programme.id, slug(number))
}

/// The most characters of a number in a slug: with the hash they fit an id.
const LONGEST: usize = 48;

/// The name of a number's folder, of `[a-z0-9-]`, at most 64. It comes from the number alone, for it is
/// printed and has to stay: `CXR-2026-007` is `cxr-2026-007`, and any other number is what it has of
/// these characters, with the beginning of its hash, so that `7/A` and `7.A` differ.
pub(super) fn slug(number: &str) -> String {
    let lower = number.to_ascii_lowercase();
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let parts: Vec<_> = lower.split(|c| !known(c)).filter(|part| !part.is_empty()).collect();
    let mut slug = parts.join("-");
    if slug == lower && (1..=LONGEST).contains(&slug.len()) && !Id::is_device(&slug) {
        return slug;
    }
    slug.truncate(LONGEST);
    let hash = hex(&Sha256::digest(number)[..4]);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { hash } else { format!("{slug}-{hash}") }
}

/// Reports certificates of a programme whose numbers differ, but not the addresses of their pages.
pub(super) fn collisions(all: &[Results], problems: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Certificate> = BTreeMap::new();
    for data in all.iter().map(|results| results.data) {
        for certificate in data.certificates.iter().filter(|_| has_pages(&data.programme)) {
            let number = &certificate.number;
            let page = page(&data.programme, number);
            let first = *seen.entry(page).or_insert(certificate);
            if first.number != *number {
                let message = format!(
                    "certificates `{}` and `{number}` would have one verification page",
                    first.number
                );
                let help = "give this one another number: upper and lower case are one there";
                let origin = &certificate.origin;
                let place = Place::file(origin.file.clone()).cell(origin.row, "number", number);
                problems.push(Diagnostic::error(message).at(place).help(help));
            }
        }
    }
}

/// The modules of a QR code, row by row. Level M restores 15 %, as decals in the sun may need.
fn modules(address: &str) -> Vec<String> {
    let code = QRBuilder::new(address).ecl(ECL::M).build();
    // 120 bytes of a site, 64 of a programme, 64 of a number and the rest are under 300.
    let code = code.expect("a code holds over 2,000 bytes");
    let row = |at: usize| code[at].iter().map(|module| if module.value() { '1' } else { '0' });
    (0..code.size).map(|at| row(at).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Verification, address, modules, page, slug};
    use crate::model::{Id, Programme, SitePolicy};

    /// The small certification of the tests, whose site is at `https://clouds.example/awards`.
    fn programme() -> Programme {
        let text = include_str!("../../tests/fixtures/season/mark/programme.toml");
        toml::from_str(text).expect("the tests' own programme")
    }

    #[test]
    fn a_number_names_a_folder_and_keeps_it() {
        let long = "a".repeat(LONGEST);
        for (number, name) in [
            ("CXR-2026-007", "cxr-2026-007"),
            ("7", "7"),
            (&long, &long),
            ("CXR/2026/007", "cxr-2026-007-f2de2f51"),
            ("CXR 2026.007", "cxr-2026-007-1bbd594d"),
            ("-7", "7-a770d327"),
            ("7--7", "7-7-32d354d3"),
            ("證書七號", "213b608d"),
            ("證書八號", "a3bbe47f"),
            ("ＣＸＲ７", "c1f6a533"),
            (&format!("{long}-b"), &format!("{long}-f50fc9d6")),
        ] {
            assert_eq!(slug(number), name, "{number}");
        }
    }

    #[test]
    fn a_name_of_a_folder_is_an_id_whatever_the_number() {
        let long = ["甲乙".repeat(99), "Z-".repeat(99), "Z".repeat(999)];
        let short = ["", "..", "/", "a/../b", "\0", "É", "--"].map(str::to_owned);
        for number in long.iter().chain(&short) {
            let slug = slug(number);
            assert!(slug.parse::<Id>().is_ok(), "{number} is {slug}");
        }
    }

    #[test]
    fn a_code_leads_to_the_page_of_the_leading_language() {
        let mut programme = programme();
        assert_eq!(page(&programme, "MARK-1"), "mark/certificates/mark-1/");
        let expected = "https://clouds.example/awards/zh/mark/certificates/mark-1/";
        assert_eq!(address(&programme, "MARK-1").as_deref(), Some(expected));
        let code = Verification::new(&programme, "MARK-1").expect("the site has an address");
        assert_eq!((code.address.as_str(), code.modules), (expected, modules(expected)));
        programme.languages.reverse();
        let expected = "https://clouds.example/awards/en/mark/certificates/mark-1/";
        assert_eq!(address(&programme, "MARK-1").as_deref(), Some(expected));
    }

    #[test]
    fn a_certificate_whose_page_is_nowhere_has_no_code() {
        let mut programme = programme();
        programme.disclosure.site = SitePolicy::Leaders;
        assert!(address(&programme, "MARK-1").is_none(), "the site shows no certificates");
        programme.disclosure.site = SitePolicy::Certified;
        programme.site.base_url = None;
        assert!(Verification::new(&programme, "MARK-1").is_none(), "the site has no address");
    }

    /// Rows of `1` and `0` as a picture of the standard's parts, which are the same in every code.
    #[test]
    fn a_code_has_the_form_of_its_standard() {
        const FINDER: [&str; 8] = [
            "11111110", "10000010", "10111010", "10111010", "10111010", "10000010", "11111110",
            "00000000",
        ];
        for (bytes, size) in [(62, 33), (63, 37), (84, 37), (85, 41), (331, 69)] {
            let text = "x".repeat(bytes);
            let rows = modules(&text);
            // ISO/IEC 18004, table 7: how much a version of level M holds.
            assert_eq!(rows.len(), size, "{bytes} bytes");
            assert!(rows.iter().all(|row| row.len() == size), "it is square");
            for (at, finder) in FINDER.iter().enumerate() {
                let mirrored: String = finder.chars().rev().collect();
                assert_eq!(&rows[at][..8], *finder, "top left");
                assert_eq!(&rows[at][size - 8..], mirrored, "top right");
                assert_eq!(&rows[size - 1 - at][..8], *finder, "bottom left");
            }
            let timing: String =
                (8..size - 8).map(|at| if at % 2 == 0 { '1' } else { '0' }).collect();
            assert_eq!(rows[6][8..size - 8], timing);
            // The two bits of level M, 00, under the mask of the format, 10.
            assert_eq!(&rows[8][..2], "10", "level M");
            assert_eq!(rows, modules(&text), "the same each time");
            assert_ne!(rows, modules(&text.replace('x', "y")), "of what it says");
        }
    }
}
