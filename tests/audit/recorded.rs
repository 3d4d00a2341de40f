//! Captures held against signed records.

use std::fs;
use std::path::Path;

use crate::archive::{AT, ends, line, run, text};

const LABEL: &str = "This article was written with the help of AI.";

/// A page with three paragraphs and a label, in markup of its own.
fn page(class: &str, label: &str) -> String {
    format!(
        "<!doctype html><html lang=en><body><article><h1>Harbour opens again</h1>\n\
         <p{class}>The harbour of Kupang opened again on Wednesday after nine months of repairs.</p>\n\
         <p{class}>Ferries sail twice a day until the end of the dry season, weather permitting.</p>\n\
         <p{class}>The province has paid for a new pier on the eastern side.</p>\n{label}</article></body></html>\n"
    )
}

fn labelled(class: &str) -> String {
    page(class, &format!("<p>{LABEL}</p>"))
}

/// Makes the key `name` and, with it, a record of the page in `records`.
fn sign(folder: &Path, name: &str) {
    let key = format!("{name}.pem");
    ends(&run(folder, &["key", "new", &key, "--no-passphrase", "-q"]), 0);
    fs::create_dir_all(folder.join("records")).unwrap();
    let signed = format!("records/{name}.html");
    fs::write(folder.join(&signed), labelled("")).unwrap();
    let date = "2026-11-22T08:30:00Z";
    ends(
        &run(
            folder,
            &["sign", &signed, "--key", &key, "--involvement", "assisted", "--issued-at", date, "-q"],
        ),
        0,
    );
}

/// The signed page, a copy elsewhere in other markup, one that lost its label, and a page that nobody signed.
fn archive(folder: &Path) {
    let capture = |id: u32, html: &str| {
        let uri = format!("https://site{id}.example/harbour.html");
        serde_json::json!({ "id": id.to_string(), "uri": uri, "html": html }).to_string()
    };
    let lines = [
        capture(1, &labelled("")),
        capture(2, &labelled(" class=story")),
        capture(3, &page("", "")),
        line(4, false),
    ];
    fs::write(folder.join("a.jsonl"), lines.join("\n")).unwrap();
}

fn audit(folder: &Path, trusted: &[&str]) -> (std::process::Output, Vec<serde_json::Value>) {
    let fixed = ["audit", "a.jsonl", "--at", AT, "--output=jsonl=r.jsonl", "--records", "records"];
    let ended = run(folder, &[&fixed, trusted].concat());
    let lines = text(folder, "r.jsonl");
    (ended, lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect())
}

#[test]
fn a_copy_is_known_by_its_paragraphs_and_a_label_that_went_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    sign(path, "editor");
    archive(path);
    let public = text(path, "editor.pem.pub");
    let trust = format!(
        "version = 1\n\n[[publisher]]\nname = \"Harian Contoh\"\n\n[[publisher.key]]\npublic = '''\n{public}'''\n\
         from = 2026-01-01\nuntil = 2099-12-31\nroles = [\"editor\"]\n"
    );
    fs::write(path.join("trust.toml"), trust).unwrap();
    let (ended, all) = audit(path, &["--trust", "trust.toml"]);
    ends(&ended, 1);
    assert_eq!(
        (&all[0]["records"]["known"], &all[0]["records"]["met"]),
        (&1.into(), &1.into()),
        "{}",
        all[0]
    );

    let verified = |at: usize| &all[at]["verified"];
    assert_eq!((&verified(1)["outcome"], &verified(1)["copy"]), (&"matches".into(), &false.into()));
    assert_eq!((&verified(2)["outcome"], &verified(2)["copy"]), (&"matches".into(), &true.into()));
    assert_eq!((&verified(3)["outcome"], &verified(3)["copy"]), (&"differs".into(), &true.into()));
    let reasons = verified(3)["reasons"].as_array().unwrap();
    assert!(reasons.contains(&"disclosure-removed".into()), "{reasons:?}");
    assert_eq!(verified(3)["removed"], serde_json::json!([LABEL]));
    assert!(verified(4).is_null(), "{}", all[4]);

    let said = String::from_utf8(ended.stdout).unwrap();
    assert!(said.contains("a.jsonl#3") && said.contains(LABEL), "{said}");
    // Whoever reads the page knows no codes.
    let page = |lang| {
        let page = run(path, &["report", "r.jsonl", "--format", "html", "--report-lang", lang]);
        String::from_utf8(page.stdout).unwrap()
    };
    let (en, id) = (page("en"), page("id"));
    assert!(en.contains("a statement about the use of AI is gone; a paragraph is another one"), "{en}");
    assert!(id.contains("ada paragraf yang berubah"), "{id}");
}

