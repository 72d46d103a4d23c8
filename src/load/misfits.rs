//! All that keeps a TOML file from being what is asked for: what is at fault is taken out and the rest
//! tried again, until it is read or nothing can be taken out.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

use super::columns::advice;

/// How often what is left is tried, and the most misfits that are told.
const MOST: usize = 50;

/// How many items of lists are tried one by one, each with all the rest.
const MOST_TRIED: usize = 200;

/// The most bytes of a file of which more than the first misfit is told: a programme has a fifth.
const MOST_BYTES: usize = 100_000;

/// Something that is not as it should be.
pub(super) struct Misfit {
    /// What serde says of it.
    pub(super) said: String,
    /// Where the parser puts it, and where a person would look; the same, but for an item of a list of
    /// which the parser knows only the list. Empty for a key that is missing at the top.
    pub(super) span: Range<usize>,
    pub(super) place: Range<usize>,
}

/// A key that is missing in a table, which is known by its span; of the file as a whole that is empty.
type Gap = (Range<usize>, String);

/// The misfits of a file, in the order in which they stand there: what does not parse, else what is not
/// as the type has it.
pub(super) fn misfits<T: DeserializeOwned>(source: &str) -> Vec<Misfit> {
    let (mut table, slips) = DeTable::parse_recoverable(source);
    if !slips.is_empty() {
        return of_syntax(source, &slips);
    }
    let most = if source.len() > MOST_BYTES { 1 } else { MOST };
    let (mut found, mut gaps) = (Vec::new(), Vec::<Gap>::new());
    let mut tries = MOST_TRIED;
    for _ in 0..most {
        let Err(error) = read::<T>(&table) else { break };
        let (said, span) = (in_one_line(&error), error.span().unwrap_or_default());
        let item = item_at_fault::<T>(&table, (&span, &said), &mut tries);
        let out = item.as_ref().map_or(span.clone(), Spanned::span);
        let place = item.map_or(span.clone(), |item| named_within(&item, &said));
        let is_gap = |gap: &Gap| missing(&said) == Some(gap.1.as_str()) && gap.0 == out;
        let meant = meant(&said);
        let known = |misfit: &Misfit| misfit.said == said && misfit.place == place;
        if !gaps.iter().any(is_gap) && !found.iter().any(known) {
            found.push(Misfit { said, span, place });
        }
        // Of what is missing in the file as a whole, nothing can be taken out.
        let gap = (!out.is_empty()).then(|| take_out(table.get_mut(), &(0..0), &out)).flatten();
        let Some(gap) = gap else { break };
        gaps.extend(meant.map(|key| (gap.0.clone(), key)));
        gaps.push(gap);
    }
    found.sort_by_key(|misfit| misfit.place.start);
    found
}

/// What does not parse, the first of each line. After a list or a set of keys that is not closed the
/// parser takes everything for a fault.
fn of_syntax(source: &str, slips: &[Error]) -> Vec<Misfit> {
    const NOT_CLOSED: [&str; 4] = ["array", "key-value pairs", "inline table", "unclosed"];
    let mut found: Vec<_> = slips.iter().map(|slip| (in_one_line(slip), slip.span())).collect();
    found.sort_by_key(|(_, span)| span.as_ref().map(|span| span.start));
    let line = |at: usize| source[..at].matches('\n').count();
    let mut found: Vec<_> = found
        .into_iter()
        .filter_map(|(said, span)| Some(Misfit { said, place: span.clone()?, span: span? }))
        .collect();
    found.dedup_by_key(|misfit| line(misfit.span.start));
    let not_closed = |misfit: &Misfit| NOT_CLOSED.iter().any(|word| misfit.said.contains(word));
    let end = found.iter().position(not_closed).map_or(found.len(), |at| at + 1);
    found.truncate(end.min(MOST));
    found
}

fn read<T: DeserializeOwned>(table: &Spanned<DeTable>) -> Result<T, Error> {
    T::deserialize(Deserializer::from(table.clone()))
}

fn in_one_line(error: &Error) -> String {
    error.message().trim().replace('\n', "; ")
}

/// The key that is said to be missing, if that is what is said.
fn missing(said: &str) -> Option<&str> {
    let after = said.strip_prefix("missing field `");
    let rest = after.or_else(|| Some(said.split_once("needs the key `")?.1))?;
    rest.split('`').next()
}

/// The key that was meant by one that is not known.
fn meant(said: &str) -> Option<String> {
    let mut names = said.strip_prefix("unknown field `")?.split('`').step_by(2);
    let written = names.next()?;
    let advice = advice(written, names);
    advice.ends_with('?').then(|| advice.split('`').nth(1).map(str::to_owned)).flatten()
}

/// The item of `[[…]]` that is at fault, for an error that the parser puts on all of them: the first
/// that says the same when it is alone.
fn item_at_fault<'t, T: DeserializeOwned>(
    table: &Spanned<DeTable<'t>>,
    (span, said): (&Range<usize>, &str),
    tries: &mut usize,
) -> Option<Spanned<DeValue<'t>>> {
    let (key, list) = table.get_ref().iter().find(|(_, value)| value.span() == *span)?;
    let DeValue::Array(items) = list.get_ref() else { return None };
    let mut alone = table.clone();
    let most = *tries;
    let says_the_same = |item: &&Spanned<DeValue<'t>>| {
        *tries -= 1;
        let mut list = DeArray::new();
        list.push((*item).clone());
        let list = Spanned::new(span.clone(), DeValue::Array(list));
        alone.get_mut().insert(key.clone(), list);
        read::<T>(&alone).is_err_and(|error| in_one_line(&error) == said)
    };
    items.iter().take(most).find(says_the_same).cloned()
}

/// Where the key stands in an item that is named last, else where the item does.
fn named_within(item: &Spanned<DeValue>, said: &str) -> Range<usize> {
    let named = said.rsplit('`').nth(1).unwrap_or_default();
    let key = item.get_ref().as_table().and_then(|table| table.get_key_value(named));
    key.map_or_else(|| item.span(), |(key, _)| key.span())
}

/// Takes out the key, the value or the item of a list that stands at a place; of a list and its first
/// item, which may stand at the same, the item. What is missing then is no fault of the file; an item
/// leaves a gap without a name. `None` if nothing stands there.
fn take_out(table: &mut DeTable, own: &Range<usize>, at: &Range<usize>) -> Option<Gap> {
    if let Some(gap) = table.iter_mut().find_map(|(_, value)| take_out_of(value, at)) {
        return Some(gap);
    }
    let here = table.iter().find(|(key, value)| key.span() == *at || value.span() == *at);
    let key = here?.0.get_ref().to_string();
    table.remove(key.as_str());
    Some((own.clone(), key))
}

fn take_out_of(value: &mut Spanned<DeValue>, at: &Range<usize>) -> Option<Gap> {
    let own = value.span();
    match value.get_mut() {
        DeValue::Table(table) => take_out(table, &own, at),
        DeValue::Array(items) if items.iter().any(|item| item.span() == *at) => {
            let mut kept = DeArray::new();
            let others = items.iter().filter(|item| item.span() != *at);
            others.for_each(|item| kept.push(item.clone()));
            *items = kept;
            Some((own, String::new()))
        }
        DeValue::Array(items) => items.iter_mut().find_map(|item| take_out_of(item, at)),
        _ => None,
    }
}
