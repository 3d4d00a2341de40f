//! Archives that say something else of themselves than is true.
#![cfg(all(feature = "archive", feature = "parquet"))]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use terang::archive::{Cutter, Damage, Fault, Limits, Piece};
use terang::item::Item;
use terang::source::{Caps, Columns, Options, Piece as Read, SourceError, open};

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::fast());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

/// The records of a fixture that holds 301, unpacked.
fn records() -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives/faults.warc.gz");
    let mut bytes = Vec::new();
    MultiGzDecoder::new(&std::fs::read(path).unwrap()[..]).read_to_end(&mut bytes).unwrap();
    let begins = b"\r\n\r\nWARC/1.";
    let mut starts = vec![0];
    starts.extend(bytes.windows(begins.len()).enumerate().filter(|(_, w)| w == begins).map(|(at, _)| at + 4));
    starts.push(bytes.len());
    starts.windows(2).map(|pair| bytes[pair[0]..pair[1]].to_vec()).collect()
}

/// The same record with another `Content-Length` of its own.
fn lying(record: &[u8], said: u64) -> Vec<u8> {
    let text = String::from_utf8(record.to_vec()).unwrap();
    let (head, block) = text.split_once("\r\n\r\n").unwrap();
    let line = head.lines().find(|line| line.starts_with("Content-Length:")).unwrap();
    format!("{}\r\n\r\n{block}", head.replace(line, &format!("Content-Length: {said}"))).into_bytes()
}

fn read(bytes: &[u8], limits: Limits) -> (u64, Vec<Item>, Vec<Damage>) {
    let (mut passed, mut documents, mut damage) = (0, Vec::new(), Vec::new());
    for batch in Cutter::new(Cursor::new(bytes), "a.warc", limits) {
        batch.unwrap().read(limits, |piece| match piece {
            Piece::Document(item) => documents.push(item),
            Piece::Revisit(_) => {}
            Piece::Passed(_, count) => passed += count,
            Piece::Damaged(one) => damage.push(one),
        });
    }
    (passed, documents, damage)
}

#[test]
fn a_length_beyond_every_limit_costs_one_record_however_the_file_is_packed() {
    let mut all = records();
    let count = all.len() as u64;
    let limits = Limits { record: 64 << 10, ..Limits::default() };
    // Beyond the end of the file, and in the middle of it.
    for said in [5_000_000_000, u64::MAX / 2, 400_000] {
        let honest = std::mem::replace(&mut all[204], lying(&records()[204], said));
        let whole = all.concat();
        let members: Vec<u8> = all.iter().flat_map(|record| gz(record)).collect();
        let frames: Vec<u8> =
            all.iter().flat_map(|record| zstd::encode_all(&record[..], 1).unwrap()).collect();
        let packed = [members, frames, gz(&whole), zstd::encode_all(&whole[..], 1).unwrap(), whole];
        for (n, bytes) in packed.iter().enumerate() {
            let (passed, documents, damage) = read(bytes, limits);
            assert_eq!(passed + documents.len() as u64, count - 1, "{said} {n}: {damage:?}");
            assert!(
                matches!(&damage[..], [Damage { fault: Fault::Length { said: told }, record: Some(205), .. }] if *told == said),
                "{said} {n}: {damage:?}"
            );
        }
        all[204] = honest;
    }
}

#[test]
fn a_record_that_is_truly_too_large_is_gone_over_with_the_archive_inside_it() {
    let mut all = records();
    let inside: Vec<u8> = all[3..200].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/all.warc\r\n\
         Content-Type: application/warc\r\nContent-Length: {}\r\n\r\n",
        inside.len()
    );
    let count = all.len() as u64;
    all.insert(100, [head.as_bytes(), &inside, b"\r\n\r\n"].concat());
    let limits = Limits { record: 64 << 10, ..Limits::default() };
    assert!(inside.len() > 128 << 10);
    let whole = all.concat();
    let members: Vec<u8> = all.iter().flat_map(|record| gz(record)).collect();
    for bytes in [members, gz(&whole), zstd::encode_all(&whole[..], 1).unwrap(), whole] {
        let (passed, documents, damage) = read(&bytes, limits);
        assert_eq!(passed + documents.len() as u64, count, "{damage:?}");
        assert!(matches!(&damage[..], [Damage { fault: Fault::TooLarge { .. }, .. }]), "{damage:?}");
    }
}

#[test]
fn a_body_that_is_shorter_than_its_server_announced_is_not_whole() {
    let record = |length: usize, more: &str| {
        let body = "<html><p>The ferry sails again.</p>";
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n{more}\r\n{body}"
        );
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let truncated = |record: String| {
        let (_, documents, _) = read(record.as_bytes(), Limits::default());
        documents[0].capture.as_ref().unwrap().truncated.clone()
    };
    assert_eq!(truncated(record(35, "")), None);
    assert_eq!(truncated(record(36, "")).as_deref(), Some("incomplete"));
    // The archive unpacked it and kept the header.
    assert_eq!(truncated(record(20, "Content-Encoding: gzip\r\n")), None);
}

