//! What is said of damage.

use crate::archive::Damage;
use crate::source::SourceError;

/// The damage as an error of its file.
pub(in crate::source) fn refusal(file: &str, damage: Damage) -> SourceError {
    let Damage { fault, offset, length, within, record, uri } = damage;
    let origin = record.map_or_else(|| file.to_owned(), |number| format!("{file}#{number}"));
    let message = match within {
        0 => fault.to_string(),
        within => format!("{fault} (byte {within} of what is unpacked there)"),
    };
    SourceError::Damaged { origin, record, offset, length, message, uri }
}
