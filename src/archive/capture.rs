//! What a record captured.

use super::batch::Cut;
use super::coding::{Body, dechunk, decode, is_packed};
use super::fixity::compare;
use super::message::Message;
use super::record::Head;
use super::{Damage, Digests, Fault, Limits, Piece};
use crate::item::{Capture, Fixity, Item, Media, Over, Passed, RecordKind, Refers, charset};
use crate::magic;

/// Reads the record behind `head`.
pub(super) fn capture(file: &str, head: &Head<'_>, cut: &Cut, block: &[u8], limits: Limits) -> Piece {
    let kind = head.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    let kind = match kind.as_slice() {
        b"response" => RecordKind::Response,
        b"resource" => RecordKind::Resource,
        b"conversion" => RecordKind::Conversion,
        _ => RecordKind::Revisit,
    };
    let uri = head.text("WARC-Target-URI");
    let damaged = |fault| {
        Piece::Damaged(Damage {
            fault,
            offset: cut.offset,
            length: cut.length,
            within: cut.within,
            record: Some(cut.number),
            uri: uri.clone(),
        })
    };
    let block_type = head.text("Content-Type").unwrap_or_default();
    let is_http = match kind {
        RecordKind::Response => is_http(uri.as_deref(), &block_type, block),
        RecordKind::Revisit => !block.is_empty(),
        _ => false,
    };
    let message = if is_http { Message::read(block) } else { None };
    if kind == RecordKind::Response && is_http && message.is_none() {
        return damaged(Fault::Body("the response has no HTTP head"));
    }
    if kind == RecordKind::Response && !is_http {
        return Piece::Passed(Passed::OtherMedia, 1);
    }
    let message = message.unwrap_or_else(|| Message::bare(block));
    let capture = Capture {
        file: file.to_owned(),
        kind,
        record: cut.number,
        offset: cut.offset,
        length: cut.length,
        within: cut.within,
        id: head.text("WARC-Record-ID"),
        date: head.text("WARC-Date"),
        status: message.status,
        truncated: head.text("WARC-Truncated"),
        payload_digest: head.text("WARC-Payload-Digest"),
        ..Capture::default()
    };
    if kind == RecordKind::Revisit {
        return revisit(file, head, message, capture, uri);
    }
    let content_type = match kind {
        RecordKind::Response => message.get("Content-Type").map(str::to_owned),
        _ => Some(block_type),
    };
    let content_type = content_type.filter(|said| !says_nothing(said));
    if message.status.is_some_and(|status| !(200..300).contains(&status)) {
        return Piece::Passed(Passed::Status, 1);
    }
    let media = content_type.as_deref().and_then(Media::of_type);
    if media.is_none() && content_type.is_some() {
        return Piece::Passed(Passed::OtherMedia, 1);
    }
    // The text of a conversion is UTF-8; whoever made it has decoded the page.
    let charset = match kind {
        RecordKind::Conversion => Some("utf-8".to_owned()),
        _ => content_type.as_deref().and_then(charset),
    };
    match body(head, &message, block, capture, limits) {
        Err(fault) => damaged(fault),
        // Servers send pictures under any type.
        Ok((bytes, _)) if !magic::packed(&bytes) && magic::binary(&bytes).is_some() => {
            Piece::Passed(Passed::OtherMedia, 1)
        }
        // What was never unpacked must not be taken for a page that says nothing.
        Ok((bytes, _)) if magic::packed(&bytes) || is_garbled(&bytes, charset.as_deref(), &message) => {
            damaged(Fault::Body(
                "the body is no text: it is packed in another way than its head says, or damaged",
            ))
        }
        // Nobody says what it is: only what looks like a page is taken for one.
        Ok((bytes, _)) if media.is_none() && !bytes.trim_ascii_start().starts_with(b"<") => {
            Piece::Passed(Passed::OtherMedia, 1)
        }
        Ok((bytes, capture)) => Piece::Document(Item {
            origin: format!("{file}#{}", cut.number),
            id: capture.id.clone(),
            uri,
            media,
            charset,
            headers: message.fields,
            bytes,
            capture: Some(Box::new(capture)),
            ..Item::default()
        }),
    }
}

