//! Files that are small and hold more than any memory, or that have no end: each is refused with its name, soon.
//! Made here, for none should lie about.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::fuzzed::inputs::workbook::made;
use crate::run::Place;
use crate::season::plaudit;

const ENTRIES: &str = "data/demo/2026/entries";
pub(crate) const PROGRAMME: &str = "data/demo/programme.toml";

/// On a quiet machine, no case takes a second.
const HANG: Duration = Duration::from_secs(30);

/// 1 GB, in the kB of the system.
const MOST_MEMORY: u64 = 1_000_000;

/// The small seasons with one file replaced.
fn spoiled(path: &str, bytes: &[u8]) -> Place {
    let place = Place::with("tests/fixtures/season");
    if path.starts_with(ENTRIES) {
        fs::remove_file(place.path("data/demo/2026/entries.csv")).expect("it was there");
    }
    fs::write(place.path(path), bytes).expect("writable");
    place
}

/// What `check` says of it, which must be an error, within time and memory.
pub(crate) fn refused(place: &Place) -> String {
    let start = Instant::now();
    let mut child =
        plaudit(place, "data", &["check"]).stdout(Stdio::null()).spawn().expect("starts");
    let mut stderr = child.stderr.take().expect("it is ours");
    let said = std::thread::spawn(move || {
        let mut text = String::new();
        stderr.read_to_string(&mut text).map(|_| text)
    });
    let mut peak = 0;
    let status = loop {
        if let Some(status) = child.try_wait().expect("it runs") {
            break status;
        }
        peak = peak.max(memory(child.id()));
        if start.elapsed() > HANG {
            child.kill().expect("it runs");
            child.wait().expect("it ran");
            panic!("it hangs");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let said = said.join().expect("no panic").expect("text");
    let code = status.code();
    assert!(matches!(code, Some(1 | 3)), "{code:?}: {}", &said[..said.len().min(2000)]);
    assert!(!said.contains("panicked"), "{said}");
    assert!(said.len() < 200_000, "it says {} bytes", said.len());
    assert!(peak < MOST_MEMORY, "{peak} kB");
    println!(
        "{:?}, {} MB: {}",
        start.elapsed(),
        peak / 1000,
        said.lines().next().unwrap_or_default()
    );
    said
}

/// The most memory that a process had, in kB; 0 where the system does not tell.
fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

#[track_caller]
fn assert_refused(path: &str, bytes: &[u8], because: &str) {
    let said = refused(&spoiled(path, bytes));
    assert!(said.contains(because), "{}", &said[..said.len().min(2000)]);
    let name = path.rsplit('/').next().expect("a name");
    assert!(said.contains(name), "{said}");
}

fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        archive.start_file(name, packed).expect("no name twice");
        archive.write_all(bytes).expect("memory does not fail");
    }
    archive.finish().expect("memory does not fail").into_inner()
}

fn sheet(rows: &str) -> Vec<u8> {
    made(b'x', format!("s<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes())
}

fn ods(content: &str) -> Vec<u8> {
    made(b'o', format!("c{content}").as_bytes())
}

fn cell(at: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>entry</t></is></c>"#)
}

#[test]
fn a_workbook_that_inflates_to_gigabytes() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("xl/worksheets/sheet1.xml", packed.large_file(true)).expect("the first");
    let spaces = vec![b' '; 10_000_000];
    for _ in 0..300 {
        archive.write_all(&spaces).expect("memory does not fail");
    }
    let bytes = archive.finish().expect("memory does not fail").into_inner();
    assert_refused(&format!("{ENTRIES}.xlsx"), &bytes, "the workbook holds more than is read");
}

#[test]
fn a_workbook_of_many_parts() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for number in 0..200_000 {
        archive.start_file(number.to_string(), stored).expect("no name twice");
    }
    let bytes = archive.finish().expect("memory does not fail").into_inner();
    assert_refused(&format!("{ENTRIES}.xlsx"), &bytes, "the workbook holds more than is read");
}

#[test]
fn a_workbook_in_a_workbook() {
    let inner = sheet("");
    let bytes = zipped([("xl/workbook.xml", &inner[..])]);
    assert_refused(&format!("{ENTRIES}.xlsx"), &bytes, "not readable as a workbook");
}

#[test]
fn cells_at_the_ends_of_a_sheet() {
    let bytes = sheet(&format!(
        r#"<row r="1">{}</row><row r="1048576">{}</row>"#,
        cell("A1"),
        cell("XFD1048576")
    ));
    assert_refused(&format!("{ENTRIES}.xlsx"), &bytes, "the row has more than 1000 cells");
}

