//! The whole text of what is said of each fault.
//!
//! Each test spoils a season that is without fault, and holds all that `plaudit check` then says.

mod artwork;
mod assessments;
mod certificates;
mod common;
mod contact;
mod entries;
mod extras;
mod folders;
mod history;
mod marks;
mod merges;
mod messages;
mod misfits;
mod participants;
mod pictures;
mod plates;
mod points;
mod recognitions;
mod rules;
mod scoring;
mod season;
mod site;
mod syntax;
mod tables;
mod templates;
mod toml;
mod workbooks;

const PROGRAMME: &str = "demo/programme.toml";
const SEASON: &str = "demo/2026/season.toml";
const PARTICIPANTS: &str = "demo/2026/participants.csv";
const ENTRIES: &str = "demo/2026/entries.csv";
const ASSESSMENTS: &str = "demo/2026/assessments.csv";
const ROUNDS: &str = "demo/2026/rounds.csv";
const DEDUCTIONS: &str = "demo/2026/deductions.csv";
const COMMENTS: &str = "demo/2026/comments.csv";
const HISTORY: &str = "demo/history.csv";
const MARK: &str = "mark/programme.toml";
const CERTIFICATES: &str = "mark/2026/certificates.csv";

fn big5(text: &str) -> Vec<u8> {
    encoding_rs::BIG5.encode(text).0.into_owned()
}

fn utf_16(text: &str) -> Vec<u8> {
    let with_mark = format!("\u{feff}{text}");
    with_mark.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
