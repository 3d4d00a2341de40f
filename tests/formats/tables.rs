//! GitLab, Checkstyle, JUnit and CSV, each read by a parser.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use super::run::{facts, text};

/// Each element of an XML document that has to be well-formed: its name and attributes.
pub(crate) fn elements(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(text);
    let (mut out, mut depth) = (Vec::new(), 0_i32);
    loop {
        let event = reader.read_event().unwrap();
        let start = match &event {
            Event::Eof => break,
            Event::Start(start) => {
                depth += 1;
                start
            }
            Event::Empty(start) => start,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            _ => continue,
        };
        let attributes = start.attributes().map(|a| {
            let a = a.unwrap();
            let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
            (a.key.as_ref().to_owned(), value.into_owned())
        });
        let attributes = attributes.collect();
        out.push((start.name().as_ref().to_owned(), attributes));
    }
    assert_eq!(depth, 0);
    out
}

pub(crate) fn attribute<'a>(of: &'a (String, Vec<(String, String)>), name: &str) -> &'a str {
    of.1.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
}

#[test]
fn gitlab_gets_what_it_asks_for() {
    let issues: Vec<Value> = serde_json::from_str(&text("gitlab")).unwrap();
    let (facts, unreadable) = facts();
    assert_eq!(issues.len(), facts.len() + unreadable);
    let mut fingerprints = BTreeSet::new();
    for issue in &issues {
        for key in ["description", "check_name", "fingerprint", "severity"] {
            assert!(!issue[key].as_str().unwrap().is_empty(), "{issue}");
        }
        assert!(
            ["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap())
        );
        assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        assert!(fingerprints.insert(issue["fingerprint"].as_str().unwrap()), "{issue}");
    }
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_tells_paths_apart() {
    let folder = tempfile::tempdir().unwrap();
    let article = "<article><h1>Ferry</h1><p>As of turn0search0 it sails.</p></article>";
    let prints = |name: &str, text: &str| -> BTreeSet<String> {
        std::fs::write(folder.path().join(name), text).unwrap();
        let output = super::run::check_in(folder.path(), "gitlab", &[name]);
        let issues: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        assert!(!issues.is_empty());
        issues.iter().map(|i| i["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints("a.html", article);
    assert_eq!(prints("a.html", &format!("\n\n\n{article}")), before);
    assert!(prints("b.html", article).is_disjoint(&before));
}

#[test]
fn checkstyle_is_xml_with_every_finding() {
    let all = elements(&text("checkstyle"));
    let (facts, unreadable) = facts();
    let errors: Vec<_> = all.iter().filter(|(name, _)| name == "error").collect();
    assert_eq!(errors.len(), facts.len() + unreadable);
    for (origin, line, _, _, code) in facts.iter().filter(|f| !f.0.contains('#')) {
        assert!(all.iter().any(|e| e.0 == "file" && attribute(e, "name") == origin));
        assert!(errors.iter().any(|e| attribute(e, "line") == line.to_string()
            && attribute(e, "source") == format!("terang.{code}")));
    }
}

#[test]
fn junit_has_a_case_for_each_article_and_counts_that_are_true() {
    let all = elements(&text("junit"));
    let (facts, unreadable) = facts();
    let failing: BTreeSet<&str> = facts.iter().map(|f| f.0.as_str()).collect();
    let of = |name: &str| all.iter().filter(|(n, _)| n == name).count();
    assert_eq!((of("failure"), of("error")), (failing.len(), unreadable));
    for frame in all.iter().filter(|(name, _)| name.starts_with("testsuite")) {
        assert_eq!(attribute(frame, "tests"), of("testcase").to_string());
        assert_eq!(attribute(frame, "failures"), of("failure").to_string());
        assert_eq!(attribute(frame, "errors"), of("error").to_string());
        assert_eq!(attribute(frame, "time"), "");
    }
    assert!(of("testcase") > failing.len() + unreadable, "an article without findings passes");
    let names: BTreeSet<&str> =
        all.iter().filter(|(n, _)| n == "testcase").map(|e| attribute(e, "name")).collect();
    assert_eq!(names.len(), of("testcase"));
}

#[test]
fn csv_has_a_row_for_each_finding() {
    let text = text("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let page =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md"))
            .unwrap();
    for column in &header {
        assert!(page.contains(&format!("| `{column}` |")), "docs/formats.md does not tell of `{column}`");
    }
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let (facts, unreadable) = facts();
    assert_eq!(rows.len(), facts.len() + unreadable);
    for ((origin, line, column, level, code), row) in
        facts.iter().zip(rows.iter().filter(|r| &r[10] == "open"))
    {
        assert_eq!(
            [&row[0], &row[2], &row[3], &row[4], &row[5]],
            [origin.as_str(), &line.to_string(), &column.to_string(), level, code]
        );
    }
}
