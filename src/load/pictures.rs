//! Logo and seal of a programme: that they are there, and that every document can place them.

use std::path::{Component, Path, PathBuf};

use imagesize::ImageSize;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

use super::document::Document;
use super::files::Files;
use super::{drawings, grounds, plates};
use crate::diagnostics::{Diagnostic, Diagnostics, MachineError};
use crate::model::{Artefact, CUT_CONTOUR, Programme};

/// The most bytes of a picture: it is placed in every document.
const MOST_BYTES: u64 = 2_000_000;

/// The most pixels of a picture: a sheet of A4 with its bleed at 600 an inch has fewer.
pub(super) const MOST_PIXELS: u64 = 40_000_000;

/// What is wrong with a picture, and what to do.
pub(super) type Fault = (String, String);

/// Reports the pictures of a programme's file that its documents could not place.
pub(super) fn check(
    files: &Files,
    (folder, programme): (&str, &Programme),
    document: &Document,
    problems: &mut Diagnostics,
) -> Result<(), MachineError> {
    let theme = programme.theme.pictures().map(|(key, name)| {
        let kinds = if key.starts_with("print") { Kinds::Print(&[]) } else { Kinds::Screen };
        (vec!["theme", key], name, kinds, None)
    });
    let grounds = programme.artwork.backgrounds().map(|(keys, name)| {
        let path = [&["artwork"], keys.as_slice()].concat();
        (path, name, grounds_of(keys), Some(grounds::sheet(keys, &programme.artwork)))
    });
    for (path, name, kinds, sheet) in theme.chain(grounds) {
        let fault = match locate(files, folder, name) {
            Ok(file) => {
                let bytes = files.read(&file)?;
                let stretched = || grounds::stretched(name, bytes.clone(), sheet?);
                let fault = fault(name, &bytes, kinds).or_else(stretched);
                let coarse = || grounds::coarse(name, bytes.clone(), sheet?);
                if let Some((message, help)) = fault.is_none().then(coarse).flatten() {
                    problems
                        .push(Diagnostic::warning(message).at(document.place(&path)).help(help));
                }
                fault
            }
            Err(fault) => Some(fault),
        };
        if let Some((message, help)) = fault {
            problems.push(Diagnostic::error(message).at(document.place(&path)).help(help));
        } else if let Some((message, help)) = left_out(programme, &path) {
            problems.push(Diagnostic::warning(message).at(document.place(&path)).help(help));
        }
    }
    Ok(())
}

/// A picture for screens is not in the colours of print, and is left out there.
fn left_out(programme: &Programme, path: &[&str]) -> Option<Fault> {
    let theme = &programme.theme;
    let (key, for_print, instead) = match path {
        ["theme", "logo"] => ("logo", &theme.print_logo, "the awarding body's name"),
        ["theme", "seal"] => ("seal", &theme.print_seal, "a drawn seal"),
        _ => return None,
    };
    let listed = programme.certification.as_ref().map(|rules| rules.artefacts.as_slice());
    // Of a recognition, there always is a certificate.
    let prints = !programme.recognitions.is_empty()
        || listed.is_none_or(|list| list.is_empty() || list.contains(&Artefact::Certificate));
    let message = format!("printed certificates have {instead} in place of this {key}");
    let help = format!("add `print_{key}`, the same {key} as a PDF in the colours of print");
    (prints && for_print.is_none()).then_some((message, help))
}

/// The bytes of a picture that has passed the check; `None` of one that has not.
pub(super) fn read(
    files: &Files,
    folder: &str,
    name: &str,
) -> Result<Option<Vec<u8>>, MachineError> {
    locate(files, folder, name).ok().map(|path| files.read(&path)).transpose()
}

/// Where a picture lies, within the data directory.
fn locate(files: &Files, folder: &str, name: &str) -> Result<PathBuf, Fault> {
    let written = Path::new(name);
    let inside = written.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || name.is_empty() || name.contains('\\') {
        let help = "write its path from there, with `/` and without `..`, such as logo.svg";
        return Err((format!("`{name}` is not a file of the programme's folder"), help.to_owned()));
    }
    let path = Path::new(folder).join(written);
    if !files.exists(&path) {
        let message = format!("there is no file `{}`", files.name(&path));
        return Err((message, "put the picture there, or take the key out".to_owned()));
    }
    if !files.holds(&path) {
        let message = format!("`{}` is not a file of the data directory", files.name(&path));
        return Err((message, "put the picture itself there, not a link".to_owned()));
    }
    let size = files.size(&path);
    if size > MOST_BYTES {
        let message = format!("`{}` has {size} bytes", files.name(&path));
        let help = format!("make it smaller: it stands in every document; at most {MOST_BYTES}");
        return Err((message, help));
    }
    Ok(path)
}

