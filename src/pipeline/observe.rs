//! What stands in an article, in the words of a record.

use memchr::memmem;

use crate::canon::{self, CanonicalText};
use crate::disclosure::{Disclosure, RuleSet};
use crate::document::Document;
use crate::record::{ObservedDisclosure, ObservedSignal, Words};
use crate::signal::{self, Signal};
use crate::vocabulary::Strength;

/// The most disclosures, and the most signals, that a record names; the first are taken.
const MOST: usize = 256;

/// What was observed.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// Statements in the visible text, each wording once in one paragraph.
    pub disclosures: Vec<ObservedDisclosure>,
    /// Machine-readable statements that are valid by their own rules.
    pub signals: Vec<ObservedSignal>,
    /// Whether the text holds what only a chat program writes.
    pub conclusive_residue: bool,
}

/// Looks for everything in `document` and says where it stands in its canonical text.
#[must_use]
pub fn observe(
    document: &Document,
    text: &CanonicalText,
    rules: &RuleSet,
    settings: &signal::Settings,
) -> Observed {
    let found = rules.find(document);
    let mut disclosures: Vec<ObservedDisclosure> = Vec::new();
    for disclosure in &found.disclosures {
        if disclosures.len() == MOST {
            break;
        }
        let observed = placed(disclosure, text);
        let known = |d: &ObservedDisclosure| d.quote == observed.quote && d.paragraph == observed.paragraph;
        if !disclosures.iter().any(known) {
            disclosures.push(observed);
        }
    }
    Observed {
        disclosures,
        signals: marks(document, settings),
        conclusive_residue: found.residue.iter().any(|r| r.strength == Strength::Conclusive),
    }
}

/// The machine-readable statements alone.
pub(super) fn marks(document: &Document, settings: &signal::Settings) -> Vec<ObservedSignal> {
    let signals = signal::read(document, settings);
    let valid = signals.iter().filter(|s| s.problem.is_none() && s.claims_ai().is_some());
    valid.take(MOST).map(worded).collect()
}

fn placed(disclosure: &Disclosure, text: &CanonicalText) -> ObservedDisclosure {
    let quote = canon::paragraph(&disclosure.text);
    let finder = memmem::Finder::new(quote.as_bytes());
    let holds = |text: &String| finder.find(text.as_bytes()).is_some();
    let paragraph = text.paragraphs.iter().position(holds).map(|at| at + 1);
    let paragraph = paragraph.or_else(|| text.headline.as_ref().is_some_and(holds).then_some(0));
    ObservedDisclosure {
        rule: Words::cleaned(&disclosure.rule),
        involvement: disclosure.involvement,
        modality: disclosure.modality,
        scope: disclosure.scope,
        review: disclosure.review,
        tool: disclosure.tool.as_deref().map(Words::cleaned),
        lang: Words::cleaned(&disclosure.lang),
        zone: disclosure.zone,
        confidence: disclosure.confidence,
        paragraph: paragraph.and_then(|p| u32::try_from(p).ok()),
        quote: Words::cleaned(&quote),
    }
}

fn worded(signal: &Signal) -> ObservedSignal {
    ObservedSignal {
        carrier: Words::cleaned(signal.carrier),
        dialect: Words::cleaned(signal.dialect),
        name: Words::cleaned(&signal.name),
        value: Words::cleaned(&signal.value),
        involvement: signal.involvement,
        modality: signal.modality,
        scope: signal.scope,
        review: signal.review,
        tool: signal.tool.as_deref().map(Words::cleaned),
    }
}
