//! One article and what is declared of it to an article that says so.

use super::asked::{SectionAsked, left};
use super::observe::marks;
use super::sign::{Declaration, SignError, consistent, declared, editorial};
use crate::disclosure::RuleSet;
use crate::document::{Limits, read};
use crate::item::Item;
use crate::label::{self, Carriers, LabelError, Labelled, Position, Use, Wish};
use crate::lang::Lang;
use crate::policy::{Code, Finding, Given, Profile};
use crate::signal::{self, Settings};
use crate::vocabulary::{Modality, Scope};

/// How articles are labelled.
#[derive(Debug)]
pub struct LabelHow<'a> {
    /// The rules by which what is written is read again.
    pub rules: &'a RuleSet,
    /// Which keys of front matter are read as signals.
    pub signals: Settings,
    /// What is declared; what it leaves out is taken from each article's front matter, as for signing.
    pub declaration: &'a Declaration,
    /// The language of articles that do not say theirs.
    pub lang: Option<Lang>,
    /// Where the visible statement goes.
    pub position: Position,
    /// Whether a statement that stands elsewhere does not do.
    pub only_there: bool,
    /// The sections in which profiles ask for it.
    pub sections: Vec<SectionAsked>,
    /// Whether it is said in sections alone.
    pub only_sections: bool,
    /// Languages in which it is said too, where the article's own lacks the terms of a profile.
    pub terms: Vec<String>,
    /// What is written.
    pub carriers: Carriers,
    /// What is true of every article that does not say otherwise, for the profiles that are labelled for.
    pub facts: Given,
}

/// Why an article is not labelled.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// What is declared does not suffice, or does not agree with itself.
    #[error(transparent)]
    Declaration(#[from] SignError),
    /// The label cannot be put in.
    #[error(transparent)]
    Label(#[from] LabelError),
}

/// Puts into `item` what it lacks of what is declared.
///
/// # Errors
///
/// [`Refused`]; nothing is changed then.
pub fn label(item: &Item, how: &LabelHow<'_>) -> Result<Labelled, Refused> {
    put_in(item, how, false, None)
}

/// Puts into `item` what it lacks of what is declared and `profiles` ask for, and returns what they still ask for then.
///
/// A statement that is there and does not do for a profile gets one of label's own beside it, where that one does.
///
/// # Errors
///
/// [`Refused`]; nothing is changed then.
pub fn label_as(
    item: &Item,
    how: &LabelHow<'_>,
    profiles: &[Profile],
) -> Result<(Labelled, Vec<Finding>), Refused> {
    let lacks = |done: &Labelled| {
        if profiles.is_empty() {
            return Vec::new();
        }
        left(Item { bytes: done.bytes.clone(), ..item.clone() }, how, profiles)
    };
    let mut best = put_in(item, how, false, None)?;
    let mut asked = lacks(&best);
    let own = best.lang.as_deref().and_then(Lang::parse);
    let other = |lang: &Lang| own.as_ref().is_none_or(|own| own.primary() != lang.primary());
    let terms: Vec<Lang> = how.terms.iter().filter_map(|tag| Lang::parse(tag)).filter(other).collect();
    let others =
        [(true, None)].into_iter().chain(terms.iter().flat_map(|t| [(false, Some(t)), (true, Some(t))]));
    for (own_words, also) in others {
        let of_words = asked.iter().any(|f| f.code == Code::StatementWords);
        if asked.is_empty() || also.is_some() && !of_words {
            continue;
        }
        // What cannot be written so is no reason to refuse what can.
        let Ok(done) = put_in(item, how, own_words, also) else { continue };
        let still = lacks(&done);
        if still.len() < asked.len() {
            (best, asked) = (done, still);
        }
    }
    Ok((best, asked))
}

fn put_in(
    item: &Item,
    how: &LabelHow<'_>,
    own_words: bool,
    also: Option<&Lang>,
) -> Result<Labelled, Refused> {
    let scope = &how.declaration.scope;
    let document = read(item.clone(), Limits::default()).map_err(LabelError::Document)?;
    let signals = marks(&document, &how.signals);
    let own = signal::sign_off(&document);
    let signed_off = editorial(how.declaration.editorial.as_ref(), &own);
    let named = signed_off.as_ref().is_some_and(|e| e.reviewer.is_some());
    let ai_use = declared(how.declaration, &own, named, &signals)?;
    consistent(&ai_use, signed_off.as_ref())?;
    // Of a picture it is said in its caption, wherever that stands.
    let of_article = ai_use.scope == Scope::Article
        && !matches!(ai_use.modality, Modality::Image | Modality::Audio | Modality::Video);
    let lang = document.lang.as_ref().or(how.lang.as_ref());
    let wish = Wish {
        used: Use {
            involvement: ai_use.involvement,
            modality: ai_use.modality,
            scope: ai_use.scope,
            review: ai_use.review,
            tools: ai_use.tools.iter().map(|t| named_tool(t.name.as_str(), t.version.as_ref())).collect(),
        },
        lang: how.lang.clone(),
        position: how.position,
        only_there: how.only_there && of_article,
        own_words,
        sections: how.sections.iter().map(|s| s.declared(lang)).collect(),
        only_sections: how.only_sections,
        also: also.cloned(),
        carriers: how.carriers.clone(),
        root: scope.clone(),
    };
    Ok(label::label(item, how.rules, &how.signals, &wish)?)
}

fn named_tool(name: &str, version: Option<&crate::record::Words>) -> String {
    version.map_or_else(|| name.to_owned(), |version| format!("{name} {version}"))
}
