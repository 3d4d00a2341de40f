//! What a trust file holds.

use std::fmt;

use serde::Deserialize;

use super::scope::Prefix;
use crate::key::PublicKey;
use crate::time::Timestamp;

/// The keys that are trusted.
#[derive(Clone, Debug)]
pub struct Trust {
    pub(super) publishers: Vec<Publisher>,
}

/// Someone whose records are trusted.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// The name that reports show; the record's own claim is never shown in its place.
    pub name: String,
    /// How many of its keys must have signed one record, at least 1.
    pub threshold: usize,
    /// Roles that must be among the keys that signed.
    pub required_roles: Vec<Role>,
    /// Its keys.
    pub keys: Vec<TrustedKey>,
}

/// One key and what it may do.
#[derive(Clone, Debug)]
pub struct TrustedKey {
    /// The key.
    pub key: PublicKey,
    /// The first second of its validity; none only for a key that was named on the command line.
    pub from: Option<Timestamp>,
    /// The last second of its validity.
    pub until: Option<Timestamp>,
    /// What it may sign as; empty means everything.
    pub roles: Vec<Role>,
    /// The addresses that it may sign for; empty means every address and none.
    pub scopes: Vec<Prefix>,
    /// When and why it was revoked.
    pub revoked: Option<Revocation>,
}

/// A revocation.
#[derive(Clone, Debug)]
pub struct Revocation {
    /// From when on the key is not to be trusted.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// What a key signs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A person of the newsroom: may sign an editorial sign-off.
    Editor,
    /// A machine that publishes: may not answer for a text.
    Ci,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Editor => "editor",
            Self::Ci => "ci",
        })
    }
}

impl Trust {
    /// Trust in single keys without validity, scope or role, as named by hand; each is a publisher of its own.
    #[must_use]
    pub fn in_keys(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        let mut publishers: Vec<Publisher> = Vec::new();
        for key in keys {
            if publishers.iter().any(|p| p.keys[0].key == key) {
                continue;
            }
            let name = format!("key {}", key.id());
            let key =
                TrustedKey { key, from: None, until: None, roles: vec![], scopes: vec![], revoked: None };
            publishers.push(Publisher { name, threshold: 1, required_roles: vec![], keys: vec![key] });
        }
        Self { publishers }
    }

    /// The publishers in the order of the file.
    #[must_use]
    pub fn publishers(&self) -> &[Publisher] {
        &self.publishers
    }

    /// Every key in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = &TrustedKey> {
        self.publishers.iter().flat_map(|p| &p.keys)
    }
}

impl TrustedKey {
    /// Whether the key may sign as `role`.
    #[must_use]
    pub fn may(&self, role: Role) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }
}
