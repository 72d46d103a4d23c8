//! What changed of the files that a build reads, down to the row.

use std::path::Path;

use plaudit::diagnostics::MachineError;
use plaudit::load::{RowChange, changed_rows, rows};
use plaudit::write::{Change, Inputs, Rows, Staging, remember_rows, remembered_rows};

use super::loaded::apart;
use super::say::thousands;

/// What changed since the last build of the files that are read, and the rows to remember for the next.
pub(super) struct Changed {
    /// In words, by file.
    said: Vec<(String, String)>,
    rows: Rows,
}

impl Changed {
    pub(super) fn of(staging: &Staging, inputs: &Inputs, output: &Path) -> Self {
        let before = remembered_rows(output);
        let changes = staging.changes(inputs);
        let changed = |path: &str| changes.iter().any(|(other, _)| other == path);
        let known = |path: &str| {
            let same = before.get(path).filter(|_| !changed(path)).cloned();
            Some((path.to_owned(), same.or_else(|| rows(Path::new(path)))?))
        };
        let known: Rows = apart(|| inputs.paths().filter_map(known).collect());
        let mut said = Vec::new();
        for (path, change) in changes {
            // What somebody has set aside is never read.
            let name = Path::new(&path).file_name().unwrap_or_default();
            if name.to_string_lossy().starts_with('#') {
                continue;
            }
            let rows = before.get(&path).zip(known.get(&path));
            let rows = rows.map(|(was, is)| told(was, is)).unwrap_or_default();
            let what = match change {
                Change::New => vec![" is new".to_owned()],
                Change::Removed => vec![" is gone".to_owned()],
                Change::Changed if rows.is_empty() => vec![" changed".to_owned()],
                Change::Changed => rows,
            };
            said.extend(what.into_iter().map(|what| (path.clone(), format!("`{path}`{what}"))));
        }
        Self { said, rows: known }
    }

    /// All that changed, in words: "`data/…/assessments.csv` row 1,204 changed".
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.said.iter().map(|(_, what)| what.as_str())
    }

    /// What changed of files whose path has something in it.
    pub(super) fn within<'a>(&'a self, part: &'a str) -> impl Iterator<Item = &'a str> {
        self.said.iter().filter(move |(path, _)| path.contains(part)).map(|(_, what)| what.as_str())
    }

    /// Keeps the rows for the next build.
    pub(super) fn remember(&self, output: &Path) -> Result<(), MachineError> {
        remember_rows(output, &self.rows)
    }
}

/// " row 1,204 changed" for each change of each sheet.
fn told(was: &Sheets, is: &Sheets) -> Vec<String> {
    let sheets = is.iter().flat_map(|(sheet, now)| {
        let before = was.get(sheet).map(String::as_str).unwrap_or_default();
        let of = if sheet.is_empty() { String::new() } else { format!(" [{sheet}]") };
        changed_rows(before, now)
            .into_iter()
            .map(move |change| format!("{of}{}", in_words(&change)))
    });
    sheets.collect()
}

type Sheets = std::collections::BTreeMap<String, String>;

fn in_words(change: &RowChange) -> String {
    let rows = |first: usize, last: usize| match first == last {
        true => format!(" row {}", thousands(first)),
        false => format!(" rows {} to {}", thousands(first), thousands(last)),
    };
    match change {
        RowChange::Changed(at) => rows(*at.start(), *at.end()) + " changed",
        RowChange::Added(at) => rows(*at.start(), *at.end()) + " added",
        RowChange::Removed(first, count) => rows(*first, first + count - 1) + " removed",
    }
}
