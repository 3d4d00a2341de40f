//! Whether a domain signed a WACZ (wacz-auth 0.1.0, "Domain-Name Identity").
//!
//! The signature is checked with the certificate that stands beside it, and the certificate as TLS clients do, at the
//! time that the signature gives for itself, and at that of its time stamp where that holds.

use std::time::Duration;

use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, ServerName, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use webpki::{EndEntityCert, Error, KeyUsage};

use super::stamp::instant;
use crate::time::Timestamp;

/// What the certificate behind a domain's signature is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Certificate {
    /// It names the domain, leads to an authority that browsers trust, and was valid at the time that the signature
    /// gives for itself, and at that of its time stamp where that holds.
    Trusted,
    /// It leads to no authority that browsers trust: anybody can have made it.
    UnknownAuthority,
    /// It was not valid at one of these times, or the signature gives none.
    OtherTime,
    /// It is another domain's.
    OtherName,
}

/// What a signature in the name of a domain says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim<'a> {
    pub(super) domain: &'a str,
    /// The certificate and those between it and its authority, PEM.
    pub(super) chain: &'a str,
    /// What was signed.
    pub(super) message: &'a [u8],
    pub(super) signature: &'a [u8],
    /// When, as it says.
    pub(super) created: Option<&'a str>,
    /// When, as its time stamp proves.
    pub(super) stamped: Option<Timestamp>,
}

/// Why a claim cannot be weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The signature is not by the key in the certificate.
    Signature,
    /// The certificate or its key is of a kind that is not read here.
    Unread,
}

/// Certificates that are read of one chain; real ones have three or four.
pub(super) const MOST: usize = 16;

/// Weighs a claim by the authorities that browsers trust.
pub(super) fn weigh(claim: Claim<'_>) -> Result<Certificate, Refused> {
    weigh_by(claim, webpki_roots::TLS_SERVER_ROOTS)
}

fn weigh_by(claim: Claim<'_>, authorities: &[TrustAnchor<'_>]) -> Result<Certificate, Refused> {
    let chain: Vec<CertificateDer<'_>> = CertificateDer::pem_slice_iter(claim.chain.as_bytes())
        .take(MOST)
        .collect::<Result<_, _>>()
        .map_err(|_| Refused::Unread)?;
    let (first, between) = chain.split_first().ok_or(Refused::Unread)?;
    let certificate = EndEntityCert::try_from(first).map_err(|_| Refused::Unread)?;
    signed_by(&certificate, &KINDS, claim.message, claim.signature)?;
    let named = ServerName::try_from(claim.domain)
        .is_ok_and(|name| certificate.verify_is_valid_for_subject_name(&name).is_ok());
    if !named {
        return Ok(Certificate::OtherName);
    }
    let Some(created) = claim.created.and_then(instant) else { return Ok(Certificate::OtherTime) };
    for time in [Some(created), claim.stamped].into_iter().flatten() {
        let Ok(seconds) = u64::try_from(time.unix()) else { return Ok(Certificate::OtherTime) };
        let path = certificate.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            authorities,
            between,
            UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
            KeyUsage::server_auth(),
            None,
            None,
        );
        match path {
            Ok(_) => {}
            Err(Error::CertExpired { .. } | Error::CertNotValidYet { .. } | Error::InvalidCertValidity) => {
                return Ok(Certificate::OtherTime);
            }
            Err(_) => return Ok(Certificate::UnknownAuthority),
        }
    }
    Ok(Certificate::Trusted)
}

/// The format asks for ECDSA over SHA-256 and leaves the curve open.
const KINDS: [&dyn SignatureVerificationAlgorithm; 3] = [
    webpki::ring::ECDSA_P256_SHA256,
    webpki::ring::ECDSA_P384_SHA256,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256,
];

