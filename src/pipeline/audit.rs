//! One payload to all that an audit keeps of it; the same payload is judged once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::check::{Check, facts_of, read_as};
use crate::audit::{Facts, Fault, Left, MOST, Marked, Said};
use crate::digest::Digest;
use crate::document::Document;
use crate::item::{Item, Media};
use crate::policy::Finding;
use crate::report::words::{Tongue, say};
use crate::report::{Checked, Placed};
use crate::signal::{Signal, reads_header};
use crate::vocabulary::Zone;

/// What is known of one payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What it was read as.
    pub media: Media,
    /// The language that it declares.
    pub lang: Option<String>,
    /// Whether there was nothing in it: no text that readers see, and no mark that states anything.
    pub empty: bool,
    /// Whether many letters of it could not be read: its bytes are not of the encoding that it names.
    pub garbled: bool,
    /// SHA-256 of its visible text without asides and footers, one block a line.
    pub text: Digest,
    /// What was found.
    pub facts: Facts,
}

/// What came of judging one item.
#[derive(Clone, Debug)]
pub struct Judged {
    /// SHA-256 of its bytes.
    pub payload: Digest,
    /// What is known, or why it cannot be read.
    pub judgement: Result<Arc<Judgement>, Arc<str>>,
}

/// Judges `item`, whose bytes have the SHA-256 `payload`, unless the same bytes, to be read in the same way, are known.
///
/// `seen` is given the document, where it has to be read.
#[must_use]
pub fn judge(
    item: Item,
    payload: Digest,
    how: &Check,
    known: &Known,
    seen: impl FnOnce(&Document),
) -> Judged {
    let key = key(payload, &item);
    if let Some(judgement) = known.get(&key) {
        return Judged { payload, judgement: Ok(judgement) };
    }
    let empty = item.bytes.is_empty();
    match read_as(item, how) {
        Ok(document) => {
            let checked = facts_of(&document, empty, how, "", None);
            let judgement = Arc::new(judgement(&document, &checked));
            known.put(key, &judgement);
            seen(&document);
            Judged { payload, judgement: Ok(judgement) }
        }
        Err(error) => Judged { payload, judgement: Err(error.to_string().into()) },
    }
}

