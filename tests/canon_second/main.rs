//! The second implementation of canonical text (canon.js, in a real browser's DOM) agrees on every vector, every
//! article and random pages. `tests/canon_second/run` installs what it needs.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test may read its fixtures, start its peers and stop"
)]

mod random;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use terang::canon::{self, CanonError, ContentDigests, Scope};
use terang::item::Media;

/// A document that both implementations read.
struct Case {
    name: String,
    source: String,
    media: Media,
    scope: Scope,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn vectors() -> Vec<Case> {
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let (header, source) = text.split_once("\n\n").unwrap();
        let all = |field: &str| -> Vec<String> {
            header.lines().filter_map(|line| Some(line.strip_prefix(field)?.to_owned())).collect()
        };
        let mime = all("media: ").remove(0);
        let media =
            [Media::Html, Media::Markdown, Media::Plain].into_iter().find(|m| m.mime() == mime).unwrap();
        let scope = Scope { selector: all("selector: ").pop(), drop: all("drop: ") };
        Case { name: path.display().to_string(), source: source.to_owned(), media, scope }
    };
    let folder = root().join("fixtures/vectors/canon");
    std::fs::read_dir(folder).unwrap().map(|entry| read(entry.unwrap().path())).collect()
}

fn articles() -> Vec<Case> {
    let mut out = Vec::new();
    let mut folders = vec![root().join("fixtures/articles")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let media = match path.extension().and_then(|e| e.to_str()) {
                Some("html") => Media::Html,
                Some("md") => Media::Markdown,
                Some("txt") => Media::Plain,
                _ if path.is_dir() => {
                    folders.push(path);
                    continue;
                }
                _ => continue,
            };
            // The browser gets text; articles in another encoding belong to the tests of decoding.
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            let source = source.strip_prefix('\u{FEFF}').unwrap_or(&source).to_owned();
            out.push(Case { name: path.display().to_string(), source, media, scope: Scope::default() });
        }
    }
    out
}

/// What this implementation gives, in the other one's form.
fn ours(case: &Case) -> serde_json::Value {
    match canon::text(&case.source, case.media, &case.scope) {
        Ok(text) => serde_json::json!({
            "headline": text.headline,
            "paragraphs": text.paragraphs,
            "root": ContentDigests::of(&text).root.to_string(),
        }),
        Err(CanonError::NoMatch { .. }) => serde_json::json!({ "error": "no-match" }),
        Err(CanonError::BadSelector { .. }) => serde_json::json!({ "error": "bad-selector" }),
        Err(CanonError::NoBody) => serde_json::json!({ "error": "no-body" }),
        Err(CanonError::ShadowRoot) => serde_json::json!({ "error": "shadow-root" }),
        Err(error) => panic!("{}: {error}", case.name),
    }
}

/// What the second implementation gives, or why it cannot be run.
fn theirs(cases: &[Case]) -> Result<Vec<serde_json::Value>, String> {
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("peers/canon_second");
    if !packages.join("node_modules").is_dir() {
        return Err(format!("no npm packages in {}", packages.display()));
    }
    for (program, set) in [("node", None), ("chromium", std::env::var("CHROMIUM").ok())] {
        let program = set.as_deref().unwrap_or(program);
        Command::new(program)
            .arg("--version")
            .output()
            .map_err(|e| format!("{program} does not start: {e}"))?;
    }
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.json"), folder.path().join("out.json"));
    let items: Vec<_> = cases
        .iter()
        .map(|case| {
            let Scope { selector, drop } = &case.scope;
            serde_json::json!({ "source": case.source, "media": case.media.mime(), "selector": selector, "drop": drop })
        })
        .collect();
    std::fs::write(&input, serde_json::to_vec(&items).unwrap()).unwrap();
    let drive = root().join("tests/canon_second/drive.mjs");
    let status = Command::new("node").arg(drive).arg(packages).arg(input).arg(&output).status().unwrap();
    assert!(status.success(), "the second implementation did not run to its end");
    Ok(serde_json::from_slice(&std::fs::read(output).unwrap()).unwrap())
}

#[test]
fn a_browser_computes_the_same() {
    let mut cases = vectors();
    cases.extend(articles());
    let written = cases.len();
    assert!(written > 150, "the vectors are not there");
    cases.extend((0..600).map(random::page));
    let theirs = match theirs(&cases) {
        Ok(theirs) => theirs,
        Err(why) => {
            assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "{why}");
            // Written past the capture of the test harness, so that nobody takes this for a pass.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED canon_second: {why} (tests/canon_second/run installs it)"
            );
            return;
        }
    };
    assert_eq!(theirs.len(), cases.len());
    let mut wrong = Vec::new();
    for (case, theirs) in cases.iter().zip(theirs) {
        let ours = ours(case);
        if ours != theirs {
            let Case { name, source, .. } = case;
            wrong.push(format!("{name}\n  ours   {ours}\n  theirs {theirs}\n  source {:.600?}", source));
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
    let _ = writeln!(
        std::io::stderr(),
        "canon_second: {} documents agree, {written} of them written",
        cases.len()
    );
}
