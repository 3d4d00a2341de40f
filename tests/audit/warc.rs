//! Web archives: what they say of themselves, what is damaged, and what is killed in the middle of one.
#![cfg(feature = "archive")]

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::archive::{AT, ends, line, run, terang, text};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives").join(name)).unwrap()
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_capture_keeps_where_it_lies_and_what_its_digest_was_found_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.warc.gz"), fixture("mixed.warc.gz")).unwrap();
    let audit = |more: &[&str]| {
        let arguments = ["audit", "a.warc.gz", "--at", AT, "--output", "jsonl=a.jsonl"];
        run(path, &[&arguments, more].concat());
        lines(&text(path, "a.jsonl"))
    };
    let all = audit(&[]);
    let counts = &all[0]["counts"];
    assert!(
        counts["documents"].as_u64().unwrap() > 3 && counts["digestsHeld"].as_u64().unwrap() > 3,
        "{counts}"
    );
    assert!(all[0]["skipped"]["passed"]["request"].as_u64().unwrap() > 0, "{}", all[0]);
    for document in all.iter().skip(1) {
        for field in ["record", "offset", "length", "url", "captured"] {
            assert!(document.get(field).is_some(), "{field}: {document}");
        }
    }
    let quick = audit(&["--quick"]);
    assert_eq!(quick[0]["counts"]["digestsHeld"], 0);
    assert_eq!(quick[0]["counts"]["documents"], counts["documents"]);
}

#[test]
fn where_all_payload_digests_held_none_is_said_to_be_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.warc.gz"), fixture("faults.warc.gz")).unwrap();
    let audit = |more: &[&str]| {
        let ended =
            run(path, &[&["audit", "a.warc.gz", "--at", AT, "--output=jsonl=a.jsonl"], more].concat());
        let counts = lines(&text(path, "a.jsonl"))[0]["counts"].clone();
        (String::from_utf8(ended.stdout).unwrap(), counts)
    };
    let (said, counts) = audit(&[]);
    assert_eq!((&counts["digestsHeld"], &counts["digestsUnchecked"]), (&300.into(), &0.into()), "{counts}");
    assert!(!said.contains("was not compared"), "{said}");
    let (said, counts) = audit(&["--quick"]);
    assert_eq!((&counts["digestsHeld"], &counts["digestsUnchecked"]), (&0.into(), &300.into()), "{counts}");
    assert!(said.contains("300 captures: the payload digest was not compared"), "{said}");
    assert!(said.contains("Quick: payload digests were not compared"), "{said}");
}

#[test]
fn a_capture_of_a_part_is_inconclusive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.warc.gz"), fixture("mixed.warc.gz")).unwrap();
    run(path, &["audit", "a.warc.gz", "--at", AT, "--output=jsonl=a.jsonl"]);
    let all = lines(&text(path, "a.jsonl"));
    let cut: Vec<_> = all.iter().filter(|d| d.get("truncated").is_some()).collect();
    assert!(cut.iter().any(|d| d["truncated"] == "partial"), "{cut:?}");
    assert!(cut.iter().all(|d| d["state"] == "inconclusive" || d["status"] == "disclosed"), "{cut:?}");
}

#[test]
fn folders_are_read_whole_unless_gitignore_is_to_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("site")).unwrap();
    fs::write(path.join("site/.gitignore"), "draft.md\n").unwrap();
    fs::write(path.join("site/a.md"), "# Harbour\n\nThe ferry sails again.\n").unwrap();
    fs::write(path.join("site/draft.md"), "# Draft\n\nThe ferry may sail again.\n").unwrap();
    let documents = |more: &[&str]| {
        run(path, &[&["audit", "site", "--at", AT, "--output=jsonl=a.jsonl"], more].concat());
        lines(&text(path, "a.jsonl"))[0]["counts"]["documents"].as_u64()
    };
    assert_eq!(documents(&[]), Some(2));
    assert_eq!(documents(&["--respect-gitignore"]), Some(1));
}

