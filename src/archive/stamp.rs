//! Whether a time stamp (RFC 3161) proves when a WACZ was signed (wacz-auth 0.1.0, "Domain-Name Identity").
//!
//! The format has the time stamp over `signature`, by the first certificate of `timestampCert`, and `created` within ten
//! minutes of it. What authsign writes, which most of these files come from, is the response of the service, over
//! the text of `signature` in base 64.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{
    AlgorithmIdentifier, CertificateDer, InvalidSignature, SignatureVerificationAlgorithm, TrustAnchor,
    UnixTime, alg_id,
};
use webpki::{EndEntityCert, Error, KeyUsage, ring};

use super::domain::{MOST, Refused, signed_by};
use super::token::{Sum, Token};
use crate::time::Timestamp;

/// What the time stamp beside a signature is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stamp {
    /// There is none.
    #[default]
    No,
    /// It holds: whoever has the key of the certificate beside it saw the signature then.
    Holds {
        /// When.
        time: Timestamp,
        /// Whether that certificate leads to an authority that browsers trust. Where it does not, anybody can have made it.
        trusted: bool,
    },
    /// It is over something else than the signature.
    OtherSignature,
    /// It is not by the key of the certificate beside it, or was altered.
    Broken,
    /// The certificate beside it is none of a time-stamping service, or was not valid then.
    OtherCertificate,
    /// It holds, and the time that the signature gives for itself is more than ten minutes away, or is none.
    OtherTime {
        /// When.
        time: Timestamp,
    },
    /// It is of a kind that is not read here, or without a certificate.
    Unknown,
}

/// A time stamp, and what it is to be over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamped<'a> {
    /// The signature as it is written, in base 64.
    pub(super) signature: &'a str,
    /// The time stamp in base 64.
    pub(super) stamp: &'a str,
    /// The certificate of the service and those between it and its authority, PEM.
    pub(super) chain: &'a str,
    /// When the signature was made, as it says.
    pub(super) created: Option<&'a str>,
}

/// Seconds that may lie between a signature and its time stamp.
const NEAR: u64 = 600;

/// `id-kp-timeStamping`.
const TIME_STAMPING: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 3, 8];

/// Weighs a time stamp by the authorities that browsers trust.
pub(super) fn weigh(stamped: Stamped<'_>) -> Stamp {
    weigh_by(stamped, webpki_roots::TLS_SERVER_ROOTS)
}

fn weigh_by(stamped: Stamped<'_>, authorities: &[TrustAnchor<'_>]) -> Stamp {
    let Ok(bytes) = STANDARD.decode(stamped.stamp.trim()) else { return Stamp::Unknown };
    let Some(token) = Token::read(&bytes) else { return Stamp::Unknown };
    let chain: Result<Vec<CertificateDer<'_>>, _> =
        CertificateDer::pem_slice_iter(stamped.chain.as_bytes()).take(MOST).collect();
    let Ok(chain) = chain else { return Stamp::Unknown };
    let Some((first, between)) = chain.split_first() else { return Stamp::Unknown };
    let Ok(certificate) = EndEntityCert::try_from(first) else { return Stamp::Unknown };
    if !is_over(&token, stamped.signature) {
        return Stamp::OtherSignature;
    }
    match signed_by(&certificate, &kinds(token.over), &token.message(), token.signature) {
        Ok(()) if token.is_of(first) => {}
        Ok(()) | Err(Refused::Signature) => return Stamp::Broken,
        Err(Refused::Unread) => return Stamp::Unknown,
    }
    let time = token.time;
    let Ok(seconds) = u64::try_from(time.unix()) else { return Stamp::OtherCertificate };
    let path = |authorities: &[TrustAnchor<'_>], between: &[CertificateDer<'_>], usage| {
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let algorithms = webpki::ALL_VERIFICATION_ALGS;
        certificate
            .verify_for_usage(algorithms, authorities, between, time, usage, None, None)
            .map(|_| ())
            .err()
    };
    // It says itself that it is for this; those above it need not.
    if path(&[], &[], KeyUsage::required(TIME_STAMPING)) != Some(Error::UnknownIssuer) {
        return Stamp::OtherCertificate;
    }
    let trusted = path(authorities, between, KeyUsage::required_if_present(TIME_STAMPING)).is_none();
    match stamped.created.and_then(instant) {
        Some(created) if created.unix().abs_diff(time.unix()) <= NEAR => Stamp::Holds { time, trusted },
        _ => Stamp::OtherTime { time },
    }
}

