//! Residue in a document: phrases in the visible text, patterns in the source.

use std::sync::OnceLock;

use regex::Regex;

use super::compile::{Compiled, ResidueRule};
use super::find::Reading;
use super::fit::View;
use super::marks::{Marks, Stand};
use super::model::Residue;
use super::role;
use super::scan::Token;
use super::sentence;
use super::veto::Veto;
use crate::document::{BlockKind, Document};
use crate::span::Span;
use crate::vocabulary::Zone;

/// Words between two parts of a phrase.
const GAP: usize = 6;

/// The residue phrases of one block, in order of place; at most one of a rule in a sentence.
pub(super) fn in_block(compiled: &Compiled, document: &Document, reading: &Reading<'_>) -> Vec<Residue> {
    let mut out: Vec<Residue> = Vec::new();
    for sentence in &reading.sentences {
        let first = out.len();
        for_each_phrase(compiled, reading, *sentence, |rule, veto| {
            if veto.is_none() && !out[first..].iter().any(|r| r.rule == rule.id) {
                let (text, span) = reading.place(document, *sentence);
                out.push(Residue {
                    rule: rule.id.clone(),
                    strength: rule.strength,
                    paragraph: reading.block.paragraph,
                    zone: reading.block.zone,
                    text,
                    span,
                });
            }
        });
    }
    out
}

/// Every residue phrase that begins in a sentence, with what decides against it.
pub(super) fn for_each_phrase(
    compiled: &Compiled,
    reading: &Reading<'_>,
    range: (usize, usize),
    mut each: impl FnMut(&ResidueRule, Option<Veto>),
) {
    let parts = role::RESIDUE;
    // A phrase such as "certainly! here is" begins in one sentence and ends in the next.
    let tokens = reading.beginning_in(range);
    if tokens.iter().all(|t| parts & 1 << t.role == 0) {
        return;
    }
    let words = sentence::words(&reading.folded.text, range);
    let view = View::new(tokens, &words, range.0);
    let mut vetoed = Vec::new();
    for first in tokens.iter().filter(|t| parts & 1 << t.role != 0 && t.part & 0xFF == 0) {
        let residue = &compiled.packs[usize::from(first.pack)].residue;
        let Some(rule) = residue.get((first.part >> 16) as usize) else { continue };
        let count = rule.phrases.get((first.part >> 8 & 0xFF) as usize).copied().unwrap_or(1);
        let mut end = first.end;
        let whole = (1..u32::from(count)).all(|nth| {
            let is_next =
                |t: &&Token| t.pack == first.pack && t.part == first.part + nth && parts & 1 << t.role != 0;
            let next = view.within(end, GAP).iter().find(is_next);
            next.map(|t| end = t.end).is_some()
        });
        if whole && !(rule.at_start && view.words_between(range.0, first.start) > 1) {
            // Who says it may stand in the next sentence, where the phrase runs into that.
            let at = reading.sentences.partition_point(|s| s.1 < end);
            let last = reading.sentences.get(at).map_or(range.1, |s| s.1.max(range.1));
            let found = veto(reading, (first, end), tokens, range.1, &mut vetoed);
            let next =
                if found.is_none() && last > range.1 { reading.beginning_in((range.1, last)) } else { &[] };
            let report = const { role::set("veto.report") };
            let told =
                next.iter().any(|t| t.pack == first.pack && report & 1 << t.role != 0 && t.start >= end);
            each(rule, if told { Some(Veto::Word("veto.report")) } else { found });
        }
    }
}

/// What decides against a phrase (its first part and its end) of the sentence that ends at `end`; `known` are the words
/// of each pack that may.
fn veto(
    reading: &Reading<'_>,
    (first, phrase): (&Token, usize),
    sentence: &[Token],
    end: usize,
    known: &mut Vec<(u16, Vec<Token>)>,
) -> Option<Veto> {
    if reading.block.kind == BlockKind::Code {
        return Some(Veto::Code);
    }
    if reading.block.quoted || reading.quoted(first.start) {
        return Some(Veto::Quoted);
    }
    if known.iter().all(|(pack, _)| *pack != first.pack) {
        let vetoes = const { role::set("veto.report") } | const { role::set("veto.quote") };
        let of_pack = |t: &&Token| t.pack == first.pack && vetoes & 1 << t.role != 0 && t.end <= end;
        known.push((first.pack, sentence.iter().filter(of_pack).copied().collect()));
    }
    let (_, words) = known.iter().find(|(pack, _)| *pack == first.pack)?;
    // A word of the phrase itself ("as of my last update") reports nothing. Sorted by start, so that the first or the
    // last one decides, unless all lie within.
    let outside = |t: &&Token| t.start < first.start || t.end > phrase;
    words.first().filter(outside).or(words.last().filter(outside)).map(|t| Veto::Word(role::name(t.role)))
}

