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

    /// Whether a sheet of a workbook with others beside it is a table of this kind: it has the first of the
    /// columns, or any two, by whatever case of letters, in its first row or in one of the next.
    pub(super) fn are_of(&self, table: &Table) -> bool {
        let first = &self.required[0];
        let has_first = table.header.iter().any(|name| name.trim().eq_ignore_ascii_case(first));
        has_first
            || self.named(table.header.iter().map(String::as_str)) > 1
            || self.header_below(table).is_some()
    }

    /// Whether a table has room for what every row needs: notes have not.
    pub(super) fn have_room(&self, table: &Table) -> bool {
        let cells = table.rows.iter().map(|row| row.cells);
        cells.chain([table.header.len()]).any(|cells| cells >= self.required.len())
    }

    /// The header, where a title stands above it: the first of the next rows that names two columns or more,
    /// if the row in its place names one at the most.
    fn header_below<'t>(&self, table: &'t Table) -> Option<&'t Row> {
        const NEXT: usize = 30;
        if table.goes_on || self.named(table.header.iter().map(String::as_str)) > 1 {
            return None;
        }
        table.rows.iter().take(NEXT).find(|row| self.named(table.cells(row)) > 1)
    }

    /// How many columns the cells of a row name, by whatever case of letters.
    fn named<'c>(&self, cells: impl Iterator<Item = &'c str>) -> usize {
        let names = |cell: &&str| self.names().any(|name| name.eq_ignore_ascii_case(cell.trim()));
        cells.filter(names).count()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.required.iter().chain(&self.optional).map(String::as_str)
    }

    /// Where each column is in a table. Reports columns that are missing, unknown or there twice, and rows
    /// that do not fit the header; `None` if a required one is missing, since then every row would be
    /// reported too.
    pub(super) fn find<'a>(
        &'a self,
        table: &Table,
        problems: &mut Diagnostics,
    ) -> Option<Vec<(&'a str, usize)>> {
        if let Some(row) = self.header_below(table) {
            let (above, row) = (table.header_row, row.number);
            problems.push(
                Diagnostic::error(format!("row {above} is no header, and row {row} is one"))
                    .at(table.place().cell(above, "header", table.header[0].trim()))
                    .help(format!("take out what is above row {row}: the header comes first")),
            );
            return None;
        }
        let found = if table.goes_on {
            // Its header was looked at with its first rows.
            self.in_header(table, &mut Diagnostics::default())
        } else {
            self.in_header(table, problems)
        }?;
        for row in &table.rows {
            too_long(table, row, problems);
        }
        for row in &table.headers_again {
            let place = table.place().cell(*row, "header", table.header[0].trim());
            let message = "the header stands there again, among the rows";
            problems.push(Diagnostic::error(message).at(place).help("take the row out"));
        }
        Some(found)
    }

    /// The columns of the header; `None` if a required one is missing.
    fn in_header<'a>(
        &'a self,
        table: &Table,
        problems: &mut Diagnostics,
    ) -> Option<Vec<(&'a str, usize)>> {
        let mut found: Vec<(&str, usize)> = Vec::new();
        for (index, written) in table.header.iter().enumerate() {
            let written = written.trim();
            if written.is_empty() || written.starts_with('#') {
                continue;
            }
            let place = || table.place().cell(table.header_row, "header", written);
            match self.names().find(|name| *name == written) {
                Some(name) if found.iter().any(|(other, _)| *other == name) => problems.push(
                    Diagnostic::error(format!("column `{name}` is there twice"))
                        .at(place())
                        .help("keep one, or begin the name of the other with `#`"),
                ),
                Some(name) => found.push((name, index)),
                None => {
                    let nearest = nearest(written, self.names())
                        .map(|name| format!("did you mean `{name}`? "))
                        .unwrap_or_default();
                    problems.push(
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
            problems.push(
                Diagnostic::error(format!("column `{name}` is missing"))
                    .at(table.place())
                    .help(format!("add `{name}` to the header, which is row {}", table.header_row)),
            );
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
        // A figure may be a mark, and stays out of messages, which end up in logs.
        let shown = if first.contains(char::is_alphabetic) { first.trim() } else { "" };
        let help = if table.sheet.is_some() {
            "name the column in the header, or empty the cell"
        } else {
            "put quotes around a text that holds a comma, or name the column"
        };
        let place = table.place().cell(row.number, "beyond the header", shown);
        problems.push(Diagnostic::error(message).at(place).help(help));
    }
}
