//! Whose the thing is that AI made: `The poster of the festival was made with AI` tells nothing about this page.
//!
//! A noun that words such as *this* point at is the page's own. Any other is somebody's where a word that the rule file does
//! not know says whose: behind *of the* (role `owner.of`), or in its own case right behind or before the noun.

use super::compile::{Owners, Rule};
use super::fit::{Fit, View};
use super::role::{self, RoleSet};
use super::scan::Token;
use super::sentence::Word;
use crate::vocabulary::{Involvement, Modality};

/// Words looked at behind the noun.
const FAR: usize = 5;

const THIS: RoleSet = role::set("this");
const OF: RoleSet = role::set("owner.of");
const BEFORE: RoleSet = role::set("owner.before");
const SITE: RoleSet = role::set("self.site");
const NOUN: RoleSet = role::set("noun") | role::SELF;
const ACT: RoleSet = role::set("act");
/// Roles that say nothing about what a word is.
const SMALL: RoleSet = role::set("onward") | role::set("owner") | role::set("veto");

/// Whether the noun that `fit` begins with belongs to something that its file has no word for.
///
/// A rule about pictures may begin with a role of its own, its words for a cover or a poster; they count as nouns.
pub(super) fn named(owners: Owners, rule: &Rule, fit: &Fit, view: &View<'_>, text: &str) -> bool {
    let Some(at) = subject(fit) else { return false };
    let first = &fit.tokens[at];
    let picture = rule.modality == Some(Modality::Image);
    let own = picture && usize::from(first.role) >= role::ROLES.len() && !text[..first.end].ends_with(':');
    if rule.involvement == Some(Involvement::None) {
        return false;
    }
    let noun = NOUN & 1 << first.role != 0;
    if !(noun || own && owners == Owners::Linked)
        || SITE & 1 << first.role != 0
        || points(view, first.start, first.end)
    {
        return false;
    }
    before(first, view, text) || owners != Owners::Ahead && behind(owners, fit, at, view, text)
}

/// Whether a word that points at the page lies in `text[start..end]`.
fn points(view: &View<'_>, start: usize, end: usize) -> bool {
    view.over(start, end).any(|t| THIS & 1 << t.role != 0)
}

fn before(noun: &Token, view: &View<'_>, text: &str) -> bool {
    let at = view.words.partition_point(|w| w.end <= noun.start);
    let Some(word) = at.checked_sub(1).and_then(|at| view.words.get(at)) else { return false };
    text[word.end..noun.start].trim().is_empty()
        && view.over(word.start, word.end).any(|t| BEFORE & 1 << t.role != 0)
        && !known(view, word)
}

/// The place of the noun that `fit` speaks of: its first token, or the second where the verb comes first, as in Arabic.
fn subject(fit: &Fit) -> Option<usize> {
    let first = fit.tokens.first()?;
    let verb_first = ACT & 1 << first.role != 0 && fit.tokens.get(1).is_some_and(|t| NOUN & 1 << t.role != 0);
    Some(usize::from(verb_first))
}

fn behind(owners: Owners, fit: &Fit, at: usize, view: &View<'_>, text: &str) -> bool {
    let (Some(first), Some(next)) = (fit.tokens.get(at), fit.tokens.get(at + 1)) else { return false };
    let from = view.words.partition_point(|w| w.start < first.end);
    let mut linked = owners == Owners::Beside;
    let mut end = first.end;
    for word in view.words[from..].iter().take(FAR).take_while(|w| w.start < next.start) {
        if !text[end..word.start].trim().is_empty() || points(view, word.start, word.end) {
            return false;
        }
        end = word.end;
        if let Some(of) = view.over(word.start, word.end).find(|t| OF & 1 << t.role != 0) {
            linked = true;
            // "De l'actrice": the noun leans on its article.
            if of.end < word.end && view.over(of.end, word.end).all(|t| SMALL & 1 << t.role != 0) {
                return true;
            }
        } else if text[word.start..word.end].chars().nth(1).is_none() {
            // A preposition of one letter, which no rule file can list; any other such word may join two nouns.
            if matches!(
                &text[word.start..word.end],
                "с" | "о" | "к" | "в" | "у" | "z" | "s" | "w" | "k" | "u" | "v"
            ) {
                linked = true;
            } else if owners == Owners::Beside {
                return false;
            }
        } else if known(view, word) || !linked {
            return false;
        } else if view.over(word.start, word.end).all(|t| (OF | BEFORE) & 1 << t.role != 0) {
            return true;
        } else if owners == Owners::Beside {
            return false;
        }
    }
    false
}

/// Whether a term says what the word is.
fn known(view: &View<'_>, word: &Word) -> bool {
    view.over(word.start, word.end).any(|t| SMALL & 1 << t.role == 0 && t.start <= word.start)
}

#[cfg(test)]
mod tests {
    use crate::disclosure::ruleset::states;

    const PACK: &str = r#"
lang = "en"
name = "English"
[terms]
ai = ["artificial intelligence"]
act.make = ["made"]
instrument = ["with"]
noun.image = ["poster", "image"]
noun.article = ["article"]
self.image = ["the poster", "this poster"]
this = ["this"]
owner.of = ["of the", "of l'"]
owner.before = ["*'s"]
onward = ["new"]
x.be = ["was"]
[[rule]]
id = "made"
about = "The poster was made with AI."
shape = "noun|self x.be act instrument ai"
gap = 3
examples = ["The poster was made with artificial intelligence."]
counter_examples = ["The poster was made."]
"#;

    #[test]
    fn a_noun_that_belongs_to_something_else_is_not_the_pages_own() {
        let found =
            |subject: &str| states(PACK, &format!("{subject} was made with artificial intelligence."));
        for ours in
            ["The poster", "This poster of the fair", "The poster of the article", "The poster of this fair"]
        {
            assert!(found(ours), "{ours}");
        }
        for theirs in [
            "The poster of the fair",
            "The poster of the new fair",
            "The mayor's poster",
            "The poster of l'actrice",
        ] {
            assert!(!found(theirs), "{theirs}");
        }
    }
}
