//! What an article says of itself that rules depend on: whether and when it was published, by whom, in which section,
//! and the keys that are terang's own (`terang:public-interest` in a `meta`, `public_interest` in front matter).

use super::attributes;
use super::front_matter;
use super::level::{self, squeeze};
use super::tree::Node;
use crate::document::{Carrier, Document};

/// Objects of front matter in which the keys may stand; the top level is one more.
const WITHIN: [&str; 6] = ["terang", "ai", "editorial", "params", "extra", "article"];
/// The longest value that is taken, in bytes.
const LONGEST: usize = 512;
/// The most authors, sections or facts that are taken.
const MOST: usize = 64;
/// The longest JSON-LD that is read, in bytes.
const SCRIPT_BYTES: usize = 1 << 20;

/// What an article says of itself. Everything may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Whether it says that it is published (`true`) or a draft (`false`).
    pub published: Option<bool>,
    /// The day on which it was published, `YYYY-MM-DD`, as its maker wrote it.
    pub date_published: Option<String>,
    /// The names of its authors in its metadata, with the key that each stands under.
    pub authors: Vec<(String, &'static str)>,
    /// The sections or categories that it stands in.
    pub sections: Vec<String>,
    /// The keys that are terang's own, in kebab case, with their values as written; the first of each counts.
    pub own: Vec<(String, String)>,
}

/// Reads what `document` says of itself.
#[must_use]
pub fn about(document: &Document) -> About {
    let mut out = About::default();
    let mut shown_date = None;
    for mark in &document.marks {
        match &mark.carrier {
            Carrier::FrontMatter(kind, text) => {
                // What cannot be read says nothing; the signals tell that it is broken.
                if let Ok(tree) = front_matter::tree(*kind, text) {
                    out.front_matter(&tree);
                }
            }
            Carrier::JsonLd(text) if text.len() <= SCRIPT_BYTES => {
                if let Ok(tree) = Node::from_json(text.trim()) {
                    out.json_ld(&tree);
                }
            }
            Carrier::Meta { attributes, .. } => out.meta(attributes),
            Carrier::Element { attributes, .. }
                if attributes::value(attributes, "itemprop") == Some("datePublished") =>
            {
                let value = ["datetime", "content"].iter().find_map(|key| attributes::value(attributes, key));
                shown_date = shown_date.or_else(|| value.and_then(day));
            }
            _ => {}
        }
    }
    out.date_published = out.date_published.take().or(shown_date);
    out.authors.truncate(MOST);
    out.sections.truncate(MOST);
    out.own.truncate(MOST);
    out
}

impl About {
    fn front_matter(&mut self, tree: &Node) {
        for (key, inner) in tree.entries() {
            let key = squeeze(key);
            if WITHIN.contains(&key.as_str()) {
                self.object(inner, key == "terang");
            }
        }
        self.object(tree, false);
    }

    /// The values of one object of front matter. In `own` objects every key is terang's.
    fn object(&mut self, node: &Node, own: bool) {
        for (key, value) in node.entries() {
            let word = squeeze(key);
            match word.as_str() {
                "draft" => self.says_published(boolean(value).map(|draft| !draft)),
                "published" | "publishedat" | "pubdate" | "publishdate" | "datepublished" | "date" => {
                    self.says_published(boolean(value));
                    self.dated(value.scalar());
                }
                "status" => self.says_published(match value.scalar() {
                    Some("published" | "publish") => Some(true),
                    Some("draft" | "pending" | "private") => Some(false),
                    _ => None,
                }),
                "author" | "authors" | "byline" | "penulis" => self.people(value, "front matter"),
                "section" | "sections" | "category" | "categories" | "rubrik" | "kanal" => {
                    self.sections.extend(value.items().iter().take(MOST).filter_map(|v| short(v.scalar()?)));
                }
                "publicinterest" | "substantial" | "deepfake" | "mediainvolvement" => {
                    self.own(key, value.scalar())
                }
                _ if own => self.own(key, value.scalar()),
                _ => {}
            }
        }
    }

    fn json_ld(&mut self, tree: &Node) {
        let mut nodes: Vec<&Node> = tree.items().iter().collect();
        nodes.extend(tree.items().iter().filter_map(|n| n.get("@graph")).flat_map(Node::items));
        for node in nodes.into_iter().filter(|n| is_article(n)) {
            self.dated(node.get("datePublished").and_then(Node::scalar));
            if let Some(authors) = node.get("author") {
                self.people(authors, "JSON-LD");
            }
            let sections = node.get("articleSection").map(Node::items).unwrap_or_default();
            self.sections.extend(sections.iter().take(MOST).filter_map(|v| short(v.scalar()?)));
        }
    }

