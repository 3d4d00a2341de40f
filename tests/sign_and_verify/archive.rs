//! Records that are found by what they speak of.

use super::{code, json, newsroom, terang, text};

#[test]
fn the_record_of_a_copy_is_found_among_many() {
    let folder = newsroom();
    let at = folder.path();
    std::fs::write(at.join("b.md"), "# Lain\n\nSebuah cerita lain.\n\nDengan dua alinea.\n").unwrap();
    let both = terang(at, &["sign", "a.md", "b.md", "--key", "k.pem", "--involvement", "assisted"]);
    assert_eq!(code(&both), 0, "{}", text(&both));
    std::fs::create_dir(at.join("elsewhere")).unwrap();
    let copy =
        "<article><h1>Kapal baru</h1><p>Kapal itu tiba pada hari Rabu.<p>Awaknya dua belas orang.</article>";
    std::fs::write(at.join("elsewhere/copy.html"), copy).unwrap();
    let lines =
        ["a.md.terang.json", "b.md.terang.json"].map(|n| std::fs::read_to_string(at.join(n)).unwrap());
    std::fs::write(at.join("all.jsonl"), lines.concat()).unwrap();
    for records in [".", "all.jsonl"] {
        let said = terang(at, &["verify", "elsewhere/copy.html", "--records", records, "--key", "k.pem.pub"]);
        assert!(text(&said).contains("DIFFERS (disclosure-removed, content-changed)"), "{}", text(&said));
        assert!(text(&said).contains("Kapal baru"));
    }
    std::fs::write(at.join("elsewhere/copy.html"), "<p>Tidak ada hubungannya sama sekali.").unwrap();
    let said = terang(at, &["verify", "elsewhere/copy.html", "--records", ".", "--key", "k.pem.pub"]);
    assert!(text(&said).contains("record-missing"), "{}", text(&said));
}

/// A newsroom with ten signed articles that all carry the same statement about AI.
fn ten() -> tempfile::TempDir {
    let folder = newsroom();
    for number in 0..10 {
        let article = format!(
            "# Berita {number}\n\nPagi ke-{number} di pasar.\n\nSore ke-{number} di dermaga.\n\n\
             Malam ke-{number} di stasiun.\n\nKonten ini disempurnakan menggunakan Kecerdasan Buatan (AI).\n"
        );
        std::fs::write(folder.path().join(format!("{number}.md")), article).unwrap();
    }
    let all = ["0.md", "1.md", "2.md", "3.md", "4.md", "5.md", "6.md", "7.md", "8.md", "9.md"];
    let sign = ["sign", "--key", "k.pem", "--involvement", "assisted", "-q"];
    let signed = terang(folder.path(), &[&sign[..], &all].concat());
    assert_eq!(code(&signed), 0, "{}", text(&signed));
    folder
}

#[test]
fn a_changed_article_is_held_against_its_own_record_and_no_neighbours() {
    let folder = ten();
    let at = folder.path();
    let verify = ["verify", "copy.html", "--records", ".", "--key", "k.pem.pub"];
    let label = "<p>Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).";
    let page =
        |body: &str| std::fs::write(at.join("copy.html"), format!("<article>{body}</article>")).unwrap();

    page(&format!("<h1>Judul lain</h1><p>Pagi ke-4 di pasar.<p>Ditulis ulang.<p>Juga ini.{label}"));
    let line = json(at, &verify);
    assert_eq!(line["record"], "./4.md.terang.json", "{line}");
    assert_eq!(line["reasons"], serde_json::json!(["headline-changed", "content-changed"]));
    assert_eq!(line["changes"]["disclosures"][0]["state"], "kept");

    page("<h1>Berita 4</h1><p>Pagi ke-4 di pasar.<p>Sore ke-4 di dermaga.<p>Malam ke-4 di stasiun.");
    let line = json(at, &verify);
    assert_eq!(line["reasons"], serde_json::json!(["disclosure-removed", "content-changed"]));
    let said = terang(at, &verify);
    assert!(text(&said).contains("Record: ./4.md.terang.json"), "{}", text(&said));
    assert!(text(&said).contains("headline Berita 4"), "{}", text(&said));

    // The same statement about AI makes it no version of any of them.
    page(&format!("<h1>Judul lain</h1><p>Cerita lain.<p>Alinea lain.{label}"));
    assert_eq!(json(at, &verify)["reasons"], serde_json::json!(["record-missing"]));
    let beside = ["verify", "copy.html", "--record", "4.md.terang.json", "--key", "k.pem.pub"];
    let line = json(at, &beside);
    assert_eq!(
        (&line["outcome"], &line["reasons"]),
        (&"cannot-check".into(), &serde_json::json!(["wrong-article"]))
    );
    assert!(line.get("changes").is_none());
}

