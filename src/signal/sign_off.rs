//! What an article says of itself for its record: the use of AI in plain keys of front matter, who answers for the
//! text, and the article's address.
//!
//! A key counts whatever its case and joints. Words that other people use for other things (`role`, `contact`,
//! `tools`, `review`) count only beside a key that nobody uses for anything else.

use super::attributes;
use super::front_matter;
use super::level::{self, squeeze};
use super::tree::Node;
use crate::document::{Carrier, Document};
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// Objects of front matter in which the keys may stand; the top level is one more.
const WITHIN: [&str; 10] = [
    "terang",
    "ai",
    "aiuse",
    "aidisclosure",
    "editorial",
    "signoff",
    "provenance",
    "params",
    "extra",
    "article",
];
/// The most names that one key lists.
const MOST: usize = 16;
/// The longest value that is taken, in bytes.
const LONGEST: usize = 512;

/// What an article's own front matter declares for its record. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignOff {
    /// What AI did.
    pub involvement: Option<Involvement>,
    /// What stands under `involvement` where it is none of the known words, as written.
    pub unknown_involvement: Option<String>,
    /// To what kind of content.
    pub modality: Option<Modality>,
    /// To how much of the article.
    pub scope: Option<Scope>,
    /// Whether a person answers for it.
    pub review: Option<Review>,
    /// The products or models, each with its version where one stands apart.
    pub tools: Vec<(String, Option<String>)>,
    /// Who reviewed the text; several names are joined by commas.
    pub reviewer: Option<String>,
    /// The reviewer's role.
    pub role: Option<String>,
    /// Whether the facts were checked.
    pub fact_checked: Option<bool>,
    /// When it was reviewed, as written.
    pub reviewed_at: Option<String>,
    /// Who has editorial responsibility.
    pub responsible: Option<String>,
    /// Where they can be reached.
    pub contact: Option<String>,
    /// The article's own address, `http` or `https` and whole; in a page its canonical link.
    pub uri: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// When it was published, as written; it begins with a year.
    pub date_published: Option<String>,
}

/// Reads what `document` says of itself for its record.
#[must_use]
pub fn sign_off(document: &Document) -> SignOff {
    let mut out = SignOff::default();
    for mark in &document.marks {
        match &mark.carrier {
            Carrier::FrontMatter(kind, text) => {
                // What cannot be read says nothing; the signals tell that it is broken.
                if let Ok(tree) = front_matter::tree(*kind, text) {
                    whole(&tree, &mut out);
                }
            }
            Carrier::Link(attributes) => {
                let rel = attributes::value(attributes, "rel").unwrap_or_default();
                if rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")) {
                    let href = attributes::value(attributes, "href").and_then(address);
                    out.uri = out.uri.take().or(href);
                }
            }
            _ => {}
        }
    }
    out
}

/// Reads the objects inside first, since they speak of nothing else, then the top level.
fn whole(tree: &Node, out: &mut SignOff) {
    for name in WITHIN {
        for (_, inner) in tree.entries().iter().filter(|(key, _)| squeeze(key) == name) {
            for (_, deeper) in
                inner.entries().iter().filter(|(key, _)| WITHIN.contains(&squeeze(key).as_str()))
            {
                object(deeper, out);
            }
            object(inner, out);
        }
    }
    object(tree, out);
}

/// The values of one object, by key.
struct Object<'a>(&'a Node);

