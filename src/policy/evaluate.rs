//! All checks over the facts of one document.

use super::finding::Raised;
use super::{Code, Facts, Finding, Related};
use crate::place::{Place, positions};

/// Whether every article has to say something about the use of AI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Requirement {
    /// Silence is no finding.
    #[default]
    Nothing,
    /// Each article needs a visible disclosure, if only that no AI was used.
    Disclosure,
}

/// What must be true of a document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// Whether silence is a finding.
    pub require: Requirement,
}

/// What all checks have to say about `facts`, worst first, then in document order.
#[must_use]
pub fn evaluate(facts: &Facts<'_>, policy: &Policy) -> Vec<Finding> {
    let mut raised: Vec<Raised> = Vec::new();
    for code in Code::ALL {
        code.check()(facts, policy, &mut raised);
    }
    if raised.is_empty() {
        return Vec::new();
    }
    raised.sort_by_key(|r| (r.level, r.at.start));
    let offsets: Vec<usize> = raised
        .iter()
        .flat_map(|r| std::iter::once(r.at.start).chain(r.related.iter().map(|s| s.0.start)))
        .collect();
    let source = &facts.document.source;
    let mut places = positions(source, &offsets).into_iter();
    let mut place = |span| Place::new(source, span, places.next().expect("one position for each offset"));
    raised
        .into_iter()
        .map(|r| Finding {
            code: r.code,
            level: r.level,
            message: r.message,
            help: r.help,
            place: place(r.at),
            label: r.label,
            related: r
                .related
                .into_iter()
                .map(|(span, label)| Related { place: place(span), label })
                .collect(),
        })
        .collect()
}
