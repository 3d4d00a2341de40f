//! Bodies that are not what their heads say: nothing that was not read is taken for a page that says nothing.
#![cfg(feature = "archive")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may stop")]

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use terang::archive::{Cutter, Fault, Limits, Piece};
use terang::item::Fixity;

const PAGE: &str = "<!doctype html><title>Ferry</title><article><p>The ferry sails again, and the crew is glad of it.</p>\
    <p>This story was written with the help of ChatGPT.</p></article>";

/// A record of `kind` with more fields of its own.
fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nWARC-Date: 2026-03-02T08:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n").as_bytes(), body].concat()
}

fn only(record: &[u8]) -> Piece {
    let limits = Limits::default();
    let mut pieces = Vec::new();
    for batch in Cutter::new(Cursor::new(record), "a.warc", limits) {
        batch.unwrap().read(limits, |piece| pieces.push(piece));
    }
    assert_eq!(pieces.len(), 1, "{pieces:?}");
    pieces.remove(0)
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::best());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut to = DeflateEncoder::new(Vec::new(), Compression::best());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    let chunks = bytes.chunks(40).map(|c| [format!("{:x}\r\n", c.len()).as_bytes(), c, b"\r\n"].concat());
    [chunks.collect::<Vec<_>>().concat(), b"0\r\n\r\n".to_vec()].concat()
}

#[test]
fn transfer_codings_below_the_chunks_are_taken_off_as_well() {
    let body = chunked(&gz(PAGE.as_bytes()));
    let twice = chunked(&gz(&deflated(PAGE.as_bytes())));
    for (fields, body) in [
        ("Transfer-Encoding: gzip, chunked\r\n", body),
        ("Content-Encoding: deflate\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", twice),
    ] {
        match only(&record("", &response(fields, &body))) {
            Piece::Document(item) => assert_eq!(item.bytes, PAGE.as_bytes(), "{fields}"),
            other => panic!("{fields}: {other:?}"),
        }
    }
}

#[test]
fn a_body_that_is_still_packed_is_unreadable_and_not_silent() {
    let gzip = gz(PAGE.as_bytes());
    let bare = deflated(PAGE.repeat(3).as_bytes());
    for (fields, body) in [
        ("", &gzip),
        ("Content-Encoding: gzip\r\n", &gz(&gzip)),
        ("Content-Encoding: gzip\r\n", &bare),
        ("Content-Encoding: rot13\r\n", &bare),
        ("", &zstd::encode_all(PAGE.as_bytes(), 1).unwrap()),
    ] {
        let piece = only(&record("", &response(fields, body)));
        assert!(
            matches!(&piece, Piece::Damaged(damage) if matches!(damage.fault, Fault::Body(_)) && damage.record == Some(1)),
            "{fields}: {piece:?}"
        );
    }
}

#[test]
fn a_picture_that_was_sent_as_a_page_is_no_article_and_utf_16_is_one() {
    let picture = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 200]].concat();
    assert!(matches!(only(&record("", &response("", &picture))), Piece::Passed(..)));
    let wide: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let head =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-16LE\r\nContent-Encoding: gzip\r\n\r\n";
    assert!(matches!(only(&record("", &[&head[..], &wide].concat())), Piece::Document(_)));
}

#[test]
fn the_first_of_several_segments_is_a_part_whose_digest_is_that_of_the_whole() {
    let fields = "WARC-Segment-Number: 1\r\nWARC-Payload-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n";
    match only(&record(fields, &response("", PAGE.as_bytes()))) {
        Piece::Document(item) => {
            let capture = item.capture.unwrap();
            assert_eq!(capture.truncated.as_deref(), Some("segmented"));
            assert_eq!(capture.payload, Fixity::NotChecked);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_whose_head_lost_its_kind_is_damaged_and_one_that_lost_its_type_is_read() {
    let whole = String::from_utf8(record("", &response("", PAGE.as_bytes()))).unwrap();
    let piece = only(whole.replace("WARC-Type", "WRC-Type").as_bytes());
    assert!(
        matches!(&piece, Piece::Damaged(damage) if damage.fault == Fault::Head("the record says no WARC-Type")),
        "{piece:?}"
    );
    let piece = only(whole.replace("application/http", "pplication/http").as_bytes());
    assert!(matches!(&piece, Piece::Document(item) if item.bytes == PAGE.as_bytes()), "{piece:?}");
}

#[test]
fn a_type_that_leaves_open_what_the_body_is_does_not_hide_a_page() {
    for said in ["", "unknown/unknown", "*/*", "Application/Unknown; x=y"] {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: {said}\r\n\r\n{PAGE}");
        let piece = only(&record("", block.as_bytes()));
        assert!(
            matches!(&piece, Piece::Document(item) if item.bytes == PAGE.as_bytes()),
            "{said}: {piece:?}"
        );
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: {said}\r\n\r\n{{}}");
        assert!(matches!(only(&record("", block.as_bytes())), Piece::Passed(..)), "{said}");
    }
}
