//! HTTP response headers: `AI-Disclosure` (draft-abaris-aicdh-01, expired), `Link`, and the `CRP-` drafts.

use sfv::{BareItem, Dictionary, ListEntry, Parser};

use super::model::{Authority, Problem, Signal, shorten};
use super::{attributes, c2pa};
use crate::document::{Carrier, Document};
use crate::span::Span;
use crate::vocabulary::{Involvement, Review, Scope};

const NAME: &str = "ai-disclosure";
const DIALECT: &str = "aicdh";
const FIELD_BYTES: usize = 16 << 10;

/// Whether a header of that name can be a signal: what others say changes nothing that is found.
#[must_use]
pub fn is_read(name: &str) -> bool {
    name.eq_ignore_ascii_case(NAME)
        || name.eq_ignore_ascii_case("link")
        || name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("crp-"))
}

/// The `AI-Disclosure` fields of one response. Lines of one name are one field (RFC 9110, section 5.3).
pub(super) struct Headers {
    first: Option<usize>,
    joined: String,
}

impl Headers {
    /// Looks at every header of the document once.
    pub(super) fn new(document: &Document) -> Self {
        let mut headers = Self { first: None, joined: String::new() };
        for (index, mark) in document.marks.iter().enumerate() {
            let Carrier::Header(name, value) = &mark.carrier else { continue };
            if !name.eq_ignore_ascii_case(NAME) || headers.joined.len() > FIELD_BYTES {
                continue;
            }
            if headers.first.is_some() {
                headers.joined.push_str(", ");
            }
            headers.first.get_or_insert(index);
            headers.joined.push_str(value.trim());
        }
        headers
    }

    /// Reads the header of mark `index`.
    pub(super) fn read(&self, index: usize, name: &str, value: &str, span: Span, out: &mut Vec<Signal>) {
        if name.eq_ignore_ascii_case(NAME) {
            if self.first == Some(index) {
                out.push(disclosure(name, &self.joined, span));
            }
        } else if name.eq_ignore_ascii_case("link") {
            c2pa::link_header(value, span, out);
        } else if name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("crp-")) {
            // Fifty-eight names in an individual draft, none of them mapped: that one is there is all.
            out.push(Signal::new("header", "crp", Authority::Vendor, name, value, span));
        }
    }
}

/// Reads a `meta http-equiv="AI-Disclosure"`: no such pragma exists, so nobody would read it.
pub(super) fn pragma(attributes: &[(String, String)], span: Span, out: &mut Vec<Signal>) {
    let named = attributes::value(attributes, "http-equiv")
        .is_some_and(|name| name.trim().eq_ignore_ascii_case(NAME));
    if named {
        let content = attributes::value(attributes, "content").unwrap_or_default();
        let signal = Signal::new("meta", DIALECT, Authority::Vendor, "http-equiv", content, span);
        out.push(
            signal.with_problem(Problem::Ignored(
                "the header is one of HTTP, HTML has no such pragma".to_owned(),
            )),
        );
    }
}

/// Reads the field both ways it is written: `mode=x; model="y"` as the draft's examples have it (one member with
/// parameters, RFC 9651) and `mode=x, model="y"` (a dictionary).
fn disclosure(name: &str, field: &str, span: Span) -> Signal {
    let mut signal = Signal::new("header", DIALECT, Authority::Vendor, name, field, span);
    signal.scope = Some(Scope::Article);
    if field.len() > FIELD_BYTES {
        return signal
            .with_problem(Problem::Malformed(format!("the field is longer than {FIELD_BYTES} bytes")));
    }
    let members = match Parser::new(field).parse::<Dictionary>() {
        Ok(members) => members,
        Err(error) => {
            return signal.with_problem(Problem::Malformed(format!("no RFC 9651 dictionary: {error}")));
        }
    };
    let Some(ListEntry::Item(mode)) = members.get("mode") else {
        return signal.with_problem(Problem::Invalid("the field has no `mode`".to_owned()));
    };
    let text = |key: &str| {
        let item = mode.params.get(key).or_else(|| match members.get(key) {
            Some(ListEntry::Item(item)) => Some(&item.bare_item),
            _ => None,
        })?;
        match item {
            BareItem::String(text) => Some(text.as_str()),
            BareItem::Token(token) => Some(token.as_str()),
            _ => None,
        }
        .filter(|text| !text.is_empty())
    };
    let reviewed = if text("reviewed-by").is_some() { Review::Reviewed } else { Review::Unstated };
    let BareItem::Token(word) = &mode.bare_item else {
        return signal
            .with_problem(Problem::Invalid("`mode` is a token, without quotation marks".to_owned()));
    };
    (signal.involvement, signal.review) = match word.as_str() {
        "none" => (Some(Involvement::None), Review::Unstated),
        "ai-modified" => (Some(Involvement::Assisted), reviewed),
        "ai-originated" => (Some(Involvement::Generated), Review::Reviewed),
        "machine-generated" => (Some(Involvement::Generated), Review::Unreviewed),
        _ => {
            return signal.with_problem(Problem::Invalid(
                "`mode` is `none`, `ai-modified`, `ai-originated` or `machine-generated`".to_owned(),
            ));
        }
    };
    if signal.involvement != Some(Involvement::None) {
        signal.tool = text("model").or_else(|| text("provider")).map(shorten);
    }
    signal
}

