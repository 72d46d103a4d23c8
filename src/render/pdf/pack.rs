//! The typesetter's PDF, written smaller: what is not a stream goes into object streams, and the
//! table of where things are becomes a stream too (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! Every cell of a tagged table is an object of its own, in plain text and with a line of the
//! table of references: more than half of a report before it is packed, a tenth after.

use std::borrow::Cow;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How many objects share a stream: a viewer that wants one of them inflates them all. An index
/// within a stream is written as one byte.
const SHARE: usize = 200;

/// Packs a file of the one shape in which the typesetter's library writes: objects in the order of
/// their numbers, one table, one trailer. Streams stay as they are, byte for byte. A file of any
/// other shape is as good as it was, and comes back so.
pub(super) fn pack(pdf: Vec<u8>) -> Vec<u8> {
    let packed = Plain::read(&pdf).map(|plain| plain.packed(pdf.len() / 2));
    packed.unwrap_or(pdf)
}

/// A file without object streams, taken apart.
pub(super) struct Plain<'a> {
    /// The version and a comment of bytes that are no text.
    head: &'a [u8],
    /// What stands between `N 0 obj` and `endobj`, for each number from 1.
    pub(super) objects: Vec<Cow<'a, [u8]>>,
    /// The trailer's entries but for the size.
    trailer: &'a [u8],
}

impl<'a> Plain<'a> {
    /// Takes a file apart; none if it has another shape than the typesetter's library writes.
    pub(super) fn read(pdf: &'a [u8]) -> Option<Self> {
        u32::try_from(pdf.len()).ok()?;
        let (table_at, table) = Self::table(pdf)?;
        let line = table.iter().position(|&byte| byte == b'\n')?;
        let size: usize = number(&table[..line])?;
        let (entries, trailer) = table[line + 1..].split_at_checked(size.checked_mul(20)?)?;
        let (free, entries) = entries.split_at_checked(20)?;
        if free != b"0000000000 65535 f\r\n" {
            return None;
        }
        let trailer = trailer.strip_prefix(b"trailer\n<<")?.strip_suffix(b">>\n")?;
        let trailer = trailer.strip_prefix(format!("/Size {size}").as_bytes())?;
        if !trailer.starts_with(b"/Root ") || has(trailer, b"/Encrypt") || has(trailer, b"/Prev") {
            return None;
        }
        let mut starts = Vec::with_capacity(size);
        for entry in entries.chunks_exact(20) {
            starts.push(number(entry.strip_suffix(b" 00000 n\r\n")?)?);
        }
        let head = pdf.get(..*starts.first()?)?;
        starts.push(table_at);
        let objects = starts.windows(2).enumerate().map(|(at, ends)| {
            let object = pdf.get(ends[0]..ends[1])?;
            object
                .strip_prefix(format!("{} 0 obj\n", at + 1).as_bytes())?
                .strip_suffix(b"\nendobj\n")
                .map(Cow::Borrowed)
        });
        Some(Self { head, objects: objects.collect::<Option<_>>()?, trailer })
    }

    /// Where the table of references begins, and what follows its opening words up to the end.
    fn table(pdf: &'a [u8]) -> Option<(usize, &'a [u8])> {
        const LAST: &[u8] = b"startxref\n";
        let end = pdf.strip_suffix(b"\n%%EOF")?;
        let digits = end.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (rest, at) = end.split_at(end.len() - digits);
        let (rest, at) = (rest.strip_suffix(LAST)?, number(at)?);
        Some((at, rest.get(at..)?.strip_prefix(b"xref\n0 ")?))
    }

    /// Puts it together again, smaller; `capacity` is about how many bytes that takes.
    pub(super) fn packed(&self, capacity: usize) -> Vec<u8> {
        let mut file = Packed { bytes: Vec::with_capacity(capacity), places: Vec::new() };
        file.bytes.extend(self.head);
        file.places.resize(self.objects.len() + 1, [0; WIDTH]);
        let numbered = (1..).zip(self.objects.iter().map(AsRef::as_ref));
        let (streams, others): (Vec<_>, Vec<(usize, &[u8])>) =
            numbered.partition(|(_, object): &(_, &[u8])| object.ends_with(b"endstream"));
        for (number, object) in streams {
            file.object(number, &[object]);
        }
        for group in others.chunks(SHARE) {
            file.group(group);
        }
        file.table(self.trailer);
        file.bytes
    }
}

