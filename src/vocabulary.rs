//! The words of design §2: one spelling in rules, records, JSON and docs.
//!
//! These words are signed and published, so a value is never renamed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of the specification.
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

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

vocabulary! {
    /// What AI did.
    Involvement {
        /// AI made it.
        Generated = "generated",
        /// AI helped, edited or enhanced.
        Assisted = "assisted",
        /// AI translated it.
        Translated = "translated",
        /// AI summarized it.
        Summarized = "summarized",
        /// Made from data by template or program ("robot journalism").
        Automated = "automated",
        /// The page states that no AI was used.
        None = "none",
        /// AI was used, how is not said.
        Unspecified = "unspecified",
    }
}

vocabulary! {
    /// What kind of content the statement is about.
    Modality {
        /// Running text.
        Text = "text",
        /// The headline.
        Headline = "headline",
        /// A summary or key points.
        Summary = "summary",
        /// A still picture.
        Image = "image",
        /// Sound or voice.
        Audio = "audio",
        /// Moving pictures.
        Video = "video",
        /// Tables, charts, figures.
        Data = "data",
    }
}

vocabulary! {
    /// How much of the page the statement covers.
    Scope {
        /// The whole article.
        Article = "article",
        /// A part of it.
        Section = "section",
        /// A picture.
        Image = "image",
        /// A sound or voice track.
        Audio = "audio",
        /// A video.
        Video = "video",
        /// A policy or footer about the whole site.
        Site = "site",
    }
}

vocabulary! {
    /// Where on the page it stands.
    Zone {
        /// The article's headline.
        Headline = "headline",
        /// The author line.
        Byline = "byline",
        /// The running text.
        Body = "body",
        /// The caption or credit of a picture or player.
        Caption = "caption",
        /// A box beside the text.
        Aside = "aside",
        /// The footer of the page.
        Footer = "footer",
        /// Not shown: meta elements, front matter, headers.
        Metadata = "metadata",
    }
}

vocabulary! {
    /// Whether a person answers for it.
    Review {
        /// A person or the newsroom checked it or answers for it.
        Reviewed = "reviewed",
        /// The statement says that nobody checked it (yet).
        Unreviewed = "unreviewed",
        /// The statement does not say.
        Unstated = "unstated",
    }
}

vocabulary! {
    /// How plainly the words say it.
    Confidence {
        /// The words say it.
        Explicit = "explicit",
        /// The words say it only together with their place or a bare label.
        Likely = "likely",
    }
}

vocabulary! {
    /// How much a piece of residue proves.
    Strength {
        /// Only a chat program writes this.
        Conclusive = "conclusive",
        /// Seldom written by anything else.
        Strong = "strong",
        /// A hint that needs company.
        Weak = "weak",
    }
}
