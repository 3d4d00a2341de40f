//! The sentence as it is written in each kind of document.

use super::error::LabelError;
use super::model::{Use, Wish};
use super::words::{self, Words};
use crate::document::Document;
use crate::item::Media;
use crate::lang::Lang;
use crate::vocabulary::{Involvement, Review};

/// The words to be written.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// As people read it.
    pub(super) text: String,
    /// Its first sentence, which says what AI did; the authors' word may stand behind it.
    pub(super) first: String,
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
        Self::of(document, wish, named, words_for(document, wish)?, wish.used.review)
    }

    /// The same as authors declare it: where it was reviewed they say so themselves, and answer for it.
    ///
    /// # Errors
    ///
    /// As for [`Self::new`].
    pub(super) fn by_authors(document: &Document, wish: &Wish, named: bool) -> Result<Self, LabelError> {
        let words = words_for(document, wish)?;
        if wish.used.review != Review::Reviewed || wish.used.involvement == Involvement::None {
            return Self::of(document, wish, named, words, wish.used.review);
        }
        let said = Self::of(document, wish, named, words, Review::Unstated)?;
        let gap = if said.first.ends_with('。') { "" } else { " " };
        Ok(Self { text: format!("{}{gap}{}", said.first, words.authors), ..said })
    }

    /// The same in `lang`, whatever the document is in.
    ///
    /// # Errors
    ///
    /// [`LabelError::NoWords`], [`LabelError::NoWording`].
    pub(super) fn also_in(
        lang: &Lang,
        document: &Document,
        wish: &Wish,
        named: bool,
    ) -> Result<Self, LabelError> {
        let words = words::of(lang).ok_or_else(|| LabelError::NoWords(lang.to_string()))?;
        Self::of(document, wish, named, words, wish.used.review)
    }

    fn of(
        document: &Document,
        wish: &Wish,
        named: bool,
        words: &'static Words,
        review: Review,
    ) -> Result<Self, LabelError> {
        let own = document.lang.as_ref();
        let tools = if named { wish.used.tools.clone() } else { Vec::new() };
        let used = &Use { tools, review, ..wish.used.clone() };
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
        Ok(Self { first: text.clone(), text, words, attributes })
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

/// The words in the language that the document declares, else in the wish's.
fn words_for(document: &Document, wish: &Wish) -> Result<&'static Words, LabelError> {
    let own = document.lang.as_ref();
    let found = own.and_then(words::of).or_else(|| wish.lang.as_ref().and_then(words::of));
    found.ok_or_else(|| {
        let asked = own.or(wish.lang.as_ref()).map(Lang::to_string);
        asked.map_or(LabelError::NoLanguage, LabelError::NoWords)
    })
}

/// `text` as HTML text or as an attribute in double quotation marks.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// `text` as a Markdown paragraph that says it literally.
pub(super) fn in_markdown(text: &str) -> String {
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
