//! The meta element and JSON-LD of a page.

use super::error::LabelError;
use super::json;
use super::model::{Edit, Kind, Note, Use};
use super::outline::Outline;
use super::plain::newline;
use super::sentence::escaped;
use super::standing;
use crate::document::{Carrier, Document};
use crate::signal::Signal;
use crate::span::Span;
use crate::vocabulary::{Involvement, Review};

/// Types of schema.org that are articles.
const ARTICLES: [&str; 14] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "BlogPosting",
    "Report",
    "LiveBlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "AdvertiserContentArticle",
];
const BASE: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/// The term of IPTC for what is declared; `None` where it has none.
const fn source_type(involvement: Involvement) -> Option<&'static str> {
    match involvement {
        Involvement::Generated => Some("trainedAlgorithmicMedia"),
        Involvement::Assisted => Some("compositeWithTrainedAlgorithmicMedia"),
        Involvement::Automated => Some("dataDrivenMedia"),
        Involvement::None => Some("digitalCreation"),
        Involvement::Translated | Involvement::Summarized | Involvement::Unspecified => None,
    }
}

/// The W3C value for what is declared; `None` where it cannot be derived.
const fn meta_value(used: &Use) -> Option<&'static str> {
    match (used.involvement, used.review) {
        (Involvement::None, _) => Some("human-only"),
        (Involvement::Automated, _) | (_, Review::Unstated) => None,
        (_, Review::Reviewed) => Some("ai-assisted"),
        (_, Review::Unreviewed) => Some("ai-autonomous"),
    }
}

/// The meta element, put in or corrected.
pub(super) fn meta(
    document: &Document,
    outline: &Outline<'_>,
    used: &Use,
    signals: &[Signal],
    notes: &mut Vec<Note>,
) -> Result<Option<Edit>, LabelError> {
    let Some(value) = meta_value(used) else {
        notes.push(Note::NoMetaValue);
        return Ok(None);
    };
    let named = |attributes: &[(String, String)]| {
        attributes.iter().any(|(name, value)| name == "name" && value.eq_ignore_ascii_case("ai-disclosure"))
    };
    let there = document.marks.iter().find(
        |mark| matches!(&mark.carrier, Carrier::Meta { attributes, in_head: true } if named(attributes)),
    );
    if let Some(mark) = there {
        if signals.iter().any(|s| s.span == mark.span && s.dialect == "drupal") {
            notes.push(Note::OtherMeta);
            return Ok(None);
        }
        return corrected(outline, mark.span, value);
    }
    let mut tag = format!("<meta name=\"ai-disclosure\" content=\"{value}\"");
    if !used.tools.is_empty() && used.involvement != Involvement::None {
        tag.push_str(&format!(" ai-model=\"{}\"", escaped(&used.tools.join(", "))));
    }
    tag.push('>');
    Ok(in_head(outline, &tag, Kind::Meta, notes))
}

/// The content of a meta element that stands there, set to `value`; nothing where it says so already.
fn corrected(outline: &Outline<'_>, span: Span, value: &str) -> Result<Option<Edit>, LabelError> {
    let line = || LabelError::Otherwise {
        line: outline.source[..span.start].lines().count().max(1),
        text: outline.source[span.start..span.end].chars().take(80).collect(),
    };
    let element = outline.elements.iter().find(|e| e.start == span).ok_or_else(line)?;
    let of = |s: &Span| &outline.source[s.start..s.end];
    let content = element.attributes.iter().find(|(name, _)| of(name).eq_ignore_ascii_case("content"));
    let (_, old) = content.filter(|(_, old)| !old.is_empty()).ok_or_else(line)?;
    if of(old).eq_ignore_ascii_case(value) {
        return Ok(None);
    }
    Ok(Some(Edit { span: *old, text: value.to_owned(), kind: Kind::Meta }))
}

