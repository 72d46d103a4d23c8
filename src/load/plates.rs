//! Whether a PDF can be printed as it is: one page in CMYK, black and the spot colours that are known.
//!
//! What a page draws is looked at as it is written (ISO 32000-1, 8.6): its operators and pictures, and
//! the colour spaces of whatever it could draw with.

use std::collections::HashSet;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, LoadPdfError, Pdf, PdfVersion};

use super::pictures::Fault;

/// What is wrong with a PDF, which may have some spot colours, and what to do.
pub(super) fn fault(name: &str, bytes: &[u8], spots: &[&str]) -> Option<Fault> {
    let help = |help: &str| help.to_owned();
    let no = |message: &str, what: &str| Some((format!("`{name}` {message}"), help(what)));
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) if bytes.starts_with(b"%PDF-") => pdf,
        Err(LoadPdfError::Decryption(_)) => {
            return no("can be read with a password alone", "save it again without a password");
        }
        _ => return no("is not readable as PDF", "save it again as PDF, without a password"),
    };
    if pdf.version() > PdfVersion::Pdf17 {
        return no("is written as PDF 2.0", "save it as PDF 1.7 or older, best as PDF/X");
    }
    let [page] = &**pdf.pages() else {
        let message = format!("has {} pages, where one is wanted", pdf.pages().len());
        return no(&message, "save the one page alone");
    };
    let mut proof = Proof { spots, seen: HashSet::new(), fonts: HashSet::new() };
    let message = match proof.page(page).err()? {
        Stray::Screen(what) => format!("has colours of the screen, `{what}`"),
        Stray::Spot(spot) => format!("has the spot colour `{spot}`, which nobody ordered"),
        Stray::Unread => {
            let help = "save it again, best as PDF/X: its colours could not be looked at";
            return no("holds a drawing that could not be read to its end", help);
        }
    };
    let known: Vec<_> = spots.iter().map(|spot| format!("`{spot}`")).collect();
    match known.as_slice() {
        [] => no(&message, "save it in CMYK alone"),
        _ => {
            no(&message, &format!("save it in CMYK and the spot colour {} alone", known.join(", ")))
        }
    }
}

/// A colour that is on no plate that was ordered.
enum Stray {
    /// One of three parts, by how it is written.
    Screen(String),
    /// A spot colour, by name.
    Spot(String),
    /// A drawing that could not be read, whose colours nobody knows.
    Unread,
}

type Clean = Result<(), Stray>;

/// The kinds of resources that have colours.
const KINDS: [&str; 6] = ["ColorSpace", "XObject", "Pattern", "Shading", "ExtGState", "Font"];

/// How deep a colour space may be written in another; the deepest has three.
const DEEPEST: u8 = 8;

/// The inks that every press has, and the names for all plates and none.
const PROCESS: [&str; 6] = ["Cyan", "Magenta", "Yellow", "Black", "All", "None"];

/// What stands behind the last operator of a drawing while it is read. No operator has this name.
const END: &[u8] = b"plaudit-end";

/// How often the reader may give up at one place. A colour has 32 inks at most, and the reader has room
/// for ten.
const MOST_GIVEN_UP: u32 = 8;

/// Looks at one thing after the other, and at none twice.
struct Proof<'s> {
    spots: &'s [&'s str],
    seen: HashSet<ObjectIdentifier>,
    fonts: HashSet<ObjectIdentifier>,
}

