//! Machines that fail: full disks, folders that may not be written to, things in the way, and builds that are
//! told to end or meet one another.

use std::fs;
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use crate::run::{files, text};
use crate::season::{assert_mended, assert_whole, done, plaudit, two_states};
use crate::tool::tool;

/// The last line of what is said.
fn last(output: &Output) -> String {
    text(&output.stderr).lines().last().unwrap_or_default().to_owned()
}

/// A script of `sh`, its arguments beginning with `$0`.
fn script(script: &str, build: &Command) -> Command {
    let mut command = Command::new("sh");
    command.current_dir(build.get_current_dir().expect("a place"));
    command.args(["-c", script]).arg(build.get_program()).args(build.get_args());
    command
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_whole_ends_the_build_and_leaves_the_last_one() {
    let (place, states) = two_states();
    done(plaudit(&place, states[0].data, &["build"]));
    let before = files(&place.path("output"));
    // No file may be larger than so many blocks of half a kilobyte, as if the disk were full.
    let build = plaudit(&place, states[1].data, &["build"]);
    let limited = script("trap '' XFSZ; ulimit -f 40; exec \"$0\" \"$@\"", &build).output();
    let limited = limited.expect("a shell");
    assert_eq!(limited.status.code(), Some(3), "{}", text(&limited.stderr));
    let said = last(&limited);
    assert!(said.contains("error: cannot write `") && said.contains("/.staging-"), "{said}");
    assert!(said.contains("File too large"), "{said}");
    assert!(files(&place.path("output")) == before, "the last build is there, and nothing else");
    assert_mended(&place, &states[1], "with room");
}

/// Runs a script where disks may be mounted; `None` where that is not allowed.
fn where_disks_may_be_mounted(commands: &str, build: &Command) -> Option<Output> {
    tool("unshare")?;
    let mut trial = Command::new("unshare");
    trial.args(["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]);
    if !trial.output().is_ok_and(|tried| tried.status.success()) {
        println!("ignored: this machine lets nobody mount a disk of their own");
        return None;
    }
    let inner = script(commands, build);
    let mut command = Command::new("unshare");
    command.current_dir(inner.get_current_dir().expect("a place"));
    command.args(["-rm", "sh"]).args(inner.get_args());
    Some(command.output().expect("unshare starts"))
}

#[test]
fn a_full_disk_ends_the_build_and_leaves_the_last_one() {
    let (place, states) = two_states();
    done(plaudit(&place, states[0].data, &["build", "--output", "kept"]));
    let build = plaudit(&place, states[1].data, &["build"]);
    let commands =
        "set -e; mkdir output; mount -t tmpfs -o size=200m none output; cp -a kept/. output/
        mount -o remount,size=$(($(du -sk output | cut -f1) + 200))k output
        set +e; \"$0\" \"$@\"; code=$?; set -e; rm output/.plaudit.lock; rm kept/.plaudit.lock
        diff -r kept output; mount -o remount,size=200m output; \"$0\" \"$@\"
        ls -A output; cp -a output/. kept/; exit $code";
    let Some(output) = where_disks_may_be_mounted(commands, &build) else { return };
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let said = text(&output.stderr);
    assert!(said.contains("error: cannot write `") && said.contains("/.staging-"), "{said}");
    assert!(said.contains("No space left on device"), "{said}");
    let listed = text(&output.stdout);
    assert!(
        listed.ends_with(".plaudit\n.plaudit.lock\nmanifest.json\nprivate\nsite\n"),
        "{listed}"
    );
}

#[test]
fn a_disk_that_may_only_be_read_is_named() {
    let (place, states) = two_states();
    done(plaudit(&place, states[0].data, &["build"]));
    let build = plaudit(&place, states[1].data, &["build"]);
    let commands =
        "mount --bind output output && mount -o remount,ro,bind output && exec \"$0\" \"$@\"";
    let Some(output) = where_disks_may_be_mounted(commands, &build) else { return };
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let said = last(&output);
    assert!(
        said.starts_with("error: cannot write `output/.plaudit.lock`: Read-only file"),
        "{said}"
    );
    assert_mended(&place, &states[1], "on a disk that may be written to");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let (place, states) = two_states();
    done(plaudit(&place, states[0].data, &["build"]));
    let build = plaudit(&place, states[1].data, &["build"]);
    // Who has the rights of all users first gives them up.
    let commands = "test $(id -u) = 0 && drop='setpriv --reuid=65534 --regid=65534 --clear-groups'
        chmod 755 . && chmod 555 output && $drop \"$0\" \"$@\"; code=$?; chmod 755 output; exit $code";
    if tool("setpriv").is_none() {
        return;
    }
    let output = script(commands, &build).output().expect("a shell");
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let said = last(&output);
    let error = "error: cannot write `output/.plaudit.lock`: Permission denied";
    assert!(said.starts_with(error), "{said}");
    assert_mended(&place, &states[1], "with the right to write");
}

#[test]
fn what_stands_in_the_way_is_named_before_anything_is_moved() {
    let report = "private/demo/2026/reports/spring/e1.pdf";
    let folder = |path: &std::path::Path| {
        fs::remove_file(path).and_then(|()| fs::create_dir_all(path.join("kept")))
    };
    let file = |path: &std::path::Path| {
        fs::remove_dir_all(path).and_then(|()| fs::write(path, "somebody's"))
    };
    type Way<'a> = (&'a str, &'a dyn Fn(&std::path::Path) -> std::io::Result<()>, &'a str);
    let ways: [Way; 4] = [
        (
            report,
            &folder,
            "cannot replace `output/private/demo/2026/reports/spring/e1.pdf`: is a directory",
        ),
        ("site", &file, "cannot write below `output/site`: not a directory"),
        ("site/en", &file, "cannot write below `output/site/en`: not a directory"),
        ("manifest.json", &folder, "cannot read `output/manifest.json`: Is a directory"),
    ];
    let (place, states) = two_states();
    for (path, put, said) in ways {
        done(plaudit(&place, states[0].data, &["build"]));
        put(&place.path("output").join(path)).expect("ours");
        let before = files(&place.path("output"));
        let output = plaudit(&place, states[1].data, &["build"]).output().expect("it starts");
        assert_eq!(output.status.code(), Some(3), "{path}: {}", text(&output.stderr));
        assert_eq!(last(&output), format!("error: {said}"));
        assert!(files(&place.path("output")) == before, "{path}: nothing was moved");
        let path = place.path("output").join(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("ours");
        assert_mended(&place, &states[0], "out of the way");
    }
}

#[test]
fn of_builds_at_once_one_is_done_and_the_others_say_why_not() {
    let (place, states) = two_states();
    let builds: Vec<_> = (0..4)
        .map(|number| {
            plaudit(&place, states[number % 2].data, &["build"]).spawn().expect("it starts")
        })
        .collect();
    let ended = builds.into_iter().map(|build| build.wait_with_output().expect("it was started"));
    let (done, others): (Vec<_>, Vec<_>) =
        ended.partition(|output| output.status.code() == Some(0));
    assert!(!done.is_empty());
    for output in others {
        assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
        let error =
            "error: cannot write to `output`: another build is writing there; wait for it to end";
        assert_eq!(last(&output), error);
    }
    assert_mended(&place, &states[0], "after all");
}

#[cfg(unix)]
#[test]
fn a_build_that_is_told_to_end_says_so_and_leaves_all_whole() {
    let (place, states) = two_states();
    done(plaudit(&place, states[0].data, &["build"]));
    let output = place.path("output");
    for (number, signal) in ["-INT", "-TERM", "-INT", "-TERM"].into_iter().enumerate() {
        let (before, after) = (&states[number % 2], &states[(number + 1) % 2]);
        let build =
            plaudit(&place, after.data, &["build", "--jobs", "1"]).spawn().expect("it starts");
        let began = Instant::now();
        let staged = || {
            let listed = fs::read_dir(&output).expect("there").filter_map(Result::ok);
            listed
                .into_iter()
                .any(|file| file.file_name().to_string_lossy().starts_with(".staging-"))
        };
        while !staged() && began.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_millis(40 * number as u64));
        let told = Command::new("kill").args([signal, &build.id().to_string()]).status();
        assert!(told.expect("kill starts").success(), "it was at work");
        let ended = build.wait_with_output().expect("it was started");
        assert_eq!(ended.status.code(), Some(130), "{signal}: {}", text(&ended.stderr));
        let said =
            "interrupted: every file of the output is whole, and the next build does the rest";
        assert_eq!(last(&ended), said);
        assert_whole(&output, before, after, signal);
        assert_mended(&place, after, signal);
    }
}
