//! What a build writes, and when it writes nothing.

use std::fs;

use sha2::{Digest, Sha256};

use crate::run::{Place, copy, sample, text};

#[test]
fn two_builds_are_byte_identical_in_any_folder_and_on_any_number_of_threads() {
    let (one, other) = (Place::new(), Place::new());
    other.copy_data();
    for (place, threads) in [(&one, "1"), (&other, "3")] {
        place.build(&["--programme", "hkrma-cxr", "--jobs", threads]);
        place.build(&["--programme", "hkcca-mca", "--round", "r1", "reports", "--jobs", threads]);
    }
    let (one, other) = (one.files(), other.files());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert!(other[&path] == bytes, "{path} differs");
    }
}

#[test]
fn the_manifest_names_every_file_with_its_hash() {
    let place = Place::new();
    place.build(&["--programme", "hkrma-cxr"]);
    let mut files = place.files();
    let manifest = files.remove("manifest.json").expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let listed = manifest["files"].as_object().expect("files");
    assert_eq!(listed.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    for (path, bytes) in files {
        let hash: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(listed[&path]["sha256"], hash, "{path}");
        assert_eq!(listed[&path]["bytes"], bytes.len(), "{path}");
    }
}

#[test]
fn a_file_for_every_claim_and_every_round_with_a_score() {
    let place = Place::new();
    place.build(&["artwork", "secretariat", "--programme", "hkcca-mca"]);
    let files = place.files();
    let results = &files["private/hkcca-mca/2026/secretariat/results.json"];
    let results: serde_json::Value = serde_json::from_slice(results).expect("JSON");
    let word = |value: &serde_json::Value| value.as_str().expect("a word").to_owned();
    let list = |value: &serde_json::Value| value.as_array().expect("a list").clone();
    let mut claims = Vec::new();
    for entry in list(&results["entries"]) {
        if !entry["tier"].is_null() {
            claims.push(format!("{}-{}", word(&entry["entry"]), word(&entry["tier"])));
        }
    }
    for award in list(&results["recognitions"]) {
        for winner in list(&award["winners"]) {
            claims.push(format!("{}-{}", word(&winner), word(&award["recognition"])));
        }
    }
    claims.sort();
    let folder = "private/hkcca-mca/2026/artwork/certificates/";
    let made = files.keys().filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".pdf"));
    assert_eq!(made.collect::<Vec<_>>(), claims);
    let table = text(&files["private/hkcca-mca/2026/artwork/trophy-text.csv"]);
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    let mut pieces: Vec<_> =
        table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    pieces.sort_unstable();
    assert_eq!(pieces, claims);
}

#[test]
fn the_trophy_states_the_streak_in_both_languages() {
    let place = Place::new();
    place.build(&["artwork", "--programme", "hkcca-mca"]);
    let table = text(&place.files()["private/hkcca-mca/2026/artwork/trophy-text.csv"]);
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("e008-")).collect();
    let name = "神秘客戶評審大獎,Mystery Customer Assessment Award";
    let streak = "連續四年金獎,Gold Award for 4 Consecutive Years,4,2026-11-06";
    assert_eq!(rows.len(), 2, "{rows:?}");
    for (row, piece) in rows.iter().zip([
        format!("e008-sustainability,e008,2026,{name},持續卓越,Sustainability,,,"),
        format!("e008-gold,e008,2026,{name},金獎,Gold,"),
    ]) {
        assert!(row.starts_with(&piece), "{row}");
        assert!(row.ends_with(streak), "{row}");
    }
}

#[test]
fn what_is_no_longer_made_is_removed_and_the_rest_kept() {
    let place = Place::new();
    place.copy_data();
    place.build(&["--programme", "hkrma-cxr"]);
    let foreign = place.path("output/site/CNAME");
    fs::write(&foreign, "awards.example\n").expect("writable");

    // One part of one programme: everything else stays, in the folder and in the manifest.
    let before = place.files();
    place.build(&["reports", "--programme", "hkrma-cxr", "--entry", "b001"]);
    assert_eq!(place.files(), before);

    // All of all programmes: reports of a brand that left are removed, foreign files are not.
    fs::remove_dir_all(place.path("data/hkcca-mca")).expect("removable");
    for table in ["entries", "assessments", "comments", "certificates"] {
        let path = place.path(&format!("data/hkrma-cxr/2026/{table}.csv"));
        let rows = fs::read_to_string(&path).expect("readable");
        let kept = rows.split_inclusive('\n').filter(|row| !row.starts_with("b001,"));
        fs::write(&path, kept.collect::<String>()).expect("writable");
    }
    place.build(&[]);
    let after = place.files();
    let gone: Vec<_> = before.keys().filter(|path| !after.contains_key(*path)).collect();
    let private = "private/hkrma-cxr/2026";
    let expected = [
        format!("{private}/artwork/certificates/b001-category-leader.pdf"),
        format!("{private}/artwork/certificates/b001-certified.pdf"),
        format!("{private}/artwork/certificates/b001-sector-leader.pdf"),
        format!("{private}/reports/assessment/b001.pdf"),
    ];
    assert_eq!(gone, expected.iter().collect::<Vec<_>>());
    assert!(foreign.exists());
}

