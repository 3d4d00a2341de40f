//! Archives and tables in files, as the program opens them.
#![cfg(all(feature = "archive", feature = "parquet"))]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may read files and stop")]

use std::path::{Path, PathBuf};

use terang::item::{Fixity, Item, Media, RecordKind};
use terang::source::{Caps, Columns, Input, Options, Piece, open};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/archives").join(name)
}

#[derive(Default)]
struct Out {
    documents: Vec<Item>,
    failed: Vec<String>,
    notices: Vec<String>,
}

fn read(path: PathBuf, columns: Columns) -> Out {
    let caps = Caps::default();
    let options = Options { caps, archives: true, whole_folders: true, columns, ..Options::default() };
    let mut out = Out::default();
    for input in open(vec![path], options) {
        if let Input::Notice(notice) = input {
            out.notices.push(notice);
            continue;
        }
        input.pieces(caps, |piece| match piece {
            Piece::Document(item) => out.documents.push(item),
            Piece::Failed(error) => out.failed.push(format!("{}: {error}", error.origin())),
            Piece::Revisit(_) | Piece::Passed(..) => {}
        });
    }
    out
}

fn named(name: &str) -> Out {
    read(fixture(name), Columns::default())
}

#[test]
fn a_zip_of_articles_gives_each_with_its_name() {
    let out = named("articles.zip");
    assert!(out.failed.is_empty(), "{:?}", out.failed);
    assert_eq!(out.documents.len(), 4);
    let last = &out.documents[3];
    assert!(last.origin.ends_with("articles.zip/2026/berita é.txt"), "{}", last.origin);
    assert_eq!(last.bytes, "Artikel ini dibuat oleh AI.\n".as_bytes());
    assert_eq!(last.capture.as_ref().unwrap().kind, RecordKind::Entry);
}

#[test]
fn a_web_archive_is_known_by_its_first_bytes_where_its_name_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let whole = named("mixed.warc.gz").documents.len();
    for (from, name) in [
        ("mixed.warc.gz", "crawl-7"),
        ("mixed.warc.gz", "crawl.gz"),
        ("mixed.warc.zst", "crawl.zst"),
        ("mixed-1.0.warc", "crawl.1"),
    ] {
        let path = folder.path().join(name);
        std::fs::copy(fixture(from), &path).unwrap();
        let out = read(path, Columns::default());
        assert!(out.documents.len() >= whole - 1 && whole > 5, "{name}: {}", out.documents.len());
        assert!(out.documents.iter().all(|d| d.capture.is_some()), "{name}");
    }
    // What is called an article is one, whatever it begins with.
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "WARC/1.1 is a format of web archives.\n").unwrap();
    assert_eq!(read(path, Columns::default()).documents.len(), 1);
}

#[test]
fn an_encrypted_entry_is_named() {
    let out = named("locked.zip");
    assert!(out.documents.is_empty());
    assert!(matches!(&out.failed[..], [error] if error.ends_with(": it is encrypted")), "{:?}", out.failed);
}

#[test]
fn the_records_in_a_wacz_are_read_and_it_is_told_who_captured_it() {
    let out = named("site.wacz");
    assert!(out.failed.is_empty(), "{:?}", out.failed);
    assert_eq!(out.documents.len(), 3);
    let capture = out.documents[0].capture.as_ref().unwrap();
    assert!(capture.file.ends_with("site.wacz/archive/data.warc.gz"), "{}", capture.file);
    assert!(matches!(capture.payload, Fixity::Matches(..)));
    assert!(out.notices[0].contains("py-wacz 0.6.0") && out.notices[0].ends_with("nobody signed it"));
}

