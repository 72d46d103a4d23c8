//! A plan divided among machines: laid together, its shards are one build.

use std::fs;

use crate::run::{Files, Place, TODAY, copy, files, text};
use crate::tool::tool;

fn shards_of(place: &Place, of: usize, output: impl Fn(usize) -> String) {
    for number in 1..=of {
        let (shard, output) = (format!("{number}/{of}"), output(number));
        let built = place.plaudit(&["build", "--shard", &shard, "--output", &output]);
        assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    }
}

fn whole(place: &Place) -> Files {
    place.build(&[]);
    let all = place.files();
    fs::remove_dir_all(place.path("output")).expect("it is there");
    all
}

/// What a merge says that cannot be made.
fn refused(place: &Place) -> String {
    let before = place.files();
    let output = place.plaudit(&["build", "--merge"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(place.files() == before, "nothing is written");
    text(&output.stderr)
}

#[test]
fn shards_laid_together_are_one_build() {
    let place = Place::small();
    let all = whole(&place);

    // Into one folder.
    shards_of(&place, 3, |_| "output".to_owned());
    let proofs = "private/demo/2026/artwork/proofs.pdf";
    assert!(!place.path("output").join(proofs).exists(), "it shows what all shards make");
    place.build(&["--merge"]);
    assert!(place.files() == all, "{:?}", differing(&place.files(), &all));
    assert!(text(&place.build(&[]).stdout).contains("nothing changed"));

    // Into folders of their own, over what an earlier season has left.
    fs::remove_dir_all(place.path("output")).expect("it is there");
    shards_of(&place, 4, |number| format!("shard-{number}"));
    let sizes: Vec<_> =
        (1..=4).map(|number| files(&place.path(&format!("shard-{number}"))).len()).collect();
    assert!(sizes.iter().all(|size| *size > 10), "{sizes:?}");
    (1..=4).for_each(|number| copy(&place.path(&format!("shard-{number}")), &place.path("output")));
    place.build(&["--merge"]);
    assert!(place.files() == all, "{:?}", differing(&place.files(), &all));
}

fn differing<'a>(files: &'a Files, others: &'a Files) -> Vec<&'a String> {
    let all = files.keys().chain(others.keys());
    all.filter(|path| files.get(*path) != others.get(*path)).collect()
}

#[test]
fn a_shard_that_is_missing_or_of_other_data_is_named() {
    let place = Place::small();
    place.build(&["secretariat"]);
    let none = refused(&place);
    let error = "error: there is no shard in the output folder\n = help: build each with `--shard K/N`, \
                 and lay the folders that come out into one\n";
    assert!(none.contains(error), "{none}");

    shards_of(&place, 2, |_| "output".to_owned());
    let second = place.path("output/manifest-2-of-2.json");
    fs::rename(&second, place.path("kept")).expect("it is there");
    let missing = refused(&place);
    let error = "error: shard 2/2 is not in the output folder\n";
    assert!(missing.contains(error), "{missing}");
    fs::rename(place.path("kept"), &second).expect("it is there");

    // A score was corrected between the two.
    let path = place.path("data/demo/2026/assessments.csv");
    let rows = fs::read_to_string(&path).expect("text");
    fs::write(&path, rows.replacen("92,90,88", "92,90,78", 1)).expect("writable");
    let stale = refused(&place);
    assert!(stale.contains("is not as shard "), "{stale}");
    assert!(stale.contains("from the same data, templates and fonts"), "{stale}");
    shards_of(&place, 2, |_| "output".to_owned());
    place.build(&["--merge"]);

    shards_of(&place, 3, |_| "output".to_owned());
    shards_of(&place, 2, |_| "output".to_owned());
    let mixed = refused(&place);
    assert!(
        mixed.contains("error: the output folder has shards of different divisions\n"),
        "{mixed}"
    );
}

#[test]
fn a_merge_that_was_cut_short_while_it_cleared_up_is_made_again() {
    let place = Place::small();
    let all = whole(&place);
    let manifest = |number| place.path(&format!("output/manifest-{number}-of-3.json"));
    shards_of(&place, 3, |_| "output".to_owned());
    let second = fs::read(manifest(2)).expect("it is there");
    place.build(&["--merge"]);
    // Of all that tells of shards, one is left.
    fs::write(manifest(2), &second).expect("writable");
    assert!(text(&place.build(&["--merge"]).stdout).contains("all are as they should be"));
    assert!(place.files() == all, "{:?}", differing(&place.files(), &all));
    // What is left is not taken for the whole: a file of another shard is amiss.
    fs::write(manifest(2), second).expect("writable");
    let of_another = "private/demo/2026/reports/spring/e1.pdf";
    fs::remove_file(place.path("output").join(of_another)).expect("it is there");
    let said = refused(&place);
    assert!(said.contains(&format!("error: `{of_another}` is not as shard ")), "{said}");
}

#[test]
fn a_shard_is_built_once_at_a_time() {
    let place = Place::small();
    shards_of(&place, 8, |_| "output".to_owned());
    let lock = fs::File::options().write(true).open(place.path("output/.plaudit-2-of-8.lock"));
    let lock = lock.expect("the lock stays");
    lock.try_lock().expect("nobody else has it");
    let output = place.plaudit(&["build", "--shard", "2/8"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).ends_with("another build is writing there; wait for it to end\n"));
    place.build(&["--shard", "3/8"]);
    drop(lock);
    place.build(&["--merge"]);
    let left = files(&place.path("output")).into_keys().filter(|path| path.contains("-of-8"));
    assert_eq!(left.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn what_is_no_shard_is_wrong_usage() {
    let place = Place::small();
    for arguments in [
        &["build", "--shard", "4/3"][..],
        &["build", "--shard", "1/2", "--entry", "e1"],
        &["build", "--merge", "--round", "spring"],
        &["build", "--merge", "--shard", "1/2"],
    ] {
        let output = place.plaudit(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn gnu_parallel_builds_the_shards() {
    let Some(mut parallel) = tool("parallel") else { return };
    let place = Place::small();
    let all = whole(&place);
    let plaudit = env!("CARGO_BIN_EXE_plaudit");
    let shard = ["build", "--jobs", "1", "--as-of", TODAY, "--shard", "{}/5"];
    let built = parallel
        .current_dir(place.path(""))
        .args(["--will-cite", plaudit])
        .args(shard)
        .args([":::", "1", "2", "3", "4", "5"])
        .output()
        .expect("parallel starts");
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    place.build(&["--merge"]);
    assert!(place.files() == all, "{:?}", differing(&place.files(), &all));
}
