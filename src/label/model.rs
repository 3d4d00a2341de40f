//! What is wished for, and what becomes of it.

use crate::canon::Scope as Root;
use crate::document::Section;
use crate::lang::Lang;
use crate::span::Span;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// What is declared of the use of AI: all that a label may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// What AI did.
    pub involvement: Involvement,
    /// To what kind of content.
    pub modality: Modality,
    /// To how much of the page.
    pub scope: Scope,
    /// Whether a person answers for it.
    pub review: Review,
    /// The products or models.
    pub tools: Vec<String>,
}

/// Where the visible statement goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Position {
    /// Behind the headline and the byline; at the start of the article where it has no headline.
    #[default]
    Start,
    /// At the end of the article.
    End,
}

/// What a label is put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A sentence that readers see.
    Visible,
    /// `meta name="ai-disclosure"` (W3C Community Group draft of 2026-09-21).
    Meta,
    /// `digitalSourceType` in JSON-LD (IPTC, schema.org).
    JsonLd,
    /// Keys of front matter.
    FrontMatter,
}

impl Kind {
    /// Every kind, in the order in which they are reported.
    pub const ALL: [Self; 4] = [Self::Visible, Self::Meta, Self::JsonLd, Self::FrontMatter];

    /// The word for it on the command line and in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Meta => "meta",
            Self::JsonLd => "json-ld",
            Self::FrontMatter => "front-matter",
        }
    }

    /// The kind with that word, or `None`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Which kinds of label are wished for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Carriers {
    /// All that the kind of document has: a page the sentence, the meta element and JSON-LD; Markdown the sentence,
    /// and keys where it has front matter; plain text the sentence.
    #[default]
    Usual,
    /// These alone. Front matter that is missing is begun.
    These(Vec<Kind>),
}

impl Carriers {
    /// Whether `kind` is wished for.
    #[must_use]
    pub fn hold(&self, kind: Kind) -> bool {
        match self {
            Self::Usual => true,
            Self::These(kinds) => kinds.contains(&kind),
        }
    }
}

/// What a label is to say, where, and in which language.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What is true.
    pub used: Use,
    /// The language of articles that do not declare theirs, or declare one that there are no words for.
    pub lang: Option<Lang>,
    /// Where the visible statement goes.
    pub position: Position,
    /// Whether a statement that stands elsewhere does not do.
    pub only_there: bool,
    /// Whether nothing but the sentence that label would write does.
    pub own_words: bool,
    /// The sections in which it is declared too.
    pub sections: Vec<Declared>,
    /// Whether it is said in sections alone.
    pub only_sections: bool,
    /// A language in which it is said too.
    pub also: Option<Lang>,
    /// What is written.
    pub carriers: Carriers,
    /// Which part of a page is the article, where its record says so.
    pub root: Root,
}

/// A section in which the authors declare what AI did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The headings that it may have, and those that it stands before.
    pub section: Section,
    /// The heading that is written where it has none.
    pub heading: String,
    /// The language of that heading, where it is known.
    pub lang: Option<Lang>,
}

/// One change: `span` of the decoded source is replaced by `text`; an empty span is an insertion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the decoded source.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
    /// What it is for.
    pub kind: Kind,
}

/// What was wished for and left out, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The W3C values cannot be derived where nothing is said of review, nor of work without AI by a program.
    NoMetaValue,
    /// Drupal's `ai-disclosure` meta stands there already; two dialects share the name.
    OtherMeta,
    /// IPTC has no source type for that involvement.
    NoSourceType,
    /// The page has no `head` to put it into.
    NoHead,
    /// These marks speak of text, and what is declared is of something else.
    NotOfText,
    /// A visible statement stands there already and says less than is declared.
    SaysLess,
    /// With the tool in it the sentence would not be read as declared.
    ToolLeftOut,
}

/// An article with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The changes in order of their place; none where nothing was missing.
    pub edits: Vec<Edit>,
    /// The decoded source before.
    pub before: String,
    /// The decoded source after.
    pub after: String,
    /// The bytes to write, in the article's own encoding.
    pub bytes: Vec<u8>,
    /// The language of the words (BCP 47), where a sentence was asked for.
    pub lang: Option<String>,
    /// What was left out.
    pub notes: Vec<Note>,
}

impl Labelled {
    /// Whether anything changes.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.edits.is_empty()
    }
}
