//! Untrusted bytes, handed to plaudit the way its user's files would be: each function must end, in results or
//! in errors.

mod command_line;
mod edits;
pub(crate) mod workbook;

use std::fs;
use std::path::{Path, PathBuf};

use plaudit::assess::{self, Audience, Results};
use plaudit::diagnostics::Diagnostics;
use plaudit::load::{self, Change, Coverage, PastTable, Request};
use plaudit::model::{Assets, Dataset, Day, Encoding, Id};
use plaudit::plan::{self, Selection};

pub(crate) use command_line::arguments;
pub(crate) use edits::{Edits, SEASON};

/// A function that takes an input.
pub(crate) type Target = fn(&Reader, &[u8]);

/// The targets by name.
pub(crate) const TARGETS: [(&str, Target); 6] = [
    ("settings", Reader::settings),
    ("tables", Reader::tables),
    ("workbooks", Reader::workbooks),
    ("history", Reader::history),
    ("season", Reader::season),
    ("arguments", |_, bytes| arguments(bytes)),
];

/// The tables of a season and of a programme.
const TABLES: [&str; 7] =
    ["participants", "entries", "assessments", "rounds", "deductions", "comments", "certificates"];

/// A folder with a small season, of which a file at a time is replaced by what is given.
pub(crate) struct Reader {
    folder: PathBuf,
    assets: Assets,
    coverage: Coverage,
}

impl Reader {
    /// With a folder of its own, which is made.
    pub(crate) fn new(folder: &Path) -> Self {
        let assets = load::read_assets(None, None).expect("they are in the program");
        let coverage = Coverage::new(assets.fonts.values().map(|font| &**font));
        let reader = Self { folder: folder.to_owned(), assets, coverage };
        reader.restore();
        reader
    }

    /// `programme.toml` or `season.toml`, of an award or of a certification, by the first byte.
    pub(crate) fn settings(&self, bytes: &[u8]) {
        let Some((choice, text)) = bytes.split_first() else { return };
        let programme = if choice & 1 == 0 { "demo" } else { "mark" };
        let file = if choice & 2 == 0 { "programme.toml" } else { "2026/season.toml" };
        self.with(programme, file, text);
    }

    /// A table of a season as CSV, by the first byte which; half of them in Big5.
    pub(crate) fn tables(&self, bytes: &[u8]) {
        let Some((choice, text)) = bytes.split_first() else { return };
        let table = TABLES[usize::from(choice & 7) % TABLES.len()];
        let programme = if table == "certificates" { "mark" } else { "demo" };
        let path = format!("{programme}/2026/season.toml");
        if choice & 8 != 0 {
            let season = SEASON.iter().find(|(name, _)| *name == path).expect("it has one").1;
            self.write(&path, format!("encoding = \"big5-hkscs\"\n{season}").as_bytes());
        }
        self.with(programme, &format!("2026/{table}.csv"), text);
        self.restore_file(&path);
    }

    /// A workbook, as it is or by its parts.
    pub(crate) fn workbooks(&self, bytes: &[u8]) {
        let Some((choice, rest)) = bytes.split_first() else { return };
        let made = workbook::made(*choice, rest);
        let path = self.folder.join("table.xlsx");
        fs::write(&path, &made).expect("writable");
        std::hint::black_box(load::rows(&path));
    }

    /// The table of past results, which is also written to.
    pub(crate) fn history(&self, bytes: &[u8]) {
        let Some((choice, text)) = bytes.split_first() else { return };
        let encoding = if choice & 1 == 0 { Encoding::Utf8 } else { Encoding::Big5Hkscs };
        self.write("demo/history.csv", text);
        let mut problems = Diagnostics::default();
        let dataset = self.load(Some("demo"), &mut problems);
        let programme: Id = "demo".parse().expect("an id");
        let table = PastTable::read((&self.folder, &programme), encoding, &mut problems);
        if let (Ok(Some(table)), Some(dataset), false) = (table, dataset, problems.has_errors()) {
            close(&assess::assess(&dataset.seasons[0], today()), &table);
        }
        std::hint::black_box(problems.render(false));
        self.restore_file("demo/history.csv");
    }