#[test]
fn an_anonymous_signature_holds_until_something_signed_is_altered() {
    let out = named("signed.wacz");
    assert!(out.notices[0].contains("and the signature holds"), "{:?}", out.notices);
    let mut bytes = std::fs::read(fixture("signed.wacz")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("altered.wacz");
    // The ZIP is not packed here: the letter stands in datapackage.json as it is.
    let at = bytes.windows(7).position(|w| w == b"py-wacz").unwrap();
    bytes[at] = b'q';
    std::fs::write(&path, &bytes).unwrap();
    let out = read(path, Columns::default());
    assert!(!out.notices.iter().any(|n| n.contains("holds;")), "{:?}", out.notices);
}

#[test]
fn a_domain_that_an_unknown_authority_vouches_for_is_told_as_such() {
    let out = named("domain.wacz");
    let notice = &out.notices[0];
    assert!(
        notice.contains("in the name of arsip.example") && notice.contains("and the signature holds"),
        "{notice}"
    );
    assert!(notice.contains("leads to no authority that browsers trust"), "{notice}");
}

#[test]
fn a_time_stamp_says_when_and_by_whom_and_a_false_one_is_an_error() {
    let told = |path: &Path| read(path.to_path_buf(), Columns::default());
    let out = told(&fixture("stamped.wacz"));
    assert!(out.failed.is_empty(), "{:?}", out.failed);
    let notice = &out.notices[0];
    assert!(notice.contains("its time stamp holds and says 20"), "{notice}");
    assert!(
        notice.contains("leads to no authority that browsers trust, so anybody can have made it"),
        "{notice}"
    );
    let domain = named("domain.wacz");
    assert!(domain.notices[0].contains("no time stamp proves that time"), "{:?}", domain.notices);

    let mut bytes = std::fs::read(fixture("stamped.wacz")).unwrap();
    let field = b"\"timeSignature\": \"";
    let at = bytes.windows(field.len()).position(|w| w == field).unwrap() + field.len() + 1200;
    bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("altered.wacz");
    std::fs::write(&path, &bytes).unwrap();
    let out = told(&path);
    assert!(!out.notices.iter().any(|n| n.contains("its time stamp holds")), "{:?}", out.notices);
}

#[test]
fn a_web_archive_that_is_not_what_its_wacz_lists_is_named_and_read() {
    let mut bytes = std::fs::read(fixture("signed.wacz")).unwrap();
    let at = bytes.windows(3).position(|w| w == b"\x1f\x8b\x08").unwrap();
    let inside = bytes[at + 20..].windows(3).position(|w| w == b"\x1f\x8b\x08").unwrap() + at + 20 + 60;
    bytes[inside + 400] ^= 0x55;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("flipped.wacz");
    std::fs::write(&path, &bytes).unwrap();
    let out = read(path, Columns::default());
    let told = |what: &str| out.failed.iter().any(|e| e.contains(what));
    assert!(told("it has not the digest that datapackage.json gives"), "{:?}", out.failed);
    assert!(out.documents.len() >= 2);
}

#[test]
fn a_table_in_the_columns_of_fineweb_needs_no_option() {
    let out = named("fineweb.parquet");
    assert!(out.failed.is_empty(), "{:?}", out.failed);
    let second = &out.documents[1];
    assert_eq!(second.bytes, b"Rain is expected.\n\nThis article was written with AI.");
    assert_eq!(second.media, Some(Media::Plain));
    assert_eq!(second.uri.as_deref(), Some("https://paper.example/b"));
    assert_eq!((second.id.as_deref(), second.lang.as_deref()), (Some("<urn:uuid:2>"), Some("en")));
    let capture = second.capture.as_ref().unwrap();
    assert_eq!((capture.record, capture.kind), (2, RecordKind::Row));
    assert_eq!(capture.date.as_deref(), Some("2026-03-02T08:00:00Z"));
}

#[test]
fn raw_pages_of_several_row_groups_are_read_in_order() {
    let out = named("news.parquet");
    assert!(out.failed.is_empty(), "{:?}", out.failed);
    let urls: Vec<_> = out.documents.iter().map(|i| i.uri.clone().unwrap()).collect();
    assert_eq!(urls, (0..6).map(|n| format!("https://koran.example/{n}")).collect::<Vec<_>>());
    assert_eq!(out.documents[0].media, Some(Media::Html));
    assert_eq!(out.documents[0].capture.as_ref().unwrap().date.as_deref(), Some("2026-03-02T08:00:00Z"));
}

#[test]
fn a_column_is_named_by_option_and_one_that_is_not_there_is_an_error() {
    let mut columns = Columns::default();
    columns.set("text=url").unwrap();
    let out = read(fixture("fineweb.parquet"), columns);
    assert_eq!(out.documents[0].bytes, b"https://koran.example/a");
    let mut columns = Columns::default();
    columns.set("text=isi").unwrap();
    let out = read(fixture("fineweb.parquet"), columns);
    assert!(out.failed[0].contains("there is no column `isi`; there are: "), "{:?}", out.failed);
    assert!(Columns::default().set("teks=x").is_err());
}

#[test]
fn a_table_that_lies_is_an_error_and_no_panic() {
    let whole = std::fs::read(fixture("news.parquet")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lies.parquet");
    for at in (4..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x7F;
        std::fs::write(&path, &bytes).unwrap();
        let out = read(path.clone(), Columns::default());
        assert!(out.documents.len() <= 6 || !out.failed.is_empty(), "byte {at}");
    }
    std::fs::write(&path, b"PAR1 no table").unwrap();
    assert_eq!(read(path, Columns::default()).failed.len(), 1);
}

#[test]
fn a_table_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    use parquet::basic::Compression;
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.parquet");
    let schema = parse_message_type("message m { required binary text (UTF8); }").unwrap();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(Default::default()))
        .set_dictionary_enabled(false)
        .build();
    let file = std::fs::File::create(&path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema.into(), properties.into()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let spaces = [ByteArray::from(vec![b' '; 16 << 20])];
    column.typed::<ByteArrayType>().write_batch(&spaces, None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    let out = read(path, Columns::default());
    assert!(matches!(&out.failed[..], [error] if error.ends_with("(--max-expansion)")), "{:?}", out.failed);
    assert!(out.documents.is_empty());
}

#[test]
fn zstandard_is_unpacked_like_gzip() {
    let page = named("page.html.zst");
    assert_eq!(page.documents[0].media, Some(Media::Html));
    assert!(page.documents[0].bytes.starts_with(b"<"), "{:?}", page.failed);
    let records = named("two.jsonl.zst");
    let ids: Vec<_> = records.documents.iter().map(|i| i.id.clone().unwrap()).collect();
    assert_eq!(ids, ["1", "2"]);
}

#[test]
fn a_folder_with_archives_is_read_whole() {
    let out = named("");
    assert!(out.documents.len() > 340, "{}", out.documents.len());
}
