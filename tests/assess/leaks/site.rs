//! A site that is built, what it is built from, and what is looked for in it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plaudit::assess::{Results, assess};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{Coverage, Request, load, read_assets};
use plaudit::plan::{Selection, Target, Work, plan};
use serde_json::Value;

use super::search::{all_figures, figures, has_word, is_read, said};
use super::secrets::Secrets;
use crate::run::{Files, Place, copy, files, sample, text};

/// The tables from which results follow, of a season.
pub(crate) const MARKS: [&str; 5] =
    ["assessments", "rounds", "deductions", "comments", "certificates"];

/// The site of a data directory on a day, with all that is public signed.
pub(crate) fn built(place: &Place, day: &str) -> Files {
    let output = place.path("output");
    drop(fs::remove_dir_all(&output));
    for folder in fs::read_dir(place.path("data")).expect("a folder") {
        let folder = folder.expect("readable");
        if folder.path().join("programme.toml").exists() {
            // What was signed under another policy is none of this site's.
            drop(fs::remove_file(folder.path().join("credentials.json")));
            let run = place.sign(day, &folder.file_name().to_string_lossy(), &[]);
            assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        }
    }
    let run = place.plaudit_on(day, &["build", "site"]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    files(&output.join("site"))
}

/// The results of a programme on a day.
pub(crate) fn results(place: &Place, programme: &str, day: &str) -> Value {
    let run = place.plaudit_on(day, &["assess", "--format", "json", "--programme", programme]);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("JSON")
}

/// Puts `disclosure.site` in place of another value.
pub(crate) fn disclose(programme: &Path, policy: &str) {
    let file = programme.join("programme.toml");
    let toml = fs::read_to_string(&file).expect("readable");
    let line = toml.lines().find(|line| line.starts_with("site = ")).expect("`disclosure.site`");
    fs::write(&file, toml.replace(line, &format!("site = \"{policy}\""))).expect("writable");
}

/// What is found of the secrets in the bytes of a site, by file. Figures that the same site has without
/// any result, such as thresholds, are not of anybody.
pub(crate) fn leaks(site: &Files, secrets: &Secrets, common: &BTreeSet<String>) -> Vec<String> {
    let mut leaks = Vec::new();
    for (path, bytes) in site.iter().filter(|(path, _)| is_read(path)) {
        let said = said(path, bytes);
        if !path.ends_with(".css") {
            let found = figures(&said).into_iter();
            let found =
                found.filter(|one| secrets.figures.contains(*one) && !common.contains(*one));
            leaks.extend(found.map(|figure| format!("{path} has the figure {figure}")));
        }
        let words =
            secrets.words.iter().filter(|word| has_word(&said, word) || has_word(path, word));
        leaks.extend(words.map(|word| format!("{path} has `{word}`")));
    }
    leaks
}

/// The figures of a data directory's site without any result. It is spoilt by this.
pub(crate) fn common(place: &Place, programmes: &[&str], day: &str) -> BTreeSet<String> {
    for programme in programmes {
        let folder = place.path("data").join(programme);
        empty_marks(&folder);
        super::secrets::empty(&folder, &["history"]);
    }
    all_figures(&built(place, day))
}

/// Takes from a programme's season what its results follow from.
pub(crate) fn empty_marks(folder: &Path) {
    let year = folder.join("2026");
    super::secrets::empty(&year, &MARKS);
    drop(fs::remove_dir_all(year.join("assessments")));
}

/// What is found in that which is not text once it is made: the values that pictures are drawn from.
/// Fonts are cut to what the finished pages show.
pub(crate) fn drawn(
    place: &Place,
    day: &str,
    secrets: &Secrets,
    common: &BTreeSet<String>,
) -> Vec<String> {
    let request = Request { data: place.path("data"), programme: None, season: None };
    let mut problems = Diagnostics::default();
    let dataset = load(&request, &Coverage::new([]), &mut problems).expect("readable");
    let day = day.parse().expect("a day");
    let all: Vec<Results> = dataset.seasons.iter().map(|season| assess(season, day)).collect();
    let assets = read_assets(None, None).expect("embedded");
    let selection = Selection { targets: vec![Target::Site], ..Selection::default() };
    let plan = plan(&all, &selection, &assets, &mut problems);
    let mut leaks = Vec::new();
    for job in plan.jobs.iter().filter(|job| job.target == Target::Site) {
        if let Work::Document { content, .. } = &job.work {
            let filled = content.fill();
            let pair =
                (format!("{}.json", job.path), (filled.value + &filled.setting).into_bytes());
            leaks.extend(self::leaks(&Files::from([pair]), secrets, common));
        }
    }
    leaks
}

/// A place with a copy of one programme's sample data.
pub(crate) fn of(programme: &str) -> Place {
    let place = Place::new();
    copy(&sample("data").join(programme), &place.path("data").join(programme));
    place
}
