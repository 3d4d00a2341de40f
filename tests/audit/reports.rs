//! Every form of a report, over text that means harm.

use std::fs;
use std::path::Path;

use crate::archive::{AT, build, ends, line, run, text};

/// An archive whose addresses, languages and words try to get out of every format.
fn hostile(folder: &Path) {
    let evil = "=HYPERLINK(\"http://evil.example\")</title><script>alert(1)</script>\u{202e}\u{1b}]8;;x\u{7}";
    let html = format!(
        "<!doctype html><html lang='\"><script>alert(2)</script>'><body><p>{}</p><p>As an AI language model, I cannot \
         say.</p><p>This article was written with the help of AI{}</p></body></html>",
        evil.replace('<', "&lt;"),
        "."
    );
    let uri = "https://evil.example/<svg onload=alert(3)>/x";
    let line = serde_json::json!({ "id": evil, "uri": uri, "html": html }).to_string();
    fs::write(folder.join("=cmd|'x'!A1.jsonl"), format!("{line}\n{{\"id\": <script>\n")).unwrap();
}

#[test]
fn no_text_of_the_archive_gets_out_of_the_page_the_table_or_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    hostile(path);
    let arguments =
        ["audit", ".", "--at", AT, "--output=html=r.html", "--output=csv=r.csv", "--output=jsonl=r.jsonl"];
    let output = run(path, &arguments);
    ends(&output, 2);
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
    let page = text(path, "r.html");
    assert!(!page.contains("<script") && !page.contains("<svg onload") && !page.contains('\u{202e}'));
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    for reference in [" src=", " href=", "@import", "url(http", " onload", " style="] {
        assert!(
            !page.contains(reference) || reference == " onload" && page.contains("&#60;svg onload"),
            "{reference}"
        );
    }
    let table = text(path, "r.csv");
    for line in table.lines().skip(1) {
        assert!(line.starts_with('\'') || line.starts_with("\"'"), "{line}");
    }
    assert!(!table.contains('\u{1b}') && !table.contains(",=") && !table.contains(",\"="));
}

#[test]
fn a_result_is_shown_again_in_every_form_from_either_source() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 30);
    let forms = ["jsonl", "csv", "html"];
    let outputs: Vec<String> = forms.iter().map(|f| format!("--output={f}=a.{f}")).collect();
    let mut arguments = vec!["audit", "archive", "--at", AT, "--db", "a.sqlite"];
    arguments.extend(outputs.iter().map(String::as_str));
    let audit = run(path, &arguments);
    ends(&audit, 2);
    for result in ["a.sqlite", "a.jsonl"] {
        for form in forms {
            let output = run(path, &["report", result, "--format", form]);
            ends(&output, 2);
            assert!(output.stdout == fs::read(path.join(format!("a.{form}"))).unwrap(), "{result} as {form}");
        }
        let output = run(path, &["report", result]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&audit.stdout));
        let output = run(path, &["report", result, "--format", "html", "--report-lang", "id"]);
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.contains("<html lang=\"id\">") && page.contains("tidak dapat diperiksa"));
    }
    // One that was cut, or in which a line was turned into another, is no result.
    let whole = text(path, "a.jsonl");
    let cut = whole.trim_end().rsplit_once('\n').unwrap().0;
    let turned = whole.replacen("\"status\":\"disclosed\"", "\"status\":\"silent\"", 1);
    for (less, said) in [(cut, "captures, and "), (turned.as_str(), " that say something else")] {
        fs::write(path.join("less.jsonl"), less).unwrap();
        let output = run(path, &["report", "less.jsonl"]);
        ends(&output, 2);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("less.jsonl is not whole") && error.contains(said), "{error}");
        assert!(output.stdout.is_empty());
    }
    fs::write(path.join("other.jsonl"), "{\"schema\":\"terang.check/1\"}\n").unwrap();
    ends(&run(path, &["report", "other.jsonl"]), 2);
}

#[test]
fn an_address_that_reads_from_the_right_turns_no_date_round() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let capture = |told, day: u32| {
        let mut page: serde_json::Value = serde_json::from_str(&line(1, told)).unwrap();
        page["uri"] = "https://news.example/\u{645}\u{64a}\u{646}\u{627}\u{621}".into();
        page["date"] = format!("2026-01-0{day}").into();
        page.to_string()
    };
    fs::write(path.join("a.jsonl"), [capture(true, 1), capture(false, 2)].join("\n")).unwrap();
    ends(&run(path, &["audit", "a.jsonl", "--at", AT, "--output", "html=a.html"]), 1);
    let page = text(path, "a.html");
    assert!(page.contains("\u{621}</bdi><br>2026-01-02 00:00:00 UTC<br>"), "{page}");
}

#[test]
fn quick_samples_and_dates_are_said_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 60);
    let arguments = [
        "audit",
        "archive",
        "--at",
        AT,
        "--quick",
        "--sample",
        "4",
        "--output=html=r.html",
        "--output=jsonl=r.jsonl",
    ];
    let said = String::from_utf8(run(path, &arguments).stdout).unwrap();
    let page = text(path, "r.html");
    for form in [&said, &page] {
        assert!(form.contains("Quick: payload digests were not compared"), "{form}");
        assert!(form.contains("outside the sample of one page in 4"), "{form}");
    }
    let head = text(path, "r.jsonl");
    assert!(head.contains("\"quick\":true") && head.contains("\"sample\":4"));
    let again = String::from_utf8(run(path, &arguments).stdout).unwrap();
    assert_eq!(said, again);
}

#[test]
fn more_than_a_page_holds_stands_in_a_table_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.jsonl"), "{\"id\": broken\n".repeat(2_100)).unwrap();
    ends(&run(path, &["audit", "a.jsonl", "--at", AT, "--output=html=r.html"]), 2);
    let page = text(path, "r.html");
    assert!(page.contains("r.attention.csv") && page.contains("2,100"));
    assert_eq!(text(path, "r.attention.csv").lines().count(), 2_101);
}

#[test]
fn the_numbers_of_the_page_add_up_to_all_captures() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    build(path, 60);
    ends(&run(path, &["audit", "archive", "--at", AT, "--output=html=r.html", "--output=jsonl=r.jsonl"]), 2);
    let page = text(path, "r.html");
    let table = page.split_once("<table class=\"sum\">").unwrap().1.split_once("</table>").unwrap().0;
    let number = |row: &str| {
        let cell = row.split_once("<td class=\"n\">").unwrap().1.split_once('<').unwrap().0;
        cell.replace(',', "").parse::<u64>().unwrap()
    };
    let rows: Vec<u64> = table.split("<tr").skip(2).map(number).collect();
    assert_eq!(rows.len(), 10, "{table}");
    assert_eq!(rows[..5].iter().sum::<u64>(), rows[5], "{table}");
    assert_eq!(rows[5..9].iter().sum::<u64>(), rows[9], "{table}");
    let head: serde_json::Value =
        serde_json::from_str(text(path, "r.jsonl").lines().next().unwrap()).unwrap();
    assert_eq!(head["counts"]["documents"], rows[9]);
}
