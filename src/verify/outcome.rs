//! What verification says.

use std::fmt;

/// The three outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The article is as it was signed.
    Matches,
    /// The article is not as it was signed.
    Differs,
    /// Nothing can be said.
    CannotCheck,
}

impl Outcome {
    /// The published spelling.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Differs => "differs",
            Self::CannotCheck => "cannot-check",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// Why; the words are published and never renamed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $variant),+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The published spelling.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

reasons! {
    /// The same bytes.
    Exact = "exact",
    /// The markup changed, the text did not.
    Text = "text",
    /// A paragraph changed, came or went.
    ContentChanged = "content-changed",
    /// The headline changed, came or went.
    HeadlineChanged = "headline-changed",
    /// A statement about the use of AI is gone.
    DisclosureRemoved = "disclosure-removed",
    /// A statement about the use of AI says something else.
    DisclosureChanged = "disclosure-changed",
    /// No signature, too few, or none that holds.
    SignatureInvalid = "signature-invalid",
    /// Signed by nobody who is trusted.
    KeyUnknown = "key-unknown",
    /// Issued before the key was valid or after.
    KeyExpired = "key-expired",
    /// The key was revoked.
    KeyRevoked = "key-revoked",
    /// The key may not sign for this address or in this role.
    KeyScope = "key-scope",
    /// There is no record.
    RecordMissing = "record-missing",
    /// What should be a record is none.
    RecordMalformed = "record-malformed",
    /// The record is of a version that is not known here.
    RecordVersionUnsupported = "record-version-unsupported",
    /// The record speaks of another article.
    WrongArticle = "wrong-article",
    /// What matters hangs on a date that nothing proves.
    TimeUnproven = "time-unproven",
    /// The article cannot be read.
    InputUnreadable = "input-unreadable",
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why a record is not believed. Nothing that the record says is part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason.
    pub reason: Reason,
    /// A sentence for people, without its full stop; it may hold bytes of the input, so it is shown escaped.
    pub detail: String,
}

impl Refusal {
    pub(super) fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// What is said about one article and one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// Why: the gravest first, at least one.
    pub reasons: Vec<Reason>,
    /// A sentence for people where the reasons alone do not say it.
    pub detail: Option<String>,
}

impl Verdict {
    /// Whether verification succeeded: the article is as it was signed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.outcome == Outcome::Matches
    }

    pub(super) fn matches(reason: Reason) -> Self {
        Self { outcome: Outcome::Matches, reasons: vec![reason], detail: None }
    }

    /// A verdict that nothing can be said.
    #[must_use]
    pub fn cannot_check(reason: Reason, detail: impl Into<String>) -> Self {
        Self { outcome: Outcome::CannotCheck, reasons: vec![reason], detail: Some(detail.into()) }
    }
}

impl From<Refusal> for Verdict {
    fn from(refusal: Refusal) -> Self {
        Self::cannot_check(refusal.reason, refusal.detail)
    }
}
