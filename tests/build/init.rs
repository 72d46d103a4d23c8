//! `plaudit init`: what a new user starts from is whole, in every year, and never takes the place of
//! what is there.

use std::fs;
use std::process::{Command, Output};

use crate::run::{Place, files, sample, text};

impl Place {
    /// `plaudit init` here, with more to say.
    fn init(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
        command.current_dir(self.path("")).arg("init").args(arguments);
        command.output().expect("plaudit starts")
    }
}

/// A place with what `init` writes on a day, and what it says.
fn started(day: &str) -> (Place, String) {
    let place = Place::new();
    let output = place.init(&["--as-of", day]);
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
    (place, text(&output.stdout))
}

#[test]
fn what_is_written_is_the_sample_and_all_templates() {
    let (place, said) = started("2026-05-04");
    assert_eq!(
        said,
        "wrote `data`, a sample season of an award and one of a certification, and `templates`\n\
         try them:\n  plaudit check\n  plaudit watch\n\
         then put your own rules and tables in their place: `data/README.md` tells of each\n"
    );
    assert_eq!(files(&place.path("templates")), files(&sample("templates")));
    let mut data = files(&place.path("data"));
    for schema in ["programme.schema.json", "season.schema.json"] {
        let written = data.remove(schema).expect("a schema");
        assert!(written == fs::read(sample("data").join(schema)).expect("a file"), "{schema}");
    }
    assert_eq!(data, files(&sample("starter/data")));
    let names = fs::read_dir(place.path("")).expect("a folder");
    assert_eq!(names.count(), 2, "nothing else is left");
}

#[test]
fn it_is_checked_without_a_word_in_every_year() {
    for day in ["2024-02-29", "2026-01-01", "2026-12-31", "2028-06-30", "2029-03-01", "2101-07-01"]
    {
        let (place, _) = started(day);
        let output = place.plaudit_on(day, &["check"]);
        let said = (output.status.code(), text(&output.stderr));
        assert_eq!(said, (Some(0), "no errors, no warnings\n".to_owned()), "{day}");
        let year: i32 = day[..4].parse().expect("a year");
        let season = format!("service-award {}: 12 participants", (year - 1).max(2025));
        assert!(text(&output.stdout).contains(&season), "{day}: {}", text(&output.stdout));
    }
}

#[test]
fn everything_can_be_built_of_it() {
    let day = "2029-08-15";
    let (place, _) = started(day);
    let output = place.plaudit_on(day, &["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let built = files(&place.path("output"));
    let (award, mark) = ("private/service-award/2028", "private/service-mark/2028");
    for file in [
        format!("{award}/reports/r2/e01.pdf"),
        format!("{award}/artwork/trophies/e10-steady-gold.svg"),
        format!("{award}/artwork/certificates/print/p01-every-channel.pdf"),
        format!("{award}/secretariat/results.xlsx"),
        format!("{mark}/reports/assessment/b04.pdf"),
        format!("{mark}/artwork/decals/b01-certified.pdf"),
        "site/zh/service-award/2028/index.html".to_owned(),
        "site/en/service-mark/certificates/ssm-2028-001/index.html".to_owned(),
    ] {
        assert!(built.contains_key(&file), "{file}");
    }
    let results = text(&built["site/en/service-award/2028/index.html"]);
    assert!(results.contains("Moonlit Platform Bookshop"), "the results are out");
    assert!(!built.contains_key(&format!("{mark}/artwork/decals/b03-certified.pdf")), "revoked");
    assert!(!built.contains_key(&format!("{mark}/artwork/decals/b04-certified.pdf")), "not passed");
}

#[test]
fn what_is_left_of_the_sample_is_told() {
    let (place, _) = started("2026-05-04");
    fs::remove_dir_all(place.path("data/service-mark")).expect("a folder");
    fs::rename(place.path("data/service-award"), place.path("data/stars")).expect("a folder");
    let path = place.path("data/stars/programme.toml");
    let mut rules = fs::read_to_string(&path).expect("a file");
    let mut told = |from: &str, to: &str| {
        assert!(rules.contains(from), "{from}");
        rules = rules.replace(from, to);
        fs::write(&path, &rules).expect("writable");
        let output = place.plaudit_on("2026-05-04", &["check"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let said = text(&output.stderr);
        let left =
            said.lines().filter_map(|line| line.strip_suffix(" is still that of the sample"));
        left.map(|line| line.replace("warning: ", "")).collect::<Vec<_>>().join(" ")
    };
    let left = told(r#"id = "service-award""#, r#"id = "stars""#);
    assert_eq!(left, "`name` `organiser` `contact` `site.base_url`");
    let left = told("示例服務獎", "繁星獎");
    assert_eq!(left, "`name` `organiser` `contact` `site.base_url`");
    assert_eq!(told("Sample Service Award", "The Stars"), "`organiser` `contact` `site.base_url`");
    told("貴機構", "繁星會");
    assert_eq!(told("Your Organisation", "Stars Society"), "`contact` `site.base_url`");
    assert_eq!(told("https://your-organisation.example", "https://stars.example"), "`contact`");
    told("0123 4567", "0000 0000");
    assert_eq!(told("your-organisation.example", "stars.example"), "");
}

#[test]
fn what_is_left_is_told_of_a_programme_that_keeps_the_id_of_the_sample() {
    let (place, _) = started("2026-05-04");
    fs::remove_dir_all(place.path("data/service-mark")).expect("a folder");
    let path = place.path("data/service-award/programme.toml");
    let rules = fs::read_to_string(&path).expect("a file");
    let rules = rules.replace("貴機構", "繁星會").replace("Your Organisation", "Stars Society");
    fs::write(&path, rules).expect("writable");
    let said = place.plaudit_on("2026-05-04", &["check"]);
    let said = text(&said.stderr);
    for left in ["`name`", "`contact`", "`site.base_url`"] {
        assert!(said.contains(&format!("warning: {left} is still that of the sample\n")), "{said}");
    }
    assert!(said.ends_with("no errors, 3 warnings\n"), "{said}");
}

#[test]
fn nothing_takes_the_place_of_what_is_there() {
    for there in ["data", "templates"] {
        let place = Place::new();
        fs::create_dir_all(place.path("awards").join(there)).expect("a folder");
        let output = place.init(&["awards"]);
        let message = format!(
            "error: `awards/{there}` is there already: name a folder that has neither `data` nor \
             `templates`\n"
        );
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).starts_with(&message), "{}", text(&output.stderr));
        assert_eq!(files(&place.path("")).len(), 0);
    }
}

#[test]
fn it_reads_nothing_that_could_be_named() {
    for option in [
        ["--data", "other"],
        ["--templates", "other"],
        ["--fonts", "other"],
        ["--output", "other"],
        ["--season", "2026"],
    ] {
        let place = Place::new();
        let output = place.init(&option);
        assert_eq!(output.status.code(), Some(2), "{option:?}");
        let said = text(&output.stderr);
        assert!(said.starts_with("error: `init` reads nothing: name the folder alone"), "{said}");
        assert_eq!(files(&place.path("")).len(), 0);
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_a_failure() {
    let place = Place::new();
    fs::write(place.path("awards"), "mine").expect("writable");
    let output = place.init(&["awards"]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert!(text(&output.stderr).starts_with("error: cannot create `awards`: "));
    assert_eq!(fs::read(place.path("awards")).expect("a file"), b"mine");
}
