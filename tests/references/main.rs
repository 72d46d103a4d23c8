//! What the documents of the hard season show, and the pages of the small ones, held to what is stored
//! here; and whether any document looks wrong in a way that can be measured.
//!
//! The README beside this file says what is stored and how to renew it.

#[path = "../common/built.rs"]
mod built;
#[path = "../common/document.rs"]
mod document;
mod facts;
mod han;
mod hard;
mod looks;
mod overlap;
mod picture;
#[path = "../common/run.rs"]
mod run;
mod site;
mod stored;
#[path = "../common/today.rs"]
mod today;
#[path = "../common/tool.rs"]
mod tool;

use std::collections::BTreeMap;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use crate::hard::{Files, built};
use crate::stored::{Kind, settle};

/// The documents whose text is stored, each for what is hard in it: programme, round and entry.
const TEXTS: [&str; 10] = [
    "nebula/r3/longest-names",
    "nebula/r3/odd-characters",
    "nebula/r1/hundred-twenty",
    "nebula/r2/one-assessment",
    "nebula/r2/clipped",
    "nebula/r1/withdrawn",
    "nebula/r3/no-closing",
    "nebula/r3/scores-only",
    "nebula/r3/small-sector",
    "doorstep/visit/failed",
];

/// A document of each template, whose first page is stored as a picture.
const PICTURES: [(&str, &str); 4] = [
    ("award-report", "nebula/2026/reports/r3/four-gold-years.pdf"),
    ("certification-report", "doorstep/2026/reports/visit/longest-brand.pdf"),
    (
        "award-certificate",
        "nebula/2026/artwork/certificates/screen/four-gold-years-sustainability.pdf",
    ),
    (
        "certification-certificate",
        "doorstep/2026/artwork/certificates/screen/odd-brand-certified.pdf",
    ),
];

/// Where the report of an entry for a round stands: `nebula/r3/gold` is of the season 2026.
fn report(name: &str) -> String {
    let (programme, rest) = name.split_once('/').expect("a programme and more");
    format!("{programme}/2026/reports/{rest}.pdf")
}

/// A document that was built.
fn document<'a>(files: &'a Files, path: &str) -> &'a [u8] {
    files.get(path).unwrap_or_else(|| panic!("no `{path}` was built"))
}

#[test]
fn the_text_of_each_page_is_as_stored() {
    let made = TEXTS.map(|name| {
        let text = document::text(document(built(), &report(name)));
        (format!("{name}.txt"), text.into_bytes())
    });
    settle(Kind::Text, BTreeMap::from(made));
}

#[test]
fn the_picture_of_each_template_is_as_stored() {
    let mut made = BTreeMap::new();
    for (name, path) in PICTURES {
        let Some(picture) = picture::of_first_page(document(built(), path)) else { return };
        made.insert(format!("{name}.png"), picture);
    }
    settle(Kind::Picture, made);
}

#[test]
fn all_other_files_are_as_stored() {
    let with_text = TEXTS.map(report);
    let mut hashes = String::new();
    for (path, bytes) in built().iter().filter(|(path, _)| !with_text.contains(path)) {
        let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        writeln!(hashes, "{hash}  {path}").expect("memory");
    }
    settle(Kind::Hashes, BTreeMap::from([("hashes.txt".to_owned(), hashes.into_bytes())]));
}
