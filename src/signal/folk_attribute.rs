//! Attributes, classes, elements and links that people and vendors have made up.

use super::attributes::{has_token, value as attribute};
use super::model::{Authority, Signal};
use super::{drupal, iptc, level};
use crate::span::Span;
use crate::vocabulary::{Involvement, Scope};

/// `data-` attributes whose value is a level, a boolean or nothing.
const CLAIMS: [&str; 3] = ["data-ai-content", "data-ai-generated", "data-ai-assisted"];

/// Reads one element.
pub(super) fn element(tag: &str, attributes: &[(String, String)], span: Span, out: &mut Vec<Signal>) {
    let scope = scope_of(tag);
    let folk = |name: &str, value: &str, authority| {
        let mut signal = Signal::new("attribute", "folk", authority, name, value, span);
        signal.scope = Some(scope);
        signal
    };
    if let Some(value) = attribute(attributes, "data-digital-source-type") {
        out.push(iptc::apply(value, folk("data-digital-source-type", value, Authority::Folk)));
    }
    for name in CLAIMS {
        let Some(value) = attribute(attributes, name) else { continue };
        let mut signal = folk(name, value, Authority::Folk);
        signal.involvement = match level::boolean(value) {
            Some(false) => Some(Involvement::None),
            Some(true) => Some(level::act(name)),
            None if value.trim().is_empty() => Some(level::act(name)),
            None => level::word(value).and_then(|said| said.involvement),
        };
        out.push(signal);
    }
    // The value is the number of a record in a manifest, unless it happens to be a level.
    if let Some(value) = attribute(attributes, "data-ai-disclosure") {
        let mut signal = folk("data-ai-disclosure", value, Authority::Vendor);
        signal.involvement = if value.trim().is_empty() {
            Some(Involvement::Unspecified)
        } else {
            level::word(value).and_then(|said| said.involvement)
        };
        out.push(signal);
    }
    if let Some(value) = attribute(attributes, "data-ai-kind") {
        let mut signal = folk("data-ai-kind", value, Authority::Vendor);
        signal.involvement = level::word(value).and_then(|said| said.involvement);
        out.push(signal);
    }
    if has_token(attributes, "class", drupal::LABEL_CLASS) {
        out.push(drupal::label(span));
    }
    if tag == "genai" {
        let mut signal = Signal::new("attribute", "genai-element", Authority::Folk, "genai", "", span);
        signal.involvement = Some(Involvement::Generated);
        signal.scope = Some(Scope::Section);
        out.push(signal);
    }
}

/// Reads a `link`: a pointer to a site's own statement. What that says is not in the page.
pub(super) fn link(attributes: &[(String, String)], span: Span, out: &mut Vec<Signal>) {
    if has_token(attributes, "rel", "ai-disclosure") {
        let href = attribute(attributes, "href").unwrap_or_default();
        let mut signal = Signal::new("link", "folk", Authority::Folk, "ai-disclosure", href, span);
        signal.scope = Some(Scope::Site);
        out.push(signal);
    }
}

fn scope_of(tag: &str) -> Scope {
    match tag {
        "html" | "body" | "main" | "article" => Scope::Article,
        "img" | "picture" | "figure" | "svg" => Scope::Image,
        "audio" => Scope::Audio,
        "video" => Scope::Video,
        _ => Scope::Section,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{element, link, read};
    use super::super::{Problem, Signal};
    use super::*;

    fn one(tag: &str, attributes: &[(&str, &str)]) -> Signal {
        let mut signals = read(vec![element(tag, attributes, None)]);
        assert_eq!(signals.len(), 1, "{attributes:?}");
        signals.remove(0)
    }

    #[test]
    fn presence_is_a_claim_and_a_level_says_more() {
        assert_eq!(one("p", &[("data-ai-content", "")]).involvement, Some(Involvement::Unspecified));
        assert_eq!(one("p", &[("data-ai-content", "false")]).claims_ai(), Some(false));
        assert_eq!(one("p", &[("data-ai-generated", "true")]).involvement, Some(Involvement::Generated));
        assert_eq!(one("p", &[("data-ai-content", "chat-7")]).involvement, None);
        assert_eq!(one("img", &[("data-ai-kind", "modified")]).scope, Some(Scope::Image));
    }

    #[test]
    fn the_number_of_a_record_is_no_level() {
        let signal = one("article", &[("data-ai-disclosure", "wp-123")]);
        assert_eq!((signal.claims_ai(), signal.scope), (None, Some(Scope::Article)));
        assert_eq!(one("p", &[("data-ai-disclosure", "ai-assisted")]).claims_ai(), Some(true));
    }

    #[test]
    fn the_vocabulary_in_a_data_attribute_is_read_by_its_own_rules() {
        let both = read(vec![element(
            "section",
            &[("data-ai-content", ""), ("data-digital-source-type", "print")],
            None,
        )]);
        assert_eq!([both[0].claims_ai(), both[1].claims_ai()], [Some(false), Some(true)]);
        let odd = one("p", &[("data-digital-source-type", "humanCreation")]);
        assert!(matches!(odd.problem, Some(Problem::Invalid(_))));
    }

    #[test]
    fn labels_and_elements() {
        assert_eq!(one("div", &[("class", "x generated-by-ai-label")]).dialect, "drupal");
        assert_eq!(one("genai", &[]).involvement, Some(Involvement::Generated));
        assert_eq!(read(vec![element("div", &[("class", "generated-by-ai-labels")], None)]), []);
    }

    #[test]
    fn a_sites_statement_is_only_pointed_to() {
        let signals =
            read(vec![link(&[("rel", "ai-disclosure"), ("href", "/.well-known/ai-disclosure.json")])]);
        assert_eq!((signals[0].scope, signals[0].claims_ai()), (Some(Scope::Site), None));
    }
}
