//! # ai-as-author
//!
//! A program is named as the author.
//!
//! ## What it does
//!
//! Looks at the byline that readers see, at authors in JSON-LD, `meta` and front matter, and at software in the place of an author.
//! A name counts only where all of it is that of a program ("ChatGPT", "GPT-4o", "Artificial Intelligence"): Claude
//! Martin is a person.
//!
//! ## Why
//!
//! An author answers for a text. A program cannot, and a byline for it hides who does.
//!
//! ## Rule
//!
//! Elsevier and other scholarly publishers: AI is no author (`academic-elsevier`). Google's advice to publishers and most house
//! rules say the same (`house`).
//!
//! ## Example
//!
//! ```html
//! <p class="byline">By ChatGPT</p>
//! ```
//!
//! ## How to mend it
//!
//! Name the person or the desk that answers for the text, and say in a sentence what AI did.

use crate::policy::Code;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::program::is_program;
use crate::policy::{Level, Message};
use crate::span::Span;
use crate::vocabulary::Zone;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::AiAsAuthor, out, |profile, clause| {
        let Some((name, at)) = named(case) else { return Kept::Yes };
        let message = asked("ai-as-author.message", profile, clause).with("name", &name);
        Raised::new(Code::AiAsAuthor, Level::Error, at, message)
            .label(Message::new("ai-as-author.label").with("name", name))
            .help("ai-as-author.help")
            .into()
    });
}

/// The first author that is a program: in the byline, as software in a mark, in metadata.
fn named(case: &Case<'_>) -> Option<(String, Span)> {
    let document = case.facts.document;
    for block in document.blocks().iter().filter(|b| b.zone == Zone::Byline) {
        if let Some(name) = of_byline(document.text(block)) {
            return Some((name.to_owned(), document.source_span(block.range)));
        }
    }
    let software = |dialect: &str, key: &str| dialect == "schema-org" && matches!(key, "author" | "creator");
    if let Some(signal) = case.facts.signals.iter().find(|s| software(s.dialect, &s.name)) {
        return Some((signal.value.clone(), signal.span));
    }
    let (name, _) = case.known().bylines.iter().find(|(name, _)| is_program(name))?;
    Some((name.clone(), case.headline()))
}

/// The program in a byline: "By ChatGPT", "Oleh Sari dan ChatGPT | 3 Mei".
fn of_byline(text: &str) -> Option<&str> {
    const LEADS: [&str; 9] =
        ["by ", "oleh ", "oleh: ", "penulis: ", "author: ", "von ", "par ", "por ", "written by "];
    let parts = text.split([',', '|', '·', '•', ';', '/', '&', '–', '—']);
    let parts = parts.flat_map(|p| p.split(" dan ")).flat_map(|p| p.split(" and "));
    parts
        .map(|part| {
            let part = part.trim();
            let lead = LEADS
                .iter()
                .find(|lead| part.get(..lead.len()).is_some_and(|start| start.eq_ignore_ascii_case(lead)));
            lead.map_or(part, |lead| part[lead.len()..].trim())
        })
        .find(|name| is_program(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_names_a_program_alone_or_beside_people() {
        for line in [
            "By ChatGPT",
            "Oleh Sari dan ChatGPT | 3 Mei 2026",
            "GPT-4o, Ana Prado",
            "Penulis: Gemini 2.5 Pro",
        ] {
            assert!(of_byline(line).is_some(), "{line}");
        }
        for line in ["By Claude Martin", "Oleh Sari, dengan bantuan ChatGPT", "Ai Weiwei", ""] {
            assert!(of_byline(line).is_none(), "{line}");
        }
    }
}
