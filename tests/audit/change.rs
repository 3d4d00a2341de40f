//! A second audit says what became of each page.

use std::fs;

use crate::archive::{AT, ends, line, run, text};

fn head(text: &str) -> serde_json::Value {
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

#[test]
fn a_grown_archive_is_read_where_it_grew_and_every_change_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    let write =
        |name: &str, lines: &[String]| fs::write(path.join("a").join(name), lines.join("\n")).unwrap();
    write("same.jsonl", &[line(1, true), line(2, false)]);
    write("month.jsonl", &[line(3, true), line(4, false), line(5, false), line(6, false)]);
    let audit = |output: &str| {
        let output = format!("--output=jsonl={output}");
        run(path, &["audit", "a", "--at", AT, "--db", "a.sqlite", &output])
    };
    ends(&audit("1.jsonl"), 0);
    let first = text(path, "1.jsonl");
    assert!(head(&first).get("compared").is_none());

    let other = line(5, false).replace("sails", "rests");
    write("month.jsonl", &[line(3, false), line(4, true), other]);
    write("new.jsonl", &[line(7, false)]);
    let told = audit("2.jsonl");
    // No capture is left that shows it: the line of the page was written over.
    ends(&told, 1);
    let said = String::from_utf8(told.stdout).unwrap();
    assert!(said.contains("Pages that told readers of AI use in audit 1 and do not now: 1."), "{said}");
    assert!(
        said.contains(
            "disclosure-removed: last seen: audit 1 “This article was written with the help of AI.”"
        ),
        "{said}"
    );
    let second = text(path, "2.jsonl");
    let head = head(&second);
    assert_eq!(
        (&head["files"], &head["reused"], &head["compared"]["run"]),
        (&3.into(), &1.into(), &1.into())
    );
    let want = serde_json::json!({
        "disclosure-added": 1, "disclosure-removed": 1, "gone": 1, "new": 1, "text-changed": 3
    });
    assert_eq!(head["compared"]["changes"], want);
    let gone = second.lines().find(|l| l.contains("\"change\":\"gone\"")).unwrap();
    assert!(gone.contains("harbour/6.html"), "{gone}");

    ends(&audit("3.jsonl"), 0);
    let third = text(path, "3.jsonl");
    assert!(third.contains("\"reused\":3") && third.contains("\"changes\":{}"), "{third}");
    let documents = |text: &str| text.lines().skip(1).filter(|l| l.contains("\"document\"")).count();
    assert_eq!(documents(&third), documents(&second));
}

#[test]
fn other_rules_or_reread_read_everything_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.jsonl"), line(1, true)).unwrap();
    let reused = |more: &[&str]| {
        let arguments = ["audit", "a.jsonl", "--at", AT, "--db", "a.sqlite", "--output", "jsonl=o.jsonl"];
        ends(&run(path, &[&arguments, more].concat()), 0);
        head(&text(path, "o.jsonl"))["reused"].clone()
    };
    assert_eq!((reused(&[]), reused(&[]), reused(&["--reread"])), (0.into(), 1.into(), 0.into()));
    assert_eq!((reused(&["--lang", "id"]), reused(&["--max-depth", "99"])), (0.into(), 0.into()));
}

#[test]
fn the_captures_of_one_page_are_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    // Three captures of one page under three spellings of its address; the last lost its disclosure.
    let spelled = |told, uri: &str| line(1, told).replace("https://news.example/harbour/1.html", uri);
    let lines = [
        spelled(true, "http://news.example/harbour/1.html"),
        spelled(true, "https://www.news.example/harbour/1.html?utm_source=x"),
        spelled(false, "https://news.example/harbour/1.html/#top"),
        line(2, false),
    ];
    fs::write(path.join("a.jsonl"), lines.join("\n")).unwrap();
    let output = run(path, &["audit", "a.jsonl", "--db", "a.sqlite", "--at", AT]);
    ends(&output, 1);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("disclosure gone in a later capture"), "{said}");
    assert!(said.contains("This article was written with the help of AI."), "{said}");

    let output = run(path, &["history", "https://news.example/harbour/1.html", "--db", "a.sqlite"]);
    ends(&output, 1);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.matches("a.jsonl#").count(), 3, "{said}");
    assert_eq!(said.matches("the disclosure is gone").count(), 1, "{said}");
    fs::write(path.join("b.jsonl"), "{\"id\":\"x7\",\"text\":\"The pier is open.\"}\n").unwrap();
    ends(&run(path, &["audit", "b.jsonl", "--db", "b.sqlite", "--at", AT]), 0);
    let output = run(path, &["history", "x7", "--db", "b.sqlite"]);
    ends(&output, 0);
    assert!(String::from_utf8(output.stdout).unwrap().contains("b.jsonl#1"));
    let output =
        run(path, &["history", "news.example/harbour/1.html", "--db", "a.sqlite", "--format", "jsonl"]);
    ends(&output, 3);
}

#[cfg(target_os = "linux")]
#[test]
fn the_history_of_an_audit_that_did_not_end_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.jsonl"), line(1, true)).unwrap();
    let audit = ["audit", "a.jsonl", "--db", "a.sqlite", "--at", AT];
    ends(&run(path, &[&audit[..], &["--output", "csv=/dev/full"]].concat()), 2);
    let history = |number: u32| {
        let url = format!("https://news.example/harbour/{number}.html");
        let output = run(path, &["history", &url, "--db", "a.sqlite"]);
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, said) = history(1);
    assert!(
        status == Some(0) && said.contains("audit 1 was not finished: it may hold more captures"),
        "{said}"
    );
    let (status, said) = history(2);
    assert!(status == Some(3) && said.contains("it was not finished: run the audit again"), "{said}");
    ends(&run(path, &audit), 0);
    assert_eq!(history(1), (Some(0), String::new()));
}

