//! The rules in force: built-in packs and packs of the user.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, OnceLock};

use sha2::{Digest as _, Sha256};

use super::anchor::Scanner;
use super::compile::{self, Compiled, Pack};
use super::find::{self, Reading};
use super::frequency::Frequencies;
use super::model::{Disclosure, Residue};
use super::residue::{self, Look, Patterns};
use super::scan::Index;
use super::spec::{PackSpec, Words};
use crate::digest::Digest;
use crate::document::Document;
use crate::lang::Lang;

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
static BUILT_IN_LOOKUP: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lookup.bin"));

/// Bytes of text that are read whole before the scanner is made, which takes about as long as reading so much.
const PATIENCE: usize = 16 << 10;

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RuleError {
    /// The text is not a rule file.
    #[error("{name} is not a rule file")]
    Syntax {
        /// The pack's name for people.
        name: String,
        /// What the parser says, with line and column.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A rule or term in it is wrong.
    #[error("{name}: {what}")]
    Rule {
        /// The pack's name for people.
        name: String,
        /// The rule or term and what is wrong with it.
        what: String,
    },
}

/// What detection found in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In document order.
    pub disclosures: Vec<Disclosure>,
    /// In document order.
    pub residue: Vec<Residue>,
}

/// Compiled rules.
#[derive(Debug)]
pub struct RuleSet {
    /// Whether the built-in packs count.
    built_in: bool,
    own: Vec<Part>,
    digest: OnceLock<Digest>,
    packs: Vec<String>,
}

/// The built-in packs, decoded when they are first asked, once for all rule sets: an article that is as it was signed asks
/// no rule. They are never freed, which a short run would spend a sixth of its time on.
static BUILT_IN_PACKS: LazyLock<Part> = LazyLock::new(Part::built_in);

/// Packs compiled together, with their pattern rules.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) compiled: Compiled,
    pub(super) index: Index,
    patterns: Patterns,
    /// How often text holds what, as far as the examples of these packs tell; the built-in ones counted when they were built.
    frequencies: Frequencies,
    /// Made when it is first needed.
    scanner: OnceLock<Scanner>,
    built_in: bool,
    /// How many bytes have been read whole.
    read: AtomicUsize,
}

impl RuleSet {
    /// The built-in rules.
    #[must_use]
    pub fn builtin() -> Self {
        Self { built_in: true, ..Self::of(Vec::new(), Vec::new()) }
    }

    fn of(own: Vec<Part>, packs: Vec<String>) -> Self {
        Self { built_in: false, own, digest: OnceLock::new(), packs }
    }

    /// The built-in rules and `packs`, each a name for people and the text of a rule file.
    ///
    /// # Errors
    ///
    /// [`RuleError`] for the first pack that cannot be used.
    pub fn with_packs(packs: &[(String, String)]) -> Result<Self, RuleError> {
        let mut set = Self::builtin();
        for (name, text) in packs {
            set.own.push(pack(name, text)?);
            set.packs.push(text.clone());
        }
        Ok(set)
    }

    /// Only `packs`, each a name for people and the text of a rule file, together with the shared terms.
    ///
    /// # Errors
    ///
    /// [`RuleError`] for the first pack that cannot be used.
    pub fn only(packs: &[(String, String)]) -> Result<Self, RuleError> {
        let mut set = Self::of(Vec::new(), Vec::new());
        for (name, text) in packs {
            set.own.push(pack(name, text)?);
            set.packs.push(text.clone());
        }
        Ok(set)
    }

    /// Only `packs`, compiled together, so that the shared terms of a pack `any` count in all of them.
    ///
    /// # Errors
    ///
    /// [`RuleError`] for the first pack that cannot be used.
    pub fn only_together(packs: &[(String, String)]) -> Result<Self, RuleError> {
        let specs = packs.iter().map(|(name, text)| parse(name, text)).collect::<Result<Vec<_>, _>>()?;
        let compiled = compile::compile(&specs)
            .map_err(|what| RuleError::Rule { name: "the packs together".to_owned(), what })?;
        let texts = packs.iter().map(|(_, text)| text.clone()).collect();
        Ok(Self::of(vec![Part::new(compiled, compile::frequencies(&specs))], texts))
    }

