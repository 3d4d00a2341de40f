//! One signal.

use crate::span::Span;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// How much standing the dialect has (`A5` legally prescribed ... `A1` folk convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// A1: a folk convention.
    Folk,
    /// A2: an expired or individual draft, or a documented dialect of a vendor or CMS.
    Vendor,
    /// A3: a community-group report, an IETF working-group draft, schema.org pending.
    Community,
    /// A4: a ratified standard.
    Standard,
    /// A5: a format prescribed by law.
    Law,
}

/// What is wrong with a value, by the rules of its own dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The value is not one of the dialect's.
    Invalid(String),
    /// The value was one of the dialect's and has been withdrawn.
    Retired(String),
    /// The carrier cannot be parsed.
    Malformed(String),
    /// The carrier stands where its dialect does not look (a later `meta`, a `meta` outside `head`).
    Ignored(String),
}

/// One machine-readable statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What carries it: `json-ld`, `meta`, `attribute`, `microdata`, `rdfa`, `front-matter`, `header`, `comment`,
    /// `script`, `link`, `text-wrapper`.
    pub carrier: &'static str,
    /// Whose rules it was read by: `iptc`, `schema-org`, `w3c-ai-disclosure`, `drupal`, `gb-45438`, `aicdh`, `c2pa`, ...
    pub dialect: &'static str,
    /// The key as written (`digitalSourceType`, `ai-disclosure`, `aiDisclosure`).
    pub name: String,
    /// The value as written.
    pub value: String,
    /// What AI did, where the value says it.
    pub involvement: Option<Involvement>,
    /// To what kind of content, where known.
    pub modality: Option<Modality>,
    /// To how much of the page, where known.
    pub scope: Option<Scope>,
    /// Whether a person answers for it.
    pub review: Review,
    /// The product or model that is named.
    pub tool: Option<String>,
    /// The standing of the dialect.
    pub authority: Authority,
    /// What is wrong with it; such a signal claims nothing.
    pub problem: Option<Problem>,
    /// Its bytes in the decoded source; `0..0` for a header.
    pub span: Span,
}
