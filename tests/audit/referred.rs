//! Which capture a revisit refers to.

use terang::audit::{DigestCheck, Entry, Facts, Origin, Settings, State, Status};
use terang::digest::Digest;
use terang::store::audit_db::{AuditDb, Begun, Taken};
use terang::time::Timestamp;

const PAGE: &str = "https://news.example/harbour";

/// One audit, file by file.
struct Audit {
    db: AuditDb,
    run: i64,
    reading: i64,
    number: u64,
}

impl Audit {
    fn begin() -> Self {
        let mut db = AuditDb::temporary().unwrap();
        let run = db.begin(at(), &Settings::default()).unwrap();
        Self { db, run, reading: 0, number: 0 }
    }

    /// The same state, another audit.
    fn again(mut self) -> Self {
        self.run = self.db.begin(at(), &Settings::default()).unwrap();
        self
    }

    fn file(&mut self, name: &str) -> i64 {
        let taken = self.db.take(self.run, name, None, Digest::of(b"settings"), true).unwrap();
        let Taken::Read(Begun { reading, .. }) = taken else { panic!("{taken:?}") };
        (self.reading, self.number) = (reading, 0);
        reading
    }

    /// A capture of the page at `url` with the payload `payload`, under the digest `stated`.
    fn capture(&mut self, url: &str, payload: Option<&str>, stated: Option<&str>) {
        self.number += 1;
        let digests = stated.map(|s| DigestCheck { stated: s.to_owned(), over: "raw".to_owned() });
        let entry = Entry {
            origin: Origin {
                source: "a".into(),
                name: format!("a#{}", self.number),
                record: Some(self.number),
                url: Some(url.to_owned()),
                digests: digests.into_iter().collect(),
                ..Origin::default()
            },
            state: payload.map_or(State::Unreadable, |_| State::Checked),
            status: payload.map(|_| Status::Silent),
            media: None,
            lang: None,
            section: None,
            payload: payload.map(|p| Digest::of(p.as_bytes())),
            text: None,
            facts: Facts::default(),
            verified: None,
            problem: None,
        };
        self.db.put(self.reading, self.number, &entry, None).unwrap();
    }

    /// Whether a revisit in the file at hand refers to the capture with `payload`.
    fn refers(&self, url: &str, stated: Option<&str>, payload: Option<&str>) {
        let found = self.db.referred(self.run, self.reading, url, stated).unwrap();
        let found = found.and_then(|entry| entry.payload);
        assert_eq!(found, payload.map(|p| Digest::of(p.as_bytes())), "{url} {stated:?}");
    }
}

fn at() -> Timestamp {
    Timestamp::parse(crate::archive::AT).unwrap()
}

#[test]
fn it_is_the_latest_with_the_payload_digest() {
    let mut audit = Audit::begin();
    audit.file("a.warc");
    audit.refers(PAGE, Some("sha1:A"), None);
    audit.capture(PAGE, Some("old"), Some("sha1:A"));
    audit.capture(PAGE, Some("new"), Some("sha1:B"));
    audit.capture("https://news.example/other", Some("other"), Some("sha1:A"));
    audit.refers(PAGE, Some("sha1:A"), Some("old"));
    audit.refers(PAGE, Some("sha1:B"), Some("new"));
    audit.refers(PAGE, Some("sha1:C"), None);
    audit.refers(PAGE, None, Some("new"));
    audit.refers("https://news.example/nowhere", None, None);
}

#[test]
fn one_that_states_no_digest_may_be_it_and_one_that_cannot_be_read_is_not() {
    let mut audit = Audit::begin();
    audit.file("a.warc");
    audit.capture(PAGE, Some("first"), None);
    audit.capture(PAGE, Some("second"), None);
    audit.capture(PAGE, None, Some("sha1:A"));
    audit.refers(PAGE, Some("sha1:A"), Some("second"));
    audit.refers(PAGE, None, Some("second"));
}

#[test]
fn the_address_may_be_spelled_in_another_way() {
    let mut audit = Audit::begin();
    audit.file("a.warc");
    audit.capture("http://www.news.example/harbour/?utm_source=x", Some("page"), Some("sha1:A"));
    audit.refers(PAGE, Some("sha1:A"), Some("page"));
}

#[test]
fn it_may_lie_in_a_file_before_and_in_none_behind_nor_in_another_audit() {
    let mut audit = Audit::begin();
    audit.file("a.warc");
    audit.capture(PAGE, Some("before"), Some("sha1:A"));
    let middle = audit.file("b.warc");
    audit.file("c.warc");
    audit.capture(PAGE, Some("behind"), Some("sha1:A"));
    audit.refers(PAGE, Some("sha1:A"), Some("behind"));
    audit.reading = middle;
    audit.refers(PAGE, Some("sha1:A"), Some("before"));

    let mut next = audit.again();
    next.file("d.warc");
    next.refers(PAGE, Some("sha1:A"), None);
}
