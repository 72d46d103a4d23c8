//! A small, plainly fictional season in a folder of its own, to spoil and to check.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;
use walkdir::WalkDir;

/// The day on which every test stands, after the results are announced.
const AS_OF: &str = "2026-12-15";

/// The folder of what the tests read.
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

/// What is said of the season before it is spoilt.
pub(crate) const COUNTS: &str = "\
demo 2026: 3 participants, 4 entries, 5 assessments
mark 2026: 2 participants, 2 entries, 2 assessments
";

/// A second recognition by streak, of the next lower tier.
pub(crate) const STEADY: &str = r#"[[recognitions]]
id = "steady-silver"
name = { zh = "連續銀獎", en = "Steady Silver" }
rule = "streak"
tier = "silver"
years = 3
trophy_text = { zh = "連續{years}年銀獎", en = "Silver for {years} Consecutive Years" }
"#;

/// A data directory: the award `demo` and the certification `mark`, each with its season of 2026.
pub(crate) struct Season {
    folder: TempDir,
}

impl Season {
    /// The season as it stands in `fixtures/season`, without a fault.
    pub(crate) fn new() -> Self {
        let season = Self { folder: tempfile::tempdir().expect("a folder of our own") };
        let root = Path::new(FIXTURES).join("season");
        for path in files(&root) {
            let name = path.strip_prefix(&root).expect("below the root").to_str().expect("ASCII");
            season.put(name, &fs::read(&path).expect("readable"));
        }
        season
    }

    /// Puts one text in place of another, once.
    pub(crate) fn replace(self, file: &str, from: &str, to: &str) -> Self {
        let text = self.read(file);
        assert!(text.contains(from), "`{from}` is in {file}");
        self.write(file, text.replacen(from, to, 1))
    }

    /// Adds to the rules of the programme.
    pub(crate) fn rule(self, toml: &str) -> Self {
        self.replace("demo/programme.toml", "[disclosure]", &format!("{toml}\n\n[disclosure]"))
    }

    /// Adds a merge of sectors to the season: lists of ids, quoted, and the id they become.
    pub(crate) fn merge(self, streams: &str, from: &str, into: &str) -> Self {
        let file = "demo/2026/season.toml";
        let merge = format!("\n[[sector_merges]]\nstreams = [{streams}]\nfrom = [{from}]\n");
        let name = r#"{ zh = "玩意", en = "Toys" }"#;
        let text =
            self.read(file) + &merge + &format!("into = {{ id = \"{into}\", name = {name} }}\n");
        self.write(file, text)
    }

    /// Writes a file, and the folders it needs.
    pub(crate) fn write(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        self.put(file, content.as_ref());
        self
    }

    /// Writes a file again in another encoding.
    pub(crate) fn encode(self, file: &str, encode: impl Fn(&str) -> Vec<u8>) -> Self {
        let bytes = encode(&self.read(file));
        self.write(file, bytes)
    }

    /// Takes a file or a folder away.
    pub(crate) fn remove(self, path: &str) -> Self {
        let path = self.path(path);
        let removed =
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.expect("it was there");
        self
    }

    /// Puts a workbook in the place of a CSV file, its one sheet holding the same.
    pub(crate) fn in_workbook(self, stem: &str) -> Self {
        let csv = format!("{stem}.csv");
        let text = self.read(&csv);
        self.workbook(&format!("{stem}.xlsx"), &[("Sheet1", &text)]).remove(&csv)
    }

