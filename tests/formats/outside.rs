//! Programs of others read what terang writes: Python's csv and xml, junitparser. `tests/formats/run` installs them;
//! without it the test says SKIPPED for each that is missing.

use std::path::PathBuf;
use std::process::Command;

use super::run::{facts, text};

/// A Python that has `module`, or nothing.
fn python(module: &str) -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    let own = target.join("peers/formats/bin/python");
    let found = [own, PathBuf::from("python3")].into_iter().find(|python| {
        let output = Command::new(python).args(["-c", &format!("import {module}")]).output();
        output.is_ok_and(|o| o.status.success())
    });
    if found.is_none() {
        assert!(std::env::var_os("TERANG_REQUIRE_PEERS").is_none(), "{module} is not installed");
        eprintln!("SKIPPED: no Python with {module} (tests/formats/run installs it)");
    }
    found
}

/// What `script` prints of the file that it is given.
fn said(module: &str, script: &str, format: &str) -> Option<String> {
    let python = python(module)?;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text(format)).unwrap();
    let output = Command::new(python).args(["-c", script]).arg(file.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

#[test]
fn junitparser_counts_the_same() {
    let script = "import sys, junitparser as j\nx = j.JUnitXml.fromfile(sys.argv[1])\n\
        c = [c for s in x for c in s]\n\
        n = lambda k: sum(isinstance(r, k) for i in c for r in i.result)\n\
        x.update_statistics()\nprint(len(c), n(j.Failure), n(j.Error), x.tests, x.failures, x.errors)";
    let Some(said) = said("junitparser", script, "junit") else { return };
    let (facts, unreadable) = facts();
    let failing = facts.iter().map(|f| &f.0).collect::<std::collections::BTreeSet<_>>().len();
    let counts: Vec<usize> = said.split(' ').map(|n| n.parse().unwrap()).collect();
    assert_eq!(counts[1..3], [failing, unreadable]);
    assert_eq!(counts[..3], counts[3..]);
}

#[test]
fn python_reads_the_csv() {
    let script = "import csv, sys\nr = list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))\n\
        print(len(r), sum(x['status'] == 'unreadable' for x in r), all(None not in x for x in r))";
    let Some(said) = said("csv", script, "csv") else { return };
    let (facts, unreadable) = facts();
    assert_eq!(said, format!("{} {unreadable} True", facts.len() + unreadable));
}

#[test]
fn python_reads_the_checkstyle() {
    let script = "import sys, xml.etree.ElementTree as e\nt = e.parse(sys.argv[1]).getroot()\n\
        print(t.tag, len(t.findall('./file/error')))";
    let Some(said) = said("xml.etree.ElementTree", script, "checkstyle") else { return };
    let (facts, unreadable) = facts();
    assert_eq!(said, format!("checkstyle {}", facts.len() + unreadable));
}