/// Everything that a judgement hangs on: the bytes, and what stands outside them.
fn key(payload: Digest, item: &Item) -> Digest {
    let mut hash = Sha256::new();
    let mut part = |text: Option<&str>| {
        let text = text.unwrap_or("\u{0}");
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    part(item.media.map(Media::mime));
    part(item.lang.as_deref());
    part(item.charset.as_deref());
    // Where nothing else says what the bytes are, the name does.
    part(Some(&item.origin).filter(|_| item.media.is_none()).map(String::as_str));
    for (name, value) in item.headers.iter().filter(|(name, _)| reads_header(name)) {
        part(Some(name));
        part(Some(value));
    }
    hash.update(payload.0);
    Digest(hash.finalize().into())
}

fn judgement(document: &Document, checked: &Checked) -> Judgement {
    // Headers and a `meta` or two are in every page, also in one that a script has yet to fill.
    let mute = checked.disclosures.is_empty() && checked.signals.is_empty();
    Judgement {
        media: checked.media,
        lang: checked.lang.clone(),
        empty: checked.empty || mute && document.visible().trim().is_empty(),
        garbled: is_garbled(document.visible()),
        text: visible(document),
        facts: facts(checked),
    }
}

/// Whether one of fifty characters stands for bytes that the encoding does not know. Every letter with an accent is so where a
/// page in Latin-1 says that it is UTF-8, and that is one of thirty in French; quotation marks alone, in English, are fewer.
fn is_garbled(visible: &str) -> bool {
    const FEW: usize = 12;
    const PART: usize = 50;
    let mark = "\u{FFFD}";
    let lost = memchr::memmem::find_iter(visible.as_bytes(), mark.as_bytes()).count();
    lost >= FEW && lost * PART >= visible.chars().filter(|c| !c.is_whitespace()).count()
}

/// The digest of what the article shows: a footer with the year, or a list of other articles, is no other text.
fn visible(document: &Document) -> Digest {
    let mut hash = Sha256::new();
    for block in document.blocks() {
        if !matches!(block.zone, Zone::Aside | Zone::Footer | Zone::Metadata) {
            hash.update(document.text(block).trim());
            hash.update(b"\n");
        }
    }
    Digest(hash.finalize().into())
}

fn facts(checked: &Checked) -> Facts {
    let over = |len: usize| len.saturating_sub(MOST);
    Facts {
        disclosures: checked.disclosures.iter().take(MOST).map(said).collect(),
        signals: checked.signals.iter().take(MOST).map(marked).collect(),
        residue: checked
            .residue
            .iter()
            .take(MOST)
            .map(|r| Left {
                rule: r.fact.rule.clone(),
                strength: r.fact.strength,
                text: short(&r.fact.text),
                line: r.position.line,
                column: r.position.column,
            })
            .collect(),
        findings: checked.findings.iter().take(MOST).map(fault).collect(),
        more: over(checked.disclosures.len())
            + over(checked.signals.len())
            + over(checked.residue.len())
            + over(checked.findings.len()),
    }
}

fn said(d: &Placed<crate::disclosure::Disclosure>) -> Said {
    let f = &d.fact;
    Said {
        rule: f.rule.clone(),
        involvement: f.involvement,
        modality: f.modality,
        scope: f.scope,
        review: f.review,
        tool: f.tool.as_deref().map(short),
        lang: f.lang.clone(),
        zone: f.zone,
        confidence: f.confidence,
        text: short(&f.text),
        line: d.position.line,
        column: d.position.column,
    }
}

fn marked(s: &Placed<Signal>) -> Marked {
    let f = &s.fact;
    Marked {
        carrier: f.carrier.to_owned(),
        dialect: f.dialect.to_owned(),
        name: f.name.clone(),
        value: f.value.clone(),
        involvement: f.involvement,
        claims: f.claims_ai(),
        problem: f.problem.as_ref().map(|p| p.reason().to_owned()),
        line: s.position.line,
        column: s.position.column,
    }
}

fn fault(f: &Finding) -> Fault {
    let excerpt = &f.place.excerpt;
    let there = excerpt.text.get(excerpt.marked.start..excerpt.marked.end).unwrap_or_default();
    Fault {
        code: f.code.word().to_owned(),
        level: f.level.word().to_owned(),
        message: say(Tongue::En, &f.message),
        message_id: say(Tongue::Id, &f.message),
        text: short(there),
        line: f.place.position.line,
        column: f.place.position.column,
    }
}

/// At most 600 bytes of `text`, cut between characters.
fn short(text: &str) -> String {
    const MOST: usize = 600;
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut out = text[..end].to_owned();
    if end < text.len() {
        out.push('…');
    }
    out
}

/// Judgements of payloads that were met, as many as fit: the older half goes when there is no room. One that found
/// something takes as much room as several that did not.
#[derive(Debug)]
pub struct Known {
    half: usize,
    maps: Mutex<Halves>,
}

#[derive(Debug, Default)]
struct Halves {
    new: HashMap<Digest, Arc<Judgement>>,
    /// The room that they take.
    taken: usize,
    old: HashMap<Digest, Arc<Judgement>>,
}

impl Known {
    /// Nothing yet, with room for `most` judgements that found nothing.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { half: most / 2, maps: Mutex::default() }
    }

    fn get(&self, key: &Digest) -> Option<Arc<Judgement>> {
        let mut maps = self.maps.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = maps.new.get(key) {
            return Some(Arc::clone(found));
        }
        let found = maps.old.remove(key)?;
        maps.put(*key, &found, self.half);
        Some(found)
    }

    fn put(&self, key: Digest, judgement: &Arc<Judgement>) {
        let mut maps = self.maps.lock().unwrap_or_else(PoisonError::into_inner);
        maps.put(key, judgement, self.half);
    }
}

