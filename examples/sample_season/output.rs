//! The files of a data directory.

use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

/// A CSV file being written, row by row: a season of benchmarks does not fit in memory twice.
pub(crate) struct Table(csv::Writer<BufWriter<File>>);

impl Table {
    /// Creates `name` in `folder` with its header.
    pub(crate) fn create<I: AsRef<[u8]>>(
        folder: &Path,
        name: &str,
        header: &[I],
    ) -> Result<Self, Box<dyn Error>> {
        fs::create_dir_all(folder)?;
        let file = File::create(folder.join(name))?;
        let mut table = Self(csv::Writer::from_writer(BufWriter::new(file)));
        table.0.write_record(header)?;
        Ok(table)
    }

    pub(crate) fn row<I: AsRef<[u8]>>(&mut self, cells: &[I]) -> Result<(), Box<dyn Error>> {
        Ok(self.0.write_record(cells)?)
    }

    /// Flushes; an error of the last block would be lost on drop.
    pub(crate) fn finish(mut self) -> Result<(), Box<dyn Error>> {
        Ok(self.0.flush()?)
    }
}

/// Writes a settings file unless there is one: those belong to the secretariat.
pub(crate) fn settings(folder: &Path, name: &str, text: &str) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let path = folder.join(name);
    if !path.exists() {
        fs::write(path, text)?;
    }
    Ok(())
}

/// The rows of an embedded table: columns between `|`, the first line the header, quotes literal.
pub(crate) fn embedded(table: &'static str) -> Vec<Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('|').collect()).collect()
}

/// Ids count from 1, all of a kind as wide as the widest, three digits at least: `e001`.
pub(crate) fn id(letter: char, index: usize, of: usize) -> String {
    let width = of.to_string().len().max(3);
    format!("{letter}{:0width$}", index + 1)
}
