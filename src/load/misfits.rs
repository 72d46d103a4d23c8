//! All that keeps a TOML file from being what is asked for: what is at fault is put right by a stand-in
//! and the rest tried again, until it is read.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

use super::columns::advice;

/// The most misfits that are told.
const MOST: usize = 50;

/// How often what is left is tried.
const MOST_TRIES: usize = 400;

/// How many items of lists are tried one by one, each with all the rest.
const MOST_ITEMS_TRIED: usize = 200;

/// The most bytes of a file of which more than the first misfit is told: a programme has a fifth.
const MOST_BYTES: usize = 100_000;

/// What stands in for something, one after the other until one is taken: an id, a number and so on.
const STAND_INS: [&str; 7] = ["\"x\"", "1", "{}", "2026-01-01", "true", "[]", "[1, 1, 1, 1]"];

/// Where stand-ins have their spans, beyond any file: one for each, and so known again.
const BEYOND: usize = usize::MAX / 2;

/// Something that is not as it should be.
pub(super) struct Misfit {
    /// What serde says of it.
    pub(super) said: String,
    /// Where the parser puts it, and where a person would look; the same, but for an item of a list of
    /// which the parser knows only the list. Empty for a key that is missing at the top.
    pub(super) span: Range<usize>,
    pub(super) place: Range<usize>,
}

/// The misfits of a file that parses, in the order in which they stand there.
pub(super) fn misfits<T: DeserializeOwned>(source: &str) -> Vec<Misfit> {
    let Ok(table) = DeTable::parse(source) else { return Vec::new() };
    let (most, tries) = if source.len() > MOST_BYTES { (1, 1) } else { (MOST, MOST_TRIES) };
    let mut mending = Mending { table, found: Vec::new(), stand_ins: Vec::new() };
    let mut items_to_try = MOST_ITEMS_TRIED;
    for _ in 0..tries {
        let Err(error) = read::<T>(&mending.table) else { break };
        let (said, span) = (in_one_line(&error), error.span().unwrap_or_default());
        let item = item_at_fault::<T>(&mending.table, (&span, &said), &mut items_to_try);
        if !mending.mend(said, span, item) || mending.found.len() >= most {
            break;
        }
    }
    mending.found.sort_by_key(|misfit| misfit.place.start);
    mending.found
}

/// A file on its way to being read.
struct Mending<'t> {
    table: Spanned<DeTable<'t>>,
    found: Vec<Misfit>,
    /// What stands in for each thing, by its number: an index of [`STAND_INS`].
    stand_ins: Vec<usize>,
}

impl<'t> Mending<'t> {
    /// Notes a fault, unless it only follows from another, and mends it; `false` if it cannot.
    fn mend(
        &mut self,
        said: String,
        span: Range<usize>,
        item: Option<Spanned<DeValue<'t>>>,
    ) -> bool {
        // What is wrong with a stand-in is no fault of the file, nor what an item says that has one.
        if let Some(item) = &item
            && has_stand_in(item)
            && !said.starts_with("missing field")
        {
            return self.change(&item.span(), &mut |_| Change::Remove);
        }
        let at = item.as_ref().map_or(span.clone(), Spanned::span);
        let key = missing(&said).map(str::to_owned);
        let own = span.start < BEYOND;
        let place = item.as_ref().map_or(span.clone(), |item| named_within(item, &said));
        if own {
            self.found.push(Misfit { said: said.clone(), span, place: place.clone() });
        }
        let known = first_known(&said);
        match key {
            Some(key) => self.add(&at, &key),
            None if said.starts_with("unknown field") => {
                let meant = meant(&said);
                self.change(&place, &mut |_| Change::Rename(meant.clone()))
            }
            // The key that an item has no use for, or the item.
            None if item.is_some() => self.change(&place, &mut |_| Change::Remove),
            None => self.replace(&at, own, known),
        }
    }

    /// Adds a key that is missing in a table; the file as a whole has an empty span.
    fn add(&mut self, at: &Range<usize>, key: &str) -> bool {
        let stand_in = self.stand_in();
        let key = Spanned::new(stand_in.span(), key.to_owned().into());
        if at.is_empty() {
            return self.table.get_mut().insert(key, stand_in).is_none();
        }
        self.change(at, &mut |value| match value {
            DeValue::Table(table) => {
                table.insert(key.clone(), stand_in.clone());
                Change::Keep
            }
            _ => Change::Pass,
        })
    }

    /// Puts a stand-in in the place of a value, or the next one in the place of a stand-in: the word that
    /// would do, if one is named.
    fn replace(&mut self, at: &Range<usize>, own: bool, known: Option<String>) -> bool {
        let mut stand_in = if own {
            self.stand_in()
        } else if known.is_some() {
            Spanned::new(at.clone(), DeValue::Boolean(true))
        } else {
            let Some(stand_in) = self.next_stand_in(at.start - BEYOND) else { return false };
            stand_in
        };
        if let Some(word) = known {
            *stand_in.get_mut() = DeValue::String(word.into());
        }
        self.change(at, &mut |_| Change::Replace(stand_in.clone()))
    }