#[test]
fn a_record_of_somebody_who_is_not_trusted_is_counted_and_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    sign(path, "stranger");
    archive(path);
    ends(&run(path, &["key", "new", "editor.pem", "--no-passphrase", "-q"]), 0);
    let (ended, all) = audit(path, &["--key", "editor.pem.pub"]);
    // A key that was mistaken for another must not pass for "nothing needs attention".
    ends(&ended, 1);
    let records = &all[0]["records"];
    assert_eq!((&records["known"], &records["met"]), (&0.into(), &0.into()), "{records}");
    assert_eq!(records["refused"], serde_json::json!({ "key-unknown": 1 }));
    let said = String::from_utf8_lossy(&ended.stdout);
    assert!(said.contains("(the record is signed by nobody whom you trust;"), "{said}");
    assert!(all.iter().all(|entry| entry.get("verified").is_none()), "{all:?}");
}

#[test]
fn records_without_keys_and_keys_without_records_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    sign(path, "editor");
    archive(path);
    for half in [["--records", "records"], ["--key", "editor.pem.pub"]] {
        let ended = run(path, &[&["audit", "a.jsonl"], &half[..]].concat());
        ends(&ended, 2);
        assert!(String::from_utf8_lossy(&ended.stderr).contains("belong together"));
    }
}

#[test]
fn what_all_pages_of_a_site_share_makes_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    ends(&run(path, &["key", "new", "editor.pem", "--no-passphrase", "-q"]), 0);
    fs::create_dir_all(path.join("records")).unwrap();
    let offer = "Subscribe to the newsletter of the house and read the news of the islands every morning.";
    let page = |title: &str, own: &[&str]| {
        let own: String = own.iter().map(|p| format!("<p>{p}</p>")).collect();
        format!(
            "<!doctype html><html lang=en><body><article><h1>{title}</h1>{own}<p>{LABEL}</p><p>{offer}</p>\
             <p>Follow us</p></article></body></html>"
        )
    };
    let harbour = [
        "The harbour of Kupang opened again on Wednesday after nine months of repairs.",
        "Ferries sail twice a day until the end of the dry season, weather permitting.",
        "The province has paid for a new pier on the eastern side of the bay.",
    ];
    let rain = [
        "Rain fell on the hills of Flores for the third day, and the roads are closed.",
        "Nobody was hurt in the slides, said the police of Ende on Friday.",
    ];
    let date = "2026-11-22T08:30:00Z";
    for (name, title, own) in [("a", "Harbour opens", &harbour[..]), ("b", "Rain", &rain[..])] {
        let file = format!("records/{name}.html");
        fs::write(path.join(&file), page(title, own)).unwrap();
        let uri = format!("https://news.example/{name}");
        let sign = ["sign", &file, "--key", "editor.pem", "--involvement", "assisted", "-q"];
        ends(&run(path, &[&sign[..], &["--issued-at", date, "--uri", &uri]].concat()), 0);
    }
    let tea = ["Tea is dearer than last year, and traders in Bandung blame the long drought for it."];
    let capture = |uri: &str, html: &str| serde_json::json!({ "uri": uri, "html": html }).to_string();
    let lines = [
        // Nothing but the label, the offer and perhaps the title of a signed one.
        capture("https://news.example/c", &page("Tea", &tea)),
        capture("https://news.example/d", &page("Rain", &tea)),
        // One part of a signed article, and one of two.
        capture("https://copies.example/1", &page("Ferries", &harbour[..2])),
        capture("https://copies.example/2", &page("Week", &[harbour[0], tea[0], rain[1]])),
        // A signed article that was written anew but for its headline and a paragraph.
        capture("https://copies.example/3", &page("Harbour opens", &[&harbour[..1], &[tea[0]; 6]].concat())),
        // A signed article where another one was signed.
        capture("https://news.example/b", &page("Harbour opens", &harbour)),
    ];
    fs::write(path.join("a.jsonl"), lines.join("\n")).unwrap();
    let (_, all) = audit(path, &["--key", "editor.pem.pub"]);
    let of = |at: usize| {
        let held = &all[at]["verified"];
        (held["outcome"].as_str(), held["copy"].as_bool(), held["name"].as_str().map(|n| n.contains("/a.")))
    };
    assert_eq!((of(1), of(2)), ((None, None, None), (None, None, None)), "{all:?}");
    assert_eq!(of(3), (Some("differs"), Some(true), Some(true)));
    assert_eq!(of(4), (None, None, None));
    assert_eq!(of(5), (Some("differs"), Some(true), Some(true)));
    let (outcome, copy, first) = of(6);
    assert_eq!((copy, first), (Some(false), Some(false)));
    assert_ne!(outcome, Some("matches"), "{}", all[6]);
}

