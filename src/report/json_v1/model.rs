//! The published types. What a field means is said here; the schema repeats these words.

use schemars::JsonSchema;
use serde::Serialize;

use crate::vocabulary::{Confidence, Involvement, Modality, Review, Scope, Strength, Zone};

/// The version of a line.
pub const SCHEMA: &str = "terang.check/1";
/// The version of a whole report.
pub const REPORT_SCHEMA: &str = "terang.report/1";

/// What `--format json` prints: all documents and their counts.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Always `terang.report/1`.
    #[schemars(extend("const" = REPORT_SCHEMA))]
    pub schema: &'static str,
    /// The documents in input order.
    pub documents: Vec<Line>,
    /// The counts over all of them.
    pub summary: SummaryV1,
}

/// Counts over all documents of a run.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SummaryV1 {
    /// The version of terang.
    pub terang: &'static str,
    /// Documents that were read and had something in them.
    pub checked: u64,
    /// Documents that were read and were empty.
    pub empty: u64,
    /// Documents that could not be read.
    pub unreadable: u64,
    /// Documents with at least one disclosure.
    pub disclosing: u64,
    /// Disclosures.
    pub disclosures: u64,
    /// Machine-readable statements.
    pub signals: u64,
    /// Pieces of residue.
    pub residue: u64,
    /// Findings that count.
    pub findings: LevelsV1,
    /// Findings that are set aside.
    pub suppressed: u64,
    /// Of these, findings that are in the baseline.
    pub baseline: u64,
}

/// Findings by level.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LevelsV1 {
    /// Errors.
    pub error: u64,
    /// Warnings.
    pub warning: u64,
    /// Notes.
    pub note: u64,
}

/// One document: read, or not. This is what each line of `--format jsonl` is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Line {
    /// It was read.
    Document(Box<DocumentLine>),
    /// It could not be read, and is not known to be clean.
    Error(ErrorLine),
}

/// A document that was read.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentLine {
    /// Always `terang.check/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// Where it came from: a path, `-`, or either with `#` and the number of the record.
    pub origin: String,
    /// The identifier that the input gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What it was read as.
    #[schemars(extend("enum" = ["text/html", "text/markdown", "text/plain"]))]
    pub media_type: &'static str,
    /// The language that the document or its input declares (BCP 47).
    pub lang: Option<String>,
    /// Its digests.
    pub digests: Option<DigestsV1>,
    /// What its visible words state about the use of AI.
    pub disclosures: Vec<DisclosureV1>,
    /// What its machine-readable marks state.
    pub signals: Vec<SignalV1>,
    /// What chat programs left in it.
    pub residue: Vec<ResidueV1>,
    /// What ought to be mended, worst first.
    pub findings: Vec<FindingV1>,
}

/// A document that could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorLine {
    /// Always `terang.check/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// Where it came from.
    pub origin: String,
    /// The identifier that the input gave, where it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What is wrong.
    pub error: ErrorV1,
}

/// Why a document could not be read.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorV1 {
    /// Always `input-unreadable`.
    #[schemars(extend("const" = "input-unreadable"))]
    pub code: &'static str,
    /// What is wrong, with its causes.
    pub message: String,
    /// The number of the record in a stream of records, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// The column in that record, in bytes from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// The digests of a document.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DigestsV1 {
    /// SHA-256 of the bytes as they came, after decompression and before decoding; of a record, of its text in UTF-8.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// The digest of the canonical text.
    pub text: Option<TextDigestV1>,
}

/// The digest of the canonical text.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TextDigestV1 {
    /// The profile by which the text was made canonical.
    pub profile: String,
    /// The root over its paragraphs.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub root: String,
}

/// A statement in the visible text.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DisclosureV1 {
    /// The rule that took it; `terang explain RULE` tells more.
    pub rule: String,
    /// What AI did.
    pub involvement: Involvement,
    /// To what kind of content.
    pub modality: Modality,
    /// To how much of the page.
    pub scope: Scope,
    /// Whether a person answers for it.
    pub review: Review,
    /// The product or model that is named, as written.
    pub tool: Option<String>,
    /// The language of the statement (BCP 47).
    pub lang: String,
    /// Where on the page it stands.
    pub zone: Zone,
    /// The number of its block, from 1.
    pub paragraph: u32,
    /// Its visible text.
    pub text: String,
    /// Its first byte in the decoded source.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Its column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// How plainly the words say it.
    pub confidence: Confidence,
}

/// A machine-readable statement.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignalV1 {
    /// What carries it: `json-ld`, `meta`, `attribute`, `microdata`, `rdfa`, `front-matter`, `header`, ...
    pub carrier: &'static str,
    /// Whose rules it was read by.
    pub dialect: &'static str,
    /// The key as written.
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
    /// The standing of the dialect, from `A1` (folk convention) to `A5` (prescribed by law).
    #[schemars(extend("enum" = ["A1", "A2", "A3", "A4", "A5"]))]
    pub authority: &'static str,
    /// What is wrong with it. Only a signal whose value is `retired` still claims what it says.
    pub problem: Option<ProblemV1>,
    /// Its first byte in the decoded source; nothing for an HTTP header.
    pub start: Option<usize>,
    /// One past its last byte.
    pub end: Option<usize>,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub line: Option<usize>,
    /// Its column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: Option<usize>,
}

/// What is wrong with a signal.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProblemV1 {
    /// What sort of fault it is.
    #[schemars(extend("enum" = ["invalid", "retired", "malformed", "ignored"]))]
    pub kind: &'static str,
    /// More about it.
    pub message: String,
}

/// Text that a chat program left behind.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ResidueV1 {
    /// The rule that took it.
    pub rule: String,
    /// How much it proves.
    pub strength: Strength,
    /// Where on the page it stands.
    pub zone: Zone,
    /// The number of its block, from 1; 0 where it stands in markup.
    pub paragraph: u32,
    /// Its text.
    pub text: String,
    /// Its first byte in the decoded source.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Its column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: usize,
}

/// What ought to be mended.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FindingV1 {
    /// What it is about; `terang explain CODE` tells more.
    pub code: &'static str,
    /// How much it weighs.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    pub level: &'static str,
    /// What was seen.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Its first byte in the decoded source.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Its line, from 1.
    #[schemars(range(min = 1))]
    pub line: usize,
    /// Its column in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: usize,
    /// The profile whose clause says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The same for the same finding in the same words, on whatever line and in whatever file they stand.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// Why it does not count; only of a finding that is set aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<SuppressedV1>,
}

/// Why a finding does not count.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuppressedV1 {
    /// What sets it aside: a comment in the article, an entry in the configuration, or the baseline.
    #[schemars(extend("enum" = ["inline", "config", "baseline"]))]
    pub kind: &'static str,
    /// The reason that was given.
    pub reason: String,
    /// The last day on which it holds (RFC 3339 full-date).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}
