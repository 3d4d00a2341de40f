//! That a finding was seen and set aside, and why.

/// Why a finding does not count. It is still reported as set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What sets it aside.
    pub kind: SuppressedBy,
    /// The reason that was given; of a baseline its own words, where it has any.
    pub reason: String,
    /// The last day on which it holds (RFC 3339 full-date), where one was given.
    pub until: Option<String>,
}

/// What sets a finding aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SuppressedBy {
    /// A comment in the article.
    Inline,
    /// An entry in the configuration.
    Config,
    /// The baseline: it was there before the check was switched on.
    Baseline,
}

impl SuppressedBy {
    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Config => "config",
            Self::Baseline => "baseline",
        }
    }
}
