//! A report in Markdown (GitHub's dialect), for pull requests and for the summary of a job.

use super::layout::{Layout, Limit, Row, Section, Totals};
use super::tally::{counted, level, tally};
use super::words::{Tongue, text};
use super::{Entry, Remark};
use crate::policy::Level;

/// Bytes that GitHub takes as the summary of a step; a part is kept free for what follows the rows.
const BYTES: u64 = (1 << 20) - (8 << 10);
/// Bytes under which no report is begun.
const LEAST: u64 = 8 << 10;
/// Documents that could not be read and are named.
const UNREADABLE: u64 = 100;
/// Findings that are listed. Long before a reader reads them all.
const LISTED: u64 = 5_000;

/// The slots: what could not be read, then the findings of each level.
const SECTIONS: [Section; 2] =
    [Section::new(0, 1, UNREADABLE, ""), Section::new(1, 1 + Level::ALL.len(), LISTED, "")];

/// The layout of Markdown.
pub(super) struct Markdown {
    tongue: Tongue,
    /// Bytes that there is room for.
    bytes: u64,
}

/// The layout of the summary of a job, which is shown after `taken` bytes that stand there already; `None` where there is
/// no room left for one.
#[must_use]
pub fn job_summary(tongue: Tongue, taken: u64) -> Option<Box<dyn Layout>> {
    let bytes = BYTES.checked_sub(taken).filter(|left| *left >= LEAST)?;
    Some(Box::new(Markdown { tongue, bytes }))
}

impl Layout for Markdown {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        if let Some(why) = &entry.unreadable {
            return vec![Row::new(0, format!("- {}: {}\n", code(&entry.shown), plain(why)))];
        }
        entry.open().map(|r| Row::new(1 + r.level as usize, self.row(entry, r))).collect()
    }

    fn room(&self, section: usize, _: &Totals) -> u64 {
        if section == 0 { UNREADABLE } else { LISTED }
    }

    fn limit(&self) -> Limit {
        Limit { bytes: self.bytes, packed: None }
    }

    fn open(&self, section: usize, totals: &Totals) -> Vec<u8> {
        let say = |key| text(self.tongue, key, &[]);
        let mut out = String::new();
        if section == 0 {
            out.push_str(&format!(
                "## {}\n\n{}\n",
                say("sheet.title"),
                plain(&tally(&totals.summary, self.tongue))
            ));
            if totals.seen_in(0, 1) > 0 {
                out.push_str(&format!("\n### {}\n\n", say("sheet.not-read")));
            }
        } else if totals.summary.findings() > 0 {
            let heads = ["sheet.level", "sheet.place", "sheet.finding"].map(say);
            out.push_str(&format!(
                "\n### {}\n\n| {} |\n| --- | --- | --- |\n",
                say("sheet.findings"),
                heads.join(" | ")
            ));
        }
        out.into_bytes()
    }

    fn close(&self, section: usize, totals: &Totals) -> Vec<u8> {
        let Section { from, to, .. } = SECTIONS[section];
        let more = totals.seen_in(from, to) - totals.written_in(section);
        if more == 0 {
            return Vec::new();
        }
        let (one, many) = if section == 0 {
            ("sheet.more-unreadable", "sheet.more-unreadable")
        } else {
            ("sheet.more-findings-one", "sheet.more-findings")
        };
        format!("\n{}\n", plain(&counted(self.tongue, more, one, many))).into_bytes()
    }
}

impl Markdown {
    /// A report of its own.
    pub(super) const fn new(tongue: Tongue) -> Self {
        Self { tongue, bytes: BYTES }
    }

    fn row(&self, entry: &Entry<'_>, r: &Remark) -> String {
        let place = format!("{}:{}:{}", entry.shown, r.at.line, r.at.column);
        let mut said = format!("{} ({})", plain(&r.message), code(r.code));
        if !r.quote.is_empty() {
            said.push_str("<br>");
            said.push_str(&code(&r.quote));
        }
        if !r.help.is_empty() {
            said.push_str("<br>");
            said.push_str(&plain(&r.help));
        }
        format!("| {} | {} | {said} |\n", level(self.tongue, r.level), code(&place))
    }
}

/// Text that means nothing in Markdown, HTML or to GitHub: no markup, no link, nobody named.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A comment between them takes a mention, a number of an issue or an address apart, and is not shown.
            '@' | '#' => {
                out.push('\\');
                out.push(c);
                out.push_str("<!-- -->");
            }
            '/' if before == '/' => out.push_str("<!-- -->/"),
            '.' if matches!(before, 'w' | 'W') => out.push_str("<!-- -->."),
            c if c.is_ascii_punctuation()
                && !matches!(c, '.' | ',' | ';' | '/' | '\'' | '"' | '(' | ')' | '%' | '?') =>
            {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// Text as code, which GitHub leaves alone. The bar is escaped: in a table it would end the cell even here.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", text.replace('|', "\\|"))
}