/// Whether the stamp is over `signature`: over its text, as authsign has it, or over the bytes that the text stands for.
fn is_over(token: &Token<'_>, signature: &str) -> bool {
    let (sum, imprint) = token.imprint;
    let is = |bytes: &[u8]| sum.of(bytes) == imprint;
    is(signature.as_bytes()) || STANDARD.decode(signature.trim()).is_ok_and(|bytes| is(&bytes))
}

/// A time as programs write it into `created`: RFC 3339 in UTC, with or without a fraction.
pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let (whole, rest) = text.split_at_checked(19)?;
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    matches!(fraction.unwrap_or(rest), "Z" | "+00:00" | "").then_some(())?;
    Timestamp::parse(&format!("{whole}Z"))
}

/// The signatures that are checked over a digest of this kind; none is over SHA-1.
fn kinds(over: Sum) -> [&'static dyn SignatureVerificationAlgorithm; 3] {
    match over {
        Sum::Sha1 | Sum::Sha256 => {
            [ring::ECDSA_P256_SHA256, ring::ECDSA_P384_SHA256, ring::RSA_PKCS1_2048_8192_SHA256]
        }
        Sum::Sha384 => [ring::ECDSA_P256_SHA384, ring::ECDSA_P384_SHA384, ring::RSA_PKCS1_2048_8192_SHA384],
        Sum::Sha512 => [&P256Sha512, &P384Sha512, ring::RSA_PKCS1_2048_8192_SHA512],
    }
}

/// ECDSA over P-384 with SHA-512, as freeTSA signs: ring has it not.
#[derive(Debug)]
struct P384Sha512;

impl SignatureVerificationAlgorithm for P384Sha512 {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(key).map_err(|_| InvalidSignature)?;
        let read = p384::ecdsa::Signature::from_der(signature).map_err(|_| InvalidSignature)?;
        key.verify_prehash(&Sum::Sha512.of(message), &read).map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_P384
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_SHA512
    }
}

/// ECDSA over P-256 with SHA-512.
#[derive(Debug)]
struct P256Sha512;

