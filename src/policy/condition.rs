//! When a rule applies: a condition over facts, as a profile writes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::{Answer, Fact, Tri};
use super::known::Known;
use super::pattern::Pattern;
use crate::vocabulary::Involvement;

/// A condition. Everything that is written must hold; what is not written does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct When {
    /// It is published, or it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<YesNo>,
    /// It informs the public on matters of public interest, or it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_interest: Option<YesNo>,
    /// AI shaped what the text says, or only its spelling and form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substantial: Option<YesNo>,
    /// Pictures, sound or film made by AI look like real persons, places or events, or they do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deepfake: Option<YesNo>,
    /// Whoever publishes it is one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub role: Vec<Role>,
    /// AI did one of these to the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub involvement: Vec<Involvement>,
    /// AI did one of these to pictures, sound or film.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media_involvement: Vec<Involvement>,
    /// It was published on that day (`YYYY-MM-DD`) or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// It was published on that day or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Its language is one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lang: Vec<String>,
    /// It stands in a section that matches one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub section: Vec<Pattern>,
    /// One of its authors matches one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Pattern>,
    /// Its path, or the end of it, matches one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<Pattern>,
    /// At least one of these holds too; conditions in here have no `any` of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<When>,
}

/// What is asked of a fact that holds or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum YesNo {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
}

/// What whoever publishes the article is in the eyes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Uses the AI systems of others to make what it publishes ("deployer").
    Publisher,
    /// Offers the AI system or service itself.
    Provider,
    /// Spreads what its users publish.
    Platform,
    /// Writes for somebody who publishes.
    Author,
}

impl Role {
    /// The role of that name, or `None`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "publisher" | "deployer" => Some(Self::Publisher),
            "provider" | "operator" => Some(Self::Provider),
            "platform" => Some(Self::Platform),
            "author" => Some(Self::Author),
            _ => None,
        }
    }
}

impl When {
    /// Whether it holds of an article about which that much is known.
    pub(super) fn holds(&self, known: &Known) -> Answer {
        let mut answer = self.plain(known);
        if !self.any.is_empty() {
            let any = self.any.iter().fold(Answer::No, |before, w| before.or(w.plain(known)));
            answer = answer.and(any);
        }
        answer
    }

    fn plain(&self, known: &Known) -> Answer {
        let yes_no = |wanted: Option<YesNo>, fact, value: Tri| {
            wanted.map_or(Answer::Yes, |w| Answer::of(fact, value, w == YesNo::Yes))
        };
        let answers = [
            yes_no(self.published, Fact::Published, known.published),
            yes_no(self.public_interest, Fact::PublicInterest, known.public_interest),
            yes_no(self.substantial, Fact::Substantial, known.substantial),
            yes_no(self.deepfake, Fact::Deepfake, known.deepfake),
            one_of(&self.role, Fact::Role, known.role.as_slice(), |a, b| a == b),
            one_of(&self.involvement, Fact::Involvement, &known.involvement, |a, b| a == b),
            one_of(&self.media_involvement, Fact::MediaInvolvement, &known.media, |a, b| a == b),
            self.dated(known),
            one_of(&self.lang, Fact::Lang, known.lang.as_slice(), |tag, lang| {
                lang == tag || lang.split('-').next() == Some(tag)
            }),
            one_of(&self.section, Fact::Section, &known.sections, |p, section| p.matches(section)),
            one_of(&self.author, Fact::Author, &known.authors, |p, name| p.matches(name)),
            Answer::from(self.path.is_empty() || self.path.iter().any(|p| p.matches_path(&known.path))),
        ];
        answers.into_iter().fold(Answer::Yes, Answer::and)
    }

    fn dated(&self, known: &Known) -> Answer {
        if self.from.is_none() && self.until.is_none() {
            return Answer::Yes;
        }
        let Some(date) = &known.date_published else { return Answer::unknown(Fact::DatePublished) };
        // Days of this form sort as they follow each other.
        let after = self.from.as_ref().is_none_or(|from| date >= from);
        Answer::from(after && self.until.as_ref().is_none_or(|until| date <= until))
    }
}

/// Whether one of `values` is among those `wanted`; nothing wanted always holds, and no value is not known.
fn one_of<W, V>(wanted: &[W], fact: Fact, values: &[V], fits: impl Fn(&W, &V) -> bool) -> Answer {
    if wanted.is_empty() {
        return Answer::Yes;
    }
    if values.is_empty() {
        return Answer::unknown(fact);
    }
    Answer::from(values.iter().any(|v| wanted.iter().any(|w| fits(w, v))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn a_fact_that_nobody_gave_is_named() {
        let rule = when(
            "published = 'yes'\nfrom = '2026-08-02'\nany = [{substantial = 'yes'}, {involvement = ['generated']}]",
        );
        let mut known = Known { published: Tri::Yes, ..Known::default() };
        let wants = |facts: &[Fact]| Answer::Unknown(facts.iter().copied().collect());
        assert_eq!(rule.holds(&known), wants(&[Fact::DatePublished, Fact::Substantial, Fact::Involvement]));
        known.involvement = vec![Involvement::Generated];
        assert_eq!(rule.holds(&known), wants(&[Fact::DatePublished]));
        known.date_published = Some("2026-08-01".to_owned());
        assert_eq!(rule.holds(&known), Answer::No);
        known.date_published = Some("2026-08-02".to_owned());
        assert_eq!(rule.holds(&known), Answer::Yes);
    }

    #[test]
    fn names_and_paths_are_matched() {
        let rule = when("section = ['Opini*']\nauthor = ['Meja Data']\npath = ['data/**']\nlang = ['id']");
        let mut known = Known {
            sections: vec!["Kota".to_owned(), "opini hari ini".to_owned()],
            authors: vec!["meja data".to_owned()],
            path: "site/data/a.md".to_owned(),
            lang: Some("id-ID".to_owned()),
            ..Known::default()
        };
        assert_eq!(rule.holds(&known), Answer::Yes);
        known.sections.pop();
        assert_eq!(rule.holds(&known), Answer::No);
    }
}