/// What a picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinds {
    /// SVG, PNG or JPEG: what every document for screen and archive can place.
    Screen,
    /// PDF: what can hold the colours of print. Its spot colours are these.
    Print(&'static [&'static str]),
    /// SVG: an engraver's machine has no pixels.
    Lines,
}

/// What the grounds of artwork may be. An archival PDF holds no other PDF.
fn grounds_of(keys: [&str; 2]) -> Kinds {
    match keys {
        ["trophy", _] => Kinds::Lines,
        // Its cut line may be the designer's.
        ["decal", _] => Kinds::Print(&[CUT_CONTOUR]),
        [_, "print_background"] => Kinds::Print(&[]),
        _ => Kinds::Screen,
    }
}

/// Whether a picture can be read as what its name says.
fn fault(name: &str, bytes: &[u8], kinds: Kinds) -> Option<Fault> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let quoted = format!("`{name}`");
    let no = |kinds: &str, help: &str| Some((format!("{quoted} is {kinds}"), help.to_owned()));
    match (kinds, extension.to_ascii_lowercase().as_str()) {
        (Kinds::Print(spots), "pdf") => plates::fault(name, bytes, spots),
        (Kinds::Print(_), _) => no("no PDF", "save it as PDF, in process and spot colours alone"),
        (Kinds::Screen | Kinds::Lines, "svg") => drawings::fault(&quoted, bytes),
        (Kinds::Lines, _) => no("no SVG", "save it as SVG: an engraver's machine follows lines"),
        (Kinds::Screen, "png") => raster_fault(&quoted, bytes, ExchangeFormat::Png),
        (Kinds::Screen, "jpg" | "jpeg") => raster_fault(&quoted, bytes, ExchangeFormat::Jpg),
        (Kinds::Screen, _) => {
            no("neither SVG nor PNG nor JPEG", "save it as one of them, best as SVG")
        }
    }
}

/// Why no document can place a picture of pixels, which is called so in messages.
pub(super) fn raster_fault(name: &str, bytes: &[u8], format: ExchangeFormat) -> Option<Fault> {
    let word = match format {
        ExchangeFormat::Png => "PNG",
        ExchangeFormat::Jpg => "JPEG",
        ExchangeFormat::Gif => "GIF",
        ExchangeFormat::Webp => "WebP",
    };
    if format == ExchangeFormat::Jpg && in_print_colours(bytes) {
        let message = format!("{name} is in colours of print (CMYK), which no archival PDF takes");
        return Some((message, "save it in RGB".to_owned()));
    }
    // As the header says, before anything is unpacked.
    if let Ok(size) = imagesize::blob_size(bytes)
        && pixels(size) > MOST_PIXELS
    {
        let message = format!("{name} has {} × {} pixels", size.width, size.height);
        return Some((message, format!("save it with at most {MOST_PIXELS} in all")));
    }
    let error = RasterImage::plain(Bytes::new(bytes.to_vec()), format).err()?;
    let message = format!("{name} is not readable as {word}: {error}");
    Some((message, format!("save it again as {word}, or call it what it is")))
}

/// How many pixels a picture of a size has.
pub(super) fn pixels(size: ImageSize) -> u64 {
    (size.width as u64).saturating_mul(size.height as u64)
}

/// Whether the header of a JPEG tells of four colours.
fn in_print_colours(bytes: &[u8]) -> bool {
    frame_header(bytes).and_then(|frame| frame.get(9)) == Some(&4)
}

/// The rest of a JPEG from the header of its frame on.
fn frame_header(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(2..)?;
    while let [0xff, kind, high, low, ..] = *rest {
        // The frame's header, unlike the tables that share its range of numbers.
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            return Some(rest);
        }
        rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..)?;
    }
    None
}
