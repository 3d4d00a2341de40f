//! Which addresses a key may sign for.

use std::fmt;

use serde::{Deserialize, Deserializer, de};
use url::Url;

/// An address under which everything belongs to the key: scheme, host and port are equal, and its path is a whole
/// number of leading path segments. Both sides are read by the WHATWG URL standard first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix(Url);

impl Prefix {
    /// Reads an `http` or `https` address without user, query or fragment; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let url = web(text)?;
        (url.query().is_none() && url.fragment().is_none()).then_some(Self(url))
    }

    /// Whether `uri` stands under this address; what is no web address does not.
    #[must_use]
    pub fn covers(&self, uri: &str) -> bool {
        let Some(url) = web(uri) else { return false };
        let same_site = url.origin() == self.0.origin();
        let rest = url.path().strip_prefix(self.0.path());
        let whole_segments =
            |rest: &str| rest.is_empty() || rest.starts_with('/') || self.0.path().ends_with('/');
        same_site && rest.is_some_and(whole_segments)
    }
}

/// Whether two texts are the same web address by the WHATWG URL standard, fragments aside.
///
/// What is no web address equals only its own spelling.
#[must_use]
pub fn same_address(a: &str, b: &str) -> bool {
    match (web(a), web(b)) {
        (Some(mut a), Some(mut b)) => {
            a.set_fragment(None);
            b.set_fragment(None);
            a == b
        }
        _ => a == b,
    }
}

fn web(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    plain.then_some(url)
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Prefix {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(
                "expected a web address such as https://news.example/ without query or fragment",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_covers_whole_segments_of_its_own_site() {
        let cover = |prefix: &str, uri: &str| Prefix::parse(prefix).unwrap().covers(uri);
        for uri in ["https://news.example/a", "https://news.example/a/", "https://NEWS.example:443/a/b?c#d"] {
            assert!(cover("https://news.example/a", uri), "{uri}");
        }
        for uri in [
            "https://news.example/ab",
            "https://news.example/b",
            "http://news.example/a",
            "https://news.example.evil.test/a",
            "https://news.example@evil.test/a",
            "https://user@news.example/a",
            "https://news.example:444/a",
            "https://news.example/a/../b",
            "https://news.example/a/%2e%2e/b",
            "https://evil.test/https://news.example/a",
            "news.example/a",
            "file:///a",
            "",
        ] {
            assert!(!cover("https://news.example/a", uri), "{uri}");
        }
        assert!(cover("https://news.example/", "https://news.example"));
        assert!(cover("https://berita.例え/", "https://berita.xn--r8jz45g/x"));
        assert_eq!(Prefix::parse("https://news.example/?a"), None);
        assert_eq!(Prefix::parse("ftp://news.example/"), None);
    }

    #[test]
    fn addresses_are_compared_as_addresses() {
        assert!(same_address("https://News.Example/a#x", "https://news.example:443/a"));
        assert!(!same_address("https://news.example/a", "https://news.example/a/"));
        assert!(!same_address("https://news.example/a?x=1", "https://news.example/a"));
        assert!(same_address("not an address", "not an address"));
    }
}
