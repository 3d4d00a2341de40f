//! JSON Web Keys of type OKP, RFC 8037 §2.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use super::error::KeyError;
use super::public::PublicKey;

#[derive(Serialize)]
struct Written<'a> {
    kty: &'a str,
    crv: &'a str,
    x: String,
    kid: String,
    #[serde(rename = "use")]
    purpose: &'a str,
}

/// RFC 7517 §4 asks readers to ignore members that they do not know.
#[derive(Deserialize)]
struct Read {
    kty: String,
    crv: Option<String>,
    x: Option<String>,
    d: Option<serde::de::IgnoredAny>,
}

pub(super) fn parse(text: &str) -> Result<PublicKey, KeyError> {
    let broken = KeyError::Malformed("JWK");
    let jwk: Read = serde_json::from_str(text).map_err(|_| broken)?;
    if jwk.d.is_some() {
        return Err(KeyError::Secret);
    }
    if jwk.kty != "OKP" || jwk.crv.as_deref() != Some("Ed25519") {
        return Err(KeyError::Algorithm);
    }
    let x = URL_SAFE_NO_PAD.decode(jwk.x.ok_or(broken)?).map_err(|_| broken)?;
    PublicKey::from_bytes(x.as_slice().try_into().map_err(|_| broken)?)
}

pub(super) fn to_jwk(key: &PublicKey) -> String {
    let jwk = Written {
        kty: "OKP",
        crv: "Ed25519",
        x: URL_SAFE_NO_PAD.encode(key.to_bytes()),
        kid: key.id().to_string(),
        purpose: "sig",
    };
    serde_json::to_string(&jwk).expect("five short strings are JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037 appendix A.1 and A.2.
    const PUBLIC: &str = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    const SECRET: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

    #[test]
    fn the_key_of_rfc_8037_reads_and_round_trips() {
        let key = PublicKey::parse(PUBLIC).unwrap();
        assert_eq!(PublicKey::parse(&key.to_jwk()), Ok(key));
    }

    #[test]
    fn secret_other_and_doubled_members_are_refused() {
        assert_eq!(PublicKey::parse(SECRET).err(), Some(KeyError::Secret));
        let other = PUBLIC.replace("Ed25519", "X25519");
        assert_eq!(PublicKey::parse(&other).err(), Some(KeyError::Algorithm));
        let doubled = PUBLIC.replace("}", r#","kty":"OKP"}"#);
        assert_eq!(PublicKey::parse(&doubled).err(), Some(KeyError::Malformed("JWK")));
    }
}
