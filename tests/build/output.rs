//! What a build writes, and when it writes nothing.

use std::fs;

use sha2::{Digest, Sha256};

use crate::run::{Files, Place, copy, sample, text};

#[test]
fn two_builds_are_byte_identical_in_any_folder_and_on_any_number_of_threads() {
    let build = |threads| {
        let certification = Place::of("hkrma-cxr");
        certification.build(&["--jobs", threads]);
        let award = Place::new();
        award.build(&["--programme", "hkcca-mca", "--round", "r1", "--jobs", threads]);
        award.build(&["secretariat", "--programme", "hkcca-mca", "--jobs", threads]);
        (certification.files(), award.files())
    };
    let ((certification, award), (certification_again, award_again)) = (build("1"), build("3"));
    for (one, other) in [(certification, certification_again), (award, award_again)] {
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (path, bytes) in one {
            assert!(other[&path] == bytes, "{path} differs");
        }
    }
}

#[test]
fn the_manifest_names_every_file_with_its_hash() {
    let place = Place::of("hkrma-cxr");
    place.build(&[]);
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
    let folder = "private/hkcca-mca/2026/artwork/certificates/screen/";
    let made = files.keys().filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".pdf"));
    assert_eq!(made.collect::<Vec<_>>(), claims);
    let table = text(&files["private/hkcca-mca/2026/artwork/trophy-text.csv"]);
    let table = table.strip_prefix('\u{feff}').expect("a byte order mark, for Excel");
    let mut pieces: Vec<_> =
        table.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    pieces.sort_unstable();
    assert_eq!(pieces, claims);
}

/// Takes the rows that begin with an entry's id out of a table.
fn take_out(place: &Place, table: &str, entry: &str) {
    let path = place.path(&format!("data/hkrma-cxr/2026/{table}.csv"));
    let rows = fs::read_to_string(&path).expect("readable");
    let kept = rows.split_inclusive('\n').filter(|row| !row.starts_with(&format!("{entry},")));
    fs::write(&path, kept.collect::<String>()).expect("writable");
}

/// The files of one build that another does not have.
fn gone(before: &Files, after: &Files) -> Vec<String> {
    before.keys().filter(|path| !after.contains_key(*path)).cloned().collect()
}

#[test]
fn what_is_no_longer_made_is_removed_and_the_rest_kept() {
    let place = Place::of("hkrma-cxr");
    place.build(&[]);
    let foreign = place.path("output/site/CNAME");
    fs::write(&foreign, "awards.example\n").expect("writable");

    // The reports of one entry: everything else stays, in the folder and in the manifest.
    let before = place.files();
    place.build(&["reports", "--entry", "b001"]);
    assert_eq!(place.files(), before);

    // A brand that left: a part clears up after itself alone, a whole build after all.
    for table in ["entries", "assessments", "comments", "certificates"] {
        take_out(&place, table, "b001");
    }
    place.build(&["artwork"]);
    let after_artwork = place.files();
    let artwork = "private/hkrma-cxr/2026/artwork";
    // A mark that nobody else may show goes with its last holder.
    let of_brand = |path: &String| path.contains("/b001-") || path.contains("/logos/");
    let gone_artwork = gone(&before, &after_artwork);
    assert!(gone_artwork.iter().all(of_brand), "{gone_artwork:?}");
    for award in ["category-leader", "certified", "sector-leader"] {
        for folder in ["screen", "print"] {
            let piece = format!("{artwork}/certificates/{folder}/b001-{award}.pdf");
            assert!(gone_artwork.contains(&piece), "{piece}: {gone_artwork:?}");
        }
    }
    assert!(!after_artwork.keys().any(|path| path.contains("/b001-")));
    place.build(&[]);
    let report = "private/hkrma-cxr/2026/reports/assessment/b001.pdf";
    let page = |language| format!("site/{language}/hkrma-cxr/certificates/cxr-2026-007/index.html");
    // Assets are named after what they hold.
    let mut gone = gone(&after_artwork, &place.files());
    gone.retain(|path| !path.starts_with("site/assets/"));
    assert_eq!(gone, [report.to_owned(), page("en"), page("zh")]);
    assert!(foreign.exists(), "a file that plaudit did not write");
}

