//! What an article says already: what fits the declaration, and what contradicts it.

use super::model::Use;
use super::words::Words;
use crate::disclosure::Disclosure;
use crate::signal::Signal;
use crate::vocabulary::{Involvement, Modality, Review, Scope, Zone};

/// How a statement stands to what is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// It says it.
    Fits,
    /// It says less, and nothing wrong.
    Less,
    /// It says otherwise.
    Wrong,
    /// It is about something else, or stands where readers of the article do not meet it.
    Apart,
}

/// The modality and scope that a statement of `used` is read with: a summary is a part of the page.
pub(super) fn subject(used: &Use) -> (Modality, Scope) {
    match (used.involvement, used.modality) {
        (Involvement::Summarized, Modality::Text | Modality::Summary) => (Modality::Summary, Scope::Section),
        (_, Modality::Image) => (Modality::Image, Scope::Image),
        (_, Modality::Audio) => (Modality::Audio, Scope::Audio),
        (_, Modality::Video) => (Modality::Video, Scope::Video),
        _ => (used.modality, used.scope),
    }
}

/// Whether both involvements cannot be true of one text.
fn differ(declared: Involvement, said: Involvement) -> bool {
    use Involvement::{Assisted, Automated, Generated, None};
    match (declared, said) {
        (None, Automated) | (Automated, None) => false,
        (None, _) | (_, None) => declared != said,
        (Generated, Assisted) | (Assisted, Generated) => true,
        _ => false,
    }
}

/// How `found` stands to `used`.
pub(super) fn of(found: &Disclosure, used: &Use) -> Stand {
    let (modality, scope) = subject(used);
    let text = |m: Modality| !matches!(m, Modality::Image | Modality::Audio | Modality::Video);
    if found.scope == Scope::Site || text(found.modality) != text(modality) {
        return Stand::Apart;
    }
    let about_it = found.modality == modality && found.scope == scope;
    let opposite = !matches!(
        (used.review, found.review),
        (Review::Unstated, _)
            | (_, Review::Unstated)
            | (Review::Reviewed, Review::Reviewed)
            | (Review::Unreviewed, Review::Unreviewed)
    );
    // Where no AI was used, none was used for a part either.
    let whole = used.involvement == Involvement::None && used.scope == Scope::Article;
    if (about_it || whole) && differ(used.involvement, found.involvement) || about_it && opposite {
        return Stand::Wrong;
    }
    if !about_it || matches!(found.zone, Zone::Footer | Zone::Metadata) {
        return Stand::Apart;
    }
    if reads_as(found.involvement, used.involvement) {
        let used_ai = used.involvement != Involvement::None;
        let silent = found.review == Review::Unstated && used.review != Review::Unstated;
        let caption = modality != Modality::Text && modality != Modality::Summary;
        let unnamed = found.tool.is_none() && !used.tools.is_empty();
        if used_ai && ((silent && !caption) || unnamed) { Stand::Less } else { Stand::Fits }
    } else if found.involvement == Involvement::Unspecified {
        Stand::Less
    } else {
        Stand::Apart
    }
}

/// Whether a statement of `declared` may be read as `said`: "AI was used" is read as assisted.
pub(super) fn reads_as(said: Involvement, declared: Involvement) -> bool {
    said == declared || (declared == Involvement::Unspecified && said == Involvement::Assisted)
}

/// Whether label wrote this sentence itself, so that it may write it anew.
pub(super) fn is_own(found: &Disclosure, words: &Words) -> bool {
    words.wrote(found.text.trim())
}

/// Whether a signal about the article's text says what `used` cannot be true with.
pub(super) fn contradicts(signal: &Signal, used: &Use) -> bool {
    if !about_text(signal) || signal.scope == Some(Scope::Section) {
        return false;
    }
    let claims = signal.claims_ai().is_some() || signal.involvement == Some(Involvement::Automated);
    let opposite = matches!(
        (used.review, signal.review),
        (Review::Reviewed, Review::Unreviewed) | (Review::Unreviewed, Review::Reviewed)
    );
    claims && signal.involvement.is_some_and(|said| differ(used.involvement, said) || opposite)
}

/// Whether a signal is about the article's text or says nothing of its subject.
pub(super) fn about_text(signal: &Signal) -> bool {
    signal.scope != Some(Scope::Site)
        && !matches!(signal.scope, Some(Scope::Image | Scope::Audio | Scope::Video))
        && !matches!(signal.modality, Some(Modality::Image | Modality::Audio | Modality::Video))
}
