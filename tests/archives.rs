//! Archives that other tools made, whole and damaged.
#![cfg(feature = "archive")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use terang::archive::{Cutter, Damage, Digests, Fault, Feed, Limits, Piece, Stream};
use terang::item::{Fixity, Hash, Item, Over, Passed, RecordKind};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

/// All that came out of an archive.
#[derive(Default)]
struct Out {
    documents: Vec<Item>,
    revisits: Vec<Item>,
    passed: BTreeMap<Passed, u64>,
    damage: Vec<Damage>,
}

impl Out {
    fn good(&self) -> u64 {
        let sound = |item: &&Item| !matches!(item.capture.as_ref().unwrap().payload, Fixity::Differs(_));
        self.documents.iter().filter(sound).count() as u64 + self.passed.values().sum::<u64>()
    }

    fn altered(&self) -> usize {
        let altered = |item: &&Item| matches!(item.capture.as_ref().unwrap().payload, Fixity::Differs(_));
        self.documents.iter().filter(altered).count()
    }
}

fn read_feed(feed: impl Feed, limits: Limits) -> Out {
    let mut out = Out::default();
    for batch in Cutter::new(feed, "a.warc", limits) {
        batch.unwrap().read(limits, |piece| match piece {
            Piece::Document(item) => out.documents.push(item),
            Piece::Revisit(item) => out.revisits.push(item),
            Piece::Passed(why, count) => *out.passed.entry(why).or_default() += count,
            Piece::Damaged(damage) => out.damage.push(damage),
        });
    }
    out
}

fn read(bytes: &[u8]) -> Out {
    read_feed(Cursor::new(bytes), Limits::default())
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut to = GzEncoder::new(Vec::new(), Compression::default());
    to.write_all(bytes).unwrap();
    to.finish().unwrap()
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut out).unwrap();
    out
}

/// The members of a packed archive: place and length, by a decoder that reads one at a time.
fn members(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mut one = flate2::bufread::GzDecoder::new(&bytes[at..]);
        std::io::copy(&mut one, &mut std::io::sink()).unwrap();
        let size = bytes.len() - at - one.into_inner().len();
        out.push((at, size));
        at += size;
    }
    out
}

#[test]
fn each_kind_of_record_and_each_coding_is_read() {
    for name in ["mixed.warc.gz", "mixed.warc.zst", "mixed-1.0.warc"] {
        let out = read(&bytes(name));
        assert_eq!(out.damage, [], "{name}");
        assert_eq!(out.passed[&Passed::Info], 1, "{name}");
        assert_eq!(out.passed[&Passed::Request], 1, "{name}");
        assert_eq!(out.passed[&Passed::Metadata], 1, "{name}");
        assert_eq!(out.passed[&Passed::OtherMedia], 1, "{name}");
        assert_eq!(out.passed[&Passed::Status], 1, "{name}");
        assert_eq!(out.documents.len(), 12, "{name}");
        for (n, item) in out.documents.iter().enumerate() {
            let text = String::from_utf8_lossy(&item.bytes);
            let kind = item.capture.as_ref().unwrap().kind;
            let page = text.contains('<') || kind == RecordKind::Conversion;
            assert!(page, "{name}, document {n}, {:?}", item.uri);
        }
    }
}

#[test]
fn what_is_known_of_a_capture_is_kept() {
    let archive = bytes("mixed.warc.gz");
    let out = read(&archive);
    let first = &out.documents[0];
    let capture = first.capture.as_ref().unwrap();
    assert_eq!(first.uri.as_deref(), Some("https://koran.example/artikel/1"));
    assert_eq!(first.origin, "a.warc#2");
    assert_eq!(first.headers[1], ("AI-Disclosure".to_owned(), "mode=ai-originated".to_owned()));
    assert_eq!(first.charset.as_deref(), Some("utf-8"));
    assert_eq!((capture.kind, capture.record, capture.status), (RecordKind::Response, 2, Some(200)));
    assert_eq!(capture.date.as_deref(), Some("2026-03-02T08:00:00Z"));
    assert_eq!(capture.id.as_deref(), Some("urn:uuid:00000000-0000-4000-8000-000000000001"));
    let members = members(&archive);
    for item in &out.documents {
        let capture = item.capture.as_ref().unwrap();
        let (offset, length) = members[usize::try_from(capture.record).unwrap() - 1];
        assert_eq!((capture.offset, capture.length, capture.within), (offset as u64, length as u64, 0));
    }
    let plain = bytes("mixed-1.0.warc");
    for item in &read(&plain).documents {
        let capture = item.capture.as_ref().unwrap();
        let at = usize::try_from(capture.offset).unwrap();
        let end = at + usize::try_from(capture.length).unwrap();
        assert!(plain[at..].starts_with(b"WARC/1.0\r\n"));
        assert!(
            plain[..end].ends_with(b"\r\n\r\n") && plain[end..].starts_with(b"WARC/") || end == plain.len()
        );
    }
}