#[test]
fn what_a_build_cut_short_has_left_is_swept_away() {
    let place = Place::of("hkrma-cxr");
    fs::create_dir_all(place.path("output/.staging-abc/private")).expect("a new folder");
    fs::write(place.path("output/.staging-abc/private/report.pdf"), "half").expect("writable");
    place.build(&["secretariat"]);
    assert!(!place.path("output/.staging-abc").exists());
}

#[test]
fn something_in_the_way_stops_the_build_before_anything_is_moved() {
    let place = Place::of("hkrma-cxr");
    place.build(&["secretariat"]);
    let before = place.files();
    fs::create_dir_all(place.path("output/site/zh/index.html")).expect("a new folder");
    let output = place.plaudit(&["build", "site"]);
    assert_eq!(output.status.code(), Some(3));
    let stderr = text(&output.stderr);
    let error = "error: cannot replace `output/site/zh/index.html`: is a directory\n";
    assert!(stderr.ends_with(error), "{stderr}");
    assert_eq!(place.files(), before);
}

#[test]
fn two_builds_do_not_write_to_one_folder_at_once() {
    let place = Place::of("hkrma-cxr");
    place.build(&["secretariat"]);
    let lock = fs::File::options().write(true).open(place.path("output/.plaudit.lock"));
    let lock = lock.expect("the lock stays");
    lock.try_lock().expect("nobody else has it");
    let output = place.plaudit(&["build", "secretariat"]);
    assert_eq!(output.status.code(), Some(3));
    let stderr = text(&output.stderr);
    let error =
        "error: cannot write to `output`: another build is writing there; wait for it to end\n";
    assert!(stderr.ends_with(error), "{stderr}");
}

#[test]
fn a_damaged_manifest_is_not_taken_for_none() {
    let place = Place::of("hkrma-cxr");
    place.build(&["secretariat"]);
    fs::write(place.path("output/manifest.json"), "{").expect("writable");
    let output = place.plaudit(&["build", "secretariat"]);
    assert_eq!(output.status.code(), Some(3));
    let stderr = text(&output.stderr);
    let error = "error: cannot read `output/manifest.json`: it is damaged; empty the output folder \
                 and build again\n";
    assert!(stderr.ends_with(error), "{stderr}");
}

#[test]
fn bad_data_leave_the_last_build_untouched() {
    let place = Place::of("hkrma-cxr");
    place.build(&[]);
    let before = place.files();
    let path = place.path("data/hkrma-cxr/2026/entries.csv");
    let rows = fs::read_to_string(&path).expect("readable");
    fs::write(&path, rows.replacen("fashion", "fasion", 1)).expect("writable");
    let output = place.plaudit(&["build"]);
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
            "error: Variable `nonsense` is not defined. Available variables: address, as_of, \
             assets, card, data, fallback, feed, lang, languages, nav, programmes, root, t, tag, twins\n --> templates/site/home.html:2:1\n  |\n\
             2 | {{ nonsense.deep }}\n  | ^^^^^^^^^^^^^^^^^^^\n",
        ),
    ] {
        let place = Place::of("hkrma-cxr");
        copy(&sample("templates"), &place.path("templates"));
        // What the spoilt template no longer names would be unused words of the folder's own.
        fs::remove_dir_all(place.path("templates/messages")).expect("it was there");
        fs::write(place.path("templates").join(template), wrong).expect("writable");
        let output = place.plaudit(&["build"]);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        let error = stderr.find("error: ").map_or("", |at| &stderr[at..]);
        assert_eq!(error, format!("{shown}\n1 error, no warnings; nothing was written\n"));
        assert!(place.files().is_empty(), "{template}");
    }
}

