//! Assessments and their marks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ecow::EcoString;
use rayon::prelude::{ParallelIterator, ParallelSlice, ParallelSliceMut};

use super::Context;
use super::cells::Cells;
use super::columns::Columns;
use super::marked::marks;
use super::met::Met;
use super::register::Index;
use super::table::{Row, Table};
use crate::diagnostics::{Diagnostic, Diagnostics, Place};
use crate::model::{Assessment, At, Criterion, Day, Entry, Id, Number};

/// How many rows a core reads at a time.
const PART: usize = 2048;

/// The cell is wrong, and has been reported.
struct Reported;

/// All assessments of a season, and what they refer to.
pub(super) struct Assessments {
    /// Sorted by entry, round and day.
    pub(super) rows: Vec<Assessment>,
    /// The files they were read from, with their sheets.
    pub(super) files: Vec<Arc<str>>,
    /// Their languages of service.
    pub(super) languages: Vec<Id>,
}

/// Reads tables of assessments, one after the other; references are unique over all of them.
pub(super) struct Reader<'a> {
    context: &'a Context<'a>,
    entries: &'a [Entry],
    index: &'a Index<'a>,
    columns: Columns,
    assessments: Vec<Assessment>,
    /// The files they were read from, with their sheets.
    files: Vec<Arc<str>>,
    /// The languages of service so far, where the programme lists none.
    met: Met,
    /// Columns that were found missing, with their tables.
    absent: BTreeSet<(Arc<str>, &'a str)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(context: &'a Context, entries: &'a [Entry], index: &'a Index) -> Self {
        // A criterion limited to some streams, modes or channels may have no column in a table
        // of the others; one that every assessment marks has to be there.
        let (limited, general): (Vec<&Criterion>, Vec<_>) =
            context.programme.criteria.iter().partition(|criterion| {
                !(criterion.streams.is_empty()
                    && criterion.modes.is_empty()
                    && criterion.channels.is_empty())
            });
        let ids = |criteria: Vec<&'a Criterion>| criteria.into_iter().map(|c| c.id.as_str());
        let required: Vec<_> =
            ["entry", "round", "ref", "date"].into_iter().chain(ids(general)).collect();
        let optional: Vec<_> = ["channel", "language"].into_iter().chain(ids(limited)).collect();
        let columns =
            Columns::new(&required, &optional).bilingual("comment", context.programme, false);
        let (assessments, files, absent) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { context, entries, index, columns, assessments, files, met: Met::default(), absent }
    }

    /// Whether a table is one of assessments: that of a CSV file, or a sheet that has columns of them.
    pub(super) fn is_for(&self, table: &Table) -> bool {
        table.sheet.is_none() || self.columns.are_of(table)
    }

    /// Whether a sheet that is none of assessments might have been meant for one.
    pub(super) fn may_be_for(&self, table: &Table) -> bool {
        self.columns.have_room(table)
            && table.sheet.as_ref().is_none_or(|name| !name.starts_with('#'))
    }

    /// Reads one table or some of it, its rows on all cores: it is by far the largest there is.
    pub(super) fn read(&mut self, table: &Table, problems: &mut Diagnostics) {
        let columns = std::mem::replace(&mut self.columns, Columns::new(&[], &[]));
        if let Some(found) = columns.find(table, problems) {
            let file = Some(table.source()).filter(|file| self.files.last() != Some(file));
            self.files.extend(file);
            self.assessments.reserve(table.rows.len() + table.to_come);
            let part = |rows| self.part(table, &found, rows);
            let parts: Vec<_> = table.rows.par_chunks(PART).map(part).collect();
            let first = self.assessments.len();
            for (mut assessments, met, more) in parts {
                problems.extend(more);
                let places = self.met.take_in(&met);
                if !places.is_empty() {
                    let languages = assessments.iter_mut().filter_map(|row| row.language.as_mut());
                    languages.for_each(|at| *at = places[at.get()]);
                }
                self.assessments.extend(assessments);
            }
            self.report_absent(table, (&found, first), problems);
        }
        self.columns = columns;
    }

    /// Reports criteria without a column that some of the assessments from `first` on are marked by: left out,
    /// they would change every score in silence.
    fn report_absent(
        &mut self,
        table: &Table,
        (found, first): (&[(&str, usize)], usize),
        problems: &mut Diagnostics,
    ) {
        let programme = self.context.programme;
        let has_column =
            |criterion: &&Criterion| found.iter().any(|(id, _)| *id == criterion.id.as_str());
        for criterion in programme.criteria.iter().filter(|criterion| !has_column(criterion)) {
            let is_marked_by = |row: &&Assessment| {
                let entry = &self.entries[row.entry.get()];
                let channel = row.channel.map(|at| &programme.channels[at.get()].id);
                criterion.applies(&entry.stream, &entry.mode)
                    && (criterion.channels.is_empty()
                        || channel.is_some_and(|id| criterion.channels.contains(id)))
            };
            let Some(row) = self.assessments[first..].iter().find(is_marked_by) else { continue };
            let id = criterion.id.as_str();
            if self.absent.insert((Arc::clone(&table.file), id)) {
                let message =
                    format!("column `{id}` is missing, by which row {} is marked", row.row);
                let help =
                    format!("add `{id}` to the header; a cell is empty where it was not assessed");
                problems.push(Diagnostic::error(message).at(table.place()).help(help));
            }
        }
    }

    /// Reads some rows of a table, with the languages of service that they meet.
    fn part(
        &self,
        table: &Table,
        columns: &[(&str, usize)],
        rows: &[Row],
    ) -> (Vec<Assessment>, Met, Diagnostics) {
        let (mut met, mut problems) = (Met::default(), Diagnostics::default());
        let assessments = rows.iter().filter_map(|row| {
            self.assessment(&mut Cells { table, row, columns, problems: &mut problems }, &mut met)
        });
        (assessments.collect(), met, problems)
    }

    /// All assessments of the tables.
    pub(super) fn sorted(mut self, problems: &mut Diagnostics) -> Assessments {
        self.keep_first(problems);
        // No two are equal, for references are unique.
        self.assessments.par_sort_unstable_by(|a, b| {
            (a.entry, a.round, a.date, &a.reference).cmp(&(b.entry, b.round, b.date, &b.reference))
        });
        let listed = &self.context.programme.service_languages;
        let languages = if listed.is_empty() { self.met.into_ids() } else { listed.clone() };
        Assessments { rows: self.assessments, files: self.files, languages }
    }

    /// Takes out the assessments whose reference an earlier one has. Sorting takes a tenth of the memory of a
    /// map by reference.
    fn keep_first(&mut self, problems: &mut Diagnostics) {
        let reference = |at: &usize| &*self.assessments[*at].reference;
        let mut order: Vec<usize> = (0..self.assessments.len()).collect();
        order.par_sort_unstable_by_key(|at| (reference(at), *at));
        let mut twice = BTreeMap::new();
        for same in order.chunk_by(|at, next| reference(at) == reference(next)) {
            twice.extend(same[1..].iter().map(|at| (*at, same[0])));
        }
        for (at, first) in &twice {
            let Assessment { reference, file, row, .. } = &self.assessments[*at];
            let first = &self.assessments[*first];
            let first = format!("it is already at {}:{}", self.files[first.file.get()], first.row);
            let place = Place::file(self.files[file.get()].clone()).cell(*row, "ref", reference);
            let message = format!("ref `{reference}` is there twice");
            let problem = Diagnostic::error(message).at(place).note(first);
            problems
                .push(problem.help("take the row out, or give the assessment a ref of its own"));
        }
        let mut at = 0..;
        self.assessments.retain(|_| at.next().is_some_and(|at| !twice.contains_key(&at)));
    }

    fn assessment(&self, cells: &mut Cells, met: &mut Met) -> Option<Assessment> {
        if cells.is_remark(&["entry", "round", "ref", "date"]) {
            return None;
        }
        if self.is_shifted(cells) {
            return None;
        }
        let programme = self.context.programme;
        let entry = self.index.find(cells, "entry");
        let rounds = programme.rounds.iter().map(|round| round.id.as_str());
        let round = cells.reference("round", "round", rounds);
        let reference = self.reference(cells);
        let date = self.date(cells);
        let channel = self.channel(cells);
        let language = self.language(cells, met);
        let comment = cells.bilingual("comment", self.context);
        let entry = entry?;
        let channel = channel.ok()?;
        let marks = marks(self.context, cells, &self.entries[entry], channel);
        Some(Assessment {
            entry: At::new(entry),
            round: At::new(round?),
            reference: reference?,
            date: date?,
            channel: channel.map(At::new),
            language: language.ok()?,
            marks: marks?,
            comment: Some(comment).filter(|text| !text.is_empty()).map(Box::new),
            file: At::new(self.files.len() - 1),
            row: cells.row.number,
        })
    }

    /// Whether a mark stands where words belong, as where a column was left out: reported, without the mark,
    /// which may be right, and stays out of messages.
    fn is_shifted(&self, cells: &mut Cells) -> bool {
        let Context { programme, .. } = self.context;
        let scale = &programme.scoring.scale;
        let is_mark = |column: &str| {
            let text = cells.raw(column);
            let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            let number = digits.then(|| text.parse::<Number>().ok()).flatten();
            number.is_some_and(|number| number >= scale.min && number <= scale.max)
        };
        let columns = ["entry", "round", "date", "channel", "language"];
        let shifted = |column: &&str| is_mark(column) && !self.may_be_number(cells, column);
        let Some(column) = columns.into_iter().find(shifted) else { return false };
        let message = format!("a number stands in `{column}`");
        let help = "see whether a column of the row, or its name in the header, was left out";
        cells.error_of_figure(column, message, help);
        true
    }

    /// Whether what stands in a column of words may be a number: ids may be.
    fn may_be_number(&self, cells: &Cells, column: &str) -> bool {
        let is_number = |id: &Id| id.as_str().bytes().all(|byte| byte.is_ascii_digit());
        let programme = self.context.programme;
        match column {
            "entry" => {
                let first = self.entries.first();
                self.index.holds(cells.raw(column))
                    || first.is_some_and(|entry| is_number(&entry.id))
            }
            "round" => programme.rounds.iter().any(|round| is_number(&round.id)),
            "channel" => programme.channels.iter().any(|channel| is_number(&channel.id)),
            "language" => programme.service_languages.iter().any(is_number),
            _ => false,
        }
    }

    fn reference(&self, cells: &mut Cells) -> Option<EcoString> {
        let reference = cells.required("ref")?.into();
        cells.glyphs("ref", self.context.coverage);
        cells.one_line("ref");
        Some(reference)
    }

    fn date(&self, cells: &mut Cells) -> Option<Day> {
        cells.required("date")?;
        let date = cells.day("date")?;
        let period = &self.context.season.assessment;
        if !period.contains(date) {
            let help = format!("the season assesses from {} to {}", period.from, period.to);
            cells.error("date", format!("`{date}` is outside the season"), help);
            return None;
        }
        Some(date)
    }

    /// The channel; needed where criteria name channels.
    fn channel(&self, cells: &mut Cells) -> Result<Option<usize>, Reported> {
        let programme = self.context.programme;
        let needed = programme.criteria.iter().any(|criterion| !criterion.channels.is_empty());
        if cells.raw("channel").is_empty() && !needed {
            return Ok(None);
        }
        let channels = programme.channels.iter().map(|channel| channel.id.as_str());
        cells.reference("channel", "channel", channels).map(Some).ok_or(Reported)
    }

    /// The language of service: one of the programme's if it lists any, else any id.
    fn language(&self, cells: &mut Cells, met: &mut Met) -> Result<Option<At>, Reported> {
        if cells.raw("language").is_empty() {
            return Ok(None);
        }
        let known = &self.context.programme.service_languages;
        if known.is_empty() {
            let id = cells.id("language").ok_or(Reported)?;
            return Ok(Some(met.place_of(&id)));
        }
        let ids = known.iter().map(Id::as_str);
        let at = cells.reference("language", "language of service", ids).ok_or(Reported)?;
        Ok(Some(At::new(at)))
    }
}
