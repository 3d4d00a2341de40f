//! Why an article has no canonical text.

/// Why no canonical text could be made; the limits are those of this implementation, not of the profile.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonError {
    /// The source is longer than [`crate::canon`] takes.
    #[error("the document has {size} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Bytes found.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// More elements are open at once than browsers build.
    #[error("elements are nested more than {limit} deep, deeper than browsers go")]
    TooDeep {
        /// The limit in force.
        limit: usize,
    },
    /// The tree has more nodes than the limit.
    #[error("the document has more than {limit} nodes")]
    TooManyNodes {
        /// The limit in force.
        limit: usize,
    },
    /// One tag has more attributes than the limit.
    #[error("a tag has more than {limit} attributes")]
    TooManyAttributes {
        /// The limit in force.
        limit: usize,
    },
    /// Misnested formatting elements cost more work than the limit.
    #[error("formatting elements are misnested beyond repair")]
    TooTangled,
    /// A selector is no selector of the profile.
    #[error("`{selector}` is not a selector that can be used here: {reason}")]
    BadSelector {
        /// The selector as given.
        selector: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A selector takes more steps to match than the limit.
    #[error("`{selector}` takes too many steps to match in this document")]
    SelectorTooCostly {
        /// The selector as given.
        selector: String,
    },
    /// The scope's own selector matches no element with text.
    #[error("`{selector}` matches no element with text")]
    NoMatch {
        /// The selector as given.
        selector: String,
    },
    /// A browser shows the content of a `template` in place of what is read.
    #[error("the article has a declarative shadow root, whose text cannot be taken")]
    ShadowRoot,
    /// The page has no `body` that is shown (it is a set of frames, or all is hidden or dropped).
    #[error("the page has no body that is shown")]
    NoBody,
}
