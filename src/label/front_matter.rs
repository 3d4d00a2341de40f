//! Keys of front matter.

use super::error::LabelError;
use super::json;
use super::model::{Carriers, Edit, Kind, Use};
use super::own_keys::{self, Stands};
use super::plain::newline;
use super::standing;
use crate::document::{Carrier, Document, FrontMatterKind};
use crate::signal::Signal;
use crate::span::Span;
use crate::vocabulary::{Involvement, Review};

/// The keys and values that say `used`: `ai_disclosure`, `human_reviewed`, `ai_tools`.
fn keys(used: &Use) -> Vec<(&'static str, Value)> {
    let level = match used.involvement {
        Involvement::Unspecified => Value::True,
        other => Value::Word(other.word()),
    };
    let mut out = vec![("ai_disclosure", level)];
    if used.involvement != Involvement::None {
        match used.review {
            Review::Reviewed => out.push(("human_reviewed", Value::True)),
            Review::Unreviewed => out.push(("human_reviewed", Value::False)),
            Review::Unstated => {}
        }
        if !used.tools.is_empty() {
            out.push(("ai_tools", Value::List(used.tools.clone())));
        }
    }
    out
}

/// Whether a key is one that label writes.
pub(super) fn is_own(key: &str) -> bool {
    matches!(key, "ai_disclosure" | "human_reviewed" | "ai_tools")
}

/// A value of one of the keys.
pub(super) enum Value {
    True,
    False,
    Word(&'static str),
    List(Vec<String>),
}

impl Value {
    /// As it is written in YAML, TOML and JSON alike, but for a bare word in YAML.
    pub(super) fn written(&self, bare: bool) -> String {
        let quoted = |text: &str| serde_json::to_string(text).expect("a string is JSON");
        match self {
            Self::True => "true".to_owned(),
            Self::False => "false".to_owned(),
            Self::Word(word) if bare && *word != "none" => (*word).to_owned(),
            Self::Word(word) => quoted(word),
            Self::List(all) => format!("[{}]", all.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// Whether the front matter says it already.
fn says(signals: &[Signal], used: &Use) -> bool {
    signals.iter().any(|s| {
        s.carrier == "front-matter"
            && s.dialect == "folk"
            && s.problem.is_none()
            && standing::about_text(s)
            && s.involvement == Some(used.involvement)
            && (used.involvement == Involvement::None
                || s.review == used.review
                || used.review == Review::Unstated)
    })
}

/// Ways to add what is missing to the front matter, the best first; none where nothing is missing. A key that is there
/// is never written again: its value is replaced where it says otherwise.
///
/// # Errors
///
/// [`LabelError::FrontMatter`] where it has a form that cannot be added to.
pub(super) fn places(
    document: &Document,
    used: &Use,
    signals: &[Signal],
    carriers: &Carriers,
) -> Result<Vec<Vec<Edit>>, LabelError> {
    if says(signals, used) {
        return Ok(Vec::new());
    }
    let source = document.source.as_str();
    let nl = newline(source);
    let edit = |span: Span, text: String| Edit { span, text, kind: Kind::FrontMatter };
    let insert = |at: usize, text: String| edit(Span::new(at, at), text);
    let lines = |keys: &[(&str, Value)], equals: &str, bare: bool| -> String {
        keys.iter().map(|(key, value)| format!("{key}{equals}{}{nl}", value.written(bare))).collect()
    };
    let found = document.marks.iter().find_map(|mark| match &mark.carrier {
        Carrier::FrontMatter(kind, text) => Some((mark.span, *kind, text)),
        _ => None,
    });
    let Some((span, kind, text)) = found else {
        let begun = matches!(carriers, Carriers::These(kinds) if kinds.contains(&Kind::FrontMatter));
        let whole = format!("---{nl}{}---{nl}{nl}", lines(&keys(used), ": ", true));
        return Ok(if begun { vec![vec![insert(0, whole)]] } else { Vec::new() });
    };
    if signals
        .iter()
        .any(|s| s.span.overlaps(span) && matches!(s.problem, Some(crate::signal::Problem::Malformed(_))))
    {
        return Err(LabelError::FrontMatter);
    }
    // The fence before the text is one line; JSON has none.
    let start = if kind == FrontMatterKind::Json { span.start } else { span.end.min(fence(source)) };
    let end = start + text.len();
    let objects = if kind == FrontMatterKind::Json {
        json::objects(text).ok_or(LabelError::FrontMatter)?
    } else {
        Vec::new()
    };
    let tables = if kind == FrontMatterKind::Toml { table(text).unwrap_or(text.len()) } else { text.len() };
    let bare = kind == FrontMatterKind::Yaml;
    let (mut missing, mut mended) = (Vec::new(), Vec::new());
    for (key, value) in keys(used) {
        let stands = match (kind, objects.first()) {
            (FrontMatterKind::Json, top) => match top.ok_or(LabelError::FrontMatter)?.get(key) {
                None => Stands::No,
                Some(span) if own_keys::says(&text[span.start..span.end], &value) => Stands::Right,
                Some(span) => Stands::Other(span),
            },
            _ => own_keys::in_lines(&text[..tables], key, &value),
        };
        match stands {
            Stands::No => missing.push((key, value)),
            Stands::Right => {}
            Stands::Other(span) => {
                let typed = &text[span.start..span.end];
                let span = Span::new(start + span.start, start + span.end);
                mended.push(edit(span, own_keys::as_typed(typed, &value, bare)));
            }
            Stands::Odd => return Err(LabelError::FrontMatter),
        }
    }
    if missing.is_empty() {
        return Ok(if mended.is_empty() { Vec::new() } else { vec![mended] });
    }
    let added: Vec<Edit> = match kind {
        FrontMatterKind::Yaml => vec![insert(end, lines(&missing, ": ", true))],
        FrontMatterKind::Toml => {
            let table = table(text);
            // Behind the last key, so that a blank line and a comment before a table stay with it.
            let is_key = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
            let keys = lines_of(&text[..table.unwrap_or(0)]).filter(|(_, line)| is_key(line));
            let behind = keys.last().map(|(at, line)| start + at + line.len());
            let places = behind.into_iter().chain(table.map(|at| start + at)).chain([end, start]);
            places.map(|at| insert(at, lines(&missing, " = ", false))).collect()
        }
        FrontMatterKind::Json => {
            let top = objects.first().ok_or(LabelError::FrontMatter)?;
            let colon = top.colon(text);
            let mut at = 0;
            let mut added = String::new();
            for (n, (key, value)) in missing.iter().enumerate() {
                let (place, one) = top.added(text, &format!("\"{key}\"{colon}{}", value.written(false)));
                at = place;
                // An empty object has nothing before the first, so the next ones need their own comma.
                let comma = n > 0 && top.members.is_empty();
                added.push_str(if comma { ", " } else { "" });
                added.push_str(&one);
            }
            vec![insert(start + at, added)]
        }
    };
    Ok(added.into_iter().map(|one| mended.iter().cloned().chain([one]).collect()).collect())
}

/// Where the first table of TOML begins.
fn table(text: &str) -> Option<usize> {
    lines_of(text).find(|(_, line)| line.trim_start().starts_with('[')).map(|(at, _)| at)
}

/// Where the line of the opening fence ends.
fn fence(source: &str) -> usize {
    source.find('\n').map_or(source.len(), |at| at + 1)
}

fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}
