//! The counts of a run as one sentence, in the languages of the catalogues.

use super::Summary;
use super::words::{Tongue, text};
use crate::policy::Level;

/// What was checked and what came of it.
pub(super) fn tally(s: &Summary, tongue: Tongue) -> String {
    sentence(s, tongue, "tally.nothing") + "."
}

/// The same without the full stop; `nothing` is said where there is no finding.
pub(super) fn sentence(s: &Summary, tongue: Tongue, nothing: &'static str) -> String {
    let many = |n: u64, one, many| counted(tongue, n, one, many);
    let mut checked = vec![many(s.checked, "tally.checked-one", "tally.checked")];
    for (n, key) in
        [(s.disclosing, "tally.disclosing"), (s.empty, "tally.empty"), (s.unreadable, "tally.unreadable")]
    {
        if n > 0 {
            checked.push(many(n, key, key));
        }
    }
    let mut out = checked.join(", ");
    let found = if s.findings() == 0 {
        text(tongue, nothing, &[])
    } else {
        let levels: Vec<String> = Level::ALL
            .iter()
            .zip(s.findings)
            .filter(|(_, n)| *n > 0)
            .map(|(level, n)| match level {
                Level::Error => many(n, "tally.error-one", "tally.error"),
                Level::Warning => many(n, "tally.warning-one", "tally.warning"),
                Level::Note => many(n, "tally.note-one", "tally.note"),
            })
            .collect();
        format!("{} ({})", many(s.findings(), "tally.finding-one", "tally.finding"), levels.join(", "))
    };
    out.push_str("; ");
    out.push_str(&found);
    if s.suppressed > 0 {
        out.push_str("; ");
        out.push_str(&many(s.suppressed, "tally.suppressed", "tally.suppressed"));
        if s.baseline > 0 {
            out.push_str(", ");
            out.push_str(&many(s.baseline, "tally.baseline", "tally.baseline"));
        }
    }
    out
}

/// `n` with the word for one or for many.
pub(super) fn counted(tongue: Tongue, n: u64, one: &'static str, many: &'static str) -> String {
    text(tongue, if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

/// The word for a level.
pub(super) fn level(tongue: Tongue, level: Level) -> String {
    let key = match level {
        Level::Error => "level.error",
        Level::Warning => "level.warning",
        Level::Note => "level.note",
    };
    text(tongue, key, &[])
}