#[test]
fn a_high_sheet_with_cells_far_to_the_right() {
    let mut rows = String::new();
    for row in 1..=100_000 {
        write!(rows, r#"<row r="{row}">{}</row>"#, cell(&format!("ALL{row}"))).expect("memory");
    }
    assert_refused(&format!("{ENTRIES}.xlsx"), &sheet(&rows), "more than 30000000 cells");
}

#[test]
fn a_formula_that_nobody_has_worked_out() {
    let row = "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>90-1</f></c></row>";
    let because = "the formula of this cell has no result";
    assert_refused(&format!("{ENTRIES}.xlsx"), &sheet(row), because);
}

#[test]
fn texts_that_are_said_to_be_many() {
    let strings = "t<sst uniqueCount=\"99999999999\"><si><t>entry</t></si></sst>";
    let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let parts = format!("{strings}\0s<worksheet><sheetData>{row}</sheetData></worksheet>");
    let bytes = made(b'x', parts.as_bytes());
    assert_refused(&format!("{ENTRIES}.xlsx"), &bytes, "not readable as a workbook");
}

#[test]
fn entities_that_multiply() {
    let mut text = String::from("s<!DOCTYPE worksheet [<!ENTITY a0 \"entry\">");
    for level in 1..30 {
        let inner = format!("&a{};", level - 1).repeat(10);
        write!(text, "<!ENTITY a{level} \"{inner}\">").expect("memory");
    }
    text += "]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a29;</t></is></c>\
             </row></sheetData></worksheet>";
    let bytes = made(b'x', text.as_bytes());
    refused(&spoiled(&format!("{ENTRIES}.xlsx"), &bytes));
}

#[test]
fn an_open_document_that_repeats_itself() {
    let cell = |columns: &str, within: &str| {
        format!(
            "<table:table-cell {columns} office:value-type=\"string\"><text:p>entry{within}</text:p></table:table-cell>"
        )
    };
    let wide = "table:number-columns-repeated=\"16384\"";
    let row =
        |rows: &str, cells: &str| format!("<table:table-row {rows}>{cells}</table:table-row>");
    let high = "table:number-rows-repeated=\"1048576\"";
    for rows in [
        row(high, &cell(wide, "")),
        row("", &cell(wide, "")).repeat(2_000),
        row("", &cell("", "<text:s text:c=\"99999999999\"/>")),
        row("", &format!("<table:table-cell {wide}/>{}", cell("", ""))).repeat(2_000),
        row("", &cell(wide, &"!".repeat(1_000_000))),
    ] {
        let content = format!("<a><table:table table:name=\"s\">{rows}</table:table></a>");
        let because = "the workbook holds more than is read";
        assert_refused(&format!("{ENTRIES}.ods"), &ods(&content), because);
    }
}

#[test]
fn an_open_document_that_breaks_off() {
    let row = "<table:table-row><table:table-cell/></table:table-row>";
    for content in [
        format!("<a><table:table table:name=\"s\">{row}"),
        format!("<a><table:table table:name=\"s\">{row}</a>"),
        "<a><table:named-expressions>".to_owned(),
        "<a><table:table table:name=\"s\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation>".to_owned(),
    ] {
        assert_refused(&format!("{ENTRIES}.ods"), &ods(&content), "not readable as a workbook");
    }
}

#[test]
fn long_lines() {
    let csv = format!("{ENTRIES}.csv");
    let many = "entry,".repeat(100_000_000 / 6);
    assert_refused(&csv, many.as_bytes(), "the row has more than 1000000 bytes");
    assert_refused(&csv, &many.as_bytes()[..900_000], "the row has more than 1000 cells");
    let one = "entry".repeat(100_000_000 / 5);
    assert_refused(&csv, one.as_bytes(), "the row has more than 1000000 bytes");
    let open = format!("entry,participant\ne1,\"{}", "alpha,\n".repeat(100_000_000 / 7));
    assert_refused(&csv, open.as_bytes(), "this quote is not closed");
}

#[test]
fn rows_of_another_table() {
    let header = "entry,participant,stream,mode,sector,size,group,category,status\n";
    let rows = (0..300_000).map(|row| format!("e{row},nobody-{row},{row},{row},{row},x,,,\n"));
    let table = header.to_owned() + &rows.collect::<String>();
    let place = spoiled(&format!("{ENTRIES}.csv"), table.as_bytes());
    let said = refused_at_length(&place);
    assert!(said.contains("more problems are not shown"), "{}", &said[said.len() - 1000..]);
}

#[test]
fn many_rows_that_name_none_of_many() {
    let header = "participant,name_zh,name_en,member,email,corporate_awards\n";
    let known = (0..20_000).map(|row| format!("p-{row},甲,A,no,,\n")).collect::<String>();
    let header_of_entries = "entry,participant,stream,mode,sector,size,group,category,status\n";
    let rows = (0..300_000).map(|row| format!("e{row},q{row},,,,,,,\n")).collect::<String>();
    let place =
        spoiled(&format!("{ENTRIES}.csv"), (header_of_entries.to_owned() + &rows).as_bytes());
    let path = place.path("data/demo/2026/participants.csv");
    fs::write(path, header.to_owned() + &known).expect("writable");
    let start = Instant::now();
    let said = refused_at_length(&place);
    assert!(start.elapsed() < HANG, "{:?}", start.elapsed());
    assert!(said.contains("there is no participant `q0`"), "{}", &said[..2000]);
}

/// The same where much is said.
fn refused_at_length(place: &Place) -> String {
    let output = plaudit(place, "data", &["check"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn settings_without_end() {
    let deep = |open: &str| format!("schema = {}", open.repeat(100_000));
    for text in [deep("["), deep("{a="), format!("[{}]", vec!["a"; 100_000].join("."))] {
        refused(&spoiled(PROGRAMME, text.as_bytes()));
    }
    let large = "# nothing\n".repeat(1_000_000);
    assert_refused(PROGRAMME, large.as_bytes(), "the file has 10000000 bytes");
}

#[test]
fn a_fault_in_each_of_many_settings() {
    let programme = fs::read_to_string("tests/fixtures/season/demo/programme.toml").expect("text");
    let tier = "[[tiers]]\nid = \"gold\"\nname = { zh = \"金\" }\nmin = 90\n";
    let text = programme.clone() + &tier.repeat(9_000);
    refused_at_length(&spoiled(PROGRAMME, text.as_bytes()));
    let wrong = programme + &"[[tiers]]\nid = 1\n".repeat(40_000);
    refused(&spoiled(PROGRAMME, wrong.as_bytes()));
}

#[cfg(unix)]
#[test]
fn what_is_no_file() {
    let pipe = |path: &std::path::Path| {
        let made = std::process::Command::new("mkfifo").arg(path).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    };
    for file in ["demo/2026/entries.csv", "demo/programme.toml", "demo/history.csv"] {
        let place = Place::with("tests/fixtures/season");
        let path = place.path("data").join(file);
        fs::remove_file(&path).expect("it was there");
        pipe(&path);
        assert!(refused(&place).contains("not a file"), "{file}");
        fs::remove_file(&path).expect("it was there");
        std::os::unix::fs::symlink("/dev/zero", &path).expect("a new link");
        assert!(refused(&place).contains("a link that leads out of its folder"), "{file}");
    }
    // One that is not read is in nobody's way.
    let place = Place::with("tests/fixtures/season");
    pipe(&place.path("data/demo/2026/notes"));
    pipe(&place.path("data/demo/notes.txt"));
    crate::season::done(plaudit(&place, "data", &["check"]));
    crate::season::done(plaudit(&place, "data", &["build", "secretariat"]));
    crate::season::done(plaudit(&place, "data", &["build", "secretariat"]));
    fs::create_dir(place.path("data/demo/templates")).expect("a new folder");
    pipe(&place.path("data/demo/templates/report.typ"));
    refused(&place);
}

#[test]
fn fonts_that_are_none() {
    let place = Place::with("tests/fixtures/season");
    fs::create_dir(place.path("broken")).expect("a new folder");
    let found = walkdir::WalkDir::new("fonts").into_iter().filter_map(Result::ok);
    let mut paths = found.map(walkdir::DirEntry::into_path);
    let path = paths.find(|path| path.extension().is_some_and(|kind| kind == "ttf"));
    let font = fs::read(path.expect("a font")).expect("readable");
    for bytes in [b"no font".to_vec(), font[..font.len() / 2].to_vec(), {
        let mut torn = font.clone();
        torn[12..2_000].iter_mut().for_each(|byte| *byte ^= 0x55);
        torn
    }] {
        fs::write(place.path("broken/font.ttf"), bytes).expect("writable");
        let output =
            plaudit(&place, "data", &["check", "--fonts", "broken"]).output().expect("starts");
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}
