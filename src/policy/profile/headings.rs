//! The headings of a section that a profile asks for.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Headings in one list, or in a list for each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a list of headings is wanted here, or a table with a list for each language")]
pub enum Headings {
    /// For articles in every language; the first is the one that `label` writes.
    All(Vec<String>),
    /// By language (BCP 47); any of them will do in any article, and of its own language `label` writes the first.
    ByLanguage(BTreeMap<String, Vec<String>>),
}

impl Default for Headings {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Headings {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (all, by_language) = match self {
            Self::All(all) => (Some(all), None),
            Self::ByLanguage(map) => (None, Some(map)),
        };
        let listed = by_language.into_iter().flat_map(|map| map.values());
        all.into_iter().chain(listed).flatten().map(String::as_str)
    }

    /// The one for an article in `lang` (BCP 47), and its language where it is known; where there is none in that language, the
    /// English one, else any.
    #[must_use]
    pub fn of(&self, lang: Option<&str>) -> Option<(&str, Option<&str>)> {
        let Self::ByLanguage(map) = self else { return self.all().next().map(|first| (first, None)) };
        let wanted =
            lang.into_iter().flat_map(|lang| [lang, lang.split('-').next().unwrap_or(lang)]).chain(["en"]);
        let any = map.keys().map(String::as_str);
        wanted.chain(any).find_map(|tag| {
            let (tag, all) = map.get_key_value(tag)?;
            Some((all.first()?.as_str(), Some(tag.as_str())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_gets_the_heading_of_its_language_or_the_english_one() {
        let list = |all: &[&str]| all.iter().map(|&h| h.to_owned()).collect::<Vec<_>>();
        let map = [("en", list(&["A", "B"])), ("id", list(&["C"])), ("zh-Hant", list(&[]))];
        let by = Headings::ByLanguage(map.map(|(tag, all)| (tag.to_owned(), all)).into());
        let of = |tag: &str| by.of(Some(tag));
        assert_eq!(of("id-ID"), Some(("C", Some("id"))));
        assert_eq!(of("fr"), Some(("A", Some("en"))));
        assert_eq!(of("zh-Hant"), Some(("A", Some("en"))));
        assert_eq!(by.of(None), Some(("A", Some("en"))));
        assert_eq!(by.all().collect::<Vec<_>>(), ["A", "B", "C"]);
        assert_eq!(Headings::All(list(&["A"])).of(None), Some(("A", None)));
        assert_eq!(Headings::default().of(None), None);
    }
}
