//! Reports and certificates are archival (PDF/A-3a) and accessible (PDF/UA-1).
//!
//! The difficult ones are checked here; `.ci/run` puts every one before veraPDF.

use lopdf::{Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::built::is_archive;
use crate::run::Place;

/// A compressed stream may end in a carriage return; this validator then takes it for a part of the
/// line break that follows, and the stream for too short. veraPDF and qpdf read it right.
const LENGTH: &str = "ISO 19005-3:2012:6.1.7.1:1";

/// Asserts that every PDF of a build passes both standards; says how many there were.
fn conform(place: &Place) -> usize {
    let pdfs: Vec<_> = place.files().into_iter().filter(|(path, _)| is_archive(path)).collect();
    for (path, bytes) in &pdfs {
        for profile in [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1] {
            let options = ValidationOptions::default().profile(profile);
            let report = validate_pdf_bytes(bytes, &options).expect("a PDF");
            let failures = report.failures.iter().filter(|failure| failure.rule_id != LENGTH);
            let failures: Vec<_> = failures.collect();
            assert!(failures.is_empty(), "{path}: {failures:?}");
        }
    }
    pdfs.len()
}

#[test]
fn reports_of_difficult_entries_conform() {
    // Three rounds; withdrawn after the first; disqualified; the longest names; below the pass.
    for (entry, reports) in [("e006", 3), ("e063", 1), ("e049", 3), ("e080", 3), ("e094", 3)] {
        let place = Place::new();
        place.build(&["reports", "--programme", "hkcca-mca", "--entry", entry]);
        assert_eq!(conform(&place), reports, "{entry}");
    }
}

/// The text of a dictionary's value, whatever way it is written.
fn shown(document: &Document, object: &Object) -> String {
    match document.dereference(object).expect("an object of the file").1 {
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        other => lopdf::decode_text_string(other).expect("a text"),
    }
}

#[test]
fn a_report_has_its_scores_attached_and_its_pages_and_sections_named() {
    let place = Place::new();
    let entry = ["reports", "--programme", "hkcca-mca", "--entry", "e005", "--round", "r2"];
    place.build(&entry);
    let bytes = &place.files()["private/hkcca-mca/2026/reports/r2/e005.pdf"];
    let document = Document::load_mem(bytes).expect("a PDF");
    let catalog = document.catalog().expect("a catalogue");

    let files = catalog.get(b"AF").and_then(Object::as_array).expect("associated files");
    let file = |object: &Object| {
        let file = document.dereference(object).expect("a file").1.as_dict().expect("a dictionary");
        let part = |key: &[u8]| shown(&document, file.get(key).expect("it is there"));
        (part(b"UF"), part(b"AFRelationship"))
    };
    let mut files: Vec<_> = files.iter().map(file).collect();
    files.sort();
    let data = |name: &str| (name.to_owned(), "Data".to_owned());
    assert_eq!(files, [data("assessments.csv"), data("rounds.csv")]);

    assert!(catalog.has(b"PageLabels"));
    let outline = document.get_toc().expect("an outline");
    let titles: Vec<_> = outline.toc.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles[0], "燈籠魚街燈管理處 Lanternfish Street-lamp Office");
    assert!(titles.contains(&"各項表現 Performance by criterion"), "{titles:?}");

    // Heads of columns and of rows.
    let attributes = document.objects.values().filter_map(|object| {
        let attributes = object.as_dict().ok()?.get(b"A").ok()?;
        Some(attributes.as_array().map_or(vec![attributes], |all| all.iter().collect()))
    });
    let scopes = attributes.flatten().filter_map(|attributes| {
        let scope = attributes.as_dict().ok()?.get(b"Scope").ok()?;
        Some(shown(&document, scope))
    });
    let (columns, rows): (Vec<_>, Vec<_>) = scopes.partition(|scope| scope == "Column");
    assert!(columns.len() > 20 && rows.len() > 20, "{} {}", columns.len(), rows.len());
    assert!(rows.iter().all(|scope| scope == "Row"));
}

#[test]
fn certificates_conform() {
    let place = Place::new();
    // Gold, the longest streak, best of its class and best of the best.
    place.build(&["artwork", "--programme", "hkcca-mca", "--entry", "e020"]);
    assert_eq!(conform(&place), 4);
    let place = Place::new();
    place.build(&["--programme", "hkrma-cxr", "--entry", "b018", "reports", "artwork"]);
    assert_eq!(conform(&place), 4);
}

#[test]
fn a_validator_that_passes_everything_would_be_no_test() {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let place = Place::new();
    place.build(&["artwork", "--programme", "hkrma-cxr", "--entry", "b001"]);
    let (_, bytes) = place.files().into_iter().find(|(path, _)| is_archive(path)).expect("one");
    let claim = b"<pdfuaid:part>1<";
    let at = bytes.windows(claim.len()).position(|window| window == claim).expect("plain metadata");
    let mut broken = bytes;
    broken[at..at + claim.len()].copy_from_slice(b"<pdfuaid:part>3<");
    let report = validate_pdf_bytes(&broken, &options).expect("still a PDF");
    assert!(!report.is_compliant);
}
