//! Statements to and from the bytes that are signed.

use serde::Deserialize;

use super::error::RecordError;
use super::statement::Statement;
use crate::canon::PROFILE;
use crate::merkle;

/// The payload type of every envelope that holds a record.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

const STATEMENT_FAMILY: &str = "https://in-toto.io/Statement/";
const PREDICATE_FAMILY: &str = "https://w3id.org/terang/ai-disclosure/";

/// What says whose rules the rest is to be read by. Everything else is passed over here and read strictly later.
#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "_type")]
    statement: String,
    #[serde(rename = "predicateType")]
    predicate: String,
}

#[derive(Deserialize)]
struct Version {
    predicate: VersionOfPredicate,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct VersionOfPredicate {
    schema_version: String,
}

impl Statement {
    /// The bytes to be signed: JSON on one line.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings, numbers and arrays in fixed fields are JSON")
    }

    /// Reads a payload of type `payload_type`.
    ///
    /// Nothing read is to be believed before a trusted signature over the same bytes holds; `verify::record` sees to
    /// that order.
    ///
    /// # Errors
    ///
    /// [`RecordError`]: a version that is not known here is told as such before anything else is looked at, so that
    /// a newer record is never called malformed.
    pub fn parse(payload_type: &str, payload: &[u8]) -> Result<Self, RecordError> {
        if payload_type != PAYLOAD_TYPE {
            return Err(RecordError::PayloadType);
        }
        known_version(payload)?;
        let statement: Self = serde_json::from_slice(payload).map_err(RecordError::Json)?;
        statement.consistent()?;
        Ok(statement)
    }

    /// Whether the fields go together.
    fn consistent(&self) -> Result<(), RecordError> {
        let text = &self.predicate.text;
        if text.profile.as_str() != PROFILE {
            return Err(RecordError::Version { part: "text profile", found: text.profile.to_string() });
        }
        if merkle::root(&text.paragraphs) != text.root {
            return Err(RecordError::Inconsistent("the root is not the root of its paragraphs"));
        }
        let paragraphs = text.paragraphs.len();
        for disclosure in &self.predicate.disclosures {
            let within = match disclosure.paragraph {
                Some(0) => text.headline.is_some(),
                Some(number) => usize::try_from(number).is_ok_and(|n| n <= paragraphs),
                None => true,
            };
            if !within {
                return Err(RecordError::Inconsistent(
                    "a disclosure stands in a paragraph that is not there",
                ));
            }
        }
        if self.predicate.editorial.as_ref().is_some_and(super::Editorial::is_empty) {
            return Err(RecordError::Inconsistent("the editorial sign-off is empty"));
        }
        Ok(())
    }
}