    /// Whether a rule of the only pack takes `document`, whatever the other rules say: for its own proof.
    pub(super) fn takes(&self, rule: usize, document: &Document) -> bool {
        self.parts().next().is_some_and(|part| {
            document
                .blocks()
                .iter()
                .any(|block| find::takes(&part.compiled, &Reading::new(part, document, block, None), 0, rule))
        })
    }

    /// Finds what `document` says. The language that the document declares settles ties between languages.
    ///
    /// Only sentences in which an anchor may stand are read; what is found is what [`RuleSet::find_in_all`] finds.
    #[must_use]
    pub fn find(&self, document: &Document) -> Found {
        let mut found = Found::default();
        for part in self.parts() {
            if part.is_patient(document) {
                part.read_all(document, &mut found, Look::AtOnce);
            } else {
                part.read_hits(document, &mut found);
            }
        }
        found.tidy();
        found
    }

    /// As [`RuleSet::find`], but every sentence is read, whether an anchor may stand in it or not: the slow path
    /// that the differential tests hold against the fast one.
    #[must_use]
    pub fn find_in_all(&self, document: &Document) -> Found {
        let mut found = Found::default();
        for part in self.parts() {
            part.read_all(document, &mut found, Look::OneByOne);
        }
        found.tidy();
        found
    }

    /// As [`RuleSet::find`] for a text of any length; for the differential tests.
    #[must_use]
    pub fn find_at_hits(&self, document: &Document) -> Found {
        let mut found = Found::default();
        for part in self.parts() {
            part.read_hits(document, &mut found);
        }
        found.tidy();
        found
    }

    /// SHA-256 over the texts of all rule files in force, built-in ones first: which rules these were.
    #[must_use]
    pub fn digest(&self) -> Digest {
        if self.packs.is_empty() {
            return SOURCES_DIGEST;
        }
        *self.digest.get_or_init(|| {
            let texts = SOURCES.iter().map(|(_, text)| *text).chain(self.packs.iter().map(String::as_str));
            let mut all = Sha256::new();
            for text in texts {
                all.update(text);
                all.update([0]);
            }
            Digest(all.finalize().into())
        })
    }

    /// All packs in force.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.parts().flat_map(|p| &p.compiled.packs)
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.built_in.then(|| &*BUILT_IN_PACKS).into_iter().chain(&self.own)
    }
}

impl Part {
    fn built_in() -> Self {
        let compiled =
            postcard::from_bytes(BUILT_IN).expect("the build script wrote this table with the same types");
        Self { built_in: true, ..Self::new(compiled, Frequencies::default()) }
    }

    fn new(compiled: Compiled, frequencies: Frequencies) -> Self {
        let patterns = Patterns::new(&compiled);
        let index = Index::new(&compiled);
        Self {
            compiled,
            patterns,
            index,
            frequencies,
            scanner: OnceLock::new(),
            built_in: false,
            read: AtomicUsize::new(0),
        }
    }

    /// Whether so little has been read yet that `document` is sooner read whole than looked over.
    fn is_patient(&self, document: &Document) -> bool {
        let length = document.visible().len();
        self.scanner.get().is_none() && self.read.fetch_add(length, Ordering::Relaxed) + length < PATIENCE
    }

    fn scanner(&self) -> &Scanner {
        self.scanner.get_or_init(|| {
            Scanner::new(if self.built_in {
                postcard::from_bytes(BUILT_IN_LOOKUP)
                    .expect("the build script wrote this table with the same types")
            } else {
                compile::lookup(&self.compiled, &self.frequencies)
            })
        })
    }

    fn read_all(&self, document: &Document, found: &mut Found, look: Look) {
        for block in document.blocks() {
            self.read(document, &Reading::new(self, document, block, None), found);
        }
        found.residue.extend(residue::in_source(&self.compiled, &self.patterns, document, look));
    }

    fn read_hits(&self, document: &Document, found: &mut Found) {
        let hits = self.scanner().hits(document.visible());
        if !hits.is_empty() {
            for block in document.blocks() {
                let from = hits.partition_point(|h| *h < block.range.start);
                let to = hits.partition_point(|h| *h < block.range.end);
                if from < to {
                    let places: Vec<usize> = hits[from..to].iter().map(|h| h - block.range.start).collect();
                    self.read(document, &Reading::new(self, document, block, Some(&places)), found);
                }
            }
        }
        found.residue.extend(residue::in_source(&self.compiled, &self.patterns, document, Look::AtOnce));
    }