#[test]
fn digests_say_over_which_bytes_they_hold() {
    let out = read(&bytes("mixed.warc.gz"));
    let verdict = |n: u64| {
        let ends = format!("/{n}");
        let item = out.documents.iter().find(|i| i.uri.as_ref().unwrap().ends_with(&ends)).unwrap();
        item.capture.as_ref().unwrap().payload
    };
    assert_eq!(verdict(1), Fixity::Matches(Hash::Sha1, Over::Raw));
    assert_eq!(verdict(3), Fixity::Matches(Hash::Sha1, Over::Dechunked));
    assert_eq!(verdict(4), Fixity::Matches(Hash::Sha256, Over::Decoded));
    assert_eq!(verdict(15), Fixity::Unknown);
    let all = Limits { digests: Digests::All, ..Limits::default() };
    for item in read_feed(Cursor::new(bytes("mixed.warc.gz")), all).documents {
        assert_eq!(item.capture.unwrap().block, Fixity::Matches(Hash::Sha1, Over::Raw));
    }
    let none = Limits { digests: Digests::Skipped, ..Limits::default() };
    for item in read_feed(Cursor::new(bytes("mixed.warc.gz")), none).documents {
        assert_eq!(item.capture.unwrap().payload, Fixity::NotChecked);
    }
}

#[test]
fn what_was_cut_is_marked_and_a_revisit_names_what_it_is_the_same_as() {
    let out = read(&bytes("mixed.warc.gz"));
    let cut: Vec<_> = out.documents.iter().filter_map(|i| i.capture.as_ref()?.truncated.clone()).collect();
    assert_eq!(cut, ["length", "partial"]);
    let [revisit] = &out.revisits[..] else { panic!("one revisit") };
    let capture = revisit.capture.as_ref().unwrap();
    assert_eq!(capture.payload, Fixity::NotChecked);
    assert_eq!(capture.payload_digest, out.documents[0].capture.as_ref().unwrap().payload_digest);
    assert_eq!(capture.refers.as_ref().unwrap().uri.as_deref(), Some("https://koran.example/artikel/1"));
    assert!(revisit.bytes.is_empty());
}

#[test]
fn a_dictionary_before_the_first_frame_is_used() {
    let out = read(&bytes("dictionary.warc.zst"));
    assert_eq!((out.documents.len(), out.good(), out.damage.len()), (39, 40, 0));
}

/// One fault, 300 records that are good, and one place where the fault is.
struct OneFault {
    name: &'static str,
    archive: Vec<u8>,
    good: u64,
    /// The stretch that is named, where one is.
    damage: Option<(usize, usize)>,
}

