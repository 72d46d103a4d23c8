//! The stages stand in one direction: which part of the crate may use which, and who may touch the
//! disk or print.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each part with the parts it may use, in the order in which data flows.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diagnostics", &[]),
    ("load", &["model", "diagnostics"]),
    ("assess", &["model", "diagnostics"]),
    ("proof", &["model", "diagnostics"]),
    ("plan", &["model", "assess", "proof", "diagnostics"]),
    ("render", &["model", "assess", "plan", "diagnostics"]),
    ("write", &["plan", "diagnostics"]),
];

/// Every source file with its part of the crate: the name of its folder or of itself.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let rust = files.filter(|file| file.path().extension().is_some_and(|end| end == "rs"));
    rust.map(|file| {
        let path = file.path().strip_prefix(&root).expect("below src").display().to_string();
        let part = path.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        (path, part, fs::read_to_string(file.path()).expect("sources are text"))
    })
    .collect()
}

/// The parts named after `crate::` in a text.
fn used(text: &str) -> BTreeSet<String> {
    let names = text.split("crate::").skip(1);
    let names = names.flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => list.split('}').next().unwrap_or_default().split(',').collect::<Vec<_>>(),
        None => vec![rest],
    });
    let first = |name: &str| {
        name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned)
    };
    names.filter_map(first).filter(|name| !name.is_empty()).collect()
}

#[test]
fn each_stage_uses_only_earlier_ones() {
    for (path, part, text) in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == part) else {
            assert!(["lib", "main", "cli"].contains(&part.as_str()), "{path} is in no stage");
            continue;
        };
        let strays: Vec<_> = used(&text)
            .into_iter()
            .filter(|name| *name != part && !allowed.contains(&name.as_str()))
            .collect();
        assert!(strays.is_empty(), "{path} uses {strays:?}; `{part}` may use {allowed:?}");
    }
}

/// Whether a text has a word, and not as the end of a longer one such as `proofs::`.
fn names(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric()))
}

#[test]
fn only_load_and_write_touch_the_disk_and_only_the_binary_prints() {
    for (path, part, text) in sources() {
        let disk = ["std::fs", "fs::", "File::"].iter().any(|word| names(&text, word));
        assert!(!disk || ["load", "write"].contains(&part.as_str()), "{path} touches the disk");
        let prints = ["println!", "print!", "eprint!", "stdout()", "stderr()"]
            .iter()
            .any(|word| text.contains(word));
        assert!(!prints || ["cli", "main"].contains(&part.as_str()), "{path} prints");
        let clock =
            ["Zoned::now", "SystemTime", "Timestamp::now"].iter().any(|word| text.contains(word));
        // By their age alone files are known again or read again: nothing that is written rests on it.
        let may = ["cli/common.rs", "write/stamp.rs"].contains(&path.as_str());
        assert!(!clock || may, "{path} reads the clock");
    }
}

#[test]
fn unsafe_code_is_forbidden_in_all_that_is_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("text");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    // What is forbidden here no attribute allows again, in tests, benches and examples neither.
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    for folder in ["src", "tests", "benches", "examples"] {
        assert!(!root.join(folder).join("Cargo.toml").exists(), "{folder} is a crate of its own");
    }
}

#[test]
fn the_guard_sees_what_it_should() {
    let text = "use crate::model::Id;\nuse crate::{plan, write::Staging};\ncrate::load::load();";
    assert_eq!(used(text).into_iter().collect::<Vec<_>>(), ["load", "model", "plan", "write"]);
    assert!(names("let a = fs::read(b)", "fs::") && names("fs::read(b)", "fs::"));
    assert!(!names("use proofs::Proofs;", "fs::"));
}