/// An element more in `head`: behind the last `meta` there, else behind the title, else at its start.
fn in_head(outline: &Outline<'_>, tag: &str, kind: Kind, notes: &mut Vec<Note>) -> Option<Edit> {
    let head = outline.named("head").next();
    let limit = outline.named("body").next().map_or(usize::MAX, |body| outline.elements[body].start.start);
    let inside = |e: &usize| match head {
        Some(head) => outline.elements[*e].parent == head,
        None => outline.elements[*e].start.start < limit && limit < usize::MAX,
    };
    let last = outline.named("meta").filter(&inside).last().or_else(|| outline.named("title").find(&inside));
    let (at, beside) = match (last, head) {
        (Some(last), _) => (outline.elements[last].outer_end, Some(last)),
        (None, Some(head)) => (outline.elements[head].start.end, None),
        (None, None) => {
            if !notes.contains(&Note::NoHead) {
                notes.push(Note::NoHead);
            }
            return None;
        }
    };
    let indent = beside.and_then(|e| outline.indent(outline.elements[e].start.start));
    let closed = beside.is_some_and(|e| {
        outline.elements[e].name == "meta" && outline.source[..outline.elements[e].outer_end].ends_with("/>")
    });
    let tag = match tag.strip_suffix('>').filter(|_| closed && kind == Kind::Meta) {
        Some(open) => format!("{open} />"),
        None => tag.to_owned(),
    };
    let text = match indent {
        Some(indent) => format!("{}{indent}{tag}", newline(outline.source)),
        None => tag,
    };
    Some(Edit { span: Span::new(at, at), text, kind })
}

/// The source type in JSON-LD, put in or corrected.
pub(super) fn json_ld(
    outline: &Outline<'_>,
    used: &Use,
    signals: &[Signal],
    notes: &mut Vec<Note>,
) -> Result<Option<Edit>, LabelError> {
    let Some(term) = source_type(used.involvement) else {
        notes.push(Note::NoSourceType);
        return Ok(None);
    };
    let says = |s: &Signal| {
        s.carrier == "json-ld"
            && s.problem.is_none()
            && s.involvement == Some(used.involvement)
            && standing::about_text(s)
    };
    if signals.iter().any(says) {
        return Ok(None);
    }
    let scripts = outline.named("script").filter(|e| {
        let kind = outline.value(*e, "type").unwrap_or_default().to_ascii_lowercase();
        kind.split(';').next().is_some_and(|essence| essence.trim() == "application/ld+json")
    });
    for script in scripts {
        let element = &outline.elements[script];
        let (from, to) = (element.start.end, element.inner_end);
        let text = &outline.source[from..to];
        let Some(objects) = json::objects(text) else { continue };
        let article = objects.iter().find(|object| {
            object.top && object.get("@type").is_some_and(|span| is_article(&text[span.start..span.end]))
        });
        if let Some(object) = article {
            return member(object, text, from, term).map(Some).map_err(|at| LabelError::Otherwise {
                line: outline.source[..at].lines().count().max(1),
                text: outline.source[at..].chars().take(80).collect(),
            });
        }
    }
    let script = format!(
        "<script type=\"application/ld+json\">{{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \
         \"digitalSourceType\": \"{BASE}{term}\"}}</script>"
    );
    Ok(in_head(outline, &script, Kind::JsonLd, notes))
}

/// Whether the value of `@type` (a string, or a list of strings) names an article.
fn is_article(value: &str) -> bool {
    let one = serde_json::from_str::<String>(value).map(|t| vec![t]);
    let types = one.or_else(|_| serde_json::from_str::<Vec<String>>(value)).unwrap_or_default();
    types.iter().any(|t| ARTICLES.contains(&t.rsplit(['/', ':']).next().unwrap_or(t)))
}

/// The member of an article's object, or where another value stands that is no string.
fn member(object: &json::Object, text: &str, from: usize, term: &str) -> Result<Edit, usize> {
    let value = format!("\"{BASE}{term}\"");
    if let Some(old) = object.get("digitalSourceType") {
        if !text[old.start..old.end].starts_with('"') {
            return Err(from + old.start);
        }
        let span = Span::new(from + old.start, from + old.end);
        return Ok(Edit { span, text: value, kind: Kind::JsonLd });
    }
    let (at, added) = object.added(text, &format!("\"digitalSourceType\"{}{value}", object.colon(text)));
    Ok(Edit { span: Span::new(from + at, from + at), text: added, kind: Kind::JsonLd })
}