#[test]
fn bad_data_leave_the_last_build_untouched() {
    let place = Place::new();
    place.copy_data();
    place.build(&["--programme", "hkrma-cxr"]);
    let before = place.files();
    let path = place.path("data/hkrma-cxr/2026/entries.csv");
    let rows = fs::read_to_string(&path).expect("readable");
    fs::write(&path, rows.replacen("fashion", "fasion", 1)).expect("writable");
    let output = place.plaudit(&["build", "--programme", "hkrma-cxr"]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = text(&output.stderr);
    assert!(stderr.ends_with("1 error, 1 warning; nothing was written\n"), "{stderr}");
    assert_eq!(text(&output.stdout), "");
    assert_eq!(place.files(), before);
}

#[test]
fn a_template_error_shows_its_file_and_line_and_nothing_is_written() {
    for (template, wrong, shown) in [
        (
            "report.typ",
            "#let a = 1\n#job.nonsense\n",
            "error: unknown variable: job\n --> templates/report.typ:2:2\n  |\n2 | #job.nonsense\n  |  ^^^\n",
        ),
        (
            "site/home.html",
            "<p>\n{{ nonsense.deep }}\n",
            "error: Variable `nonsense` is not defined. Available variables: as_of, lang, languages, nav, \
             path, programmes, root, t, tag, template, twins\n --> templates/site/home.html:2:1\n  |\n\
             2 | {{ nonsense.deep }}\n  | ^^^^^^^^^^^^^^^^^^^\n",
        ),
    ] {
        let place = Place::new();
        copy(&sample("templates"), &place.path("templates"));
        fs::write(place.path("templates").join(template), wrong).expect("writable");
        let output = place.plaudit(&["build", "--programme", "hkrma-cxr"]);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        let error = stderr.find("error: ").map_or("", |at| &stderr[at..]);
        assert_eq!(error, format!("{shown}\n1 error, no warnings; nothing was written\n"));
        assert!(place.files().is_empty(), "{template}");
    }
}

#[test]
fn an_edited_template_serves_without_a_rebuild_and_the_others_are_built_in() {
    let place = Place::new();
    place.build(&["site", "--programme", "hkrma-cxr"]);
    let built_in = place.files();
    fs::create_dir_all(place.path("templates/site")).expect("a new folder");
    fs::write(place.path("templates/site/index.html"), "<p>{{ tag }}</p>").expect("writable");
    place.build(&["site", "--programme", "hkrma-cxr"]);
    let edited = place.files();
    assert_eq!(edited["site/index.html"], b"<p>zh-Hant-HK</p>");
    let page = "site/zh/hkrma-cxr/2026/index.html";
    assert_eq!(text(&edited[page]), text(&built_in[page]));
}

#[test]
fn the_machine_failing_and_wrong_usage_have_their_own_exit_codes() {
    let place = Place::new();
    fs::write(place.path("output"), "a file where a folder should be").expect("writable");
    let output = place.plaudit(&["build", "site", "--programme", "hkrma-cxr"]);
    assert_eq!(output.status.code(), Some(3));
    let stderr = text(&output.stderr);
    assert!(
        stderr.ends_with("error: cannot create `output`: File exists (os error 17)\n"),
        "{stderr}"
    );
    assert_eq!(place.plaudit(&["build", "repots"]).status.code(), Some(2));
    assert_eq!(place.plaudit(&["build", "--programme", "No such id"]).status.code(), Some(2));
    let unknown = place.plaudit(&["build", "--entry", "e999"]);
    assert_eq!(unknown.status.code(), Some(1));
    let stderr = text(&unknown.stderr);
    assert!(
        stderr.ends_with(
            "error: there is no entry `e999`\n\n1 error, 3 warnings; nothing was written\n"
        ),
        "{stderr}"
    );
}

#[test]
fn the_summary_says_what_was_written_where() {
    let place = Place::new();
    let output = place.build(&["site", "secretariat", "--programme", "hkrma-cxr"]);
    let masked: String = text(&output.stdout)
        .lines()
        .map(|line| {
            let words = line.split_whitespace().map(|word| {
                if word.contains('.') && word.parse::<f64>().is_ok() { "N" } else { word }
            });
            words.collect::<Vec<_>>().join(" ") + "\n"
        })
        .collect();
    let masked = masked.replace(|c: char| c.is_ascii_digit(), "9");
    assert_eq!(
        masked,
        "read N s\nsite 99 files 999 kB N s\nsecretariat 9 files 99 kB N s\n99 files in `output`, in N s\n"
    );
}