#[test]
fn another_text_at_a_signed_address_is_told_and_a_capture_that_was_cut_proves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    ends(&run(path, &["key", "new", "editor.pem", "--no-passphrase", "-q"]), 0);
    fs::create_dir_all(path.join("records")).unwrap();
    fs::write(path.join("records/a.html"), labelled("")).unwrap();
    let sign = ["sign", "records/a.html", "--key", "editor.pem", "--involvement", "assisted", "-q"];
    let said = ["--issued-at", "2026-11-22T08:30:00Z", "--uri", "https://news.example/harbour"];
    ends(&run(path, &[&sign[..], &said[..]].concat()), 0);
    let record = |url: &str, more: &str, body: &str| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n{more}Content-Type: application/http\r\n\
             Content-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let other = "<html lang=en><p>The circus is in town until Sunday.</p>";
    let cut = &labelled(" class=story")[..330];
    let cut_off = "WARC-Truncated: length\r\n";
    let archive = [
        record("http://www.news.example/harbour/?utm_source=x", "", &labelled(" class=story")),
        record("https://copies.example/1", "", &labelled("")),
        record("https://news.example/harbour", "", other),
        record("https://news.example/circus", "", other),
        record("https://news.example/harbour", cut_off, cut),
    ];
    fs::write(path.join("a.warc"), archive.concat()).unwrap();
    let arguments = ["audit", "a.warc", "--at", AT, "--records", "records", "--key", "editor.pem.pub"];
    let ended = run(path, &[&arguments[..], &["--output", "jsonl=a.out"]].concat());
    ends(&ended, 1);
    let all: Vec<serde_json::Value> =
        text(path, "a.out").lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let of = |at: usize| {
        let held = &all[at]["verified"];
        (held["outcome"].as_str(), held["copy"].as_bool(), held["reasons"][0].as_str())
    };
    assert_eq!(of(1), (Some("matches"), Some(false), Some("text")));
    assert_eq!(of(2), (Some("matches"), Some(true), Some("exact")));
    assert_eq!(of(3), (Some("cannot-check"), Some(false), Some("wrong-article")));
    assert_eq!(of(4), (None, None, None));
    assert_eq!(of(5), (Some("cannot-check"), Some(false), Some("input-unreadable")), "{}", all[5]);
    assert_eq!(all[5]["state"], "inconclusive");
    assert_eq!(all[0]["counts"]["copies"], 1);
    assert_eq!(all[0]["counts"]["removedSinceSigning"], 0);
}

#[test]
fn the_table_and_the_page_name_the_record_and_the_copies() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    sign(path, "editor");
    archive(path);
    let outputs = ["--output=csv=r.csv", "--output=html=r.html", "--report-lang=id"];
    let (ended, _) = audit(path, &[&["--key", "editor.pem.pub"], &outputs[..]].concat());
    ends(&ended, 1);
    let table = text(path, "r.csv");
    let rows: Vec<&str> = table.lines().collect();
    assert!(rows[0].ends_with(",record_name,copy"), "{}", rows[0]);
    let record = "records/editor.html.terang.json";
    assert!(
        rows[1].ends_with(&format!(",{record},no")) && rows[2].ends_with(&format!(",{record},yes")),
        "{table}"
    );
    assert!(rows[4].ends_with(",,"), "{table}");
    let page = text(path, "r.html");
    assert!(page.contains("keterangan penggunaan AI sudah tidak ada") && page.contains(record), "{page}");
    assert!(page.contains("1 rekaman: tanpa catatan"), "{page}");
    let said = String::from_utf8(ended.stdout).unwrap();
    assert!(said.contains(&format!("\n      catatan: {record}\n")), "{said}");
}

#[test]
fn a_headline_alone_makes_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    sign(path, "editor");
    let other = "<!doctype html><html lang=en><body><article><h1>Harbour opens again</h1>\n\
        <p>Six years later another harbour opened, in another town and for other ships.</p>\n\
        <p>Nobody remembered the first one by then.</p></article></body></html>\n";
    let line = serde_json::json!({ "id": "1", "uri": "https://other.example/x", "html": other });
    fs::write(path.join("a.jsonl"), line.to_string()).unwrap();
    let (ended, all) = audit(path, &["--key", "editor.pem.pub"]);
    ends(&ended, 0);
    assert!(all[1].get("verified").is_none(), "{}", all[1]);
}

#[test]
fn a_folder_without_records_is_no_proof_of_anything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    sign(path, "editor");
    archive(path);
    fs::create_dir(path.join("none")).unwrap();
    let ended = run(path, &["audit", "a.jsonl", "--records", "none", "--key", "editor.pem.pub"]);
    ends(&ended, 2);
    assert!(String::from_utf8(ended.stderr).unwrap().contains("none holds no records"));
}
