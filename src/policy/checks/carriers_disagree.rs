//! # carriers-disagree
//!
//! Carriers that a profile wants to say the same about the use of AI do not.
//!
//! ## What it does
//!
//! Takes the carriers that the clause names (visible words, JSON-LD, `meta`, attribute, front matter, header, the signed
//! record). Where one of them says something, all have to: that AI had a part or that it had none, and what it did.
//! "AI was used" without more agrees with every use. A record counts only where it holds for exactly this text.
//!
//! ## Why
//!
//! The page, its metadata and its record are read by different people. What one of them is not told, it takes for unsaid.
//!
//! ## Rule
//!
//! House rules. China asks for a visible label and for metadata at once (`cn-gb-45438` asks for each by itself).
//!
//! ## Example
//!
//! ```html
//! <head><meta name="ai-disclosure" content="ai-autonomous"></head>
//! <article><h1>Tides</h1><p>This article was translated by AI.</p></article>
//! ```
//!
//! ## How to mend it
//!
//! Write all of them from one field of the CMS.

use crate::policy::Code;
use crate::policy::answer::Fact;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::claim::Subject;
use crate::policy::finding::Raised;
use crate::policy::known::is_ai;
use crate::policy::profile::{About, Carrier};
use crate::policy::record_fact::RecordFact;
use crate::policy::statement::{denials, statements};
use crate::policy::{Facts, Level, words};
use crate::span::Span;
use crate::vocabulary::Involvement;

/// What one carrier says: each involvement once, with the place of the first that says anything.
struct Said {
    carrier: Carrier,
    involvement: Vec<Involvement>,
    at: Option<Span>,
}

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::CarriersDisagree, out, |profile, clause| {
        let mut all = Vec::new();
        for carrier in &clause.among {
            all.push(match carrier {
                Carrier::Record => match case.facts.record {
                    None => return Kept::unknown(Fact::Record),
                    Some(RecordFact::Unasked) => return Kept::unknown(Fact::Trust),
                    Some(fact) => Said {
                        carrier: *carrier,
                        involvement: fact.of_this_text().map(|r| r.ai_use.involvement).into_iter().collect(),
                        at: None,
                    },
                },
                carrier => said(case.facts, clause.about, *carrier),
            });
        }
        let Some(first) = all.iter().find(|s| !s.involvement.is_empty()) else { return Kept::Yes };
        let Some(other) = all.iter().find(|s| !agree(&first.involvement, &s.involvement)) else {
            return Kept::Yes;
        };
        let at = first.at.or(other.at).unwrap_or_else(|| case.headline());
        let key = if other.involvement.is_empty() {
            "carriers-disagree.silent"
        } else {
            "carriers-disagree.message"
        };
        let mut message = asked(key, profile, clause)
            .word("one", words::carrier(first.carrier))
            .word("states", words::states(first.involvement[0]))
            .word("other", words::carrier(other.carrier));
        if let Some(involvement) = other.involvement.first() {
            message = message.word("otherwise", words::states(*involvement));
        }
        let raised = Raised::new(Code::CarriersDisagree, Level::Error, at, message)
            .label(words::involvement(first.involvement[0]))
            .help("carriers-disagree.help");
        match other.at.filter(|_| first.at.is_some()).zip(other.involvement.first()) {
            Some((at, involvement)) => raised.related(at, words::involvement(*involvement)).into(),
            None => raised.into(),
        }
    });
}

fn said(facts: &Facts<'_>, about: About, carrier: Carrier) -> Said {
    let mut out = Said { carrier, involvement: Vec::new(), at: None };
    let mut add = |involvement, at| {
        out.at = out.at.or(Some(at));
        if !out.involvement.contains(&involvement) {
            out.involvement.push(involvement);
        }
    };
    if carrier == Carrier::Visible {
        statements(facts, about).chain(denials(facts, about)).for_each(|d| add(d.involvement, d.span));
        return out;
    }
    for signal in facts.signals.iter().filter(|s| of_word(s.carrier) == Some(carrier)) {
        let Some((subject, involvement)) = Subject::of_signal(signal) else { continue };
        let fits = match about {
            // A mark about one section says nothing about the article.
            About::Text => subject == Subject::Article,
            About::Media => subject == Subject::Media,
        };
        if fits {
            add(involvement, signal.span);
        }
    }
    out
}

fn of_word(carrier: &str) -> Option<Carrier> {
    match carrier {
        "json-ld" | "microdata" | "rdfa" | "script" => Some(Carrier::JsonLd),
        "meta" => Some(Carrier::Meta),
        "attribute" => Some(Carrier::Attribute),
        "front-matter" => Some(Carrier::FrontMatter),
        "header" => Some(Carrier::Header),
        _ => None,
    }
}

/// Whether both say the same: a use without more agrees with every use, and silence with nothing.
fn agree(a: &[Involvement], b: &[Involvement]) -> bool {
    a.iter().any(|a| {
        b.iter().any(|b| {
            let vague = *a == Involvement::Unspecified || *b == Involvement::Unspecified;
            a == b || (vague && is_ai(*a) && is_ai(*b))
        })
    })
}
