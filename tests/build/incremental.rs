//! What a build leaves as it is: wrong reuse would be worse than none, so whatever changes, the result
//! is that of a build from nothing.

use std::fs;
use std::path::PathBuf;

use fastrand::Rng;

use crate::comparable::comparable;
use crate::run::{Place, TODAY, files, sample, text};

/// What is printed, without what depends on the machine.
fn said(output: &std::process::Output) -> String {
    let said = text(&output.stdout);
    let last = said.lines().last().unwrap_or_default();
    last.rsplit_once(", in ").map_or(last, |(said, _)| said).to_owned()
}

/// The files that a build lists with their causes.
fn listed(output: &std::process::Output) -> Vec<String> {
    let said = text(&output.stdout);
    let lines =
        said.lines().filter(|line| line.starts_with("private/") || line.starts_with("site/"));
    lines.map(str::to_owned).collect()
}

/// Builds in two folders, in one of them from nothing, and compares; `false` if the data have errors.
fn is_as_from_nothing(place: &Place, day: &str, step: &str) -> bool {
    let output = place.plaudit_on(day, &["build"]);
    if output.status.code() == Some(1) {
        return false;
    }
    assert_eq!(output.status.code(), Some(0), "{step}: {}", text(&output.stderr));
    let clean = place.path("clean");
    drop(fs::remove_dir_all(&clean));
    let output = place.plaudit_on(day, &["build", "--output", "clean"]);
    assert_eq!(output.status.code(), Some(0), "{step}: {}", text(&output.stderr));
    let (built, clean) = (comparable(files(&place.path("output"))), comparable(files(&clean)));
    let differs = |path: &&String| built.get(*path) != clean.get(*path);
    let others: Vec<_> = built.keys().chain(clean.keys()).filter(differs).collect();
    assert!(others.is_empty(), "after {step}: {others:?}");
    let output = place.plaudit_on(day, &["build"]);
    assert!(said(&output).ends_with("nothing changed"), "after {step}: {}", said(&output));
    true
}

/// Something that a secretariat, a designer or an accident would do to a file.
struct Spoilt {
    path: PathBuf,
    before: Option<Vec<u8>>,
    what: String,
}

impl Spoilt {
    fn new(place: &Place, path: &str, now: Option<&[u8]>) -> Self {
        let (what, path) = (path.to_owned(), place.path(path));
        let before = fs::read(&path).ok();
        match now {
            Some(now) => {
                fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
                fs::write(&path, now).expect("writable");
            }
            None => fs::remove_file(&path).expect("it was there"),
        }
        Self { path, before, what }
    }

    fn undo(&self) {
        match &self.before {
            Some(before) => fs::write(&self.path, before).expect("writable"),
            None => fs::remove_file(&self.path).expect("it was there"),
        }
    }
}

/// The path of one of the files below a folder with one of the endings.
fn some_file(place: &Place, rng: &mut Rng, (folder, ends): (&str, &[&str])) -> String {
    let found = files(&place.path(folder));
    let paths: Vec<_> =
        found.keys().filter(|path| ends.iter().any(|end| path.ends_with(end))).collect();
    format!("{folder}/{}", rng.choice(paths).expect("there are some"))
}

/// Changes a word or number of a text, somewhere that a pattern begins.
fn changed(text: &str, rng: &mut Rng) -> String {
    let digits: Vec<_> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let words: Vec<_> = text.char_indices().filter(|(_, c)| ('一'..='龥').contains(c)).collect();
    let some: Vec<_> = [digits, words].into_iter().filter(|all| !all.is_empty()).collect();
    let Some((at, from)) = rng.choice(&some).and_then(|all| rng.choice(all).copied()) else {
        return format!("{text} ");
    };
    let to = if from.is_ascii_digit() { rng.digit(10).to_string() } else { "新".to_owned() };
    format!("{}{to}{}", &text[..at], &text[at + from.len_utf8()..])
}