#[cfg(test)]
mod tests {
    use super::super::testing::{head_meta, header, read};
    use super::*;

    fn one(value: &str) -> Signal {
        let mut signals = read(vec![header("AI-Disclosure", value)]);
        assert_eq!(signals.len(), 1);
        signals.remove(0)
    }

    #[test]
    fn both_ways_of_writing_say_the_same() {
        for joint in [";", ","] {
            let signal = one(&format!(
                "mode=ai-originated{joint} model=\"lyra-2\"{joint} provider=\"Acme\"{joint} date=@1745286896"
            ));
            assert_eq!(signal.problem, None, "{joint}");
            assert_eq!((signal.involvement, signal.review), (Some(Involvement::Generated), Review::Reviewed));
            assert_eq!(signal.tool.as_deref(), Some("lyra-2"), "{joint}");
        }
    }

    #[test]
    fn the_four_modes() {
        let of = |value| (one(value).involvement, one(value).review);
        assert_eq!(of("mode=none"), (Some(Involvement::None), Review::Unstated));
        assert_eq!(of("mode=ai-modified"), (Some(Involvement::Assisted), Review::Unstated));
        assert_eq!(
            of("mode=ai-modified;reviewed-by=\"desk\""),
            (Some(Involvement::Assisted), Review::Reviewed)
        );
        assert_eq!(of("mode=machine-generated"), (Some(Involvement::Generated), Review::Unreviewed));
        assert_eq!(one("mode=none;model=\"lyra\"").tool, None);
    }

    #[test]
    fn other_values_are_invalid_and_other_syntax_is_malformed() {
        for value in ["ai-assisted", "mode=\"none\"", "mode=maybe", "mode", "mode=(none)", "", "mode=None"] {
            assert!(matches!(one(value).problem, Some(Problem::Invalid(_))), "{value}");
        }
        for value in ["Mode=none", "mode=none;", "mode=\"x", "{\"mode\":\"none\"}", "mode: none"] {
            assert!(matches!(one(value).problem, Some(Problem::Malformed(_))), "{value}");
        }
        assert!(matches!(one(&"x".repeat(20_000)).problem, Some(Problem::Malformed(_))));
    }

    #[test]
    fn lines_of_one_name_are_one_field() {
        let signals = read(vec![
            header("AI-Disclosure", "mode=machine-generated"),
            header("ai-disclosure", "model=\"lyra-2\""),
        ]);
        assert_eq!(signals.len(), 1);
        assert_eq!(signals[0].tool.as_deref(), Some("lyra-2"));
        assert_eq!(signals[0].span, Span::default());
    }

    #[test]
    fn a_pragma_is_no_header() {
        let signals = read(vec![head_meta(&[("http-equiv", "AI-Disclosure"), ("content", "mode=none")])]);
        assert!(matches!(signals[0].problem, Some(Problem::Ignored(_))));
        assert_eq!(read(vec![head_meta(&[("http-equiv", "refresh"), ("content", "5")])]), []);
    }

    #[test]
    fn a_header_that_gives_a_signal_is_known_for_one() {
        for name in ["AI-Disclosure", "ai-disclosure", "Link", "CRP-Origin", "X-AI", "Content-Type", "Crpx"] {
            let value = "<m.c2pa>; rel=\"c2pa-manifest\"";
            assert_eq!(is_read(name), !read(vec![header(name, value)]).is_empty(), "{name}");
        }
    }

    #[test]
    fn drafts_without_a_mapping_are_only_seen() {
        let signals = read(vec![header("CRP-Origin", "x"), header("Crpx", "x"), header("X-AI", "true")]);
        assert_eq!(signals.len(), 1);
        assert_eq!((signals[0].dialect, signals[0].claims_ai()), ("crp", None));
    }
}
