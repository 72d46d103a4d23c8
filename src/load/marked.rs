//! The marks of an assessment: on the scale, and of criteria by which it may be marked.

use super::Context;
use super::cells::Cells;
use crate::diagnostics::Diagnostic;
use crate::model::{Criterion, Entry, Marks, Number, Programme};

/// The marks, one for each criterion; `None` if one is wrong or there is none at all.
pub(super) fn marks(
    context: &Context,
    cells: &mut Cells,
    entry: &Entry,
    channel: Option<usize>,
) -> Option<Marks> {
    let mut faulty = false;
    let marks: Vec<_> = (context.programme.criteria.iter())
        .map(|criterion| {
            let column = criterion.id.as_str();
            if cells.raw(column).is_empty() {
                return None;
            }
            let mark = cells.number(column).filter(|mark| {
                may_mark(context.programme, cells, entry, channel, criterion, *mark)
            });
            faulty |= mark.is_none();
            mark
        })
        .collect();
    if !faulty && marks.iter().all(Option::is_none) {
        let help = "mark at least one criterion, or take the row out";
        cells.error("ref", "the assessment has no mark", help);
        return None;
    }
    (!faulty).then(|| marks.into_iter().collect())
}

fn may_mark(
    programme: &Programme,
    cells: &mut Cells,
    entry: &Entry,
    channel: Option<usize>,
    criterion: &Criterion,
    mark: Number,
) -> bool {
    let id = &criterion.id;
    let scale = &programme.scoring.scale;
    if mark < scale.min || mark > scale.max {
        let help = format!("marks run from {} to {}", scale.min, scale.max);
        cells.error(id.as_str(), format!("`{mark}` is off the scale"), help);
        return false;
    }
    if !criterion.applies(&entry.stream, &entry.mode) {
        let message = format!("criterion `{id}` does not apply to mode `{}`", entry.mode);
        cells.error_of_figure(id.as_str(), message, "leave the cell empty");
        return false;
    }
    // The least there is in a hundred, and the most that a share of one is: 0.9 for what is shown as 90 %.
    if mark > Number::ZERO && mark < Number::ONE && scale.max >= Number::HUNDRED {
        let message = format!("a mark below 1 on a scale to {}", scale.max);
        let help = "a cell that is shown as 90% holds 0.9: write 90, in a column of plain numbers";
        let place = cells.place_of_figure(id.as_str());
        cells.problems.push(Diagnostic::warning(message).at(place).help(help));
    }
    let channel = channel.map(|at| &programme.channels[at].id);
    if let Some(channel) =
        channel.filter(|id| !criterion.channels.is_empty() && !criterion.channels.contains(id))
    {
        let message = format!("criterion `{id}` is not marked through channel `{channel}`");
        let help = "leave the cell empty, or correct the channel";
        cells.error_of_figure(id.as_str(), message, help);
        return false;
    }
    true
}