/// The body out of its wrappings, and what its digests are worth.
fn body(
    head: &Head<'_>,
    message: &Message<'_>,
    block: &[u8],
    mut capture: Capture,
    limits: Limits,
) -> Result<(Vec<u8>, Capture), Fault> {
    let raw = message.body;
    let chunked = message.list("Transfer-Encoding").iter().any(|coding| coding == "chunked");
    let dechunked = if chunked { dechunk(raw) } else { None };
    let plain: &[u8] = dechunked.as_ref().map_or(raw, |body| &body.bytes);
    let decoded = decode(plain, &codings(message), limits)?;
    let whole = |body: &Option<Body>| body.as_ref().is_none_or(|body| body.whole);
    if message.status == Some(206) {
        capture.truncated.get_or_insert_with(|| "partial".to_owned());
    }
    if !whole(&dechunked) || !whole(&decoded) {
        capture.truncated.get_or_insert_with(|| "incomplete".to_owned());
    }
    if !chunked && capture.kind == RecordKind::Response && is_short(message) {
        capture.truncated.get_or_insert_with(|| "incomplete".to_owned());
    }
    let segmented = head.get("WARC-Segment-Number").is_some();
    if segmented {
        capture.truncated.get_or_insert_with(|| "segmented".to_owned());
    }
    let mut readings = vec![(Over::Raw, raw)];
    readings.extend(dechunked.as_ref().map(|body| (Over::Dechunked, &body.bytes[..])));
    readings.extend(decoded.as_ref().map(|body| (Over::Decoded, &body.bytes[..])));
    let block_digest = head.text("WARC-Block-Digest");
    let skipped = |given: Option<&str>| given.map_or(Fixity::NotGiven, |_| Fixity::NotChecked);
    let payload = capture.payload_digest.as_deref();
    let (fixity, sha256) = match limits.digests {
        Digests::Skipped => (skipped(payload), None),
        Digests::Payload | Digests::All => match compare(payload, &readings) {
            // It is that of all segments together (WARC 1.1, section 7.3).
            (Fixity::Differs(_), sha256) if segmented => (Fixity::NotChecked, sha256),
            found => found,
        },
    };
    (capture.payload, capture.sha256) = (fixity, sha256);
    let settled = matches!(capture.payload, Fixity::Matches(..));
    capture.block = match limits.digests {
        Digests::Skipped => skipped(block_digest.as_deref()),
        Digests::Payload if settled => skipped(block_digest.as_deref()),
        Digests::Payload | Digests::All => compare(block_digest.as_deref(), &[(Over::Raw, block)]).0,
    };
    let bytes = match (decoded, dechunked) {
        (Some(body), _) | (None, Some(body)) => body.bytes,
        (None, None) => raw.to_vec(),
    };
    if bytes.len() > limits.record {
        return Err(Fault::TooLarge { limit: limits.record });
    }
    Ok((bytes, capture))
}

/// What wraps the body, the outermost last: transfer codings lie around the content codings.
fn codings(message: &Message<'_>) -> Vec<String> {
    let mut codings = message.list("Content-Encoding");
    codings.extend(message.list("Transfer-Encoding").into_iter().filter(|coding| coding != "chunked"));
    codings
}

/// Whether `bytes`, out of all wrappings that were known, are no text. Of a body that was said to be packed less shows that
/// it still is.
fn is_garbled(bytes: &[u8], charset: Option<&str>, message: &Message<'_>) -> bool {
    /// Bytes that are looked at: what is packed is so all along.
    const LOOK: usize = 2048;
    let wide =
        charset.is_some_and(|name| name.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("utf-16")));
    let look = &bytes[..bytes.len().min(LOOK)];
    !wide && (magic::full_of_controls(look) || !codings(message).is_empty() && is_packed(bytes))
}

/// Whether the server announced more bytes than are here. Fewer say nothing: many archives unpack bodies and keep the header.
fn is_short(message: &Message<'_>) -> bool {
    let said = message.get("Content-Length").and_then(|said| said.parse::<u64>().ok());
    said.is_some_and(|said| said > message.body.len() as u64)
}

fn revisit(
    file: &str,
    head: &Head<'_>,
    message: Message<'_>,
    mut capture: Capture,
    uri: Option<String>,
) -> Piece {
    let refers = Refers {
        id: head.text("WARC-Refers-To"),
        uri: head.text("WARC-Refers-To-Target-URI"),
        date: head.text("WARC-Refers-To-Date"),
    };
    // What it says the digest of is not here to be compared.
    capture.payload = capture.payload_digest.as_ref().map_or(Fixity::NotGiven, |_| Fixity::NotChecked);
    capture.refers = Some(refers);
    let content_type = message.get("Content-Type").map(str::to_owned);
    let media = content_type.as_deref().and_then(Media::of_type);
    if media.is_none() && content_type.is_some() {
        return Piece::Passed(Passed::OtherMedia, 1);
    }
    Piece::Revisit(Item {
        origin: format!("{file}#{}", capture.record),
        id: capture.id.clone(),
        uri,
        media,
        headers: message.fields,
        capture: Some(Box::new(capture)),
        ..Item::default()
    })
}

/// Whether a media type leaves open what the body is (WHATWG MIME Sniffing, section 7).
fn says_nothing(said: &str) -> bool {
    let essence = said.split(';').next().unwrap_or_default().trim();
    ["", "unknown/unknown", "application/unknown", "*/*"]
        .iter()
        .any(|open| essence.eq_ignore_ascii_case(open))
}

/// Whether a response is one of HTTP: it says so, or it was got from the web and nothing else is said, or it begins as one.
fn is_http(uri: Option<&str>, block_type: &str, block: &[u8]) -> bool {
    let web = uri.and_then(|uri| uri.get(..4)).is_some_and(|start| start.eq_ignore_ascii_case("http"));
    let essence = block_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/http")
        || web && (essence.is_empty() || block.starts_with(b"HTTP/"))
}
