//! What is told of articles that were signed.

use std::path::Path;

use terang::envelope::Envelope;
use terang::record::Statement;
use terang::report::words::text;

use super::term::Term;

/// How many articles came to which end; the first end is always told.
pub(crate) fn counted(term: Term, counts: [u64; 4]) -> String {
    let keys = ["sign.signed", "sign.already", "sign.refused", "sign.failed"];
    let told = counts.iter().zip(keys).enumerate().filter(|(at, (n, _))| *at == 0 || **n > 0);
    let told = told.map(|(_, (n, key))| text(term.tongue(), key, &[("n", &n.to_string())]));
    told.collect::<Vec<_>>().join(", ")
}

/// One line on what was signed; `none` says that what lay there before was no record.
pub(crate) fn line(
    origin: &str,
    beside: &Path,
    statement: &Statement,
    envelope: &Envelope,
    none: bool,
) -> String {
    let chained = match statement.predicate.supersedes {
        Some(_) => ", takes the place of the record before",
        None if none => ", takes the place of a file that was no record",
        None => "",
    };
    let signatures = match envelope.signatures.len() {
        1 => String::new(),
        n => format!(", {n} signatures"),
    };
    format!("{origin}: {}{signatures}{chained}", beside.display())
}
