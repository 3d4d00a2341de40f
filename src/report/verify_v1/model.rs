//! The published types. What a field means is said here; the schema repeats these words.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::record::{AiUse, Article, Editorial, ObservedDisclosure};
use crate::time::Timestamp;
use crate::verify;

/// The version of a line.
pub const SCHEMA: &str = "terang.verify/1";
/// The version of a whole run.
pub const REPORT_SCHEMA: &str = "terang.verifications/1";
/// The version of a comparison.
pub const DIFF_SCHEMA: &str = "terang.diff/1";

/// What `terang verify --format json` prints: all articles and how many there are of each outcome.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Always `terang.verifications/1`.
    #[schemars(extend("const" = REPORT_SCHEMA))]
    pub schema: &'static str,
    /// The articles in input order.
    pub articles: Vec<Line>,
    /// The counts over all of them.
    pub summary: Counts,
}

/// How many articles there are of each outcome.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Articles that are as they were signed.
    pub matches: u64,
    /// Articles that are not.
    pub differs: u64,
    /// Articles of which nothing can be said.
    pub cannot_check: u64,
}

/// What `terang diff --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// Always `terang.diff/1`.
    #[schemars(extend("const" = DIFF_SCHEMA))]
    pub schema: &'static str,
    /// The old article or record.
    pub old: String,
    /// The new article or record.
    pub new: String,
    /// `matches` where the two have one text, else `differs`.
    #[schemars(extend("enum" = ["matches", "differs"]))]
    pub outcome: &'static str,
    /// Why they differ, the gravest first.
    #[schemars(with = "Vec<ReasonWord>")]
    pub reasons: Vec<&'static str>,
    /// What became of every part.
    pub changes: ChangesV1,
}

/// What `terang excerpt make` prints: a paragraph, and the proof that it is a leaf of the tree with this root
/// (RFC 9162 §2.1.3).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    /// The version of an excerpt.
    pub schema: ExcerptVersion,
    /// The paragraph's number, from 1.
    pub paragraph: u64,
    /// How many paragraphs the article has.
    pub of: u64,
    /// The paragraph as canonical text.
    pub text: String,
    /// The Merkle root over the article's paragraphs.
    pub root: Digest,
    /// The hashes that lead from the paragraph to the root, the nearest first.
    pub proof: Vec<Digest>,
}

/// The versions of an excerpt that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ExcerptVersion {
    /// The first.
    #[serde(rename = "terang.excerpt/1")]
    V1,
}

/// Stands for the words of [`verify::Reason`] in the schema.
pub(super) struct ReasonWord;

impl JsonSchema for ReasonWord {
    fn schema_name() -> Cow<'static, str> {
        "Reason".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = verify::Reason::ALL.iter().map(|r| r.word()).collect();
        json_schema!({ "description": "Why.", "type": "string", "enum": words })
    }
}

/// What is said of one article and one record.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Always `terang.verify/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The article, as a person would name it.
    pub origin: String,
    /// Where the record was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// What is said of it.
    #[schemars(extend("enum" = ["matches", "differs", "cannot-check"]))]
    pub outcome: &'static str,
    /// Why, the gravest first; at least one.
    #[schemars(with = "Vec<ReasonWord>")]
    pub reasons: Vec<&'static str>,
    /// A sentence for people where the reasons alone do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Who signed, by the trust file; absent where the record does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<SignedBy>,
    /// What the record states; absent where the record does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<Stated>,
    /// What became of every part; absent where nothing can be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangesV1>,
    /// How much of the page the record covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageV1>,
}

/// Who signed.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedBy {
    /// The publisher's name in the trust file.
    pub publisher: String,
    /// The identifiers of the keys that count.
    pub keys: Vec<Digest>,
    /// Whether the record counts only because its own date is believed.
    pub rests_on_stated_time: bool,
}

/// What the record states.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Stated {
    /// When the signer says that it signed.
    pub issued_at: Timestamp,
    /// SHA-256 of the record's bytes.
    pub record_sha256: Digest,
    /// The article as people know it.
    pub article: Article,
    /// The declared use of AI.
    pub ai_use: AiUse,
    /// Who answers for the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editorial: Option<Editorial>,
    /// SHA-256 of the record before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<Digest>,
}

/// What changed.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangesV1 {
    /// What became of each disclosure; one that is gone stands first.
    pub disclosures: Vec<DisclosureV1>,
    /// What became of the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<HeadlineV1>,
    /// What became of each paragraph, in the order of the new text.
    pub paragraphs: Vec<ParagraphV1>,
}

/// What became of a disclosure.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisclosureV1 {
    /// What became of it.
    #[schemars(extend("enum" = ["kept", "changed", "removed"]))]
    pub state: &'static str,
    /// The disclosure as it was.
    pub before: ObservedDisclosure,
    /// What stands there instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<ObservedDisclosure>,
}

/// What became of the headline.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeadlineV1 {
    /// What became of it.
    #[schemars(extend("enum" = ["same", "changed", "added", "gone"]))]
    pub state: &'static str,
    /// Its words as they were, where they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its words now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What became of a paragraph.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ParagraphV1 {
    /// What became of it.
    #[schemars(extend("enum" = ["same", "changed", "moved", "added", "gone"]))]
    pub state: &'static str,
    /// Its number in the old text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<usize>,
    /// Its number in the new text, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<usize>,
    /// Whether it held a disclosure in the old text.
    pub disclosure: bool,
    /// Its words as they were, where they are known and it is not the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its words now, where it is not the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// What changed word by word, where both are known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordsV1>,
}

/// A run of words.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WordsV1 {
    /// What became of it.
    #[schemars(extend("enum" = ["same", "gone", "added"]))]
    pub state: &'static str,
    /// The words.
    pub text: String,
}

/// How much of the page's visible text the record covers, in characters that are no white space.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CoverageV1 {
    /// All visible text of the page.
    pub visible: u64,
    /// What the record covers.
    pub covered: u64,
    /// What the record's own `drop` took out.
    pub dropped: u64,
}
