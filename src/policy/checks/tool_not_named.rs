//! # tool-not-named
//!
//! No statement names the AI tool that was used.
//!
//! ## What it does
//!
//! Looks for a visible statement that names a product or model, wherever in the article it stands: one that is known
//! ("ChatGPT", "Gemini"), one in brackets behind the word for AI ("AI: Lyra"), or one that the article's own marks or its
//! record name (`ai_tools: [Lyra]`). Its level is the profile's; set it to another, or off, in the configuration.
//!
//! ## Why
//!
//! "With AI" says little. With the name, readers and colleagues can judge what the tool is known to get wrong.
//!
//! ## Rule
//!
//! Dewan Pers regulation 1/2025: a press company *may* (dapat) name the application. Some newsrooms and reports read that as
//! *must*, so it is a warning under `id-dewan-pers-1-2025`: make it an error or switch it off under `[policy.levels]`. Elsevier
//! asks for the tool and the reason (`academic-elsevier`).
//!
//! ## Example
//!
//! ```text
//! Artikel ini ditulis dengan bantuan AI dan telah diperiksa redaksi.
//! ```
//!
//! ## How to mend it
//!
//! Name it: "Artikel ini ditulis dengan bantuan ChatGPT dan telah diperiksa redaksi."

use crate::disclosure::Disclosure;
use crate::policy::Code;
use crate::policy::Level;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::record_fact::RecordFact;
use crate::policy::statement::statements;

/// The most marks that are asked for names, and the most names.
const MOST: usize = 256;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::ToolNotNamed, out, |profile, clause| {
        let declared = declared(case);
        let names = |d: &Disclosure| d.tool.is_some() || declared.iter().any(|name| holds(&d.text, name));
        if statements(case.facts, clause.about).any(names) {
            return Kept::Yes;
        }
        let at = statements(case.facts, clause.about).next().map_or_else(|| case.headline(), |d| d.span);
        Raised::new(Code::ToolNotNamed, Level::Warning, at, asked("tool-not-named.message", profile, clause))
            .label("tool-not-named.label")
            .help("tool-not-named.help")
            .into()
    });
}

/// The products that marks and the record name.
fn declared<'a>(case: &Case<'a>) -> Vec<&'a str> {
    let marks = case.facts.signals.iter().take(MOST).filter_map(|s| s.tool.as_deref());
    let record = case.facts.record.and_then(RecordFact::of_this_text);
    let signed = record.into_iter().flat_map(|held| &held.ai_use.tools).map(|tool| tool.name.as_str());
    let names = marks.flat_map(|all| all.split(',')).chain(signed).map(str::trim);
    names.filter(|name| name.chars().any(char::is_alphabetic)).take(MOST).collect()
}

/// Whether `name` stands in `text` as words of their own.
fn holds(text: &str, name: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(name).any(|(at, found)| {
        edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
    })
}