impl Halves {
    fn put(&mut self, key: Digest, judgement: &Arc<Judgement>, half: usize) {
        // What has many facts is seldom repeated, and would take the room of many that have none.
        if judgement.facts.more > 0 {
            return;
        }
        let Facts { disclosures, signals, residue, findings, .. } = &judgement.facts;
        let room = 1 + 2 * (disclosures.len() + signals.len() + residue.len() + findings.len());
        if self.taken + room > half {
            (self.old, self.taken) = (std::mem::take(&mut self.new), 0);
        }
        self.taken += room;
        self.new.insert(key, Arc::clone(judgement));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::RuleSet;
    use crate::document::Limits;
    use crate::pipeline::Computed;
    use crate::policy::Policy;
    use crate::signal::Settings;

    fn how() -> Check {
        Check {
            rules: RuleSet::builtin(),
            signals: Settings::default(),
            limits: Limits::default(),
            lang: None,
            digests: Computed::No,
            policy: Policy::default(),
            records: None,
            now: None,
        }
    }

    fn judged(item: Item, how: &Check, known: &Known) -> Judged {
        let payload = Digest::of(&item.bytes);
        judge(item, payload, how, known, |_| ())
    }

    fn page(body: &str) -> Item {
        let bytes =
            format!("<!doctype html><html lang=en><body><article><p>{body}</p></article></body></html>");
        Item { media: Some(Media::Html), bytes: bytes.into_bytes(), ..Item::default() }
    }

    #[test]
    fn the_same_payload_is_judged_once_and_other_headers_are_another_case() {
        let (how, known) = (how(), Known::new(8));
        let a = judged(page("This article was written with the help of AI."), &how, &known);
        let b = judged(page("This article was written with the help of AI."), &how, &known);
        let (a, b) = (a.judgement.unwrap(), b.judgement.unwrap());
        assert!(Arc::ptr_eq(&a, &b));
        assert_eq!(a.facts.disclosures.len(), 1);
        let mut other = page("This article was written with the help of AI.");
        other.headers.push(("AI-Disclosure".into(), "mode=none".into()));
        let c = judged(other, &how, &known).judgement.unwrap();
        assert_eq!((c.facts.signals.len(), c.text), (1, a.text));
        let mut dated = page("This article was written with the help of AI.");
        dated.headers.push(("Date".into(), "Mon, 23 Nov 2026 00:00:00 GMT".into()));
        assert!(Arc::ptr_eq(&a, &judged(dated, &how, &known).judgement.unwrap()));
    }

    #[test]
    fn a_text_in_another_encoding_than_it_names_is_garbled() {
        let (how, known) = (how(), Known::new(8));
        let garbled = |charset: &str, text: &str| {
            let mut item = page("");
            item.bytes =
                encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap().encode(text).0.into_owned();
            item.charset = Some("utf-8".to_owned());
            judged(item, &how, &known).judgement.unwrap().garbled
        };
        let said = |sentence: &str| format!("<article><p>{}</article>", sentence.repeat(20));
        let french = "Cet article a été rédigé à l’aide d’une intelligence artificielle, puis relu. ";
        let english =
            "The mayor’s answer came late, and the harbour stayed closed for another two weeks, she said. ";
        for (charset, text) in [
            ("gbk", "本文由人工智能生成。"),
            ("windows-1251", "Текст создан нейросетью. "),
            ("latin1", french),
        ] {
            assert!(garbled(charset, &said(text)), "{text}");
            assert!(!garbled("utf-8", &said(text)), "{text}");
        }
        assert!(!garbled("latin1", &said(english)));
        assert!(!garbled("latin1", "<p>é è"), "too short to tell");
    }

    #[test]
    fn a_footer_is_no_part_of_the_text() {
        let (how, known) = (how(), Known::new(8));
        let text = |footer: &str| {
            let mut item = page("Harbour opens");
            item.bytes.extend_from_slice(format!("<footer>{footer}</footer>").as_bytes());
            judged(item, &how, &known).judgement.unwrap().text
        };
        assert_eq!(text("2025"), text("2026"));
    }

    #[test]
    fn what_is_known_is_bounded() {
        let (how, known) = (how(), Known::new(4));
        for n in 0..100 {
            let _ = judged(page(&n.to_string()), &how, &known);
        }
        let maps = known.maps.lock().unwrap();
        assert!(maps.new.len() + maps.old.len() <= 4);
    }
}
