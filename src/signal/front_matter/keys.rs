//! Which keys of front matter matter.

use super::SUMMARY;
use crate::signal::Settings;
use crate::signal::level::squeeze;

/// The keys of [`Settings`] in comparable form.
pub(super) struct Keys {
    claims: Vec<Vec<String>>,
    reviews: Vec<String>,
    tools: Vec<String>,
}

impl Keys {
    pub(super) fn new(settings: &Settings) -> Self {
        let squeezed = |keys: &[String]| keys.iter().map(|key| squeeze(key)).collect();
        Self {
            claims: settings
                .front_matter_claims
                .iter()
                .map(|key| key.split('.').map(squeeze).filter(|part| !part.is_empty()).collect())
                .filter(|path: &Vec<String>| !path.is_empty())
                .collect(),
            reviews: squeezed(&settings.front_matter_reviews),
            tools: squeezed(&settings.front_matter_tools),
        }
    }

    /// Whether a path (its parts already squeezed) ends in a claim key.
    pub(super) fn is_claim(&self, path: &[String]) -> bool {
        self.claims.iter().any(|claim| path.ends_with(claim))
    }

    /// Whether a key, already squeezed, tells of review.
    pub(super) fn is_review(&self, key: &str) -> bool {
        self.reviews.iter().any(|review| review == key)
    }

    /// Whether a key, already squeezed, names tools.
    pub(super) fn is_tool(&self, key: &str) -> bool {
        self.tools.iter().any(|tool| tool == key)
    }

    /// The last parts of all keys that may start a signal.
    fn last_parts(&self) -> impl Iterator<Item = &str> {
        let fixed = ["digitalsourcetype", SUMMARY, "aigc"];
        self.claims.iter().filter_map(|path| path.last()).chain(&self.tools).map(String::as_str).chain(fixed)
    }

    /// Whether the text can hold one of the keys. An escape may hide one.
    pub(super) fn may_stand_in(&self, text: &str) -> bool {
        let packed: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | '_' | ':') && !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .collect();
        text.contains('\\') || self.last_parts().any(|part| packed.contains(part))
    }

    /// Whether some line of the text begins with one of the keys, as far as a line can tell.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        text.lines().any(|line| {
            let line = line.trim_start_matches([' ', '\t', '-', '"', '\'', '{']);
            let end = line.find([':', '=', '"', '\'']).unwrap_or(0);
            let key = squeeze(line[..end].trim().rsplit('.').next().unwrap_or_default());
            !key.is_empty() && self.last_parts().any(|part| part == key)
        })
    }
}
