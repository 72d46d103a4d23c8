//! What is in a spot colour of a machine prints over what is below it, instead of leaving a gap there in
//! the other plates (ISO 32000-1, 8.6.7): the line that a decal is cut along lies on its ground, and all
//! that is engraved.
//!
//! The typesetter knows of no overprinting. Where a page takes up such a colour, its content is given the
//! state, and where it takes up another, that is ended.

use std::borrow::Cow;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::pack::Plain;
use super::print::{find, head, reference};
use crate::plan::{CUT_CONTOUR, ENGRAVE};

/// The colours of machines.
const SPOTS: [&str; 2] = [CUT_CONTOUR, ENGRAVE];

/// The states, as pages name them: for lines and for areas, on and off. Off is how a page begins.
const STATES: &str = "/LinesOver<</OP true/op false/OPM 1>>/AreasOver<</op true/OPM 1>>\
                      /LinesOut<</OP false/op false>>/AreasOut<</op false>>";

/// Has the pages of a file print its spot colours over all else; none if a page that has one is written
/// in another way than the typesetter's library does.
pub(super) fn overprint(plain: &mut Plain) -> Option<()> {
    let spaces: Vec<_> = (1..)
        .zip(&plain.objects)
        .filter(|(_, object)| is_spot(object))
        .map(|(number, _): (usize, _)| number)
        .collect();
    if spaces.is_empty() {
        return Some(());
    }
    for at in 0..plain.objects.len() {
        if !plain.objects[at].starts_with(b"<</Type/Page/") {
            continue;
        }
        let page = std::str::from_utf8(&plain.objects[at]).ok()?;
        let resources = reference(page, "/Resources ")?;
        let content = reference(page, "/Contents ")?;
        let known = String::from_utf8(plain.objects.get(resources)?.to_vec()).ok()?;
        let names = names_of(&known, &spaces);
        if names.is_empty() || known.contains("/LinesOver") {
            continue;
        }
        let drawn = rewritten(&inflated(plain.objects.get(content)?)?, &names);
        plain.objects[content] = Cow::Owned(stream(&drawn));
        plain.objects[resources] = Cow::Owned(with_states(&known).into_bytes());
    }
    Some(())
}

fn is_spot(object: &[u8]) -> bool {
    let name = object.strip_prefix(b"[/Separation/");
    name.is_some_and(|name| {
        SPOTS.iter().any(|spot| name.starts_with(format!("{spot}/").as_bytes()))
    })
}

/// What resources call some colour spaces.
fn names_of(resources: &str, spaces: &[usize]) -> Vec<String> {
    let listed = resources.split_once("/ColorSpace<<").and_then(|(_, rest)| rest.split_once(">>"));
    let listed = listed.map_or("", |(listed, _)| listed).split('/');
    let named = listed.filter_map(|entry| entry.split_once(' '));
    let spot = |of: &str| spaces.iter().any(|number| of.trim() == format!("{number} 0 R"));
    named.filter(|(_, of)| spot(of)).map(|(name, _)| name.to_owned()).collect()
}

fn with_states(resources: &str) -> String {
    if resources.contains("/ExtGState<<") {
        return resources.replacen("/ExtGState<<", &format!("/ExtGState<<{STATES}"), 1);
    }
    resources.replacen("<<", &format!("<</ExtGState<<{STATES}>>"), 1)
}

fn inflated(object: &[u8]) -> Option<Vec<u8>> {
    let head = head(object);
    let body =
        object.get(head.len()..)?.strip_prefix(b"\nstream\n")?.strip_suffix(b"\nendstream")?;
    if find(head, b"/Filter").is_none() {
        return Some(body.to_vec());
    }
    find(head, b"/Filter/FlateDecode")?;
    let mut content = Vec::new();
    ZlibDecoder::new(body).read_to_end(&mut content).ok()?;
    Some(content)
}

fn stream(content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let packed = packed.write_all(content).and_then(|()| packed.finish());
    let packed = packed.expect("memory takes what is written");
    let head = format!("<</Length {}/Filter/FlateDecode>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// Whether lines and areas are printed over what is below them.
#[derive(Clone, Copy, Default)]
struct Over {
    lines: bool,
    areas: bool,
}

/// The content of a page with its states.
fn rewritten(content: &[u8], names: &[String]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() + 64);
    let (mut over, mut saved) = (Over::default(), Vec::new());
    let (mut at, mut last): (usize, &[u8]) = (0, b"");
    while at < content.len() {
        let token = token(&content[at..]);
        out.extend(token);
        at += token.len();
        let spot = last.strip_prefix(b"/");
        let spot = spot.is_some_and(|name| names.iter().any(|known| known.as_bytes() == name));
        match token {
            b"q" => saved.push(over),
            b"Q" => over = saved.pop().unwrap_or_default(),
            b"CS" | b"K" | b"G" | b"RG" if over.lines != (spot && token == b"CS") => {
                over.lines = !over.lines;
                out.extend(if over.lines {
                    b"/LinesOver gs ".as_slice()
                } else {
                    b"/LinesOut gs "
                });
            }
            b"cs" | b"k" | b"g" | b"rg" if over.areas != (spot && token == b"cs") => {
                over.areas = !over.areas;
                out.extend(if over.areas {
                    b"/AreasOver gs ".as_slice()
                } else {
                    b"/AreasOut gs "
                });
            }
            _ => {}
        }
        if !token[0].is_ascii_whitespace() {
            last = token;
        }
    }
    out
}

/// The first word of a content stream, string, sign or space.
fn token(rest: &[u8]) -> &[u8] {
    let regular =
        |byte: &u8| !byte.is_ascii_whitespace() && *byte != 0 && !b"()<>[]{}/%".contains(byte);
    let length = match rest[0] {
        b'(' => string_length(rest),
        b'/' => 1 + rest[1..].iter().take_while(|byte| regular(byte)).count(),
        byte if regular(&byte) => rest.iter().take_while(|byte| regular(byte)).count(),
        _ => 1,
    };
    &rest[..length]
}

/// How long a string is: parentheses in it come in pairs, or after a backslash.
fn string_length(rest: &[u8]) -> usize {
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(content: &str) -> String {
        let out = rewritten(content.as_bytes(), &["c0".to_owned()]);
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_spot_colour_prints_over_until_another_is_taken_up() {
        assert_eq!(over("q/c0 CS 1 SCN 0 0 m S Q"), "q/c0 CS/LinesOver gs  1 SCN 0 0 m S Q");
        assert_eq!(
            over("/c0 CS 1 SCN S 0 0 0 1 K S"),
            "/c0 CS/LinesOver gs  1 SCN S 0 0 0 1 K/LinesOut gs  S"
        );
        assert_eq!(
            over("/c0 cs 1 scn f /c1 cs f"),
            "/c0 cs/AreasOver gs  1 scn f /c1 cs/AreasOut gs  f"
        );
        // What is restored needs no end, and what is another colour no beginning.
        assert_eq!(over("q/c0 CS S Q 0 0 0 1 K S"), "q/c0 CS/LinesOver gs  S Q 0 0 0 1 K S");
        assert_eq!(over("/c1 CS 1 SCN S"), "/c1 CS 1 SCN S");
    }

    #[test]
    fn words_in_strings_are_no_operators() {
        let content = "BT (/c0 CS \\) (q) ) Tj <00> Tj ET";
        assert_eq!(over(content), content);
    }
}
