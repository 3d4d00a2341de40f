//! What to do about an article that is not labelled.

use terang::label::LabelError;
use terang::pipeline::{Refused, SignError};

/// What can be done about a refusal.
pub(crate) fn help(refused: &Refused) -> &'static str {
    match refused {
        Refused::Declaration(SignError::Undeclared) => {
            "say it with --involvement, --declaration or front matter (`involvement: assisted`)"
        }
        Refused::Declaration(SignError::Involvement(_)) => "mend it, or say it with --involvement",
        Refused::Label(LabelError::NoLanguage) => "--lang names it, or let the article say it (`lang`)",
        Refused::Label(LabelError::NoWords(_)) => "--lang names another language to write it in",
        Refused::Label(LabelError::Otherwise { .. }) => "mend it by hand, or declare what is true",
        Refused::Label(LabelError::Encoding(_)) => "store the article in UTF-8",
        _ => "",
    }
}
