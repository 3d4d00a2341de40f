//! The charts of an audit: bars with their numbers, and all numbers as a table.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::sentence::{counted, number, percent};
use crate::audit::{Group, Shares, Table, Tally};
use crate::report::safe_line;
use crate::report::words::{Tongue, template, text};

/// Bars of one chart.
const BARS: usize = 24;
/// Rows of one table.
const ROWS: usize = 500;
/// Height of one bar with the line of text above it, in pixels. Widths are parts of the whole, so that text keeps its size
/// on every screen.
const STEP: usize = 40;

/// One bar.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) value: String,
    /// In per cent, as SVG has it.
    pub(super) width: String,
    pub(super) y: usize,
    pub(super) text_y: usize,
}

/// One chart with its table.
pub(super) struct Chart {
    pub(super) title: &'static str,
    /// What stands in brackets, and whether all groups are drawn.
    pub(super) note: String,
    /// What the picture shows, in words.
    pub(super) desc: String,
    pub(super) height: usize,
    pub(super) bars: Vec<Bar>,
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// All charts.
pub(super) fn all(tally: &Tally, tongue: Tongue) -> Vec<Chart> {
    let mut months: Vec<Group> = tally.months.by_name().collect();
    if months.len() > BARS {
        months = years(&months);
    }
    let counts = |key, of: &std::collections::BTreeMap<&'static str, u64>, words: &'static str| {
        parts(tongue, key, of, words, tally.counts.shares.disclosed)
    };
    vec![
        shares(tongue, "audit-page.by-month", &tally.months, months),
        shares(tongue, "audit-page.by-site", &tally.sites, tally.sites.largest(BARS)),
        shares(tongue, "audit-page.by-section", &tally.sections, tally.sections.largest(BARS)),
        shares(tongue, "audit-page.by-lang", &tally.langs, tally.langs.largest(BARS)),
        counts("audit-page.by-involvement", &tally.involvements, "involvement"),
        counts("audit-page.by-review", &tally.reviews, "review"),
    ]
}

/// The months of each year together.
fn years(months: &[Group]) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    for month in months {
        let year = month.name.as_deref().and_then(|n| n.get(..4)).unwrap_or_default();
        match out.last_mut().filter(|last| last.name.as_deref() == Some(year)) {
            Some(last) => last.shares.merge(&month.shares),
            None => out.push(Group { name: Some(year.to_owned()), shares: month.shares }),
        }
    }
    out
}

fn bar(at: usize, label: &str, value: String, part: u64, whole: u64) -> Bar {
    let width = (u128::from(part) * 10_000).checked_div(u128::from(whole)).unwrap_or(0);
    Bar {
        label: safe_line(label, 28),
        value,
        width: format!("{}.{:02}%", width / 100, width % 100),
        y: at * STEP + 22,
        text_y: at * STEP + 16,
    }
}

/// The name of a group as people read it: what is written in per cent signs is decoded where it is text.
fn readable(name: Option<&str>) -> Cow<'_, str> {
    let name = name.unwrap_or_default();
    percent_decode_str(name).decode_utf8().unwrap_or(Cow::Borrowed(name))
}

