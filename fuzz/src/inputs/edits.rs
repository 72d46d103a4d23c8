//! Changes to the cells and settings of a small season, told by bytes: nearly every one leaves files that parse.

use std::collections::BTreeMap;

macro_rules! season {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../../tests/fixtures/season/", $path)))),*]
    };
}

/// The files of the small seasons, by path.
pub(crate) const SEASON: [(&str, &str); 15] = season![
    "demo/2026/assessments.csv",
    "demo/2026/comments.csv",
    "demo/2026/deductions.csv",
    "demo/2026/entries.csv",
    "demo/2026/participants.csv",
    "demo/2026/rounds.csv",
    "demo/2026/season.toml",
    "demo/history.csv",
    "demo/programme.toml",
    "mark/2026/assessments.csv",
    "mark/2026/certificates.csv",
    "mark/2026/entries.csv",
    "mark/2026/participants.csv",
    "mark/2026/season.toml",
    "mark/programme.toml",
];

/// What is put into cells and settings.
const VALUES: [&str; 104] = [
    "",
    "0",
    "1",
    "2",
    "3",
    "10",
    "11",
    "69.94",
    "69.95",
    "70",
    "79.5",
    "80",
    "89.95",
    "90",
    "99.999999999",
    "100",
    "100.000000001",
    "-1",
    "-0",
    "0.000000001",
    "999999999",
    "1000000000",
    "4294967295",
    "4294967296",
    "1e9",
    "nan",
    "inf",
    "0.1",
    "33.3",
    "66.6",
    "50",
    "60",
    "40",
    "20",
    "30",
    "e1",
    "e2",
    "e3",
    "e4",
    "m1",
    "m2",
    "alpha",
    "beta",
    "gamma",
    "lune",
    "vent",
    "shops",
    "online",
    "inns",
    "A",
    "B",
    "S",
    "gold",
    "silver",
    "certified",
    "spring",
    "autumn",
    "once",
    "counter",
    "chat",
    "visit",
    "kites",
    "teapots",
    "indoor",
    "outdoor",
    "greeting",
    "answer",
    "queue",
    "late-form",
    "highest",
    "streak",
    "improvement",
    "omni-channel",
    "best-of-stream",
    "steady-gold",
    "stream",
    "group",
    "sector",
    "tier",
    "years",
    "withdrawn",
    "disqualified",
    "active",
    "yes",
    "no",
    "breakfast",
    "2026-02-29",
    "2026-12-31",
    "2026-01-01",
    "0001-01-01",
    "9999-12-31",
    "2026",
    "2025",
    "2024",
    "-32768",
    "9999",
    "winners",
    "certified",
    "everyone",
    "none",
    "by-assessment",
    "by-criterion",
    "half-up",
    "half-even",
];

/// Lines that are put into settings.
const LINES: [&str; 22] = [
    "[[rounds]]\nid = \"more\"\nname = { zh = \"再\", en = \"More\" }\nweight = 0",
    "[[tiers]]\nid = \"bronze\"\nname = { zh = \"銅獎\", en = \"Bronze\" }\nmin = 70",
    "weight = 0",
    "min = 0",
    "max = 1",
    "pass = 0",
    "places = 9",
    "places = 0",
    "per = [\"stream\", \"group\"]",
    "per = [\"sector\"]",
    "per = []",
    "rule = \"improvement\"",
    "rule = \"omni-channel\"",
    "same = []",
    "years = 255",
    "tier = \"silver\"",
    "[disclosure]\nsite = \"participants\"",
    "[credit]\n",
    "merge = [{ sector = \"kites\", into = \"teapots\" }]",
    "validity_months = 65535",
    "site = \"scores\"",
    "floor = 60",
];

/// The files of the season that are changed.
pub(crate) struct Edits {
    files: BTreeMap<&'static str, String>,
}

impl Edits {
    /// As the bytes tell: four say a file, a row, a cell and what to do.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut files: BTreeMap<&'static str, String> = BTreeMap::new();
        for edit in bytes.as_chunks::<4>().0 {
            let (path, text) = SEASON[usize::from(edit[0]) % SEASON.len()];
            let text = files.entry(path).or_insert_with(|| text.to_owned());
            *text = edited(path.ends_with(".csv"), text, *edit);
        }
        Self { files }
    }

    /// The one programme whose files are changed; nothing if both are.
    pub(crate) fn programme(&self) -> Option<&'static str> {
        let folders = |path: &&'static str| path.split('/').next().expect("the first part");
        let [first, last] = [self.files.keys().next(), self.files.keys().next_back()];
        first.map(folders).filter(|first| last.map(folders) == Some(*first))
    }

    /// The changed files by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.files.iter().map(|(path, text)| (*path, text.as_str()))
    }
}

/// One change.
fn edited(is_table: bool, text: &str, [_, row, cell, what]: [u8; 4]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let row = usize::from(row) % lines.len().max(1);
    let (Some(line), cell) = (lines.get(row).cloned(), usize::from(cell)) else {
        return text.to_owned();
    };
    match usize::from(what) {
        at if at < VALUES.len() && is_table => {
            let mut cells: Vec<_> = line.split(',').collect();
            let cell = cell % cells.len();
            cells[cell] = VALUES[at];
            lines[row] = cells.join(",");
        }
        at if at < VALUES.len() => lines[row] = with_token(&line, cell, VALUES[at]),
        at if at < 2 * VALUES.len() && !is_table => {
            lines.insert(row, LINES[at % LINES.len()].to_owned());
        }
        at if at < 2 * VALUES.len() => {
            // Another row, with another value in it.
            let mut cells: Vec<_> = line.split(',').collect();
            let cell = cell % cells.len();
            cells[cell] = VALUES[at - VALUES.len()];
            lines.push(cells.join(","));
        }
        at if at < 230 => drop(lines.remove(row)),
        _ => lines.push(line),
    }
    lines.join("\n") + "\n"
}

/// A line of settings with its n-th word, number or text replaced.
fn with_token(line: &str, nth: usize, value: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (start, is_part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    match tokens.get(nth % tokens.len().max(1)) {
        Some(token) => [&line[..token.start], value, &line[token.end..]].concat(),
        None => line.to_owned(),
    }
}