impl SignatureVerificationAlgorithm for P256Sha512 {
    fn verify_signature(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(key).map_err(|_| InvalidSignature)?;
        let read = p256::ecdsa::Signature::from_der(signature).map_err(|_| InvalidSignature)?;
        key.verify_prehash(&Sum::Sha512.of(message), &read).map_err(|_| InvalidSignature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_P256
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::ECDSA_SHA512
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// What `openssl ts` stamped, and the authority of its certificates.
    struct Made {
        cases: Value,
        authority: CertificateDer<'static>,
    }

    fn made() -> Made {
        let all: Value = serde_json::from_str(include_str!("../../fixtures/archives/stamps.json")).unwrap();
        let authority =
            CertificateDer::from_pem_slice(all["authority"].as_str().unwrap().as_bytes()).unwrap();
        Made { cases: all["cases"].clone(), authority }
    }

    impl Made {
        fn case(&self, name: &str) -> Stamped<'_> {
            let field = |field: &str| self.cases[name]["signedData"][field].as_str().unwrap();
            Stamped {
                signature: field("signature"),
                stamp: field("timeSignature"),
                chain: field("timestampCert"),
                created: Some(field("created")),
            }
        }

        /// What comes of it where the authority is trusted.
        fn trusting(&self, stamped: Stamped<'_>) -> Stamp {
            weigh_by(stamped, &[webpki::anchor_from_trusted_cert(&self.authority).unwrap()])
        }
    }

    #[test]
    fn a_stamp_of_each_kind_holds_and_gives_the_time_of_the_signature() {
        let made = made();
        for name in [
            "p384-sha512",
            "p256-sha256",
            "p256-sha512",
            "p384-sha384",
            "rsa-sha256",
            "rsa-sha512",
            "token",
            "raw",
        ] {
            let case = made.case(name);
            let created = instant(case.created.unwrap()).unwrap();
            let Stamp::Holds { time, trusted: true } = made.trusting(case) else {
                panic!("{name}: {:?}", made.trusting(case))
            };
            assert!(time.unix().abs_diff(created.unix()) <= 60, "{name}");
            assert_eq!(weigh(case), Stamp::Holds { time, trusted: false }, "{name}");
        }
    }

    #[test]
    fn a_stamp_over_something_else_or_by_another_key_proves_nothing() {
        let made = made();
        let good = made.case("p256-sha256");
        assert_eq!(made.trusting(made.case("other")), Stamp::OtherSignature);
        let signature = made.case("rsa-sha256").signature;
        assert_eq!(made.trusting(Stamped { signature, ..good }), Stamp::OtherSignature);
        // The key of another curve, another key of the same, and another certificate for the same key.
        let chain = made.case("p384-sha512").chain;
        assert_eq!(made.trusting(Stamped { chain, ..good }), Stamp::Broken);
        let domain = made.cases["p256-sha256"]["signedData"]["domainCert"].as_str().unwrap();
        assert_eq!(made.trusting(Stamped { chain: domain, ..good }), Stamp::Broken);
        assert_eq!(made.trusting(made.case("same-key")), Stamp::Broken);
    }

    #[test]
    fn a_certificate_that_had_ended_and_a_time_far_away_prove_no_time() {
        let made = made();
        assert_eq!(made.trusting(made.case("expired")), Stamp::OtherCertificate);
        assert!(matches!(made.trusting(made.case("far")), Stamp::OtherTime { .. }));
        for created in [None, Some("yesterday"), Some("")] {
            let stamp = made.trusting(Stamped { created, ..made.case("p256-sha256") });
            assert!(matches!(stamp, Stamp::OtherTime { .. }), "{created:?}");
        }
    }

    #[test]
    fn no_byte_can_be_altered_and_no_cut_one_is_believed() {
        let made = made();
        for name in ["p384-sha512", "token"] {
            let good = made.case(name);
            let Stamp::Holds { time, .. } = made.trusting(good) else { panic!("{name}") };
            let bytes = STANDARD.decode(good.stamp).unwrap();
            let judged = |bytes: &[u8]| made.trusting(Stamped { stamp: &STANDARD.encode(bytes), ..good });
            for at in (0..bytes.len()).step_by(5) {
                let mut altered = bytes.clone();
                altered[at] ^= 0x11;
                // Some bytes are of no consequence: names, and what is not signed. The time is not among them.
                if let Stamp::Holds { time: other, .. } = judged(&altered) {
                    assert_eq!(time, other, "{name} {at}");
                }
                assert_eq!(judged(&bytes[..at]), Stamp::Unknown, "{name} {at}");
            }
        }
        for stamp in ["", "AAAA", "?", "MIAGCSqGSIb3DQEHAqCA"] {
            assert_eq!(made.trusting(Stamped { stamp, ..made.case("token") }), Stamp::Unknown);
        }
        for chain in ["", "x"] {
            assert_eq!(made.trusting(Stamped { chain, ..made.case("token") }), Stamp::Unknown);
        }
    }

    #[test]
    fn times_are_read_as_programs_write_them() {
        let want = Timestamp::parse("2026-03-02T08:00:00Z");
        for text in ["2026-03-02T08:00:00Z", "2026-03-02T08:00:00.123Z", "2026-03-02T08:00:00+00:00"] {
            assert_eq!(instant(text), want, "{text}");
        }
        for text in
            ["2026-03-02T08:00:00+07:00", "2026-03-02", "é".repeat(12).as_str(), "2026-03-02T08:00:00.12x"]
        {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
