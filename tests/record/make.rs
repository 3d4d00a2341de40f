//! How a vector is made: an article is signed, and then something about it is made odd.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use terang::disclosure::RuleSet;
use terang::envelope::Envelope;
use terang::item::{Item, Media};
use terang::key::SecretKey;
use terang::pipeline::{Declaration, statement};
use terang::record::{Article, PAYLOAD_TYPE, Statement, Words};
use terang::time::Timestamp;
use terang::vocabulary::Involvement;

use crate::articles::{MARKDOWN, URI};
use crate::{Expected, Vector};

/// When the articles are signed.
pub(crate) const ISSUED: &str = "2026-06-01T08:00:00Z";

/// When it is asked, where a vector does not say.
pub(crate) const ASKED: &str = "2026-09-01T00:00:00Z";

/// The test keys; fixtures/keys holds the same.
pub(crate) fn editor() -> SecretKey {
    SecretKey::from_seed(&mut [0x11; 32])
}

/// A key of the same newsroom for its machines.
pub(crate) fn machine() -> SecretKey {
    SecretKey::from_seed(&mut [0x22; 32])
}

/// A key that nobody trusts.
pub(crate) fn stranger() -> SecretKey {
    SecretKey::from_seed(&mut [0x33; 32])
}

/// A trust file with the editor's key and `more` lines about it.
pub(crate) fn trust(more: &str) -> String {
    format!("version = 1\n\n[[publisher]]\nname = \"Harian Contoh\"\n{}", key_lines(&editor(), more))
}

/// The lines about one key in a trust file.
pub(crate) fn key_lines(key: &SecretKey, more: &str) -> String {
    format!("\n[[publisher.key]]\npublic = \"{}\"\nfrom = 2026-01-01\n{more}", key.public().to_openssh(""))
}

/// The built-in rules, compiled once.
pub(crate) fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(RuleSet::builtin)
}

/// The statement about `article` that most vectors sign.
pub(crate) fn stated(article: &str) -> Statement {
    let declaration = Declaration {
        involvement: Some(Involvement::Assisted),
        article: Article {
            uri: Words::new(URI),
            publisher: Words::new("Harian Contoh"),
            ..Article::default()
        },
        // A vector may sign what contradicts itself; refusing that is another test's matter.
        despite_contradictions: true,
        ..Declaration::default()
    };
    let item = Item {
        origin: "article.md".into(),
        media: Some(Media::Markdown),
        lang: Some("id".into()),
        bytes: article.as_bytes().to_vec(),
        ..Item::default()
    };
    statement(item, &declaration, rules(), Timestamp::parse(ISSUED).unwrap()).unwrap()
}

/// An envelope around `payload` signed by the editor.
pub(crate) fn signed(payload: Vec<u8>) -> Envelope {
    Envelope::sign(PAYLOAD_TYPE, payload, &editor()).unwrap()
}

/// The envelope of the article that most vectors sign.
pub(crate) fn good() -> Envelope {
    signed(stated(MARKDOWN).to_bytes())
}

/// A vector about the usual article, with its parts to be replaced.
pub(crate) struct Case {
    name: &'static str,
    expected: Expected,
    article: (&'static str, String),
    record: Vec<u8>,
    trust: String,
}

/// Begins a vector that is the usual in everything.
pub(crate) fn case(name: &'static str, why: &str, outcome: &str, reasons: &[&str]) -> Case {
    Case {
        name,
        expected: Expected {
            why: why.to_owned(),
            article: "article.md".to_owned(),
            at: Timestamp::parse(ASKED).unwrap(),
            uri: None,
            outcome: outcome.to_owned(),
            reasons: reasons.iter().map(|r| (*r).to_owned()).collect(),
        },
        article: ("article.md", MARKDOWN.to_owned()),
        record: good().to_json().into_bytes(),
        trust: trust(""),
    }
}

impl Case {
    /// Replaces the article.
    pub(crate) fn article(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.article = (name, text.into());
        name.clone_into(&mut self.expected.article);
        self
    }

    /// Replaces the record.
    pub(crate) fn record(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.record = bytes.into();
        self
    }

    /// Replaces the record by an envelope.
    pub(crate) fn envelope(self, envelope: &Envelope) -> Self {
        self.record(envelope.to_json())
    }

    /// Replaces the trust file.
    pub(crate) fn trust(mut self, text: impl Into<String>) -> Self {
        self.trust = text.into();
        self
    }

    /// Replaces the moment for which it is asked.
    pub(crate) fn at(mut self, at: &str) -> Self {
        self.expected.at = Timestamp::parse(at).unwrap();
        self
    }

    /// Says at which address the article was found.
    pub(crate) fn uri(mut self, uri: &str) -> Self {
        self.expected.uri = Some(uri.to_owned());
        self
    }

    /// The vector.
    pub(crate) fn done(self) -> Vector {
        let files = BTreeMap::from([
            (self.article.0.to_owned(), self.article.1.into_bytes()),
            ("record.json".to_owned(), self.record),
            ("trust.toml".to_owned(), self.trust.into_bytes()),
        ]);
        Vector { name: self.name, expected: self.expected, files }
    }
}
