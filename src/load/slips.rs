//! What does not parse in a TOML file.

use toml::de::Error;

use super::misfits::{Misfit, in_one_line};

/// The most slips that are told.
const MOST: usize = 50;

/// What the parser says of a list or a set of keys that is not closed: it takes all that follows for more
/// of it.
const NOT_CLOSED: [&str; 3] = ["array", "key-value pairs", "inline table"];

/// What it says where the line before the keys was lost, of every key.
const OUT_OF_PLACE: [&str; 3] = ["duplicate key", "key-value pair", "table open"];

/// What does not parse, the first of each line, and what only follows from another left out.
pub(super) fn slips(source: &str, errors: &[Error]) -> Vec<Misfit> {
    let of = |error: &Error| (in_one_line(error), error.span().unwrap_or_default());
    let mut all: Vec<_> = errors.iter().map(of).collect();
    all.sort_by_key(|(_, span)| span.start);
    let (mut line, mut counted) = (0, 0);
    let mut found: Vec<(usize, Misfit)> = Vec::new();
    let mut out_of_place = false;
    for (said, span) in all {
        line += source.get(counted..span.start).map_or(0, |text| text.matches('\n').count());
        counted = span.start;
        let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let again = out_of_place && says(&OUT_OF_PLACE);
        out_of_place = says(&OUT_OF_PLACE) && !says(&NOT_CLOSED);
        let last = found.last();
        if again || last.is_some_and(|(other, _)| *other == line) {
            continue;
        }
        let open = last.is_some_and(|(other, last)| {
            let was_open = NOT_CLOSED.iter().any(|word| last.said.contains(word));
            was_open && says(&NOT_CLOSED) && line - other <= 2
        });
        if open || found.len() == MOST {
            break;
        }
        found.push((line, Misfit { said, place: span.clone(), span }));
    }
    found.into_iter().map(|(_, misfit)| misfit).collect()
}