#[test]
#[cfg(feature = "parquet")]
fn the_columns_of_a_table_can_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.parquet"), fixture("fineweb.parquet")).unwrap();
    let audit = |column: &str| {
        run(path, &["audit", "a.parquet", "--at", AT, "--output=jsonl=a.jsonl", "--column", column])
    };
    audit("url=id");
    let all = lines(&text(path, "a.jsonl"));
    assert_eq!(all[1]["url"], "<urn:uuid:1>", "{}", all[1]);
    ends(&audit("text=nothing"), 2);
    ends(&audit("title=a"), 2);
}

#[test]
fn a_flipped_bit_costs_one_record_which_is_named_with_its_offset() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let whole = fixture("faults.warc.gz");
    let mut bytes = whole.clone();
    bytes[whole.len() / 2] ^= 4;
    fs::write(path.join("whole.warc.gz"), &whole).unwrap();
    fs::write(path.join("flipped.warc.gz"), &bytes).unwrap();
    let audit = |name: &str| {
        let output = format!("--output=jsonl={name}.jsonl");
        let ended = run(path, &["audit", &format!("{name}.warc.gz"), "--at", AT, &output]);
        (ended, lines(&text(path, &format!("{name}.jsonl"))))
    };
    let (_, good) = audit("whole");
    let (ended, bad) = audit("flipped");
    ends(&ended, 2);
    let checked = |all: &[serde_json::Value]| all[0]["counts"]["checked"].as_u64().unwrap();
    assert!(checked(&good) > 100 && checked(&good) - checked(&bad) <= 1, "{} {}", good[0], bad[0]);
    let damaged: Vec<_> = bad.iter().filter(|d| d["state"] == "unreadable").collect();
    assert_eq!(damaged.len(), 1, "{damaged:?}");
    let half = whole.len() as u64 / 2;
    let (offset, length) = (damaged[0]["offset"].as_u64().unwrap(), damaged[0]["length"].as_u64().unwrap());
    assert!((offset..offset + length).contains(&half), "{damaged:?}");
    let said = String::from_utf8(ended.stdout).unwrap();
    assert!(said.contains(&format!("@{offset}+{length}")), "{said}");
}

#[test]
fn an_audit_killed_in_the_middle_of_an_archive_goes_on_behind_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    // Members of gzip files one after the other are one archive.
    let mut bytes = fixture("faults.warc.gz").repeat(8);
    bytes.extend(fixture("mixed.warc.gz"));
    fs::write(path.join("a.warc.gz"), bytes).unwrap();
    fs::write(path.join("b.wacz"), fixture("site.wacz")).unwrap();
    fs::write(path.join("c.zip"), fixture("articles.zip")).unwrap();
    let arguments = |db: &str, output: &str| {
        let fixed = ["audit", "a.warc.gz", "b.wacz", "c.zip", "--at", AT, "--no-progress", "--jobs", "2"]
            .map(str::to_owned);
        [fixed.to_vec(), vec![format!("--db={db}"), format!("--output=jsonl={output}")]].concat()
    };
    let alone = arguments("alone.sqlite", "alone.jsonl");
    run(path, &alone.iter().map(String::as_str).collect::<Vec<_>>());
    let killed = arguments("killed.sqlite", "killed.jsonl");
    let killed: Vec<&str> = killed.iter().map(String::as_str).collect();
    for round in 0..6 {
        let mut child = terang(path, &killed).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(500 + 170 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        if path.join("killed.jsonl").exists() {
            break;
        }
    }
    if !path.join("killed.jsonl").exists() {
        run(path, &killed);
    }
    assert!(text(path, "alone.jsonl") == text(path, "killed.jsonl"));
}

#[test]
fn a_page_that_a_script_has_yet_to_fill_is_empty_and_not_silent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let head = "<!doctype html><html lang=en><head><meta charset=utf-8><meta name=viewport content='width=device-width'>";
    fs::write(path.join("shell.html"), format!("{head}<body><div id=root></div><script src=a.js></script>"))
        .unwrap();
    fs::write(path.join("marked.html"), format!("{head}<meta name=ai-generated content=true><body>"))
        .unwrap();
    run(path, &["audit", ".", "--at", AT, "--output=jsonl=a.jsonl"]);
    let all = lines(&text(path, "a.jsonl"));
    let state = |name: &str| {
        let found = all.iter().skip(1).find(|d| d["name"].as_str().unwrap().ends_with(name)).unwrap();
        found["state"].as_str().unwrap().to_owned()
    };
    assert_eq!((state("shell.html").as_str(), state("marked.html").as_str()), ("empty", "checked"));
}

