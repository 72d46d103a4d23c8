//! What the fuzz targets do with the bytes they are given. The tests of plaudit include [`inputs`] too, and
//! replay every case of the corpora and every one that was found (`tests/hard/fuzzed.rs`).

mod inputs;

use std::cell::OnceCell;

use inputs::{Reader, TARGETS};

thread_local! {
    static READER: OnceCell<Reader> = const { OnceCell::new() };
}

/// Makes the reader, which takes longer than a run may.
pub fn prepare() {
    READER.with(|reader| _ = reader.get_or_init(reader_of_process));
}

/// Hands bytes to one of the targets, by its name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|(known, _)| *known == name).expect("it is one of them").1;
    READER.with(|reader| target(reader.get_or_init(reader_of_process), bytes));
}

fn reader_of_process() -> Reader {
    Reader::new(&std::env::temp_dir().join(format!("plaudit-fuzz-{}", std::process::id())))
}