#[test]
fn a_file_that_is_not_there_any_more_is_named_with_what_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    fs::write(path.join("a/stays.jsonl"), line(1, true)).unwrap();
    fs::write(path.join("a/goes.jsonl"), [line(1, true), line(1, false)].join("\n")).unwrap();
    let audit = || run(path, &["audit", "a", "--at", AT, "--db", "a.sqlite", "--output=jsonl=o.jsonl"]);
    audit();
    assert!(head(&text(path, "o.jsonl")).get("notices").is_none());
    fs::remove_file(path.join("a/goes.jsonl")).unwrap();
    let said = String::from_utf8(audit().stderr).unwrap();
    let want = "1 file is in audit 1 and not in this one, by name: a/goes.jsonl (2 captures)";
    assert!(said.contains(want), "{said}");
    assert_eq!(head(&text(path, "o.jsonl"))["notices"], serde_json::json!([want]));
}

#[test]
fn a_page_that_was_not_looked_at_is_neither_gone_nor_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    let pages = |from: usize| (from..from + 3).map(|n| line(n, n == 1)).collect::<Vec<_>>();
    fs::write(path.join("a/b.jsonl"), pages(1).join("\n")).unwrap();
    fs::write(path.join("a/c.jsonl"), pages(4).join("\n")).unwrap();
    let audit = |typed: &[&str]| {
        let fixed = ["audit", "--at", AT, "--db", "a.sqlite", "--output=jsonl=o.jsonl"];
        run(path, &[&fixed, typed].concat());
        head(&text(path, "o.jsonl"))
    };
    audit(&["a"]);
    let changes = |head: &serde_json::Value| head["compared"]["changes"].clone();
    let nothing = serde_json::json!({});
    // A line that cannot be read may be any page.
    let whole = fs::read_to_string(path.join("a/b.jsonl")).unwrap();
    fs::write(path.join("a/b.jsonl"), whole.replacen("{\"html\"", "{\"html", 1)).unwrap();
    let damaged = audit(&["a"]);
    assert_eq!((changes(&damaged), &damaged["counts"]["unreadable"]), (nothing.clone(), &1.into()));
    let want = "1 page is in one of audits 1 and 2 alone and called neither gone nor new: files were not asked for, or not read \
                whole";
    assert_eq!(damaged["notices"], serde_json::json!([want]));
    fs::write(path.join("a/b.jsonl"), &whole).unwrap();
    assert_eq!(changes(&audit(&["a"])), nothing);
    // A line that was as unreadable then hides nothing now.
    let odd = format!("{{\"id\":\n{}\n{}", line(8, false), line(9, false));
    fs::write(path.join("a/d.jsonl"), &odd).unwrap();
    assert_eq!(changes(&audit(&["a"])), serde_json::json!({"new": 2}));
    fs::write(path.join("a/d.jsonl"), odd.rsplit_once('\n').unwrap().0).unwrap();
    assert_eq!(changes(&audit(&["a"])), serde_json::json!({"gone": 1}));
    fs::remove_file(path.join("a/d.jsonl")).unwrap();
    assert_eq!(changes(&audit(&["a"])), serde_json::json!({"gone": 1}));
    // A file that was not asked for is not gone, and what lies behind the limit neither.
    assert_eq!(changes(&audit(&["a/c.jsonl"])), nothing);
    let behind = audit(&["a", "--limit", "2"]);
    assert!(behind.get("compared").is_none(), "{behind}");
    assert_eq!(
        behind["notices"],
        serde_json::json!(["not compared with audit 7: this one ended at its limit"])
    );
    // An audit of a part does not hide what was known of the whole.
    fs::write(path.join("a/b.jsonl"), pages(1)[..2].join("\n")).unwrap();
    let after = audit(&["a"]);
    assert_eq!((&after["compared"]["run"], changes(&after)), (&6.into(), serde_json::json!({"gone": 1})));
    fs::write(path.join("a/c.jsonl"), pages(4)[..2].join("\n")).unwrap();
    assert_eq!(changes(&audit(&["a"])), serde_json::json!({"gone": 1}));
}

#[test]
fn the_same_bytes_under_other_rules_are_no_change_of_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let page = "---\ntitle: Pier\nlabel: AI wrote this\n---\n\nThe pier is open.\n";
    fs::write(path.join("a.md"), page).unwrap();
    let audit = |more: &[&str]| {
        let fixed = ["audit", "a.md", "--at", AT, "--db", "a.sqlite", "--output=jsonl=o.jsonl"];
        ends(&run(path, &[&fixed, more].concat()), 0);
        head(&text(path, "o.jsonl"))
    };
    audit(&[]);
    let other = audit(&["--front-matter-key", "label"]);
    assert_eq!(other["compared"]["changes"], serde_json::json!({}));
    let notice = other["notices"][0].as_str().unwrap();
    assert!(
        notice.contains("judged otherwise than in audit 1") || notice.contains("may rest on that"),
        "{notice}"
    );
}

#[test]
fn files_of_a_folder_that_hold_no_articles_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    fs::write(path.join("a/a.jsonl"), line(1, true)).unwrap();
    for name in ["essay.docx", "scan.pdf"] {
        fs::write(path.join("a").join(name), "x").unwrap();
    }
    run(path, &["audit", "a", "--at", AT, "--output=jsonl=o.jsonl"]);
    let notices = &head(&text(path, "o.jsonl"))["notices"];
    assert_eq!(*notices, serde_json::json!(["a: 2 files of other kinds were not read"]));
}
