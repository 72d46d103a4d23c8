//! What the fuzz targets do with the bytes they are given. The tests of plaudit include [`inputs`] too, and
//! replay every case of the corpora and every one that was found (`tests/hard/fuzzed.rs`).

pub mod inputs;

use std::cell::OnceCell;

use inputs::Reader;

thread_local! {
    static READER: OnceCell<Reader> = const { OnceCell::new() };
}

/// Makes the reader, which takes longer than a run may.
pub fn prepare() {
    run(|_, _| (), &[]);
}

/// Hands bytes to one of the functions of a reader that is made once, with a folder of this process.
pub fn run(read: impl Fn(&Reader, &[u8]), bytes: &[u8]) {
    READER.with(|reader| {
        let folder = || std::env::temp_dir().join(format!("plaudit-fuzz-{}", std::process::id()));
        read(reader.get_or_init(|| Reader::new(&folder())), bytes);
    });
}
