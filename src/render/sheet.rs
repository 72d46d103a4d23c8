//! Tables for spreadsheets.

use csv::{Terminator, WriterBuilder};

/// CSV as spreadsheet programs open it right: UTF-8 with a byte order mark, CRLF.
pub(super) fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).expect("rows of one length, written to memory");
    }
    writer.into_inner().expect("memory does not fail")
}
