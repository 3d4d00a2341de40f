//! Randomness of the system.

use super::error::StoreError;

/// Fills `bytes` from the system's generator.
///
/// # Errors
///
/// [`StoreError::Random`]; a key is never made from anything else.
pub fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|_| StoreError::Random)
}
