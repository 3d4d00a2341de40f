//! What a WACZ says of itself (WACZ 1.1.1, wacz-auth 0.1.0).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::pkcs8::DecodePublicKey as _;
use serde::Deserialize;

use super::domain::{self, Certificate, Claim, Refused};
use super::stamp::{self, Stamp, Stamped};
use crate::digest::Digest;

/// `datapackage.json`, as far as it is looked at.
#[derive(Debug, Deserialize)]
struct Listing {
    #[serde(default)]
    resources: Vec<Listed>,
    software: Option<String>,
    created: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    path: Option<String>,
    hash: Option<String>,
}

/// `datapackage-digest.json`.
#[derive(Debug, Deserialize)]
struct Sealed {
    hash: Option<String>,
    #[serde(rename = "signedData")]
    signed: Option<SignedData>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignedData {
    hash: Option<String>,
    created: Option<String>,
    software: Option<String>,
    signature: Option<String>,
    public_key: Option<String>,
    domain: Option<String>,
    domain_cert: Option<String>,
    time_signature: Option<String>,
    timestamp_cert: Option<String>,
}

/// What a WACZ says of itself, and what of it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The files that it names, with the SHA-256 that it gives for each.
    pub resources: Vec<(String, Option<Digest>)>,
    /// What made it.
    pub software: Option<String>,
    /// When it was made, as it says.
    pub created: Option<String>,
    /// Whether `datapackage.json` has the digest that `datapackage-digest.json` gives; `None` where there is none.
    pub sealed: Option<bool>,
    /// Who signed it.
    pub signed: Signed,
}

/// Who signed a WACZ, and whether that holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Signed {
    /// Nobody.
    #[default]
    No,
    /// A key that has no name: the signature holds, and who has the key is not known.
    Key {
        /// The SHA-256 of the public key (SPKI).
        key: Digest,
        /// When, as it says.
        created: Option<String>,
        /// With what, as it says.
        software: Option<String>,
    },
    /// The signature does not hold, or is over something else.
    Broken,
    /// It was signed in the name of a domain, and the signature holds.
    Domain {
        /// The domain, as it says.
        domain: String,
        /// Whether the domain is proved.
        certificate: Certificate,
        /// When, as it says.
        created: Option<String>,
        /// When, as a service says that saw the signature.
        stamp: Stamp,
    },
    /// A key or a signature of a kind that is not checked here.
    Unknown,
}

impl Package {
    /// Reads `datapackage.json` and, where there is one, `datapackage-digest.json`.
    ///
    /// # Errors
    ///
    /// What is wrong, where one of the two cannot be understood.
    pub fn read(listing: &[u8], sealed: Option<&[u8]>) -> Result<Self, String> {
        let listed: Listing = serde_json::from_slice(listing)
            .map_err(|e| format!("datapackage.json cannot be understood: {e}"))?;
        let seal: Option<Sealed> = sealed
            .map(serde_json::from_slice)
            .transpose()
            .map_err(|e| format!("datapackage-digest.json cannot be understood: {e}"))?;
        let resources = listed.resources.into_iter();
        let resources =
            resources.filter_map(|r| Some((r.path?, r.hash.as_deref().and_then(digest)))).collect();
        let own = Digest::of(listing);
        Ok(Self {
            resources,
            software: listed.software,
            created: listed.created,
            sealed: seal.as_ref().map(|seal| seal.hash.as_deref().and_then(digest) == Some(own)),
            signed: seal.and_then(|seal| seal.signed).map_or(Signed::No, |signed| judge(signed, own)),
        })
    }

    /// The digest that is given for the file at `path`.
    #[must_use]
    pub fn digest_of(&self, path: &str) -> Option<Digest> {
        self.resources.iter().find(|(name, _)| name == path).and_then(|(_, digest)| *digest)
    }
}

fn digest(text: &str) -> Option<Digest> {
    Digest::from_hex(text.strip_prefix("sha256:")?)
}

fn judge(signed: SignedData, own: Digest) -> Signed {
    let Some(hash) = signed.hash.as_deref() else { return Signed::Broken };
    if digest(hash) != Some(own) {
        return Signed::Broken;
    }
    let bytes = |text: &Option<String>| STANDARD.decode(text.as_deref()?.trim()).ok();
    if let Some(domain) = signed.domain {
        let (Some(chain), Some(signature)) = (&signed.domain_cert, bytes(&signed.signature)) else {
            return Signed::Unknown;
        };
        let created = signed.created.as_deref();
        let stamp = match (&signed.time_signature, &signed.timestamp_cert) {
            (None, _) => Stamp::No,
            (Some(_), None) => Stamp::Unknown,
            (Some(stamp), Some(chain)) => stamp::weigh(Stamped {
                signature: signed.signature.as_deref().unwrap_or_default(),
                stamp,
                chain,
                created,
            }),
        };
        let stamped = if let Stamp::Holds { time, .. } = stamp { Some(time) } else { None };
        let message = hash.as_bytes();
        let claim = Claim { domain: &domain, chain, message, signature: &signature, created, stamped };
        return match domain::weigh(claim) {
            Ok(certificate) => Signed::Domain { domain, certificate, created: signed.created, stamp },
            Err(Refused::Signature) => Signed::Broken,
            Err(Refused::Unread) => Signed::Unknown,
        };
    }
    let (Some(key), Some(signature)) = (bytes(&signed.public_key), bytes(&signed.signature)) else {
        return Signed::Unknown;
    };
    let Ok(verifying) = VerifyingKey::from_public_key_der(&key) else { return Signed::Unknown };
    // Browsers write both numbers one after the other, other programs DER.
    let read = Signature::from_slice(&signature).or_else(|_| Signature::from_der(&signature));
    let Ok(read) = read else { return Signed::Broken };
    if verifying.verify(hash.as_bytes(), &read).is_err() {
        return Signed::Broken;
    }
    Signed::Key { key: Digest::of(&key), created: signed.created, software: signed.software }
}
