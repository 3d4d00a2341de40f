//! C2PA carriers in text (C2PA 2.5, A.7 to A.9 and 14.5.3.1): present, signature not checked.
//!
//! What a manifest claims is inside it. That one is there says nothing about AI.

use super::attributes::{has_token, value as attribute};
use super::model::{Authority, Problem, Signal};
use crate::document::{Carrier, Document};
use crate::span::Span;

const NAME: &str = "c2pa-manifest";
const BEGIN: &str = "-----BEGIN C2PA MANIFEST-----";
const END: &str = "-----END C2PA MANIFEST-----";

/// How many manifests the document embeds: with more than one none counts.
pub(super) struct Embedded {
    count: usize,
}

impl Embedded {
    /// Counts the embedded carriers of the document once. A `Link` header is no part of the document.
    pub(super) fn new(document: &Document) -> Self {
        let count = document.marks.iter().filter(|mark| match &mark.carrier {
            Carrier::Script { attributes, .. } => is_script(attributes),
            Carrier::Link(attributes) => is_link(attributes),
            Carrier::Comment(text) | Carrier::FrontMatter(_, text) => text.contains(BEGIN),
            Carrier::TextWrapper => true,
            _ => false,
        });
        Self { count: count.count() }
    }

    fn push(&self, signal: Signal, out: &mut Vec<Signal>) {
        let alone = self.count <= 1;
        out.push(if alone || signal.problem.is_some() {
            signal
        } else {
            signal.with_problem(Problem::Ignored(
                "a document embeds one manifest; of several none counts".to_owned(),
            ))
        });
    }

    /// Reads a `script`; nothing unless its type is `application/c2pa`.
    pub(super) fn script(
        &self,
        attributes: &[(String, String)],
        text: &str,
        span: Span,
        out: &mut Vec<Signal>,
    ) {
        if !is_script(attributes) {
            return;
        }
        let signal = found("script", "application/c2pa", text.trim(), span);
        let base64 =
            |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=') || b.is_ascii_whitespace();
        let whole = !text.trim().is_empty() && text.bytes().all(base64);
        self.push(
            if whole { signal } else { signal.with_problem(Problem::Malformed("not Base64".to_owned())) },
            out,
        );
    }

    /// Reads a `link`; nothing unless it is one to a manifest.
    pub(super) fn link(&self, attributes: &[(String, String)], span: Span, out: &mut Vec<Signal>) {
        if !is_link(attributes) {
            return;
        }
        let href = attribute(attributes, "href").unwrap_or_default().trim();
        let signal = found("link", NAME, href, span);
        self.push(
            if href.is_empty() {
                signal.with_problem(Problem::Malformed("the link leads nowhere".to_owned()))
            } else {
                signal
            },
            out,
        );
    }

    /// Reads the structured block in a comment or in front matter; nothing if there is none.
    pub(super) fn block(&self, carrier: &'static str, text: &str, span: Span, out: &mut Vec<Signal>) {
        let Some(start) = text.find(BEGIN) else { return };
        let after = &text[start + BEGIN.len()..];
        let Some(end) = after.find(END) else {
            let signal = found(carrier, NAME, "", span);
            self.push(signal.with_problem(Problem::Malformed("the block has no end".to_owned())), out);
            return;
        };
        let reference = after[..end].trim().trim_start_matches('#').trim();
        let signal = found(carrier, NAME, reference.trim_end_matches('#').trim_end(), span);
        self.push(
            if signal.value.is_empty() {
                signal.with_problem(Problem::Malformed("the block is empty".to_owned()))
            } else {
                signal
            },
            out,
        );
    }

    /// Reads the wrapper of invisible characters.
    pub(super) fn wrapper(&self, span: Span, out: &mut Vec<Signal>) {
        self.push(found("text-wrapper", "C2PATextManifestWrapper", "", span), out);
    }
}

/// Front matter without the lines of a structured block, which no YAML or TOML parser understands.
pub(super) fn without_block(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        let begins = line.contains(BEGIN);
        inside |= begins;
        if !inside {
            kept.push_str(line);
        } else {
            // An empty line keeps the numbers of the lines after it right.
            kept.push('\n');
        }
        if line.contains(END) {
            inside = false;
        }
    }
    kept
}

/// Whether front matter holds a structured block.
pub(super) fn has_block(text: &str) -> bool {
    text.contains(BEGIN)
}

