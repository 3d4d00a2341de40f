//! What a record claims, in plain words.

use std::fmt::Write as _;

use super::safe;
use super::words::{Named as _, Tongue, template, text};
use crate::record::{AiUse, Editorial, Statement};
use crate::vocabulary::{Involvement, Review};

/// What signing would claim of the article `origin`, as lines of text without a line feed at their end.
#[must_use]
pub fn claim(tongue: Tongue, origin: &str, statement: &Statement) -> String {
    let predicate = &statement.predicate;
    let mut out = format!("{}\n", safe(origin));
    let mut line = |text: String| {
        let _ = writeln!(out, "  {}", safe(&text));
    };
    let about = |key, text_of: &str| text(tongue, key, &[("text", text_of)]);
    line(declared(tongue, &predicate.ai_use));
    if let Some(editorial) = &predicate.editorial {
        line(signed_off(tongue, editorial));
    }
    for disclosure in &predicate.disclosures {
        let involvement = disclosure.involvement.named(tongue);
        line(text(
            tongue,
            "claim.says",
            &[("quote", disclosure.quote.as_str()), ("involvement", involvement)],
        ));
    }
    for signal in &predicate.signals {
        let gaps = [("name", signal.name.as_str()), ("value", signal.value.as_str())];
        line(text(tongue, "claim.machine", &gaps));
    }
    if predicate.disclosures.is_empty() && predicate.ai_use.involvement != Involvement::None {
        line(template(tongue, "claim.silent").to_owned());
    }
    for contradiction in &predicate.checked_with.overrides {
        line(text(tongue, "claim.override", &[("what", contradiction.sentence())]));
    }
    let article = &predicate.article;
    if let Some(uri) = &article.uri {
        line(about("claim.address", &uri.to_string()));
    }
    if let Some(publisher) = &article.publisher {
        line(about("claim.publisher", publisher.as_str()));
    }
    if let Some(date) = &article.date_published {
        line(about("claim.published", &date.to_string()));
    }
    if let Some(selector) = &predicate.text.selector {
        line(about("claim.selector", selector.as_str()));
    }
    if !predicate.text.drop.is_empty() {
        let dropped: Vec<String> = predicate.text.drop.iter().map(|d| format!("`{d}`")).collect();
        line(about("claim.drop", &dropped.join(", ")));
    }
    let many = predicate.text.paragraphs.len();
    let holds = match (predicate.text.headline.is_some(), many) {
        (false, 1) => "claim.holds-one",
        (false, _) => "claim.holds",
        (true, 1) => "claim.holds-headline-one",
        (true, _) => "claim.holds-headline",
    };
    let gaps = [("n", &*many.to_string()), ("time", &*predicate.issued_at.to_string())];
    line(text(tongue, holds, &gaps));
    out.truncate(out.trim_end().len());
    out
}

/// One sentence on what is declared.
pub(super) fn declared(tongue: Tongue, ai_use: &AiUse) -> String {
    let what = match ai_use.involvement {
        Involvement::Generated => "claim.generated",
        Involvement::Assisted => "claim.assisted",
        Involvement::Translated => "claim.translated",
        Involvement::Summarized => "claim.summarized",
        Involvement::Automated => "claim.automated",
        Involvement::None => "claim.none",
        Involvement::Unspecified => "claim.unspecified",
    };
    let review = match ai_use.review {
        Review::Reviewed => "claim.reviewed",
        Review::Unreviewed => "claim.unreviewed",
        Review::Unstated => "claim.unstated",
    };
    let gaps = [
        ("scope", ai_use.scope.named(tongue)),
        ("modality", ai_use.modality.named(tongue)),
        ("what", template(tongue, what)),
    ];
    let declared = text(tongue, review, &gaps);
    let tools: Vec<String> = ai_use
        .tools
        .iter()
        .map(|t| t.version.as_ref().map_or_else(|| t.name.to_string(), |v| format!("{} {v}", t.name)))
        .collect();
    if tools.is_empty() {
        return declared;
    }
    format!("{declared} {}", text(tongue, "claim.used", &[("tools", &tools.join(", "))]))
}

/// One sentence on who answers for the text.
pub(super) fn signed_off(tongue: Tongue, editorial: &Editorial) -> String {
    let mut parts = Vec::new();
    if let Some(reviewer) = &editorial.reviewer {
        let name = ("name", reviewer.as_str());
        let reviewed = match &editorial.role {
            Some(role) => text(tongue, "claim.role", &[name, ("role", role.as_str())]),
            None => text(tongue, "claim.reviewer", &[name]),
        };
        parts.push(match editorial.reviewed_at {
            Some(time) => text(tongue, "claim.at", &[("reviewed", &reviewed), ("time", &time.to_string())]),
            None => reviewed,
        });
    }
    if let Some(checked) = editorial.fact_checked {
        let key = if checked { "claim.fact-checked" } else { "claim.fact-unchecked" };
        parts.push(template(tongue, key).to_owned());
    }
    if let Some(responsible) = &editorial.responsible {
        parts.push(text(tongue, "claim.responsible", &[("name", responsible.as_str())]));
    }
    if let Some(contact) = &editorial.contact {
        parts.push(text(tongue, "claim.contact", &[("contact", contact.as_str())]));
    }
    text(tongue, "claim.sign-off", &[("parts", &parts.join("; "))])
}
