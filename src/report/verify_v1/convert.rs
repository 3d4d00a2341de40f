//! What verification found, as the published types.

use super::model::{
    ChangesV1, Counts, CoverageV1, DIFF_SCHEMA, Difference, DisclosureV1, Excerpt, HeadlineV1, Line,
    ParagraphV1, REPORT_SCHEMA, Report, SCHEMA, SignedBy, Stated, WordsV1,
};
use crate::report::safe::json;
use crate::verify::{
    Changes, DisclosureTold, ParagraphTold, Reason, State, Verification, WordChange, word_diff,
};

/// The JSON of one verification, on one line and without a line ending.
#[must_use]
pub fn line(origin: &str, record: Option<&str>, verification: &Verification) -> Vec<u8> {
    let statement = verification.record.as_ref();
    let line = Line {
        schema: SCHEMA,
        origin: origin.to_owned(),
        record: record.map(str::to_owned),
        outcome: verification.verdict.outcome.word(),
        reasons: words(&verification.verdict.reasons),
        detail: verification.verdict.detail.clone(),
        signed_by: statement.map(|s| SignedBy {
            publisher: s.signed_by().publisher.clone(),
            keys: s.signed_by().keys.clone(),
            rests_on_stated_time: s.signed_by().rests_on_stated_time,
        }),
        statement: statement.map(|s| {
            let p = &s.get().predicate;
            Stated {
                issued_at: p.issued_at,
                record_sha256: s.envelope(),
                article: p.article.clone(),
                ai_use: p.ai_use.clone(),
                editorial: p.editorial.clone(),
                supersedes: p.supersedes,
            }
        }),
        changes: verification.changes.as_ref().map(changes),
        coverage: verification.coverage.map(|c| CoverageV1 {
            visible: c.visible,
            covered: c.covered,
            dropped: c.dropped,
        }),
    };
    json(&line)
}

/// The JSON of a whole run from its lines.
#[must_use]
pub fn report(lines: &[Vec<u8>], counts: Counts) -> Vec<u8> {
    // Assembled as bytes: the lines are there already. The test of the schema holds it against `Report`.
    let mut out = format!("{{\"schema\":\"{REPORT_SCHEMA}\",\"articles\":[").into_bytes();
    out.extend(lines.join(&b",\n"[..]));
    out.extend_from_slice(b"],\"summary\":");
    out.extend(serde_json::to_vec(&counts).expect("a struct of numbers always serializes"));
    out.extend_from_slice(b"}\n");
    out
}

/// What `terang diff` prints as JSON: the reasons to say that two sides differ, and what changed.
#[must_use]
pub fn difference(old: &str, new: &str, reasons: &[Reason], found: &Changes) -> Vec<u8> {
    let line = Difference {
        schema: DIFF_SCHEMA,
        old: old.to_owned(),
        new: new.to_owned(),
        outcome: if reasons.is_empty() { "matches" } else { "differs" },
        reasons: words(reasons),
        changes: changes(found),
    };
    json(&line)
}

/// The JSON Schema (2020-12) of everything that is printed.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let line = generator.subschema_for::<Line>();
    let report = generator.subschema_for::<Report>();
    let difference = generator.subschema_for::<Difference>();
    let excerpt = generator.subschema_for::<Excerpt>();
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/terang/verify-v1.schema.json",
        "title": "Output of terang verify, diff and excerpt, version 1",
        "description": "A line of verify --format jsonl is a Line, the output of --format json a Report; diff prints a Difference, excerpt make an Excerpt.",
        "anyOf": [line, report, difference, excerpt],
        "$defs": generator.take_definitions(true),
    })
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
