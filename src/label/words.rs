//! The wordings, one file a language (`words/<lang>.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use super::model::Use;
use crate::lang::Lang;
use crate::vocabulary::{Involvement, Modality, Review};

/// What a file of words holds. `{tool}` stands for the tools behind the word for AI, `{named}` for the tools in
/// brackets, `{end}` for the clause on review.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// BCP 47, and the name of the file.
    pub(super) lang: String,
    tool: String,
    named: String,
    /// The sentence in which the authors answer for what they declare.
    pub(super) authors: String,
    end: End,
    text: Acts,
    #[serde(default)]
    image: Acts,
    #[serde(default)]
    audio: Acts,
    #[serde(default)]
    video: Acts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    unstated: String,
    reviewed: String,
    unreviewed: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Acts {
    generated: Option<Act>,
    assisted: Option<Act>,
    translated: Option<Act>,
    summarized: Option<Act>,
    automated: Option<Act>,
    unspecified: Option<Act>,
    none: Option<Act>,
}

/// One wording, or one for each state of review.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Act {
    One(String),
    Each { unstated: String, reviewed: String, unreviewed: String },
}

macro_rules! files {
    ($($lang:literal)+) => {
        const FILES: &[&str] = &[$(include_str!(concat!("words/", $lang, ".toml"))),+];
    };
}
files! {
    "ar" "bg" "bn" "ca" "cs" "da" "de" "el" "en" "es" "fa" "fi" "fil" "fr" "he" "hi" "hr" "hu" "id" "it" "ja" "ko"
    "ms" "nb" "nl" "pl" "pt" "ro" "ru" "sk" "sv" "ta" "th" "tr" "uk" "vi" "zh-Hans" "zh-Hant"
}

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    FILES.iter().map(|file| toml::from_str(file).expect("a test reads every file of words")).collect()
});

/// Tags under which people know a language whose words have another.
const OTHER_NAMES: &[(&str, &str)] = &[("no", "nb"), ("nn", "nb"), ("tl", "fil"), ("iw", "he"), ("in", "id")];
/// Regions that write Chinese in traditional characters.
const TRADITIONAL: [&str; 4] = ["hant", "tw", "hk", "mo"];

/// The languages that there are words for (BCP 47), in order.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    ALL.iter().map(|words| words.lang.as_str()).collect()
}

/// The sentence that says `used` in the language `lang`; `None` where there are no words for it.
#[must_use]
pub fn sentence(lang: &Lang, used: &Use) -> Option<String> {
    of(lang)?.sentence(used)
}

/// The words of a language.
pub(super) fn of(lang: &Lang) -> Option<&'static Words> {
    let primary =
        OTHER_NAMES.iter().find(|(tag, _)| *tag == lang.primary()).map_or(lang.primary(), |(_, t)| t);
    let wanted = if primary == "zh" {
        let parts = lang.as_str().to_ascii_lowercase();
        let traditional = parts.split('-').skip(1).any(|part| TRADITIONAL.contains(&part));
        if traditional { "zh-Hant" } else { "zh-Hans" }
    } else {
        primary
    };
    ALL.iter().find(|words| words.lang == wanted)
}

/// Whether a language is written from right to left.
pub(super) fn is_rtl(lang: &str) -> bool {
    matches!(lang, "ar" | "fa" | "he" | "ur" | "ps" | "yi" | "ckb" | "ug" | "iw")
}

impl Words {
    fn act(&self, modality: Modality, involvement: Involvement) -> Option<&Act> {
        let acts = match modality {
            Modality::Text => &self.text,
            Modality::Summary if involvement == Involvement::Summarized => &self.text,
            Modality::Image => &self.image,
            Modality::Audio => &self.audio,
            Modality::Video => &self.video,
            Modality::Summary | Modality::Headline | Modality::Data => return None,
        };
        match involvement {
            Involvement::Generated => acts.generated.as_ref(),
            Involvement::Assisted => acts.assisted.as_ref(),
            Involvement::Translated => acts.translated.as_ref(),
            Involvement::Summarized => acts.summarized.as_ref(),
            Involvement::Automated => acts.automated.as_ref(),
            Involvement::None => acts.none.as_ref(),
            Involvement::Unspecified => acts.unspecified.as_ref(),
        }
    }

