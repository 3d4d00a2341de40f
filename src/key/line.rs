//! One-line forms: OpenSSH (RFC 4253 §6.6, RFC 8709 §4) and minisign.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::error::KeyError;
use super::public::PublicKey;

const SSH_TYPE: &str = "ssh-ed25519";

/// Bytes of a minisign public key: `Ed`, 8 bytes of key number, 32 bytes of key.
const MINISIGN_LENGTH: usize = 42;

pub(super) fn parse(text: &str) -> Result<PublicKey, KeyError> {
    // A minisign key file has an untrusted comment on the line before.
    let mut lines = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with("untrusted comment:"));
    let line = lines.next().ok_or(KeyError::UnknownForm)?.trim();
    if lines.next().is_some() {
        return Err(KeyError::UnknownForm);
    }
    let mut words = line.split_ascii_whitespace();
    let first = words.next().ok_or(KeyError::UnknownForm)?;
    match words.next() {
        Some(blob) if first == SSH_TYPE => openssh(blob),
        Some(_) if first.starts_with("ssh-") || first.starts_with("ecdsa-") || first.starts_with("sk-") => {
            Err(KeyError::Algorithm)
        }
        None => minisign(first),
        Some(_) => Err(KeyError::UnknownForm),
    }
}

fn openssh(blob: &str) -> Result<PublicKey, KeyError> {
    let broken = KeyError::Malformed("OpenSSH");
    let bytes = STANDARD.decode(blob).map_err(|_| broken)?;
    let (kind, rest) = ssh_string(&bytes).ok_or(broken)?;
    let (key, rest) = ssh_string(rest).ok_or(broken)?;
    if kind != SSH_TYPE.as_bytes() || !rest.is_empty() {
        return Err(broken);
    }
    PublicKey::from_bytes(key.try_into().map_err(|_| broken)?)
}

/// Takes one length-prefixed string, RFC 4251 §5.
fn ssh_string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

fn minisign(word: &str) -> Result<PublicKey, KeyError> {
    let bytes = STANDARD.decode(word).map_err(|_| KeyError::UnknownForm)?;
    match bytes.as_slice() {
        [b'E', b'd', rest @ ..] if bytes.len() == MINISIGN_LENGTH => {
            PublicKey::from_bytes(rest[8..].try_into().map_err(|_| KeyError::Malformed("minisign"))?)
        }
        _ => Err(KeyError::UnknownForm),
    }
}

pub(super) fn to_openssh(key: &PublicKey, comment: &str) -> String {
    let mut blob = Vec::with_capacity(51);
    for part in [SSH_TYPE.as_bytes(), &key.to_bytes()] {
        let length = u32::try_from(part.len()).expect("both parts are at most 32 bytes");
        blob.extend_from_slice(&length.to_be_bytes());
        blob.extend_from_slice(part);
    }
    // A comment cannot end the line.
    let comment: String = comment.chars().filter(|c| !c.is_control()).collect();
    format!("{SSH_TYPE} {} {}", STANDARD.encode(blob), comment.trim()).trim_end().to_owned()
}

pub(super) fn to_minisign(key: &PublicKey) -> String {
    let mut bytes = Vec::with_capacity(MINISIGN_LENGTH);
    bytes.extend_from_slice(b"Ed");
    bytes.extend_from_slice(&key.id().0[..8]);
    bytes.extend_from_slice(&key.to_bytes());
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SecretKey;

    #[test]
    fn both_lines_round_trip() {
        let key = SecretKey::from_seed(&mut [6; 32]).public().clone();
        assert_eq!(PublicKey::parse(&key.to_openssh("desk@example")), Ok(key.clone()));
        assert_eq!(PublicKey::parse(&key.to_openssh("")), Ok(key.clone()));
        assert_eq!(PublicKey::parse(&key.to_minisign()), Ok(key.clone()));
        let file = format!("untrusted comment: minisign public key 1\n{}\n", key.to_minisign());
        assert_eq!(PublicKey::parse(&file), Ok(key));
    }

    #[test]
    fn a_comment_never_adds_a_line() {
        let key = SecretKey::from_seed(&mut [6; 32]).public().clone();
        assert_eq!(key.to_openssh("a\nssh-ed25519 b").lines().count(), 1);
    }

    #[test]
    fn other_algorithms_and_other_texts_are_told_apart() {
        assert_eq!(PublicKey::parse("ssh-rsa AAAA x").err(), Some(KeyError::Algorithm));
        assert_eq!(PublicKey::parse("ssh-ed25519 AAAA").err(), Some(KeyError::Malformed("OpenSSH")));
        assert_eq!(PublicKey::parse("").err(), Some(KeyError::UnknownForm));
        assert_eq!(PublicKey::parse("hello there").err(), Some(KeyError::UnknownForm));
    }
}
