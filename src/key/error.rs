//! Why a key does not load.

/// What is wrong with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// None of the forms that terang reads.
    #[error("not a key in PEM, OpenSSH, minisign or JWK form")]
    UnknownForm,
    /// One of the forms, but broken.
    #[error("not a well-formed {0} key")]
    Malformed(&'static str),
    /// A key of another algorithm than Ed25519.
    #[error("not an Ed25519 key")]
    Algorithm,
    /// The 32 bytes are no point of the curve, or not the one spelling of it.
    #[error("the public key is not a canonical point of the curve")]
    NotCanonical,
    /// A point of small order: anybody can make signatures that such a key seems to hold.
    #[error("the public key is weak: anybody could sign for it")]
    Weak,
    /// A secret key stands where a public one belongs.
    #[error("this is a secret key, a public one is needed")]
    Secret,
    /// A secret key in OpenSSH's own form, which is not read.
    #[error("this is an OpenSSH secret key, and one in PKCS#8 PEM is needed")]
    OpenSshSecret,
    /// A public key stands where a secret one belongs.
    #[error("this is a public key, a secret one is needed")]
    Public,
    /// The secret key is encrypted and no passphrase was given.
    #[error("the key is encrypted and needs its passphrase")]
    NeedsPassphrase,
    /// The passphrase does not open the key.
    #[error("the passphrase does not open the key")]
    WrongPassphrase,
    /// The file asks for more work to open it than any honest key needs, or for an outdated cipher.
    #[error("the key's encryption is outdated or asks for too much work")]
    Encryption,
}
