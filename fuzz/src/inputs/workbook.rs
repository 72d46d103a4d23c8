//! Workbooks of parts that bytes tell: what is compressed and has checksums would hide them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a workbook that are not told, XLSX and ODS.
const XLSX: [(&str, &str); 4] = [
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>entry</t></is></c></row></sheetData></worksheet>"#,
    ),
];

const ODS: [(&str, &str); 3] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", "<manifest:manifest></manifest:manifest>"),
    ("content.xml", ""),
];

/// The parts that can be told, by the letter before each.
const PARTS: [(u8, &str); 7] = [
    (b's', "xl/worksheets/sheet1.xml"),
    (b't', "xl/sharedStrings.xml"),
    (b'f', "xl/styles.xml"),
    (b'w', "xl/workbook.xml"),
    (b'r', "xl/_rels/workbook.xml.rels"),
    (b'c', "content.xml"),
    (b'm', "META-INF/manifest.xml"),
];

/// The bytes of a workbook: as they are, or put together of parts that begin with `\0` and a letter.
pub(crate) fn made(choice: u8, rest: &[u8]) -> Vec<u8> {
    let standing: &[(&str, &str)] = match choice {
        b'x' => &XLSX,
        b'o' => &ODS,
        _ => return rest.to_vec(),
    };
    let mut parts: Vec<(&str, &[u8])> =
        standing.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    for told in rest.split(|byte| *byte == 0).filter(|told| !told.is_empty()) {
        let name = PARTS.iter().find(|(letter, _)| *letter == told[0]).map(|(_, name)| *name);
        let Some(name) = name else { continue };
        parts.retain(|(other, _)| *other != name);
        parts.push((name, &told[1..]));
    }
    zipped(&parts)
}

/// Parts as an archive, not compressed.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(*name, stored).expect("no name twice");
        archive.write_all(bytes).expect("memory does not fail");
    }
    archive.finish().expect("memory does not fail").into_inner()
}
