//! How a CSV file writes its rows, for adding some in the same way.

use std::ops::Range;
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};
use encoding_rs::{BIG5, UTF_8, UTF_16BE, UTF_16LE};

use super::cells::normal;
use super::delimited;
use crate::diagnostics::Diagnostic;
use crate::model::Encoding;

/// How a text file writes its rows.
#[derive(Debug)]
pub(super) struct Dialect {
    /// Its text without byte order mark: as it stands where ASCII stands for itself, so that the
    /// bytes of rows that stay are never touched, else (UTF-16) as UTF-8.
    pub(super) text: Vec<u8>,
    pub(super) encoding: &'static encoding_rs::Encoding,
    mark: Vec<u8>,
    pub(super) delimiter: u8,
    pub(super) line_end: &'static [u8],
}

impl Dialect {
    /// That of a new file.
    pub(super) fn new() -> Self {
        let (text, mark) = (Vec::new(), Vec::new());
        Self { text, encoding: UTF_8, mark, delimiter: b',', line_end: b"\n" }
    }

    pub(super) fn of(
        file: &Arc<str>,
        bytes: &[u8],
        encoding: Encoding,
    ) -> Result<Self, Diagnostic> {
        let decoded = delimited::decode(file, bytes, encoding)?;
        let delimiter = delimited::delimiter(&decoded);
        let (encoding, length) = encoding_rs::Encoding::for_bom(bytes).unwrap_or(match encoding {
            Encoding::Utf8 => (UTF_8, 0),
            Encoding::Big5Hkscs => (BIG5, 0),
        });
        let (mark, rest) = bytes.split_at(length);
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        let text = if wide { decoded.into_owned().into_bytes() } else { rest.to_vec() };
        let end = records(&text, delimiter).next().map_or(0, |first| first.end);
        let line_end: &[u8] = match &text[without_line_end(&text[..end])..end] {
            b"\r\n" => b"\r\n",
            b"\r" => b"\r",
            _ => b"\n",
        };
        Ok(Self { text, encoding, mark: mark.to_vec(), delimiter, line_end })
    }

    pub(super) fn cells(&self, record: &[u8]) -> ByteRecord {
        let mut reader = ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(self.delimiter);
        let mut cells = ByteRecord::new();
        let read = reader.from_reader(record).read_byte_record(&mut cells);
        read.expect("memory does not fail, and rows may be of any length");
        cells
    }

    /// The cells of a row as the loader reads them.
    pub(super) fn texts(&self, record: &[u8]) -> Vec<String> {
        let wide = self.encoding == UTF_16LE || self.encoding == UTF_16BE;
        let encoding = if wide { UTF_8 } else { self.encoding };
        let text = |cell| {
            let (text, _) = encoding.decode_without_bom_handling(cell);
            normal(&text).into_owned()
        };
        self.cells(record).iter().map(text).collect()
    }

    /// The text in the file's encoding, with its byte order mark. One is put before the first
    /// text beyond ASCII of a new file, without which a spreadsheet would misread it.
    pub(super) fn encoded(&self, text: &[u8]) -> Vec<u8> {
        let mut bytes = self.mark.clone();
        let wide = |order: fn(u16) -> [u8; 2]| {
            let text = std::str::from_utf8(text).expect("decoded to UTF-8");
            text.encode_utf16().flat_map(order).collect::<Vec<_>>()
        };
        if self.encoding == UTF_16LE {
            bytes.extend(wide(u16::to_le_bytes));
        } else if self.encoding == UTF_16BE {
            bytes.extend(wide(u16::to_be_bytes));
        } else {
            if self.text.is_empty() && !text.is_ascii() {
                bytes.extend_from_slice("\u{feff}".as_bytes());
            }
            bytes.extend_from_slice(text);
        }
        bytes
    }
}

/// Where the end of its line begins in a record.
pub(super) fn without_line_end(record: &[u8]) -> usize {
    let rest = record.strip_suffix(b"\n").unwrap_or(record);
    rest.strip_suffix(b"\r").unwrap_or(rest).len()
}

/// Cells as a line.
pub(super) fn record(
    cells: impl IntoIterator<Item = impl AsRef<[u8]>>,
    delimiter: u8,
    line_end: &[u8],
) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    writer.write_record(cells).expect("memory does not fail");
    let mut line = writer.into_inner().expect("memory does not fail");
    line.pop();
    line.extend_from_slice(line_end);
    line
}

/// The rows of a text, blank ones and the ends of their lines included. The bytes looked for are
/// never part of a character in UTF-8 or Big5.
pub(super) fn records(text: &[u8], delimiter: u8) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let (mut quoted, mut cell_starts) = (false, true);
        while at < text.len() {
            let byte = text[at];
            at += 1;
            if quoted {
                // A doubled quote closes and opens again at once.
                quoted = byte != b'"';
                cell_starts = !quoted && text.get(at) == Some(&b'"');
            } else if byte == b'\n' || byte == b'\r' {
                at += usize::from(byte == b'\r' && text.get(at) == Some(&b'\n'));
                return Some(start..at);
            } else {
                quoted = byte == b'"' && cell_starts;
                cell_starts = byte == delimiter;
            }
        }
        (start < at).then_some(start..at)
    })
}
