//! What does not parse in a TOML file.

use std::ops::Range;

use toml::de::Error;

use super::misfits::{Misfit, in_one_line};
use crate::model::is_han;

/// The most slips that are told.
const MOST: usize = 50;

/// What the parser says of a list or a set of keys that is not closed: it takes all that follows for more
/// of it.
const NOT_CLOSED: [&str; 3] = ["array", "key-value pairs", "inline table"];

/// What it says of a text that is not closed, of which it takes the rest of the line for a part.
const TEXT_NOT_CLOSED: [&str; 2] = ["invalid basic string", "invalid literal string"];

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
            let mut open = NOT_CLOSED.iter().chain(&TEXT_NOT_CLOSED);
            let was_open = open.any(|word| last.said.contains(word));
            was_open && says(&NOT_CLOSED) && line - other <= 2
        });
        if open || found.len() == MOST {
            break;
        }
        found.push((line, Misfit { said, place: span.clone(), span }));
    }
    let read = |misfit: Misfit| {
        let of_input = wide(source, &misfit.span).or_else(|| closed_otherwise(source, &misfit));
        of_input.unwrap_or(misfit)
    };
    found.into_iter().map(|(_, misfit)| read(misfit)).collect()
}

/// What is said of a quote of an input method at the end of a text that begins with one of TOML.
pub(super) const CLOSED_OTHERWISE: &str = "a quote of an input method at the end";

/// The slip, if it is one, of a text that such a quote was meant to close.
fn closed_otherwise(source: &str, misfit: &Misfit) -> Option<Misfit> {
    if !TEXT_NOT_CLOSED.iter().any(|word| misfit.said.contains(word)) {
        return None;
    }
    let before = source.get(..misfit.span.start)?;
    let text = before.rfind('"')?.max(before.rfind('\n').unwrap_or(0));
    let (at, quote) =
        before[text..].char_indices().rfind(|(_, c)| plain(*c) == Some('"') && *c != '"')?;
    let span = text + at..text + at + quote.len_utf8();
    Some(Misfit { said: CLOSED_OTHERWISE.to_owned(), place: span.clone(), span })
}

/// What is said of signs that an input method writes in the place of those of TOML.
pub(super) const WIDE: &str = "signs of an input method";

/// The slip, if it is one, of such signs: the first of them in what does not parse, with those that follow it.
fn wide(source: &str, span: &Range<usize>) -> Option<Misfit> {
    let end = source.get(span.start..)?.chars().next().map_or(0, char::len_utf8) + span.start;
    let text = source.get(span.start..span.end.max(end))?;
    let first = text.find(|c| plain(c).is_some())?;
    let length: usize =
        text[first..].chars().take_while(|c| plain(*c).is_some()).map(char::len_utf8).sum();
    let start = span.start + first;
    let line = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &source[line..start];
    let value = before.rsplit(['=', ',', '[', '{']).next().unwrap_or_default();
    let bare = !value.contains('"') && value.contains(|c: char| is_han(c) && plain(c).is_none());
    if before.matches('"').count() % 2 == 1 || bare {
        // Within a text, where they belong, be it one without quotes.
        return None;
    }
    let span = start..start + length;
    Some(Misfit { said: WIDE.to_owned(), place: span.clone(), span })
}

/// The sign of TOML that a character was meant for, if it is none itself: full-width forms, the
/// punctuation of Chinese, curly and corner quotes.
pub(super) fn plain(c: char) -> Option<char> {
    Some(match c {
        // Between a key and its value.
        '：' => '=',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => ',',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '“' | '”' | '„' | '‘' | '’' | '「' | '」' | '『' | '』' => '"',
        _ => return None,
    })
}