fn spoil(place: &Place, rng: &mut Rng) -> Spoilt {
    match rng.u8(..12) {
        // A cell of a table, or a setting.
        0..6 => {
            let path = some_file(place, rng, ("data", &[".csv", ".toml"]));
            let now = fs::read_to_string(place.path(&path)).expect("text");
            let rows: Vec<_> = now.lines().collect();
            let row = rng.usize(1..rows.len());
            let new = changed(rows[row], rng);
            let rows: Vec<_> = rows
                .iter()
                .enumerate()
                .map(|(at, old)| if at == row { &*new } else { old })
                .collect();
            Spoilt::new(place, &path, Some((rows.join("\n") + "\n").as_bytes()))
        }
        // A template that the designer takes into the own folder.
        6..9 => {
            let all = files(&sample("templates"));
            let ends = [".typ", ".html", ".css", ".toml", ".js"];
            let paths = all.keys().filter(|path| ends.iter().any(|end| path.ends_with(end)));
            let path = rng.choice(paths.collect::<Vec<_>>()).expect("there are some").clone();
            let own = place.path("templates").join(&path);
            let now = fs::read(own).unwrap_or_else(|_| all[&path].clone());
            let now = changed(&text(&now), rng);
            Spoilt::new(place, &format!("templates/{path}"), Some(now.as_bytes()))
        }
        // What was built is lost or spoilt.
        9 => {
            let path =
                some_file(place, rng, ("output", &[".pdf", ".png", ".html", ".woff2", ".xlsx"]));
            Spoilt::new(place, &path, None)
        }
        10 => {
            let path =
                some_file(place, rng, ("output", &[".pdf", ".svg", ".css", ".csv", ".json"]));
            let path = path.replace("output/manifest.json", "output/site/404.html");
            Spoilt::new(place, &path, Some(b"spoilt"))
        }
        // What the last build remembers is lost.
        _ => Spoilt::new(place, "output/.plaudit/memory.json", None),
    }
}

/// Runs through random changes one after the other; what makes the data or templates faulty is undone.
fn compare_through_changes(seed: u64, steps: usize) {
    let (place, mut rng) = (Place::small(), Rng::with_seed(seed));
    let days = ["2026-01-05", "2026-09-01", TODAY, "2027-02-20"];
    let mut day = TODAY;
    assert!(is_as_from_nothing(&place, day, "the first build"));
    let mut done = 0;
    for step in 0..steps * 4 {
        let earlier = day;
        let spoilt: Vec<_> = (0..rng.usize(1..3)).map(|_| spoil(&place, &mut rng)).collect();
        if rng.u8(..5) == 0 {
            day = rng.choice(days).expect("there are some");
        }
        let parts: &[&[&str]] =
            &[&["build", "site"], &["build", "reports", "--entry", "e1"], &["build", "artwork"]];
        if rng.u8(..3) == 0 {
            place.plaudit_on(day, rng.choice(parts).expect("there are some"));
        }
        let whats: Vec<_> = spoilt.iter().map(|it| it.what.as_str()).collect();
        let what = format!("seed {seed}, step {step}, as of {day}: {}", whats.join(", "));
        if is_as_from_nothing(&place, day, &what) {
            done += 1;
        } else {
            spoilt.iter().rev().for_each(Spoilt::undo);
            day = earlier;
        }
        if done == steps {
            return;
        }
    }
    panic!("seed {seed}: only {done} of {steps} changes could be built");
}

/// So many changes in each of two runs; `PLAUDIT_TEST_CHANGES` for more.
fn steps() -> usize {
    std::env::var("PLAUDIT_TEST_CHANGES").ok().and_then(|it| it.parse().ok()).unwrap_or(12)
}

#[test]
fn a_build_after_changes_is_a_build_from_nothing() {
    compare_through_changes(1, steps());
}

#[test]
fn a_build_after_other_changes_is_a_build_from_nothing() {
    compare_through_changes(2026, steps());
}

fn replace(place: &Place, path: &str, (from, to): (&str, &str)) {
    let now = fs::read_to_string(place.path(path)).expect("text");
    assert!(now.contains(from), "{path} has no {from}");
    fs::write(place.path(path), now.replacen(from, to, 1)).expect("writable");
}

#[test]
fn a_score_makes_what_shows_it_anew_and_nothing_else() {
    let place = Place::small();
    let output = place.build(&[]);
    assert!(said(&output).ends_with(" files in `output`"), "{}", said(&output));
    let before = place.files();
    let assessments = "data/demo/2026/assessments.csv";
    replace(&place, assessments, ("92,90,88", "92,90,87"));

    let output = place.plaudit(&["build", "--dry-run", "--why"]);
    let cause = "its data changed: `data/demo/2026/assessments.csv` row 2 changed";
    let reports = ["reports/autumn/e1.pdf", "reports/spring/e1.pdf"];
    assert!(place.files() == before, "a dry run writes nothing");
    let would = listed(&output);
    for report in reports {
        let line = format!("private/demo/2026/{report}: {cause}");
        assert!(would.contains(&line), "{line}: {would:#?}");
    }
    assert!(!would.iter().any(|line| line.starts_with("site/")), "{would:#?}");
    let total = before.len() - 1;
    let because = "because `data/demo/2026/assessments.csv` row 2 changed";
    let dry =
        format!("{} of {total} files would be built, {because}; nothing was written", would.len());
    assert_eq!(said(&output), dry);

    let output = place.build(&["--why"]);
    assert_eq!(listed(&output), would);
    let (after, made) = (place.files(), would.len());
    assert_eq!(said(&output), format!("{made} of {total} files rebuilt in `output`, {because}"));
    let others = after.keys().filter(|path| before.get(*path) != after.get(*path));
    let others: Vec<_> = others.filter(|path| *path != "manifest.json").collect();
    let listed: Vec<_> = would.iter().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(others, listed);

    let output = place.build(&[]);
    assert_eq!(said(&output), format!("0 of {total} files rebuilt in `output`: nothing changed"));
    let output = place.build(&["--force"]);
    let all = format!("{total} of {total} files rebuilt in `output`, because all were asked for");
    assert_eq!(said(&output), all);
    assert!(place.files() == after, "by force, the same");
}

