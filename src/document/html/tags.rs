//! The tags of a source with their places, for whoever edits it.

use super::tag::{RAW, Tag};
use super::token::{Token, Tokenizer};
use crate::span::Span;

/// One start or end tag of HTML source. All spans are bytes of the decoded source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Its name, in any case.
    pub name: Span,
    /// The whole tag.
    pub span: Span,
    /// Whether it is an end tag.
    pub end: bool,
    /// Name and value (without quotes) of each attribute, as written.
    pub attributes: Vec<(Span, Span)>,
}

/// The tags in `part` of `source`, in order; what looks like one in a script, a comment or another raw text is none.
#[must_use]
pub fn tags(source: &str, part: Span) -> Vec<Tagged> {
    let mut tokens = Tokenizer::new(source, part);
    let mut foreign = 0_usize;
    let mut out = Vec::new();
    while let Some(token) = tokens.next(foreign > 0) {
        match token {
            Token::Start { tag, name, span, closed } => {
                let attributes = tokens.attributes.spans().collect();
                out.push(Tagged { name, span, end: false, attributes });
                if matches!(tag, Tag::Svg | Tag::Math) && !closed {
                    foreign += 1;
                } else if foreign == 0 && tag.flags() & RAW != 0 {
                    tokens.raw_text(tag);
                }
            }
            Token::End { tag, name, span } => {
                if matches!(tag, Tag::Svg | Tag::Math) {
                    foreign = foreign.saturating_sub(1);
                }
                out.push(Tagged { name, span, end: true, attributes: Vec::new() });
            }
            Token::Text(_) | Token::Cdata(_) | Token::Comment { .. } | Token::Doctype(_) => {}
        }
    }
    out
}
