//! One capture in the history of its page.

use std::fmt::Write as _;

use serde::Serialize;

use super::text::status_key;
use crate::audit::{ChangeKind, Step, Version};
use crate::report::safe::json;
use crate::report::words::{Tongue, template};
use crate::report::{safe, safe_line};

/// The capture for a person, at most `width` columns wide where it holds text of the archive.
#[must_use]
pub fn history_text(step: &Step, tongue: Tongue, width: usize) -> String {
    let v = &step.version;
    let mut out = String::new();
    let when = v.captured.map_or_else(|| template(tongue, "audit.undated").to_owned(), |t| t.to_string());
    let said = match v.status {
        Some(status) => template(tongue, status_key(status)),
        None => template(tongue, "audit.unknown"),
    };
    let at = v.offset.map(|o| format!(" @{o}")).unwrap_or_default();
    let _ = writeln!(out, "{when}  {said}  {}{at}", safe(&v.name));
    for kind in &step.kinds {
        let _ = writeln!(out, "    {}", template(tongue, key(*kind)));
    }
    if let Some(outcome) = &v.outcome {
        let _ = writeln!(out, "    {}: {}", template(tongue, "audit.record"), safe(outcome));
    }
    if let Some(quote) = &v.quote {
        let involvement = v.involvement.map(|i| i.word()).unwrap_or_default();
        let _ = writeln!(out, "    {involvement} “{}”", safe_line(quote, width.saturating_sub(20).max(40)));
    }
    out
}

/// The capture as one line of `terang.history/1`.
#[must_use]
pub fn history_line(step: &Step) -> Vec<u8> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Line<'a> {
        schema: &'static str,
        #[serde(flatten)]
        version: &'a Version,
        changes: Vec<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        compared_with: Option<usize>,
    }
    let changes = step.kinds.iter().map(|k| k.word()).collect();
    // Lines are counted from 1.
    let compared_with = step.since.map(|at| at + 1);
    let mut line = json(&Line { schema: "terang.history/1", version: &step.version, changes, compared_with });
    line.push(b'\n');
    line
}

const fn key(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::RecordBroken => "audit-step.record-broken",
        ChangeKind::DisclosureRemoved => "audit-step.disclosure-removed",
        ChangeKind::DisclosureAdded => "audit-step.disclosure-added",
        ChangeKind::TextChanged => "audit-step.text-changed",
        ChangeKind::Gone => "audit-step.gone",
        ChangeKind::New => "audit-step.new",
    }
}
