//! # residue-without-disclosure
//!
//! Text that a chat program left behind stands in the article, and nothing tells the reader that AI was used.
//!
//! ## What it does
//!
//! Looks for residue: "As an AI language model", `turn0search0`, `utm_source=chatgpt.com`, a closing offer
//! to write more. Residue that only a chat program writes (`conclusive`) is an error, residue that is seldom
//! written by anything else (`strong`) a warning. Weak hints count only where two different ones meet.
//! A visible disclosure about the text of the article settles it; one about a picture, about the whole site,
//! or a statement that no AI was used does not.
//!
//! ## Why
//!
//! Such leavings show that text was pasted in unread. Readers find them, and they cost more trust than any
//! disclosure would have.
//!
//! ## Example
//!
//! ```text
//! Certainly! Here is a polished version of your article:
//! The council met on Tuesday to discuss the new bridge.
//! ```
//!
//! ## How to mend it
//!
//! Take the leavings out, read the whole article again, and say how AI was used: "This article was edited
//! with the help of AI and checked by the newsroom." Where the words are quoted on purpose, set them in
//! quotation marks inside a sentence, or as a block quotation (`>` in Markdown, `blockquote`).

use crate::disclosure::Residue;
use crate::policy::case::Case;
use crate::policy::claim::Subject;
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Message, words};
use crate::vocabulary::{Involvement, Strength};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let facts = case.facts;
    let disclosed = facts
        .disclosures
        .iter()
        .any(|d| Subject::of_disclosure(d).is_text() && d.involvement != Involvement::None);
    if disclosed {
        return;
    }
    let Some((first, level)) = worst(facts.residue) else { return };
    let message = match facts.residue.len() {
        1 => Message::new("residue-without-disclosure.one"),
        n => Message::new("residue-without-disclosure.many").with("n", n),
    };
    let mut raised = Raised::new(Code::ResidueWithoutDisclosure, level, first.span, message)
        .label(label(first))
        .help("residue-without-disclosure.help");
    for other in facts.residue.iter().filter(|r| !std::ptr::eq(*r, first)) {
        raised = raised.related(other.span, label(other)).also(other.span);
    }
    out.push(raised);
}

fn label(residue: &Residue) -> Message {
    Message::new("residue-without-disclosure.label")
        .with("rule", &residue.rule)
        .word("strength", words::strength(residue.strength))
}

/// The residue that weighs most, and how much it weighs; `None` where it all proves too little.
fn worst(residue: &[Residue]) -> Option<(&Residue, Level)> {
    let of = |strength| residue.iter().find(|r| r.strength == strength);
    if let Some(found) = of(Strength::Conclusive) {
        return Some((found, Level::Error));
    }
    if let Some(found) = of(Strength::Strong) {
        return Some((found, Level::Warning));
    }
    let first = residue.first()?;
    residue.iter().any(|r| r.rule != first.rule).then_some((first, Level::Warning))
}
