//! What an archive says of a document, in the words of an audit.

use std::path::Path;

use terang::audit::{DigestCheck, Origin};
use terang::item::{Capture, Fixity, Item, Over, Passed, RecordKind};
use terang::source::SourceError;

use super::moment::moment;

/// Where the document in `item` lies.
pub(super) fn origin(source: &str, item: &Item) -> Origin {
    let mut origin = Origin {
        source: source.to_owned(),
        name: item.origin.clone(),
        id: item.id.clone(),
        url: item.uri.clone(),
        ..Origin::default()
    };
    match &item.capture {
        Some(capture) => learn(&mut origin, capture),
        None => origin.record = number(source, &item.origin),
    }
    origin
}

fn learn(origin: &mut Origin, capture: &Capture) {
    origin.record = Some(capture.record);
    // A row stands in many places of its file, one for each column.
    let placed = capture.kind != RecordKind::Row;
    origin.offset = placed.then_some(capture.offset);
    origin.length = placed.then_some(capture.length);
    origin.id = origin.id.take().or_else(|| capture.id.clone());
    origin.captured = capture.date.as_deref().and_then(moment);
    origin.truncated.clone_from(&capture.truncated);
    let checks = [(&capture.payload, capture.payload_digest.as_deref()), (&capture.block, None)];
    for (fixity, stated) in checks {
        // The block around a payload is hashed only where the payload settles nothing; that is no gap of its own.
        if stated.is_none() && *fixity == Fixity::NotChecked && capture.payload != Fixity::NotGiven {
            continue;
        }
        let over = match fixity {
            Fixity::NotGiven => continue,
            Fixity::NotChecked | Fixity::Unknown => "unchecked",
            Fixity::Matches(_, Over::Raw) => "raw",
            Fixity::Matches(_, Over::Dechunked) => "dechunked",
            Fixity::Matches(_, Over::Decoded) => "decoded",
            Fixity::Differs(_) => "none",
        };
        let stated = stated.unwrap_or("block").to_owned();
        origin.digests.push(DigestCheck { stated, over: over.to_owned() });
    }
}

/// Where that lies which could not be read.
pub(super) fn failed(source: &str, error: &SourceError) -> Origin {
    let mut origin =
        Origin { source: source.to_owned(), name: error.origin().to_owned(), ..Origin::default() };
    match error {
        SourceError::Record { record, id, extent, .. } => {
            origin.record = Some(*record);
            origin.offset = extent.map(|(offset, _)| offset);
            origin.length = extent.map(|(_, length)| length);
            origin.id.clone_from(id);
        }
        SourceError::Damaged { record, offset, length, uri, .. } => {
            origin.record = *record;
            origin.offset = Some(*offset);
            origin.length = Some(*length);
            origin.url.clone_from(uri);
        }
        _ => origin.record = number(source, error.origin()),
    }
    origin
}

/// The number of a record that is named `source#7`.
fn number(source: &str, name: &str) -> Option<u64> {
    name.strip_prefix(source)?.strip_prefix('#')?.parse().ok()
}

/// The first folder below the one that was typed, or the only folder of a path that was typed itself.
pub(super) fn section(path: &Path, root: Option<&Path>) -> Option<String> {
    let below = path.strip_prefix(root?).ok()?;
    let first = below.parent()?.components().next()?;
    Some(first.as_os_str().to_string_lossy().into_owned())
}

/// Why records were passed over, as a word.
pub(super) const fn passed(why: Passed) -> &'static str {
    match why {
        Passed::Request => "request",
        Passed::Metadata => "metadata",
        Passed::Info => "info",
        Passed::OtherRecord => "other-record",
        Passed::OtherMedia => "other-media",
        Passed::Status => "http-status",
    }
}

#[cfg(test)]
mod tests {
    use terang::item::Hash;

    use super::*;

    #[test]
    fn a_block_that_was_not_asked_behind_a_payload_that_held_is_no_gap() {
        let overs = |payload: Fixity, block: Fixity| {
            let capture = Capture {
                payload,
                payload_digest: (payload != Fixity::NotGiven).then(|| "sha1:X".to_owned()),
                block,
                ..Capture::default()
            };
            let mut origin = Origin::default();
            learn(&mut origin, &capture);
            origin.digests.into_iter().map(|d| format!("{} {}", d.stated, d.over)).collect::<Vec<_>>()
        };
        let (held, broken) = (Fixity::Matches(Hash::Sha1, Over::Raw), Fixity::Differs(Hash::Sha1));
        let skipped = Fixity::NotChecked;
        assert_eq!(overs(held, skipped), ["sha1:X raw"]);
        assert_eq!(overs(skipped, skipped), ["sha1:X unchecked"]);
        assert_eq!(overs(Fixity::NotGiven, skipped), ["block unchecked"]);
        assert_eq!(overs(Fixity::Unknown, held), ["sha1:X unchecked", "block raw"]);
        assert_eq!(overs(broken, held), ["sha1:X none", "block raw"]);
        assert!(overs(Fixity::NotGiven, Fixity::NotGiven).is_empty());
    }

    #[test]
    fn a_section_is_the_first_folder_below_what_was_typed() {
        let of = |path: &str, root: Option<&str>| section(Path::new(path), root.map(Path::new));
        assert_eq!(of("site/sport/2026/a.html", Some("site")), Some("sport".into()));
        assert_eq!(of("site/a.html", Some("site")), None);
        assert_eq!(of("site/sport/a.html", None), None);
    }
}
