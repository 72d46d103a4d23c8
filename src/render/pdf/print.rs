//! The file for a printing house: plain PDF 1.7 in process and spot colours, each page with its
//! boxes (ISO 32000-1, 14.11.2).
//!
//! A page of the typesetter has a bleed, and its file a TrimBox within a MediaBox. For print that
//! bleed has room for crop marks beyond what is cut off, so where the colours end is to be said by a
//! BleedBox, which the typesetter does not write.

use std::borrow::Cow;
use std::fmt::Write;

use typst::diag::{SourceDiagnostic, SourceResult};
use typst::syntax::Span;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::Press;
use super::ornament::without_groups;
use super::overprint::overprint;
use super::pack::Plain;
use super::sheets::options;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// Writes a document that is set for print, `bleed` millimetres of its colours beyond the trim on
/// each side. `name` identifies it among all others, and is not shown.
///
/// # Errors
/// A page has less room around its trim than the bleed takes; the file has a colour of the screen,
/// or another shape than its boxes can be written into. None of them has a place in a template.
pub(super) fn print(
    press: &Press,
    document: &PagedDocument,
    name: &str,
    bleed: f64,
) -> SourceResult<Vec<u8>> {
    let document = press.ornamented(document)?;
    let pdf = typst_pdf::pdf(&document, &plain_options(name))?;
    for_print(&pdf, document.pages().len(), bleed).map_err(|(message, help)| {
        let told = SourceDiagnostic::error(Span::detached(), message.as_str());
        [told.with_hint(help)].into()
    })
}

/// What is said of a file for print. A plate has no structure, and the file is smaller.
pub(super) fn plain_options(name: &str) -> PdfOptions {
    let standards = PdfStandards::new(&[PdfStandard::V_1_7]).expect("one version by itself");
    PdfOptions { standards, tagged: false, ..options(name) }
}

