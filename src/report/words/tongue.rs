//! The languages that terang speaks.

/// A language that terang speaks to its users, whatever the language of the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Indonesian.
    Id,
}

impl Tongue {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Id];

    /// Its primary subtag in BCP 47.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
        }
    }

    /// The language of a tag (`id`, `id-ID`) or of a locale of POSIX (`id_ID.UTF-8`, `in_ID`), or `None`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            // `in` is what Java and old systems still write.
            "id" | "in" => Some(Self::Id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales_are_read() {
        for tag in ["id", "id-ID", "id_ID.UTF-8", "ID", "in_ID"] {
            assert_eq!(Tongue::from_tag(tag), Some(Tongue::Id), "{tag}");
        }
        assert_eq!(Tongue::from_tag("en_GB.UTF-8"), Some(Tongue::En));
        for tag in ["", "C", "POSIX", "idx", "de_DE"] {
            assert_eq!(Tongue::from_tag(tag), None, "{tag}");
        }
    }
}
