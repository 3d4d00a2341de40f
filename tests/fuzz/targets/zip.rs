#![no_main]

#[path = "../holds.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|data: &[u8]| holds::of("zip", data));
