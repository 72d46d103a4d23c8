#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| plaudit_fuzz::inputs::arguments(bytes));