#[test]
fn an_edited_template_serves_without_a_rebuild_and_the_others_are_built_in() {
    let place = Place::of("hkrma-cxr");
    place.build(&["site"]);
    let built_in = place.files();
    fs::create_dir_all(place.path("templates/site")).expect("a new folder");
    fs::write(place.path("templates/site/index.html"), "<p>{{ tag }}</p>").expect("writable");
    place.build(&["site"]);
    let edited = place.files();
    assert_eq!(edited["site/index.html"], b"<p>zh-Hant-HK</p>\n");
    let page = "site/zh/hkrma-cxr/2026/index.html";
    // Assets are named after what they hold, and after the templates that decide on it.
    let body = |files: &Files| text(&files[page]).split_once("<body").expect("a body").1.to_owned();
    assert_eq!(body(&edited), body(&built_in));
}

#[test]
fn the_machine_failing_and_wrong_usage_have_their_own_exit_codes() {
    let place = Place::of("hkrma-cxr");
    fs::write(place.path("output"), "a file where a folder should be").expect("writable");
    let output = place.plaudit(&["build", "site"]);
    assert_eq!(output.status.code(), Some(3));
    let stderr = text(&output.stderr);
    let error = "error: cannot create `output`: File exists\n";
    assert!(stderr.ends_with(error), "{stderr}");
    for wrong in [
        &["build", "repots"][..],
        &["build", "--programme", "No such id"],
        &["build", "site", "--programme", "hkrma-cxr"],
        &["build", "artwork", "--round", "assessment"],
        &["build", "secretariat", "--entry", "b001"],
        &["assess", "--entry", "b001"],
        &["check", "--round", "assessment"],
        &["build", "--jobs", "0"],
    ] {
        assert_eq!(place.plaudit(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn an_entry_or_folder_that_is_not_there_is_named() {
    let place = Place::of("hkrma-cxr");
    for (arguments, error) in [
        (
            &["build", "--entry", "e999"][..],
            "error: there is no entry `e999`\n = help: write one of the entries of the season \
             after --entry\n\n1 error, 1 warning; nothing was written\n",
        ),
        (
            &["build", "--templates", "nope"],
            "error: there is no such folder\n--> nope\n = help: name a folder that is there, or \
             leave the option out\n\n1 error, no warnings; nothing was written\n",
        ),
    ] {
        let output = place.plaudit(arguments);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        let shown = stderr.find("error: ").map_or("", |at| &stderr[at..]);
        assert_eq!(shown, error);
    }
}

#[test]
fn an_entry_that_has_nothing_yet_is_told() {
    let place = Place::of("hkrma-cxr");
    for table in ["assessments", "comments", "certificates"] {
        take_out(&place, table, "b001");
    }
    let output = place.build(&["reports", "--entry", "b001"]);
    let stderr = text(&output.stderr);
    assert!(stderr.contains("warning: what was asked for has no file yet\n"), "{stderr}");
    let last = text(&output.stdout).lines().last().map(str::to_owned).unwrap_or_default();
    assert!(last.starts_with("no file in `output`: there is nothing to build, in "), "{last}");
}

#[test]
fn check_finds_what_a_build_would_stop_at() {
    for (template, wrong) in [
        ("report.typ", "#job.nonsense\n"),
        ("certificate.typ", "#let (\n"),
        ("site/directory.html", "{{ nonsense.deep }}"),
        ("messages/en.toml", "[site]\n"),
    ] {
        let place = Place::of("hkrma-cxr");
        fs::create_dir_all(place.path("templates/site")).expect("a new folder");
        fs::create_dir_all(place.path("templates/messages")).expect("a new folder");
        fs::write(place.path("templates").join(template), wrong).expect("writable");
        for command in ["check", "build"] {
            let output = place.plaudit(&[command]);
            let stderr = text(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{command} {template}: {stderr}");
            assert!(stderr.contains("--> templates/"), "{stderr}");
        }
    }
}

#[test]
fn the_summary_says_what_was_written_where() {
    let place = Place::of("hkrma-cxr");
    let output = place.build(&["site", "secretariat"]);
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
        "read N s\nsite 999 files N MB N s\nfonts 9 files 999 kB N s\nsecretariat 9 files 99 kB N s\n999 files in `output`, in N s\n"
    );
}