    /// Writes a workbook: sheets by name, each given as CSV. Numbers and dates become such cells.
    pub(crate) fn workbook(self, file: &str, sheets: &[(&str, &str)]) -> Self {
        let mut workbook = Workbook::new();
        let day = Format::new().set_num_format("d mmm yyyy");
        for (name, csv) in sheets {
            let sheet = workbook.add_worksheet().set_name(*name).expect("a name");
            for (row, line) in (0..).zip(csv.lines()) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    let date = ExcelDateTime::parse_from_str(cell).ok();
                    let number = cell.parse::<f64>().ok();
                    let written = match (number, date.filter(|_| cell.len() == 10)) {
                        (Some(number), _) => sheet.write_number(row, column, number),
                        (None, Some(date)) => sheet.write_with_format(row, column, &date, &day),
                        (None, None) => sheet.write_string(row, column, cell),
                    };
                    written.expect("within the sheet");
                }
            }
        }
        self.write(file, workbook.save_to_buffer().expect("in memory"))
    }

    /// Links a path to what lies in another folder.
    #[cfg(unix)]
    pub(crate) fn link(self, path: &str, folder: &str, target: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("below data")).expect("a folder");
        std::os::unix::fs::symlink(Path::new(folder).join(target), path).expect("a link");
        self
    }

    /// Takes a file from the fixtures.
    pub(crate) fn fixture(self, file: &str, fixture: &str) -> Self {
        self.write(file, fs::read(Path::new(FIXTURES).join(fixture)).expect("a fixture"))
    }

    /// The text of a file.
    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("a text")
    }

    /// Runs `plaudit check`.
    pub(crate) fn check(&self) -> Run {
        self.run(&["check"])
    }

    /// Runs `plaudit` where the data directory is, and sees whether it writes anything.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_on(AS_OF, arguments)
    }

    /// The same, as of another day.
    pub(crate) fn run_on(&self, day: &str, arguments: &[&str]) -> Run {
        let before = self.content();
        let mut command = Command::new(env!("CARGO_BIN_EXE_plaudit"));
        command.args(arguments).args(["--as-of", day]).current_dir(self.folder.path());
        let output = command.output().expect("the binary runs");
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
            counts: COUNTS.to_owned(),
            wrote_nothing: self.content() == before,
        }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("data").join(file)
    }

    fn put(&self, file: &str, content: &[u8]) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().expect("below data")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn content(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let read = |path: PathBuf| (path.clone(), fs::read(path).expect("readable"));
        files(self.folder.path()).into_iter().map(read).collect()
    }
}

/// All files below a folder.
fn files(root: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(root).into_iter().map(|entry| entry.expect("listed"));
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}

/// How a run of the binary ended.
#[must_use]
pub(crate) struct Run {
    code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// What it is to have counted.
    counts: String,
    wrote_nothing: bool,
}

impl Run {
    /// The run ended with errors, and with these words, all of them.
    #[track_caller]
    pub(crate) fn fails(self, stderr: &str) {
        self.ends(1, stderr);
        assert_eq!(self.stdout, "");
    }

    /// The run counts less than there was before it was spoilt.
    pub(crate) fn counting(self, counts: &str) -> Self {
        Self { counts: counts.to_owned(), ..self }
    }

    /// The run ended well, after these warnings.
    #[track_caller]
    pub(crate) fn warns(self, stderr: &str) {
        self.ends(0, stderr);
        assert_eq!(self.stdout, self.counts);
    }

    /// What is said of each error, and what to do, without place and excerpt.
    pub(crate) fn errors(&self) -> String {
        let lines = self.stderr.lines();
        let kept = lines.filter(|line| line.starts_with("error:") || line.contains("= help:"));
        kept.map(str::trim).collect::<Vec<_>>().join(" / ")
    }

    /// What is said of where else an error was found.
    pub(crate) fn notes(&self) -> Vec<&str> {
        self.stderr.lines().filter_map(|line| line.trim().strip_prefix("= note: ")).collect()
    }

    /// The run found nothing to say.
    #[track_caller]
    pub(crate) fn passes(self) {
        self.warns("no errors, no warnings\n");
    }

    #[track_caller]
    fn ends(&self, code: i32, stderr: &str) {
        // An expected text begins on a line of its own.
        assert_eq!(self.stderr, stderr.strip_prefix('\n').unwrap_or(stderr));
        assert_eq!(self.code, Some(code));
        assert!(self.wrote_nothing, "a check writes nothing");
    }
}
