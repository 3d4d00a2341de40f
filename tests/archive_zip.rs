//! ZIP and WACZ files that are damaged, or not what they say they hold.
#![cfg(all(feature = "archive", feature = "parquet"))]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use terang::source::{Caps, Input, Options, Piece, open};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The files of a fixture.
fn files(name: &str) -> Vec<(String, Vec<u8>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives").join(name);
    let mut zip = ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let mut out = Vec::new();
    for index in 0..zip.len() {
        let mut bytes = Vec::new();
        let mut file = zip.by_index(index).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        out.push((file.name().unwrap().into_owned(), bytes));
    }
    out
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[derive(Default)]
struct Out {
    documents: usize,
    failed: Vec<String>,
    notices: Vec<String>,
}

impl Out {
    fn fails(&self, entry: &str, why: &str) {
        let found = self.failed.iter().any(|one| one.contains(entry) && one.contains(why));
        assert!(found, "{entry}: {why}: {:?}", self.failed);
    }
}

fn read(name: &str, bytes: &[u8]) -> Out {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let caps = Caps::default();
    let mut out = Out::default();
    for input in open(vec![path], Options { caps, archives: true, ..Options::default() }) {
        if let Input::Notice(notice) = input {
            out.notices.push(notice);
            continue;
        }
        input.pieces(caps, |piece| match piece {
            Piece::Document(_) => out.documents += 1,
            Piece::Failed(error) => out.failed.push(format!("{}: {error}", error.origin())),
            Piece::Revisit(_) | Piece::Passed(..) => {}
        });
    }
    out
}

#[test]
fn an_entry_behind_another_of_its_name_is_told() {
    let page = b"<html><p>The ferry sails again.</p>".to_vec();
    let all = ["a.html", "b.html", "c.html"].map(|name| (name.to_owned(), page.clone()));
    let mut bytes = packed(&all);
    for at in 0..bytes.len() - 6 {
        if bytes[at..].starts_with(b"b.html") {
            bytes[at] = b'a';
        }
    }
    let out = read("twice.zip", &bytes);
    assert_eq!(out.documents, 2);
    out.fails("twice.zip/a.html", "byte 0, 35 bytes: another entry has the same name");
    assert_eq!(out.failed.len(), 1);
}

#[test]
fn a_damaged_entry_has_its_place() {
    let page = b"<html><p>The ferry sails again.</p>".to_vec();
    let all = ["a.html", "b.html", "c.html"].map(|name| (name.to_owned(), page.clone()));
    let whole = packed(&all);
    let places: Vec<usize> =
        (0..whole.len() - 4).filter(|at| whole[*at..].starts_with(b"PK\x03\x04")).collect();
    let length = places[2] - places[1];
    let mut bytes = whole.clone();
    bytes[places[2] - 9] ^= 1;
    let out = read("bad.zip", &bytes);
    assert_eq!(out.documents, 2);
    out.fails("bad.zip/b.html", &format!("byte {}, {length} bytes: cannot be read", places[1]));
    // Its head is what is damaged.
    let mut bytes = whole;
    bytes[places[1]] ^= 1;
    let out = read("bad.zip", &bytes);
    assert_eq!(out.documents, 2);
    out.fails("bad.zip/b.html", "");
}

#[test]
fn every_file_that_a_wacz_lists_is_compared_and_every_archive_has_to_be_listed() {
    let whole = files("signed.wacz");
    let out = read("a.wacz", &packed(&whole));
    assert!(out.failed.is_empty(), "{:?}", out.failed);
    let documents = out.documents;
    let altered = |name: &str| {
        let mut all = whole.clone();
        let file = all.iter_mut().find(|(path, _)| path.contains(name)).unwrap();
        let middle = file.1.len() / 2;
        file.1[middle] ^= 1;
        read("a.wacz", &packed(&all))
    };
    altered("index").fails("index", "it has not the digest that datapackage.json gives");

    let mut more = whole.clone();
    let warc = whole.iter().find(|(path, _)| path.starts_with("archive/")).unwrap().1.clone();
    more.push(("archive/more.warc.gz".to_owned(), warc));
    let out = read("a.wacz", &packed(&more));
    out.fails("archive/more.warc.gz", "datapackage.json does not name it");
    assert_eq!(out.documents, documents * 2);
}

#[test]
fn a_list_that_cannot_be_read_is_no_list_that_nobody_signed() {
    let whole = packed(&files("signed.wacz"));
    for (name, text) in [("datapackage.json", "py-wacz"), ("datapackage-digest.json", "signature")] {
        let mut bytes = whole.clone();
        let at = bytes.windows(text.len()).position(|w| w == text.as_bytes()).unwrap();
        bytes[at] ^= 1;
        let out = read("a.wacz", &bytes);
        out.fails(name, "cannot be read");
        assert!(!out.notices.iter().any(|n| n.contains("nobody signed it")), "{name}: {:?}", out.notices);
        assert!(out.documents > 0);
    }
}

#[test]
fn a_signature_of_a_domain_that_was_altered_does_not_hold() {
    let mut all = files("domain.wacz");
    let (_, seal) = all.iter_mut().find(|(name, _)| name == "datapackage-digest.json").unwrap();
    let field = b"\"signature\": \"";
    let at = seal.windows(field.len()).position(|w| w == field).unwrap() + field.len() + 40;
    seal[at] = if seal[at] == b'A' { b'B' } else { b'A' };
    let out = read("altered.wacz", &packed(&all));
    out.fails("datapackage-digest.json", "the signature does not hold");
    assert!(!out.notices.iter().any(|n| n.contains("and the signature holds")), "{:?}", out.notices);
}

#[test]
fn bytes_that_were_put_into_a_zip_cost_one_entry_and_not_those_before_it() {
    let (bytes, directory) = articles(12, false);
    let at = directory * 2 / 3;
    let longer = [&bytes[..at], &[0xA7; 57], &bytes[at..]].concat();
    let out = read("longer.zip", &longer);
    out.fails("longer.zip", "the list of entries at the end of the ZIP is missing or damaged");
    assert!(out.documents >= 11, "{} {:?}", out.documents, out.failed);
    // What stands before all of it shifts nothing: it may be a program that unpacks.
    let before = read("before.zip", &[&[0xA7; 57], &bytes[..]].concat());
    assert_eq!((before.documents, before.failed.len()), (12, 0), "{:?}", before.failed);
}

#[test]
fn a_wacz_without_its_list_or_the_digest_of_it_is_told_as_such() {
    let mut all = files("site.wacz");
    all.retain(|(name, _)| name != "datapackage-digest.json");
    let out = read("undigested.wacz", &packed(&all));
    assert!(out.notices.iter().any(|n| n.contains("no digest of its list is given")), "{:?}", out.notices);
    all.retain(|(name, _)| name != "datapackage.json");
    let out = read("unlisted.wacz", &packed(&all));
    out.fails("datapackage.json", "nothing says what this WACZ ought to hold");
    assert!(out.documents > 0);
    assert!(read("unlisted.zip", &packed(&all)).failed.is_empty());
}

/// A ZIP of `count` small articles and where its directory begins; `streamed` writes sizes behind the entries.
fn articles(count: usize, streamed: bool) -> (Vec<u8>, usize) {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let text = |n: usize| format!("Artikel nomor {n}.\n\nArtikel ini dibuat oleh AI.\n").repeat(n + 1);
    let bytes = if streamed {
        let mut zip = ZipWriter::new_stream(Vec::new());
        for n in 0..count {
            zip.start_file(format!("{n}.txt"), options).unwrap();
            zip.write_all(text(n).as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    } else {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..count {
            zip.start_file(format!("{n}.txt"), options).unwrap();
            zip.write_all(text(n).as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let directory = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    (bytes, directory)
}

#[test]
fn a_zip_that_lost_its_directory_is_read_by_the_headers_of_its_entries() {
    for streamed in [false, true] {
        let (bytes, directory) = articles(12, streamed);
        assert_eq!(read("a.zip", &bytes).documents, 12);
        for end in [directory, directory + 20, bytes.len() - 1] {
            let out = read("a.zip", &bytes[..end]);
            assert_eq!(out.documents, 12, "{streamed} {end}: {:?}", out.failed);
            assert_eq!(out.failed.len(), 1, "{streamed} {end}: {:?}", out.failed);
            out.fails("a.zip", "12 entries were found by their own headers");
        }
    }
}

#[test]
fn a_zip_that_is_cut_anywhere_loses_what_lies_behind_the_cut() {
    for streamed in [false, true] {
        let (bytes, directory) = articles(12, streamed);
        let starts: Vec<usize> =
            (0..directory).filter(|at| bytes[*at..].starts_with(b"PK\x03\x04")).collect();
        for end in (0..directory).step_by(7) {
            let out = read("a.zip", &bytes[..end]);
            let whole = starts.iter().filter(|at| **at < end).count().saturating_sub(1);
            assert!(out.documents >= whole, "{streamed} {end}: {} of {whole}", out.documents);
            assert!(!out.failed.is_empty());
        }
    }
}

#[test]
fn what_belongs_to_no_entry_of_a_zip_without_directory_is_told_with_its_place() {
    let (mut bytes, directory) = articles(5, false);
    let starts: Vec<usize> = (0..directory).filter(|at| bytes[*at..].starts_with(b"PK\x03\x04")).collect();
    bytes[starts[2]] = b'Q';
    let out = read("a.zip", &bytes[..directory]);
    assert_eq!(out.documents, 4);
    let length = starts[3] - starts[2];
    out.fails("a.zip", &format!("byte {}, {length} bytes: these bytes belong to no entry", starts[2]));
}

#[test]
fn an_archive_inside_a_zip_without_directory_is_read() {
    let whole = packed(&files("signed.wacz"));
    let want = read("a.wacz", &whole).documents;
    let directory = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let out = read("a.wacz", &whole[..directory]);
    assert_eq!(out.documents, want);
    assert!(out.notices.iter().any(|n| n.contains("and the signature holds")), "{:?}", out.notices);
}

#[test]
fn an_entry_that_lies_about_its_size_takes_no_other_with_it() {
    for size in [[0xFF; 4], [0xFE, 0xFF, 0xFF, 0x7F], [9, 0, 0, 0]] {
        let (mut bytes, directory) = articles(5, false);
        let starts: Vec<usize> =
            (0..directory).filter(|at| bytes[*at..].starts_with(b"PK\x03\x04")).collect();
        bytes[starts[1] + 18..starts[1] + 22].copy_from_slice(&size);
        let out = read("a.zip", &bytes[..directory]);
        assert!(out.documents >= 4, "{size:?}: {}: {:?}", out.documents, out.failed);
    }
}
