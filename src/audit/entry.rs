//! What came of one capture.

use serde::{Deserialize, Serialize};

use super::{Facts, Origin};
use crate::digest::Digest;
use crate::vocabulary::{Involvement, Scope};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The published spelling.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value with that published spelling, or `None`.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(super) use words;

words! {
    /// Whether anything can be said of a capture.
    State {
        /// It was read to its end, or enough of it to say what it says.
        Checked = "checked",
        /// The archive holds only its beginning, and that says nothing: what it said is not known.
        Inconclusive = "inconclusive",
        /// There was nothing in it.
        Empty = "empty",
        /// It could not be read.
        Unreadable = "unreadable",
    }
}

words! {
    /// What a page that was checked says of the use of AI. Each has one of them.
    Status {
        /// It tells readers that AI was used in it.
        Disclosed = "disclosed",
        /// It tells readers of the use of AI on the whole site only.
        SiteOnly = "site-only",
        /// A machine-readable mark says that AI was used, and nothing tells readers.
        SignalOnly = "signal-only",
        /// It states that no AI was used.
        NoneUsed = "none-used",
        /// It says nothing. Whether AI was used is not known.
        Silent = "silent",
    }
}

/// What verification said of a capture that a record speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// SHA-256 of the record's envelope.
    pub record: Digest,
    /// Where the record was found.
    pub name: String,
    /// `matches`, `differs` or `cannot-check`.
    pub outcome: String,
    /// Why, the gravest first.
    pub reasons: Vec<String>,
    /// Whether it stands at another address than the one that its record names; where the record names none or it has none,
    /// whether its bytes are not those that were signed.
    pub copy: bool,
    /// The words of signed disclosures that are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
}

/// What came of one capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Where it lies.
    #[serde(flatten)]
    pub origin: Origin,
    /// Whether anything can be said of it.
    pub state: State,
    /// What it says of the use of AI, where anything can be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// What it was read as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    /// The language that it declares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The part of the site that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// SHA-256 of the payload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Digest>,
    /// SHA-256 of the visible text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Digest>,
    /// What was found in it.
    #[serde(default)]
    pub facts: Facts,
    /// What verification said, where a record speaks of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Held>,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// The problem of a capture that refers to one which no file before it held.
pub const UNREFERRED: &str = "the capture that it refers to was not read";

/// The problem of a capture of which many letters could not be read.
pub const GARBLED: &str = "many of its letters are lost: its bytes are not of the encoding that it names";

impl State {
    /// Whether all of it was read, be there something in it or not.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Checked | Self::Empty)
    }
}

impl Entry {
    /// What `facts` amount to.
    #[must_use]
    pub fn status_of(facts: &Facts) -> Status {
        match facts.leading() {
            Some(d) if d.involvement != Involvement::None && d.scope != Scope::Site => Status::Disclosed,
            Some(d) if d.involvement != Involvement::None => Status::SiteOnly,
            said => {
                let claim = |what| facts.signals.iter().any(|s| s.claims == Some(what));
                if claim(true) {
                    Status::SignalOnly
                } else if said.is_some() || claim(false) {
                    Status::NoneUsed
                } else {
                    Status::Silent
                }
            }
        }
    }

    /// The state of a capture that was read: where it was cut, or is `garbled`, silence proves nothing.
    #[must_use]
    pub fn state_of(origin: &Origin, facts: &Facts, empty: bool, garbled: bool) -> State {
        if (garbled || origin.truncated.is_some()) && Self::status_of(facts) != Status::Disclosed {
            State::Inconclusive
        } else if empty {
            State::Empty
        } else {
            State::Checked
        }
    }

    /// The host of its address.
    #[must_use]
    pub fn site(&self) -> Option<String> {
        self.origin.url.as_deref().and_then(super::address).map(|a| a.site)
    }

    /// Whether its record does not hold any more.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.verified.as_ref().is_some_and(|v| v.outcome != "matches")
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::testing::said;
    use super::*;

    fn facts(involvement: Involvement, scope: Scope) -> Facts {
        Facts { disclosures: vec![said(involvement, scope)], ..Facts::default() }
    }

    #[test]
    fn each_page_has_one_status() {
        assert_eq!(Entry::status_of(&Facts::default()), Status::Silent);
        let assisted = Involvement::Assisted;
        assert_eq!(Entry::status_of(&facts(assisted, Scope::Article)), Status::Disclosed);
        assert_eq!(Entry::status_of(&facts(assisted, Scope::Site)), Status::SiteOnly);
        assert_eq!(Entry::status_of(&facts(Involvement::None, Scope::Article)), Status::NoneUsed);
    }

    #[test]
    fn a_cut_capture_is_never_silent_but_may_disclose() {
        let disclosed = facts(Involvement::Generated, Scope::Article);
        for why in ["length", "partial", "incomplete"] {
            let cut = Origin { truncated: Some(why.into()), ..Origin::default() };
            assert_eq!(Entry::state_of(&cut, &Facts::default(), false, false), State::Inconclusive, "{why}");
            assert_eq!(Entry::state_of(&cut, &Facts::default(), true, false), State::Inconclusive, "{why}");
            assert_eq!(Entry::state_of(&cut, &disclosed, false, false), State::Checked, "{why}");
        }
        let whole = Origin::default();
        assert_eq!(Entry::state_of(&whole, &Facts::default(), true, false), State::Empty);
        assert_eq!(Entry::state_of(&whole, &Facts::default(), false, true), State::Inconclusive);
        assert_eq!(Entry::state_of(&whole, &disclosed, false, true), State::Checked);
    }
}