/// The bytes of an entry in the table of references. The first says whether the object stands by
/// itself; four, at which byte, or else in which stream; the last, at which position in it.
const WIDTH: usize = 6;

/// A file in the making.
struct Packed {
    bytes: Vec<u8>,
    places: Vec<[u8; WIDTH]>,
}

impl Packed {
    fn object(&mut self, number: usize, parts: &[&[u8]]) {
        self.places[number] = place(1, self.bytes.len(), 0);
        self.bytes.extend(format!("{number} 0 obj\n").as_bytes());
        parts.iter().for_each(|part| self.bytes.extend(*part));
        self.bytes.extend(b"\nendobj\n");
    }

    fn stream(&mut self, number: usize, entries: &str, trailer: &[u8], content: &[u8]) {
        let content = deflated(content);
        let head = format!("<</Length {}/Filter/FlateDecode{entries}", content.len());
        self.object(number, &[head.as_bytes(), trailer, b">>\nstream\n", &content, b"\nendstream"]);
    }

    /// Puts objects into a stream: their numbers and where each begins, then the objects.
    fn group(&mut self, group: &[(usize, &[u8])]) {
        let stream = self.places.len();
        let (mut index, mut objects) = (String::new(), Vec::new());
        for (at, (number, object)) in group.iter().enumerate() {
            self.places[*number] = place(2, stream, at);
            index.push_str(&format!("{number} {} ", objects.len()));
            objects.extend(*object);
            objects.push(b'\n');
        }
        self.places.push([0; WIDTH]);
        let entries = format!("/Type/ObjStm/N {}/First {}", group.len(), index.len());
        self.stream(stream, &entries, b"", &[index.as_bytes(), &objects].concat());
    }

    /// Closes the file. Each entry of the table is written as what it differs from the one before,
    /// which is nearly always the same: the `Up` predictor of PNG.
    fn table(&mut self, trailer: &[u8]) {
        let (number, at) = (self.places.len(), self.bytes.len());
        self.places.push(place(1, at, 0));
        let mut rows = Vec::with_capacity(self.places.len() * (WIDTH + 1));
        let mut above = [0; WIDTH];
        for row in &self.places {
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = *row;
        }
        let entries = format!(
            "/DecodeParms<</Predictor 12/Columns {WIDTH}>>/Type/XRef/W[1 4 1]/Size {}",
            number + 1
        );
        self.stream(number, &entries, trailer, &rows);
        self.bytes.extend(format!("startxref\n{at}\n%%EOF").as_bytes());
    }
}

