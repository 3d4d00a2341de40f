//! The one-way rule of docs/architecture.md, and the habits that keep files readable.
//!
//! The test is textual: a re-export or a macro can hide an import from it. It holds for honest mistakes.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read the source and stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module and what it may import of this crate, lowest first.
const TABLE: &[(&str, &[&str])] = &[
    ("vocabulary", &[]),
    ("span", &[]),
    ("lang", &[]),
    ("time", &[]),
    ("digest", &[]),
    ("magic", &[]),
    ("item", &["digest"]),
    ("place", &["span"]),
    ("merkle", &["digest"]),
    ("key", &["digest"]),
    ("envelope", &["key"]),
    ("document", &["item", "lang", "span", "vocabulary"]),
    ("disclosure", &["digest", "document", "lang", "span", "vocabulary"]),
    ("signal", &["document", "item", "span", "vocabulary"]),
    ("canon", &["digest", "document", "item", "merkle"]),
    ("label", &["canon", "disclosure", "document", "item", "lang", "signal", "span", "vocabulary"]),
    ("trust", &["digest", "key", "time"]),
    ("record", &["canon", "digest", "merkle", "time", "vocabulary"]),
    ("verify", &["canon", "digest", "envelope", "key", "merkle", "record", "time", "trust", "vocabulary"]),
    (
        "policy",
        &[
            "digest",
            "disclosure",
            "document",
            "place",
            "record",
            "signal",
            "span",
            "time",
            "verify",
            "vocabulary",
        ],
    ),
    ("suppress", &["document", "item", "policy", "span", "time"]),
    ("baseline", &["digest", "policy"]),
    ("config", &["place", "policy", "span", "time"]),
    ("audit", &["digest", "time", "vocabulary"]),
    (
        "report",
        &[
            "audit",
            "digest",
            "disclosure",
            "item",
            "place",
            "policy",
            "record",
            "signal",
            "span",
            "time",
            "verify",
            "vocabulary",
        ],
    ),
    (
        "pipeline",
        &[
            "audit",
            "canon",
            "digest",
            "disclosure",
            "document",
            "envelope",
            "item",
            "key",
            "label",
            "lang",
            "place",
            "policy",
            "record",
            "report",
            "signal",
            "span",
            "suppress",
            "time",
            "trust",
            "verify",
            "vocabulary",
        ],
    ),
    ("archive", &["digest", "item", "magic", "time"]),
    ("source", &["archive", "digest", "item", "magic", "time"]),
    ("store", &["audit", "digest", "envelope", "key", "time"]),
];

/// The edges: they may touch files, the terminal and the clock. `cli` and `main` see only the public library.
const EDGES: &[&str] = &["source", "store", "cli", "main"];

/// Names under which anything could hide.
const BUCKETS: &[&str] = &["util", "utils", "common", "helpers", "misc", "types", "shared", "base"];

struct Source {
    /// Relative to `src`, with `/`.
    name: String,
    module: String,
    /// The code without comments and without the tests at its end.
    code: String,
    lines: usize,
    whole: String,
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            // What is built of tests/fuzz may lie beside it.
            if !path.ends_with("fuzz/target") {
                files(&path, out);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let mut all: Vec<Source> = paths.iter().map(|path| source(&root, path)).collect();
    let tests: BTreeSet<String> = all.iter().flat_map(test_modules).collect();
    for s in all.iter_mut().filter(|s| tests.contains(&s.name)) {
        s.code.clear();
    }
    all
}

/// The files of the modules that `s` declares for tests only.
fn test_modules(s: &Source) -> Vec<String> {
    let folder = s.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let own = match s.name.rsplit_once('/').map_or(s.name.as_str(), |(_, file)| file) {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        _ => s.name.trim_end_matches(".rs").to_owned(),
    };
    s.whole
        .split("#[cfg(test)]\nmod ")
        .skip(1)
        .filter_map(|after| after.split_once(';'))
        .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .map(|(name, _)| format!("{own}/{name}.rs"))
        .collect()
}

fn source(root: &Path, path: &Path) -> Source {
    let whole = fs::read_to_string(path).unwrap();
    let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
    let before_tests = whole.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code = before_tests.lines().map(|l| l.split("//").next().unwrap()).collect::<Vec<_>>().join("\n");
    Source { lines: whole.lines().count(), name, module, code, whole }
}

fn row(module: &str) -> Option<&'static [&'static str]> {
    TABLE.iter().find(|(name, _)| *name == module).map(|(_, row)| *row)
}

