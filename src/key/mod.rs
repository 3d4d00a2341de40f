//! Ed25519 keys (RFC 8032) and the text forms that people have them in.
//!
//! A public key is the same 32 bytes as SPKI PEM (RFC 8410), an OpenSSH line, a minisign line or a JWK (RFC 8037);
//! a secret key is PKCS#8 PEM (RFC 5958), encrypted or plain. Weak and non-canonical public keys do not load.

mod error;
mod jwk;
mod line;
mod pem;
mod public;
mod secret;

pub use error::KeyError;
pub use pem::EncryptionSeed;
pub use public::PublicKey;
pub use secret::SecretKey;
