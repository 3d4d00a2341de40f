//! Where in an archive a capture lies.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::time::Timestamp;

/// What came of a payload digest that an archive states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DigestCheck {
    /// The digest as the archive states it, `sha1:...`.
    pub stated: String,
    /// Over which bytes it holds (`raw`, `dechunked`, `decoded`), `none` where over none of them, `unchecked` where it
    /// was not asked or its algorithm is not known.
    pub over: String,
}

/// Where a capture lies, and what the archive says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Origin {
    /// The file.
    pub source: String,
    /// What a person would call the document: the file, or the file with a record number.
    pub name: String,
    /// The number of the record in the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Where the record begins in the file, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// How many bytes it takes there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// The identifier that the input gave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The address that was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Timestamp>,
    /// Why the archive holds less than was sent, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub truncated: Option<String>,
    /// The payload digests that the archive states, with what came of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub digests: Vec<DigestCheck>,
}

impl Origin {
    /// What tells one page from another: its normalised address, else the file and the identifier in it, else its name.
    #[must_use]
    pub fn page(&self) -> String {
        if let Some(address) = self.url.as_deref().and_then(super::address) {
            return address.key;
        }
        match &self.id {
            Some(id) => format!("id:{id}"),
            None => format!("file:{}", self.name),
        }
    }

    /// The number under which the page is found: the first 63 bits of the SHA-256 of [`Origin::page`].
    #[must_use]
    pub fn page_number(&self) -> i64 {
        number(&self.page())
    }
}

/// The first 63 bits of the SHA-256 of `page`.
pub(super) fn number(page: &str) -> i64 {
    let digest = Digest::of(page.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest.0[..8]);
    i64::from_be_bytes(first) & i64::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_page_however_it_was_written_and_a_file_is_its_own() {
        let of = |url: Option<&str>, id: Option<&str>| Origin {
            name: "a.jsonl#3".into(),
            url: url.map(str::to_owned),
            id: id.map(str::to_owned),
            ..Origin::default()
        };
        let a = of(Some("http://WWW.warta.example/kota/pasar/?utm_source=x#top"), None);
        let b = of(Some("https://warta.example/kota/pasar"), None);
        assert_eq!(a.page_number(), b.page_number());
        assert_eq!(of(None, Some("7")).page(), "id:7");
        assert_eq!(of(None, None).page(), "file:a.jsonl#3");
        assert!(of(None, None).page_number() >= 0);
    }
}
