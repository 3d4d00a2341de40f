//! For people: the quiet list of what stands in a document.

use std::fmt::Write as _;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};

use super::words::{Named as _, Tongue, template, text};
use super::{Checked, Placed, safe, safe_line};
use crate::disclosure::{Disclosure, Residue};
use crate::signal::{Problem, Signal};
use crate::span::Position;
use crate::vocabulary::{Confidence, Modality, Review, Scope, Zone};

const DIM: Style = Style::new().effects(Effects::DIMMED);
const BOLD: Style = Style::new().effects(Effects::BOLD);
const WORD: Style = AnsiColor::Cyan.on_default();
/// Characters of a quotation.
const QUOTED: usize = 160;
/// Characters of a value or name.
const SHORT: usize = 60;

/// The list of what stands in the document; empty where nothing does.
pub(super) fn facts(c: &Checked, tongue: Tongue) -> String {
    let mut lines: Vec<(Position, String)> = Vec::new();
    lines.extend(c.disclosures.iter().map(|f| (f.position, disclosure(&f.fact, tongue))));
    lines.extend(c.signals.iter().map(|f| (f.position, signal(f, tongue))));
    lines.extend(c.residue.iter().map(|f| (f.position, residue(&f.fact, tongue))));
    if lines.is_empty() {
        return String::new();
    }
    lines.sort_by_key(|(position, _)| (position.line, position.column));
    let mut out = format!("{BOLD}{}{BOLD:#}\n", safe(&c.origin));
    for (Position { line, column }, text) in lines {
        let place = format!("{line}:{column}");
        let _ = writeln!(out, "  {DIM}{place:>7}{DIM:#}  {text}");
    }
    out
}

/// What a line is about, as wide as the widest of the three.
fn head(tongue: Tongue, key: &'static str) -> String {
    let kinds = ["list.disclosure", "list.signal", "list.residue"];
    let width = kinds.map(|kind| template(tongue, kind).chars().count()).into_iter().max().unwrap_or(0);
    format!("{:<width$}  ", template(tongue, key))
}

fn disclosure(d: &Disclosure, tongue: Tongue) -> String {
    let mut words = vec![d.involvement.named(tongue).to_owned()];
    if let Some(tool) = &d.tool {
        words.push(text(tongue, "list.tool", &[("tool", &safe_line(tool, SHORT))]));
    }
    if d.modality != Modality::Text {
        words.push(d.modality.named(tongue).to_owned());
    }
    if d.scope != Scope::Article && d.scope.word() != d.modality.word() {
        words.push(text(tongue, "list.scope", &[("scope", d.scope.named(tongue))]));
    }
    match d.review {
        Review::Reviewed => words.push(template(tongue, "list.reviewed").to_owned()),
        Review::Unreviewed => words.push(template(tongue, "list.unreviewed").to_owned()),
        Review::Unstated => {}
    }
    if d.zone != Zone::Body {
        words.push(text(tongue, "list.zone", &[("zone", d.zone.named(tongue))]));
    }
    if d.confidence == Confidence::Likely {
        words.push(template(tongue, "list.likely").to_owned());
    }
    let (words, quote) = (words.join(", "), safe_line(&d.text, QUOTED));
    let head = head(tongue, "list.disclosure");
    format!("{head}{WORD}{words}{WORD:#}  “{quote}”  {DIM}{}{DIM:#}", safe(&d.rule))
}

fn signal(found: &Placed<Signal>, tongue: Tongue) -> String {
    let s = &found.fact;
    let fault = s.problem.as_ref().map(|problem| {
        template(
            tongue,
            match problem {
                Problem::Invalid(_) => "list.invalid",
                Problem::Retired(_) => "list.retired",
                Problem::Malformed(_) => "list.malformed",
                Problem::Ignored(_) => "list.ignored",
            },
        )
    });
    let claim = match (s.involvement.map(|i| i.named(tongue)), fault) {
        (Some(involvement), None) => involvement.to_owned(),
        (Some(involvement), Some(fault)) => format!("{involvement}, {fault}"),
        (None, None) => template(tongue, "list.present").to_owned(),
        (None, Some(fault)) => fault.to_owned(),
    };
    let about = s.scope.filter(|s| *s != Scope::Article);
    let about = about.map(|s| format!(", {}", s.named(tongue))).unwrap_or_default();
    let (name, value) = (safe_line(&s.name, SHORT), safe_line(&s.value, SHORT));
    let head = head(tongue, "list.signal");
    format!("{head}{WORD}{claim}{about}{WORD:#}  {} {name} “{value}”  {DIM}{}{DIM:#}", s.carrier, s.dialect)
}

fn residue(r: &Residue, tongue: Tongue) -> String {
    let (head, quote) = (head(tongue, "list.residue"), safe_line(&r.text, QUOTED));
    let strength = r.strength.named(tongue);
    format!("{head}{WORD}{strength}{WORD:#}  “{quote}”  {DIM}{}{DIM:#}", safe(&r.rule))
}