    fn meta(&mut self, attributes: &[(String, String)]) {
        let Some(content) = attributes::value(attributes, "content") else { return };
        let keys = ["name", "property", "itemprop"];
        for name in keys.iter().filter_map(|key| attributes::value(attributes, key)) {
            let name = name.to_ascii_lowercase();
            match name.as_str() {
                "article:published_time"
                | "datepublished"
                | "dc.date.issued"
                | "dcterms.issued"
                | "pubdate" => {
                    self.dated(Some(content));
                }
                "author" | "article:author" | "dc.creator" => {
                    let name = short(content).filter(|name| !name.contains("://"));
                    self.authors.extend(name.map(|name| (name, "meta")));
                }
                "article:section" => self.sections.extend(short(content)),
                _ => {
                    if let Some(key) = name.strip_prefix("terang:") {
                        self.own(key, Some(content));
                    }
                }
            }
        }
    }

    fn people(&mut self, value: &Node, place: &'static str) {
        for item in value.items().iter().take(MOST) {
            let name = match item {
                Node::Map(_) => item.get("name").and_then(Node::scalar),
                other => other.scalar(),
            };
            self.authors.extend(name.and_then(short).map(|name| (name, place)));
        }
    }

    fn says_published(&mut self, said: Option<bool>) {
        // A draft stays one whatever date it has.
        self.published = match (self.published, said) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (before, said) => before.or(said),
        };
    }

    fn dated(&mut self, value: Option<&str>) {
        self.date_published = self.date_published.take().or_else(|| value.and_then(day));
    }

    fn own(&mut self, key: &str, value: Option<&str>) {
        let Some(value) = value.and_then(short) else { return };
        let key = kebab(key);
        if self.own.len() < MOST && !self.own.iter().any(|(before, _)| *before == key) {
            self.own.push((key, value));
        }
    }
}

fn is_article(node: &Node) -> bool {
    let types = node.get("@type").map(Node::items).unwrap_or_default();
    types
        .iter()
        .filter_map(Node::text)
        .any(|t| ["Article", "BlogPosting", "Report", "CreativeWork"].iter().any(|kind| t.ends_with(kind)))
}

fn boolean(value: &Node) -> Option<bool> {
    level::boolean(value.scalar()?)
}

/// The day that a date or time of ISO 8601 begins with.
fn day(text: &str) -> Option<String> {
    let day = text.trim().get(..10)?;
    let fits =
        day.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() });
    fits.then(|| day.to_owned())
}

fn short(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= LONGEST).then(|| text.to_owned())
}

/// `publicInterest`, `public_interest` and `public interest` as `public-interest`.
fn kebab(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    for c in key.trim().chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        match c {
            '_' | ' ' | '-' if out.ends_with('-') => {}
            '_' | ' ' => out.push('-'),
            c => out.push(c.to_ascii_lowercase()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, read};
    use crate::item::{Item, Media};

    fn said(media: Media, text: &str) -> About {
        let item = Item { media: Some(media), bytes: text.as_bytes().to_vec(), ..Item::default() };
        about(&read(item, Limits::default()).unwrap())
    }

    #[test]
    fn front_matter_is_read() {
        let said = said(
            Media::Markdown,
            "---\ndate: 2026-09-01T08:00:00+07:00\ndraft: false\nauthor: [Sari, {name: Budi}]\ncategories: [Kota]\n\
             publicInterest: true\nterang: {role: publisher}\n---\n# A\n",
        );
        assert_eq!(said.date_published.as_deref(), Some("2026-09-01"));
        assert_eq!(said.published, Some(true));
        assert_eq!(said.authors, [("Sari".to_owned(), "front matter"), ("Budi".to_owned(), "front matter")]);
        assert_eq!(said.sections, ["Kota"]);
        let own = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(said.own, [own("role", "publisher"), own("public-interest", "true")]);
    }

    #[test]
    fn a_page_says_it_in_meta_in_json_ld_or_in_an_attribute() {
        let json = r#"<script type="application/ld+json">{"@graph":[{"@type":"Person","name":"X"},
            {"@type":"NewsArticle","datePublished":"2026-09-02","author":{"name":"Sari"},"articleSection":["Kota"]}]}</script>"#;
        let said_json = said(Media::Html, json);
        assert_eq!(said_json.date_published.as_deref(), Some("2026-09-02"));
        assert_eq!(said_json.authors, [("Sari".to_owned(), "JSON-LD")]);
        assert_eq!(said_json.sections, ["Kota"]);
        let meta = said(
            Media::Html,
            "<meta property=article:published_time content=2026-09-03T01:02:03Z><meta name=author content=Sari>\
             <meta name='terang:public-interest' content=no>",
        );
        assert_eq!(meta.date_published.as_deref(), Some("2026-09-03"));
        assert_eq!(meta.own, [("public-interest".to_owned(), "no".to_owned())]);
        let shown = said(Media::Html, "<time itemprop=datePublished datetime=2026-09-04>x</time>");
        assert_eq!(shown.date_published.as_deref(), Some("2026-09-04"));
    }

    #[test]
    fn a_draft_stays_a_draft_and_other_words_are_left_alone() {
        assert_eq!(said(Media::Markdown, "---\ndraft: true\npublished: true\n---\n").published, Some(false));
        let odd = said(Media::Markdown, "---\ndate: kemarin\nstatus: baru\n---\n");
        assert_eq!(odd, About::default());
    }
}
