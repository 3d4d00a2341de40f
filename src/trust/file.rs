//! The trust file itself, in TOML.

use serde::{Deserialize, Deserializer, de};

use super::error::TrustError;
use super::model::{Publisher, Revocation, Role, Trust, TrustedKey};
use super::scope::Prefix;
use super::when::When;
use crate::key::PublicKey;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    publisher: Vec<FilePublisher>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct FilePublisher {
    name: String,
    #[serde(default = "one")]
    threshold: usize,
    #[serde(default)]
    required_roles: Vec<Role>,
    #[serde(default)]
    key: Vec<FileKey>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKey {
    public: String,
    from: When,
    until: Option<When>,
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(default)]
    scopes: Vec<Prefix>,
    #[serde(default, deserialize_with = "revoked")]
    revoked: Option<FileRevocation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRevocation {
    at: When,
    reason: String,
}

/// A bare date or `true` is what people write first, so the whole form is shown to them.
fn revoked<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<FileRevocation>, D::Error> {
    let how = "write revoked = { at = 2026-12-31, reason = \"why\" }";
    let value = toml::Value::deserialize(deserializer)?;
    if !value.is_table() {
        return Err(de::Error::custom(how));
    }
    let read = FileRevocation::deserialize(value);
    read.map(Some).map_err(|e| de::Error::custom(format!("{}: {how}", e.message())))
}

fn one() -> usize {
    1
}

impl Trust {
    /// Reads a trust file.
    ///
    /// # Errors
    ///
    /// [`TrustError`] where anything in it is unknown, missing, doubled or can never be met: trust is not guessed.
    pub fn parse(text: &str) -> Result<Self, TrustError> {
        let file: File = toml::from_str(text).map_err(TrustError::Toml)?;
        if file.version != 1 {
            return Err(TrustError::Version(file.version));
        }
        if file.publisher.is_empty() {
            return Err(TrustError::Empty);
        }
        let mut names = std::collections::BTreeSet::new();
        let mut ids = std::collections::BTreeSet::new();
        let mut publishers = Vec::new();
        for publisher in file.publisher {
            if !names.insert(publisher.name.clone()) {
                return Err(TrustError::DoubledPublisher(publisher.name));
            }
            let publisher = publisher.read()?;
            if let Some(doubled) = publisher.keys.iter().find(|k| !ids.insert(k.key.id())) {
                return Err(TrustError::DoubledKey(doubled.key.id()));
            }
            publishers.push(publisher);
        }
        Ok(Self { publishers })
    }
}

impl FilePublisher {
    fn read(self) -> Result<Publisher, TrustError> {
        let name = self.name;
        if self.threshold == 0 || self.threshold > self.key.len() {
            let (keys, threshold) = (self.key.len(), self.threshold);
            return Err(TrustError::Threshold { publisher: name, keys, threshold });
        }
        let keys = self.key.into_iter().zip(1..).map(|(key, number)| key.read(&name, number));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        if let Some(&role) = self.required_roles.iter().find(|r| !keys.iter().any(|k| k.may(**r))) {
            return Err(TrustError::Role { publisher: name, role });
        }
        Ok(Publisher { name, threshold: self.threshold, required_roles: self.required_roles, keys })
    }
}

impl FileKey {
    fn read(self, publisher: &str, number: usize) -> Result<TrustedKey, TrustError> {
        let key = PublicKey::parse(&self.public).map_err(|source| TrustError::Key {
            publisher: publisher.to_owned(),
            number,
            source,
        })?;
        let (from, until) = (self.from.first, self.until.map(|u| u.last));
        if until.is_some_and(|until| until < from) {
            return Err(TrustError::Validity { publisher: publisher.to_owned(), number });
        }
        Ok(TrustedKey {
            key,
            from: Some(from),
            until,
            roles: self.roles,
            scopes: self.scopes,
            revoked: self.revoked.map(|r| Revocation { at: r.at.first, reason: r.reason }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SecretKey;

    fn line(seed: u8) -> String {
        SecretKey::from_seed(&mut [seed; 32]).public().to_openssh("")
    }

    fn good() -> String {
        format!(
            r#"version = 1
[[publisher]]
name = "Harian Contoh"
threshold = 2
required-roles = ["editor"]
[[publisher.key]]
public = "{}"
roles = ["editor"]
from = 2026-01-01
until = "2026-12-31"
scopes = ["https://harian.example/"]
revoked = {{ at = 2026-06-01T00:00:00Z, reason = "laptop stolen" }}
[[publisher.key]]
public = "{}"
roles = ["ci"]
from = 2026-01-01
"#,
            line(1),
            line(2)
        )
    }

    #[test]
    fn a_revocation_without_its_parts_is_shown_how_to_write_them() {
        let whole = "{ at = 2026-06-01T00:00:00Z, reason = \"laptop stolen\" }";
        for odd in
            ["2026-12-01", "true", "\"yes\"", "{ at = 2026-12-01 }", "{ at = 2026-12-01, why = \"x\" }"]
        {
            let Err(TrustError::Toml(error)) = Trust::parse(&good().replacen(whole, odd, 1)) else {
                panic!("{odd} was taken")
            };
            let said = error.to_string();
            assert!(said.contains("revoked = { at = 2026-12-31, reason = \"why\" }"), "{said}");
            assert!(!said.contains("__toml"), "{said}");
        }
    }

    #[test]
    fn a_whole_file_reads() {
        let trust = Trust::parse(&good()).unwrap();
        let publisher = &trust.publishers()[0];
        assert_eq!((publisher.threshold, publisher.keys.len()), (2, 2));
        let key = &publisher.keys[0];
        assert_eq!(key.from.unwrap().to_string(), "2026-01-01T00:00:00Z");
        assert_eq!(key.until.unwrap().to_string(), "2026-12-31T23:59:59Z");
        assert_eq!(key.revoked.as_ref().unwrap().reason, "laptop stolen");
        assert!(key.may(Role::Editor) && !key.may(Role::Ci));
    }

    #[test]
    fn what_is_unknown_missing_doubled_or_impossible_is_refused() {
        let swap = |from: &str, to: &str| {
            let odd = good().replacen(from, to, 1);
            assert_ne!(odd, good(), "{from}");
            Trust::parse(&odd).unwrap_err().to_string()
        };
        for (from, to, says) in [
            ("version = 1", "version = 2", "version 2"),
            ("version = 1", "version = 1\nversion = 1", "malformed"),
            ("threshold = 2", "treshold = 2", "malformed"),
            ("threshold = 2", "threshold = 0", "threshold of 0"),
            ("threshold = 2", "threshold = 3", "threshold of 3"),
            ("threshold = 2", "threshold = -1", "malformed"),
            ("[\"editor\"]\nfrom", "[\"ci\"]\nfrom", "required role `editor`"),
            ("[\"editor\"]\nfrom", "[\"boss\"]\nfrom", "malformed"),
            ("from = 2026-01-01\nuntil", "until", "malformed"),
            ("from = 2026-01-01\nuntil", "from = 2026-01-01T00:00:00+07:00\nuntil", "malformed"),
            ("from = 2026-01-01\nuntil", "from = 2027-01-01\nuntil", "ends before"),
            ("https://harian.example/", "harian.example", "malformed"),
            (", reason = \"laptop stolen\"", "", "malformed"),
            (&line(2), &line(1), "twice"),
            (&line(2), "ssh-rsa AAAA", "key 2"),
        ] {
            let said = swap(from, to);
            assert!(said.contains(says), "{from} -> {to}: {said}");
        }
        assert!(matches!(Trust::parse("version = 1"), Err(TrustError::Empty)));
        let twice = format!("{}{}", good(), good().replacen("version = 1", "", 1));
        assert!(matches!(Trust::parse(&twice), Err(TrustError::DoubledPublisher(_))));
    }
}
