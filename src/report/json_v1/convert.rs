//! From outcomes to the published types, and to bytes.

use super::model::{
    DigestsV1, DisclosureV1, DocumentLine, ErrorLine, ErrorV1, FindingV1, LevelsV1, Line, ProblemV1,
    REPORT_SCHEMA, Report, ResidueV1, SCHEMA, SignalV1, SummaryV1, SuppressedV1, TextDigestV1,
};
use crate::disclosure::{Disclosure, Residue};
use crate::policy::Finding;
use crate::report::safe::json;
use crate::report::words::{Tongue, say};
use crate::report::{Checked, Digests, Outcome, Placed, Summary, Unreadable};
use crate::signal::{Authority, Problem, Signal};

/// The JSON of one document, on one line and without a line ending.
#[must_use]
pub fn line(outcome: &Outcome) -> Vec<u8> {
    let line = match outcome {
        Outcome::Checked(checked) => Line::Document(Box::new(document(checked))),
        Outcome::Unreadable(unreadable) => Line::Error(error(unreadable)),
    };
    json(&line)
}

/// What stands before the documents of a whole report.
#[must_use]
pub fn report_start() -> Vec<u8> {
    format!("{{\"schema\":\"{REPORT_SCHEMA}\",\"documents\":[").into_bytes()
}

/// What stands after the documents of a whole report.
#[must_use]
pub fn report_end(summary: &Summary) -> Vec<u8> {
    let [error, warning, note] = summary.findings;
    let summary = SummaryV1 {
        terang: env!("CARGO_PKG_VERSION"),
        checked: summary.checked,
        empty: summary.empty,
        unreadable: summary.unreadable,
        disclosing: summary.disclosing,
        disclosures: summary.disclosures,
        signals: summary.signals,
        residue: summary.residue,
        findings: LevelsV1 { error, warning, note },
        suppressed: summary.suppressed,
        baseline: summary.baseline,
    };
    let mut out = b"],\"summary\":".to_vec();
    serde_json::to_writer(&mut out, &summary).expect("structs of numbers always serialize");
    out.extend_from_slice(b"}\n");
    out
}

/// The JSON Schema (2020-12) of both shapes: a line of `jsonl`, and the report of `json`.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    let line = generator.subschema_for::<Line>();
    let report = generator.subschema_for::<Report>();
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://w3id.org/terang/json-v1.schema.json",
        "title": "Output of terang check, version 1",
        "description": "A line of --format jsonl is a Line, the output of --format json a Report.",
        "anyOf": [line, report],
        "$defs": generator.take_definitions(true),
    })
}

fn document(c: &Checked) -> DocumentLine {
    DocumentLine {
        schema: SCHEMA,
        origin: c.origin.clone(),
        id: c.id.clone(),
        media_type: c.media.mime(),
        lang: c.lang.clone(),
        digests: c.digests.as_ref().map(digests),
        disclosures: c.disclosures.iter().map(disclosure).collect(),
        signals: c.signals.iter().map(signal).collect(),
        residue: c.residue.iter().map(residue).collect(),
        findings: c.findings.iter().map(finding).collect(),
    }
}

fn error(u: &Unreadable) -> ErrorLine {
    let error =
        ErrorV1 { code: "input-unreadable", message: u.message.clone(), record: u.record, column: u.column };
    ErrorLine { schema: SCHEMA, origin: u.origin.clone(), id: u.id.clone(), error }
}

fn digests(d: &Digests) -> DigestsV1 {
    let text = d.text.as_ref().map(|t| TextDigestV1 { profile: t.profile.clone(), root: t.root.to_string() });
    DigestsV1 { sha256: d.sha256.to_string(), text }
}

fn disclosure(found: &Placed<Disclosure>) -> DisclosureV1 {
    let d = &found.fact;
    DisclosureV1 {
        rule: d.rule.clone(),
        involvement: d.involvement,
        modality: d.modality,
        scope: d.scope,
        review: d.review,
        tool: d.tool.clone(),
        lang: d.lang.clone(),
        zone: d.zone,
        paragraph: d.paragraph,
        text: d.text.clone(),
        start: d.span.start,
        end: d.span.end,
        line: found.position.line,
        column: found.position.column,
        confidence: d.confidence,
    }
}

fn signal(found: &Placed<Signal>) -> SignalV1 {
    let s = &found.fact;
    // A header stands in no source, and so nowhere in it.
    let placed = s.carrier != "header";
    SignalV1 {
        carrier: s.carrier,
        dialect: s.dialect,
        name: s.name.clone(),
        value: s.value.clone(),
        involvement: s.involvement,
        modality: s.modality,
        scope: s.scope,
        review: s.review,
        tool: s.tool.clone(),
        authority: authority(s.authority),
        problem: s.problem.as_ref().map(problem),
        start: placed.then_some(s.span.start),
        end: placed.then_some(s.span.end),
        line: placed.then_some(found.position.line),
        column: placed.then_some(found.position.column),
    }
}

const fn authority(a: Authority) -> &'static str {
    match a {
        Authority::Folk => "A1",
        Authority::Vendor => "A2",
        Authority::Community => "A3",
        Authority::Standard => "A4",
        Authority::Law => "A5",
    }
}

fn problem(p: &Problem) -> ProblemV1 {
    let (kind, message) = match p {
        Problem::Invalid(m) => ("invalid", m),
        Problem::Retired(m) => ("retired", m),
        Problem::Malformed(m) => ("malformed", m),
        Problem::Ignored(m) => ("ignored", m),
    };
    ProblemV1 { kind, message: message.clone() }
}

fn residue(found: &Placed<Residue>) -> ResidueV1 {
    let r = &found.fact;
    ResidueV1 {
        rule: r.rule.clone(),
        strength: r.strength,
        zone: r.zone,
        paragraph: r.paragraph,
        text: r.text.clone(),
        start: r.span.start,
        end: r.span.end,
        line: found.position.line,
        column: found.position.column,
    }
}

fn finding(f: &Finding) -> FindingV1 {
    FindingV1 {
        code: f.code.word(),
        level: f.level.word(),
        message: say(Tongue::En, &f.message),
        help: say(Tongue::En, &f.help),
        start: f.place.span.start,
        end: f.place.span.end,
        line: f.place.position.line,
        column: f.place.position.column,
        profile: f.profile.clone(),
        fingerprint: Some(f.fingerprint.to_string()),
        suppressed: f.suppressed.as_ref().map(|s| SuppressedV1 {
            kind: s.kind.word(),
            reason: s.reason.clone(),
            until: s.until.clone(),
        }),
    }
}
