//! Reports and certificates are archival (PDF/A-3a) and accessible (PDF/UA-1).
//!
//! The difficult ones are checked here; `.ci/run` puts every one before veraPDF.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::run::Place;

/// A compressed stream may end in a carriage return; this validator then takes it for a part of the
/// line break that follows, and the stream for too short. veraPDF and qpdf read it right.
const LENGTH: &str = "ISO 19005-3:2012:6.1.7.1:1";

/// Asserts that every PDF of a build passes both standards; says how many there were.
fn conform(place: &Place) -> usize {
    let pdfs: Vec<_> =
        place.files().into_iter().filter(|(path, _)| path.ends_with(".pdf")).collect();
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
    let (_, bytes) =
        place.files().into_iter().find(|(path, _)| path.ends_with(".pdf")).expect("one");
    let claim = b"<pdfuaid:part>1<";
    let at = bytes.windows(claim.len()).position(|window| window == claim).expect("plain metadata");
    let mut broken = bytes;
    broken[at..at + claim.len()].copy_from_slice(b"<pdfuaid:part>3<");
    let report = validate_pdf_bytes(&broken, &options).expect("still a PDF");
    assert!(!report.is_compliant);
}
