//! Signed bytes: the Dead Simple Signing Envelope, DSSE 1.0.2, with pure Ed25519 signatures.
//!
//! The envelope signs bytes together with their type and looks into neither. What is written is standard padded
//! base64 with a key identifier; what is read may use the URL-safe alphabet too, as DSSE asks, and may carry
//! fields that are not known here, which DSSE has readers ignore: nothing of them is signed, and nothing is used.

mod bundle;
mod check;
mod codec;
mod error;
mod model;
mod pae;
mod sign;

pub use bundle::to_sigstore_bundle;
pub use check::signers;
pub use codec::{MAX_SIGNATURES, MAX_SIZE};
pub use error::EnvelopeError;
pub use model::{Envelope, Signature};
pub use pae::pae;
pub use sign::{Signer, SignerError};
