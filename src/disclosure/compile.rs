//! Rule files to the form in which they are matched.
//!
//! The build script runs this over the built-in files, so that a start of the program decodes tables and
//! parses nothing; packs of users go through the same function at run time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::case::{self, Case};
use super::fold::{self, Folded};
use super::frequency::Frequencies;
use super::literal::{Fragments, Spellings};
use super::lookup::Lookup;
use super::role::{self, RoleSet};
use super::shape::{self, Shape};
use super::spec::{Example, LINE, PackSpec, ResidueSpec, RuleSpec, Words};
use super::table::{Terms, Use};
use crate::vocabulary::{Involvement, Modality, Review, Scope, Strength, Zone};

/// Any number of packs, compiled together.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Compiled {
    /// The packs, in order of language.
    pub packs: Vec<Pack>,
    /// All terms of all packs.
    pub terms: Terms,
}

/// One language.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pack {
    /// The language (BCP 47).
    pub lang: String,
    /// Its English name.
    pub name: String,
    /// Its rules, in the order of the file.
    pub rules: Vec<Rule>,
    /// Of each rule, the two smallest sets of roles that a sentence must have one of: side by side, for a quick refusal.
    pub(super) needs: Vec<[RoleSet; 2]>,
    /// Its residue rules.
    pub residue: Vec<ResidueRule>,
}

/// One rule.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rule {
    /// `<language>/<name>`.
    #[serde(borrow)]
    pub id: Cow<'static, str>,
    /// What it takes, in a sentence.
    #[serde(borrow)]
    pub about: Cow<'static, str>,
    /// The shape as written.
    #[serde(borrow)]
    pub written: Cow<'static, str>,
    /// The shape.
    pub(super) shape: Shape,
    /// Words between two roles of a phrase.
    pub(super) gap: u8,
    /// Where in the sentence.
    pub(super) place: Place,
    /// Only in these zones; all where empty.
    pub(super) zones: Vec<Zone>,
    /// Only in sentences of at most so many words.
    pub(super) max_words: Option<u8>,
    /// Fixed words of the vocabulary, where the rule gives them.
    pub(super) involvement: Option<Involvement>,
    /// See [`RuleSpec::modality`].
    pub(super) modality: Option<Modality>,
    /// See [`RuleSpec::scope`].
    pub(super) scope: Option<Scope>,
    /// See [`RuleSpec::review`].
    pub(super) review: Option<Review>,
    /// Whether the words alone say it.
    pub(super) likely: bool,
    /// Vetoes that do not apply.
    pub(super) allow: role::RoleSet,
    /// Whether the pack says how a label may go on, and the rule takes labels.
    pub(super) onward: bool,
    /// How the language says whose a noun is, where the file tells how it points at the page itself.
    pub(super) owners: Option<Owners>,
}

/// How a language says whose a noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Owners {
    /// With a word between: the poster *of the* festival.
    Linked,
    /// In its own case, right behind it.
    Beside,
    /// In its own case, right before it.
    Ahead,
}

/// Where in its sentence a shape must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Place {
    /// Anywhere.
    Anywhere,
    /// The sentence begins with it, after markers and at most one other word.
    Start,
    /// The sentence begins with it: before it stand only markers and words of other terms that name nobody.
    Front,
    /// The sentence holds little else: at most three other words.
    Alone,
}

/// One residue rule.
#[derive(Debug, Serialize, Deserialize)]
pub struct ResidueRule {
    /// `<language>/<name>`.
    pub id: String,
    /// What it takes, in a sentence.
    pub about: String,
    /// How sure it makes one.
    pub strength: Strength,
    /// How many parts each phrase has.
    pub(super) phrases: Vec<u8>,
    /// A regular expression over the source, instead of phrases.
    pub(super) pattern: Option<String>,
    /// Literals one of which is in every match of `pattern`.
    pub(super) anchors: Vec<String>,
    /// Only at the start of a sentence.
    pub(super) at_start: bool,
    /// Its anchors begin matches: at the start of a line or behind a tag.
    pub(super) at_line: bool,
}

impl Compiled {
    /// The number of the pack whose terms count in every language.
    pub(super) fn shared(&self) -> Option<u16> {
        self.packs.iter().position(|p| p.lang == "any").and_then(|at| u16::try_from(at).ok())
    }
}

/// Bytes of the longest term, once it is folded.
pub(super) const LONGEST_TERM: usize = 200;

/// Compiles packs.
///
/// # Errors
///
/// A sentence that names the language, the rule or term, and what is wrong with it.
pub(super) fn compile(specs: &[PackSpec]) -> Result<Compiled, String> {
    let mut terms: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    let mut packs = Vec::new();
    for (number, spec) in specs.iter().enumerate() {
        let pack = u16::try_from(number).map_err(|_| "more than 65,535 packs".to_owned())?;
        packs.push(one(spec, pack, &mut terms).map_err(|e| format!("{}: {e}", spec.lang))?);
    }
    Ok(Compiled { packs, terms: Terms::new(terms) })
}