fn place(kind: u8, at: usize, index: usize) -> [u8; WIDTH] {
    let [.., a, b, c, d] = at.to_be_bytes();
    let [.., index] = index.to_be_bytes();
    [kind, a, b, c, d, index]
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes what is written")
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use lopdf::{Document, Object};

    use super::*;
    use crate::model::Assets;
    use crate::render::pdf::{Fonts, Press};

    /// A tagged document as it is before it is packed, with more cells than a stream has room for.
    fn plain() -> Vec<u8> {
        let template = r#"
            #set document(title: "甲 A", date: datetime(year: 2026, month: 5, day: 4))
            #set text(font: "Noto Sans HK", lang: "zh", region: "HK")
            #title()
            #table(columns: 4, table.header[甲][乙][丙][丁], ..range(400).map(n => [#n]))
        "#;
        let font = include_bytes!("../../../fonts/noto-sans-hk/NotoSansHK_400Regular.ttf");
        let assets = Assets {
            templates: BTreeMap::from([("cells.typ".to_owned(), template.as_bytes().into())]),
            fonts: BTreeMap::from([("font.ttf".to_owned(), font.as_slice().into())]),
            ..Assets::default()
        };
        let press = Press::new(Arc::new(Fonts::new(&assets)), &assets, "templates");
        let programme = "demo".parse().expect("an id");
        let sheets = press.set((&programme, "cells.typ"), vec![]);
        let set = sheets.and_then(|sheets| sheets.archive("cells"));
        set.expect("the test's own template")
    }

    /// Every object that an independent reader finds, but for what only serves to pack.
    fn objects(pdf: &[u8]) -> BTreeMap<u32, String> {
        let document = Document::load_mem(pdf).expect("a PDF");
        let serves = |object: &Object| matches!(object.type_name(), Ok(b"ObjStm" | b"XRef"));
        let objects = document.objects.iter().filter(|(_, object)| !serves(object));
        let shown = objects.map(|((number, _), object)| {
            let content = object.as_stream().map(|stream| stream.content.clone()).ok();
            (*number, format!("{object:?} {content:?}"))
        });
        shown.collect()
    }

    fn trailer(pdf: &[u8], key: &[u8]) -> String {
        let document = Document::load_mem(pdf).expect("a PDF");
        format!("{:?}", document.trailer.get(key).expect("every file of ours has it"))
    }

    #[test]
    fn another_reader_finds_every_object_as_it_was() {
        let plain = plain();
        let packed = pack(plain.clone());
        assert!(packed.len() < plain.len() / 2, "{} of {}", packed.len(), plain.len());
        assert!(!has(&packed, b"/StructElem"));
        let (before, after) = (objects(&plain), objects(&packed));
        assert!(before.len() > 2 * SHARE, "{}", before.len());
        assert_eq!(before, after);
        for key in [b"Root".as_slice(), b"Info", b"ID"] {
            assert_eq!(trailer(&plain, key), trailer(&packed, key));
        }
    }

    #[test]
    fn a_file_is_packed_the_same_each_time_and_only_once() {
        let plain = plain();
        let packed = pack(plain.clone());
        assert_eq!(pack(plain), packed);
        assert_eq!(pack(packed.clone()), packed);
    }

    /// `from` stands once in the file, or the change would not be the one that is meant.
    fn changed(plain: &[u8], from: &str, to: &str) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let at = |file: &[u8]| file.windows(from.len()).position(|part| part == from.as_bytes());
        let first = at(plain).expect("the file has it");
        assert_eq!(at(&plain[first + 1..]), None, "{from}");
        let mut file = plain.to_vec();
        file[first..first + to.len()].copy_from_slice(to.as_bytes());
        file
    }

    #[test]
    fn a_file_of_another_shape_stays_as_it_is() {
        let plain = plain();
        let (end, begin) = ("\n%%EOF", "\nxref\n0 ");
        let size = objects(&plain).len() + 1;
        let size = |by: usize| format!("/Size {}/", size + by);
        let strange = [
            changed(&plain, end, "\n%%EOX"),
            changed(&plain, begin, "\nxref\n1 "),
            changed(&plain, " 65535 f\r\n", " 65535 n\r\n"),
            changed(&plain, "\n7 0 obj\n", "\n7 1 obj\n"),
            changed(&plain, "\n7 0 obj\n", "\n8 0 obj\n"),
            changed(&plain, &size(0), &size(1)),
            changed(&plain, "/Info ", "/Prev "),
            changed(&plain, "trailer\n<<", "trailer\n<["),
            plain[..plain.len() - 1].to_vec(),
            plain[1..].to_vec(),
            [&plain, b"\n".as_slice()].concat(),
            b"startxref\n99999999999999999999\n%%EOF".to_vec(),
            b"xref\n0 922337203685477581\nstartxref\n0\n%%EOF".to_vec(),
            b"startxref\n0\n%%EOF".to_vec(),
            Vec::new(),
        ];
        for (at, file) in strange.into_iter().enumerate() {
            assert!(pack(file.clone()) == file, "case {at}");
        }
    }
}