/// Which share of each group discloses.
fn shares(tongue: Tongue, title: &'static str, table: &Table, drawn: Vec<Group>) -> Chart {
    let drawn: Vec<Group> = drawn.into_iter().rev().take(BARS).rev().collect();
    let value = |s: &Shares| match s.share() {
        Some(share) => format!("{} ({})", percent(tongue, share), number(tongue, s.checked)),
        None => "–".to_owned(),
    };
    let bars: Vec<Bar> = drawn
        .iter()
        .enumerate()
        .map(|(at, g)| {
            bar(at, &readable(g.name.as_deref()), value(&g.shares), g.shares.disclosed, g.shares.checked)
        })
        .collect();
    let mut note = template(tongue, "audit-page.shares-note").to_owned();
    // Months that are too many are drawn as years.
    if title != "audit-page.by-month" && drawn.len() < table.len() {
        let (n, all) = (number(tongue, drawn.len() as u64), number(tongue, table.len() as u64));
        note.push(' ');
        note.push_str(&text(tongue, "audit-page.drawn", &[("n", &n), ("all", &all)]));
    }
    let by_share = |g: &&Group| g.shares.share();
    let desc = match (
        drawn.iter().filter(|g| g.shares.checked > 0).max_by_key(by_share),
        drawn.iter().filter(|g| g.shares.checked > 0).min_by_key(by_share),
    ) {
        (Some(most), Some(least)) => text(
            tongue,
            "audit-page.shares-desc",
            &[
                ("n", &number(tongue, drawn.len() as u64)),
                ("most", &safe_line(&readable(most.name.as_deref()), 60)),
                ("most-share", &percent(tongue, most.shares.share().unwrap_or(0))),
                ("least", &safe_line(&readable(least.name.as_deref()), 60)),
                ("least-share", &percent(tongue, least.shares.share().unwrap_or(0))),
            ],
        ),
        _ => template(tongue, "audit-page.no-data").to_owned(),
    };
    let row = |name: String, s: &Shares| {
        let n = |n: u64| number(tongue, n);
        let share = s.share().map_or_else(|| "–".to_owned(), |share| percent(tongue, share));
        vec![
            name,
            n(s.documents),
            n(s.checked),
            n(s.disclosed),
            share,
            n(s.site_only),
            n(s.signal_only),
            n(s.none_used),
            n(s.silent),
            n(s.unchecked()),
        ]
    };
    let listed: Vec<Group> = if table.len() > ROWS { table.largest(ROWS) } else { table.by_name().collect() };
    let mut rows: Vec<Vec<String>> =
        listed.iter().map(|g| row(safe_line(&readable(g.name.as_deref()), 200), &g.shares)).collect();
    let mut rest = *table.further();
    if table.len() > ROWS {
        let shown: std::collections::BTreeSet<&Option<String>> = listed.iter().map(|g| &g.name).collect();
        table.by_name().filter(|g| !shown.contains(&g.name)).for_each(|g| rest.merge(&g.shares));
    }
    for (key, shares) in [("audit-page.further", &rest), ("audit-page.without", table.without())] {
        if shares.documents > 0 {
            rows.push(row(template(tongue, key).to_owned(), shares));
        }
    }
    const COLUMNS: [&str; 10] = [
        "audit-page.group",
        "audit-page.captures",
        "audit-page.checked",
        "audit-page.disclosed",
        "audit-page.share",
        "audit-page.site-only",
        "audit-page.signal-only",
        "audit-page.none-used",
        "audit-page.silent",
        "audit-page.unchecked",
    ];
    Chart {
        title: template(tongue, title),
        note,
        desc,
        height: bars.len() * STEP + 8,
        bars,
        columns: COLUMNS.map(|key| template(tongue, key)).to_vec(),
        rows,
    }
}

/// How the captures that disclose divide.
fn parts(
    tongue: Tongue,
    title: &'static str,
    of: &std::collections::BTreeMap<&'static str, u64>,
    words: &'static str,
    whole: u64,
) -> Chart {
    let mut all: Vec<(&'static str, u64)> =
        of.iter().map(|(word, n)| (label(tongue, words, word), *n)).collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let share = |n: u64| {
        let share = Shares { disclosed: n, checked: whole, ..Shares::default() }.share();
        share.map_or_else(|| "–".to_owned(), |s| percent(tongue, s))
    };
    let bars: Vec<Bar> = all
        .iter()
        .enumerate()
        .map(|(at, (word, n))| bar(at, word, format!("{} ({})", share(*n), number(tongue, *n)), *n, whole))
        .collect();
    let desc = match all.first() {
        Some((word, n)) => text(
            tongue,
            "audit-page.parts-desc",
            &[("captures", &counted(tongue, whole, "capture")), ("most", word), ("most-share", &share(*n))],
        ),
        None => template(tongue, "audit-page.no-data").to_owned(),
    };
    Chart {
        title: template(tongue, title),
        note: template(tongue, "audit-page.parts-note").to_owned(),
        desc,
        height: bars.len() * STEP + 8,
        bars,
        columns: ["audit-page.group", "audit-page.captures", "audit-page.share"]
            .map(|key| template(tongue, key))
            .to_vec(),
        rows: all.iter().map(|(word, n)| vec![(*word).to_owned(), number(tongue, *n), share(*n)]).collect(),
    }
}

/// A word of the vocabulary, as a label.
fn label(tongue: Tongue, words: &str, word: &'static str) -> &'static str {
    let key = match (words, word) {
        ("involvement", "generated") => "involvement.generated",
        ("involvement", "assisted") => "involvement.assisted",
        ("involvement", "translated") => "involvement.translated",
        ("involvement", "summarized") => "involvement.summarized",
        ("involvement", "automated") => "involvement.automated",
        ("involvement", "none") => "involvement.none",
        ("involvement", "unspecified") => "involvement.unspecified",
        ("review", "reviewed") => "audit-page.reviewed",
        ("review", "unreviewed") => "audit-page.unreviewed",
        ("review", "unstated") => "audit-page.unstated",
        _ => return word,
    };
    template(tongue, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_shown_as_it_is_read() {
        for (written, read) in [
            ("%D9%85%D8%A7%D9%84", "مال"),
            ("kota", "kota"),
            ("100%", "100%"),
            ("50%zz", "50%zz"),
            ("%ff%41", "%ff%41"),
            ("a%20b", "a b"),
        ] {
            assert_eq!(readable(Some(written)), read);
        }
        assert_eq!(readable(None), "");
    }
}