#[test]
fn what_is_worth_a_look_is_said_again() {
    let place = Place::small();
    fs::write(place.path("data/demo/2026/assesments.csv"), "entry\n").expect("writable");
    let first = place.build(&["secretariat"]);
    let again = place.build(&["secretariat"]);
    assert!(said(&again).ends_with("nothing changed"), "{}", said(&again));
    assert!(text(&first.stderr).contains("the file `assesments.csv` is not read"));
    assert_eq!(text(&again.stderr), text(&first.stderr));
    // What was not built then is built now.
    place.build(&["reports"]);
    let output = place.build(&["secretariat", "--why"]);
    let lines = listed(&output);
    assert!(lines.iter().any(|line| line.contains("/dispatch.csv: its data changed")), "{lines:?}");
}

#[test]
fn a_template_makes_anew_what_uses_it() {
    let place = Place::small();
    place.build(&[]);
    let trophy = fs::read_to_string(sample("templates/trophy.typ")).expect("a template");
    fs::create_dir_all(place.path("templates")).expect("a new folder");
    fs::write(place.path("templates/trophy.typ"), trophy + "\n#let unused = 1\n")
        .expect("writable");
    let output = place.build(&["--why"]);
    let lines = listed(&output);
    let cause = ": `templates/trophy.typ` changed";
    assert!(
        lines.iter().all(|line| line.contains("/artwork/trophies/") && line.ends_with(cause)),
        "{lines:#?}"
    );
    assert!(lines.iter().any(|line| line.contains("/previews/")), "{lines:#?}");
    assert!(said(&output).ends_with("because `templates/trophy.typ` is new"), "{}", said(&output));
}

/// Makes what was built look as if another program had built it that calls itself the same.
fn by_another_program(place: &Place) {
    let path = place.path("output/.plaudit/memory.json");
    let memory = fs::read_to_string(&path).expect("what is remembered");
    let mut memory: serde_json::Value = serde_json::from_str(&memory).expect("JSON");
    memory["program"]["bytes"] = 1.into();
    fs::write(path, memory.to_string()).expect("writable");
}

#[test]
fn what_another_program_has_built_is_built_again_whenever_its_turn_comes() {
    let place = Place::small();
    place.build(&[]);
    by_another_program(&place);
    let built = |parts: &[&str]| said(&place.build(parts));
    let below = |folder: &str| place.files().keys().filter(|path| path.contains(folder)).count();
    let (site, reports, total) = (below("site/"), below("/reports/"), place.files().len() - 1);
    assert!(site > 30 && reports > 5 && total > site + reports);
    let because = "files rebuilt in `output`, because plaudit is another";
    assert!(built(&["site"]).starts_with(&format!("{site} of {site} files rebuilt in `output`")));
    // By now this program has built there too, and the reports are still the other's.
    assert_eq!(built(&["reports"]), format!("{reports} of {reports} {because}"));
    assert!(built(&["reports"]).ends_with("nothing changed"));
    let others = total - site - reports;
    assert_eq!(built(&[]), format!("{others} of {total} {because}"));
}

#[test]
fn what_is_hidden_or_written_is_no_change_of_what_is_read() {
    let place = Place::small();
    place.build(&["secretariat", "--output", "data/output"]);
    fs::create_dir_all(place.path("data/demo/.cache")).expect("a new folder");
    fs::write(place.path("data/demo/.cache/scores.csv"), "entry").expect("writable");
    let output = place.build(&["secretariat", "--output", "data/output"]);
    assert!(said(&output).ends_with("nothing changed"), "{}", said(&output));
}
