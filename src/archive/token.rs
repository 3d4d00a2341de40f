//! A time stamp taken apart (RFC 3161): signed data (RFC 5652) around what the service says, in DER.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode as _, Reader as _, SliceReader, Tag, Tagged as _};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::time::Timestamp;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");

/// The digests that time stamps are made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// Only where a certificate is named by it, which is signed by itself.
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Sum {
    pub(super) fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha1 => Sha1::digest(bytes).to_vec(),
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    /// What an `AlgorithmIdentifier` names, of those that nobody can make two inputs for.
    fn named(identifier: AnyRef<'_>) -> Option<Self> {
        match oid(first(identifier)?)?.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Some(Self::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Self::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Self::Sha512),
            _ => None,
        }
    }

    /// What a signature is over, by its algorithm; that of RSA may leave it to the digest beside it.
    fn signed(identifier: AnyRef<'_>, beside: Self) -> Option<Self> {
        match oid(first(identifier)?)?.to_string().as_str() {
            "1.2.840.113549.1.1.1" => Some(beside),
            "1.2.840.113549.1.1.11" | "1.2.840.10045.4.3.2" => Some(Self::Sha256),
            "1.2.840.113549.1.1.12" | "1.2.840.10045.4.3.3" => Some(Self::Sha384),
            "1.2.840.113549.1.1.13" | "1.2.840.10045.4.3.4" => Some(Self::Sha512),
            _ => None,
        }
    }
}

/// What is needed of a time stamp to check it.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// What the service says, as it was signed.
    info: &'a [u8],
    /// The digest of what was stamped, and how it was made.
    pub(super) imprint: (Sum, &'a [u8]),
    /// When, to the second.
    pub(super) time: Timestamp,
    /// How `info` is summed up in the attributes.
    digest: Sum,
    /// The signed attributes without tag and length.
    attributes: &'a [u8],
    /// What `signature` is over.
    pub(super) over: Sum,
    pub(super) signature: &'a [u8],
}

impl<'a> Token<'a> {
    /// Reads a response of a service, or the token alone; `None` where it is of a kind that is not known.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let outer = parts(of(whole(bytes)?, Tag::Sequence)?)?;
        let content = match *outer.as_slice() {
            // Granted, or granted with modifications.
            [status, token] if status.tag() == Tag::Sequence => {
                matches!(of(first(status)?, Tag::Integer)?, [0 | 1]).then_some(())?;
                parts(of(token, Tag::Sequence)?)?
            }
            _ => outer,
        };
        let [kind, signed] = *content.as_slice() else { return None };
        (oid(kind)? == SIGNED_DATA).then_some(())?;
        let signed = parts(of(whole(context(signed, 0)?)?, Tag::Sequence)?)?;
        let [_version, _digests, inner, .., signers] = *signed.as_slice() else { return None };
        let [kind, inner] = *parts(of(inner, Tag::Sequence)?)?.as_slice() else { return None };
        (oid(kind)? == TST_INFO).then_some(())?;
        let info = of(whole(context(inner, 0)?)?, Tag::OctetString)?;
        // RFC 3161, section 2.4.2: the service alone signs.
        let [signer] = *parts(of(signers, Tag::Set)?)?.as_slice() else { return None };
        let signer = parts(of(signer, Tag::Sequence)?)?;
        let [_version, _name, digest, attributes, algorithm, signature, ..] = *signer.as_slice() else {
            return None;
        };
        let digest = Sum::named(digest)?;
        let said = parts(of(whole(info)?, Tag::Sequence)?)?;
        let [_version, _policy, imprint, _serial, time, ..] = *said.as_slice() else { return None };
        let [how, imprint] = *parts(of(imprint, Tag::Sequence)?)?.as_slice() else { return None };
        Some(Self {
            info,
            imprint: (Sum::named(how)?, of(imprint, Tag::OctetString)?),
            time: general_time(of(time, Tag::GeneralizedTime)?)?,
            digest,
            attributes: context(attributes, 0)?,
            over: Sum::signed(algorithm, digest)?,
            signature: of(signature, Tag::OctetString)?,
        })
    }

    /// The bytes that `signature` is over: the attributes as the set that they are (RFC 5652, section 5.4).
    pub(super) fn message(&self) -> Vec<u8> {
        let length = self.attributes.len();
        let mut out = vec![0x31];
        if let Some(short) = u8::try_from(length).ok().filter(|n| *n < 0x80) {
            out.push(short);
        } else {
            let bytes = length.to_be_bytes();
            let from = bytes.iter().position(|b| *b != 0).unwrap_or(bytes.len());
            out.push(0x80 | u8::try_from(bytes.len() - from).unwrap_or(0));
            out.extend_from_slice(&bytes[from..]);
        }
        out.extend_from_slice(self.attributes);
        out
    }

    /// Whether the signed attributes are those of this token and name `certificate` (RFC 3161, section 2.4.2; RFC 5816).
    pub(super) fn is_of(&self, certificate: &[u8]) -> bool {
        let Some(attributes) = parts(self.attributes) else { return false };
        let one = |name: ObjectIdentifier| {
            let mut found = attributes.iter().filter_map(|attribute| value(*attribute, name));
            found.next().filter(|_| found.next().is_none())
        };
        let kind = one(CONTENT_TYPE).and_then(oid) == Some(TST_INFO);
        let digest = one(MESSAGE_DIGEST).and_then(|value| of(value, Tag::OctetString));
        let named = one(SIGNING_CERTIFICATE_2).or_else(|| one(SIGNING_CERTIFICATE));
        let first_choice = if one(SIGNING_CERTIFICATE_2).is_some() { Sum::Sha256 } else { Sum::Sha1 };
        let named = named.and_then(|value| certificate_named(value, first_choice));
        kind && digest == Some(self.digest.of(self.info).as_slice())
            && named.is_some_and(|(sum, digest)| sum.of(certificate) == digest)
    }
}

