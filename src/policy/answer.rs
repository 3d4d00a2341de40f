//! Yes, no, or not known: three values, never two.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fact that holds, does not hold, or is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tri {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Nobody said.
    #[default]
    Unknown,
}

impl Tri {
    /// The word that people write for it: `yes`, `no`, `unknown` and the booleans of YAML; `None` for any other.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "yes" | "true" | "ya" | "on" | "1" => Some(Self::Yes),
            "no" | "false" | "tidak" | "off" | "0" => Some(Self::No),
            "unknown" | "tidak diketahui" => Some(Self::Unknown),
            _ => None,
        }
    }

    /// This, or the other where this is not known.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match self {
            Self::Unknown => other,
            known => known,
        }
    }
}

impl From<bool> for Tri {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

macro_rules! facts {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $yaml:literal, $values:literal;)+) => {
        /// A fact that a rule may depend on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fact { $($(#[$doc])* $variant),+ }

        impl Fact {
            /// Every fact.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name, as in `[policy.facts]` of `terang.toml` and after `terang:` in a `meta`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// How front matter gives it, key and values; empty where an article cannot give it.
            #[must_use]
            pub const fn in_front_matter(self) -> &'static str {
                match self { $(Self::$variant => $yaml),+ }
            }

            /// The values that it can have, as people write them.
            #[must_use]
            pub const fn values(self) -> &'static str {
                match self { $(Self::$variant => $values),+ }
            }
        }
    };
}

facts! {
    /// Whether it is published.
    Published = "published", "draft: false", "yes, no";
    /// The day on which it was published.
    DatePublished = "date-published", "date: 2026-08-02", "2026-08-02";
    /// Whether it informs the public on matters of public interest.
    PublicInterest = "public-interest", "public_interest: true", "yes, no";
    /// What whoever publishes it is in the eyes of the rule.
    Role = "role", "terang: {role: publisher}", "publisher, provider, platform, author";
    /// Whether AI shaped what the text says, more than spelling and form.
    Substantial = "substantial", "substantial: true", "yes, no";
    /// Whether pictures, sound or film made by AI look like real persons, places or events.
    Deepfake = "deepfake", "deepfake: false", "yes, no";
    /// What AI did to the text.
    Involvement = "involvement", "involvement: assisted",
        "generated, assisted, translated, summarized, automated, none, unspecified";
    /// What AI did to pictures, sound or film.
    MediaInvolvement = "media-involvement", "media_involvement: none",
        "generated, assisted, translated, summarized, automated, none, unspecified";
    /// The language of the article.
    Lang = "lang", "lang: id", "a tag of BCP 47";
    /// The section that it stands in.
    Section = "section", "section: opini", "a name";
    /// Who wrote it.
    Author = "author", "author: Sari", "a name";
    /// Its record, and whether it holds.
    Record = "record", "", "a signed record beside the article";
    /// The keys that are trusted.
    Trust = "trust", "", "--trust FILE, or `trust` under [policy.record] of terang.toml";
}

impl Fact {
    /// The table of `terang.toml` that gives it for all articles, or `None` where each has its own.
    #[must_use]
    pub const fn table(self) -> Option<&'static str> {
        match self {
            Self::Published
            | Self::DatePublished
            | Self::PublicInterest
            | Self::Role
            | Self::Substantial
            | Self::Deepfake
            | Self::Involvement
            | Self::MediaInvolvement => Some("policy.facts"),
            Self::Lang => Some("files"),
            Self::Section | Self::Author | Self::Record | Self::Trust => None,
        }
    }
}

/// What a condition comes to, and which facts it wants where it cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It depends on these.
    Unknown(BTreeSet<Fact>),
}

impl Answer {
    /// What a fact comes to that has to be `wanted`.
    pub(super) fn of(fact: Fact, value: Tri, wanted: bool) -> Self {
        match value {
            Tri::Unknown => Self::unknown(fact),
            Tri::Yes => Self::from(wanted),
            Tri::No => Self::from(!wanted),
        }
    }

    pub(super) fn unknown(fact: Fact) -> Self {
        Self::Unknown(BTreeSet::from([fact]))
    }

    /// Both (Kleene's strong logic): one that does not hold settles it.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, other) => other,
            (unknown, Self::Yes) => unknown,
            (Self::Unknown(mut a), Self::Unknown(b)) => {
                a.extend(b);
                Self::Unknown(a)
            }
        }
    }

    /// Either: one that holds settles it.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, other) => other,
            (unknown, Self::No) => unknown,
            (Self::Unknown(mut a), Self::Unknown(b)) => {
                a.extend(b);
                Self::Unknown(a)
            }
        }
    }
}

impl From<bool> for Answer {
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_never_yes() {
        let unknown = || Answer::unknown(Fact::Role);
        assert_eq!(unknown().and(Answer::No), Answer::No);
        assert_eq!(Answer::Yes.and(unknown()), unknown());
        assert_eq!(unknown().or(Answer::Yes), Answer::Yes);
        assert_eq!(Answer::No.or(unknown()), unknown());
        let both = unknown().and(Answer::unknown(Fact::Lang));
        assert_eq!(both, Answer::Unknown(BTreeSet::from([Fact::Role, Fact::Lang])));
    }
}
