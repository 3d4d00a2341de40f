//! The words that folk conventions use for how much AI there was.

use crate::vocabulary::{Involvement, Review};

/// What a word or a boolean of a folk convention says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// What AI did; `None` where the word does not settle it.
    pub(super) involvement: Option<Involvement>,
    /// Whether somebody answers for it.
    pub(super) review: Review,
}

impl Level {
    /// A level without a word about review.
    pub(super) const fn of(involvement: Involvement) -> Self {
        Self { involvement: Some(involvement), review: Review::Unstated }
    }
}

const WORDS: &[(&str, Involvement, Review)] = {
    use Involvement::{Assisted, Automated, Generated, None, Summarized, Translated, Unspecified};
    use Review::{Reviewed, Unreviewed, Unstated};
    &[
        ("none", None, Unstated),
        ("no", None, Unstated),
        ("no-ai", None, Unstated),
        ("human", None, Unstated),
        ("human-only", None, Unstated),
        ("human-written", None, Unstated),
        ("assisted", Assisted, Unstated),
        ("ai-assisted", Assisted, Unstated),
        ("edited", Assisted, Unstated),
        ("ai-edited", Assisted, Unstated),
        ("modified", Assisted, Unstated),
        ("ai-modified", Assisted, Unstated),
        ("enhanced", Assisted, Unstated),
        ("ai-enhanced", Assisted, Unstated),
        ("partial", Assisted, Unstated),
        ("partially", Assisted, Unstated),
        ("partly", Assisted, Unstated),
        ("generated", Generated, Unstated),
        ("ai-generated", Generated, Unstated),
        ("created", Generated, Unstated),
        ("all", Generated, Unstated),
        ("full", Generated, Unstated),
        ("fully", Generated, Unstated),
        ("generated-human-reviewed", Generated, Reviewed),
        ("generated-reviewed", Generated, Reviewed),
        ("autonomous", Generated, Unreviewed),
        ("ai-autonomous", Generated, Unreviewed),
        ("translated", Translated, Unstated),
        ("ai-translated", Translated, Unstated),
        ("machine-translated", Translated, Unstated),
        ("summarized", Summarized, Unstated),
        ("summarised", Summarized, Unstated),
        ("ai-summarized", Summarized, Unstated),
        ("ai-summarised", Summarized, Unstated),
        ("automated", Automated, Unstated),
        ("mixed", Unspecified, Unstated),
        ("unspecified", Unspecified, Unstated),
    ]
};

/// Whether `value` is a boolean word.
pub(super) fn boolean(value: &str) -> Option<bool> {
    let value = value.trim();
    let is = |words: [&str; 3]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
    if is(["true", "yes", "1"]) {
        Some(true)
    } else if is(["false", "no", "0"]) {
        Some(false)
    } else {
        None
    }
}

/// The level that a word says, without regard to ASCII case and to which of `-`, `_` and space joins it.
///
/// A longer word of one piece that begins with `ai-assisted` or `ai-generated` (`ai-assisted-research`) counts
/// as that; a sentence never does.
pub(super) fn word(value: &str) -> Option<Level> {
    let value = value.trim();
    if value.is_empty() || value.len() > 64 {
        return None;
    }
    let slug: String =
        value.chars().map(|c| if matches!(c, '_' | ' ') { '-' } else { c.to_ascii_lowercase() }).collect();
    if let Some(&(_, involvement, review)) = WORDS.iter().find(|(word, ..)| *word == slug) {
        return Some(Level { involvement: Some(involvement), review });
    }
    let one_piece = !value.contains(char::is_whitespace);
    let begins = |stem: &str| one_piece && slug.strip_prefix(stem).is_some_and(|rest| rest.starts_with('-'));
    if begins("ai-assisted") {
        Some(Level::of(Involvement::Assisted))
    } else if begins("ai-generated") {
        Some(Level::of(Involvement::Generated))
    } else {
        None
    }
}

/// What `true` means under a key or attribute of this name, from the act that the name holds.
pub(super) fn act(name: &str) -> Involvement {
    let name = squeeze(name);
    let has = |stems: &[&str]| stems.iter().any(|stem| name.contains(stem));
    if has(&["translat"]) {
        Involvement::Translated
    } else if has(&["summar"]) {
        Involvement::Summarized
    } else if has(&["automated"]) {
        Involvement::Automated
    } else if has(&["assist", "edited", "enhanced", "modified"]) {
        Involvement::Assisted
    } else if has(&["generated", "written", "created", "authored"]) {
        Involvement::Generated
    } else {
        Involvement::Unspecified
    }
}

/// A name without case and joints: `aiDisclosure`, `ai_disclosure` and `AI-Disclosure` are one.
pub(super) fn squeeze(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ' | ':')).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints_and_case_do_not_matter() {
        for value in ["AI-Assisted", "ai_assisted", "ai assisted", " assisted "] {
            assert_eq!(word(value), Some(Level::of(Involvement::Assisted)), "{value}");
        }
        let reviewed = word("generated human-reviewed").unwrap();
        assert_eq!((reviewed.involvement, reviewed.review), (Some(Involvement::Generated), Review::Reviewed));
    }

    #[test]
    fn a_sentence_is_no_level() {
        for value in ["AI-generated images are not used here", "ai-assistedly", "", "true", "maybe"] {
            assert_eq!(word(value), None, "{value}");
        }
        assert_eq!(word("ai-assisted-research"), Some(Level::of(Involvement::Assisted)));
    }

    #[test]
    fn the_name_says_what_true_means() {
        assert_eq!(act("ai_generated_summary"), Involvement::Summarized);
        assert_eq!(act("aiTranslated"), Involvement::Translated);
        assert_eq!(act("ai-assisted"), Involvement::Assisted);
        assert_eq!(act("generated_by_ai"), Involvement::Generated);
        assert_eq!(act("aiDisclosure"), Involvement::Unspecified);
    }
}
