//! The command line: the cases of `tests/cmd`, and what a case file cannot hold.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may start the program and stop")]

/// `TRYCMD=overwrite cargo test --test cli` writes what comes out.
#[test]
fn the_commands_do_what_their_case_files_say() {
    let cases = trycmd::TestCases::new();
    cases.env("NO_COLOR", "1").env("TERANG_LANG", "en").case("tests/cmd/*.trycmd");
}
