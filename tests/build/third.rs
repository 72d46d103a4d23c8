//! A third programme builds without a line of code: English leads, figures have two decimals, and
//! tiers, rounds and scopes are others than those of the sample.

use std::process::Command;

use crate::run::{Files, Place, copy, sample, text};

/// The fixture, its programme file altered.
fn built(alter: impl Fn(String) -> String) -> (Place, Files) {
    let place = Place::new();
    copy(&sample("tests/fixtures/third"), &place.path("data"));
    let programme = place.path("data/lanterns/programme.toml");
    let text = std::fs::read_to_string(&programme).expect("readable");
    std::fs::write(&programme, alter(text)).expect("writable");
    let checked = place.plaudit(&["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", self::text(&checked.stderr));
    place.build(&[]);
    let files = place.files();
    (place, files)
}

/// The words of a PDF; none where poppler is not installed.
fn words(place: &Place, path: &str) -> Option<String> {
    let pdf = place.path("output").join(path);
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().ok()?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    Some(text(&output.stdout))
}

#[test]
fn every_part_is_built() {
    let (place, files) = built(|text| text);
    let private = "private/lanterns/2026";
    for (entry, rounds) in [("n1", 4), ("n2", 4), ("n3", 4), ("n4", 4), ("n5", 1), ("n6", 4)] {
        let reports = files.keys().filter(|path| {
            path.starts_with(&format!("{private}/reports/"))
                && path.ends_with(&format!("/{entry}.pdf"))
        });
        assert_eq!(reports.count(), rounds, "{entry}");
    }
    for certificate in
        ["n1-luminous", "n3-bright", "n4-glowing", "n1-steady-lamp", "lib1-every-way"]
    {
        let path = format!("{private}/artwork/certificates/{certificate}.pdf");
        assert!(files.contains_key(&path), "{path}: {:?}", files.keys());
    }
    let trophies = text(&files[&format!("{private}/artwork/trophy-text.csv")]);
    assert!(trophies.contains("Luminous for 3 years"), "{trophies}");
    assert!(trophies.contains("連續三年輝光"), "{trophies}");
    let Some(report) = words(&place, &format!("{private}/reports/winter/n1.pdf")) else {
        return;
    };
    let at = |part: &str| report.find(part).unwrap_or_else(|| panic!("no {part} in\n{report}"));
    assert!(at("Lighthouse Hill Library") < at("燈塔山書閣"), "English leads\n{report}");
    for figure in ["4.60", "4.25", "4.50", "4.80", "4.58"] {
        at(figure);
    }
    for part in ["Luminous", "輝光", "Welcome", "迎接", "Winter", "冬"] {
        at(part);
    }
    assert!(!report.contains("100.0"), "the scale ends at 5\n{report}");
}
