//! What is stored beside these tests, and what differs from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::hard::Files;
use crate::picture;
use crate::run::{files, sample};

/// What is compared, and how.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Site,
    Picture,
    Hashes,
}

impl Kind {
    fn folder(self) -> PathBuf {
        let folder = sample("tests/references");
        match self {
            Self::Text => folder.join("text"),
            Self::Site => folder.join("site"),
            Self::Picture => folder.join("pictures"),
            Self::Hashes => folder,
        }
    }

    /// What is stored, by path.
    fn stored(self) -> Files {
        let mut files = files(&self.folder());
        if matches!(self, Self::Hashes) {
            files.retain(|path, _| path == "hashes.txt");
        }
        files
    }

    /// How something differs from what is stored; none if it does not.
    fn difference(self, path: &str, stored: &[u8], made: &[u8]) -> Option<String> {
        match self {
            Self::Text | Self::Site => first_lines(&text(stored), &text(made)),
            Self::Hashes => other_files(&text(stored), &text(made)),
            Self::Picture => picture::difference(stored, made).map(|difference| {
                let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("references");
                fs::create_dir_all(&folder).expect("a new folder");
                let at = folder.join(path);
                fs::write(&at, made).expect("writable");
                format!("{difference}; it now looks as in {}\n", at.display())
            }),
        }
    }
}

/// Fails unless all that was made is as stored and nothing else is stored. Under `UPDATE_REFS=1`
/// stores it, and fails all the same: a person is to look at the change.
pub(crate) fn settle(kind: Kind, made: Files) {
    if std::env::var("UPDATE_REFS").is_ok_and(|value| value == "1") {
        rewrite(kind, &made);
        panic!("references rewritten: look at the change and run again");
    }
    let complaints = complaints(kind, &kind.stored(), &made);
    assert!(
        complaints.is_empty(),
        "{complaints}\nlook at each; if all is meant, run `UPDATE_REFS=1 cargo test --release --test references`"
    );
}

fn rewrite(kind: Kind, made: &Files) {
    let folder = kind.folder();
    for (path, stored) in kind.stored() {
        let kept =
            made.get(&path).is_some_and(|made| kind.difference(&path, &stored, made).is_none());
        if !kept {
            fs::remove_file(folder.join(&path)).expect("removable");
        }
    }
    for (path, bytes) in made {
        let path = folder.join(path);
        if !path.exists() {
            fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
            fs::write(&path, bytes).expect("writable");
        }
    }
}

/// All that is missing, left over or different.
fn complaints(kind: Kind, stored: &Files, made: &Files) -> String {
    let mut all = String::new();
    for path in made.keys().filter(|path| !stored.contains_key(*path)) {
        all.push_str(&format!("{path}: nothing is stored\n"));
    }
    for (path, stored) in stored {
        match made.get(path) {
            None => all.push_str(&format!("{path}: is stored, but no longer made\n")),
            Some(made) => {
                if let Some(difference) = kind.difference(path, stored, made) {
                    all.push_str(&format!("{path}: {difference}"));
                }
            }
        }
    }
    all
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The first lines that differ, three at most.
fn first_lines(stored: &str, made: &str) -> Option<String> {
    if stored == made {
        return None;
    }
    let (stored, made): (Vec<_>, Vec<_>) = (stored.lines().collect(), made.lines().collect());
    let line = |lines: &[&str], at: usize| lines.get(at).copied().unwrap_or("(the end)").to_owned();
    let length = stored.len().max(made.len());
    let differ = (0..length).filter(|at| stored.get(*at) != made.get(*at));
    let mut told = format!("{} lines were stored, there are {}\n", stored.len(), made.len());
    for at in differ.take(3) {
        let (stored, made) = (line(&stored, at), line(&made, at));
        told.push_str(&format!("  {}: - {stored}\n  {}: + {made}\n", at + 1, at + 1));
    }
    Some(told)
}

/// The files that are other, new or gone.
fn other_files(stored: &str, made: &str) -> Option<String> {
    let by_path = |text: &str| -> BTreeMap<String, String> {
        let lines = text.lines().filter_map(|line| line.split_once("  "));
        lines.map(|(hash, path)| (path.to_owned(), hash.to_owned())).collect()
    };
    let (stored, made) = (by_path(stored), by_path(made));
    let mut told = String::new();
    for (path, hash) in &made {
        match stored.get(path) {
            None => told.push_str(&format!("  {path}: nothing is stored\n")),
            Some(stored) if stored != hash => told.push_str(&format!("  {path}: differs\n")),
            Some(_) => {}
        }
    }
    for path in stored.keys().filter(|path| !made.contains_key(*path)) {
        told.push_str(&format!("  {path}: is stored, but no longer made\n"));
    }
    (!told.is_empty()).then(|| format!("\n{told}"))
}

fn held(pairs: &[(&str, &str)]) -> Files {
    pairs.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

#[test]
fn what_is_missing_left_over_or_different_is_all_told() {
    let stored = held(&[("a.txt", "one\ntwo\n"), ("b.txt", "same\n"), ("c.txt", "gone\n")]);
    let made = held(&[("a.txt", "one\nthree\nfour\n"), ("b.txt", "same\n"), ("d.txt", "new\n")]);
    let told = "\
d.txt: nothing is stored
a.txt: 2 lines were stored, there are 3
  2: - two
  2: + three
  3: - (the end)
  3: + four
c.txt: is stored, but no longer made
";
    assert_eq!(complaints(Kind::Text, &stored, &made), told);
    assert_eq!(complaints(Kind::Text, &made, &made), "");
}

#[test]
fn a_file_with_another_hash_is_named() {
    let stored = held(&[("hashes.txt", "00  a.pdf\n11  b.pdf\n22  c.pdf\n")]);
    let made = held(&[("hashes.txt", "00  a.pdf\n12  b.pdf\n33  d.pdf\n")]);
    let told = "\
hashes.txt: 
  b.pdf: differs
  d.pdf: nothing is stored
  c.pdf: is stored, but no longer made
";
    assert_eq!(complaints(Kind::Hashes, &stored, &made), told);
}
