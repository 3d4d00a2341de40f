//! An audit for a person at a terminal.

use std::fmt::Write as _;

use super::sentence::{View, changed, headline, left_out, number, percent, scope};
use crate::audit::{Attention, Cause, Gathered, Shares, Status};
use crate::report::words::{Tongue, template, text as filled};
use crate::report::{safe, safe_line};

/// Things that are shown; the others are counted.
const SHOWN: usize = 20;
/// Of these so many of each cause at least.
const EACH: usize = 2;
const _: () = assert!(Cause::ALL.len() * EACH <= SHOWN);

/// The audit in `tongue`, at most `width` columns wide where lines hold text of the archive.
#[must_use]
pub fn text(view: View<'_>, tongue: Tongue, width: usize) -> String {
    let mut out = String::new();
    for sentence in headline(view, tongue) {
        line(&mut out, &sentence);
    }
    line(&mut out, "");
    let statuses = table(&view.tally.counts.shares, tongue);
    let wide = widest(statuses.iter().map(|(status, _)| *status));
    for (status, row) in statuses {
        line(&mut out, &format!("  {status:<wide$} {row}"));
    }
    let changes = changed(view, tongue);
    if let Some(compared) = view.run.compared.as_ref().filter(|_| !changes.is_empty()) {
        let at = compared.at.map(|t| t.to_string()).unwrap_or_default();
        line(&mut out, "");
        line(&mut out, &format!("{} {} ({at})", template(tongue, "audit.since"), compared.run));
        changes.iter().for_each(|c| line(&mut out, &format!("  {c}")));
    }
    if view.attention.total() > 0 {
        line(&mut out, "");
        line(&mut out, template(tongue, "audit.look"));
        let causes = Cause::ALL.iter().zip(view.attention.counts()).filter(|(_, n)| **n > 0);
        let causes: Vec<_> = causes.map(|(cause, n)| (template(tongue, cause_key(*cause)), *n)).collect();
        let wide = widest(causes.iter().map(|(cause, _)| *cause));
        for (cause, count) in causes {
            line(&mut out, &format!("  {cause:<wide$} {:>9}", number(tongue, count)));
        }
        for one in chosen(view.attention) {
            let mut there = place(one);
            if let Some(url) = address(one) {
                let _ = write!(there, " {url}");
            }
            if let Some(captured) = one.captured {
                let _ = write!(there, " {captured}");
            }
            line(&mut out, &format!("  {there}"));
            let mut said = match one.cause {
                Cause::DisclosureRemoved => still(one, tongue),
                _ => one.detail.clone(),
            };
            if !one.quote.is_empty() {
                let _ = write!(said, " “{}”", one.quote);
            }
            let said = safe_line(&said, width.saturating_sub(8).max(40));
            let _ = writeln!(out, "      {}: {said}", one.cause.word());
            if !one.record.is_empty() {
                line(&mut out, &format!("      {}: {}", template(tongue, "audit.record"), one.record));
            }
        }
        let total = view.attention.total();
        if total > SHOWN as u64 {
            let (shown, total) = (number(tongue, SHOWN as u64), number(tongue, total));
            let gaps = [("shown", shown.as_str()), ("total", total.as_str())];
            line(&mut out, &format!("  {}", filled(tongue, "audit.more", &gaps)));
        }
    }
    section(&mut out, template(tongue, "audit.checked-head"), &scope(view, tongue));
    section(&mut out, template(tongue, "audit.left-head"), &left_out(view, tongue));
    out
}

/// The width of the column that holds `labels`.
fn widest<'a>(labels: impl Iterator<Item = &'a str>) -> usize {
    labels.map(|label| label.chars().count()).max().unwrap_or(0).max(34)
}

/// What is shown: the gravest, and of every cause so much that none is hidden by those before it.
fn chosen(all: &Gathered) -> Vec<&Attention> {
    let kept: Vec<&Attention> = all.kept().collect();
    let groups: Vec<&[&Attention]> = kept.chunk_by(|a, b| a.cause == b.cause).collect();
    let mut left = SHOWN - groups.iter().map(|group| group.len().min(EACH)).sum::<usize>();
    let mut out = Vec::new();
    for group in groups {
        let more = group.len().saturating_sub(EACH).min(left);
        left -= more;
        out.extend_from_slice(&group[..group.len().min(EACH) + more]);
    }
    out
}

/// Where a disclosure that went was seen last.
pub(super) fn still(one: &Attention, tongue: Tongue) -> String {
    filled(tongue, "audit.still", &[("when", &one.detail)])
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", safe(text));
}

fn section(out: &mut String, head: &str, lines: &[String]) {
    let _ = writeln!(out, "\n{head}");
    for line in lines {
        let _ = writeln!(out, "  {}", safe(line));
    }
}

/// Where something stands: the capture, its line and its bytes.
#[must_use]
pub fn place(one: &Attention) -> String {
    let mut out = one.name.clone();
    if let (Some(line), Some(column)) = (one.line, one.column) {
        let _ = write!(out, ":{line}:{column}");
    }
    if let Some(offset) = one.offset {
        let _ = match one.length {
            Some(length) => write!(out, " @{offset}+{length}"),
            None => write!(out, " @{offset}"),
        };
    }
    out
}

/// Its address, where that is not its name.
#[must_use]
pub fn address(one: &Attention) -> Option<&str> {
    one.url.as_deref().filter(|url| *url != one.name)
}

/// The statuses with how many captures have each, and their share of those that were checked.
fn table(shares: &Shares, tongue: Tongue) -> Vec<(&'static str, String)> {
    let row = |(status, count): (&Status, u64)| {
        let share = Shares { disclosed: count, checked: shares.checked, ..Shares::default() }.share();
        let share = share.map(|s| percent(tongue, s)).unwrap_or_default();
        (template(tongue, status_key(*status)), format!("{:>9} {share:>9}", number(tongue, count)))
    };
    Status::ALL.iter().zip(shares.statuses()).map(row).collect()
}

/// The key of a status in the catalogues.
#[must_use]
pub const fn status_key(status: Status) -> &'static str {
    match status {
        Status::Disclosed => "audit-status.disclosed",
        Status::SiteOnly => "audit-status.site-only",
        Status::SignalOnly => "audit-status.signal-only",
        Status::NoneUsed => "audit-status.none-used",
        Status::Silent => "audit-status.silent",
    }
}

/// The key of a cause in the catalogues.
#[must_use]
pub const fn cause_key(cause: Cause) -> &'static str {
    match cause {
        Cause::RecordDiffers => "audit-cause.record-differs",
        Cause::RecordUnchecked => "audit-cause.record-unchecked",
        Cause::RecordBroken => "audit-cause.record-broken",
        Cause::DisclosureRemoved => "audit-cause.disclosure-removed",
        Cause::Error => "audit-cause.error",
        Cause::Warning => "audit-cause.warning",
        Cause::DigestBroken => "audit-cause.digest-broken",
        Cause::Unreadable => "audit-cause.unreadable",
        Cause::Note => "audit-cause.note",
    }
}