/// How often text holds what, as far as the examples of packs tell.
pub(super) fn frequencies(specs: &[PackSpec]) -> Frequencies {
    Frequencies::of(specs.iter().flat_map(|spec| {
        let rules = spec.rules.iter().flat_map(|rule| {
            rule.examples.iter().map(Example::text).chain(rule.counter_examples.iter().map(String::as_str))
        });
        let residue = spec.residue.iter().flat_map(|rule| rule.examples.iter().chain(&rule.counter_examples));
        rules.chain(residue.map(String::as_str))
    }))
}

/// What the fast path looks for, so that it misses nothing.
pub(super) fn lookup(compiled: &Compiled, frequencies: &Frequencies) -> Lookup {
    let spellings = Spellings::new();
    let mut fragments = Fragments::default();
    let anchors = role::ANCHORS;
    for at in 0..compiled.terms.len() {
        let term = compiled.terms.text(at);
        for meaning in compiled.terms.uses(at) {
            let begins_residue =
                meaning.role == role::RESIDUE.trailing_zeros() as u8 && meaning.part & 0xFF == 0;
            if begins_residue || anchors & 1 << meaning.role != 0 {
                fragments.add(term, meaning.case, (meaning.open_left, meaning.open_right), &spellings);
            }
        }
    }
    Lookup::new(&fragments.finish(&spellings, frequencies))
}

fn one(spec: &PackSpec, pack: u16, terms: &mut BTreeMap<String, Vec<Use>>) -> Result<Pack, String> {
    let mut own = Vec::new();
    let mut ids = BTreeSet::new();
    for id in spec.rules.iter().map(|r| &r.id).chain(spec.residue.iter().map(|r| &r.id)) {
        if !ids.insert(id) {
            return Err(format!("two rules are called `{id}`: findings could not tell them apart"));
        }
    }
    let mut rules = Vec::new();
    for rule in &spec.rules {
        let goes_on = spec.terms.contains_key("onward");
        let owners = spec.terms.contains_key("this").then(|| match spec.terms.get("owner") {
            Some(Words::Nested(kinds)) if kinds.contains_key("of") => Owners::Linked,
            Some(_) => Owners::Ahead,
            None => Owners::Beside,
        });
        let compiled = compile_rule(&spec.lang, rule, goes_on, &mut own)
            .map_err(|e| format!("rule `{}`: {e}", rule.id))?;
        let lifted = compiled.allow & role::set("owner") != 0;
        rules.push(Rule { owners: owners.filter(|_| !lifted), ..compiled });
    }
    for (name, words) in &spec.terms {
        let mut take = |role: &str, list: &[String]| -> Result<(), String> {
            let bit = role::bit(role, &mut own).ok_or_else(|| {
                format!("unknown role `{role}` in [terms]; the roles are listed by `terang explain roles`, own roles begin with `x.`")
            })?;
            for word in list {
                add(
                    terms,
                    word,
                    Use { pack, role: bit, case: Case::Any, open_left: false, open_right: false, part: 0 },
                )
                .map_err(|e| format!("term `{word}` of role `{role}`: {e}"))?;
            }
            Ok(())
        };
        match words {
            Words::List(list) => take(name, list)?,
            Words::Nested(inner) => {
                for (second, list) in inner {
                    take(&format!("{name}.{second}"), list)?;
                }
            }
        }
    }
    let mut residue = Vec::new();
    for (number, rule) in spec.residue.iter().enumerate() {
        residue.push(
            compile_residue(spec, pack, number, rule, terms)
                .map_err(|e| format!("residue `{}`: {e}", rule.id))?,
        );
    }
    let needs = rules.iter().map(|rule| rule.shape.smallest_needs()).collect();
    Ok(Pack { lang: spec.lang.clone(), name: spec.name.clone(), rules, needs, residue })
}

/// Adds one term, with and without diacritics.
fn add(terms: &mut BTreeMap<String, Vec<Use>>, word: &str, mut meaning: Use) -> Result<(), String> {
    let open_left = word.starts_with('*') && word.len() > 1;
    let open_right = word.ends_with('*') && word.len() > 1;
    let inner = word.trim_matches('*');
    meaning.open_left = open_left;
    meaning.open_right = open_right;
    let opens = matches!(meaning.case, Case::Opening(_));
    let anchor = 1 << meaning.role & (role::ANCHORS | role::RESIDUE) != 0;
    let plain = fold::without_diacritics(inner);
    for (written, stripped) in [(inner, false), (plain.as_str(), true)] {
        let folded = Folded::new(written);
        match folded.text.len() {
            0 | 1 if stripped => continue,
            0 => return Err("it is empty once it is folded".to_owned()),
            1 => return Err("it is a single letter".to_owned()),
            2..=LONGEST_TERM => {}
            _ => return Err(format!("it is longer than {LONGEST_TERM} bytes")),
        }
        let case = Case::of(written, &folded);
        meaning.case = if opens { case.opening(&folded.text) } else { case };
        // Vietnamese without its diacritics is all short words, which could not be looked for quickly.
        if stripped && anchor && meaning.case == Case::Any && !case::has_long_word(&folded.text) {
            continue;
        }
        terms.entry(folded.text).or_default().push(meaning);
    }
    Ok(())
}

