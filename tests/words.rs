//! The catalogues of words say the same things in every tongue, and nothing that nobody says.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read the source and stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use terang::policy::Code;
use terang::report::words::{Tongue, keys, reason};

/// The gaps of a sentence.
fn gaps(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).map(|part| part.split_once('}').unwrap().0).collect()
}

fn sources(folder: &Path, out: &mut String) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs")
            && !path.file_stem().is_some_and(|name| name == "tests" || name == "testing")
        {
            // What tests name is not said to anybody.
            out.push_str(
                fs::read_to_string(&path).unwrap().split("#[cfg(test)]\nmod tests {").next().unwrap(),
            );
        }
    }
}

#[test]
fn every_tongue_has_every_key_with_the_same_gaps() {
    let english: BTreeMap<_, _> = keys(Tongue::En).collect();
    assert!(!english.is_empty());
    for tongue in Tongue::ALL {
        let its: BTreeMap<_, _> = keys(tongue).collect();
        let (all, there): (BTreeSet<_>, BTreeSet<_>) = (english.keys().collect(), its.keys().collect());
        let differ: Vec<_> = all.symmetric_difference(&there).collect();
        assert!(differ.is_empty(), "{}: {differ:?}", tongue.word());
        for (key, sentence) in &its {
            assert!(!sentence.trim().is_empty() && !sentence.contains('\n'), "{}: {key}", tongue.word());
            assert_eq!(gaps(sentence), gaps(english[key]), "{}: {key}", tongue.word());
        }
    }
}

#[test]
fn no_key_is_unused_and_none_that_is_used_is_missing() {
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    let unused: Vec<_> = keys(Tongue::En).filter(|(key, _)| !code.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "{unused:#?}");
    let tables: BTreeSet<&str> = keys(Tongue::En).map(|(key, _)| key.split_once('.').unwrap().0).collect();
    let all: BTreeSet<&str> = keys(Tongue::En).map(|(key, _)| key).collect();
    let missing: BTreeSet<&str> = code
        .split('"')
        .filter(|text| {
            text.split_once('.').is_some_and(|(table, key)| {
                tables.contains(table)
                    && !key.is_empty()
                    && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            })
        })
        .filter(|text| !all.contains(text))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn nothing_of_one_tongue_is_left_in_another() {
    let english: BTreeMap<_, _> = keys(Tongue::En).collect();
    // Product of gaps alone, and words that both languages write alike.
    let alike = |s: &str| {
        s.split(['{', '}']).step_by(2).all(|part| !part.contains(char::is_alphabetic))
            || matches!(s, "metadata" | "video" | "data" | "Audit {run}, {at}")
    };
    let same: Vec<_> = keys(Tongue::Id).filter(|(key, s)| english[key] == *s && !alike(s)).collect();
    assert!(same.is_empty(), "{same:#?}");
}

#[test]
fn every_code_has_sentences_and_a_test_that_expects_it() {
    let tables: BTreeSet<&str> = keys(Tongue::En).map(|(key, _)| key.split_once('.').unwrap().0).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut expected = fs::read_to_string(root.join("tests/baseline.rs")).unwrap();
    for folder in ["tests/profiles", "tests/cmd"] {
        for entry in fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_file() {
                expected.push_str(&fs::read_to_string(&entry).unwrap());
            }
        }
    }
    let lacking = |c: &&Code| {
        let seen = [format!("[{c}]"), format!(" {c}\""), format!("\"code\":\"{c}\""), format!(", \"{c}\")")];
        !tables.contains(c.word()) || !seen.iter().any(|form| expected.contains(form))
    };
    let lacking: Vec<&Code> = Code::ALL.iter().filter(lacking).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn every_reason_that_a_signal_gives_is_said_in_every_tongue() {
    /// Words in the source that no finding says.
    const OTHER: [&str; 5] = [
        "front matter",
        "a part was pushed above",
        "nine short names make a small automaton",
        "artificial intelligence tool",
        ", ",
    ];
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/signal"), &mut code);
    let mut said = 0;
    for line in code.lines().filter(|l| !l.trim_start().starts_with("//") && !l.contains("'\"'")) {
        for text in line.split('"').skip(1).step_by(2) {
            let begins = text.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '`' | '{'));
            let words = text.contains(' ')
                && text.split(['{', '}']).step_by(2).any(|s| s.contains(char::is_alphabetic));
            if !words || !begins || OTHER.contains(&text) {
                continue;
            }
            let filled: String = text
                .split('{')
                .enumerate()
                .map(|(n, part)| match part.split_once('}') {
                    Some((_, rest)) if n > 0 => format!("7{rest}"),
                    _ => part.to_owned(),
                })
                .collect();
            assert_ne!(reason(Tongue::Id, &filled), filled, "no words in src/report/words/reasons.id.toml");
            said += 1;
        }
    }
    assert!(said > 50, "{said}");
}
