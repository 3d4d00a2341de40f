//! A verified record and an article to a verdict.

use super::compare::{Comparison, compare};
use super::outcome::{Outcome, Reason, Verdict};
use super::side::Side;
use super::verified::Verified;
use crate::digest::Digest;
use crate::record::Statement;
use crate::trust::same_address;

/// The article as it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// SHA-256 of its raw bytes.
    pub sha256: Digest,
    /// The address at which it was found, where whoever asks vouches for it. The page's own word is not enough.
    pub uri: Option<&'a str>,
}

/// Says whether the article is the one that `record` speaks of and still as it was signed.
///
/// `read` gives the article's text under the scope of the record; it is not called where the bytes are the same.
///
/// # Errors
///
/// The error of `read`: then nothing can be said, and the caller words it as [`Reason::InputUnreadable`].
pub fn article<'a, E>(
    record: &'a Verified<Statement>,
    asked: Asked<'_>,
    read: impl FnOnce() -> Result<Side<'a>, E>,
) -> Result<(Verdict, Option<Comparison<'a>>), E> {
    let statement = record.get();
    let stated = statement.predicate.article.uri.as_ref();
    let elsewhere =
        asked.uri.zip(stated).is_some_and(|(asked, stated)| !same_address(asked, stated.as_str()));
    if elsewhere {
        let detail = "the record speaks of another address than the one at which the article stands";
        return Ok((Verdict::cannot_check(Reason::WrongArticle, detail), None));
    }
    if statement.sha256() == asked.sha256 {
        return Ok((dated(record, Verdict::matches(Reason::Exact)), None));
    }
    let new = read()?;
    let old = Side::of_record(record);
    let comparison = compare(&old, &new);
    let verdict = if comparison.strangers {
        let detail = "the record speaks of another article: nothing of its own text stands here";
        Verdict::cannot_check(Reason::WrongArticle, detail)
    } else if comparison.reasons.is_empty() {
        Verdict::matches(Reason::Text)
    } else {
        Verdict { outcome: Outcome::Differs, reasons: comparison.reasons.clone(), detail: None }
    };
    Ok((dated(record, verdict), Some(comparison)))
}

/// Adds that the keys have ended since, where only the record's own date says that they had not.
fn dated(record: &Verified<Statement>, mut verdict: Verdict) -> Verdict {
    if record.signed_by().rests_on_stated_time {
        verdict.reasons.push(Reason::TimeUnproven);
        let detail = "the key has ended since; that it had not when the record was signed rests on the record's own date";
        verdict.detail.get_or_insert_with(|| detail.to_owned());
    }
    verdict
}
