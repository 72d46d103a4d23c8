//! Random small programmes and seasons, as the files that a secretariat would keep.
//!
//! Everything follows from a list of choices, so that proptest can make a failing case smaller:
//! lesser choices make plainer seasons.

mod choices;
mod programme;
mod recognitions;
mod scoring;
mod season;
mod tables;

use std::fmt;
use std::fs;
use std::path::Path;

pub(crate) use choices::Choices;

/// A programme and a season of it, as text.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) programme: String,
    pub(crate) season: String,
    pub(crate) tables: Vec<Table>,
    /// The day on which it is assessed.
    pub(crate) as_of: String,
}

/// A table of a season.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// The programme and year of every case.
pub(crate) const PROGRAMME: &str = "demo";
pub(crate) const YEAR: &str = "2026";

impl Case {
    /// The case that some choices make.
    pub(crate) fn new(choices: &mut Choices) -> Self {
        let plan = programme::plan(choices);
        let season = season::season(choices, &plan);
        let (tables, as_of) = tables::tables(choices, &plan);
        Self { programme: plan.toml, season, tables, as_of }
    }

    /// Writes it below an empty folder.
    pub(crate) fn write(&self, data: &Path) {
        let year = data.join(PROGRAMME).join(YEAR);
        fs::create_dir_all(&year).expect("a new folder");
        put(&data.join(PROGRAMME).join("programme.toml"), &self.programme);
        put(&year.join("season.toml"), &self.season);
        for table in &self.tables {
            let folder = if table.name == "history" { data.join(PROGRAMME) } else { year.clone() };
            put(&folder.join(format!("{}.csv", table.name)), &table.csv());
        }
    }

    /// Writes it with the rows and columns of every table in some other order, and the
    /// assessments in several files.
    pub(crate) fn write_shuffled(&self, data: &Path, seed: u64) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut other = self.clone();
        for table in &mut other.tables {
            table.shuffle(&mut rng);
        }
        let at = other.tables.iter().position(|table| table.name == "assessments");
        let split = rng.bool().then_some(at).flatten().map(|at| other.tables.remove(at));
        other.write(data);
        let Some(assessments) = split else { return };
        let folder = data.join(PROGRAMME).join(YEAR).join("assessments");
        let files = rng.usize(1..=3);
        for file in 0..files {
            // Of every part, its own order of columns, in folders of any depth.
            let mut part = assessments.clone();
            let mut at = 0;
            part.rows.retain(|_| {
                at += 1;
                at % files == file
            });
            part.shuffle(&mut rng);
            let below = folder.join(["", "north", "south/inner"][rng.usize(0..3)]);
            fs::create_dir_all(&below).expect("a new folder");
            put(&below.join(format!("part-{}.csv", files - file)), &part.csv());
        }
    }
}

impl Table {
    fn csv(&self) -> String {
        let lines = std::iter::once(&self.columns).chain(&self.rows);
        lines.map(|cells| format!("{}\n", cells.join(","))).collect()
    }

    fn shuffle(&mut self, rng: &mut fastrand::Rng) {
        rng.shuffle(&mut self.rows);
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        rng.shuffle(&mut order);
        let arrange = |cells: &Vec<String>| order.iter().map(|at| cells[*at].clone()).collect();
        self.columns = arrange(&self.columns);
        for row in &mut self.rows {
            *row = arrange(row);
        }
    }
}

fn put(path: &Path, text: &str) {
    fs::write(path, text).expect("writable");
}

/// A case that fails shows its files.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "as of {}", self.as_of)?;
        writeln!(f, "==> programme.toml\n{}\n==> season.toml\n{}", self.programme, self.season)?;
        for table in &self.tables {
            writeln!(f, "==> {}.csv\n{}", table.name, table.csv())?;
        }
        Ok(())
    }
}
