//! One build is the same as another, wherever, whenever and by whomever it is made.

use std::fs;
use std::process::Command;

use crate::run::{Files, Place, copy, files, sample, text};
use crate::season::{DAY, differing, plaudit};
use crate::tool::tool;

/// What is built, but for what it remembers of times.
fn built(place: &Place, folder: &str) -> Files {
    let mut built = files(&place.path(folder).join("output"));
    built.retain(|path, _| !path.starts_with(".plaudit"));
    built
}

/// The day of these tests as seconds since 1970, near its end in UTC, which is the next day in Hong Kong.
const EPOCH: &str = "1797377000";

/// A folder, variables and arguments.
type Setting = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn a_build_is_the_same_under_any_settings() {
    let place = Place::new();
    let settings: [Setting; 5] = [
        ("plain", &[("TZ", "UTC"), ("LANG", "C")], &["--as-of", DAY]),
        (
            "with a space 與中文",
            &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "zh_HK.UTF-8")],
            &["--as-of", DAY, "--jobs", "1"],
        ),
        (
            "Ünïcode's \"quotes\"",
            &[("TZ", "America/St_Johns"), ("LANG", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "1")],
            &["--as-of", DAY, "--jobs", "5"],
        ),
        (
            "epoch",
            &[
                ("SOURCE_DATE_EPOCH", EPOCH),
                ("TZ", "Asia/Hong_Kong"),
                ("HOME", "/nowhere"),
                ("USER", "somebody"),
            ],
            &[],
        ),
        ("later", &[("TZ", "UTC"), ("LANG", "de_DE.UTF-8")], &["--as-of", DAY, "--jobs", "2"]),
    ];
    let mut first: Option<Files> = None;
    for (at, (folder, variables, arguments)) in settings.iter().enumerate() {
        copy(&sample("tests/fixtures/season"), &place.path(folder).join("data"));
        let binary = plaudit(&place, "data", &[]);
        // Each file's own rights, and with another mask.
        let mask = ["022", "077", "002", "027", "022"][at];
        let clock = if *folder == "later" { tool("faketime") } else { None };
        let mut command = match clock {
            Some(mut faketime) => {
                faketime.args(["2031-02-03 04:05:06", "sh"]);
                faketime
            }
            None => Command::new("sh"),
        };
        command.args(["-c", &format!("umask {mask}; exec \"$0\" \"$@\"")]);
        command.arg(binary.get_program()).arg("build").args(*arguments);
        command
            .current_dir(place.path(folder))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        let output = command.envs(variables.iter().copied()).output().expect("it starts");
        assert_eq!(output.status.code(), Some(0), "{folder}: {}", text(&output.stderr));
        let made = built(&place, folder);
        assert!(made.len() > 50, "{} files", made.len());
        let first = first.get_or_insert_with(|| made.clone());
        assert_eq!(differing(first, &made), Vec::<String>::new(), "{folder}");
    }
}

/// The small seasons in a folder of a place, and how a build there is asked for, under a time zone.
fn asked(place: &Place, folder: &str, (program, zone): (&str, &str)) -> Command {
    copy(&sample("tests/fixtures/season"), &place.path(folder).join("data"));
    let mut command = Command::new(program);
    command.current_dir(place.path(folder)).env("TZ", zone);
    command
}

fn succeeds(command: &mut Command) {
    let output = command.output().expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn a_build_of_shards_is_the_same_whatever_the_settings_of_each() {
    let place = Place::new();
    let plaudit = plaudit(&place, "data", &[]);
    let plaudit = plaudit.get_program().to_str().expect("text");
    succeeds(asked(&place, "plain", (plaudit, "UTC")).args(["build", "--as-of", DAY]));
    let zones = ["Pacific/Kiritimati", "America/St_Johns", "UTC", "Asia/Hong_Kong"];
    for (number, zone) in (1..).zip(zones) {
        let (shard, jobs) = (format!("{number}/4"), number.to_string());
        let mut command = asked(&place, "shards", (plaudit, zone));
        command.args(["build", "--as-of", DAY, "--shard", &shard, "--jobs", &jobs]);
        succeeds(command.env("LANG", ["C", "tr_TR.UTF-8"][number % 2]));
    }
    succeeds(asked(&place, "shards", (plaudit, "UTC")).args(["build", "--as-of", DAY, "--merge"]));
    let (plain, merged) = (built(&place, "plain"), built(&place, "shards"));
    assert!(plain.len() > 50, "{} files", plain.len());
    assert_eq!(differing(&plain, &merged), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_build_by_another_user_is_the_same() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    const NOBODY: u32 = 65534;
    let place = Place::new();
    if fs::metadata(place.path("")).expect("there").uid() != 0 {
        return println!("ignored: only root can be another user");
    }
    let Some(mut setpriv) = tool("setpriv") else { return };
    let own = plaudit(&place, "data", &[]);
    let own = own.get_program().to_str().expect("text");
    succeeds(asked(&place, "plain", (own, "UTC")).args(["build", "--as-of", DAY]));

    // Where it lies, another may not reach it.
    fs::copy(own, place.path("plaudit")).expect("a copy");
    copy(&sample("tests/fixtures/season"), &place.path("nobody/data"));
    fs::set_permissions(place.path(""), fs::Permissions::from_mode(0o755)).expect("ours");
    chown(place.path("nobody"), Some(NOBODY), Some(NOBODY)).expect("we are root");
    setpriv.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]);
    setpriv.arg(place.path("plaudit")).args(["build", "--as-of", DAY]);
    succeeds(setpriv.current_dir(place.path("nobody")).env("HOME", "/nonexistent"));

    let owner = fs::metadata(place.path("nobody/output/manifest.json")).expect("built").uid();
    assert_eq!(owner, NOBODY);
    let (plain, others) = (built(&place, "plain"), built(&place, "nobody"));
    assert!(plain.len() > 50, "{} files", plain.len());
    assert_eq!(differing(&plain, &others), Vec::<String>::new());
}

#[test]
fn what_is_no_time_is_wrong_usage() {
    let place = Place::with("tests/fixtures/season");
    let mut command = Command::new(plaudit(&place, "data", &[]).get_program());
    command.current_dir(place.path("")).arg("check").env("SOURCE_DATE_EPOCH", "yesterday");
    let output = command.output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("SOURCE_DATE_EPOCH is `yesterday`, and should be the seconds since 1970"),
        "{said}"
    );
    assert!(fs::read_dir(place.path("")).expect("there").count() == 1, "nothing was written");
}
