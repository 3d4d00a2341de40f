//! What is known about an article when a profile judges it.
//!
//! The article's own word comes first, then its signed record, then what the configuration gives for all articles.
//! What nobody says stays unknown.

use super::Facts;
use super::answer::Tri;
use super::claim::Subject;
use super::condition::Role;
use super::record_fact::RecordFact;
use super::settings::Given;
use crate::signal::{self, About, SignOff};
use crate::time::Timestamp;
use crate::vocabulary::{Involvement, Modality, Strength};

/// The facts that conditions ask for. An empty list is not known.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) published: Tri,
    pub(super) date_published: Option<String>,
    pub(super) public_interest: Tri,
    pub(super) role: Option<Role>,
    pub(super) substantial: Tri,
    pub(super) deepfake: Tri,
    /// What AI did to the text, by whoever says so.
    pub(super) involvement: Vec<Involvement>,
    /// What AI did to pictures, sound or film; where there are none of these, nothing.
    pub(super) media: Vec<Involvement>,
    pub(super) lang: Option<String>,
    pub(super) sections: Vec<String>,
    pub(super) authors: Vec<String>,
    pub(super) path: String,
    /// Authors with the key that each stands under.
    pub(super) bylines: Vec<(String, &'static str)>,
    /// What the article says for its record.
    pub(super) sign_off: SignOff,
}

impl Known {
    /// Gathers what is known.
    pub(super) fn of(facts: &Facts<'_>, given: &Given) -> Self {
        let about = signal::about(facts.document);
        let sign_off = signal::sign_off(facts.document);
        let date = about.date_published.as_deref().or(sign_off.date_published.as_deref()).and_then(day);
        let date_published = date.or_else(|| given.date_published.as_deref().and_then(day));
        let dated = if date_published.is_some() { Tri::Yes } else { Tri::Unknown };
        let own = |key: &str| about.own.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
        let own_tri = |key| own(key).and_then(Tri::from_word).unwrap_or_default();
        Self {
            // A page with a date is out, unless it calls itself a draft.
            published: about.published.map_or(Tri::Unknown, Tri::from).or(given.published).or(dated),
            public_interest: own_tri("public-interest").or(given.public_interest),
            role: own("role").and_then(Role::from_word).or(given.role),
            substantial: own_tri("substantial").or(given.substantial),
            deepfake: own_tri("deepfake").or(given.deepfake),
            involvement: text(facts, &about, &sign_off, given),
            media: media(facts, &about, given),
            lang: facts.document.lang.as_ref().map(ToString::to_string),
            authors: about.authors.iter().map(|(name, _)| name.clone()).collect(),
            path: facts.origin.to_owned(),
            bylines: about.authors,
            sections: about.sections,
            date_published,
            sign_off,
        }
    }
}

/// Whether that is a use of AI: a template filled from data is none.
pub(super) const fn is_ai(involvement: Involvement) -> bool {
    !matches!(involvement, Involvement::None | Involvement::Automated)
}

/// The day that a date or time begins with, where it is one of the calendar.
fn day(text: &str) -> Option<String> {
    let day = text.get(..10)?;
    Timestamp::parse_date(day).map(|_| day.to_owned())
}

fn text(facts: &Facts<'_>, about: &About, sign_off: &SignOff, given: &Given) -> Vec<Involvement> {
    let mut out: Vec<Involvement> = Vec::new();
    let mut add = |i: Involvement| {
        if !out.contains(&i) {
            out.push(i);
        }
    };
    for d in facts.disclosures.iter().filter(|d| Subject::of_disclosure(d).is_text()) {
        add(d.involvement);
    }
    for (subject, involvement) in facts.signals.iter().filter_map(Subject::of_signal) {
        if subject.is_text() {
            add(involvement);
        }
    }
    let own = about.own.iter().find(|(key, _)| key == "involvement");
    if let Some(involvement) = own.and_then(|(_, value)| Involvement::from_word(value)) {
        add(involvement);
    }
    let is_text =
        |m: Option<Modality>| !matches!(m, Some(Modality::Image | Modality::Audio | Modality::Video));
    if let Some(involvement) = sign_off.involvement.filter(|_| is_text(sign_off.modality)) {
        add(involvement);
    }
    if let Some(RecordFact::Held(held)) = facts.record
        && is_text(Some(held.ai_use.modality))
    {
        add(held.ai_use.involvement);
    }
    if facts.residue.iter().any(|r| r.strength == Strength::Conclusive) {
        add(Involvement::Unspecified);
    }
    if out.is_empty() { given.involvement.into_iter().collect() } else { out }
}

fn media(facts: &Facts<'_>, about: &About, given: &Given) -> Vec<Involvement> {
    let disclosed = facts.disclosures.iter().filter(|d| Subject::of_disclosure(d) == Subject::Media);
    let signalled = facts.signals.iter().filter_map(Subject::of_signal);
    let signalled = signalled.filter(|(subject, _)| *subject == Subject::Media).map(|(_, i)| i);
    let own = about.own.iter().filter(|(key, _)| key == "media-involvement");
    let own = own.filter_map(|(_, value)| Involvement::from_word(value));
    let mut out: Vec<Involvement> = disclosed.map(|d| d.involvement).chain(signalled).chain(own).collect();
    out.sort_unstable();
    out.dedup();
    if !out.is_empty() {
        return out;
    }
    if !has_media(&facts.document.source) {
        return vec![Involvement::None];
    }
    given.media_involvement.into_iter().collect()
}

/// Whether the source shows or plays anything.
fn has_media(source: &str) -> bool {
    const MARKS: [&[u8]; 6] = [b"<img", b"<picture", b"<video", b"<audio", b"<svg", b"!["];
    let bytes = source.as_bytes();
    memchr::memchr2_iter(b'<', b'!', bytes).any(|at| {
        MARKS.iter().any(|mark| bytes.get(at..at + mark.len()).is_some_and(|b| b.eq_ignore_ascii_case(mark)))
    })
}
