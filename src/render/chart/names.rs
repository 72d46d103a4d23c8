//! The names of rounds, under a plot.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::label::{Label, Type};
use super::sheet::INK;

/// Between the names of neighbours, and above and below them.
const GAP: i32 = 8;
const ABOVE: i32 = 5;
const BELOW: i32 = 2;
/// How many lines there are at most; names beyond them stand in full in the table beside the chart.
const MOST_LINES: usize = 4;

/// The names of all rounds, set alike.
pub(super) struct Names {
    kind: Type,
    lines: Vec<Vec<String>>,
}

impl Names {
    /// Sets names within a width: the languages on one line, on a line each, or on more of them.
    pub(super) fn set<'n>(names: impl Iterator<Item = &'n [String]>, width: i32) -> Self {
        let width = width - GAP;
        let names: Vec<_> = names.collect();
        let (normal, small) = (Type::plain(12, INK), Type::plain(11, INK));
        let fits = |lines: &Vec<Vec<String>>| {
            lines.iter().flatten().all(|line| normal.width(line) <= width)
        };
        let whole = || names.iter().map(|name| vec![name.join(" ")]).collect();
        let apart = || names.iter().map(|name| name.to_vec()).collect();
        let choices: [Vec<Vec<String>>; 2] = [whole(), apart()];
        let fitting = choices.into_iter().find(fits);
        fitting.map(|lines| Self { kind: normal, lines }).unwrap_or_else(|| {
            let lines = names.iter().map(|name| wrapped(name, small, width)).collect();
            Self { kind: small, lines }
        })
    }

    /// How much room they take, with some space.
    pub(super) fn height(&self) -> i32 {
        let most = self.lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
        ABOVE + BELOW + self.kind.line() * i32::try_from(most).unwrap_or(1)
    }

    /// The lines of a round's name.
    pub(super) fn labels(&self, round: usize, x: i32, top: i32, colour: RGBColor) -> Vec<Label> {
        let lines = self.lines[round].iter();
        let placed = (1..).zip(lines);
        let labels = placed.map(|(line, text)| self.line(text, (x, top), line, colour));
        labels.filter(|label| !label.text.is_empty()).collect()
    }

    /// A single line among them.
    pub(super) fn label(&self, text: &str, x: i32, top: i32, colour: RGBColor) -> Option<Label> {
        (!text.is_empty()).then(|| self.line(text, (x, top), 1, colour))
    }

    fn line(&self, text: &str, (x, top): (i32, i32), line: i32, colour: RGBColor) -> Label {
        let at = (x, top + ABOVE + line * self.kind.line());
        Label { text: text.to_owned(), kind: Type { colour, ..self.kind }, at, by: HPos::Center }
    }
}

/// A name in lines of a width, each language on its own; cut where there are too many.
fn wrapped(name: &[String], kind: Type, width: i32) -> Vec<String> {
    let most = (MOST_LINES / name.len().max(1)).max(1);
    let languages = name.iter().flat_map(|text| {
        let mut lines = kind.wrap(text, width);
        if lines.len() > most {
            let rest = lines.split_off(most - 1).join(" ");
            lines.push(kind.cut(&rest, width));
        }
        // A single character may be wider than the room there is.
        lines.iter().map(|line| kind.cut(line, width)).collect::<Vec<_>>()
    });
    languages.take(MOST_LINES).collect()
}
