//! From the marks of a document to its signals.

use super::c2pa::{self, Embedded};
use super::folk_meta::Metas;
use super::header::Headers;
use super::json_ld::Scripts;
use super::property::{Items, Syntax};
use super::{Signal, aigc, attributes, folk_attribute, front_matter, header, spdx, text_code, w3c};
use crate::document::{Carrier, Document, FrontMatterKind};

/// No document yields more signals than this.
const MOST: usize = 10_000;

/// What a caller may choose.
///
/// A key is a name or the last names of a path (`provenance.ai_assisted`); case and what joins the words
/// (`aiAssisted`, `ai-assisted`) do not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Front-matter keys whose value says whether or how AI was used.
    pub front_matter_claims: Vec<String>,
    /// Front-matter keys that say, beside a claim, whether a person reviewed the text.
    pub front_matter_reviews: Vec<String>,
    /// Front-matter keys that name the tools.
    pub front_matter_tools: Vec<String>,
}

impl Default for Settings {
    /// The keys that are met in public repositories.
    fn default() -> Self {
        let list = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect();
        Self {
            front_matter_claims: list(&[
                "ai_disclosure",
                "ai_assisted",
                "ai_assistance",
                "ai_generated",
                "ai_generated_content",
                "ai_translated",
                "ai_summarized",
                "ai_summarised",
                "ai_edited",
                "ai_enhanced",
                "ai_written",
                "ai_created",
                "ai_authored",
                "ai_used",
                "ai_use",
                "ai_usage",
                "ai_content",
                "ai_involvement",
                "ai_level",
                "generated_by_ai",
                "written_by_ai",
                "created_by_ai",
                "translated_by_ai",
            ]),
            front_matter_reviews: list(&[
                "human_reviewed",
                "human_review",
                "reviewed_by_human",
                "reviewed",
                "editorial_review",
                "reviewer",
                "reviewed_by",
                "signed_off_by",
            ]),
            front_matter_tools: list(&["ai_tools", "ai_tool", "ai_models", "ai_model", "ai_system"]),
        }
    }
}

/// Reads every signal of `document`: first the codes in its text, then its marks in their order.
///
/// Usage preferences (robots, TDM reservation, content signals) are no statements about an article and give none.
#[must_use]
pub fn read(document: &Document, settings: &Settings) -> Vec<Signal> {
    let mut out = Vec::new();
    text_code::read(document, &mut out);
    if document.marks.is_empty() {
        return out;
    }
    let metas = Metas::new(document);
    let w3c = w3c::Reader::new(document);
    let headers = Headers::new(document);
    let embedded = Embedded::new(document);
    let microdata = Items::new(Syntax::Microdata, document);
    let rdfa = Items::new(Syntax::Rdfa, document);
    let mut scripts = Scripts::default();
    for (index, mark) in document.marks.iter().enumerate() {
        match &mark.carrier {
            Carrier::JsonLd(text) => scripts.add(index, text),
            Carrier::Script { attributes, text } if is_json(attributes) => scripts.add(index, text),
            _ => {}
        }
    }
    let mut blocks = 0;
    for (index, mark) in document.marks.iter().enumerate() {
        let span = mark.span;
        match &mark.carrier {
            Carrier::JsonLd(text) => scripts.read("json-ld", index, text, span, &mut out),
            Carrier::Script { attributes, text } => {
                embedded.script(attributes, text, span, &mut out);
                scripts.read("script", index, text, span, &mut out);
            }
            Carrier::Meta { attributes, in_head } => {
                w3c.meta(index, attributes, *in_head, span, &mut out);
                metas.read(attributes, span, &mut out);
                header::pragma(attributes, span, &mut out);
                if attributes::value(attributes, "name").is_some_and(aigc::is_name) {
                    let content = attributes::value(attributes, "content").unwrap_or_default();
                    aigc::text("meta", content, blocks > 0, span, &mut out);
                    blocks += 1;
                }
            }
            Carrier::Link(attributes) => {
                embedded.link(attributes, span, &mut out);
                folk_attribute::link(attributes, span, &mut out);
            }
            Carrier::Comment(text) => {
                embedded.block("comment", text, span, &mut out);
                if let Some(json) = aigc::in_comment(text) {
                    aigc::text("comment", json, blocks > 0, span, &mut out);
                    blocks += 1;
                }
                spdx::read("comment", text.lines(), span, &mut out);
            }
            Carrier::Element { tag, attributes, .. } => {
                w3c.element(index, tag, attributes, span, &mut out);
                folk_attribute::element(tag, attributes, span, &mut out);
            }
            Carrier::FrontMatter(kind, text) => {
                let first = out.len();
                embedded.block("front-matter", text, span, &mut out);
                if *kind != FrontMatterKind::Json {
                    let comments = text.lines().filter(|line| line.trim_start().starts_with('#'));
                    spdx::read("front-matter", comments, span, &mut out);
                }
                let stripped = c2pa::has_block(text).then(|| c2pa::without_block(text));
                let plain = stripped.as_deref().unwrap_or(text);
                front_matter::read(*kind, plain, settings, &scripts, &mut blocks, span, &mut out);
                front_matter::point(&mut out[first..], &document.source, text);
            }
            Carrier::Header(name, value) => headers.read(index, name, value, span, &mut out),
            Carrier::TextWrapper => embedded.wrapper(span, &mut out),
        }
        microdata.read(index, mark, &mut out);
        rdfa.read(index, mark, &mut out);
        if out.len() >= MOST {
            out.truncate(MOST);
            break;
        }
    }
    out
}

/// Whether a script holds JSON: ninjs has no media type of its own.
fn is_json(attributes: &[(String, String)]) -> bool {
    attributes::value(attributes, "type").is_some_and(|kind| {
        kind.split(';').next().is_some_and(|t| t.trim().to_ascii_lowercase().ends_with("json"))
    })
}
