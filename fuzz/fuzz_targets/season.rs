#![no_main]

libfuzzer_sys::fuzz_target!(
    init: plaudit_fuzz::prepare(),
    |bytes: &[u8]| plaudit_fuzz::run("season", bytes)
);