/// The pattern rules, ready to run.
#[derive(Debug)]
pub(super) struct Patterns {
    all: Vec<Pattern>,
    marks: OnceLock<Marks>,
}

/// A pattern rule, ready to run.
#[derive(Debug)]
struct Pattern {
    /// The pack and the number of the rule in it.
    rule: (usize, usize),
    regex: OnceLock<Option<Regex>>,
}

impl Patterns {
    /// The pattern rules of `compiled`.
    pub(super) fn new(compiled: &Compiled) -> Self {
        let mut all = Vec::new();
        for (pack, known) in compiled.packs.iter().enumerate() {
            for (number, rule) in known.residue.iter().enumerate() {
                if rule.pattern.is_some() {
                    all.push(Pattern { rule: (pack, number), regex: OnceLock::new() });
                }
            }
        }
        Self { all, marks: OnceLock::new() }
    }

    /// For each rule, where its matches may lie in the `parts` of the source that are looked at: all at once.
    fn standing(&self, compiled: &Compiled, document: &Document, parts: &[Span]) -> Vec<Where> {
        let source = document.source.as_str();
        let rule = |p: &Pattern| &compiled.packs[p.rule.0].residue[p.rule.1];
        let stand = |p: &Pattern| if rule(p).at_line { Stand::Line } else { Stand::Anywhere };
        let all = || {
            let mut all = Vec::new();
            for pattern in &self.all {
                all.extend(rule(pattern).anchors.iter().map(|anchor| (anchor.clone(), stand(pattern))));
            }
            all
        };
        let standing =
            self.marks.get_or_init(|| Marks::new(all())).standing(source, parts, document.block_spans());
        let mut first = 0;
        let mut out = Vec::new();
        for pattern in &self.all {
            let anchors = first..first + rule(pattern).anchors.len();
            first = anchors.end;
            out.push(match stand(pattern) {
                Stand::Anywhere if standing.anchors[anchors.clone()].contains(&true) => Where::Anywhere,
                Stand::Anywhere => Where::Lines(Vec::new()),
                Stand::Line => {
                    let places = standing.lines.iter().filter(|(anchor, _)| anchors.contains(anchor));
                    Where::Lines(lines(source, places.map(|(_, place)| *place)))
                }
            });
        }
        out
    }
}

/// Where the matches of a pattern lie.
#[derive(Debug)]
enum Where {
    /// In all parts that are looked at.
    Anywhere,
    /// In these stretches of the source, in order.
    Lines(Vec<Span>),
}

/// What patterns are looked for in: the source without its scripts and style sheets.
fn readable(document: &Document) -> Vec<Span> {
    let ends = document.code.iter().map(|code| code.start).chain([document.source.len()]);
    let begins = [0].into_iter().chain(document.code.iter().map(|code| code.end));
    begins.zip(ends).map(|(from, to)| Span::new(from, to)).filter(|part| !part.is_empty()).collect()
}

/// The lines of `source` that `places` lie in, which come in order.
fn lines(source: &str, places: impl Iterator<Item = usize>) -> Vec<Span> {
    let bytes = source.as_bytes();
    let mut out: Vec<Span> = Vec::new();
    for place in places {
        if out.last().is_none_or(|line| line.end <= place) {
            let start = memchr::memrchr(b'\n', &bytes[..place]).map_or(0, |at| at + 1);
            let end = memchr::memchr(b'\n', &bytes[place..]).map_or(bytes.len(), |at| place + at);
            out.push(Span::new(start, end));
        }
    }
    out
}

/// How the anchors of patterns are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// All in one pass.
    AtOnce,
    /// One by one: what the other way is held against.
    OneByOne,
}