#[test]
fn records_that_do_not_hold_are_counted_by_their_reason() {
    let folder = ten();
    let at = folder.path();
    assert_eq!(code(&terang(at, &["key", "new", "other.pem", "--no-passphrase"])), 0);
    std::fs::write(at.join("odd.terang.json"), "{}").unwrap();
    let said = terang(at, &["verify", "0.md", "--records", ".", "--key", "other.pem.pub"]);
    assert_eq!(code(&said), 1);
    assert!(text(&said).contains("10 records do not hold (key-unknown)"), "{}", text(&said));
    assert!(text(&said).contains("1 record does not hold (record-malformed)"), "{}", text(&said));
}

#[test]
fn what_is_no_record_among_records_stops_nothing() {
    let folder = ten();
    let at = folder.path();
    std::fs::create_dir(at.join("records")).unwrap();
    std::fs::rename(at.join("0.md.terang.json"), at.join("records/0.md.terang.json")).unwrap();
    std::os::unix::fs::symlink(at, at.join("records/folder.terang.json")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", at.join("records/zero.terang.json")).unwrap();
    let sparse = std::fs::File::create(at.join("records/sparse.terang.json")).unwrap();
    sparse.set_len(200 << 20).unwrap();
    let pipe =
        std::process::Command::new("mkfifo").arg(at.join("records/pipe.terang.json")).status().unwrap();
    assert!(pipe.success());
    let said = terang(at, &["verify", "0.md", "--records", "records", "--key", "k.pem.pub"]);
    assert_eq!(code(&said), 0, "{}", text(&said));
    assert!(text(&said).contains("4 records do not hold (record-malformed)"), "{}", text(&said));

    std::fs::rename(at.join("records/pipe.terang.json"), at.join("0.md.terang.json")).unwrap();
    for more in [&["--records", "/dev/zero"][..], &["--records", "0.md.terang.json"], &[]] {
        let said = terang(at, &[&["verify", "0.md", "--key", "k.pem.pub"], more].concat());
        assert_ne!(code(&said), 0, "{}", text(&said));
        assert!(text(&said).contains("is no regular file"), "{}", text(&said));
    }
    let said = terang(at, &["verify", "0.md", "--trust", "0.md.terang.json"]);
    assert!(text(&said).contains("is no regular file"), "{}", text(&said));
    let said = terang(at, &["sign", "1.md", "--involvement", "assisted", "--key", "0.md.terang.json"]);
    assert!(text(&said).contains("is no regular file"), "{}", text(&said));
}

#[test]
fn a_line_longer_than_any_record_is_refused_and_the_next_is_read() {
    let folder = ten();
    let at = folder.path();
    let mut lines = vec![b' '; (16 << 20) + 2];
    lines.push(b'\n');
    lines.extend(std::fs::read(at.join("0.md.terang.json")).unwrap());
    std::fs::write(at.join("all.jsonl"), lines).unwrap();
    let said = terang(at, &["verify", "0.md", "--records", "all.jsonl", "--key", "k.pem.pub"]);
    assert_eq!(code(&said), 0, "{}", text(&said));
    assert!(text(&said).contains("1 record does not hold (record-malformed)"), "{}", text(&said));
    assert!(text(&said).contains("all.jsonl:2"), "{}", text(&said));
}

#[test]
fn copies_of_a_record_make_its_paragraphs_no_more_common() {
    let folder = ten();
    let at = folder.path();
    for copy in 0..66 {
        std::fs::copy(at.join("4.md.terang.json"), at.join(format!("copy{copy}.terang.json"))).unwrap();
    }
    let page = "<article><h1>Berita 4</h1><p>Pagi ke-4 di pasar.<p>Sore ke-4 di dermaga.<p>Malam ke-4 di stasiun.\
                <p>Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).</article>";
    std::fs::write(at.join("copy.html"), page).unwrap();
    let line = json(at, &["verify", "copy.html", "--records", ".", "--key", "k.pem.pub"]);
    assert_eq!(line["reasons"], serde_json::json!(["text"]), "{line}");
}
