//! Which of the keys at hand made a signature that holds.

use super::model::Envelope;
use super::pae::pae;
use crate::key::PublicKey;

/// The numbers (from 0, ascending) of those `keys` that signed `envelope`.
///
/// Every key is tried on every signature until it holds; key identifiers only say which to try first. A key counts
/// once however often it signed, and a key that stands twice in `keys` counts at its first place.
#[must_use]
pub fn signers(envelope: &Envelope, keys: &[&PublicKey]) -> Vec<usize> {
    let message = pae(&envelope.payload_type, &envelope.payload);
    let mut found: Vec<usize> = Vec::new();
    for signature in &envelope.signatures {
        let hinted = |at: &usize| keys[*at].id().to_string() == signature.keyid;
        let (first, rest): (Vec<usize>, Vec<usize>) = (0..keys.len()).partition(hinted);
        // A signature belongs to one key, so the search ends at the first that holds.
        let holder = first.into_iter().chain(rest).find(|&at| keys[at].holds(&message, &signature.sig));
        if let Some(at) = holder
            && !found.iter().any(|&f| keys[f] == keys[at])
        {
            found.push(at);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::Signature;
    use crate::key::SecretKey;

    fn key(seed: u8) -> SecretKey {
        SecretKey::from_seed(&mut [seed; 32])
    }

    #[test]
    fn a_key_counts_once_however_often_it_signed() {
        let mut envelope = Envelope::sign("t", b"x".to_vec(), &key(1)).unwrap();
        envelope.signatures.push(envelope.signatures[0].clone());
        envelope.signatures.push(Signature { keyid: "other".into(), ..envelope.signatures[0].clone() });
        let (one, two) = (key(1), key(2));
        assert_eq!(signers(&envelope, &[two.public(), one.public(), one.public()]), [1]);
    }

    #[test]
    fn the_key_identifier_neither_admits_nor_excludes() {
        let mut envelope = Envelope::sign("t", b"x".to_vec(), &key(1)).unwrap();
        for keyid in ["", "nonsense", &key(2).public().id().to_string()] {
            envelope.signatures[0].keyid = keyid.to_owned();
            assert_eq!(signers(&envelope, &[key(1).public()]), [0]);
            assert_eq!(signers(&envelope, &[key(2).public()]), [0; 0]);
            assert_eq!(signers(&envelope, &[key(2).public(), key(1).public()]), [1]);
        }
    }

    #[test]
    fn a_signature_that_does_not_hold_harms_no_other() {
        let mut envelope = Envelope::sign("t", b"x".to_vec(), &key(1)).unwrap();
        envelope.signatures.insert(0, Signature { keyid: String::new(), sig: vec![0; 64] });
        envelope.signatures.insert(0, Signature { keyid: String::new(), sig: vec![] });
        envelope.add_signature(&key(2)).unwrap();
        assert_eq!(signers(&envelope, &[key(1).public(), key(2).public()]), [0, 1]);
    }

    #[test]
    fn type_and_payload_are_both_signed() {
        let good = Envelope::sign("type", b"x".to_vec(), &key(1)).unwrap();
        let other_type = Envelope { payload_type: "typo".into(), ..good.clone() };
        let other_payload = Envelope { payload: b"y".to_vec(), ..good };
        assert_eq!(signers(&other_type, &[key(1).public()]), [0; 0]);
        assert_eq!(signers(&other_payload, &[key(1).public()]), [0; 0]);
    }
}
