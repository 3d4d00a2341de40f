//! Export as a Sigstore bundle, version 0.3, for tools that read only those.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::check::signers;
use super::codec::Json;
use super::error::EnvelopeError;
use super::model::Envelope;
use crate::key::PublicKey;

const MEDIA_TYPE: &str = "application/vnd.dev.sigstore.bundle.v0.3+json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bundle {
    media_type: &'static str,
    verification_material: Material,
    dsse_envelope: Json,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Material {
    public_key: Hint,
    tlog_entries: [(); 0],
}

#[derive(Serialize)]
struct Hint {
    hint: String,
}

/// The envelope as a Sigstore bundle 0.3 with a managed key and no log entry, as one line of JSON.
///
/// Key hint and `keyid` are both base64 of SHA-256 of the key's DER: Sigstore recommends that form and wants them
/// equal. Neither is signed, so the signature stays as it was.
///
/// # Errors
///
/// [`EnvelopeError::NotOneSignature`], and [`EnvelopeError::OtherKey`] where `key` did not make that one signature.
pub fn to_sigstore_bundle(envelope: &Envelope, key: &PublicKey) -> Result<String, EnvelopeError> {
    if envelope.signatures.len() != 1 {
        return Err(EnvelopeError::NotOneSignature(envelope.signatures.len()));
    }
    if signers(envelope, &[key]).is_empty() {
        return Err(EnvelopeError::OtherKey);
    }
    let hint = STANDARD.encode(key.id().0);
    let mut dsse_envelope = envelope.json();
    dsse_envelope.signatures[0].keyid.clone_from(&hint);
    let bundle = Bundle {
        media_type: MEDIA_TYPE,
        verification_material: Material { public_key: Hint { hint }, tlog_entries: [] },
        dsse_envelope,
    };
    let mut text = serde_json::to_string(&bundle).expect("strings in fixed fields are JSON");
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SecretKey;

    #[test]
    fn a_bundle_holds_one_signature_by_the_named_key() {
        let (one, two) = (SecretKey::from_seed(&mut [1; 32]), SecretKey::from_seed(&mut [2; 32]));
        let mut envelope = Envelope::sign("t", b"x".to_vec(), &one).unwrap();
        let bundle = to_sigstore_bundle(&envelope, one.public()).unwrap();
        assert_eq!(bundle.matches(&STANDARD.encode(one.public().id().0)).count(), 2);
        assert!(matches!(to_sigstore_bundle(&envelope, two.public()), Err(EnvelopeError::OtherKey)));
        envelope.add_signature(&two).unwrap();
        assert!(matches!(
            to_sigstore_bundle(&envelope, one.public()),
            Err(EnvelopeError::NotOneSignature(2))
        ));
    }
}
