//! Whether the keys that signed a record suffice for it.

use super::model::{Publisher, Role, Trust, TrustedKey};
use crate::time::Timestamp;

/// What a record asks of the keys that signed it.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The article's address as the record states it.
    pub uri: Option<&'a str>,
    /// Whether the record carries an editorial sign-off.
    pub editorial: bool,
    /// When the record says that it was issued.
    pub issued_at: Timestamp,
    /// The moment for which it is asked.
    pub at: Timestamp,
}

/// The publisher whose keys suffice.
#[derive(Clone, Debug)]
pub struct Accepted<'a> {
    /// The publisher.
    pub publisher: &'a Publisher,
    /// Those of its keys that signed and may; keys with a fault are left out.
    pub keys: Vec<&'a TrustedKey>,
    /// Whether the signature counts only because the record's own date is believed.
    pub rests_on_stated_time: bool,
}

/// Why the keys do not suffice, the gravest reason that was met.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Too few keys signed, each of them good.
    TooFew {
        /// How many signed.
        signed: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Enough keys signed, but none in this role.
    RoleMissing(String),
    /// A key may not sign for this address.
    Address(Option<String>),
    /// The record was issued outside of a key's validity.
    OutsideValidity {
        /// When the record says that it was issued.
        issued_at: Timestamp,
        /// The first second of the key's validity.
        from: Option<Timestamp>,
        /// The last second of the key's validity.
        until: Option<Timestamp>,
    },
    /// A key was revoked, and nothing proves that the record is older.
    Revoked {
        /// From when on.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl Trust {
    /// Asks whether the keys with the numbers `signers` (in [`Self::keys`]) suffice.
    ///
    /// # Errors
    ///
    /// The gravest [`Fault`] that was met, where no publisher's keys suffice.
    pub fn judge(&self, signers: &[usize], question: Question<'_>) -> Result<Accepted<'_>, Fault> {
        let mut gravest = Fault::TooFew { signed: 0, needed: 1 };
        let mut first = 0;
        for publisher in &self.publishers {
            let range = first..first + publisher.keys.len();
            first = range.end;
            let signed: Vec<&TrustedKey> = signers
                .iter()
                .filter(|s| range.contains(s))
                .map(|s| &publisher.keys[s - range.start])
                .collect();
            if signed.is_empty() {
                continue;
            }
            match publisher.accepts(&signed, question) {
                Ok(accepted) => return Ok(accepted),
                Err(fault) => gravest = gravest.max(fault),
            }
        }
        Err(gravest)
    }
}

impl Publisher {
    fn accepts<'a>(
        &'a self,
        signed: &[&'a TrustedKey],
        question: Question<'_>,
    ) -> Result<Accepted<'a>, Fault> {
        let mut good = Vec::new();
        let mut gravest = None;
        for key in signed {
            match key.fault(question) {
                None => good.push(*key),
                fault => gravest = gravest.max(fault),
            }
        }
        if good.len() < self.threshold {
            let few = Fault::TooFew { signed: good.len(), needed: self.threshold };
            return Err(gravest.unwrap_or(few));
        }
        let editor = question.editorial.then_some(Role::Editor);
        for role in self.required_roles.iter().copied().chain(editor) {
            if !good.iter().any(|k| k.may(role)) {
                return Err(gravest.unwrap_or_else(|| Fault::RoleMissing(role.to_string())));
            }
        }
        let ended = |k: &&TrustedKey| k.until.is_some_and(|until| question.at > until);
        let lasting = good.iter().filter(|k| !ended(k)).count();
        Ok(Accepted { publisher: self, rests_on_stated_time: lasting < self.threshold, keys: good })
    }
}

impl TrustedKey {
    /// What is wrong with a signature by this key, the gravest fault first.
    fn fault(&self, question: Question<'_>) -> Option<Fault> {
        if let Some(revoked) = self.revoked.as_ref().filter(|r| r.at <= question.at) {
            return Some(Fault::Revoked { at: revoked.at, reason: revoked.reason.clone() });
        }
        let early = self.from.is_some_and(|from| question.issued_at < from);
        let late = self.until.is_some_and(|until| question.issued_at > until);
        if early || late {
            let (issued_at, from, until) = (question.issued_at, self.from, self.until);
            return Some(Fault::OutsideValidity { issued_at, from, until });
        }
        let covered = |uri: &str| self.scopes.iter().any(|s| s.covers(uri));
        if !self.scopes.is_empty() && !question.uri.is_some_and(covered) {
            return Some(Fault::Address(question.uri.map(str::to_owned)));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SecretKey;

    fn time(text: &str) -> Timestamp {
        Timestamp::parse_date(text).unwrap()
    }

    fn trust(publisher: &str, keys: &[&str]) -> Trust {
        let mut text = format!("version = 1\n[[publisher]]\nname = \"P\"\n{publisher}\n");
        for (key, seed) in keys.iter().zip(1..) {
            let public = SecretKey::from_seed(&mut [seed; 32]).public().to_minisign();
            text.push_str(&format!("[[publisher.key]]\npublic = \"{public}\"\nfrom = 2026-01-01\n{key}\n"));
        }
        Trust::parse(&text).unwrap()
    }

    fn question(issued: &str, at: &str) -> Question<'static> {
        Question {
            uri: Some("https://news.example/a"),
            editorial: false,
            issued_at: time(issued),
            at: time(at),
        }
    }

    #[test]
    fn validity_is_asked_of_the_stated_date_and_both_ends_count() {
        let trust = trust("", &["until = 2026-12-31"]);
        let ask =
            |issued: &str, at: &str| trust.judge(&[0], question(issued, at)).map(|a| a.rests_on_stated_time);
        assert_eq!(ask("2026-01-01", "2026-06-01"), Ok(false));
        assert_eq!(ask("2026-12-31", "2026-12-31"), Ok(false));
        assert_eq!(ask("2026-12-31", "2036-01-01"), Ok(true));
        assert!(matches!(ask("2025-12-31", "2026-06-01"), Err(Fault::OutsideValidity { .. })));
        assert!(matches!(ask("2027-01-01", "2027-06-01"), Err(Fault::OutsideValidity { .. })));
    }

    #[test]
    fn a_revoked_key_fails_whatever_date_the_record_states() {
        let trust = trust("", &["revoked = { at = 2026-06-01, reason = \"lost\" }"]);
        let ask =
            |issued: &str, at: &str| trust.judge(&[0], question(issued, at)).map(|a| a.rests_on_stated_time);
        assert!(matches!(ask("2026-02-01", "2026-07-01"), Err(Fault::Revoked { .. })));
        assert_eq!(ask("2026-02-01", "2026-03-01"), Ok(false));
    }

    #[test]
    fn scopes_and_roles_bind() {
        let trust = trust("", &["scopes = [\"https://news.example/\"]\nroles = [\"ci\"]"]);
        let q = question("2026-02-01", "2026-02-01");
        assert!(trust.judge(&[0], q).is_ok());
        for uri in [None, Some("https://other.example/a")] {
            assert!(matches!(trust.judge(&[0], Question { uri, ..q }), Err(Fault::Address(_))));
        }
        assert_eq!(
            trust.judge(&[0], Question { editorial: true, ..q }).err(),
            Some(Fault::RoleMissing("editor".into()))
        );
    }

    #[test]
    fn a_threshold_wants_that_many_good_keys() {
        let trust = trust("threshold = 2", &["", "", "revoked = { at = 2026-01-02, reason = \"lost\" }"]);
        let q = question("2026-02-01", "2026-02-01");
        assert!(trust.judge(&[0, 1], q).is_ok());
        assert_eq!(trust.judge(&[0], q).err(), Some(Fault::TooFew { signed: 1, needed: 2 }));
        assert!(matches!(trust.judge(&[0, 2], q), Err(Fault::Revoked { .. })));
        assert!(trust.judge(&[0, 1, 2], q).is_ok());
        assert_eq!(trust.judge(&[], q).err(), Some(Fault::TooFew { signed: 0, needed: 1 }));
    }
}