    fn pattern(&self, act: &Act, review: Review) -> String {
        let (text, end) = match (act, review) {
            (Act::One(text), Review::Unstated) => (text, &self.end.unstated),
            (Act::One(text), Review::Reviewed) => (text, &self.end.reviewed),
            (Act::One(text), Review::Unreviewed) => (text, &self.end.unreviewed),
            (Act::Each { unstated, .. }, Review::Unstated) => (unstated, &self.end.unstated),
            (Act::Each { reviewed, .. }, Review::Reviewed) => (reviewed, &self.end.unstated),
            (Act::Each { unreviewed, .. }, Review::Unreviewed) => (unreviewed, &self.end.unstated),
        };
        text.replace("{end}", end)
    }

    /// The sentence for `used`; what is said of review in a caption is left out.
    pub(super) fn sentence(&self, used: &Use) -> Option<String> {
        let act = self.act(used.modality, used.involvement)?;
        let tools: Vec<String> = used.tools.iter().map(|t| one_line(t)).filter(|t| !t.is_empty()).collect();
        let fill =
            |slot: &str| if tools.is_empty() { String::new() } else { slot.replace("{}", &tools.join(", ")) };
        Some(
            self.pattern(act, used.review)
                .replace("{tool}", &fill(&self.tool))
                .replace("{named}", &fill(&self.named)),
        )
    }

    /// Whether `text` is one of the sentences of this file, with whatever tool.
    pub(super) fn wrote(&self, text: &str) -> bool {
        let acts = [&self.text, &self.image, &self.audio, &self.video].into_iter().flat_map(Acts::all);
        acts.flat_map(|act| Review::ALL.iter().map(|review| self.pattern(act, *review))).any(|pattern| {
            let bare = pattern.replace("{tool}", "").replace("{named}", "");
            text == bare
                || [("{tool}", &self.tool), ("{named}", &self.named)].into_iter().any(|(slot, fill)| {
                    let Some((before, after)) = pattern.split_once(slot) else { return false };
                    let (open, close) = fill.split_once("{}").unwrap_or((fill, ""));
                    text.strip_prefix(before)
                        .and_then(|t| t.strip_prefix(open))
                        .and_then(|t| t.strip_suffix(after))
                        .is_some_and(|t| t.ends_with(close) && t.len() > close.len())
                })
        })
    }
}

impl Acts {
    fn all(&self) -> impl Iterator<Item = &Act> {
        [
            &self.generated,
            &self.assisted,
            &self.translated,
            &self.summarized,
            &self.automated,
            &self.unspecified,
            &self.none,
        ]
        .into_iter()
        .flatten()
    }
}

/// A name on one line, without what could end a sentence or hide in one.
fn one_line(name: &str) -> String {
    let spaced: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Scope;

    fn used(involvement: Involvement, review: Review, tools: &[&str]) -> Use {
        let tools = tools.iter().map(|t| (*t).to_owned()).collect();
        Use { involvement, modality: Modality::Text, scope: Scope::Article, review, tools }
    }

    #[test]
    fn every_file_has_every_wording_and_knows_its_own() {
        assert!(languages().len() >= 36 && languages().is_sorted());
        for words in ALL.iter() {
            for involvement in Involvement::ALL {
                for review in Review::ALL {
                    for tools in [&[][..], &["GPT 5.1 (mini)"], &["A", "B"]] {
                        let text = words.sentence(&used(*involvement, *review, tools)).unwrap();
                        assert!(!text.contains(['{', '}', '\n']), "{text}");
                        assert!(words.wrote(&text), "{text}");
                        assert_eq!(text, text.trim(), "{text}");
                    }
                }
            }
            assert!(!words.wrote("This article was made by people."));
        }
    }

    #[test]
    fn chinese_labels_hold_both_groups_of_gb_45438() {
        for (tag, ai) in [("zh-CN", "人工智能"), ("zh-Hant-TW", "人工智慧"), ("zh", "人工智能")] {
            for involvement in [
                Involvement::Generated,
                Involvement::Assisted,
                Involvement::Translated,
                Involvement::Summarized,
                Involvement::Unspecified,
            ] {
                let text =
                    sentence(&Lang::parse(tag).unwrap(), &used(involvement, Review::Unstated, &[])).unwrap();
                assert!(text.contains(ai) && text.contains("AI"), "{text}");
                assert!(text.contains("生成") || text.contains("合成"), "{text}");
            }
        }
    }

    #[test]
    fn a_tag_finds_its_words_under_every_name() {
        let found = |tag: &str| of(&Lang::parse(tag).unwrap()).map(|w| w.lang.as_str());
        assert_eq!(found("nn-NO"), Some("nb"));
        assert_eq!(found("pt-BR"), Some("pt"));
        assert_eq!(found("zh-HK"), Some("zh-Hant"));
        assert_eq!(found("tl"), Some("fil"));
        assert_eq!(found("tlh"), None);
    }
}