impl Object<'_> {
    fn scalar(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let (_, value) = self.0.entries().iter().find(|(k, _)| squeeze(k) == *key)?;
            short(value.scalar()?)
        })
    }

    fn node(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().find_map(|key| Some(&self.0.entries().iter().find(|(k, _)| squeeze(k) == *key)?.1))
    }

    /// The names under the first of `keys` that has any: a word, a list of words, or objects with a `name`.
    fn names(&self, keys: &[&str]) -> Option<String> {
        let names: Vec<String> =
            self.node(keys)?.items().iter().take(MOST).filter_map(|item| name(item, &["name"])).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

fn object(node: &Node, out: &mut SignOff) {
    let object = Object(node);
    let word = |keys: &[&str]| object.scalar(keys).map(|w| w.to_ascii_lowercase());
    let written = object.scalar(&["involvement", "aiinvolvement"]);
    let found = word(&["involvement", "aiinvolvement"]).and_then(|w| level::word(&w)?.involvement);
    if found.is_none() {
        out.unknown_involvement = out.unknown_involvement.take().or(written);
    }
    if out.involvement.is_none() && found.is_some() {
        out.involvement = found;
        out.modality = word(&["modality"]).and_then(|w| named(&w, Modality::ALL, Modality::word));
        out.scope = word(&["scope"]).and_then(|w| named(&w, Scope::ALL, Scope::word));
    }
    if out.review.is_none() {
        let said = word(&["humanreviewed", "humanreview"]).and_then(|w| level::boolean(&w));
        let said = said.map(|yes| if yes { Review::Reviewed } else { Review::Unreviewed });
        out.review = word(&["review"]).and_then(|w| named(&w, Review::ALL, Review::word)).or(said);
    }
    if out.tools.is_empty() {
        let plain: &[&str] = if found.is_some() { &["tool", "tools"] } else { &[] };
        let node = object.node(plain).or_else(|| object.node(&["aitools", "aitool", "aimodels", "aimodel"]));
        out.tools = node.map(tools).unwrap_or_default();
    }
    answers(&object, out);
    out.uri = out.uri.take().or_else(|| {
        let keys = ["uri", "url", "canonical", "canonicalurl", "permalink"];
        keys.iter().find_map(|key| address(&object.scalar(&[key])?))
    });
    out.publisher = out.publisher.take().or_else(|| object.names(&["publisher"]));
    out.date_published = out.date_published.take().or_else(|| {
        let keys = ["datepublished", "publishedat", "published", "pubdate", "publishdate", "date"];
        keys.iter().find_map(|key| object.scalar(&[key]).filter(|date| begins_with_year(date)))
    });
}

/// Who answers for the text.
fn answers(object: &Object<'_>, out: &mut SignOff) {
    let reviewer = object.names(&["reviewer", "reviewers", "reviewedby", "signedoffby"]);
    // `reviewed_by: true` names nobody.
    let reviewer = reviewer.filter(|name| level::boolean(name).is_none());
    let responsible = object.names(&["responsible", "responsibleeditor", "editorialresponsibility"]);
    let somebody = reviewer.is_some() || responsible.is_some();
    if out.reviewer.is_none() && reviewer.is_some() {
        // Role and moment are that person's, so they are taken from nowhere else.
        let within = object
            .node(&["reviewer", "reviewedby"])
            .and_then(|n| name(n, &["role"]).filter(|_| !n.entries().is_empty()));
        out.reviewer = reviewer;
        out.role = object.scalar(&["reviewerrole"]).or(within).or_else(|| object.scalar(&["role"]));
        out.reviewed_at = object.scalar(&["reviewedat", "reviewedon", "reviewdate"]);
    }
    out.responsible = out.responsible.take().or(responsible);
    out.contact = out.contact.take().or_else(|| {
        let plain: &[&str] = if somebody { &["contact"] } else { &[] };
        object.scalar(&["editorialcontact"]).or_else(|| object.scalar(plain))
    });
    if out.fact_checked.is_none() {
        // A name is as good as a yes: that person checked them.
        let said = object.names(&["factchecked", "factcheckedby", "factcheck"]);
        out.fact_checked = said.map(|said| level::boolean(&said).unwrap_or(true));
    }
}

fn tools(node: &Node) -> Vec<(String, Option<String>)> {
    let items = node.items().iter().take(MOST);
    let named = items.filter_map(|item| {
        let tool = name(item, &["name", "model", "tool"])?;
        let known = level::boolean(&tool).is_none() && level::word(&tool).is_none();
        known.then(|| (tool, item.get("version").and_then(Node::scalar).and_then(short)))
    });
    named.collect()
}

/// A word itself, or the first of `keys` that an object has.
fn name(node: &Node, keys: &[&str]) -> Option<String> {
    match node {
        Node::Map(_) => keys.iter().find_map(|key| short(node.get(key)?.scalar()?)),
        other => short(other.scalar()?),
    }
}

fn short(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned())
}

fn named<T: Copy>(word: &str, all: &[T], spell: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|value| spell(*value) == word)
}

fn address(text: &str) -> Option<String> {
    let text = short(text)?;
    let scheme = text.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(text)
}

fn begins_with_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};
    use crate::item::{Item, Media};

    fn said(media: Media, text: &str) -> SignOff {
        let item = Item { media: Some(media), bytes: text.as_bytes().to_vec(), ..Item::default() };
        sign_off(&read(item, Limits::default()).unwrap())
    }

    #[test]
    fn plain_keys_are_a_sign_off() {
        let said = said(
            Media::Markdown,
            "---\ninvolvement: assisted\nreview: reviewed\ntool: [Lyra, {name: Kata, version: 2}]\nreviewer: Sari\n\
             role: editor\nfact_checked: true\nreviewed_at: 2026-11-01\nresponsible: Redaksi\ncontact: a@b.example\n\
             url: https://harian.example/a\ndate: 2026-11-02\n---\n# A\n",
        );
        let text = |t: &str| Some(t.to_owned());
        assert_eq!(
            said,
            SignOff {
                involvement: Some(Involvement::Assisted),
                review: Some(Review::Reviewed),
                tools: vec![("Lyra".to_owned(), None), ("Kata".to_owned(), text("2"))],
                reviewer: text("Sari"),
                role: text("editor"),
                fact_checked: Some(true),
                reviewed_at: text("2026-11-01"),
                responsible: text("Redaksi"),
                contact: text("a@b.example"),
                uri: text("https://harian.example/a"),
                date_published: text("2026-11-02"),
                ..SignOff::default()
            }
        );
    }

    #[test]
    fn objects_of_toml_and_json_are_read_too() {
        for (media, text) in [
            (
                Media::Markdown,
                "+++\n[extra.editorial]\nreviewed-by = {name = \"Sari\", role = \"editor\"}\n+++\n",
            ),
            (
                Media::Markdown,
                "{\"editorial\": {\"reviewedBy\": {\"name\": \"Sari\", \"role\": \"editor\"}}}\n",
            ),
        ] {
            let said = said(media, text);
            assert_eq!(
                (said.reviewer.as_deref(), said.role.as_deref()),
                (Some("Sari"), Some("editor")),
                "{text}"
            );
        }
    }

    #[test]
    fn words_of_other_purpose_are_left_alone() {
        let text = "---\nrole: page\ncontact: /kontak\ntools: [pisau]\nreview: enak sekali\nurl: /a/\ndate: kemarin\n\
                    reviewed_by: true\nfact_checked: ''\n---\n";
        assert_eq!(said(Media::Markdown, text), SignOff::default());
    }

    #[test]
    fn a_page_names_its_address_by_its_canonical_link() {
        let page = "<link rel=canonical href='/a'><link rel='Canonical' href='https://harian.example/a'>";
        assert_eq!(said(Media::Html, page).uri.as_deref(), Some("https://harian.example/a"));
        assert_eq!(said(Media::Html, "<link rel=alternate href='https://harian.example/a'>").uri, None);
    }
}
