//! The published JSON of `terang verify`, `diff` and `excerpt`, version 1.

use schemars::JsonSchema;
use serde::Serialize;

use crate::record::{AiUse, Article, Editorial, ObservedDisclosure};
use crate::time::Timestamp;
use crate::verify::{
    Changes, DisclosureTold, ParagraphTold, Reason, State, Verification, WordChange, word_diff,
};

/// The version of a line.
pub const SCHEMA: &str = "terang.verify/1";

/// What is said of one article and one record.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verified {
    /// Always `terang.verify/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The article, as a person would name it.
    pub origin: String,
    /// Where the record was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// `matches`, `differs` or `cannot-check`.
    pub outcome: &'static str,
    /// Why, the gravest first.
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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignedBy {
    /// The publisher's name in the trust file.
    pub publisher: String,
    /// The identifiers of the keys that count.
    pub keys: Vec<String>,
    /// Whether the record counts only because its own date is believed.
    pub rests_on_stated_time: bool,
}

/// What the record states.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stated {
    /// When the signer says that it signed.
    pub issued_at: Timestamp,
    /// SHA-256 of the record's bytes.
    pub record_sha256: String,
    /// The article as people know it.
    pub article: Article,
    /// The declared use of AI.
    pub ai_use: AiUse,
    /// Who answers for the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editorial: Option<Editorial>,
    /// SHA-256 of the record before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
}

/// What changed.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DisclosureV1 {
    /// `kept`, `changed` or `removed`.
    pub state: &'static str,
    /// The disclosure as it was.
    pub before: ObservedDisclosure,
    /// What stands there instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<ObservedDisclosure>,
}

/// What became of the headline.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeadlineV1 {
    /// `same`, `changed`, `added` or `gone`.
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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ParagraphV1 {
    /// `same`, `changed`, `moved`, `added` or `gone`.
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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WordsV1 {
    /// `same`, `gone` or `added`.
    pub state: &'static str,
    /// The words.
    pub text: String,
}

/// How much of the page's visible text the record covers, in characters that are no white space.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CoverageV1 {
    /// All visible text of the page.
    pub visible: u64,
    /// What the record covers.
    pub covered: u64,
    /// What the record's own `drop` took out.
    pub dropped: u64,
}

/// The JSON of one verification, on one line and without a line ending.
#[must_use]
pub fn line(origin: &str, record: Option<&str>, verification: &Verification) -> Vec<u8> {
    let statement = verification.record.as_ref();
    let line = Verified {
        schema: SCHEMA,
        origin: origin.to_owned(),
        record: record.map(str::to_owned),
        outcome: verification.verdict.outcome.word(),
        reasons: words(&verification.verdict.reasons),
        detail: verification.verdict.detail.clone(),
        signed_by: statement.map(|s| SignedBy {
            publisher: s.signed_by().publisher.clone(),
            keys: s.signed_by().keys.iter().map(ToString::to_string).collect(),
            rests_on_stated_time: s.signed_by().rests_on_stated_time,
        }),
        statement: statement.map(|s| {
            let p = &s.get().predicate;
            Stated {
                issued_at: p.issued_at,
                record_sha256: s.envelope().to_string(),
                article: p.article.clone(),
                ai_use: p.ai_use.clone(),
                editorial: p.editorial.clone(),
                supersedes: p.supersedes.map(|d| d.to_string()),
            }
        }),
        changes: verification.changes.as_ref().map(changes),
        coverage: verification.coverage.map(|c| CoverageV1 {
            visible: c.visible,
            covered: c.covered,
            dropped: c.dropped,
        }),
    };
    serde_json::to_vec(&line).expect("structs of strings and numbers always serialize")
}

/// What `terang diff` prints as JSON: the reasons to say that two sides differ, and what changed.
#[must_use]
pub fn difference(old: &str, new: &str, reasons: &[Reason], found: &Changes) -> Vec<u8> {
    #[derive(Serialize)]
    struct Difference<'a> {
        schema: &'static str,
        old: &'a str,
        new: &'a str,
        outcome: &'static str,
        reasons: Vec<&'static str>,
        changes: ChangesV1,
    }
    let outcome = if reasons.is_empty() { "matches" } else { "differs" };
    let (reasons, changes) = (words(reasons), changes(found));
    let line = Difference { schema: "terang.diff/1", old, new, outcome, reasons, changes };
    serde_json::to_vec(&line).expect("structs of strings and numbers always serialize")
}

/// The JSON Schema (2020-12) of a line.
#[must_use]
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Verified>().to_value()
}

fn words(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|r| r.word()).collect()
}

fn changes(found: &Changes) -> ChangesV1 {
    ChangesV1 {
        disclosures: found.disclosures.iter().map(disclosure).collect(),
        headline: found.headline.as_ref().map(|h| HeadlineV1 {
            state: h.state.word(),
            before: h.before.clone(),
            after: h.after.clone(),
        }),
        paragraphs: found.paragraphs.iter().map(paragraph).collect(),
    }
}

fn disclosure(told: &DisclosureTold) -> DisclosureV1 {
    DisclosureV1 { state: told.state.word(), before: told.before.clone(), after: told.after.clone() }
}

fn paragraph(told: &ParagraphTold) -> ParagraphV1 {
    let both = told.before.as_deref().zip(told.after.as_deref()).filter(|_| told.state == State::Changed);
    let words = both.map(|(before, after)| word_diff(before, after)).unwrap_or_default();
    let words = words.into_iter().map(|change| match change {
        WordChange::Same(text) => WordsV1 { state: "same", text: text.to_owned() },
        WordChange::Gone(text) => WordsV1 { state: "gone", text: text.to_owned() },
        WordChange::Added(text) => WordsV1 { state: "added", text: text.to_owned() },
    });
    ParagraphV1 {
        state: told.state.word(),
        old: told.old,
        new: told.new,
        disclosure: told.disclosure,
        before: told.before.clone(),
        after: told.after.clone(),
        words: words.collect(),
    }
}
