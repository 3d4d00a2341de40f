//! # not-machine-marked
//!
//! A profile asks for a machine-readable mark that AI had a part, and there is none of that kind.
//!
//! ## What it does
//!
//! Counts the kinds of carrier (JSON-LD, `meta`, attribute, front matter, header, ...) that hold a valid signal that AI had a
//! part in what the clause is about. The clause says how many it wants (`carriers`, one where it does not say) and of which
//! dialects one has to be (`dialects`); with `or-statement = true` a visible statement in the article will do. Signals with a fault do not count; the fault is a finding of its own.
//!
//! ## Why
//!
//! Search engines, platforms and archives read marks, not sentences.
//!
//! ## Rule
//!
//! GB 45438-2025, Annex E: the AIGC metadata (`cn-gb-45438`). Korea: a mark that people or machines read
//! (`kr-ai-basic-act`).
//!
//! ## Example
//!
//! ```html
//! <article><h1>潮汐</h1><p>本文由AI生成。</p></article>
//! ```
//!
//! ## How to mend it
//!
//! Add the mark; `terang explain` has the dialects, and docs/spec/signals.md an example of each.

use std::collections::BTreeSet;

use crate::policy::Code;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::claim::{Subject, in_sight};
use crate::policy::finding::Raised;
use crate::policy::profile::About;
use crate::policy::statement::statements;
use crate::policy::{Level, Message};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::NotMachineMarked, out, |profile, clause| {
        let wanted = clause.carriers.unwrap_or(1);
        let marks = case.facts.signals.iter().filter(|s| {
            let about = Subject::of_signal(s).map(|(subject, _)| subject);
            s.claims_ai() == Some(true)
                && match clause.about {
                    About::Text => about.is_some_and(Subject::is_text),
                    About::Media => about == Some(Subject::Media),
                }
        });
        let (mut carriers, mut dialect) = (BTreeSet::new(), clause.dialects.is_empty());
        for mark in marks {
            carriers.insert(mark.carrier);
            dialect |= clause.dialects.iter().any(|d| d == mark.dialect);
        }
        let told = || statements(case.facts, clause.about).any(|d| in_sight(d.zone));
        if clause.or_statement && told() {
            return Kept::Yes;
        }
        if dialect && carriers.len() >= wanted {
            return Kept::Yes;
        }
        let at = statements(case.facts, clause.about).next().map_or_else(|| case.headline(), |d| d.span);
        let message = asked("not-machine-marked.message", profile, clause)
            .with("there", carriers.len())
            .with("wanted", wanted);
        let help = match clause.dialects.is_empty() {
            true => "not-machine-marked.help".into(),
            false => {
                Message::new("not-machine-marked.help-dialect").with("dialects", clause.dialects.join(", "))
            }
        };
        Raised::new(Code::NotMachineMarked, Level::Error, at, message)
            .label("not-machine-marked.label")
            .help(help)
            .into()
    });
}
