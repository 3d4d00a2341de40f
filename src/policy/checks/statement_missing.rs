//! # statement-missing
//!
//! AI had a part in the article, a profile asks for a statement that readers see, and there is none.
//!
//! ## What it does
//!
//! Looks for a visible statement that AI had a part in what the clause is about: the text, or (`about = "media"`)
//! pictures, sound and film. A mark that only machines read is none, and neither is a policy about the whole site.
//! A statement in the footer of the page is one; whether it stands well is a matter of `statement-misplaced`.
//! With `denial = true` a statement that no AI was used will do as well.
//! Where the clause names an exemption, a signed sign-off for exactly this text settles it.
//!
//! ## Why
//!
//! Readers cannot ask. Where the use of AI is to be told, it is told on the page or not at all.
//!
//! ## Rule
//!
//! EU AI Act, Art. 50(4) and (5) (`eu-ai-act-50-4`); GB 45438-2025 (`cn-gb-45438`); Dewan Pers regulation 1/2025,
//! Art. 5, for pictures and voices (`id-dewan-pers-1-2025`); Elsevier's declaration (`academic-elsevier`); house rules.
//!
//! ## Example
//!
//! ```html
//! <head><meta name="ai-disclosure" content="ai-autonomous"></head>
//! <article><h1>Tides of the week</h1><p>High water is at six.</p></article>
//! ```
//!
//! ## How to mend it
//!
//! Say it in the article and in its language: "This text was generated using artificial intelligence." Where the profile
//! knows an exemption, the other way is to have the text reviewed and to sign who answers for it (`terang sign`).

use crate::policy::Code;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::claim::Subject;
use crate::policy::finding::Raised;
use crate::policy::profile::About;
use crate::policy::statement::{denials, statements};
use crate::policy::{Level, Message};
use crate::vocabulary::Involvement;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::StatementMissing, out, |profile, clause| {
        let facts = case.facts;
        let said = statements(facts, clause.about).next().is_some();
        if said || (clause.denial && denials(facts, clause.about).next().is_some()) {
            return Kept::Yes;
        }
        let (key, help) = match clause.about {
            About::Text if clause.denial => ("statement-missing.any", "disclosure-missing.help"),
            About::Text => ("statement-missing.text", "statement-missing.help"),
            About::Media => ("statement-missing.media", "statement-missing.help-media"),
        };
        let wanted = |s: Subject| match clause.about {
            About::Text => s.is_text(),
            About::Media => s == Subject::Media,
        };
        let mark = facts.signals.iter().find(|s| {
            Subject::of_signal(s).is_some_and(|(subject, i)| wanted(subject) && i != Involvement::None)
        });
        let raised =
            Raised::new(Code::StatementMissing, Level::Error, case.headline(), asked(key, profile, clause))
                .label("statement-missing.label")
                .help(if clause.unless.is_some() {
                    Message::new("statement-missing.help-exempt")
                } else {
                    help.into()
                });
        match mark {
            Some(mark) => raised.related(mark.span, "statement-missing.mark").into(),
            None => raised.into(),
        }
    });
}