fn known_version(payload: &[u8]) -> Result<(), RecordError> {
    let kind: Kind = serde_json::from_slice(payload).map_err(RecordError::Json)?;
    for (part, found, known, family) in [
        ("statement", &kind.statement, "v1", STATEMENT_FAMILY),
        ("predicate", &kind.predicate, "v1", PREDICATE_FAMILY),
    ] {
        let version = found.strip_prefix(family).ok_or(RecordError::OtherPredicate)?;
        if version != known {
            return Err(RecordError::Version { part, found: version.to_owned() });
        }
    }
    let version: Version = serde_json::from_slice(payload).map_err(RecordError::Json)?;
    let schema = version.predicate.schema_version;
    if schema == "1.0" { Ok(()) } else { Err(RecordError::Version { part: "schema", found: schema }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::record::{AiUse, Article, Checked, Predicate, SchemaVersion, TextDigests, Words};
    use crate::time::Timestamp;
    use crate::vocabulary::{Involvement, Modality, Review, Scope};

    fn statement() -> Statement {
        let paragraphs = vec![merkle::leaf_hash(b"one"), merkle::leaf_hash(b"two")];
        let words = |w: &str| Words::new(w).unwrap();
        Statement::new(
            words("a.md"),
            Digest::of(b"a"),
            Predicate {
                schema_version: SchemaVersion::V1_0,
                article: Article { headline: Some(words("One")), ..Article::default() },
                text: TextDigests {
                    profile: words(PROFILE),
                    unicode: words("16.0.0"),
                    selector: None,
                    drop: vec![],
                    headline: None,
                    root: merkle::root(&paragraphs),
                    paragraphs,
                },
                ai_use: AiUse {
                    involvement: Involvement::Assisted,
                    modality: Modality::Text,
                    scope: Scope::Article,
                    review: Review::Reviewed,
                    tools: vec![],
                },
                disclosures: vec![],
                signals: vec![],
                editorial: None,
                checked_with: Checked {
                    version: words("0.1.0"),
                    ruleset: Digest::of(b"rules"),
                    policy: None,
                    overrides: vec![],
                },
                issued_at: Timestamp::parse("2026-11-22T08:30:00Z").unwrap(),
                supersedes: None,
            },
        )
    }

    fn parse(text: &str) -> Result<Statement, RecordError> {
        Statement::parse(PAYLOAD_TYPE, text.as_bytes())
    }

    fn text() -> String {
        String::from_utf8(statement().to_bytes()).unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        assert_eq!(parse(&text()).unwrap(), statement());
    }

    #[test]
    fn unknown_and_doubled_fields_are_refused_at_every_level() {
        let good = text();
        let mut at = 0;
        let mut levels = 0;
        while let Some(found) = good[at..].find('{') {
            at += found + 1;
            levels += 1;
            let unknown = format!("{}\"extra\":1,{}", &good[..at], &good[at..]);
            assert!(matches!(parse(&unknown), Err(RecordError::Json(_))), "{unknown}");
            let first = &good[at..at + good[at..].find(':').unwrap()];
            let doubled = format!("{}{first}:null,{}", &good[..at], &good[at..]);
            assert!(parse(&doubled).is_err(), "{doubled}");
        }
        assert_eq!(levels, 8);
        let escaped = good.replace("\"predicate\":{", "\"predic\\u0061te\":{},\"predicate\":{");
        assert!(matches!(parse(&escaped), Err(RecordError::Json(_))));
    }

    #[test]
    fn another_version_is_told_before_anything_else() {
        for (from, to) in [
            ("Statement/v1", "Statement/v2"),
            ("ai-disclosure/v1", "ai-disclosure/v2"),
            ("\"1.0\"", "\"1.1\""),
            ("terang-text/1", "terang-text/2"),
        ] {
            let newer = text().replace(from, to);
            assert!(matches!(parse(&newer), Err(RecordError::Version { .. })), "{to}");
        }
        // What a newer schema has more of does not stand in the way of saying so.
        let newer = text().replace("\"1.0\"", "\"1.1\",\"new\":[]");
        assert!(matches!(parse(&newer), Err(RecordError::Version { part: "schema", .. })));
    }

    #[test]
    fn another_kind_of_payload_or_predicate_is_no_record() {
        assert!(matches!(
            Statement::parse("application/json", &statement().to_bytes()),
            Err(RecordError::PayloadType)
        ));
        let slsa =
            text().replace("https://w3id.org/terang/ai-disclosure/v1", "https://slsa.dev/provenance/v1");
        assert!(matches!(parse(&slsa), Err(RecordError::OtherPredicate)));
    }

    #[test]
    fn fields_that_do_not_go_together_are_refused() {
        let mut wrong = statement();
        wrong.predicate.text.paragraphs.swap(0, 1);
        let bytes = wrong.to_bytes();
        assert!(matches!(Statement::parse(PAYLOAD_TYPE, &bytes), Err(RecordError::Inconsistent(_))));
        let weak = text().replace("\"sha256\"", "\"md5\"");
        assert!(matches!(parse(&weak), Err(RecordError::Json(_))));
        let two =
            text().replace("\"subject\":[", "\"subject\":[{\"name\":\"b\",\"digest\":{\"sha256\":\"00\"}},");
        assert!(matches!(parse(&two), Err(RecordError::Json(_))));
    }
}
