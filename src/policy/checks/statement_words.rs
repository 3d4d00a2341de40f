//! # statement-words
//!
//! The statement about the use of AI lacks words that a profile asks for.
//!
//! ## What it does
//!
//! A clause has groups of terms for a language, or for all (`*`): one group for AI, one for what it did. In one and the same
//! visible statement a term of each group has to stand as a word. Statements in a language for which the clause has no
//! groups are not judged.
//!
//! ## Why
//!
//! Some rules say which words a label has to have, so that readers and platforms know it again.
//!
//! ## Rule
//!
//! GB 45438-2025: 人工智能 or AI, together with 生成 or 合成 (`cn-gb-45438`). Elsevier: that the authors reviewed the text and
//! take responsibility for it (`academic-elsevier`).
//!
//! ## Example
//!
//! ```html
//! <html lang="zh"><article><h1>潮汐</h1><p>本文在AI的帮助下完成。</p></article>
//! ```
//!
//! ## How to mend it
//!
//! Use a term of each group; the finding names the group that is missing.

use crate::disclosure::Disclosure;
use crate::policy::Code;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::profile::Clause;
use crate::policy::statement::{ROOM, around, has_term, statements};
use crate::policy::{Level, Message};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::StatementWords, out, |profile, clause| {
        let (mut lacks, mut room): (Option<(&Disclosure, &[String])>, usize) = (None, ROOM);
        for d in statements(case.facts, clause.about) {
            let Some(groups) = groups(clause, &d.lang) else { return Kept::Yes };
            let text = around(case.facts, d, &mut room);
            match groups.iter().find(|terms| !has_term(text, terms)) {
                None => return Kept::Yes,
                Some(terms) => lacks = lacks.or(Some((d, terms))),
            }
        }
        let Some((first, terms)) = lacks else { return Kept::Yes };
        let terms = terms.iter().map(|t| format!("“{t}”")).collect::<Vec<_>>().join(", ");
        Raised::new(
            Code::StatementWords,
            Level::Error,
            first.span,
            asked("statement-words.message", profile, clause),
        )
        .label(Message::new("statement-words.label").with("terms", &terms))
        .help(Message::new("statement-words.help").with("terms", terms))
        .into()
    });
}

/// The groups for a language, for its primary subtag, or for every other.
fn groups<'a>(clause: &'a Clause, lang: &str) -> Option<&'a [Vec<String>]> {
    let primary = lang.split('-').next().unwrap_or_default();
    [lang, primary, "*"].iter().find_map(|key| clause.words.get(*key)).map(Vec::as_slice)
}
