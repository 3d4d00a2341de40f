//! Why an article is not labelled.

use crate::canon::CanonError;
use crate::document::DocumentError;
use crate::vocabulary::{Involvement, Modality};

/// Why an article is not labelled. Nothing is changed then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LabelError {
    /// The article cannot be read.
    #[error("the article cannot be read")]
    Document(#[source] DocumentError),
    /// The article has no canonical text, so nothing could prove that the rest stays as it is.
    #[error("the article's text cannot be taken")]
    Canon(#[source] CanonError),
    /// The article has no text.
    #[error("the article has no text")]
    Empty,
    /// Nothing says in which language the article is.
    #[error("the article does not say its language")]
    NoLanguage,
    /// There are no words in the article's language.
    #[error("there are no words for a label in `{0}`")]
    NoWords(String),
    /// There is no wording for what is declared.
    #[error("there is no wording for `{0}` of {1}")]
    NoWording(Involvement, Modality),
    /// There are several pictures, sounds or videos, and nothing says which is meant.
    #[error("the article has {0} of that kind, and a label must not name the wrong one")]
    Several(usize),
    /// The article says otherwise in a place that cannot be mended without harm.
    #[error("line {line} says otherwise, and cannot be mended without touching more: `{text}`")]
    Otherwise {
        /// From 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// No place was found where the label says what it should and all else stays as it is.
    #[error("no place was found where a label can stand: {0}")]
    NoPlace(&'static str),
    /// The front matter cannot be read, or has a form that cannot be added to.
    #[error("the front matter cannot be added to")]
    FrontMatter,
    /// The words cannot be written in the encoding of the article.
    #[error("the words cannot be written in {0}")]
    Encoding(&'static str),
}
