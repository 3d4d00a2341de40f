//! What the documentation repeats from the program is what the program says. `UPDATE=1` writes it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

use std::fs;
use std::path::Path;
use std::process::Command;

use terang::policy::Code;
use terang::report::{json_v1, verify_v1};

/// Holds `docs/<name>` against `want`, or writes it.
fn agrees(name: &str, want: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, want).unwrap();
    }
    let have = fs::read_to_string(&path).unwrap_or_default();
    assert!(have == want, "docs/{name} is out of date: run `UPDATE=1 cargo test --test docs`");
}

/// `docs/<name>` with what stands between the two marks replaced by `generated`.
fn with_generated(name: &str, generated: &str) -> String {
    let (begin, end) =
        ("<!-- generated: UPDATE=1 cargo test --test docs -->\n", "<!-- end of generated -->\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    let have = fs::read_to_string(path).unwrap();
    let (before, rest) = have.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    format!("{before}{begin}{generated}{end}{after}")
}

fn help(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terang"));
    let output = command.args(arguments).arg("--help").env_remove("COLUMNS").output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

#[test]
fn the_page_of_the_command_line_is_what_help_prints() {
    let commands: &[&[&str]] = &[
        &[],
        &["check"],
        &["init"],
        &["audit"],
        &["history"],
        &["report"],
        &["explain"],
        &["rules"],
        &["rules", "list"],
        &["rules", "test"],
        &["rules", "new"],
        &["sign"],
        &["verify"],
        &["diff"],
        &["excerpt"],
        &["excerpt", "make"],
        &["excerpt", "check"],
        &["key"],
        &["key", "new"],
        &["key", "show"],
        &["key", "export"],
        &["key", "passwd"],
        &["config"],
        &["config", "show"],
        &["config", "file"],
        &["config", "schema"],
        &["completions"],
        &["man"],
    ];
    let mut page = String::new();
    for arguments in commands {
        let name = [&["terang"], *arguments].concat().join(" ");
        page.push_str(&format!("\n## `{name}`\n\n```text\n{}```\n", help(arguments)));
    }
    page.push('\n');
    agrees("cli.md", &with_generated("cli.md", &page));
}

#[test]
fn every_code_has_its_page() {
    let mut page = String::new();
    for code in Code::ALL {
        // One level down: on this page the codes are sections.
        let of_code: String = code
            .page()
            .lines()
            .map(|line| if line.starts_with('#') { format!("#{line}\n") } else { format!("{line}\n") })
            .collect();
        page.push_str(&format!("\n{of_code}"));
    }
    page.push('\n');
    agrees("findings.md", &with_generated("findings.md", &page));
}

#[test]
fn the_schemas_are_those_of_the_published_types() {
    for (name, schema) in [
        ("json-v1.schema.json", json_v1::schema()),
        ("verify-v1.schema.json", verify_v1::schema()),
        ("terang.schema.json", terang::config::schema()),
    ] {
        agrees(name, &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
    }
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("CONTRIBUTING.md")];
    pages.extend(fs::read_dir(root.join("docs")).unwrap().map(|e| e.unwrap().path()));
    let mut broken = Vec::new();
    for page in pages.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        let text = fs::read_to_string(page).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#', ' ']).next().unwrap();
            let outside = target.is_empty() || target.contains("://");
            if !outside && !page.parent().unwrap().join(target).exists() {
                broken.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
