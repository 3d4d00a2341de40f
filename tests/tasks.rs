//! The task pages show what the program prints: every `console` block of a page is run, in order, in one folder.
//! `UPDATE=1` writes the pages.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may run programs and stop")]
#![cfg(all(unix, feature = "cli"))]

use std::path::Path;
use std::process::Command;

/// A moment that stands in the pages in the place of every moment that is printed.
const MOMENT: &str = "2026-11-22T08:30:00Z";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `text` with every moment in it as [`MOMENT`].
fn undated(text: &str) -> String {
    let moment = regex::Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ").unwrap();
    moment.replace_all(text, MOMENT).into_owned()
}

/// What the commands of one block print: each command, its output, and its status where that is not 0.
fn transcript(folder: &Path, commands: &[&str]) -> String {
    let path = Path::new(env!("CARGO_BIN_EXE_terang")).parent().unwrap();
    let path = format!("{}:{}", path.display(), std::env::var("PATH").unwrap());
    let mut out = String::new();
    for command in commands {
        let script = format!("{command} 2>&1");
        let script = if command.contains('>') { (*command).to_owned() } else { script };
        let done = Command::new("/bin/sh")
            .args(["-c", &script])
            .current_dir(folder)
            .env("PATH", &path)
            .env("NO_COLOR", "1")
            .env("TERANG_LANG", "en")
            .output()
            .unwrap();
        out.push_str(&format!("$ {command}\n{}", undated(&String::from_utf8(done.stdout).unwrap())));
        match done.status.code().unwrap() {
            0 => {}
            status => out.push_str(&format!("? {status}\n")),
        }
    }
    out
}

/// The page with every block as it would be printed; files that it shows are put where the commands run.
fn run(page: &str, folder: &Path, key: &str) -> String {
    let mut out = String::new();
    let mut lines = page.lines();
    let mut file = None;
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(name) = line.strip_prefix("<!-- file: ").and_then(|l| l.strip_suffix(" -->")) {
            file = Some(name);
        } else if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
            let shown = block.iter().map(|l| format!("{l}\n")).collect::<String>();
            if line == "```console" {
                let commands: Vec<&str> = block.iter().filter_map(|l| l.strip_prefix("$ ")).collect();
                out.push_str(&transcript(folder, &commands));
            } else {
                if let Some(name) = file.take() {
                    std::fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
                    std::fs::write(folder.join(name), shown.replace("\"KEY\"", &format!("\"{key}\"")))
                        .unwrap();
                }
                out.push_str(&shown);
            }
            out.push_str("```\n");
        }
    }
    out
}

#[test]
fn the_first_page_shows_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let path = root().join("docs/getting-started.md");
    let have = std::fs::read_to_string(&path).unwrap();
    let want = run(&have, folder.path(), "");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &want).unwrap();
    }
    assert!(
        std::env::var_os("UPDATE").is_some() || have == want,
        "docs/getting-started.md is out of date: run `UPDATE=1 cargo test --test tasks`\n{want}"
    );
    let (red, green) = (want.find("? 1\n").unwrap(), want.rfind("nothing to report").unwrap());
    assert!(red < green, "{want}");
}

#[test]
fn the_page_on_signing_and_verifying_shows_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for name in ["editor", "machine"] {
        use std::os::unix::fs::PermissionsExt as _;
        let key = at.join(format!("{name}.pem"));
        std::fs::copy(root().join(format!("fixtures/keys/{name}.pem")), &key).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::copy(root().join(format!("fixtures/keys/{name}.pub")), at.join(format!("{name}.pem.pub")))
            .unwrap();
    }
    let key = std::fs::read_to_string(at.join("editor.pem.pub")).unwrap();
    let key = terang::key::PublicKey::parse(&key).unwrap().to_openssh("");
    let path = root().join("docs/sign-and-verify.md");
    let have = std::fs::read_to_string(&path).unwrap();
    let want = run(&have, at, &key);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &want).unwrap();
    }
    assert!(
        std::env::var_os("UPDATE").is_some() || have == want,
        "docs/sign-and-verify.md is out of date: run `UPDATE=1 cargo test --test tasks`\n{want}"
    );
}
