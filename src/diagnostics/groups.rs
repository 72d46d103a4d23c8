//! Problems that are told together.

use std::collections::HashMap;

use super::{Diagnostic, Severity};

/// How many rows a note names before it only counts them.
const ROWS_NAMED: usize = 12;

/// How many values of a column that are wrong in the same way are shown, each by itself: dates in the form of
/// another country fill a column of thousands.
const VALUES_SHOWN: usize = 4;

/// Problems that are told as one.
pub(super) struct Group<'a> {
    /// The one that is shown.
    pub first: &'a Diagnostic,
    /// The further rows that hold the same value.
    same: Vec<u32>,
    /// The rows of other values of the column that are wrong in the same way, and how many values they are.
    alike: (Vec<u32>, usize),
}

impl Group<'_> {
    /// Where else the problem was found, in words.
    pub(super) fn also(&self) -> Vec<String> {
        let (rows, values) = &self.alike;
        let same = (!self.same.is_empty()).then(|| format!("also in {}", named(&self.same)));
        let alike = (*values > 0).then(|| {
            format!(
                "{values} more values of this column are wrong in the same way, in {}",
                named(rows)
            )
        });
        same.into_iter().chain(alike).collect()
    }
}

/// "row 4", "rows 4, 6, 8 and 37 more".
fn named(rows: &[u32]) -> String {
    let named: Vec<_> = rows.iter().take(ROWS_NAMED).map(u32::to_string).collect();
    let word = if rows.len() == 1 { "row" } else { "rows" };
    let more = match rows.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{word} {}{more}", named.join(", "))
}

/// The problems in groups, in the order in which the first of each was found.
pub(super) fn of(problems: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for problem in problems {
        let at = *known.entry(key(problem)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.same.extend(row(problem)),
            None => groups.push(Group { first: problem, same: Vec::new(), alike: (Vec::new(), 0) }),
        }
    }
    folded(groups)
}

/// The groups without those values of a column of which enough are shown.
fn folded(groups: Vec<Group>) -> Vec<Group> {
    let mut sizes: HashMap<Column, usize> = HashMap::new();
    let columns: Vec<_> = groups.iter().map(|group| column(group.first)).collect();
    for column in columns.iter().flatten() {
        *sizes.entry(column.clone()).or_default() += 1;
    }
    let mut shown: HashMap<Column, (usize, usize)> = HashMap::new();
    let mut kept: Vec<Group> = Vec::new();
    for (group, column) in groups.into_iter().zip(columns) {
        // One more than are shown is shown too: its note would be no shorter.
        let Some(column) = column.filter(|column| sizes[column] > VALUES_SHOWN + 1) else {
            kept.push(group);
            continue;
        };
        let (count, last) = shown.entry(column).or_default();
        if *count < VALUES_SHOWN {
            (*count, *last) = (*count + 1, kept.len());
            kept.push(group);
        } else {
            let (rows, values) = &mut kept[*last].alike;
            rows.extend(row(group.first).into_iter().chain(group.same));
            *values += 1;
        }
    }
    kept.iter_mut().for_each(|group| group.alike.0.sort_unstable());
    kept
}

/// Message, file and sheet, excerpt, help.
type Key<'a> = (&'a str, Option<(&'a str, Option<&'a str>)>, Option<&'a str>, Option<&'a str>);

/// What makes two problems the same but for their row.
fn key(problem: &Diagnostic) -> Key<'_> {
    let place = problem.place.as_deref();
    let excerpt = place.and_then(|place| place.excerpt.as_ref());
    let text = excerpt.map(|excerpt| excerpt.text.as_str());
    let file = place.map(|place| (&*place.file, place.sheet.as_deref()));
    (&problem.message, file, text, problem.help.as_deref())
}

/// Severity, message without the value, file and sheet, column, help.
type Column<'a> = (Severity, String, (&'a str, Option<&'a str>), &'a str, &'a str);

/// What makes two problems the same but for row and value: a cell, a message that holds its value, and advice that
/// does not depend on it.
fn column(problem: &Diagnostic) -> Option<Column<'_>> {
    let place = problem.place.as_deref()?;
    let excerpt = place.excerpt.as_ref().filter(|excerpt| excerpt.cell)?;
    let value = format!("`{}`", &excerpt.text[excerpt.wrong.clone()]);
    let message =
        problem.message.contains(&value).then(|| problem.message.replacen(&value, "", 1))?;
    let file = (&*place.file, place.sheet.as_deref());
    let column = &excerpt.text[..excerpt.wrong.start];
    Some((problem.severity, message, file, column, problem.help.as_deref()?))
}

fn row(problem: &Diagnostic) -> Option<u32> {
    problem.place.as_ref().and_then(|place| place.excerpt.as_ref()).map(|excerpt| excerpt.line)
}
