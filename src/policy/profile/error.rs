//! Why a profile cannot be used.

use crate::policy::Code;

/// Why a profile cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// It is no TOML, or has a key or value that profiles do not have.
    #[error("{}", .0.message())]
    Toml(#[from] toml::de::Error),
    /// A clause names a code that no profile can ask for.
    #[error("clause `{clause}` asks for `{code}`, which is no check of a profile")]
    NoClause {
        /// The clause.
        clause: String,
        /// The code.
        code: Code,
    },
    /// A clause has a key that its check does not read.
    #[error("clause `{clause}` has `{key}`, and `{code}` does not read it")]
    Unread {
        /// The clause.
        clause: String,
        /// The key.
        key: &'static str,
        /// The check.
        code: Code,
    },
    /// A clause lacks a key that its check needs.
    #[error("clause `{clause}` lacks `{key}`, which `{code}` needs")]
    Lacks {
        /// The clause.
        clause: String,
        /// The key.
        key: &'static str,
        /// The check.
        code: Code,
    },
    /// A clause names a source or an exemption that the profile does not have.
    #[error("clause `{clause}` names `{name}`, and the profile has no {what} of that name")]
    Dangling {
        /// The clause.
        clause: String,
        /// What it names.
        name: String,
        /// `source` or `exemption`.
        what: &'static str,
    },
    /// Two clauses have one name.
    #[error("two clauses are called `{0}`")]
    Twice(String),
    /// A day that is no day.
    #[error("`{0}` is no day; write YYYY-MM-DD")]
    Day(String),
    /// An `any` within an `any`.
    #[error("clause `{0}` has an `any` within an `any`")]
    Nested(String),
    /// The name of the profile has characters that no name has.
    #[error("the profile's id is `{0}`; write small letters, digits and hyphens")]
    Id(String),
}