fn compile_rule(lang: &str, rule: &RuleSpec, goes_on: bool, own: &mut Vec<String>) -> Result<Rule, String> {
    if rule.examples.is_empty() || rule.counter_examples.is_empty() {
        return Err("needs at least one example and one counter-example".to_owned());
    }
    let place = match rule.place.as_deref() {
        None | Some("anywhere") => Place::Anywhere,
        Some("start") => Place::Start,
        Some("front") => Place::Front,
        Some("alone") => Place::Alone,
        Some(other) => return Err(format!("where = \"{other}\" is none of anywhere, start, front, alone")),
    };
    let likely = match rule.confidence.as_deref() {
        None | Some("explicit") => false,
        Some("likely") => true,
        Some(other) => return Err(format!("confidence = \"{other}\" is neither explicit nor likely")),
    };
    let mut allow = 0;
    for name in &rule.allow {
        allow |= role::mask(name, own).ok_or_else(|| format!("unknown veto `{name}`"))?;
    }
    Ok(Rule {
        id: format!("{lang}/{}", rule.id).into(),
        about: rule.about.clone().into(),
        written: rule.shape.clone().into(),
        shape: shape::parse(&rule.shape, own)?,
        gap: rule.gap.unwrap_or(4),
        place,
        zones: rule.zones.clone(),
        max_words: rule.max_words,
        involvement: rule.involvement,
        modality: rule.modality,
        scope: rule.scope,
        review: rule.review,
        likely,
        allow,
        owners: None,
        onward: goes_on && matches!(place, Place::Start | Place::Alone) && allow & role::set("onward") == 0,
    })
}

fn compile_residue(
    spec: &PackSpec,
    pack: u16,
    number: usize,
    rule: &ResidueSpec,
    terms: &mut BTreeMap<String, Vec<Use>>,
) -> Result<ResidueRule, String> {
    if rule.any.is_empty() == rule.pattern.is_none() {
        return Err("needs either `any` or `pattern`".to_owned());
    }
    if rule.examples.is_empty() || rule.counter_examples.is_empty() {
        return Err("needs at least one example and one counter-example".to_owned());
    }
    if rule.pattern.is_some() && rule.anchors.is_empty() {
        return Err("a `pattern` needs `anchors`".to_owned());
    }
    let (at_start, at_line) = match rule.place.as_deref() {
        None | Some("anywhere") => (false, false),
        Some("start") if rule.pattern.is_none() => (true, false),
        Some("start") => {
            return Err("where = \"start\" is for phrases (`any`); a `pattern` says `line`".to_owned());
        }
        Some("line") => (false, true),
        Some(other) => return Err(format!("where = \"{other}\" is none of anywhere, start, line")),
    };
    let begins =
        |p: &str| p.strip_prefix("(?m)").or(p.strip_prefix("(?mi)")).is_some_and(|p| p.starts_with(LINE));
    if at_line && !rule.pattern.as_deref().is_some_and(begins) {
        return Err(format!("where = \"line\" needs a `pattern` that begins with (?m){LINE}"));
    }
    if at_line && rule.anchors.iter().any(|a| a.len() < 2 || a.starts_with([' ', '\t', '*', '>'])) {
        return Err(
            "an anchor of a line has two bytes or more and begins with no space, star or angle".to_owned()
        );
    }
    let role = role::RESIDUE.trailing_zeros() as u8;
    let mut phrases = Vec::new();
    for (at, phrase) in rule.any.iter().enumerate() {
        let parts: Vec<&str> = phrase.split('…').map(str::trim).filter(|p| !p.is_empty()).collect();
        if at > 255 || number > 255 || parts.len() > 255 {
            return Err("more than 255 phrases or parts".to_owned());
        }
        for (nth, part) in parts.iter().enumerate() {
            let packed = (number as u32) << 16 | (at as u32) << 8 | nth as u32;
            let opens = nth == 0 && at_start;
            let case = if opens { Case::Opening(0) } else { Case::Any };
            add(terms, part, Use { pack, role, case, open_left: false, open_right: false, part: packed })?;
        }
        phrases.push(parts.len() as u8);
    }
    Ok(ResidueRule {
        id: format!("{}/{}", spec.lang, rule.id),
        about: rule.about.clone(),
        strength: rule.strength,
        phrases,
        pattern: rule.pattern.clone(),
        anchors: rule.anchors.clone(),
        at_start,
        at_line,
    })
}