/// What is wrong with a file, and what to do.
type Fault = (String, &'static str);

/// A file that the typesetter's library writes in another way than it is known to.
fn strange(what: &str) -> Fault {
    (format!("the file for print {what}"), "report this as a fault of plaudit, with the template")
}

/// Gives each of so many `pages` its boxes, and leaves no colour space in the file but process and
/// spot colours.
fn for_print(pdf: &[u8], pages: usize, bleed: f64) -> Result<Vec<u8>, Fault> {
    let mut plain = Plain::read(pdf).ok_or_else(|| strange("has an unknown shape"))?;
    let mut boxed = 0;
    for object in &mut plain.objects {
        if object.starts_with(b"<</Type/Page/") {
            *object = Cow::Owned(with_boxes(object, bleed)?.into_bytes());
            boxed += 1;
        }
    }
    if boxed != pages {
        return Err(strange(&format!("has {boxed} of its {pages} pages")));
    }
    without_groups(&mut plain);
    groups_in_cmyk(&mut plain);
    overprint(&mut plain).ok_or_else(|| strange("has a spot colour in an unknown shape"))?;
    if plain.objects.iter().any(|object| is_of_the_screen(head(object))) {
        let help = "write colours for print as `cmyk(…)`, and place pictures as PDF in CMYK";
        return Err(("the file for print has a colour in RGB".to_owned(), help));
    }
    Ok(plain.packed(pdf.len()))
}

/// The page with a TrimBox and, the bleed around it, a BleedBox. One that has no TrimBox is cut to
/// the size it has.
fn with_boxes(page: &[u8], bleed: f64) -> Result<String, Fault> {
    let page = std::str::from_utf8(page).map_err(|_| strange("has a page that is no text"))?;
    let media = rectangle(page, "/MediaBox").ok_or_else(|| strange("has a page of no size"))?;
    let trim = rectangle(page, "/TrimBox");
    let [left, low, right, high] = trim.unwrap_or(media);
    let by = bleed * POINTS;
    let bled = [left - by, low - by, right + by, high + by];
    // The file has five places of a point.
    const SLACK: f64 = 1e-3;
    let ends = |inner: f64, outer: f64| inner < outer - SLACK;
    if ends(bled[0], media[0])
        || ends(bled[1], media[1])
        || ends(media[2], bled[2])
        || ends(media[3], bled[3])
    {
        let help = "set the template's page with a bleed that has room for it and the marks";
        return Err((format!("a page for print has no room for a bleed of {bleed} mm"), help));
    }
    let mut boxes = String::new();
    if trim.is_none() {
        boxes.push_str(&written("/TrimBox", media, media));
    }
    boxes.push_str(&written("/BleedBox", bled, media));
    Ok(page.replacen("<</Type/Page", &format!("<</Type/Page{boxes}"), 1))
}

/// The place among the objects of one that another refers to by a key.
pub(super) fn reference(object: &str, key: &str) -> Option<usize> {
    let (_, rest) = object.split_once(key)?;
    let (number, _) = rest.split_once(" 0 R")?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// The four numbers of a box: left, lower, right and upper end, in points.
fn rectangle(page: &str, key: &str) -> Option<[f64; 4]> {
    let (_, rest) = page.split_once(key)?;
    let (numbers, _) = rest.strip_prefix('[')?.split_once(']')?;
    let numbers: Result<Vec<f64>, _> = numbers.split_ascii_whitespace().map(str::parse).collect();
    numbers.ok()?.try_into().ok()
}

/// A box of a page, never beyond the sheet by what rounding made of it.
fn written(key: &str, ends: [f64; 4], media: [f64; 4]) -> String {
    let mut text = format!("{key}[");
    for (at, end) in ends.into_iter().enumerate() {
        let end = end.clamp(media[at % 2], media[at % 2 + 2]);
        let number = format!("{end:.5}");
        let number = number.trim_end_matches('0').trim_end_matches('.');
        let space = if at == 0 { "" } else { " " };
        write!(text, "{space}{number}").expect("a string takes what is written");
    }
    text + "]"
}

/// A designer's PDF is placed as a group by itself, whose colours are put together in RGB: its black
/// text would leave it in four colours. Here they are put together in CMYK instead, and the RGB that
/// nothing else asks for goes.
fn groups_in_cmyk(plain: &mut Plain) {
    for (space, profile) in spaces_of_the_screen(plain) {
        let group = |space: &str| format!("/Group<</Type/Group/S/Transparency/I true/CS{space}>>");
        let (from, to) = (group(&format!(" {space} 0 R")), group("/DeviceCMYK"));
        for object in &mut plain.objects {
            if let Some(at) = find(head(object), from.as_bytes()) {
                let after = &object[at + from.len()..];
                *object = Cow::Owned([&object[..at], to.as_bytes(), after].concat());
            }
        }
        for number in [space, profile] {
            if !plain.objects.iter().any(|object| refers(head(object), number)) {
                plain.objects[number - 1] = Cow::Borrowed(b"null");
            }
        }
    }
}

/// The objects that are a colour space by a profile for RGB, each with that of its profile.
fn spaces_of_the_screen(plain: &Plain) -> Vec<(usize, usize)> {
    let numbered = (1..).zip(&plain.objects);
    let spaces = numbered.filter_map(|(space, object)| {
        let profile = object.strip_prefix(b"[/ICCBased ")?.strip_suffix(b" 0 R]")?;
        let profile: usize = std::str::from_utf8(profile).ok()?.parse().ok()?;
        let of = plain.objects.get(profile.checked_sub(1)?)?;
        is_of_the_screen(head(of)).then_some((space, profile))
    });
    spaces.collect()
}

/// Whether an object is a profile of three colours or names those of a screen.
fn is_of_the_screen(head: &[u8]) -> bool {
    let profile = find(head, b"/N 3/").or_else(|| find(head, b"/N 3>"));
    profile.is_some_and(|_| head.starts_with(b"<</Length "))
        || find(head, b"/DeviceRGB").is_some()
        || find(head, b"/CalRGB").is_some()
}

/// Whether an object asks for another.
fn refers(head: &[u8], number: usize) -> bool {
    let reference = format!("{number} 0 R");
    let mut rest = head;
    while let Some(at) = find(rest, reference.as_bytes()) {
        if at == 0 || !rest[at - 1].is_ascii_digit() {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// What an object says in plain text: of a stream, its dictionary.
pub(super) fn head(object: &[u8]) -> &[u8] {
    let stream = object.ends_with(b"endstream");
    let end = if stream { find(object, b"\nstream\n") } else { None };
    &object[..end.unwrap_or(object.len())]
}

pub(super) fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests;