    fn stand_in(&mut self) -> Spanned<DeValue<'t>> {
        let number = self.stand_ins.len();
        self.stand_ins.push(0);
        Spanned::new(BEYOND + number..BEYOND + number + 1, value_of(STAND_INS[0]))
    }

    fn next_stand_in(&mut self, number: usize) -> Option<Spanned<DeValue<'t>>> {
        let at = self.stand_ins.get_mut(number)?;
        *at += 1;
        Some(Spanned::new(BEYOND + number..BEYOND + number + 1, value_of(STAND_INS.get(*at)?)))
    }

    fn change(
        &mut self,
        at: &Range<usize>,
        how: &mut dyn FnMut(&mut DeValue<'t>) -> Change<'t>,
    ) -> bool {
        change_in(self.table.get_mut(), at, how)
    }
}

/// What becomes of a value.
enum Change<'t> {
    Keep,
    Remove,
    /// To another key, if there is one and it is not there; else it goes.
    Rename(Option<String>),
    Replace(Spanned<DeValue<'t>>),
    /// It is another one that is meant.
    Pass,
}

/// Changes the value, or that of the key, at a place; of a list and its first item, which may stand at the
/// same, the item. `false` if nothing stands there.
fn change_in<'t>(
    table: &mut DeTable<'t>,
    at: &Range<usize>,
    how: &mut dyn FnMut(&mut DeValue<'t>) -> Change<'t>,
) -> bool {
    if table.iter_mut().any(|(_, value)| change_within(value, at, how)) {
        return true;
    }
    let here =
        |(key, value): &(&Spanned<_>, &mut Spanned<_>)| key.span() == *at || value.span() == *at;
    let Some((key, value)) = table.iter_mut().find(here) else { return false };
    match how(value.get_mut()) {
        Change::Keep => true,
        Change::Pass => false,
        Change::Replace(other) if value.span() == *at => {
            *value = other;
            true
        }
        // What is wrong with a key goes with it.
        change => {
            let (key, span) = (key.get_ref().to_string(), key.span());
            let value = table.remove(key.as_str());
            if let (Change::Rename(Some(meant)), Some(value)) = (change, value)
                && !table.contains_key(meant.as_str())
            {
                table.insert(Spanned::new(span, meant.into()), value);
            }
            true
        }
    }
}

fn change_within<'t>(
    value: &mut Spanned<DeValue<'t>>,
    at: &Range<usize>,
    how: &mut dyn FnMut(&mut DeValue<'t>) -> Change<'t>,
) -> bool {
    let items = match value.get_mut() {
        DeValue::Table(table) => return change_in(table, at, how),
        DeValue::Array(items) => items,
        _ => return false,
    };
    if items.iter_mut().any(|item| change_within(item, at, how)) {
        return true;
    }
    let Some(place) = items.iter().position(|item| item.span() == *at) else { return false };
    let item = &mut items.as_mut()[place];
    match how(item.get_mut()) {
        Change::Keep => true,
        Change::Pass => false,
        Change::Replace(other) => {
            *item = other;
            true
        }
        Change::Remove | Change::Rename(_) => {
            let mut kept = DeArray::new();
            let others = items.iter().enumerate().filter(|(index, _)| *index != place);
            others.for_each(|(_, item)| kept.push(item.clone()));
            *items = kept;
            true
        }
    }
}

fn has_stand_in(value: &Spanned<DeValue>) -> bool {
    value.span().start >= BEYOND
        || match value.get_ref() {
            DeValue::Table(table) => table.values().any(has_stand_in),
            DeValue::Array(items) => items.iter().any(has_stand_in),
            _ => false,
        }
}

fn value_of(text: &'static str) -> DeValue<'static> {
    DeValue::parse(text).map_or(DeValue::Boolean(true), Spanned::into_inner)
}

fn read<T: DeserializeOwned>(table: &Spanned<DeTable>) -> Result<T, Error> {
    T::deserialize(Deserializer::from(table.clone()))
}

/// What the parser or serde says.
pub(super) fn in_one_line(error: &Error) -> String {
    error.message().trim().replace('\n', "; ")
}

/// The key that is said to be missing, if that is what is said.
fn missing(said: &str) -> Option<&str> {
    let after = said.strip_prefix("missing field `");
    let rest = after.or_else(|| Some(said.split_once("needs the key `")?.1))?;
    rest.split('`').next()
}

/// The first of the words that might stand in the place of one that is not known.
fn first_known(said: &str) -> Option<String> {
    let names = said.strip_prefix("unknown variant `")?.split('`');
    names.step_by(2).nth(1).map(str::to_owned)
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
        let same =
            |error: Error| in_one_line(&error) == said && error.span().as_ref() == Some(span);
        read::<T>(&alone).is_err_and(same)
    };
    items.iter().take(most).find(says_the_same).cloned()
}

/// Where the key stands in an item that is named last, else where the item does.
fn named_within(item: &Spanned<DeValue>, said: &str) -> Range<usize> {
    let named = said.rsplit('`').nth(1).unwrap_or_default();
    let key = item.get_ref().as_table().and_then(|table| table.get_key_value(named));
    key.map_or_else(|| item.span(), |(key, _)| key.span())
}
