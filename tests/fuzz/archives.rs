//! What has to hold of archives, whatever the bytes.

use std::io::{BufReader, Cursor};

use terang::archive::{self, Cutter, Package, Signed, Stream};
use terang::source::{self, Caps, Input, Options, SourceError};

/// The bytes are a web archive, packed or not. Whatever is damaged lies in it, and a file and a stream of it hold the same
/// documents where nothing is.
pub(super) fn warc(data: &[u8]) {
    let limits = archive::Limits { record: 1 << 20, ..archive::Limits::default() };
    let size = data.len() as u64;
    let read = |batches: &mut dyn Iterator<Item = std::io::Result<archive::Batch>>| {
        let (mut documents, mut damaged) = (0_usize, false);
        for batch in batches {
            batch.expect("memory is always readable").read(limits, |piece| match piece {
                archive::Piece::Document(item) | archive::Piece::Revisit(item) => {
                    assert!(item.bytes.len() <= limits.record, "{}", item.origin);
                    let capture = item.capture.expect("a record lies somewhere");
                    let end = capture.offset.checked_add(capture.length);
                    assert!(end.is_some_and(|end| end <= size), "{capture:?} in {size} bytes");
                    documents += 1;
                }
                archive::Piece::Damaged(damage) => {
                    let end = damage.offset.checked_add(damage.length);
                    assert!(end.is_some_and(|end| end <= size), "{damage:?} in {size} bytes");
                    damaged = true;
                }
                archive::Piece::Passed(_, count) => assert!(count > 0),
            });
        }
        (documents, damaged)
    };
    let file = read(&mut Cutter::new(Cursor::new(data), "input", limits));
    let stream = read(&mut Cutter::new(Stream(Cursor::new(data)), "input", limits));
    assert!(file == stream || file.1 || stream.1, "{file:?} {stream:?}");
}

/// The bytes are `datapackage.json` and, behind a zero byte, `datapackage-digest.json`.
pub(super) fn wacz(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0);
    let (listing, sealed) = (parts.next().unwrap_or_default(), parts.next());
    let Ok(package) = Package::read(listing, sealed) else { return };
    assert_eq!(package.sealed.is_some(), sealed.is_some());
    for (path, _) in &package.resources {
        let first = package.resources.iter().find(|(name, _)| name == path).expect("it is one of them");
        assert_eq!(package.digest_of(path), first.1);
    }
    if sealed.is_none() {
        assert!(matches!(package.signed, Signed::No), "who did not sign is not named");
    }
}

/// The bytes are JSON Lines, and the records are the same however the bytes come in.
pub(super) fn jsonl(data: &[u8]) {
    let caps = Caps { size: 1 << 16, ..Caps::default() };
    let read = |buffer: usize| {
        let mut out = Vec::new();
        for input in source::records(BufReader::with_capacity(buffer, data), "input", caps) {
            input.read(caps, |item| {
                out.push(item.map(|i| (i.origin, i.id, i.bytes)).map_err(|e| e.origin().to_owned()));
            });
        }
        out
    };
    let whole = read(1 << 20);
    assert!(whole.len() <= data.split(|&byte| byte == b'\n').count());
    assert_eq!(whole, read(7));
}

/// The bytes are a ZIP, whole or not: what it tells of lies in it, and no document is larger than the limits allow.
pub(super) fn zip(data: &[u8]) {
    let path = std::env::temp_dir().join(format!("terang-zip-{}.zip", std::process::id()));
    std::fs::write(&path, data).expect("there is room for temporary files");
    let caps = Caps { size: 1 << 20, expansion: 64, ..Caps::default() };
    let size = data.len() as u64;
    for input in source::open(vec![path.clone()], Options { caps, archives: true, ..Options::default() }) {
        if matches!(input, Input::Notice(_)) {
            continue;
        }
        input.read(caps, |read| match read {
            Ok(item) => assert!(item.bytes.len() <= caps.size, "{}", item.origin),
            Err(SourceError::Damaged { offset, .. }) => assert!(offset <= size, "{offset} of {size}"),
            Err(_) => {}
        });
    }
    std::fs::remove_file(path).expect("nobody else took it");
}