/// What the pattern rules find in the source, in order of rule and place; at most 50 of a rule.
pub(super) fn in_source(
    compiled: &Compiled,
    patterns: &Patterns,
    document: &Document,
    look: Look,
) -> Vec<Residue> {
    let source = document.source.as_bytes();
    let parts = readable(document);
    let found = match look {
        Look::AtOnce => Some(patterns.standing(compiled, document, &parts)),
        Look::OneByOne => None,
    };
    let holds = |anchor: &String| {
        parts.iter().any(|p| memchr::memmem::find(&source[p.start..p.end], anchor.as_bytes()).is_some())
    };
    let mut out = Vec::new();
    for (number, pattern) in patterns.all.iter().enumerate() {
        let rule = &compiled.packs[pattern.rule.0].residue[pattern.rule.1];
        let stretches = match found.as_ref().map(|found| &found[number]) {
            Some(Where::Lines(lines)) => lines.as_slice(),
            Some(Where::Anywhere) => &parts,
            None if rule.anchors.iter().any(holds) => &parts,
            None => &[],
        };
        if stretches.is_empty() {
            continue;
        }
        let compiled = pattern.regex.get_or_init(|| rule.pattern.as_deref().and_then(|p| Regex::new(p).ok()));
        let Some(regex) = compiled else { continue };
        let in_stretch = |stretch: &Span| {
            let from = stretch.start;
            let matches = regex.find_iter(&document.source[from..stretch.end]);
            matches.filter(|m| !m.is_empty()).map(move |m| Span::new(from + m.start(), from + m.end()))
        };
        let place = |span: Span| {
            let span = if rule.at_line { bare(&document.source, span) } else { span };
            (span, containing(document, span))
        };
        let places = stretches.iter().flat_map(in_stretch).map(place);
        // What opens a reply opens a text that readers see.
        for (span, block) in places.filter(|(_, block)| !rule.at_line || block.is_some()).take(50) {
            let mut before = document.source[..span.start].chars().rev();
            let quote = before.next().is_some_and(|c| matches!(c, '`' | '"' | '\'' | '“' | '„' | '«' | '‘'));
            // The quotation mark of an attribute (`href="…"`) quotes nothing.
            if quote && before.next() != Some('=') {
                continue;
            }
            if block.is_some_and(|(_, kind, _)| kind == BlockKind::Code) {
                continue;
            }
            let (paragraph, _, zone) = block.unwrap_or((0, BlockKind::Attribute, Zone::Metadata));
            out.push(Residue {
                rule: rule.id.clone(),
                strength: rule.strength,
                paragraph,
                zone,
                text: document.source[span.start..span.end].to_owned(),
                span,
            });
        }
    }
    out
}

/// What a pattern of a line took, without what stands around the words.
fn bare(source: &str, span: Span) -> Span {
    let taken = source[span.start..span.end].trim_end_matches(|c: char| c == '<' || c.is_whitespace());
    let words = taken.trim_start_matches(['>', '*', ' ', '\t', '\n']);
    let start = span.start + taken.len() - words.len();
    Span::new(start, start + words.len())
}

fn containing(document: &Document, span: Span) -> Option<(u32, BlockKind, Zone)> {
    let blocks = document.blocks();
    let after = blocks.partition_point(|b| document.source_span(b.range).start <= span.start);
    let block = blocks.get(after.checked_sub(1)?)?;
    (document.source_span(block.range).end >= span.start).then_some((block.paragraph, block.kind, block.zone))
}

#[cfg(test)]
mod tests {
    use super::Residue;
    use crate::disclosure::RuleSet;
    use crate::document::{Limits, read};
    use crate::item::{Item, Media};
    use crate::vocabulary::Zone;

    /// The residue of a page, which the slow path finds too.
    fn residue(rules: &RuleSet, page: &str) -> Vec<Residue> {
        let item = Item { media: Some(Media::Html), bytes: page.as_bytes().to_vec(), ..Item::default() };
        let document = read(item, Limits::default()).expect("a page");
        let all = rules.find(&document).residue;
        assert_eq!(all, rules.find_in_all(&document).residue, "{page}");
        all
    }

    #[test]
    fn the_opening_of_a_reply_is_found_in_what_readers_see() {
        let rules = RuleSet::builtin();
        let found = |page: &str| {
            residue(&rules, page).into_iter().map(|r| (r.text, r.zone, r.paragraph)).collect::<Vec<_>>()
        };
        let opening = "Tentu, berikut artikelnya:";
        let expected = [(opening.to_owned(), Zone::Body, 2)];
        for tag in ["<p>", "<p class=\"lead\">", "<p><b>", "<p>\n  ", "<p><br>\n<i>"] {
            let page = format!("<article><h1>Pasar</h1>{tag}{opening}</article>");
            assert_eq!(found(&page), expected, "{tag}");
        }
        let script = format!("<article><h1>Pasar</h1><script>\n{opening}\n</script></article>");
        assert_eq!(found(&script), []);
    }

    #[test]
    fn scripts_and_style_sheets_are_passed_over_and_data_is_not() {
        let rules = RuleSet::builtin();
        let found = |page: &str| residue(&rules, page).into_iter().map(|r| r.text).collect::<Vec<_>>();
        let trace = "oai_citation:3";
        for (tag, passed) in [
            ("script", true),
            ("script type=module", true),
            ("script type=\"text/template\"", true),
            ("style", true),
            ("script type=\"application/ld+json\"", false),
            ("script id=data type=application/json", false),
            ("p", false),
        ] {
            let name = tag.split(' ').next().unwrap();
            let page = format!("<p>Pasar</p><{tag}>\"{{{trace}}}\"</{name}><p>Buka {trace}</p>");
            let expected = if passed { vec![trace] } else { vec![trace, trace] };
            assert_eq!(found(&page), expected, "{tag}");
        }
        // A trace is never put together from what stands around a script.
        assert!(found("<p>oai_cita<script>1</script>tion:3</p>").is_empty());
    }
}