/// Reads an HTTP `Link` field (RFC 8288) for links to a manifest.
pub(super) fn link_header(value: &str, span: Span, out: &mut Vec<Signal>) {
    let mut rest = value;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else { return };
        let target = &rest[start + 1..start + length];
        rest = &rest[start + length + 1..];
        let end = end_of(rest, b',');
        if is_to_manifest(&rest[..end]) {
            out.push(found("header", NAME, target, span));
        }
        rest = &rest[end..];
    }
}

/// Where the first `separator` outside quotation marks stands, or the end.
fn end_of(text: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if byte == separator && !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether the parameters of one link have the relation; the first `rel` counts (RFC 8288, section 3.3).
fn is_to_manifest(mut parameters: &str) -> bool {
    while !parameters.is_empty() {
        let end = end_of(parameters, b';');
        let (parameter, rest) = parameters.split_at(end);
        parameters = rest.strip_prefix(';').unwrap_or_default();
        if let Some((name, value)) = parameter.split_once('=')
            && name.trim().eq_ignore_ascii_case("rel")
        {
            let relations = value.trim().trim_matches('"');
            return relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case(NAME));
        }
    }
    false
}

fn is_script(attributes: &[(String, String)]) -> bool {
    attribute(attributes, "type").is_some_and(|t| {
        t.split(';').next().is_some_and(|t| t.trim().eq_ignore_ascii_case("application/c2pa"))
    })
}

fn is_link(attributes: &[(String, String)]) -> bool {
    has_token(attributes, "rel", NAME)
}

fn found(carrier: &'static str, name: &str, value: &str, span: Span) -> Signal {
    Signal::new(carrier, "c2pa", Authority::Standard, name, value, span)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{comment, header, link, mark, read, yaml};
    use super::*;

    fn script(kind: &str, text: &str) -> crate::document::Mark {
        mark(Carrier::Script {
            attributes: vec![("type".to_owned(), kind.to_owned())],
            text: text.to_owned(),
        })
    }

    #[test]
    fn every_carrier_is_present_and_claims_nothing() {
        for (carrier, made) in [
            ("script", script("application/c2pa", " AAAA\nBB== ")),
            ("link", link(&[("rel", "C2PA-manifest"), ("href", "/a.c2pa")])),
            ("comment", comment(&format!(" {BEGIN} https://news.example/a.c2pa {END} "))),
            ("front-matter", yaml(&format!("title: A\n{BEGIN}\n/a.c2pa\n{END}\n"))),
            ("text-wrapper", mark(Carrier::TextWrapper)),
            ("header", header("Link", "</a.c2pa>; rel=c2pa-manifest")),
        ] {
            let signals = read(vec![made]);
            assert_eq!(signals.len(), 1, "{carrier}");
            assert_eq!((signals[0].carrier, signals[0].dialect), (carrier, "c2pa"));
            assert_eq!((signals[0].claims_ai(), &signals[0].problem), (None, &None), "{carrier}");
        }
    }

    #[test]
    fn of_several_embedded_manifests_none_counts() {
        let signals = read(vec![
            link(&[("rel", "c2pa-manifest"), ("href", "/a.c2pa")]),
            script("application/c2pa", "AAAA"),
            header("Link", "</a.c2pa>; rel=c2pa-manifest"),
        ]);
        let ignored: Vec<_> =
            signals.iter().map(|s| matches!(s.problem, Some(Problem::Ignored(_)))).collect();
        assert_eq!(ignored, [true, true, false]);
    }

    #[test]
    fn broken_carriers_are_malformed() {
        for made in [
            script("application/c2pa", "{}"),
            script("application/c2pa", ""),
            link(&[("rel", "c2pa-manifest")]),
            comment(&format!("{BEGIN} https://news.example/a")),
            comment(&format!("{BEGIN} {END}")),
        ] {
            let signals = read(vec![made.clone()]);
            assert!(matches!(signals[0].problem, Some(Problem::Malformed(_))), "{made:?}");
        }
        assert_eq!(
            read(vec![
                script("application/json", "{}"),
                link(&[("rel", "preload"), ("href", "c2pa-manifest")])
            ]),
            []
        );
    }

    #[test]
    fn link_fields_hold_several_links_and_quoted_commas() {
        let field = r#"</s.css>; rel=preload; title="a, <b>; rel=c2pa-manifest", </a.c2pa>; Rel="next c2pa-manifest""#;
        let signals = read(vec![header("link", field)]);
        assert_eq!(signals.len(), 1);
        assert_eq!(signals[0].value, "/a.c2pa");
    }

    #[test]
    fn a_block_leaves_the_numbers_of_the_other_lines() {
        let text = format!("a: 1\n{BEGIN}\nx\n{END}\nb: 2\n");
        assert_eq!(without_block(&text), "a: 1\n\n\n\nb: 2\n");
    }
}
