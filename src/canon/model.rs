//! What canonical text is: headline, paragraphs, and how much of the page they cover.

use super::error::CanonError;
use super::selector::Selectors;

/// The name of the profile, as it stands in records.
pub const PROFILE: &str = "terang-text/1";

/// The version of the Unicode tables behind NFC, for instance `17.0.0`, as it stands in records.
#[must_use]
pub fn unicode_version() -> String {
    let (major, minor, update) = unicode_normalization::UNICODE_VERSION;
    format!("{major}.{minor}.{update}")
}

/// Which part of a page is the article, as a record says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// A CSS selector for the article root. It counts in HTML only: Markdown and plain text are all article.
    pub selector: Option<String>,
    /// CSS selectors of elements that are left out, in HTML and Markdown.
    pub drop: Vec<String>,
}

impl Scope {
    /// Holds that every selector can be read, also where the kind of document makes no use of it.
    ///
    /// # Errors
    ///
    /// [`CanonError::BadSelector`] for the first that is not a selector of the profile.
    pub fn check(&self) -> Result<(), CanonError> {
        self.selector.iter().chain(&self.drop).try_for_each(|s| Selectors::parse(s).map(|_| ()))
    }
}

/// Which rule found the article root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RootRule {
    /// The scope's own selector.
    Selector,
    /// `[itemprop=articleBody]`.
    ArticleBody,
    /// `article`.
    Article,
    /// `main`.
    Main,
    /// `body`.
    Body,
    /// The whole of a Markdown or plain text document.
    Whole,
}

/// How much visible text the canonical text covers, in characters (code points) that are not White_Space,
/// counted before rule 5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// All visible text of the page: what rule 3 leaves, without `drop`.
    pub visible: u64,
    /// What the headline and the paragraphs were made from.
    pub covered: u64,
    /// What `drop` took out of the article root.
    pub dropped: u64,
}

/// An article's canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalText {
    /// The headline, where there is one.
    pub headline: Option<String>,
    /// The paragraphs in document order, without the headline.
    pub paragraphs: Vec<String>,
    /// Which rule found the article root.
    pub root: RootRule,
    /// The scope that was applied.
    pub scope: Scope,
    /// How much of the page is covered.
    pub coverage: Coverage,
}

impl CanonicalText {
    /// Whether all characters are assigned in the Unicode version of this build.
    ///
    /// Where they are not, a build with newer tables may normalise them in another order: the comparison with
    /// a record of another Unicode version then proves nothing.
    #[must_use]
    pub fn is_assigned(&self) -> bool {
        self.headline
            .iter()
            .chain(&self.paragraphs)
            .flat_map(|text| text.chars())
            .all(|c| c.is_ascii() || unicode_normalization::char::is_public_assigned(c) || is_private(c))
    }
}

/// Private use characters have no normalisation in any version.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
