//! Archives to audit, and the program.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

/// The date of every audit, so that two of them have the same report.
pub(crate) const AT: &str = "2026-11-23T00:00:00Z";

/// The program in `folder`, to be given `arguments`.
pub(crate) fn terang(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    command.current_dir(folder).args(arguments).args(["--ui-lang", "en"]).env("NO_COLOR", "1");
    command
}

/// Runs the program to its end.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    terang(folder, arguments).output().unwrap()
}

/// The exit status, with what was said where it is another.
pub(crate) fn ends(output: &Output, status: i32) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
}

/// What stands in a file of `folder`.
pub(crate) fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// One line of an archive: the page `number`, which tells of AI or not.
pub(crate) fn line(number: usize, told: bool) -> String {
    let label = if told { "<p>This article was written with the help of AI.</p>" } else { "" };
    let html = format!(
        "<!doctype html><html lang=en><body><article><h1>Harbour {number}</h1><p>The ferry number {number} sails \
         again.</p>{label}</article></body></html>"
    );
    let uri = format!("https://news.example/harbour/{number}.html");
    serde_json::json!({ "id": number.to_string(), "uri": uri, "html": html }).to_string()
}

/// An archive with `pages` pages in two streams and a folder of files; every fifth page discloses, and one line is damaged.
pub(crate) fn build(folder: &Path, pages: usize) {
    let archive = folder.join("archive");
    std::fs::create_dir_all(archive.join("sport")).unwrap();
    for (name, from) in [("one.jsonl", 0), ("two.jsonl", pages / 2)] {
        let mut lines = String::new();
        for number in from..from + pages / 2 {
            let _ = writeln!(lines, "{}", line(number, number % 5 == 0));
            if number == from + 7 {
                lines.push_str("{\"id\": broken\n");
            }
        }
        std::fs::write(archive.join(name), lines).unwrap();
    }
    for number in 0..12 {
        let path = archive.join(format!("sport/{number}.md"));
        std::fs::write(path, format!("# Match {number}\n\nThe match number {number} was won.\n")).unwrap();
    }
}
