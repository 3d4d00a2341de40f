//! What the documentation repeats from the program is what the program says. `UPDATE=1` writes it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

use std::fs;
use std::path::Path;
use std::process::Command;

use terang::policy::Code;
use terang::report::words::{self, Tongue};
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
        &["label"],
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
        &["baseline"],
        &["baseline", "create"],
        &["baseline", "update"],
        &["baseline", "prune"],
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
fn every_code_has_its_page_in_every_language() {
    for (tongue, name) in [(Tongue::En, "findings.md"), (Tongue::Id, "findings.id.md")] {
        agrees(name, &with_generated(name, &pages(tongue)));
    }
}

fn pages(tongue: Tongue) -> String {
    let mut page = String::new();
    for code in Code::ALL {
        // One level down: on this page the codes are sections. In a block of code `#` begins no heading.
        let mut in_code = false;
        let of_code: String = words::page(tongue, *code)
            .lines()
            .map(|line| {
                in_code ^= line.trim_start().starts_with("```");
                let heading = line.starts_with('#') && !in_code;
                if heading { format!("#{line}\n") } else { format!("{line}\n") }
            })
            .collect();
        page.push_str(&format!("\n{of_code}"));
    }
    page.push('\n');
    page
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

/// The commands of the blocks of a page, without the comments behind them.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let mut commands = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(kind) = line.strip_prefix("```") else { continue };
        for line in lines.by_ref().take_while(|l| *l != "```") {
            let command = if kind == "console" { line.strip_prefix("$ ") } else { Some(line) };
            commands.extend(command.map(|c| c.split(" #").next().unwrap().trim_end().to_owned()));
        }
    }
    commands
}

#[test]
fn the_readme_has_the_same_commands_and_pages_in_indonesian() {
    let english = commands("README.md");
    assert!(english.len() > 10, "{english:#?}");
    assert_eq!(commands("README.id.md"), english);
    let read = |page: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
    let headings = |text: &str| text.lines().filter(|l| l.starts_with("## ")).count();
    let (en, id) = (read("README.md"), read("README.id.md"));
    assert_eq!(headings(&id), headings(&en));
    for part in en.split("](").skip(1) {
        let page = part.split(')').next().unwrap();
        // What there is in Indonesian is linked to in Indonesian.
        let own = page == "README.id.md" || page == "docs/findings.md";
        assert!(own || id.contains(&format!("]({page})")), "README.id.md does not lead to {page}");
    }
}

#[test]
fn links_between_the_pages_lead_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("README.id.md"), root.join("CONTRIBUTING.md")];
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
