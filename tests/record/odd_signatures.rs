//! Vectors whose signatures or envelopes are odd.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};
use terang::envelope::{Envelope, Signature};
use terang::record::PAYLOAD_TYPE;

use crate::Vector;
use crate::articles::MARKDOWN;
use crate::make::{case, editor, good, key_lines, machine, stated, stranger, trust};

/// The order of the group, little-endian (RFC 8032 §5.1).
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

fn changed(change: impl FnOnce(&mut Envelope)) -> Envelope {
    let mut envelope = good();
    change(&mut envelope);
    envelope
}

/// The same signature with S + L in the place of S.
fn malleated(signature: &[u8]) -> Vec<u8> {
    let mut out = signature.to_vec();
    let mut carry = 0_u16;
    for (byte, add) in out[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = sum.to_le_bytes()[0];
        carry = sum >> 8;
    }
    out
}

fn two_of_two() -> String {
    let more = key_lines(&machine(), "");
    trust("").replacen("\n\n[[publisher.key]]", "\nthreshold = 2\n\n[[publisher.key]]", 1) + &more
}

pub(crate) fn vectors() -> Vec<Vector> {
    let text = good().to_json();
    let invalid = |name, why: &str| case(name, why, "cannot-check", &["signature-invalid"]);
    let malformed = |name, why: &str| case(name, why, "cannot-check", &["record-malformed"]);
    let fine = |name, why: &str| case(name, why, "matches", &["exact"]);
    let cosigned = changed(|e| e.add_signature(&machine()).unwrap());
    let resigned = |sign: &dyn Fn(&Envelope) -> Vec<u8>| changed(|e| e.signatures[0].sig = sign(e));
    let payload = STANDARD.encode(&good().payload);
    vec![
        invalid("signature_none", "The signatures were stripped.")
            .envelope(&changed(|e| e.signatures.clear()))
            .done(),
        invalid("signature_empty", "A signature of no bytes.")
            .envelope(&changed(|e| e.signatures[0].sig.clear()))
            .done(),
        invalid("signature_truncated", "The last byte is missing.")
            .envelope(&changed(|e| e.signatures[0].sig.truncate(63)))
            .done(),
        invalid("signature_longer", "A byte follows the signature.")
            .envelope(&changed(|e| e.signatures[0].sig.push(0)))
            .done(),
        invalid("signature_flipped_bit", "One bit of the signature changed.")
            .envelope(&changed(|e| e.signatures[0].sig[5] ^= 4))
            .done(),
        invalid(
            "signature_s_plus_l",
            "The same signature in its second spelling, with S above the group order.",
        )
        .envelope(&resigned(&|e| malleated(&e.signatures[0].sig)))
        .done(),
        invalid("signature_over_bare_payload", "The payload was signed without its type.")
            .envelope(&resigned(&|e| editor().sign(&e.payload).to_vec()))
            .done(),
        invalid("signature_of_another_type", "The payload was signed as another type.")
            .envelope(&resigned(&|e| {
                editor().sign(&terang::envelope::pae("text/plain", &e.payload)).to_vec()
            }))
            .done(),
        invalid(
            "signature_over_digest",
            "A digest of the encoding was signed in its place, as the prehashed form does.",
        )
        .envelope(&resigned(&|e| {
            use sha2::Digest as _;
            editor().sign(&sha2::Sha512::digest(terang::envelope::pae(&e.payload_type, &e.payload))).to_vec()
        }))
        .done(),
        invalid("payload_one_letter", "One letter of the payload changed after signing.")
            .envelope(&changed(|e| e.payload[40] ^= 1))
            .done(),
        invalid("payload_type_changed", "The type changed after signing.")
            .envelope(&changed(|e| e.payload_type = "application/vnd.in-toto.other+json".into()))
            .done(),
        malformed("payload_type_other", "A record of another type, soundly signed.")
            .envelope(&Envelope::sign("application/json", stated(MARKDOWN).to_bytes(), &editor()).unwrap())
            .done(),
        fine("cosigned", "Two keys signed, one of them is trusted.").envelope(&cosigned).done(),
        fine("cosigned_two_of_two", "Two keys have to sign, and did.")
            .envelope(&cosigned)
            .trust(two_of_two())
            .done(),
        invalid("threshold_not_met", "Two keys have to sign, and one did.").trust(two_of_two()).done(),
        invalid("threshold_one_key_twice", "Two keys have to sign, and one did twice.")
            .envelope(&changed(|e| e.signatures.push(e.signatures[0].clone())))
            .trust(two_of_two())
            .done(),
        invalid("threshold_other_name", "One key signed twice under two names.")
            .envelope(&changed(|e| {
                let keyid = machine().public().id().to_string();
                e.signatures.push(Signature { keyid, ..e.signatures[0].clone() });
            }))
            .trust(two_of_two())
            .done(),
        fine("signature_broken_beside_good", "A signature that does not hold harms no other.")
            .envelope(&changed(|e| {
                e.signatures.insert(0, Signature { keyid: String::new(), sig: vec![1; 64] })
            }))
            .done(),
        fine("keyid_missing", "The key's name is a hint: without it every trusted key is tried.")
            .envelope(&changed(|e| e.signatures[0].keyid.clear()))
            .done(),
        fine("keyid_of_another_key", "The key's name is a hint, and this one misleads.")
            .envelope(&changed(|e| e.signatures[0].keyid = stranger().public().id().to_string()))
            .done(),
        invalid("keyid_of_a_trusted_key", "A stranger signed under the name of a trusted key.")
            .envelope(&changed(|e| {
                e.signatures[0].sig =
                    stranger().sign(&terang::envelope::pae(&e.payload_type, &e.payload)).to_vec();
            }))
            .done(),
        malformed("envelope_not_json", "No JSON at all.").record("untrusted comment: no record\n").done(),
        malformed("envelope_empty", "No byte at all.").record("").done(),
        malformed("envelope_byte_order_mark", "A byte order mark stands first.")
            .record(format!("\u{feff}{text}"))
            .done(),
        malformed("envelope_trailing_data", "Something follows the envelope.")
            .record(format!("{text}{text}"))
            .done(),
        malformed("envelope_field_twice", "The payload stands there twice.")
            .record(text.replacen('{', &format!("{{\"payload\":\"{payload}\","), 1))
            .done(),
        malformed(
            "envelope_field_twice_escaped",
            "The payload stands there twice, once with an escape in its name.",
        )
        .record(text.replacen('{', &format!("{{\"p\\u0061yload\":\"{payload}\","), 1))
        .done(),
        malformed("envelope_deep", "A hundred thousand brackets.")
            .record(format!("{{\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000)))
            .done(),
        malformed("envelope_many_signatures", "More signatures than are looked at.")
            .envelope(&changed(|e| {
                let one = e.signatures[0].clone();
                e.signatures.resize(65, one);
            }))
            .done(),
        malformed("base64_unpadded", "Base64 without its padding.")
            .record(text.replace(
                &STANDARD.encode(&good().signatures[0].sig),
                &STANDARD_NO_PAD.encode(&good().signatures[0].sig),
            ))
            .done(),
        malformed("base64_second_spelling", "The last digit of the base64 has bits that mean nothing.")
            .record({
                let sig = STANDARD.encode(&good().signatures[0].sig);
                let mut odd = sig.clone().into_bytes();
                let last = odd.len() - 3;
                odd[last] += 1;
                text.replace(&sig, &String::from_utf8(odd).unwrap())
            })
            .done(),
        fine("base64_url_safe", "The URL-safe alphabet, which DSSE has readers accept.")
            .record(text.replace(&payload, &URL_SAFE.encode(&good().payload)).replace(
                &STANDARD.encode(&good().signatures[0].sig),
                &URL_SAFE.encode(&good().signatures[0].sig),
            ))
            .done(),
        fine("envelope_unknown_field", "A field that DSSE does not know is ignored, as DSSE asks.")
            .record(text.replacen('{', "{\"note\":\"not signed\",", 1))
            .done(),
        malformed("payload_type_is_part_of_the_record", "A bare statement without an envelope.")
            .record(stated(MARKDOWN).to_bytes())
            .done(),
        case(
            "payload_type_with_parameter",
            "Another spelling of the type is another type.",
            "cannot-check",
            &["record-malformed"],
        )
        .envelope(
            &Envelope::sign(format!("{PAYLOAD_TYPE}; charset=utf-8"), stated(MARKDOWN).to_bytes(), &editor())
                .unwrap(),
        )
        .done(),
    ]
}
