//! Envelope and trust to a verified statement.

use super::outcome::{Reason, Refusal};
use super::verified::{SignedBy, Verified};
use crate::digest::Digest;
use crate::envelope::{Envelope, EnvelopeError, signers};
use crate::key::PublicKey;
use crate::record::{RecordError, Statement};
use crate::time::Timestamp;
use crate::trust::{Fault, Question, Trust};

/// How far the signer's clock may be ahead of ours, in seconds.
const CLOCK_SKEW: i64 = 300;

/// Verifies the record in `bytes` under `trust` as at the moment `at`.
///
/// The order is fixed: a trusted key must hold before the payload is parsed, and the bytes that are parsed are the
/// bytes that were signed.
///
/// # Errors
///
/// [`Refusal`] with the reason; nothing the record says is part of it.
pub fn record(bytes: &[u8], trust: &Trust, at: Timestamp) -> Result<Verified<Statement>, Refusal> {
    let envelope = Envelope::parse(bytes).map_err(|e| Refusal::new(Reason::RecordMalformed, odd(&e)))?;
    let keys: Vec<&PublicKey> = trust.keys().map(|k| &k.key).collect();
    let signed = signers(&envelope, &keys);
    if signed.is_empty() {
        return Err(nobody(&envelope, &keys));
    }
    let statement = Statement::parse(&envelope.payload_type, &envelope.payload).map_err(|e| match e {
        RecordError::Version { .. } => Refusal::new(Reason::RecordVersionUnsupported, e.to_string()),
        RecordError::Json(ref json) => Refusal::new(Reason::RecordMalformed, format!("{e}: {json}")),
        _ => Refusal::new(Reason::RecordMalformed, e.to_string()),
    })?;
    let predicate = &statement.predicate;
    let question = Question {
        uri: predicate.article.uri.as_ref().map(|u| u.as_str()),
        editorial: predicate.editorial.is_some(),
        issued_at: predicate.issued_at,
        at,
    };
    let accepted = trust.judge(&signed, question).map_err(|fault| refused(&fault))?;
    if predicate.issued_at.unix() > at.unix().saturating_add(CLOCK_SKEW) {
        return Err(Refusal::new(Reason::TimeUnproven, "the record states a date in the future"));
    }
    let by = SignedBy {
        publisher: accepted.publisher.name.clone(),
        keys: accepted.keys.iter().map(|k| k.key.id()).collect(),
        rests_on_stated_time: accepted.rests_on_stated_time,
    };
    Ok(Verified::new(statement, by, Digest::of(bytes)))
}

/// What is wrong with an envelope and where.
fn odd(error: &EnvelopeError) -> String {
    match error {
        EnvelopeError::Json(json) if json.is_eof() => format!("the record is empty or cut off: {json}"),
        EnvelopeError::Json(json) => format!("{error}: {json}"),
        other => other.to_string(),
    }
}

/// Words for the case that no trusted key holds. Key identifiers decide nothing but which words.
fn nobody(envelope: &Envelope, keys: &[&PublicKey]) -> Refusal {
    if envelope.signatures.is_empty() {
        return Refusal::new(Reason::SignatureInvalid, "the record has no signature");
    }
    let named = |keyid: &str| keys.iter().any(|k| k.id().to_string() == keyid);
    let broken = envelope.signatures.iter().any(|s| s.sig.len() != 64 || named(&s.keyid));
    if broken {
        Refusal::new(Reason::SignatureInvalid, "the signature does not hold")
    } else {
        let hints = envelope.signatures.iter().map(|s| s.keyid.as_str());
        let hints: Vec<&str> = hints.filter(|id| Digest::from_hex(id).is_some()).take(3).collect();
        let hints = match hints.len() {
            0 => String::new(),
            _ => format!(" (it names {}, which proves nothing)", hints.join(", ")),
        };
        Refusal::new(Reason::KeyUnknown, format!("no trusted key made a signature in this record{hints}"))
    }
}

fn refused(fault: &Fault) -> Refusal {
    match fault {
        Fault::TooFew { signed, needed } => Refusal::new(
            Reason::SignatureInvalid,
            format!("{signed} of the {needed} signatures that the trust file asks for hold"),
        ),
        Fault::RoleMissing(role) => {
            Refusal::new(Reason::KeyScope, format!("no key with the role `{role}` signed, and one has to"))
        }
        Fault::Address(Some(_)) => {
            Refusal::new(Reason::KeyScope, "the key may not sign for the record's address")
        }
        Fault::Address(None) => Refusal::new(
            Reason::KeyScope,
            "the key may sign for certain addresses only, and the record states none",
        ),
        Fault::OutsideValidity { issued_at, from, until } => {
            let end = |t: &Option<Timestamp>| t.map_or_else(|| "...".to_owned(), |t| t.to_string());
            let (from, until) = (end(from), end(until));
            Refusal::new(
                Reason::KeyExpired,
                format!("the key is valid from {from} to {until}, and the record is dated {issued_at}"),
            )
        }
        Fault::Revoked { at, reason } => Refusal::new(
            Reason::KeyRevoked,
            format!("the key was revoked at {at} ({reason}), and nothing proves that the record is older"),
        ),
    }
}
