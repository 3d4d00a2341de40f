//! The sentence as it is written in each kind of document.

use super::error::LabelError;
use super::model::{Use, Wish};
use super::words::{self, Words};
use crate::document::Document;
use crate::item::Media;
use crate::lang::Lang;

/// The words to be written.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// As people read it.
    pub(super) text: String,
    /// The file that it comes from.
    pub(super) words: &'static Words,
    /// `lang` and `dir` attributes, where the page is in another language.
    pub(super) attributes: String,
}

impl Sentence {
    /// The sentence for `wish` in the language that the document declares, else in the wish's; `named` says whether it
    /// names the tools.
    ///
    /// # Errors
    ///
    /// [`LabelError::NoLanguage`], [`LabelError::NoWords`], [`LabelError::NoWording`].
    pub(super) fn new(document: &Document, wish: &Wish, named: bool) -> Result<Self, LabelError> {
        let own = document.lang.as_ref();
        let found = own.and_then(words::of).or_else(|| wish.lang.as_ref().and_then(words::of));
        let Some(words) = found else {
            let asked = own.or(wish.lang.as_ref()).map(Lang::to_string);
            return Err(asked.map_or(LabelError::NoLanguage, LabelError::NoWords));
        };
        let tools = if named { wish.used.tools.clone() } else { Vec::new() };
        let used = &Use { tools, ..wish.used.clone() };
        let text = words.sentence(used).ok_or(LabelError::NoWording(used.involvement, used.modality))?;
        let of_page = own.map_or("", |lang| lang.primary());
        let same = words::of(&own.cloned().unwrap_or_else(|| Lang::parse("und").expect("a tag")))
            .is_some_and(|w| w.lang == words.lang);
        let mut attributes = String::new();
        if !same && own.is_some() {
            attributes.push_str(&format!(" lang=\"{}\"", words.lang));
        }
        match (words::is_rtl(&words.lang), words::is_rtl(of_page)) {
            (true, false) => attributes.push_str(" dir=\"rtl\""),
            (false, true) => attributes.push_str(" dir=\"ltr\""),
            _ => {}
        }
        Ok(Self { text, words, attributes })
    }

    /// As it is written inside of an element or a paragraph of `media`.
    pub(super) fn written(&self, media: Media) -> String {
        match media {
            Media::Html => escaped(&self.text),
            Media::Markdown => in_markdown(&self.text),
            Media::Plain => self.text.clone(),
        }
    }

    /// A paragraph of HTML.
    pub(super) fn paragraph(&self) -> String {
        format!("<p class=\"ai-disclosure\"{}>{}</p>", self.attributes, self.written(Media::Html))
    }
}

/// `text` as HTML text or as an attribute in double quotation marks.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `text` as a Markdown paragraph that says it literally.
fn in_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}
