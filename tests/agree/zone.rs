//! The zone rules of docs/spec/zones.md, written a second time.

use terang::vocabulary::Zone;

use super::walk::{Around, listed};

/// The zone that an element decides; `name` is empty outside HTML.
pub(crate) fn zone<'a>(name: &str, get: &dyn Fn(&str) -> Option<&'a str>, around: &Around) -> Option<Zone> {
    if around.zone == Zone::Metadata {
        return None;
    }
    if !matches!(name, "html" | "body" | "main" | "article") && is_hidden(get("style").unwrap_or_default()) {
        return Some(Zone::Metadata);
    }
    let in_body = around.zone == Zone::Body;
    match get("role").map(|r| r.trim().to_ascii_lowercase()).as_deref() {
        Some("contentinfo") => return Some(Zone::Footer),
        Some("complementary") => return Some(Zone::Aside),
        _ => {}
    }
    for property in get("itemprop").unwrap_or_default().split_ascii_whitespace() {
        match property {
            "author" | "creator" | "editor" | "translator" => return Some(Zone::Byline),
            "headline" => return Some(Zone::Headline),
            "caption" | "creditText" => return Some(Zone::Caption),
            _ => {}
        }
    }
    if in_body
        && get("rel").unwrap_or_default().to_ascii_lowercase().split_ascii_whitespace().any(|r| r == "author")
    {
        return Some(Zone::Byline);
    }
    if !matches!(name, "html" | "body" | "main" | "article") {
        let names = [get("class").unwrap_or_default(), get("id").unwrap_or_default()];
        for token in names.iter().flat_map(|n| n.split_ascii_whitespace()) {
            if let Some(zone) = by_name(token, around.sectioned) {
                return Some(zone);
            }
        }
    }
    match name {
        "h1" if in_body || around.zone == Zone::Byline => Some(Zone::Headline),
        "figcaption" | "caption" | "figure" => Some(Zone::Caption),
        "blockquote" | "pre" | "table" if around.figure && around.zone == Zone::Caption => Some(Zone::Body),
        "aside" => Some(Zone::Aside),
        "footer" if !around.sectioned => Some(Zone::Footer),
        "main" => Some(Zone::Body),
        "address" | "time" if in_body => Some(Zone::Byline),
        _ => None,
    }
}

/// Whether a `style` attribute hides its element.
fn is_hidden(style: &str) -> bool {
    let last = |property: &str| {
        let pairs = style.split(';').rev().filter_map(|d| d.split_once(':'));
        let mut values = pairs.filter(|(p, _)| p.trim().to_ascii_lowercase() == property);
        let value = values.next().map_or("", |(_, v)| v.split('!').next().unwrap_or(""));
        value.trim().to_ascii_lowercase()
    };
    last("display") == "none" || matches!(last("visibility").as_str(), "hidden" | "collapse")
}

/// The words of a class name, in lower case.
fn words(token: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut before = ' ';
    for c in token.chars() {
        if matches!(c, '-' | '_') || (c.is_ascii_uppercase() && before.is_ascii_lowercase()) {
            out.push(String::new());
        }
        if !matches!(c, '-' | '_') {
            out.last_mut().expect("there is one").push(c.to_ascii_lowercase());
        }
        before = c;
    }
    out
}

fn by_name(token: &str, sectioned: bool) -> Option<Zone> {
    if token.len() < 5 || token.len() > 64 {
        return None;
    }
    let words = words(token);
    let (last, head) = words.split_last()?;
    let first = head.iter().find(|w| !w.is_empty()).map_or("", String::as_str);
    if listed("has no with without is show hide js", first) {
        return None;
    }
    let before = head.iter().rev().find(|w| !w.is_empty()).map_or("", String::as_str);
    let is = |list: &str| listed(list, last);
    if is("byline bylines dateline authors author writer penulis autor autores auteur autore")
        || (is("name info line link text bio") && listed("author byline writer", before))
    {
        return Some(Zone::Byline);
    }
    if is(
        "caption captions figcaption photocredit imagecredit credit credits photographer bildunterschrift bildnachweis \
           didascalia bildtext billedtekst bildetekst legende legenda",
    ) || (is("text container inner") && before == "caption")
        || (is("copyright source") && listed("image photo picture img media figure", before))
    {
        return Some(Zone::Caption);
    }
    if is("sidebar aside infobox factbox") && before.is_empty() {
        return Some(Zone::Aside);
    }
    let part = listed(
        "article articles entry post story card comment comments content item widget box teaser block meta modal table \
         panel section media list quote",
        before,
    );
    (is("footer colophon copyright impressum") && !sectioned && !part).then_some(Zone::Footer)
}
