//! What an article may try on those who read reports.

use std::path::Path;

use super::annotations::parse;
use super::run::{FORMATS, command};
use super::tables::elements;

/// Words that would do something, were they not escaped: to a runner, a terminal, an XML or HTML reader, a spreadsheet,
/// a renderer of Markdown.
const WORDS: &[&str] = &[
    "::error::owned",
    "##[add-mask]owned",
    "##vso[task.setvariable variable=x]owned",
    "%0A::add-mask::owned",
    "]]>",
    "-->",
    "<script>alert(1)</script>",
    "\u{1b}[2Jowned",
    "\u{9b}2J",
    "\u{202e}txet\u{2066}",
    "=HYPERLINK(\"http://evil.example\")",
    "| a | b |",
    "`` ` ``` code",
    "[x](javascript:alert(1))",
    "@everyone #1 https://evil.example www.evil.example",
    "{{7*7}} {0}",
    "\u{fffe}\u{ffff}",
    "&amp;&lt;&#0;",
];

/// A record that is its own finding: the words are its identifier and stand in its text.
fn stream() -> String {
    let mut out = String::new();
    for word in WORDS {
        let text = format!("{word} as of turn0search0 {word}");
        out.push_str(&serde_json::json!({"id": word, "text": text, "lang": "en"}).to_string());
        out.push('\n');
        let html =
            format!("<article><h1>A</h1><p>x</p></article><meta name=\"ai-disclosure\" content='{word}'>");
        out.push_str(&serde_json::json!({"id": word, "html": html}).to_string());
        out.push('\n');
    }
    let long = "x".repeat(100_000);
    out.push_str(&serde_json::json!({"id": long, "text": format!("{long} turn0search0 {long}")}).to_string());
    out.push_str("\n{\"id\":\"::error::x\",\"text\":1}\n");
    out
}

fn outputs(folder: &Path) -> Vec<(&'static str, String)> {
    std::fs::write(folder.join("a.jsonl"), stream()).unwrap();
    let formats = || FORMATS.iter().chain(&["human", "json", "jsonl"]);
    let mut command = command();
    command.current_dir(folder).args(["check", "--require-disclosure", "a.jsonl"]);
    for format in formats() {
        command.arg("--output").arg(format!("{format}={format}.out"));
    }
    assert_eq!(command.output().unwrap().status.code(), Some(2));
    let read = |format: &str| std::fs::read_to_string(folder.join(format!("{format}.out"))).unwrap();
    formats().map(|format| (*format, read(format))).collect()
}

#[test]
fn no_article_speaks_to_a_runner_a_terminal_or_a_reader_of_markup() {
    let folder = tempfile::tempdir().unwrap();
    for (format, text) in outputs(folder.path()) {
        assert!(text.len() > 1_000, "{format}");
        for line in text.lines() {
            let commands = parse(line).map(|p| (p.kind, p.data));
            match commands {
                Some((kind, _)) if format == "github" => {
                    assert!(["error", "warning", "notice"].contains(&&*kind))
                }
                Some(command) => panic!("{format}: {command:?} in {line:?}"),
                None => assert_ne!(format, "github", "{line}"),
            }
            assert!(!line.contains("##vso["), "{format}: {line}");
        }
        let bad =
            |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || matches!(c, '\u{202e}' | '\u{2066}');
        // JSON of version 1 gives text as it is but for control characters.
        let own = ["json", "jsonl"].contains(&format);
        assert!(own || !text.contains(bad), "{format}: {:?}", text.chars().find(|c| bad(*c)));
        match format {
            "sarif" => drop(super::sarif::valid(&text)),
            "gitlab" | "json" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap()),
            "junit" | "checkstyle" => {
                assert!(!text.contains(['\u{fffe}', '\u{ffff}']), "{format}");
                assert!(elements(&text).len() > WORDS.len());
            }
            "csv" => {
                for record in csv::Reader::from_reader(text.as_bytes()).records() {
                    for field in &record.unwrap() {
                        assert!(!field.starts_with(['=', '+', '-', '@', '\t']), "{field:?}");
                    }
                }
            }
            "html" => assert!(!text.contains("<script") && !text.contains("javascript:alert(1)\"")),
            "markdown" => assert_no_markup(&text),
            _ => {}
        }
    }
}

/// Renders Markdown as GitHub does (by another renderer than ours) and looks for what no row may hold.
fn assert_no_markup(text: &str) {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.render.r#unsafe = true;
    let html = comrak::markdown_to_html(text, &options);
    for tag in ["<script", "<a ", "<img", "<li><p", "<h1"] {
        assert!(!html.contains(tag), "{tag}: {html}");
    }
    let rows: Vec<&str> = html.split("<tr>").skip(2).collect();
    assert!(rows.len() > 10);
    for row in rows {
        assert_eq!(row.matches("<td").count(), 3, "{row}");
    }
}

#[test]
fn a_report_stays_small_however_long_the_words_are() {
    let folder = tempfile::tempdir().unwrap();
    for (format, text) in outputs(folder.path()) {
        let own = ["json", "jsonl"].contains(&format);
        assert!(own || text.len() < 200_000, "{format}: {} bytes", text.len());
    }
}
