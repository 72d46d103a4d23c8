//! The columns of a table: which there must be, which there may be, and names for slips.

use super::table::{Row, Table};
use crate::diagnostics::{Diagnostic, Diagnostics};
pub(super) use crate::diagnostics::{advice, nearest};
use crate::model::Programme;

/// The columns of a kind of table.
pub(super) struct Columns {
    pub(super) required: Vec<String>,
    pub(super) optional: Vec<String>,
}

impl Columns {
    pub(super) fn new(required: &[&str], optional: &[&str]) -> Self {
        let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self { required: own(required), optional: own(optional) }
    }

    /// Adds a column for each language: `name` becomes `name_zh`, `name_en`.
    pub(super) fn bilingual(mut self, name: &str, programme: &Programme, required: bool) -> Self {
        let list = if required { &mut self.required } else { &mut self.optional };
        list.extend(programme.language_ids().map(|language| format!("{name}_{language}")));
        self
    }

    /// The header, where a title stands above it: the first of the next rows that names every required
    /// column, if the row in its place names none.
    pub(super) fn header_below<'t>(&self, table: &'t Table) -> Option<&'t Row> {
        const NEXT: usize = 10;
        let named = table.header.iter().any(|name| self.names().any(|known| known == name.trim()));
        if named || table.goes_on {
            return None;
        }
        let is_header = |row: &&Row| {
            self.required.iter().all(|name| table.cells(row).any(|cell| cell.trim() == name))
        };
        table.rows.iter().take(NEXT).find(is_header)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.required.iter().chain(&self.optional).map(String::as_str)
    }

    /// Where each column is in a table. Reports columns that are missing, unknown or there twice;
    /// `None` if a required one is missing, since then every row would be reported too.
    pub(super) fn find<'a>(
        &'a self,
        table: &Table,
        problems: &mut Diagnostics,
    ) -> Option<Vec<(&'a str, usize)>> {
        if let Some(row) = self.header_below(table) {
            let (above, row) = (table.header_row, row.number);
            problems.push(
                Diagnostic::error(format!("row {above} names no column, and row {row} does"))
                    .at(table.place().cell(above, "header", table.header[0].trim()))
                    .help(format!("take out what is above row {row}: the header comes first")),
            );
            return None;
        }
        let mut found: Vec<(&str, usize)> = Vec::new();
        let mut known = Diagnostics::default();
        // Of a table that goes on, its header was looked at.
        let header_problems = if table.goes_on { &mut known } else { &mut *problems };
        for (index, written) in table.header.iter().enumerate() {
            let written = written.trim();
            let place = || table.place().cell(table.header_row, "header", written);
            if written.is_empty() || written.starts_with('#') {
                continue;
            }
            match self.names().find(|name| *name == written) {
                Some(name) if found.iter().any(|(other, _)| *other == name) => header_problems
                    .push(
                        Diagnostic::error(format!("column `{name}` is there twice"))
                            .at(place())
                            .help("keep one, or begin the name of the other with `#`"),
                    ),
                Some(name) => found.push((name, index)),
                None => {
                    let nearest = nearest(written, self.names())
                        .map(|name| format!("did you mean `{name}`? "))
                        .unwrap_or_default();
                    header_problems.push(
                        Diagnostic::warning(format!(
                            "column `{written}` is not known and not read"
                        ))
                        .at(place())
                        .help(format!("{nearest}if it is your own, begin its name with `#`")),
                    );
                }
            }
        }
        let missing = |name: &&String| !found.iter().any(|(other, _)| other == name);
        let missing: Vec<_> = self.required.iter().filter(missing).collect();
        for name in &missing {
            header_problems.push(
                Diagnostic::error(format!("column `{name}` is missing"))
                    .at(table.place())
                    .help(format!("add `{name}` to the header, which is row {}", table.header_row)),
            );
        }
        for row in &table.rows {
            too_long(table, row, problems);
        }
        for row in &table.headers_again {
            let place = table.place().cell(*row, "header", table.header[0].trim());
            let message = "the header stands there again, among the rows";
            problems.push(Diagnostic::error(message).at(place).help("take the row out"));
        }
        missing.is_empty().then_some(found)
    }
}

/// Reports a row that goes on beyond the header, as it does where a comma stands unquoted.
fn too_long(table: &Table, row: &Row, problems: &mut Diagnostics) {
    let (columns, cells) = (table.header.len(), row.cells);
    let beyond = table.cells(row).skip(columns).find(|cell| !cell.trim().is_empty());
    if let Some(first) = beyond {
        let message = format!("the row has {cells} cells under a header of {columns}");
        problems.push(
            Diagnostic::error(message)
                .at(table.place().cell(row.number, "beyond the header", first.trim()))
                .help("put quotes around a text that holds a comma, or name the column"),
        );
    }
}
