//! # statement-language
//!
//! The statement about the use of AI is in another language than the article.
//!
//! ## What it does
//!
//! Compares the language of each visible statement with that of the article; one in the article's language is enough.
//! Languages that no rule can tell apart in one line (Indonesian and Malay, Norwegian and Danish) count as one, and so do the
//! scripts of one language. Where nobody says what language the article is in, that is `cannot-decide`.
//!
//! ## Why
//!
//! Who reads an article in Indonesian may not read "AI-assisted". A statement that is not understood discloses nothing.
//!
//! ## Rule
//!
//! EU AI Act, Art. 50(5): "in a clear and distinguishable manner". That this means the article's language is the profile's
//! reading, so the finding is a warning there.
//!
//! ## Example
//!
//! ```html
//! <html lang="id"><article><h1>Pasang surut</h1><p>Air pasang pukul enam.</p>
//! <p>This article was written with AI.</p></article>
//! ```
//!
//! ## How to mend it
//!
//! Say it in the article's language too.

use crate::policy::Code;
use crate::policy::answer::Fact;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::statement::{same_language, statements};
use crate::policy::{Level, Message};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::StatementLanguage, out, |profile, clause| {
        let Some(first) = statements(case.facts, clause.about).next() else { return Kept::Yes };
        let Some(article) = &case.known().lang else { return Kept::unknown(Fact::Lang) };
        if statements(case.facts, clause.about).any(|d| same_language(article, &d.lang)) {
            return Kept::Yes;
        }
        let message = asked("statement-language.message", profile, clause)
            .with("article", article)
            .with("statement", &first.lang);
        Raised::new(Code::StatementLanguage, Level::Warning, first.span, message)
            .label(Message::new("statement-language.label").with("statement", &first.lang))
            .help(Message::new("statement-language.help").with("article", article))
            .into()
    });
}
