//! The JSON form of an envelope.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use serde::{Deserialize, Serialize};

use super::error::EnvelopeError;
use super::model::{Envelope, Signature};

/// The largest envelope that is read, in bytes of JSON.
pub const MAX_SIZE: usize = 16 << 20;

/// The most signatures that one envelope may carry.
pub const MAX_SIGNATURES: usize = 64;

/// Field names and order as in the DSSE 1.0.2 envelope. A doubled field is refused, an unknown one ignored.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Json {
    pub(super) payload_type: String,
    pub(super) payload: String,
    pub(super) signatures: Vec<JsonSignature>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct JsonSignature {
    #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "text_or_null")]
    pub(super) keyid: String,
    pub(super) sig: String,
}

/// `"keyid": null` is how some writers leave it out.
fn text_or_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
}

impl Envelope {
    /// Reads the JSON form.
    ///
    /// # Errors
    ///
    /// [`EnvelopeError`] where the bytes are too many, no JSON object with these fields, anything follows it, or
    /// the base64 is not canonical. No signature is looked at.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > MAX_SIZE {
            return Err(EnvelopeError::TooLarge { size: bytes.len(), limit: MAX_SIZE });
        }
        let json: Json = serde_json::from_slice(bytes).map_err(EnvelopeError::Json)?;
        if json.signatures.len() > MAX_SIGNATURES {
            return Err(EnvelopeError::TooManySignatures {
                count: json.signatures.len(),
                limit: MAX_SIGNATURES,
            });
        }
        let signatures = json.signatures.into_iter().map(|s| {
            Ok(Signature { keyid: s.keyid, sig: decode(&s.sig).ok_or(EnvelopeError::Base64("sig"))? })
        });
        Ok(Self {
            payload_type: json.payload_type,
            payload: decode(&json.payload).ok_or(EnvelopeError::Base64("payload"))?,
            signatures: signatures.collect::<Result<_, _>>()?,
        })
    }

    /// The JSON form on one line, with a line feed at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string(&self.json()).expect("strings in fixed fields are JSON");
        text.push('\n');
        text
    }

    pub(super) fn json(&self) -> Json {
        let signatures = self.signatures.iter();
        Json {
            payload_type: self.payload_type.clone(),
            payload: STANDARD.encode(&self.payload),
            signatures: signatures
                .map(|s| JsonSignature { keyid: s.keyid.clone(), sig: STANDARD.encode(&s.sig) })
                .collect(),
        }
    }
}

/// Decodes padded base64 of either alphabet (DSSE 1.0.2 has readers accept both), but not of a mixture.
fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Envelope, EnvelopeError> {
        Envelope::parse(text.as_bytes())
    }

    #[test]
    fn what_is_written_reads_back() {
        let envelope = Envelope {
            payload_type: "text/plain".into(),
            payload: vec![0xfb, 0xff, 0],
            signatures: vec![
                Signature { keyid: "k".into(), sig: vec![1; 64] },
                Signature { keyid: String::new(), sig: vec![] },
            ],
        };
        assert_eq!(parse(&envelope.to_json()).unwrap(), envelope);
        assert!(envelope.to_json().contains("+/8A"), "the standard alphabet is written");
    }

    #[test]
    fn both_alphabets_read_and_a_mixture_does_not() {
        let with = |p: &str| parse(&format!(r#"{{"payloadType":"t","payload":"{p}","signatures":[]}}"#));
        assert_eq!(with("+/8A").unwrap().payload, with("-_8A").unwrap().payload);
        for odd in ["+_8A", "+/8", "+/8B=", "AB==", "A A=", "AA==\\n", "AAA"] {
            assert!(matches!(with(odd), Err(EnvelopeError::Base64("payload"))), "{odd}");
        }
    }

    #[test]
    fn unknown_fields_are_ignored_and_doubled_ones_refused() {
        let known = r#""payloadType":"t","payload":"","signatures":[{"sig":"","x":[1]}]"#;
        assert!(parse(&format!(r#"{{{known},"note":{{"a":1}}}}"#)).is_ok());
        for doubled in [r#""payload":"""#, r#""payl\u006fad":"""#, r#""signatures":[]"#] {
            assert!(
                matches!(parse(&format!("{{{known},{doubled}}}")), Err(EnvelopeError::Json(_))),
                "{doubled}"
            );
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        let good = r#"{"payloadType":"t","payload":"","signatures":[]}"#;
        for odd in [
            String::new(),
            "[]".into(),
            format!("\u{feff}{good}"),
            format!("{good}{good}"),
            good.replace(r#""signatures":[]"#, r#""signatures":{}"#),
            good.replace(r#""payload":"","#, ""),
            good.replace("\"t\"", r#""\ud800""#),
        ] {
            assert!(matches!(parse(&odd), Err(EnvelopeError::Json(_))), "{odd}");
        }
    }

    #[test]
    fn too_many_signatures_are_refused_and_deep_nesting_does_no_harm() {
        let many = vec![r#"{"sig":""}"#; MAX_SIGNATURES + 1].join(",");
        let text = format!(r#"{{"payloadType":"t","payload":"","signatures":[{many}]}}"#);
        assert!(matches!(parse(&text), Err(EnvelopeError::TooManySignatures { .. })));
        let deep = format!(r#"{{"x":{}{}}}"#, "[".repeat(1_000_000), "]".repeat(1_000_000));
        assert!(matches!(parse(&deep), Err(EnvelopeError::Json(_))));
    }
}