impl Proof<'_> {
    fn page(&mut self, page: &Page) -> Clean {
        self.group(page.raw())?;
        let mut resources = Some(page.resources());
        while let Some(these) = resources {
            let all = [
                &these.color_spaces,
                &these.x_objects,
                &these.patterns,
                &these.shadings,
                &these.ext_g_states,
                &these.fonts,
            ];
            for (kind, named) in KINDS.into_iter().zip(all) {
                self.named(kind, named)?;
            }
            resources = these.parent();
        }
        match page.page_stream() {
            Some(content) => self.content(content),
            None if page.raw().contains_key("Contents") => Err(Stray::Unread),
            None => Ok(()),
        }
    }

    /// The space in which what lies over each other is put together.
    fn group(&self, of: &Dict) -> Clean {
        let group = of.get::<Dict>("Group");
        group.and_then(|group| group.get::<Object>("CS")).map_or(Ok(()), |space| self.space(&space))
    }

    fn resources(&mut self, of: &Dict) -> Clean {
        let Some(resources) = of.get::<Dict>("Resources") else { return Ok(()) };
        for kind in KINDS {
            if let Some(named) = resources.get::<Dict>(kind) {
                self.named(kind, &named)?;
            }
        }
        Ok(())
    }

    fn named(&mut self, kind: &str, named: &Dict) -> Clean {
        for name in named.keys() {
            let Some(object) = named.get::<Object>(&name) else { continue };
            match (kind, object) {
                ("ColorSpace", space) => self.space(&space)?,
                (_, Object::Stream(stream)) => self.stream(&stream)?,
                ("Font", Object::Dict(font)) => self.font(&font)?,
                (_, Object::Dict(dict)) => self.dict(&dict)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A shading, a pattern of one, or the state that has a mask.
    fn dict(&mut self, dict: &Dict) -> Clean {
        if let Some(space) = dict.get::<Object>("ColorSpace") {
            self.space(&space)?;
        }
        match dict.get::<Object>("Shading") {
            Some(Object::Dict(shading)) => self.dict(&shading)?,
            Some(Object::Stream(shading)) => self.stream(&shading)?,
            _ => {}
        }
        let mask = dict.get::<Dict>("SMask").and_then(|mask| mask.get::<Stream>("G"));
        mask.map_or(Ok(()), |mask| self.stream(&mask))
    }

    /// A drawing that is placed, a tile, a picture, or a shading.
    fn stream(&mut self, stream: &Stream) -> Clean {
        if !self.seen.insert(stream.obj_id()) {
            return Ok(());
        }
        let dict = stream.dict();
        self.group(dict)?;
        if let Some(space) = dict.get::<Object>("ColorSpace") {
            return self.space(&space);
        }
        let subtype = dict.get::<Name>("Subtype");
        if subtype.is_some_and(|subtype| subtype.as_str() == "Image") {
            // A picture that says nothing of its colours has them within.
            let within = stream.filters().contains(&Filter::JpxDecode);
            return if within { Err(Stray::Screen("JPXDecode".to_owned())) } else { Ok(()) };
        }
        self.resources(dict)?;
        if dict.contains_key("Resources") || dict.contains_key("BBox") {
            self.drawn(stream)?;
        }
        Ok(())
    }

    /// A font whose letters are drawings.
    fn font(&mut self, font: &Dict) -> Clean {
        let Some(letters) = font.get::<Dict>("CharProcs") else { return Ok(()) };
        if font.obj_id().is_some_and(|id| !self.fonts.insert(id)) {
            return Ok(());
        }
        self.resources(font)?;
        let streams = letters.keys().filter_map(|name| letters.get::<Stream>(&name));
        streams.collect::<Vec<_>>().iter().try_for_each(|letter| self.drawn(letter))
    }

    fn drawn(&self, stream: &Stream) -> Clean {
        let content = stream.decoded().map_err(|_| Stray::Unread)?;
        self.content(&content)
    }

    /// What is drawn, operator by operator. The reader gives up at an operator with more operands than it
    /// has room for, a colour of many inks, and goes on behind it when asked again: only where it comes to
    /// a word of our own at the end has all been seen.
    fn content(&self, content: &[u8]) -> Clean {
        let whole = [content, b"\n", END].concat();
        let mut instructions = UntypedIter::new(&whole);
        let mut gave_up = 0;
        loop {
            let Some(instruction) = instructions.next() else {
                gave_up += 1;
                if gave_up > MOST_GIVEN_UP {
                    return Err(Stray::Unread);
                }
                continue;
            };
            gave_up = 0;
            let operator: &[u8] = instruction.operator;
            if operator == END {
                return Ok(());
            }
            let last = instruction.operands().last();
            match (operator, last) {
                (b"rg" | b"RG", _) => {
                    return Err(Stray::Screen(String::from_utf8_lossy(operator).into_owned()));
                }
                // Other names are those of resources.
                (b"cs" | b"CS", Some(Object::Name(name))) if name.as_str() == "DeviceRGB" => {
                    plain(name)?;
                }
                (b"BI", Some(Object::Stream(picture))) => {
                    let dict = picture.dict();
                    let space = dict.get::<Object>("CS").or_else(|| dict.get("ColorSpace"));
                    space.map_or(Ok(()), |space| self.space(&space))?;
                }
                _ => {}
            }
        }
    }

    fn space(&self, space: &Object) -> Clean {
        self.space_within(space, DEEPEST)
    }

    fn space_within(&self, space: &Object, deep: u8) -> Clean {
        let array = match space {
            Object::Name(name) => return plain(name),
            Object::Array(array) if deep > 0 => array,
            _ => return Ok(()),
        };
        let parts: Vec<Object> = array.iter::<Object>().take(3).collect();
        let [Object::Name(kind), rest @ ..] = parts.as_slice() else { return Ok(()) };
        match (kind.as_str(), rest) {
            ("Separation", [Object::Name(spot), other @ ..]) => {
                self.spot(spot)?;
                other.iter().try_for_each(|space| self.space_within(space, deep - 1))
            }
            ("DeviceN", [Object::Array(spots), other @ ..]) => {
                self.spots(spots)?;
                other.iter().try_for_each(|space| self.space_within(space, deep - 1))
            }
            ("ICCBased", [Object::Stream(profile), ..]) => {
                let parts = profile.dict().get::<Number>("N").map(|parts| parts.as_f64());
                let three = parts.is_some_and(|parts| parts == 3.0);
                if three { Err(Stray::Screen("ICCBased".to_owned())) } else { Ok(()) }
            }
            ("Indexed" | "I" | "Pattern", [base, ..]) => self.space_within(base, deep - 1),
            _ => plain(kind),
        }
    }

    fn spots(&self, spots: &Array) -> Clean {
        spots.iter::<Name>().collect::<Vec<_>>().iter().try_for_each(|spot| self.spot(spot))
    }

    fn spot(&self, spot: &Name) -> Clean {
        let name = spot.as_str();
        let known = PROCESS.contains(&name) || self.spots.contains(&name);
        if known { Ok(()) } else { Err(Stray::Spot(name.to_owned())) }
    }
}

/// A space that is its name alone.
fn plain(name: &Name) -> Clean {
    match name.as_str() {
        name @ ("DeviceRGB" | "RGB" | "CalRGB" | "Lab") => Err(Stray::Screen(name.to_owned())),
        _ => Ok(()),
    }
}
