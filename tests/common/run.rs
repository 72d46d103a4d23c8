//! Runs the binary on the sample seasons.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The day of all tests: the award's results are out, certificates are in every state.
pub(crate) const TODAY: &str = "2026-11-21";

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A folder of its own with a build in it.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub(crate) fn path(&self, within: &str) -> PathBuf {
        self.folder.path().join(within)
    }

    /// With a copy of a folder of the repository as its data, the only ones there are.
    pub(crate) fn with(data: &str) -> Self {
        let place = Self::new();
        copy(&sample(data), &place.path("data"));
        place
    }

    /// Runs plaudit here, on the sample data if there are none here, as of a day.
    pub(crate) fn plaudit_on(&self, day: &str, arguments: &[&str]) -> Output {
        let own = self.path("data");
        let data = if own.exists() { PathBuf::from("data") } else { sample("data") };
        Command::new(env!("CARGO_BIN_EXE_plaudit"))
            .current_dir(self.folder.path())
            .args(arguments)
            .arg("--data")
            .arg(data)
            .args(["--as-of", day])
            .output()
            .expect("plaudit starts")
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("plaudit prints UTF-8")
}

/// A folder of the repository.
pub(crate) fn sample(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// Every file below a folder, by path with `/` between; none if there is no folder.
pub(crate) fn files(folder: &Path) -> Files {
    let found = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let found = found.filter(|entry| entry.file_type().is_file());
    found
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            (path.display().to_string(), fs::read(entry.path()).expect("readable"))
        })
        .collect()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("writable");
    }
}
