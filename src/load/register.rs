//! Tables that others refer to by id.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use super::cells::Cells;
use super::columns::nearest;
use crate::model::Id;

/// The rows of a table that others refer to by id.
pub(super) struct Register<T> {
    pub(super) rows: Vec<T>,
    /// Ids whose row has a fault of its own: to report what refers to them would bury it.
    pub(super) faulty: HashSet<String>,
    /// Whether the table could be read at all.
    readable: bool,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), faulty: HashSet::new(), readable: true }
    }
}

impl<T> Register<T> {
    pub(super) fn unreadable() -> Self {
        Self { readable: false, ..Self::default() }
    }
}

/// Finds the place of an id in a register.
pub(super) struct Index<'a> {
    /// What the table is called.
    table: &'static str,
    places: HashMap<&'a str, usize>,
    faulty: &'a HashSet<String>,
    readable: bool,
    /// What was said to do about ids that are not known.
    advised: Mutex<HashMap<String, String>>,
}

/// How many ids that are not known are compared with all that are: a table of another season has nothing else.
const MOST_ADVISED: usize = 1_000;

impl<'a> Index<'a> {
    pub(super) fn new<T>(
        table: &'static str,
        register: &'a Register<T>,
        id: impl Fn(&'a T) -> &'a Id,
    ) -> Self {
        let places = register.rows.iter().enumerate().map(|(at, row)| (id(row).as_str(), at));
        let (faulty, readable) = (&register.faulty, register.readable);
        Self { table, places: places.collect(), faulty, readable, advised: Mutex::default() }
    }

    /// Whether an id is known.
    pub(super) fn holds(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// Reads a cell that names one of the ids; the column is called what the id names.
    pub(super) fn find(&self, cells: &mut Cells, column: &str) -> Option<usize> {
        let id = cells.required(column)?;
        let at = self.places.get(&*id).copied();
        if at.is_none() && self.readable && !self.faulty.contains(&*id) {
            cells.error(column, format!("there is no {column} `{id}`"), self.advice(&id));
        }
        at
    }

    /// What to do about an id that is not known.
    fn advice(&self, id: &str) -> String {
        let mut advised = self.advised.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = advised.get(id) {
            return said.clone();
        }
        let unlike = format!("correct it, or add it to the table of {}", self.table);
        if advised.len() == MOST_ADVISED {
            return unlike;
        }
        let mut known: Vec<_> = self.places.keys().copied().collect();
        known.sort_unstable();
        let like = nearest(id, known).map(|name| format!("did you mean `{name}`?"));
        advised.entry(id.to_owned()).insert_entry(like.unwrap_or(unlike)).get().clone()
    }
}
