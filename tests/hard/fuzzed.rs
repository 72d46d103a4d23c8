//! What the fuzzers were seeded with, and what they found: every case again, through the same functions.

#[path = "../../fuzz/src/inputs/mod.rs"]
pub(crate) mod inputs;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use inputs::{Reader, TARGETS};

/// A case that takes longer is a hang: on a busy machine, each takes some milliseconds.
const HANG: Duration = Duration::from_secs(20);

/// The cases of a folder of `fuzz/`, by name.
fn cases(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("listed").path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_case_ends_in_results_or_errors() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let reader = Reader::new(folder.path());
    for (name, target) in TARGETS {
        let seeds = cases("corpus", name);
        assert!(!seeds.is_empty(), "{name} has no corpus");
        for path in seeds.into_iter().chain(cases("found", name)) {
            let bytes = fs::read(&path).expect("readable");
            let start = Instant::now();
            let run = std::panic::AssertUnwindSafe(|| target(&reader, &bytes));
            assert!(std::panic::catch_unwind(run).is_ok(), "{} panics", path.display());
            assert!(start.elapsed() < HANG, "{} took {:?}", path.display(), start.elapsed());
        }
    }
}
