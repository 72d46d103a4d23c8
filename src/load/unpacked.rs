//! What a workbook unpacks to, looked at before it is read: a small file may hold more than any memory, and the
//! parser of workbooks believes what it is told.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The most parts of a workbook: a sheet, a picture, a style sheet each is one.
const MOST_PARTS: usize = 10_000;

/// The most bytes of all its parts: some million cells.
const MOST_BYTES: u64 = 200_000_000;

/// The most cells that a sheet of an ODS spans, blank ones among them: repeated ones are written once.
const MOST_CELLS: u64 = 4_000_000;

/// How a workbook is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

/// Why a workbook is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is none, or not whole.
    Unreadable,
    /// It holds more than is read.
    TooLarge,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Looks at all parts of a workbook, and says how it is written.
pub(super) fn check(bytes: &[u8]) -> Result<Format, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Unreadable)?;
    if archive.len() > MOST_PARTS {
        return Err(Fault::TooLarge);
    }
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::Unreadable)?;
        let name = part.name().map_err(|_| Fault::Unreadable)?.to_ascii_lowercase();
        let strings = name.ends_with("sharedstrings.xml");
        let (mut part, mut text) = (part.take(left + 1), Vec::new());
        let size = if strings {
            part.read_to_end(&mut text).map(|size| size as u64)
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        left = left.checked_sub(size.map_err(|_| Fault::Unreadable)?).ok_or(Fault::TooLarge)?;
        if strings && boasts(&text) {
            return Err(Fault::Unreadable);
        }
    }
    if archive.index_for_name("content.xml").is_none() {
        return Ok(Format::Xlsx);
    }
    content(&mut archive).map(|()| Format::Ods)
}

/// Whether shared texts say to be more than they have bytes: the parser makes room for as many. A text in
/// UTF-16, which no program writes here, would hide the number.
fn boasts(text: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    let said = text.windows(COUNT.len()).enumerate().filter(|(_, word)| *word == COUNT);
    let mut numbers = said.map(|(at, _)| {
        let digits = text[at + COUNT.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
        let digits = digits.take_while(|byte| byte.is_ascii_digit());
        digits.fold(0_usize, |number, digit| {
            number.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
        })
    });
    text.contains(&0) || numbers.any(|number| number > text.len())
}

/// Goes through the sheets of an ODS: every element must be closed, for the parser waits for its end, and what
/// is repeated must have an end too.
fn content(archive: &mut Archive) -> Result<(), Fault> {
    let part = archive.by_name("content.xml").map_err(|_| Fault::Unreadable)?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let (mut buffer, mut depth) = (Vec::new(), 0_u32);
    let mut sheet = Extent::default();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| Fault::Unreadable)?;
        match event {
            Event::Start(element) => {
                depth += 1;
                sheet.enter(&element)?;
            }
            Event::Empty(element) => sheet.enter(&element)?,
            Event::End(_) => depth = depth.checked_sub(1).ok_or(Fault::Unreadable)?,
            Event::Text(text) => sheet.add(text.len() as u64),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Fault::Unreadable),
            _ => {}
        }
        if sheet.is_too_large() {
            return Err(Fault::TooLarge);
        }
        buffer.clear();
    }
}

/// How far the cells of a sheet reach, and what they take.
#[derive(Debug, Default)]
struct Extent {
    /// Rows, up to the one that is read.
    rows: u64,
    /// How often that one is repeated.
    repeated: u64,
    /// Its cells, up to the one that is read.
    cells: u64,
    /// How often that one is repeated.
    times: u64,
    /// Rows up to the last that has a value.
    height: u64,
    /// Cells of the widest row up to its last that has a value.
    width: u64,
    /// Cells of all sheets up to the last of each row that has a value.
    written: u64,
    /// Bytes of all sheets' texts, as often as they are repeated.
    bytes: u64,
}

impl Extent {
    /// Takes in the next element.
    fn enter(&mut self, element: &BytesStart) -> Result<(), Fault> {
        match element.name().as_ref() {
            "table:table" => {
                *self = Self { written: self.written, bytes: self.bytes, ..Self::default() };
            }
            "table:table-row" => {
                self.rows = self.rows.saturating_add(self.repeated);
                self.repeated = number(element, "table:number-rows-repeated")?;
                self.cells = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.times = number(element, "table:number-columns-repeated")?;
                self.cells = self.cells.saturating_add(self.times);
                if has_value(element)? {
                    self.add(element.len() as u64);
                    self.written = self.written.saturating_add(self.cells);
                    self.height = self.rows.saturating_add(self.repeated);
                    self.width = self.width.max(self.cells);
                }
            }
            "text:s" => self.add(number(element, "text:c")?),
            _ => {}
        }
        Ok(())
    }

    /// Takes in so many bytes of the text of a cell.
    fn add(&mut self, bytes: u64) {
        let times = self.times.saturating_mul(self.repeated).max(1);
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(times));
    }

    fn is_too_large(&self) -> bool {
        let spanned = self.height.saturating_mul(self.width);
        spanned.max(self.written) > MOST_CELLS || self.bytes > MOST_BYTES
    }
}

/// Whether a cell has a value or a formula.
fn has_value(element: &BytesStart) -> Result<bool, Fault> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| Fault::Unreadable)?;
        let name = attribute.key.as_ref();
        if name.starts_with("office:") || name.starts_with("calcext:") || name == "table:formula" {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A number of times that an element tells; once, if it does not.
fn number(element: &BytesStart, name: &str) -> Result<u64, Fault> {
    let attribute = element.try_get_attribute(name).map_err(|_| Fault::Unreadable)?;
    let Some(attribute) = attribute else { return Ok(1) };
    attribute.value.parse().map_err(|_| Fault::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::boasts;

    #[test]
    fn a_number_of_texts_is_held_against_their_bytes() {
        for (text, expected) in [
            ("<sst count=\"2\" uniqueCount=\"2\"><si/><si/></sst>", false),
            ("<sst uniqueCount = '18446744073709551616'/>", true),
            ("<!-- uniqueCount --><sst uniqueCount=\"400000000\"/>", true),
            ("<sst/>", false),
        ] {
            assert_eq!(boasts(text.as_bytes()), expected, "{text}");
        }
    }
}