    fn read(&self, document: &Document, reading: &Reading<'_>, found: &mut Found) {
        if reading.tokens.is_empty() {
            return;
        }
        found.disclosures.extend(find::in_block(&self.compiled, document, reading, document.lang.as_ref()));
        found.residue.extend(residue::in_block(&self.compiled, document, reading));
    }
}

impl Found {
    /// Document order; of two that stand at the same place and say the same, one.
    fn tidy(&mut self) {
        self.disclosures.sort_by_key(|d| (d.span, d.modality));
        self.disclosures
            .dedup_by(|b, a| a.span == b.span && a.involvement == b.involvement && a.modality == b.modality);
        self.residue.sort_by(|a, b| {
            (a.span, std::cmp::Reverse(a.strength)).cmp(&(b.span, std::cmp::Reverse(b.strength)))
        });
        self.residue.dedup_by(|b, a| a.span.overlaps(b.span) && a.strength <= b.strength);
    }
}

/// Whether the rules of one pack alone find a disclosure in `text`.
#[cfg(test)]
pub(super) fn states(pack: &str, text: &str) -> bool {
    let set = RuleSet::only(&[("own".to_owned(), pack.to_owned())]).expect("a good pack");
    !set.find_in_all(&Document::plain(text.to_owned(), None, Vec::new())).disclosures.is_empty()
}

/// The text of a built-in rule file.
#[must_use]
pub fn source(lang: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(l, _)| *l == lang).map(|(_, text)| *text)
}

/// The languages of the built-in rule files, with their texts.
#[must_use]
pub fn sources() -> &'static [(&'static str, &'static str)] {
    SOURCES
}

/// Reads a rule file.
///
/// # Errors
///
/// [`RuleError`] where it is none.
pub fn parse(name: &str, text: &str) -> Result<PackSpec, RuleError> {
    toml::from_str(text)
        .map_err(|source| RuleError::Syntax { name: name.to_owned(), source: Box::new(source) })
}

/// Compiles one pack of the user, with the terms of the built-in language that it extends.
pub(super) fn pack(name: &str, text: &str) -> Result<Part, RuleError> {
    compile_pack(name, parse(name, text)?)
}

fn compile_pack(name: &str, mut spec: PackSpec) -> Result<Part, RuleError> {
    let wrong = |what: String| RuleError::Rule { name: name.to_owned(), what };
    if Lang::parse(&spec.lang).is_none() && spec.lang != "any" {
        return Err(wrong(format!("lang = \"{}\" is no language tag", spec.lang)));
    }
    for base in [spec.extends.clone(), Some("any".to_owned())].into_iter().flatten() {
        if base == "any" && spec.lang == "any" {
            continue;
        }
        let text = source(&base)
            .ok_or_else(|| wrong(format!("extends = \"{base}\", which is no built-in language")))?;
        let base = parse(&base, text)?;
        for (role, words) in base.terms {
            match (spec.terms.entry(role).or_insert_with(|| Words::Nested(Default::default())), words) {
                (Words::List(mine), Words::List(more)) => mine.extend(more),
                (mine @ Words::Nested(_), Words::List(more)) => *mine = Words::List(more),
                (Words::Nested(mine), Words::Nested(more)) => {
                    for (second, list) in more {
                        mine.entry(second).or_default().extend(list);
                    }
                }
                (Words::List(_), Words::Nested(_)) => {}
            }
        }
    }
    // A pattern that cannot be compiled would find nothing, and nobody would know.
    for rule in &spec.residue {
        if let Some(Err(error)) = rule.pattern.as_deref().map(regex::Regex::new) {
            return Err(wrong(format!("residue `{}`: {error}", rule.id)));
        }
    }
    let specs = std::slice::from_ref(&spec);
    Ok(Part::new(compile::compile(specs).map_err(wrong)?, compile::frequencies(specs)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_that_was_made_when_building_is_that_of_the_texts() {
        let texts = |more: &str| {
            let all: String = SOURCES.iter().map(|(_, text)| format!("{text}\0")).collect();
            Digest::of((all + more).as_bytes())
        };
        assert_eq!(RuleSet::builtin().digest(), texts(""));
        let pack = "lang = \"id\"\nname = \"Bahasa Indonesia\"\n";
        let own = RuleSet::with_packs(&[("own".to_owned(), pack.to_owned())]).expect("a pack without rules");
        assert_eq!(own.digest(), texts(&format!("{pack}\0")));
    }
}
