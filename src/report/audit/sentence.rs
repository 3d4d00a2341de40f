//! The sentences of an audit, computed from its numbers: what was found, and what was not checked.

use crate::audit::{Gathered, Run, Tally};
use crate::report::words::{Tongue, of_verdict, template, text};

/// Everything that a report of an audit is made from.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// What was asked, and what is true of it as a whole.
    pub run: &'a Run,
    /// All numbers.
    pub tally: &'a Tally,
    /// What a person has to look at.
    pub attention: &'a Gathered,
}

/// `n` with its digits in groups of three: a comma in English, a full stop in Indonesian.
#[must_use]
pub fn number(tongue: Tongue, n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(if tongue == Tongue::Id { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// Hundredths of a per cent as people write them: `7.39 %`, in Indonesian `7,39 %`.
#[must_use]
pub fn percent(tongue: Tongue, hundredths: u64) -> String {
    let mark = if tongue == Tongue::Id { ',' } else { '.' };
    format!("{}{mark}{:02} %", hundredths / 100, hundredths % 100)
}

/// A number and what it counts: `capture`, `file`, `record`, `thing`, `page`.
#[must_use]
pub fn counted(tongue: Tongue, n: u64, what: &str) -> String {
    let key = match (what, n) {
        ("capture", 1) => "audit.one-capture",
        ("capture", _) => "audit.many-captures",
        ("file", 1) => "audit.one-file",
        ("file", _) => "audit.many-files",
        ("record", 1) => "audit.one-record",
        ("record", _) => "audit.many-records",
        ("page", 1) => "audit.one-page",
        ("page", _) => "audit.many-pages",
        (_, 1) => "audit.one-thing",
        (_, _) => "audit.many-things",
    };
    text(tongue, key, &[("n", &number(tongue, n))])
}

/// The headline figures, one sentence each.
///
/// Every capture is in exactly one of the numbers of the first two: what could be checked and what could not add up.
#[must_use]
pub fn headline(view: View<'_>, tongue: Tongue) -> Vec<String> {
    let shares = &view.tally.counts.shares;
    let counts = &view.tally.counts;
    let n = |n: u64| number(tongue, n);
    let mut out = Vec::new();
    let all = counted(tongue, shares.documents, "capture");
    if shares.documents == 0 {
        return vec![template(tongue, "audit.none-met").to_owned()];
    }
    out.push(match shares.share() {
        None => text(tongue, "audit.nothing", &[("captures", &all)]),
        Some(share) => text(
            tongue,
            "audit.headline",
            &[
                ("captures", &all),
                ("checked", &n(shares.checked)),
                ("disclosed", &n(shares.disclosed)),
                ("share", &percent(tongue, share)),
            ],
        ),
    });
    out.push(if shares.unchecked() == 0 {
        template(tongue, "audit.all-checked").to_owned()
    } else {
        let gaps = [
            ("captures", counted(tongue, shares.unchecked(), "capture")),
            ("inconclusive", n(shares.inconclusive)),
            ("empty", n(shares.empty)),
            ("unreadable", n(shares.unreadable)),
        ];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        text(tongue, "audit.unchecked", &gaps)
    });
    if counts.removed_between_captures > 0 {
        let times = n(counts.removed_between_captures);
        out.push(text(tongue, "audit.removed", &[("n", &times)]));
    }
    if let Some(before) = view.run.compared.as_ref().filter(|_| counts.removed_since_audit > 0) {
        let gaps = [("n", n(counts.removed_since_audit)), ("audit", n(before.run.cast_unsigned()))];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        out.push(text(tongue, "audit.removed-since", &gaps));
    }
    if view.run.records.as_ref().is_some_and(|r| r.known == 0) {
        out.push(template(tongue, "audit.no-record-holds").to_owned());
    } else if view.run.records.is_some() {
        let gaps = [
            ("captures", counted(tongue, counts.recorded(), "capture")),
            ("matches", n(counts.matches)),
            ("differs", n(counts.differs)),
            ("cannot", n(counts.cannot_check)),
        ];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        out.push(text(tongue, "audit.recorded", &gaps));
    }
    out.push(match view.attention.total() {
        0 => template(tongue, "audit.quiet").to_owned(),
        total => text(tongue, "audit.attention", &[("things", &counted(tongue, total, "thing"))]),
    });
    out
}

/// What was checked, one sentence each.
#[must_use]
pub fn scope(view: View<'_>, tongue: Tongue) -> Vec<String> {
    let n = |n: u64| number(tongue, n);
    let counts = &view.tally.counts;
    let mut out = Vec::new();
    out.push(text(
        tongue,
        "audit.read",
        &[("files", &counted(tongue, view.run.files, "file")), ("reused", &n(view.run.reused))],
    ));
    if counts.repeated > 0 {
        let captures = counted(tongue, counts.repeated, "capture");
        out.push(text(tongue, "audit.repeated", &[("captures", &captures)]));
    }
    let digests = counts.digests_held + counts.digests_broken;
    if digests > 0 {
        let gaps = [("held", n(counts.digests_held)), ("broken", n(counts.digests_broken))];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        out.push(text(tongue, "audit.digests", &gaps));
    }
    if let Some(records) = &view.run.records {
        let gaps = [("records", counted(tongue, records.known, "record")), ("met", n(records.met))];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        out.push(text(tongue, "audit.records", &gaps));
        if counts.copies > 0 {
            let captures = counted(tongue, counts.copies, "capture");
            out.push(text(tongue, "audit.copies", &[("captures", &captures)]));
        }
    }
    out
}

/// What was not checked, one sentence each; empty where everything was.
#[must_use]
pub fn left_out(view: View<'_>, tongue: Tongue) -> Vec<String> {
    let (run, counts) = (view.run, &view.tally.counts);
    let settings = &run.settings;
    let mut out = Vec::new();
    let mut of = |count: u64, key: &'static str, more: &[(&str, &str)]| {
        if count > 0 {
            let captures = counted(tongue, count, "capture");
            let mut gaps = vec![("captures", captures.as_str())];
            gaps.extend_from_slice(more);
            out.push(text(tongue, key, &gaps));
        }
    };
    let shares = &counts.shares;
    of(shares.unreadable, "audit.left-unreadable", &[]);
    of(shares.inconclusive, "audit.left-inconclusive", &[]);
    of(shares.empty, "audit.left-empty", &[]);
    of(counts.digests_unchecked, "audit.left-digests", &[]);
    let since = settings.since.map(|t| t.to_string()).unwrap_or_default();
    of(run.skipped.early, "audit.left-early", &[("since", &since)]);
    let sample = number(tongue, settings.sample.unwrap_or(1));
    of(run.skipped.unsampled, "audit.left-unsampled", &[("sample", &sample)]);
    for (why, count) in &run.skipped.passed {
        of(*count, "audit.left-passed", &[("why", passed(why, tongue))]);
    }
    if run.records.as_ref().is_some_and(|r| r.known > 0) {
        of(shares.documents.saturating_sub(counts.recorded()), "audit.left-unrecorded", &[]);
    }
    if run.stopped {
        let limit = number(tongue, settings.limit.unwrap_or_default());
        out.push(text(tongue, "audit.left-limit", &[("limit", &limit)]));
    }
    if settings.quick {
        out.push(template(tongue, "audit.left-quick").to_owned());
    }
    if run.records.is_none() {
        out.push(template(tongue, "audit.left-records").to_owned());
    }
    for (word, count) in run.records.iter().flat_map(|r| &r.refused) {
        let records = counted(tongue, *count, "record");
        let reason = reasons(word, tongue);
        out.push(text(tongue, "audit.left-refused", &[("records", &records), ("reason", &reason)]));
    }
    out.push(template(tongue, "audit.left-silence").to_owned());
    out
}

/// What published words of reasons, with a space between each, say to a person.
pub(super) fn reasons(words: &str, tongue: Tongue) -> String {
    let said = |word| of_verdict(word, tongue).unwrap_or(word);
    words.split_whitespace().map(said).collect::<Vec<_>>().join("; ")
}

/// What records are that were passed over, for people who do not know the words of web archives.
fn passed(why: &str, tongue: Tongue) -> &str {
    const KEYS: [(&str, &str); 6] = [
        ("http-status", "audit.passed-http-status"),
        ("info", "audit.passed-info"),
        ("metadata", "audit.passed-metadata"),
        ("other-media", "audit.passed-other-media"),
        ("other-record", "audit.passed-other-record"),
        ("request", "audit.passed-request"),
    ];
    KEYS.iter().find(|(word, _)| *word == why).map_or(why, |(_, key)| template(tongue, key))
}

/// What changed since the audit before, one sentence each; empty where it was not compared.
#[must_use]
pub fn changed(view: View<'_>, tongue: Tongue) -> Vec<String> {
    const KEYS: [(&str, &str); 6] = [
        ("record-broken", "audit.change-record-broken"),
        ("disclosure-removed", "audit.change-disclosure-removed"),
        ("disclosure-added", "audit.change-disclosure-added"),
        ("text-changed", "audit.change-text-changed"),
        ("gone", "audit.change-gone"),
        ("new", "audit.change-new"),
    ];
    let Some(compared) = &view.run.compared else { return Vec::new() };
    let mut out: Vec<String> = KEYS
        .iter()
        .filter_map(|(kind, key)| {
            let count = *compared.changes.get(*kind)?;
            Some(text(tongue, key, &[("pages", &counted(tongue, count, "page"))]))
        })
        .collect();
    if out.is_empty() {
        out.push(template(tongue, "audit.change-nothing").to_owned());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_readers_write_them() {
        assert_eq!(number(Tongue::En, 1_234_567), "1,234,567");
        assert_eq!(number(Tongue::Id, 1_234_567), "1.234.567");
        assert_eq!((number(Tongue::En, 0), number(Tongue::En, 999)), ("0".into(), "999".into()));
        assert_eq!((percent(Tongue::En, 739), percent(Tongue::Id, 5)), ("7.39 %".into(), "0,05 %".into()));
    }
}