/// The modules that `code` names after `prefix`.
fn named(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let after = &code[at + prefix.len()..];
        if let Some(group) = after.strip_prefix('{') {
            let inside = group.split('}').next().unwrap();
            out.extend(inside.split(',').map(|part| first_word(part.trim()).to_owned()));
        } else {
            out.insert(first_word(after).to_owned());
        }
    }
    out.remove("");
    out
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap()
}

#[test]
fn every_import_goes_down() {
    let mut wrong = Vec::new();
    for s in sources() {
        if s.module == "lib" || EDGES[2..].contains(&s.module.as_str()) {
            continue;
        }
        let Some(allowed) = row(&s.module) else {
            wrong.push(format!("{}: the module `{}` has no row in TABLE", s.name, s.module));
            continue;
        };
        let mut imports = named(&s.code, "crate::");
        if s.name == format!("{}.rs", s.module) || s.name == format!("{}/mod.rs", s.module) {
            let own: BTreeSet<String> = named(&s.code, "super::");
            imports.extend(own.into_iter().filter(|name| row(name).is_some()));
        }
        imports.retain(|name| *name != s.module && name.starts_with(char::is_lowercase));
        wrong.extend(
            imports
                .iter()
                .filter(|name| !allowed.contains(&name.as_str()))
                .map(|name| format!("{}: `{}` may not import `{name}`", s.name, s.module)),
        );
    }
    assert!(
        wrong.is_empty(),
        "{wrong:#?}\nThe rule stands in docs/architecture.md; change the table only with it."
    );
}

#[test]
fn the_table_has_no_cycle_and_no_row_without_a_module() {
    let there: BTreeSet<String> = sources().into_iter().map(|s| s.module).collect();
    for (n, (name, allowed)) in TABLE.iter().enumerate() {
        assert!(there.contains(*name), "there is no module `{name}`");
        for import in *allowed {
            assert!(
                TABLE[..n].iter().any(|(before, _)| before == import),
                "`{name}` stands before `{import}`"
            );
        }
    }
}

#[test]
fn the_command_line_uses_only_the_public_library() {
    for s in sources().iter().filter(|s| s.module == "cli" || s.module == "main") {
        let inner: Vec<String> = named(&s.code, "crate::").into_iter().filter(|n| n != "cli").collect();
        assert!(inner.is_empty(), "{}: {inner:?}", s.name);
    }
}

#[test]
fn only_the_edges_touch_the_world() {
    const WORLD: &[&str] = &[
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io::stdin",
        "std::io::stdout",
        "std::io::stderr",
        "SystemTime",
        "Instant::now",
        "println!",
        "print!(",
    ];
    let mut wrong = Vec::new();
    for s in sources().iter().filter(|s| !EDGES.contains(&s.module.as_str())) {
        wrong.extend(WORLD.iter().filter(|w| s.code.contains(**w)).map(|w| format!("{}: {w}", s.name)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_file_has_at_most_400_lines_and_a_name_that_says_what_is_in_it() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut paths = Vec::new();
    files(&tests, &mut paths);
    let mut all = sources();
    all.extend(paths.iter().map(|path| source(&tests, path)));
    let long: Vec<String> =
        all.iter().filter(|s| s.lines > 400).map(|s| format!("{} has {} lines", s.name, s.lines)).collect();
    assert!(long.is_empty(), "{long:#?}");
    for s in &all {
        let parts = s.name.trim_end_matches(".rs").split('/');
        let bucket = parts.clone().find(|part| BUCKETS.contains(part));
        assert!(bucket.is_none(), "{}: `{}` says nothing", s.name, bucket.unwrap_or_default());
    }
}

#[test]
fn nothing_reaches_over_its_parent() {
    let reaching: Vec<String> =
        sources().into_iter().filter(|s| s.code.contains("super::super")).map(|s| s.name).collect();
    assert!(reaching.is_empty(), "write `crate::` instead: {reaching:?}");
}

#[test]
fn a_mod_file_says_what_there_is_and_does_nothing() {
    for s in sources().iter().filter(|s| s.name.ends_with("/mod.rs")) {
        assert!(s.whole.starts_with("//!"), "{} does not say what the module is for", s.name);
        let does = ["fn ", "struct ", "enum ", "impl ", "const ", "static "];
        let found = s
            .code
            .lines()
            .find(|line| does.iter().any(|d| line.trim_start().trim_start_matches("pub ").starts_with(d)));
        assert!(
            found.is_none(),
            "{}: `{}` belongs into a file of its own",
            s.name,
            found.unwrap_or_default()
        );
    }
}
