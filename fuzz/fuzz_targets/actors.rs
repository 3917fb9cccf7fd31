#![no_main]

#[path = "../targets.rs"]
#[allow(dead_code)] // each binary drives one target
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::actors(bytes));
