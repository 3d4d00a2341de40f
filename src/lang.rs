//! Language tags (BCP 47), as far as terang compares them.

/// A language tag as written, with a lower-case primary subtag.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(String);

impl Lang {
    /// Reads a BCP 47 tag; `_` counts as `-`. `None` where the primary subtag is not 2 to 8 ASCII letters.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let primary = tag.split('-').next()?;
        let fits = (2..=8).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        let rest = tag[primary.len()..].bytes().all(|b| b == b'-' || b.is_ascii_alphanumeric());
        (fits && rest && tag.len() <= 35)
            .then(|| Self(format!("{}{}", primary.to_ascii_lowercase(), &tag[primary.len()..])))
    }

    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag, in lower case.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
