//! # signal-contradicts-signal
//!
//! Two machine-readable statements about the text of the article cannot both be true.
//!
//! ## What it does
//!
//! Compares all valid signals about the article as a whole (JSON-LD, `meta`, attributes, front matter, HTTP
//! headers), and what it declares for its record (`involvement` in front matter). "No AI was used" beside any use of AI is an error; "made by AI" beside "helped by AI" is a warning.
//! Signals about a picture, a video or a single section are not compared with those about the article.
//!
//! ## Why
//!
//! Search engines, aggregators and archives read one of the two, and nobody knows which. Most such pages carry
//! a default of their CMS beside a value that somebody chose.
//!
//! ## Example
//!
//! ```html
//! <meta name="ai-disclosure" content="none">
//! <script type="application/ld+json">
//! {"@type": "NewsArticle", "digitalSourceType": "trainedAlgorithmicMedia"}
//! </script>
//! ```
//!
//! ## How to mend it
//!
//! Decide which one is true and write both from the same field of the CMS.

use crate::policy::case::Case;
use crate::policy::claim::{Conflict, Subject, conflict};
use crate::policy::finding::Raised;
use crate::policy::{Code, Level, Message, words};
use crate::signal::Signal;
use crate::vocabulary::Involvement;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    let about_article =
        |s: &Signal| Subject::of_signal(s).filter(|(subject, _)| *subject == Subject::Article);
    // The first of each involvement stands for all of its kind, so that a page of many signals costs no more.
    let firsts: Vec<(&Signal, Involvement)> = Involvement::ALL
        .iter()
        .filter_map(|&i| {
            case.claims().find(|s| about_article(s).is_some_and(|(_, claimed)| claimed == i)).map(|s| (s, i))
        })
        .collect();
    for (n, (a, ai)) in firsts.iter().enumerate() {
        for (b, bi) in &firsts[n + 1..] {
            let level = match conflict(*ai, *bi) {
                Conflict::Nothing => continue,
                Conflict::Degree => Level::Warning,
                Conflict::Denial => Level::Error,
            };
            let message = Message::new("signal-contradicts-signal.message")
                .word("one", words::states(*ai))
                .word("other", words::states(*bi));
            out.push(
                Raised::at_signal(Code::SignalContradictsSignal, level, a, message)
                    .label(words::claim(a, *ai))
                    .related(b.span, words::claim(b, *bi))
                    .help("signal-contradicts-signal.help"),
            );
        }
    }
}