/// Whether `signature` over `message` is by the key in `certificate`, and of one of these kinds.
pub(super) fn signed_by(
    certificate: &EndEntityCert<'_>,
    kinds: &[&dyn SignatureVerificationAlgorithm],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Refused> {
    for kind in kinds {
        match certificate.verify_signature(*kind, message, signature) {
            Ok(()) => return Ok(()),
            Err(Error::InvalidSignatureForPublicKey) => return Err(Refused::Signature),
            Err(_) => {}
        }
    }
    Err(Refused::Unread)
}

#[cfg(test)]
mod tests {
    use rcgen::{
        BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa, KeyPair,
        SigningKey as _, date_time_ymd,
    };

    use super::*;

    const MESSAGE: &[u8] = b"sha256:00";

    struct Made {
        chain: String,
        signature: Vec<u8>,
        authority: CertificateDer<'static>,
    }

    /// A certificate for `arsip.example` that is valid in 2026, and a signature by its key.
    fn made() -> Made {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2040, 1, 1));
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let mut params = CertificateParams::new(vec!["arsip.example".to_owned()]).unwrap();
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        (params.not_before, params.not_after) = (date_time_ymd(2026, 1, 1), date_time_ymd(2026, 12, 31));
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &authority).unwrap();
        Made {
            chain: certificate.pem() + &authority.pem(),
            signature: key.sign(MESSAGE).unwrap(),
            authority: authority.der().clone(),
        }
    }

    impl Made {
        fn claim(&self) -> Claim<'_> {
            Claim {
                domain: "arsip.example",
                chain: &self.chain,
                message: MESSAGE,
                signature: &self.signature,
                created: Some("2026-03-02T08:00:00Z"),
                stamped: None,
            }
        }

        /// What an authority that is trusted makes of `claim`.
        fn vouches(&self, claim: Claim<'_>) -> Result<Certificate, Refused> {
            weigh_by(claim, &[webpki::anchor_from_trusted_cert(&self.authority).unwrap()])
        }
    }

    #[test]
    fn a_domain_whose_authority_is_trusted_did_sign() {
        let made = made();
        assert_eq!(made.vouches(made.claim()), Ok(Certificate::Trusted));
    }

    #[test]
    fn a_certificate_that_anybody_can_make_proves_no_domain() {
        let (made, other) = (made(), made());
        assert_eq!(weigh(made.claim()), Ok(Certificate::UnknownAuthority));
        assert_eq!(other.vouches(made.claim()), Ok(Certificate::UnknownAuthority));
    }

    #[test]
    fn name_and_time_have_to_be_those_of_the_certificate() {
        let made = made();
        for domain in ["lain.example", "sub.arsip.example", "", "127.0.0.1", "not a name"] {
            assert_eq!(
                made.vouches(Claim { domain, ..made.claim() }),
                Ok(Certificate::OtherName),
                "{domain}"
            );
        }
        for created in [None, Some("2025-12-31T23:59:59Z"), Some("2027-01-01T00:00:01Z"), Some("yesterday")] {
            assert_eq!(
                made.vouches(Claim { created, ..made.claim() }),
                Ok(Certificate::OtherTime),
                "{created:?}"
            );
        }
    }

    #[test]
    fn the_certificate_has_to_be_valid_at_the_time_of_the_stamp_too() {
        let made = made();
        let at = |time| made.vouches(Claim { stamped: Timestamp::parse(time), ..made.claim() });
        assert_eq!(at("2026-03-02T08:00:01Z"), Ok(Certificate::Trusted));
        assert_eq!(at("2027-01-01T00:00:01Z"), Ok(Certificate::OtherTime));
        let fraction = Claim { created: Some("2026-03-02T08:00:00.123Z"), ..made.claim() };
        assert_eq!(made.vouches(fraction), Ok(Certificate::Trusted));
    }

    #[test]
    fn a_signature_over_something_else_or_by_another_key_is_refused() {
        let (made, other) = (made(), made());
        assert_eq!(made.vouches(Claim { message: b"sha256:01", ..made.claim() }), Err(Refused::Signature));
        assert_eq!(
            made.vouches(Claim { signature: &other.signature, ..made.claim() }),
            Err(Refused::Signature)
        );
        assert_eq!(made.vouches(Claim { signature: b"", ..made.claim() }), Err(Refused::Signature));
    }

    #[test]
    fn what_is_no_chain_is_not_read() {
        let made = made();
        for chain in ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            assert_eq!(made.vouches(Claim { chain, ..made.claim() }), Err(Refused::Unread), "{chain}");
        }
    }
}
