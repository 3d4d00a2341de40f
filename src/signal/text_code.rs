//! Codes that stand in the visible text and are made to be parsed: the AID Framework's statement, IBM's AI
//! attribution code, `cred` codes.
//!
//! They are found by the one fixed part that each of them has. The single letters of other codes (`AI-A`, `AI-G`)
//! are too short to tell from ordinary text and are not read.

use super::model::{Authority, Signal, shorten};
use crate::document::Document;
use crate::span::Span;
use crate::vocabulary::{Involvement, Review};

const CARRIER: &str = "text";
const AID: &str = "AID Statement:";
const AIA: &str = "AIA ";
const CRED: &str = "cred-";
const MOST: usize = 100;
const MOST_TRIED: usize = 10_000;

/// Reads what follows a code's fixed part: the signal, and how many bytes belong to it.
type Reader = fn(&str) -> Option<(Signal, usize)>;

/// Reads every code in the visible text.
///
/// Three plain searches for rare words take a quarter of the time of one automaton for all of them.
pub(super) fn read(document: &Document, out: &mut Vec<Signal>) {
    let text = document.visible();
    for (fixed, reader) in [(AID, aid as Reader), (AIA, aia), (CRED, cred)] {
        for start in memchr::memmem::find_iter(text.as_bytes(), fixed).take(MOST_TRIED) {
            if text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.')) {
                continue;
            }
            // No code is longer, and none goes over the end of its line.
            let after = start + fixed.len();
            let rest = bounded(&text[after..], 2048);
            let rest = rest.split(['\n', '\r']).next().unwrap_or(rest);
            let Some((signal, length)) = reader(rest) else { continue };
            out.push(Signal { span: document.source_span(Span::new(start, after + length)), ..signal });
            if out.len() >= MOST {
                return;
            }
        }
    }
}

fn bounded(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `AID Statement: Artificial Intelligence Tool: NAME; HEADING: what for; …`
fn aid(rest: &str) -> Option<(Signal, usize)> {
    let length = rest.rfind(';').map_or(rest.len(), |at| at + 1);
    let parts: Vec<(&str, &str)> = rest[..length]
        .split(';')
        .filter_map(|part| part.split_once(':'))
        .map(|(k, v)| (k.trim(), v.trim()))
        .collect();
    let tool =
        parts.iter().find(|(key, _)| key.to_ascii_lowercase().starts_with("artificial intelligence tool"))?;
    let mut signal = Signal::new(
        CARRIER,
        "aid-framework",
        Authority::Vendor,
        "AID Statement",
        rest[..length].trim(),
        Span::default(),
    );
    let headings: Vec<&str> = parts.iter().filter(|part| *part != tool).map(|(key, _)| *key).collect();
    let translated =
        !headings.is_empty() && headings.iter().all(|key| key.to_ascii_lowercase().contains("translation"));
    signal.involvement = Some(if translated { Involvement::Translated } else { Involvement::Assisted });
    signal.tool = (!tool.1.is_empty()).then(|| shorten(tool.1));
    Some((signal, length))
}

/// `AIA PAI Ce Hin R NAME v1.0`: the share of AI, letters for acts, whether it was reviewed, the tool.
fn aia(rest: &str) -> Option<(Signal, usize)> {
    let mut words = rest.split(' ').peekable();
    let share = words.next()?;
    let involvement = match share {
        "EAI" => Some(Involvement::Generated),
        "PAI" | "HAb" => Some(Involvement::Assisted),
        "Ph" | "Eh" => None,
        _ => return None,
    };
    let mut length = share.len();
    let mut review = Review::Unstated;
    let letters = |word: &&str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
    while let Some(word) = words.next_if(letters) {
        length += 1 + word.len();
        if word == "R" {
            review = Review::Reviewed;
        }
    }
    let mut tool: Vec<&str> = Vec::new();
    let mut version = None;
    for word in words.take(12) {
        length += 1 + word.len();
        if is_version(word.trim_end_matches(['.', ',', ';', ')'])) {
            version = Some(word);
            break;
        }
        tool.push(word);
    }
    // The version of the code closes it; without it these are words that happen to begin alike.
    version?;
    let mut signal = Signal::new(
        CARRIER,
        "ibm-aia",
        Authority::Vendor,
        AIA.trim(),
        rest[..length].trim(),
        Span::default(),
    );
    (signal.involvement, signal.review) = (involvement, review);
    signal.tool = (!tool.is_empty()).then(|| shorten(&tool.join(" ")));
    Some((signal, length))
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v')
        .is_some_and(|n| n.contains('.') && n.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

/// `cred-dr-cr 1.0`. What its letters mean is not settled, so it is kept and claims nothing.
fn cred(rest: &str) -> Option<(Signal, usize)> {
    let (letters, after) = rest.split_once(' ')?;
    let pairs =
        letters.split('-').all(|pair| pair.len() == 2 && pair.bytes().all(|b| b.is_ascii_lowercase()));
    let number = after.split(|c: char| !c.is_ascii_digit() && c != '.').next()?.trim_end_matches('.');
    if !pairs || !number.contains('.') {
        return None;
    }
    let length = letters.len() + 1 + number.len();
    let value = format!("{CRED}{}", &rest[..length]);
    Some((Signal::new(CARRIER, "cred", Authority::Folk, "cred", &value, Span::default()), length))
}

#[cfg(test)]
mod tests {
    use super::super::{Settings, Signal};
    use super::*;

    fn said(text: &str) -> Vec<Signal> {
        super::super::read(&Document::plain(text.to_owned(), None, Vec::new()), &Settings::default())
    }

    #[test]
    fn an_aid_statement_names_tool_and_headings() {
        let text = "End.\n\nAID Statement: Artificial Intelligence Tool: Lyra 2; Writing—Review & Editing: grammar;\n";
        let signals = said(text);
        assert_eq!(signals.len(), 1);
        assert_eq!(
            (signals[0].involvement, signals[0].tool.as_deref()),
            (Some(Involvement::Assisted), Some("Lyra 2"))
        );
        assert_eq!(&text[signals[0].span.start..signals[0].span.end], text[6..].trim_end());
        let translated = said("AID Statement: Artificial Intelligence Tool: Lyra; Translation: from Malay;");
        assert_eq!(translated[0].involvement, Some(Involvement::Translated));
    }

    #[test]
    fn an_attribution_code_ends_in_its_version() {
        let signals = said("AIA PAI Ce Hin R Lyra 2.5 Pro v1.0 and more");
        assert_eq!(
            (signals[0].involvement, signals[0].review),
            (Some(Involvement::Assisted), Review::Reviewed)
        );
        assert_eq!(signals[0].tool.as_deref(), Some("Lyra 2.5 Pro"));
        assert_eq!(signals[0].value, "PAI Ce Hin R Lyra 2.5 Pro v1.0");
        assert_eq!(said("AIA EAI Lyra v1.0")[0].involvement, Some(Involvement::Generated));
        assert_eq!(said("AIA PAI is an insurer"), []);
    }

    #[test]
    fn a_cred_code_is_kept_and_claims_nothing() {
        let signals = said("Licence: cred-dr-cr 1.0.");
        assert_eq!((signals[0].value.as_str(), signals[0].claims_ai()), ("cred-dr-cr 1.0", None));
    }

    #[test]
    fn words_that_only_look_alike_are_nothing() {
        for text in [
            "sacred-cow 1.0",
            "cred-ible 1.0",
            "cred-dr",
            "The AIA Group said",
            "FAIA PAI v1.0",
            "AID Statement: none",
        ] {
            assert_eq!(said(text), [], "{text}");
        }
    }
}