    /// A whole season, some cells and settings of which are changed; planned too if a byte is left over.
    pub(crate) fn season(&self, bytes: &[u8]) {
        let edits = Edits::of(bytes);
        for (path, text) in edits.files() {
            self.write(path, text.as_bytes());
        }
        let planned = bytes.len() % 4 == 1;
        self.read_all(edits.programme(), |results, problems| {
            results.iter().for_each(explain);
            if planned {
                self.plan(results, problems);
            }
        });
        for (path, _) in edits.files() {
            self.restore_file(path);
        }
    }

    /// Reads the season of a programme with one of its files replaced, which is put back.
    fn with(&self, programme: &str, file: &str, bytes: &[u8]) {
        let path = format!("{programme}/{file}");
        self.write(&path, bytes);
        self.read_all(Some(programme), |_, _| ());
        self.restore_file(&path);
    }

    /// Reads the season of a programme, or of all, as it is; nothing if the machine fails.
    pub(crate) fn load(
        &self,
        programme: Option<&str>,
        problems: &mut Diagnostics,
    ) -> Option<Dataset> {
        let programme = programme.map(|id| id.parse().expect("an id"));
        let request = Request { data: self.folder.clone(), programme, season: None };
        load::load(&request, &self.coverage, problems).ok()
    }

    /// From the files to the results, and what is made of them then.
    fn read_all(&self, programme: Option<&str>, then: impl Fn(&[Results], &mut Diagnostics)) {
        let mut problems = Diagnostics::default();
        let dataset = self.load(programme, &mut problems);
        if let Some(dataset) = dataset.filter(|_| !problems.has_errors()) {
            let results: Vec<_> =
                dataset.seasons.iter().map(|season| assess::assess(season, today())).collect();
            results.iter().for_each(|season| assess::review(season, &mut problems));
            std::hint::black_box(assess::json_all(&results));
            then(&results, &mut problems);
        }
        std::hint::black_box(problems.render(false));
    }

    /// What would be built, and all that is shown there.
    fn plan(&self, results: &[Results], problems: &mut Diagnostics) {
        let plan = plan::plan(results, &Selection::default(), &self.assets, problems);
        for job in &plan.jobs {
            std::hint::black_box(job.digest());
        }
    }

    /// Writes a file of the season.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        fs::write(self.folder.join(path), bytes).expect("writable");
    }

    /// Puts a file of the season back.
    pub(crate) fn restore_file(&self, path: &str) {
        let standing = SEASON.iter().find(|(name, _)| *name == path);
        match standing {
            Some((_, text)) => self.write(path, text.as_bytes()),
            None => fs::remove_file(self.folder.join(path)).expect("it was there"),
        }
    }

    fn restore(&self) {
        for (path, _) in SEASON {
            let folder = self.folder.join(path).parent().map(Path::to_owned);
            fs::create_dir_all(folder.expect("a folder")).expect("a new folder");
            self.restore_file(path);
        }
    }
}

/// How every entry came by what it has.
fn explain(season: &Results) {
    for at in 0..season.data.entries.len() {
        for audience in [Audience::Member, Audience::Secretariat] {
            let tree = assess::explain(season, at, audience);
            std::hint::black_box(assess::explain::json(&[&tree]));
        }
    }
}

/// The season is closed: its rows are added to the table, put right, or taken out.
fn close(results: &Results, table: &PastTable) {
    let differences = assess::differences(results);
    let changes: Vec<_> = (differences.iter())
        .map(|difference| Change {
            season: results.data.season.year,
            entry: &difference.entry,
            row: difference.past.map(|row| row.origin.row),
            result: difference.official.as_ref(),
        })
        .collect();
    std::hint::black_box(table.with(&changes).is_ok());
    let official = changes.iter().filter_map(|change| change.result);
    std::hint::black_box((table.header(), table.rows(official)));
}

/// Between the seasons' end and the day of the results.
fn today() -> Day {
    Day("2026-11-21".parse().expect("a day"))
}
