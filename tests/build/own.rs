//! What a programme has of its own: single templates, words, logo and seal.

use std::fs;

use crate::built::is_archive;
use crate::run::{Files, Place, sample, text};
use crate::tool::tool;

const PICTURE: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>"#;

/// A place with both programmes of the fault tests, what one has of its own, and a build of it.
fn built(own: &[(&str, &str)]) -> (Place, Files) {
    let place = Place::small();
    for (path, content) in own {
        let path = place.path("data/demo").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, content).expect("writable");
    }
    place.build(&[]);
    let files = place.files();
    (place, files)
}

/// What each file was built from, by the manifest.
fn fingerprints(files: &Files) -> serde_json::Map<String, serde_json::Value> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    manifest["files"].as_object().expect("files").clone()
}

/// The files whose bytes or fingerprints differ between two builds.
fn changed(before: &Files, after: &Files) -> Vec<String> {
    let (old, new) = (fingerprints(before), fingerprints(after));
    let differs =
        |path: &&String| before.get(*path) != after.get(*path) || old[*path] != new[*path];
    new.keys().filter(differs).cloned().collect()
}

/// What a template of the programme sets, in whatever form.
fn is_document_of_demo(path: &str) -> bool {
    ["private/demo/", "site/demo/"].iter().any(|folder| path.starts_with(folder))
        && [".pdf", ".svg", ".png"].iter().any(|end| path.ends_with(end))
}

#[test]
fn a_template_of_its_own_changes_the_documents_of_its_programme_alone() {
    let (_, before) = built(&[]);
    let theme = fs::read_to_string(sample("templates/parts/theme.typ")).expect("a template");
    let theme = theme.replace("#1d1d1f", "#203040");
    let (_, after) = built(&[("templates/parts/theme.typ", &theme)]);
    let documents: Vec<_> =
        before.keys().filter(|path| is_document_of_demo(path)).cloned().collect();
    assert!(documents.len() > 3, "{documents:?}");
    // The list of what is to be sent has the hash of each report.
    let dispatch = ["private/demo/2026/secretariat/dispatch.csv".to_owned()];
    let mut expected = [documents.as_slice(), &dispatch].concat();
    expected.sort();
    assert_eq!(changed(&before, &after), expected);
    // What has one colour only, whichever it is called, stays as it was.
    let shown = documents.iter().filter(|path| is_archive(path));
    assert!(shown.clone().count() > 3);
    for path in shown {
        assert!(before[path] != after[path], "{path}");
    }
}

#[test]
fn words_of_its_own_stand_in_its_documents_sheets_and_explanations() {
    let words = "[certificate]\npanel = \"For the jury\"\n[secretariat.sheet]\nfees = \"Dues\"\n\
                 [explain]\nactive = \"In the running\"\n";
    let own = [
        ("templates/messages/en.toml", words),
        ("templates/messages/zh.toml", "[secretariat.sheet]\nfees = \"會費\"\n"),
    ];
    let (_, before) = built(&[]);
    let (place, after) = built(&own);
    let book = "private/demo/2026/secretariat/results.xlsx";
    let changed = changed(&before, &after);
    assert!(changed.contains(&book.to_owned()), "{changed:?}");
    assert!(changed.iter().all(|path| path == book || is_document_of_demo(path)), "{changed:?}");
    let explained = place.plaudit(&["explain", "e1", "--language", "en"]);
    assert!(text(&explained.stdout).contains("─ In the running"));
    let other = place.plaudit(&["explain", "b1", "--language", "en"]);
    assert!(!text(&other.stdout).contains("In the running"));
    let certificate = |programme: &str| {
        let folder = format!("private/{programme}/2026/artwork/certificates/screen/");
        after.keys().find(|path| path.starts_with(&folder)).expect("a certificate").clone()
    };
    let says = |path: String| {
        let pdf = place.path("output").join(path);
        let output = tool("pdftotext")?.arg(pdf).arg("-").output().expect("it starts");
        Some(text(&output.stdout))
    };
    if let (Some(own), Some(other)) = (says(certificate("demo")), says(certificate("mark"))) {
        assert!(own.contains("For the jury"), "{own}");
        assert!(!other.contains("For the jury"), "{other}");
    }
}

#[test]
fn logo_and_seal_are_parts_of_the_programmes_documents_and_of_no_page() {
    let (_, before) = built(&[]);
    let programme = fs::read_to_string(sample("tests/fixtures/season/demo/programme.toml"));
    let programme = programme.expect("readable").replace(
        "accent = \"#b8862b\"",
        "accent = \"#b8862b\", logo = \"logo.svg\", seal = \"art/seal.SVG\"",
    );
    let rounder = PICTURE.replace("h9v9z", "h8v8z");
    let with = |seal: &str| {
        let own = [("programme.toml", &*programme), ("logo.svg", PICTURE), ("art/seal.SVG", seal)];
        built(&own).1
    };
    let after = with(PICTURE);
    let pages = |path: &String| path.starts_with("site/") && !path.ends_with("/card.png");
    assert!(!changed(&before, &after).iter().any(pages));
    // For print a programme has pictures of its own.
    let certificates = |path: &&String| path.contains("/certificates/screen/");
    let again = changed(&after, &with(&rounder));
    assert!(again.iter().any(|path| path.contains("/certificates/")));
    assert!(again.iter().all(|path| is_document_of_demo(path)), "{again:?}");
    for path in after.keys().filter(certificates).filter(|path| is_document_of_demo(path)) {
        assert!(before[path] != after[path], "{path}");
    }
}

#[test]
fn check_tries_the_templates_of_each_programme() {
    let place = Place::small();
    let own = place.path("data/mark/templates");
    fs::create_dir_all(&own).expect("a new folder");
    fs::write(own.join("report.typ"), "#import \"parts/job.typ\": job\n#job.nonsense\n")
        .expect("writable");
    for command in ["check", "build"] {
        let output = place.plaudit(&[command]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let stderr = text(&output.stderr);
        assert!(stderr.contains("--> data/mark/templates/report.typ:2:"), "{stderr}");
    }
}
