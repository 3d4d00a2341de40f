//! What a record claims, in plain words.

use std::fmt::Write as _;

use super::safe;
use crate::record::{AiUse, Editorial, Statement};
use crate::vocabulary::{Involvement, Review};

/// What signing would claim of the article `origin`, as lines of text without a line feed at their end.
#[must_use]
pub fn claim(origin: &str, statement: &Statement) -> String {
    let predicate = &statement.predicate;
    let mut out = format!("{}\n", safe(origin));
    let mut line = |text: String| {
        let _ = writeln!(out, "  {}", safe(&text));
    };
    line(declared(&predicate.ai_use));
    if let Some(editorial) = &predicate.editorial {
        line(signed_off(editorial));
    }
    for disclosure in &predicate.disclosures {
        line(format!("The article says: \"{}\" ({})", disclosure.quote, disclosure.involvement));
    }
    for signal in &predicate.signals {
        line(format!("A machine reads: {} = {}", signal.name, signal.value));
    }
    if predicate.disclosures.is_empty() && predicate.ai_use.involvement != Involvement::None {
        line("Nothing that readers see says so.".to_owned());
    }
    for contradiction in &predicate.checked_with.overrides {
        line(format!("Signed over a contradiction: {}.", contradiction.sentence()));
    }
    let article = &predicate.article;
    if let Some(uri) = &article.uri {
        line(format!("The article stands at {uri}."));
    }
    if let Some(publisher) = &article.publisher {
        line(format!("Its publisher is named {publisher}."));
    }
    if let Some(date) = &article.date_published {
        line(format!("Its date of publication is {date}."));
    }
    if let Some(selector) = &predicate.text.selector {
        line(format!("In a page, what `{selector}` selects is the article."));
    }
    if !predicate.text.drop.is_empty() {
        let dropped: Vec<String> = predicate.text.drop.iter().map(|d| format!("`{d}`")).collect();
        line(format!("Left out of it is what {} selects.", dropped.join(", ")));
    }
    let headline = if predicate.text.headline.is_some() { "its headline and " } else { "" };
    let paragraphs = match predicate.text.paragraphs.len() {
        1 => "1 paragraph".to_owned(),
        n => format!("{n} paragraphs"),
    };
    line(format!("This holds for {headline}{paragraphs}, dated {}.", predicate.issued_at));
    out.truncate(out.trim_end().len());
    out
}

/// One sentence on what is declared.
pub(super) fn declared(ai_use: &AiUse) -> String {
    let what = match ai_use.involvement {
        Involvement::Generated => "AI made it",
        Involvement::Assisted => "AI helped to make it",
        Involvement::Translated => "AI translated it",
        Involvement::Summarized => "AI summarized it",
        Involvement::Automated => "a program made it from data",
        Involvement::None => "no AI was used",
        Involvement::Unspecified => "AI was used, how is not said",
    };
    let review = match ai_use.review {
        Review::Reviewed => ", and a person answers for it",
        Review::Unreviewed => ", and nobody checked it",
        Review::Unstated => "",
    };
    let tools: Vec<String> = ai_use
        .tools
        .iter()
        .map(|t| t.version.as_ref().map_or_else(|| t.name.to_string(), |v| format!("{} {v}", t.name)))
        .collect();
    let tools = if tools.is_empty() { String::new() } else { format!(" Used: {}.", tools.join(", ")) };
    format!("Declared of the {} ({}): {what}{review}.{tools}", ai_use.scope, ai_use.modality)
}

/// One sentence on who answers for the text.
pub(super) fn signed_off(editorial: &Editorial) -> String {
    let mut parts = Vec::new();
    if let Some(reviewer) = &editorial.reviewer {
        let role = editorial.role.as_ref().map(|r| format!(" ({r})")).unwrap_or_default();
        let when = editorial.reviewed_at.map(|t| format!(" at {t}")).unwrap_or_default();
        parts.push(format!("reviewed by {reviewer}{role}{when}"));
    }
    if let Some(checked) = editorial.fact_checked {
        parts.push(if checked { "facts checked" } else { "facts not checked" }.to_owned());
    }
    if let Some(responsible) = &editorial.responsible {
        parts.push(format!("{responsible} is responsible"));
    }
    if let Some(contact) = &editorial.contact {
        parts.push(format!("contact {contact}"));
    }
    format!("Sign-off: {}.", parts.join("; "))
}
