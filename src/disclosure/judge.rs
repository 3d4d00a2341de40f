//! What a fitted shape means in the words of the vocabulary.

use super::compile::{Place, Rule};
use super::fit::{Fit, View};
use super::role::{self, RoleSet};
use super::scan::Token;
use crate::vocabulary::{Involvement, Modality, Review, Scope, Zone};

/// What is a summary or a translation, however it came about.
const OUTCOME: RoleSet = role::set("self.summary")
    | role::set("noun.summary")
    | role::set("self.translation")
    | role::set("noun.translation")
    | role::set("act.translate");

/// Involvement, modality and scope of one fit.
pub(super) fn meaning(
    rule: &Rule,
    fit: &Fit,
    present: &RoleSet,
    lead: RoleSet,
    zone: Zone,
) -> (Involvement, Modality, Scope) {
    let roles = fit.tokens.iter().fold(0, |set: RoleSet, t| set | 1 << t.role);
    let named = roles & (role::SELF | const { role::set("noun") }) != 0;
    let byline = roles & const { role::set("by") } != 0;
    // A bare label has little beside it; a noun there says what is labelled, and so does one before its colon, and
    // the task that a byline names.
    let beside = match (named, rule.place) {
        _ if byline => lead,
        (true, _) => 0,
        (false, Place::Alone) => present & const { role::set("noun") },
        (false, _) => lead & const { role::set("noun") },
    };
    let (modality, scope) = subject(roles | beside, zone);
    let read = involvement(roles | beside);
    let involvement = match rule.involvement {
        // A summary or translation that came about by itself is one before it is anything else.
        Some(Involvement::Automated) if (roles | beside) & OUTCOME != 0 => read,
        Some(Involvement::Generated) if (beside | roles & role::SELF) & OUTCOME != 0 => read,
        Some(fixed) => fixed,
        None => read,
    };
    let modality = rule.modality.unwrap_or(modality);
    let scope = rule.scope.unwrap_or(scope);
    (involvement, modality, scope)
}

/// From role and act, as the label rules have it: AI as agent made it; AI as helper assisted; AI as instrument
/// made what is generated or created, and assisted what is written or edited.
fn involvement(roles: RoleSet) -> Involvement {
    let has = |name: &str| roles & role::set(name) != 0;
    if has("act.summarize") || has("compound.summarized") || has("self.summary") || has("noun.summary") {
        Involvement::Summarized
    } else if has("act.translate")
        || has("compound.translated")
        || has("self.translation")
        || has("noun.translation")
    {
        Involvement::Translated
    } else if has("compound.automated") {
        Involvement::Automated
    } else if has("help") || has("compound.assisted") {
        Involvement::Assisted
    } else if has("compound.generated")
        || has("compound.image")
        || has("compound.video")
        || has("compound.audio")
    {
        Involvement::Generated
    } else if has("agent") {
        if has("act.edit") { Involvement::Assisted } else { Involvement::Generated }
    } else if has("act.make") || has("act.narrate") || has("act.illustrate") {
        Involvement::Generated
    } else if has("act.write") || has("act.edit") {
        Involvement::Assisted
    } else {
        Involvement::Unspecified
    }
}

/// From the self-reference, else the act, else the place.
fn subject(roles: RoleSet, zone: Zone) -> (Modality, Scope) {
    let names = |a: &str| roles & (role::set(&format!("self.{a}")) | role::set(&format!("noun.{a}"))) != 0;
    let has = |name: &str| roles & role::set(name) != 0;
    if names("audio") || has("act.narrate") || has("compound.audio") {
        (Modality::Audio, Scope::Audio)
    } else if names("video") || has("compound.video") {
        (Modality::Video, Scope::Video)
    } else if names("image") || has("act.illustrate") || has("compound.image") {
        (Modality::Image, Scope::Image)
    } else if names("headline") {
        (Modality::Headline, Scope::Section)
    } else if names("summary") || has("act.summarize") || has("compound.summarized") {
        (Modality::Summary, Scope::Section)
    } else if names("data") {
        (Modality::Data, Scope::Section)
    } else if names("section") {
        (Modality::Text, Scope::Section)
    } else if names("article") || names("translation") {
        (Modality::Text, Scope::Article)
    } else if has("self.site") {
        (Modality::Text, Scope::Site)
    } else if zone == Zone::Caption {
        (Modality::Image, Scope::Image)
    } else {
        (Modality::Text, Scope::Article)
    }
}

/// What `tokens` (one pack's, of the statement and the sentences behind it) say about review.
///
/// Acts of the fit itself are no review: "edited with AI" is an act. What must still be checked is unreviewed, but a
/// site that says what must be checked speaks of its custom.
pub(super) fn review(rule: &Rule, fit: &Fit, view: &View<'_>) -> Review {
    if let Some(fixed) = rule.review {
        return fixed;
    }
    let acts = !(role::set("check") | role::set("human") | role::set("reviewed"));
    let own =
        |t: &Token| fit.tokens.iter().any(|f| acts & 1 << f.role != 0 && f.start < t.end && t.start < f.end);
    let of = |name: &str| {
        let set = role::set(name);
        view.tokens.iter().filter(move |t| set & 1 << t.role != 0)
    };
    let check = |t: &Token| role::set("check") & 1 << t.role != 0;
    let human = |t: &Token| role::set("human") & 1 << t.role != 0;
    let site = fit.tokens.iter().any(|t| role::set("self.site") & 1 << t.role != 0);
    let refused = of("not").any(|n| view.within(n.end, 4).iter().any(check))
        || !site && of("veto.oblige").any(|o| view.within(o.end, 5).iter().any(|c| check(c) && !own(c)));
    if refused || of("unreviewed").next().is_some() {
        return Review::Unreviewed;
    }
    let checked = of("check").filter(|c| !own(c)).any(|c| view.within(c.end, 8).iter().any(human))
        || of("human").any(|h| view.within(h.end, 8).iter().any(|c| check(c) && !own(c)));
    if checked || of("reviewed").any(|t| !own(t)) { Review::Reviewed } else { Review::Unstated }
}
