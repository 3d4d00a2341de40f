//! One HTML page that holds all it needs: no script, nothing fetched, readable on paper.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::layout::{Layout, Row, Section, Totals};
use super::tally::{counted, level, tally};
use super::words::{Tongue, text};
use super::{Entry, Outcome, Remark};
use crate::digest::Digest;
use crate::policy::Level;

/// Documents that could not be read and are named.
const UNREADABLE: u64 = 1_000;
/// Findings that are listed; the others are in CSV and JSON Lines.
const LISTED: u64 = 5_000;
/// Findings set aside that are listed.
const ASIDE: u64 = 1_000;
const STYLE: &str = include_str!("html/style.css");

/// The slots: what could not be read, the findings of each level, and what is set aside.
const LEVELS: usize = Level::ALL.len();
const SECTIONS: [Section; 3] = [
    Section::new(0, 1, UNREADABLE, ""),
    Section::new(1, 1 + LEVELS, LISTED, ""),
    Section::new(1 + LEVELS, 2 + LEVELS, ASIDE, ""),
];

/// The layout of the page.
pub(super) struct Html {
    /// The language of the page.
    pub(super) tongue: Tongue,
}

/// What stands before the first section.
#[derive(Template)]
#[template(path = "head.html")]
struct Head<'a> {
    lang: &'a str,
    title: String,
    summary: String,
    policy: String,
    style: &'a str,
}

/// A heading with the beginning of a list or table.
#[derive(Template)]
#[template(path = "open.html")]
struct Open {
    id: &'static str,
    heading: String,
    columns: Vec<String>,
}

/// A document that could not be read.
#[derive(Template)]
#[template(path = "unreadable.html")]
struct Unreadable<'a> {
    origin: &'a str,
    why: &'a str,
}

/// A finding.
#[derive(Template)]
#[template(path = "finding.html")]
struct Finding<'a> {
    class: &'static str,
    level: String,
    place: String,
    lang: &'a str,
    remark: &'a Remark,
    reason: String,
}

impl Layout for Html {
    fn sections(&self) -> &[Section] {
        &SECTIONS
    }

    fn rows(&self, entry: &Entry<'_>) -> Vec<Row> {
        if let Some(why) = &entry.unreadable {
            return vec![Row::new(0, drawn(&Unreadable { origin: &entry.shown, why }))];
        }
        entry.remarks.iter().map(|r| self.row(entry, r)).collect()
    }

    fn room(&self, section: usize, _: &Totals) -> u64 {
        SECTIONS[section].keep
    }

    fn open(&self, section: usize, totals: &Totals) -> Vec<u8> {
        let say = |key| text(self.tongue, key, &[]);
        let mut out = String::new();
        if section == 0 {
            let hash = STANDARD.encode(Digest::of(STYLE.as_bytes()).0);
            out.push_str(&drawn(&Head {
                lang: self.tongue.word(),
                title: say("sheet.title"),
                summary: tally(&totals.summary, self.tongue),
                policy: format!(
                    "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
                ),
                style: STYLE,
            }));
        }
        let Section { from, to, .. } = SECTIONS[section];
        if totals.seen_in(from, to) == 0 {
            return out.into_bytes();
        }
        let (id, heading, last) = match section {
            0 => ("not-read", "sheet.not-read", "sheet.why"),
            1 => ("findings", "sheet.findings", "sheet.finding"),
            _ => ("set-aside", "sheet.set-aside-heading", "sheet.finding"),
        };
        let mut columns = vec![say("sheet.place"), say(last)];
        if section > 0 {
            columns.insert(0, say("sheet.level"));
        }
        out.push_str(&drawn(&Open { id, heading: say(heading), columns }));
        out.into_bytes()
    }

    fn close(&self, section: usize, totals: &Totals) -> Vec<u8> {
        let Section { from, to, .. } = SECTIONS[section];
        let seen = totals.seen_in(from, to);
        let mut out = String::new();
        if seen > 0 {
            out.push_str("</tbody>\n</table>\n");
            let more = seen - totals.written_in(section);
            if more > 0 {
                let said = match section {
                    0 => counted(self.tongue, more, "sheet.more-unreadable", "sheet.more-unreadable"),
                    _ => counted(self.tongue, more, "sheet.more-findings-one", "sheet.more-findings"),
                };
                out.push_str(&format!("<p class=\"more\">{said}</p>\n"));
            }
            out.push_str("</section>\n");
        }
        if section + 1 == SECTIONS.len() {
            let made = [("version", env!("CARGO_PKG_VERSION"))];
            let said = text(self.tongue, "sheet.made", &made);
            out.push_str(&format!("</main>\n<footer><p>{said}</p></footer>\n</body>\n</html>\n"));
        }
        out.into_bytes()
    }
}

impl Html {
    fn row(&self, entry: &Entry<'_>, remark: &Remark) -> Row {
        let lang = match entry.outcome {
            Outcome::Checked(c) => c.lang.as_deref().unwrap_or_default(),
            Outcome::Unreadable(_) => "",
        };
        let reason = remark.suppressed.as_ref().map_or_else(String::new, |s| {
            let gaps = [("kind", s.kind.word()), ("reason", s.reason.as_str())];
            text(self.tongue, "sheet.because", &gaps)
        });
        let drawn = drawn(&Finding {
            class: remark.level.word(),
            level: level(self.tongue, remark.level),
            place: format!("{}:{}:{}", entry.shown, remark.at.line, remark.at.column),
            lang,
            remark,
            reason,
        });
        let slot = if remark.suppressed.is_some() { 1 + LEVELS } else { 1 + remark.level as usize };
        Row::new(slot, drawn)
    }
}

fn drawn(template: &impl Template) -> String {
    template.render().expect("templates of strings always render")
}