/// What is read of a file that has `bytes`.
fn file(name: &str, bytes: &[u8]) -> (Vec<Item>, Vec<SourceError>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let caps = Caps::default();
    let options = Options {
        caps,
        archives: true,
        whole_folders: true,
        columns: Columns::default(),
        ..Options::default()
    };
    let (mut documents, mut failed) = (Vec::new(), Vec::new());
    for input in open(vec![path], options) {
        input.pieces(caps, |piece| match piece {
            Read::Document(item) => documents.push(item),
            Read::Failed(error) => failed.push(error),
            Read::Revisit(_) | Read::Passed(..) => {}
        });
    }
    (documents, failed)
}

/// A table of texts, ten rows to a group; every fifth has none.
fn table() -> Vec<u8> {
    let schema = "message m { optional binary text (UTF8); required int64 date (TIMESTAMP(NANOS,true)); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let mut bytes = Vec::new();
    let properties = WriterProperties::builder().set_dictionary_enabled(false).build();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties.into()).unwrap();
    for group in 0..5 {
        let mut to = writer.next_row_group().unwrap();
        let texts: Vec<ByteArray> = (0..8)
            .map(|n| ByteArray::from(format!("The ferry {group}{n} sails again.").into_bytes()))
            .collect();
        let mut column = to.next_column().unwrap().unwrap();
        let levels = [1, 1, 1, 1, 0, 1, 1, 1, 1, 0];
        column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None).unwrap();
        column.close().unwrap();
        let mut column = to.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&[1_795_336_200_000_000_000; 10], None, None).unwrap();
        column.close().unwrap();
        to.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

#[test]
fn a_row_without_a_text_is_a_document_and_nanoseconds_are_a_time() {
    let (documents, failed) = file("a.parquet", &table());
    assert!(failed.is_empty(), "{failed:?}");
    assert_eq!(documents.len(), 50);
    assert_eq!(documents.iter().filter(|d| d.bytes.is_empty()).count(), 10);
    let date = documents[4].capture.as_ref().unwrap().date.clone();
    assert_eq!(date.as_deref(), Some("2026-11-22T08:30:00Z"));
}

#[test]
fn behind_a_damaged_row_group_the_others_are_read() {
    let mut bytes = table();
    let at = bytes.windows(9).position(|w| w == b"ferry 20 ").unwrap();
    // The length of the first text of the third group.
    bytes[at - 5] = 0x7F;
    let (documents, failed) = file("a.parquet", &bytes);
    assert_eq!(documents.len(), 40, "{failed:?}");
    let [SourceError::Damaged { record, offset, length, message, .. }] = &failed[..] else {
        panic!("{failed:?}")
    };
    assert_eq!(*record, Some(21));
    assert!((*offset..offset + length).contains(&(at as u64)), "{offset} {length} {at}");
    assert!(message.ends_with("rows 21 to 30 are lost"), "{message}");
    let last = documents.last().unwrap().capture.as_ref().unwrap().record;
    assert_eq!(last, 50);
}

#[test]
fn a_column_of_numbers_holds_no_articles() {
    let schema = Arc::new(parse_message_type("message m { required int64 text; }").unwrap());
    let mut bytes = Vec::new();
    let writer = SerializedFileWriter::new(&mut bytes, schema, WriterProperties::builder().build().into());
    writer.unwrap().close().unwrap();
    let (_, failed) = file("a.parquet", &bytes);
    assert!(failed[0].to_string().ends_with("the column `text` holds no text"), "{failed:?}");
}

#[test]
fn behind_a_damaged_member_or_frame_lines_are_read() {
    let lines = |from: usize| {
        let all =
            (from..from + 10).map(|n| format!("{{\"id\":{n},\"text\":\"The ferry {n} sails again.\"}}\n"));
        all.collect::<String>().into_bytes()
    };
    for (name, pack) in [
        ("a.jsonl.gz", gz as fn(&[u8]) -> Vec<u8>),
        ("a.jsonl.zst", |bytes| {
            let mut to = zstd::Encoder::new(Vec::new(), 1).unwrap();
            to.include_checksum(true).unwrap();
            to.write_all(bytes).unwrap();
            to.finish().unwrap()
        }),
    ] {
        let mut pieces: Vec<Vec<u8>> = (0..5).map(|n| pack(&lines(n * 10))).collect();
        let middle = pieces[2].len() / 2;
        pieces[2][middle] ^= 0x55;
        pieces[2][middle + 1] ^= 0x55;
        let before: usize = pieces[..2].iter().map(Vec::len).sum();
        let (documents, failed) = file(name, &pieces.concat());
        let [.., SourceError::Damaged { offset, length, .. }] = &failed[..] else { panic!("{failed:?}") };
        assert_eq!((*offset, *length), (before as u64, pieces[2].len() as u64), "{name}");
        let ids: Vec<_> = documents.iter().filter_map(|d| d.id.clone()?.parse::<usize>().ok()).collect();
        for id in (0..20).chain(30..50) {
            assert!(ids.contains(&id), "{name}: {id} of {ids:?}");
        }
        // Between two members stands what is none.
        let mut pieces: Vec<Vec<u8>> = (0..4).map(|n| pack(&lines(n * 10))).collect();
        pieces.insert(2, b"no packed data".to_vec());
        let (documents, failed) = file(name, &pieces.concat());
        assert_eq!((documents.len(), failed.len()), (40, 1), "{name}: {failed:?}");
    }
}