#[test]
fn bytes_that_are_no_text_are_unreadable_whatever_the_file_is_called() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let noise: Vec<u8> = (0..=255).collect::<Vec<u8>>().repeat(4);
    fs::write(path.join("a.html"), &noise).unwrap();
    fs::write(path.join("b.txt"), &noise).unwrap();
    ends(&run(path, &["audit", ".", "--at", AT, "--output=jsonl=a.jsonl"]), 2);
    assert_eq!(lines(&text(path, "a.jsonl"))[0]["counts"]["unreadable"], 2);
}

#[test]
fn an_altered_capture_is_one_thing_however_many_of_its_digests_do_not_fit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let page = "<html><p>The ferry sails again.</p>";
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let wrong = "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5";
    let record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nWARC-Date: 2026-03-02T08:00:00Z\r\n\
         WARC-Payload-Digest: {wrong}\r\nWARC-Block-Digest: {wrong}\r\nContent-Type: application/http; msgtype=response\r\n\
         Content-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    );
    fs::write(path.join("a.warc"), record).unwrap();
    let ended = run(path, &["audit", "a.warc", "--at", AT, "--output=jsonl=a.jsonl"]);
    ends(&ended, 1);
    let said = String::from_utf8(ended.stdout).unwrap();
    assert!(said.contains("1 thing needs attention"), "{said}");
    assert_eq!(lines(&text(path, "a.jsonl"))[0]["counts"]["digestsBroken"], 2);
}

#[test]
fn what_a_capture_refers_to_is_found_when_it_comes_in_a_later_audit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("a")).unwrap();
    let record = |kind: &str, date: &str, body: &str| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/harbour\r\nWARC-Date: {date}\r\n\
             WARC-Payload-Digest: sha1:{}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            "A".repeat(32),
            http.len()
        )
    };
    let page = "<html lang=en><p>The pier is open.</p><p>This article was written with the help of AI.</p>";
    fs::write(path.join("a/2.warc"), record("revisit", "2026-02-01T00:00:00Z", "")).unwrap();
    let audit = || {
        run(path, &["audit", "a", "--at", AT, "--quick", "--db", "a.sqlite", "--output=jsonl=o.jsonl"]);
        let all = lines(&text(path, "o.jsonl"));
        let documents = all.iter().filter(|l| l["kind"] == "document");
        let states = documents.map(|l| l["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        (states.join(" "), all[0]["reused"].as_u64().unwrap())
    };
    assert_eq!(audit(), ("inconclusive".to_owned(), 0));
    assert_eq!(audit(), ("inconclusive".to_owned(), 1));
    // A file behind it can hold nothing that it refers to.
    fs::write(path.join("a/3.warc"), record("response", "2026-03-01T00:00:00Z", page)).unwrap();
    assert_eq!(audit(), ("inconclusive checked".to_owned(), 1));
    fs::write(path.join("a/1.warc"), record("response", "2026-01-01T00:00:00Z", page)).unwrap();
    assert_eq!(audit(), ("checked checked checked".to_owned(), 1));
    assert_eq!(audit(), ("checked checked checked".to_owned(), 3));
}

#[test]
fn a_data_set_on_standard_input_is_no_page() {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    let folder = tempfile::tempdir().unwrap();
    let audit = |bytes: &[u8]| {
        let mut command = terang(folder.path(), &["audit", "-", "--at", AT, "-q"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
        said.lines().next().unwrap().to_owned()
    };
    let told = [line(1, true), line(2, false)].join("\n");
    assert!(audit(told.as_bytes()).contains("AI was used in 1 of these"), "{}", audit(told.as_bytes()));
    assert!(audit(b"{\"note\"} is how a brace begins a page of text.\n").starts_with("Of 1 capture, 1 "));
    // Packed, and longer than what is looked at.
    let many: String = (0..4_000).map(|n| line(n, n == 0) + "\n").collect();
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(many.as_bytes()).unwrap();
    let said = audit(&packer.finish().unwrap());
    assert!(said.starts_with("Of 4,000 captures, ") && said.contains("in 1 of these"), "{said}");
}