fn one_fault_each() -> Vec<OneFault> {
    let clean = bytes("faults.warc.gz");
    let members = members(&clean);
    let at = |n: usize| members[n];
    let plain: Vec<Vec<u8>> = members.iter().map(|&(at, size)| gunzip(&clean[at..at + size])).collect();
    let packed = |records: &[Vec<u8>]| records.iter().flat_map(|r| gz(r)).collect::<Vec<u8>>();
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut copy = clean.clone();
        change(&mut copy);
        copy
    };
    let length = |record: &[u8], by: i64| {
        let text = String::from_utf8_lossy(record).into_owned();
        let start = text.find("Content-Length: ").unwrap() + 16;
        let end = start + text[start..].find('\r').unwrap();
        let said: i64 = text[start..end].parse().unwrap();
        format!("{}{}{}", &text[..start], said + by, &text[end..]).into_bytes()
    };
    let lying = |n: usize, by: i64| {
        let mut records = plain.clone();
        records[n] = length(&records[n], by);
        records
    };
    let between = |junk: &[u8]| [&clean[..at(150).0], junk, &clean[at(150).0..]].concat();
    let last = at(300);
    let mut altered = plain.clone();
    let spot = altered[120].windows(5).rposition(|w| w == b"Warga").unwrap();
    altered[120][spot] = b'w';
    let lies = |by| {
        let records = lying(205, by);
        let archive = packed(&records);
        let start = packed(&records[..205]).len();
        let size = gz(&records[205]).len();
        (archive, Some((start, size)))
    };
    let ((short, short_at), (long, long_at)) = (lies(-100), lies(100));
    let flat = |records: &[Vec<u8>]| records.concat();
    let flat_at = |records: &[Vec<u8>]| Some((flat(&records[..205]).len(), records[205].len()));
    let (flat_short, flat_long) = (lying(205, -100), lying(205, 100));
    let junk: Vec<u8> = (0..120_u8).map(|n| n.wrapping_mul(97).wrapping_add(13)).collect();
    let start = |n: usize| flat(&plain[..n]).len();
    let flat_junk = [&flat(&plain[..150]), &junk[1..], &flat(&plain[150..])].concat();
    let mut joined = flat(&plain);
    joined[start(206) - 3] ^= 1;
    let cut_at = Some((start(300), plain[300].len() - 400));
    let fault = |name, archive, good, damage| OneFault { name, archive, good, damage };
    vec![
        fault("clean", clean.clone(), 301, None),
        fault("one bit flipped", with(&|c| c[at(205).0 + at(205).1 / 2] ^= 4), 300, Some(at(205))),
        fault("one byte flipped", with(&|c| c[at(100).0 + 60] ^= 0xFF), 300, Some(at(100))),
        fault("checksum flipped", with(&|c| c[at(100).0 + at(100).1 - 7] ^= 0xFF), 300, Some(at(100))),
        fault("magic flipped", with(&|c| c[at(100).0] ^= 0xFF), 300, Some(at(100))),
        fault("last member cut", with(&|c| c.truncate(last.0 + 200)), 300, Some((last.0, 200))),
        fault(
            "last member cut at its end",
            with(&|c| c.truncate(last.0 + last.1 - 3)),
            300,
            Some((last.0, last.1 - 3)),
        ),
        fault("junk between", between(&junk), 301, Some((at(150).0, 120))),
        fault("zeros between", between(&[0; 4096]), 301, Some((at(150).0, 4096))),
        fault("payload altered", packed(&altered), 300, None),
        fault("length short", short, 300, short_at),
        fault("length long", long, 300, long_at),
        fault("one member", gz(&flat(&plain)), 301, None),
        fault("not packed", flat(&plain), 301, None),
        fault("not packed, length short", flat(&flat_short), 300, flat_at(&flat_short)),
        fault("not packed, length long", flat(&flat_long), 300, flat_at(&flat_long)),
        fault("not packed, cut", flat(&plain)[..start(301) - 400].to_vec(), 300, cut_at),
        fault("one member, length short", gz(&flat(&flat_short)), 300, None),
        fault("not packed, junk between", flat_junk, 301, Some((start(150), 119))),
        fault("not packed, separator flipped", joined, 300, Some((start(205), plain[205].len()))),
    ]
}

#[test]
fn one_fault_costs_one_record_and_its_place_is_named() {
    for OneFault { name, archive, good, damage } in one_fault_each() {
        let out = read(&archive);
        assert_eq!(out.good(), good, "{name}: {:?}", out.damage);
        let places: Vec<_> = out.damage.iter().map(|d| (d.offset as usize, d.length as usize)).collect();
        match damage {
            Some(place) => assert_eq!(places, [place], "{name}: {:?}", out.damage),
            None if name == "payload altered" => assert_eq!((out.altered(), places.len()), (1, 0), "{name}"),
            None if good == 301 => assert!(places.is_empty(), "{name}: {:?}", out.damage),
            None => assert_eq!(places.len(), 1, "{name}: {:?}", out.damage),
        }
        if good == 300 && !["payload altered", "magic flipped"].contains(&name) {
            assert!(out.damage[0].record.is_some(), "{name}: the record has its number");
        }
    }
}

#[test]
fn a_stream_that_cannot_go_back_reads_the_same() {
    for OneFault { name, archive, .. } in one_fault_each() {
        let (jumping, stream) = (read(&archive), read_feed(Stream(&archive[..]), Limits::default()));
        assert_eq!(jumping.good(), stream.good(), "{name}");
        assert_eq!(jumping.damage, stream.damage, "{name}");
    }
}

