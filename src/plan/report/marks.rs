//! The marks of an assessment on one line, in columns of one width.
//!
//! A cell for each mark would be half of all cells of a report, and take a third of the time of
//! setting it. Digits are of one width, and Unicode has a space as wide as a digit and one as wide as
//! a point, so that a line of text has columns as well.

use super::subject::Subject;
use crate::model::{Assessment, Number};

/// As wide as a digit; lines do not break at it.
const FIGURE_SPACE: char = '\u{2007}';
/// As wide as a point.
const PUNCTUATION_SPACE: char = '\u{2008}';

/// The columns of the marks of a round's assessments.
pub(super) struct Columns {
    /// The criteria that the entry is assessed by, indices into the programme's.
    criteria: Vec<usize>,
    /// The most characters before the point, and the most after it.
    whole: usize,
    places: usize,
}

impl Columns {
    pub(super) fn of(subject: &Subject) -> Self {
        let criteria = subject.results.data.criteria_of(subject.entry());
        let criteria: Vec<_> = criteria.map(|(at, _)| at).collect();
        // The numbers of the criteria stand over the marks.
        let (mut whole, mut places) = (criteria.len().to_string().len(), 0);
        for row in subject.assessments() {
            for mark in criteria.iter().filter_map(|at| row.marks.get(*at)) {
                let written = mark.to_string();
                let (before, after) = parts(&written);
                (whole, places) = (whole.max(before.len()), places.max(after.len()));
            }
        }
        Self { criteria, whole, places }
    }

    /// The numbers of the criteria.
    pub(super) fn head(&self) -> String {
        let numbers = (1..=self.criteria.len()).map(|number| self.padded(&number.to_string()));
        numbers.collect()
    }

    /// The marks of an assessment; a dash where not applicable.
    pub(super) fn line(&self, row: &Assessment) -> String {
        let written = |mark: Option<Number>| {
            mark.map_or_else(|| "–".to_owned(), |mark| mark.to_string().replace('-', "−"))
        };
        self.criteria.iter().map(|at| self.padded(&written(row.marks.get(*at)))).collect()
    }

    /// A number at the width of a column, with space before it.
    fn padded(&self, written: &str) -> String {
        let (before, after) = parts(written);
        let mut text = String::new();
        let space = |text: &mut String, count: usize| {
            text.extend(std::iter::repeat_n(FIGURE_SPACE, count));
        };
        // Two digits by two digits want more air.
        space(&mut text, if self.whole + self.places < 3 { 2 } else { 1 });
        space(&mut text, self.whole.saturating_sub(before.chars().count()));
        text.push_str(written);
        if after.is_empty() && self.places > 0 {
            text.push(PUNCTUATION_SPACE);
        }
        space(&mut text, self.places - after.len());
        text
    }
}

/// What stands before the point and after it.
fn parts(written: &str) -> (&str, &str) {
    written.split_once('.').unwrap_or((written, ""))
}

#[cfg(test)]
mod tests {
    use super::Columns;

    /// Spaces as `_` and `.`.
    fn shown(columns: &Columns, written: &str) -> String {
        columns.padded(written).replace('\u{2007}', "_").replace('\u{2008}', "'")
    }

    #[test]
    fn marks_of_any_length_end_at_one_place() {
        let columns = Columns { criteria: vec![0, 1], whole: 3, places: 1 };
        let lines = ["100", "74.5", "9", "–", "−10"].map(|mark| shown(&columns, mark));
        assert_eq!(lines, ["_100'_", "__74.5", "___9'_", "___–'_", "_−10'_"]);
        let whole = Columns { criteria: vec![0, 1], whole: 2, places: 0 };
        assert_eq!(["90", "5"].map(|mark| shown(&whole, mark)), ["__90", "___5"]);
        assert_eq!(whole.head(), "\u{2007}\u{2007}\u{2007}1\u{2007}\u{2007}\u{2007}2");
    }
}
