//! What packagers and shells ask of the binary: its version, completions, manual pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn plaudit(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
    command.args(arguments).output().expect("plaudit starts")
}

/// What a run prints that ends well and complains of nothing.
fn printed(arguments: &[&str]) -> String {
    let output = plaudit(arguments);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &[][..]));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The commands that `--help` lists.
fn commands() -> Vec<String> {
    let help = printed(&["-h"]);
    let (_, list) = help.split_once("Commands:\n").expect("a list of commands");
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned);
    let commands: Vec<_> = names.filter(|name| name != "help").collect();
    assert!(commands.iter().any(|name| name == "build"), "{commands:?}");
    commands
}

#[test]
fn the_version_names_the_typesetters_release() {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    let lock = fs::read_to_string(lock).expect("a text");
    let lock: toml::Table = lock.parse().expect("TOML");
    let packages = lock["package"].as_array().expect("a list");
    let typst = packages.iter().find(|package| package["name"].as_str() == Some("typst"));
    let typst = typst.and_then(|package| package["version"].as_str()).expect("a version");
    let version = format!("plaudit {} (typst {typst})\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(&["--version"]), version);
}

#[test]
fn every_shell_has_a_script_with_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not complete `{command}`");
        }
    }
    let unknown = plaudit(&["completions", "tcsh"]);
    assert_eq!(unknown.status.code(), Some(2));
}

/// What bash offers for the last of some words.
fn offered(words: &[&str]) -> Vec<String> {
    let script = printed(&["completions", "bash"]);
    let last = words.len() - 1;
    let (current, before) = (words[last], words[last - 1]);
    let asked = format!(
        "{script}\nCOMP_WORDS=({}); COMP_CWORD={last}; _plaudit plaudit '{current}' '{before}'\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.join(" ")
    );
    let output = Command::new("bash").args(["--norc", "-c", &asked]).output().expect("bash starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_values() {
    assert_eq!(offered(&["plaudit", "bui"]), ["build"]);
    assert_eq!(offered(&["plaudit", "assess", "--form"]), ["--format"]);
    assert_eq!(offered(&["plaudit", "assess", "--format", "j"]), ["json"]);
    assert_eq!(offered(&["plaudit", "build", "art"]), ["artwork"]);
}

#[test]
fn each_command_has_a_manual_page() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().display().to_string();
    assert_eq!(printed(&["man", &path]), "");
    let files = fs::read_dir(folder.path()).expect("readable").filter_map(Result::ok);
    let pages: BTreeSet<_> = files.map(|file| file.file_name().display().to_string()).collect();
    let mut expected: BTreeSet<_> =
        commands().iter().map(|command| format!("plaudit-{command}.1")).collect();
    expected.insert("plaudit.1".to_owned());
    assert_eq!(pages, expected);

    let version = printed(&["--version"]);
    for page in pages {
        let text = fs::read_to_string(folder.path().join(&page)).expect("a text");
        let title = text.lines().find(|line| line.starts_with(".TH")).expect("a title");
        assert!(title.contains(version.trim()), "{page}: {title}");
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"] {
            assert!(text.contains(&format!(".SH {section}")), "{page} has no {section}");
        }
    }
    let build = fs::read_to_string(folder.path().join("plaudit-build.1")).expect("a text");
    assert!(build.contains("proofs.pdf"), "the page of `build` says no more than its summary");
}

#[test]
fn manual_pages_go_into_a_folder_that_is_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let missing = folder.path().join("man1");
    let output = plaudit(&["man", &missing.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("there is no folder") && said.contains("man1"), "{said}");
    assert!(!missing.exists());
}

#[test]
fn a_wrong_value_says_what_to_write() {
    for (option, value, said) in [
        ("--season", "twenty", "a season is a year, such as 2026"),
        ("--jobs", "0", "write a whole number from 1 on"),
        ("--jobs", "many", "write a whole number from 1 on"),
        ("--as-of", "tomorrow", "a date is written as 2026-11-06"),
    ] {
        let output = plaudit(&["check", option, value]);
        assert_eq!(output.status.code(), Some(2));
        let message = String::from_utf8_lossy(&output.stderr);
        let first = message.lines().next().unwrap_or_default();
        assert!(first.starts_with(&format!("error: invalid value '{value}' for '{option} ")));
        assert!(first.ends_with(&format!(": {said}")), "{first}");
    }
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("there.pdf"), "no PDF").expect("writable");
    let (first, there, last) = (path("first.pdf"), path("there.pdf"), path("last.pdf"));
    let output = plaudit(&["verify", &first, &there, &last, "--output", &path("output")]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr);
    let no_manifest = format!("error: there is no `{}/manifest.json`", path("output"));
    assert!(said.starts_with(&no_manifest), "{said}");
    for name in [first, last] {
        let line = format!("error: cannot read `{name}`: No such file or directory\n");
        assert!(said.contains(&line), "{said}");
    }
}
