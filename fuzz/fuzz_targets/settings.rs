#![no_main]

use plaudit_fuzz::inputs::Reader;

libfuzzer_sys::fuzz_target!(
    init: plaudit_fuzz::prepare(),
    |bytes: &[u8]| plaudit_fuzz::run(Reader::settings, bytes)
);