/// The digest of the first certificate that a `SigningCertificate` (or the second edition of it) names.
fn certificate_named(value: AnyRef<'_>, usual: Sum) -> Option<(Sum, &[u8])> {
    let names = first(value)?;
    let name = parts(of(first(names)?, Tag::Sequence)?)?;
    match *name.as_slice() {
        [digest, ..] if digest.tag() == Tag::OctetString => Some((usual, digest.value())),
        [how, digest, ..] => Some((Sum::named(how)?, of(digest, Tag::OctetString)?)),
        _ => None,
    }
}

/// The only value of `attribute`, where it is called `name`.
fn value(attribute: AnyRef<'_>, name: ObjectIdentifier) -> Option<AnyRef<'_>> {
    let [kind, values] = *parts(of(attribute, Tag::Sequence)?)?.as_slice() else { return None };
    (oid(kind)? == name).then_some(())?;
    let [value] = *parts(of(values, Tag::Set)?)?.as_slice() else { return None };
    Some(value)
}

/// `YYYYMMDDhhmmss[.f]Z`.
fn general_time(bytes: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (whole.len() == 14 && digits(whole) && digits(fraction)).then_some(())?;
    let [date, time] = [&whole[..8], &whole[8..]];
    Timestamp::parse(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        &date[..4],
        &date[4..6],
        &date[6..],
        &time[..2],
        &time[2..4],
        &time[4..]
    ))
}

/// The elements that follow each other in `bytes`, to the end.
fn parts(bytes: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let mut out = Vec::new();
    while !reader.is_finished() {
        out.push(AnyRef::decode(&mut reader).ok()?);
    }
    Some(out)
}

/// The one element that `bytes` are.
fn whole(bytes: &[u8]) -> Option<AnyRef<'_>> {
    AnyRef::from_der(bytes).ok()
}

/// The first element in a sequence.
fn first(any: AnyRef<'_>) -> Option<AnyRef<'_>> {
    parts(of(any, Tag::Sequence)?)?.first().copied()
}

/// What is in `any`, where it is a `tag`.
fn of(any: AnyRef<'_>, tag: Tag) -> Option<&[u8]> {
    (any.tag() == tag).then(|| any.value())
}

/// What is in `any`, where it is tagged with `number` for its place.
fn context(any: AnyRef<'_>, number: u32) -> Option<&[u8]> {
    let is =
        matches!(any.tag(), Tag::ContextSpecific { constructed: true, number: n } if n.value() == number);
    is.then(|| any.value())
}

fn oid(any: AnyRef<'_>) -> Option<ObjectIdentifier> {
    any.decode_as().ok()
}