#[test]
fn every_flip_of_a_byte_costs_at_most_one_record() {
    let clean = bytes("faults.warc.gz");
    let members = members(&clean);
    let (start, end) = (members[20].0, members[41].0);
    let part = &clean[start..end];
    for at in (0..part.len()).step_by(61) {
        let mut copy = part.to_vec();
        copy[at] ^= 0x55;
        let out = read(&copy);
        let lost = 21 - out.good();
        assert!(lost <= 1, "byte {at}: {lost} lost");
        // Some bytes of a gzip head mean nothing (time, system).
        assert!(out.damage.len() == 1 || lost == 0, "byte {at}: {:?}", out.damage);
    }
}

#[test]
fn a_record_of_ten_gigabytes_is_gone_over_and_the_next_is_read() {
    let first = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/big\r\nContent-Type: text/html\r\nContent-Length: 10000000000\r\n\r\n";
    let last = b"\r\n\r\nWARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/small\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>x\r\n\r\n";
    let holes = Holes { first, last, size: 10_000_000_000, at: 0 };
    let out = read_feed(holes, Limits::default());
    let [damage] = &out.damage[..] else { panic!("{:?}", out.damage) };
    assert_eq!(damage.fault, Fault::TooLarge { limit: 64 << 20 });
    assert_eq!((damage.offset, damage.length), (0, first.len() as u64 + 10_000_000_000));
    assert_eq!(damage.uri.as_deref(), Some("http://a.example/big"));
    assert_eq!(out.documents[0].bytes, b"<p>x");
    assert_eq!(out.documents[0].capture.as_ref().unwrap().record, 2);
}

/// A file with a hole of zeros in the middle.
struct Holes {
    first: &'static [u8],
    last: &'static [u8],
    size: u64,
    at: u64,
}

impl std::io::Read for Holes {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let start = self.first.len() as u64;
        let end = start + self.size;
        let n = if self.at < start {
            (&self.first[self.at as usize..]).read(buf)?
        } else if self.at < end {
            let n = usize::try_from(end - self.at).unwrap_or(usize::MAX).min(buf.len());
            buf[..n].fill(0);
            n
        } else {
            (&self.last[(self.at - end) as usize..]).read(buf)?
        };
        self.at += n as u64;
        Ok(n)
    }
}

impl Feed for Holes {
    fn jump(&mut self, offset: u64) -> std::io::Result<bool> {
        self.at = offset;
        Ok(true)
    }

    fn size(&self) -> Option<u64> {
        Some(self.first.len() as u64 + self.size + self.last.len() as u64)
    }
}

#[test]
fn a_packed_record_over_the_limit_and_a_bomb_are_named_and_cost_no_memory() {
    let record = |size: usize, body: Vec<u8>| {
        let mut record = format!("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: text/html\r\nContent-Length: {size}\r\n\r\n").into_bytes();
        record.extend(body);
        record.extend(b"\r\n\r\n");
        gz(&record)
    };
    let noise: Vec<u8> = (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let archive = [record(noise.len(), noise), record(4, b"<p>x".to_vec())].concat();
    let limits = Limits { record: 1 << 20, ..Limits::default() };
    let out = read_feed(Cursor::new(&archive), limits);
    assert!(matches!(
        out.damage[..],
        [Damage { fault: Fault::TooLarge { .. }, offset: 0, record: Some(1), .. }]
    ));
    assert_eq!(out.documents.len(), 1);

    let bomb = [record(400 << 20, vec![b' '; 40 << 20]), record(4, b"<p>x".to_vec())].concat();
    let out = read_feed(Cursor::new(&bomb), Limits { expansion: 100, ..Limits::default() });
    assert!(matches!(out.damage[..], [Damage { fault: Fault::Bomb, offset: 0, .. }]), "{:?}", out.damage);
    assert_eq!(out.documents.len(), 1);
}

#[test]
fn what_is_no_archive_is_one_damage_and_no_hang() {
    for junk in [&b""[..], b"x", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"WARC/1.0\r\n\r\n", &[0; 5000]] {
        let out = read(junk);
        assert!(out.documents.is_empty());
        assert_eq!(out.damage.len(), usize::from(!junk.is_empty()), "{:?}", out.damage);
    }
    // Each byte may begin a member, and none does.
    let flood = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".repeat(20_000);
    assert_eq!(read(&flood).damage.len(), 1);
    let head = b"WARC/1.0\r\nContent-Length: 60000000\r\n\r\n".repeat(20_000);
    assert!(read(&head).documents.is_empty());
}
