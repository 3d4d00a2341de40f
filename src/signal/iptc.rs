//! The IPTC Digital Source Type NewsCodes (version of 2024-09-17) in every spelling they are met in.
//!
//! One vocabulary, three owners: IPTC itself (<http://cv.iptc.org/newscodes/digitalsourcetype/>), schema.org with
//! its `IPTCDigitalSourceEnumeration` (pending), and two additions by C2PA.

use super::model::{Authority, Problem, Signal};
use crate::vocabulary::{Involvement, Modality};

/// Whether a term may still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Current,
    Retired(&'static str),
}

/// One term of the vocabulary.
#[derive(Debug)]
struct Term {
    /// The IPTC identifier.
    id: &'static str,
    /// The schema.org member without its ending `DigitalSource`; empty where there is none.
    member: &'static str,
    involvement: Option<Involvement>,
    state: State,
}

const fn term(id: &'static str, member: &'static str, involvement: Option<Involvement>) -> Term {
    Term { id, member, involvement, state: State::Current }
}

const fn retired(
    id: &'static str,
    member: &'static str,
    involvement: Option<Involvement>,
    today: &'static str,
) -> Term {
    Term { id, member, involvement, state: State::Retired(today) }
}

const NONE: Option<Involvement> = Some(Involvement::None);
const ASSISTED: Option<Involvement> = Some(Involvement::Assisted);
const GENERATED: Option<Involvement> = Some(Involvement::Generated);
const AUTOMATED: Option<Involvement> = Some(Involvement::Automated);

const TERMS: &[Term] = &[
    term("digitalCapture", "DigitalCapture", NONE),
    term("computationalCapture", "MultiFrameComputationalCapture", NONE),
    term("negativeFilm", "NegativeFilm", NONE),
    term("positiveFilm", "PositiveFilm", NONE),
    term("print", "Print", NONE),
    retired("minorHumanEdits", "MinorHumanEdits", NONE, "humanEdits"),
    term("humanEdits", "", NONE),
    term("compositeWithTrainedAlgorithmicMedia", "CompositeWithTrainedAlgorithmicMedia", ASSISTED),
    term(PROGRAM_ONLY, "AlgorithmicallyEnhanced", ASSISTED),
    retired("softwareImage", "", None, ""),
    retired("digitalArt", "DigitalArt", NONE, "digitalCreation"),
    term("digitalCreation", "", NONE),
    term("dataDrivenMedia", "DataDrivenMedia", AUTOMATED),
    term("trainedAlgorithmicMedia", "TrainedAlgorithmicMedia", GENERATED),
    term("algorithmicMedia", "AlgorithmicMedia", AUTOMATED),
    term("screenCapture", "ScreenCapture", NONE),
    // These two may hold generated parts and may hold none: nothing follows from them.
    term("virtualRecording", "VirtualRecording", None),
    term("composite", "Composite", None),
    term("compositeCapture", "CompositeCapture", NONE),
    term("compositeSynthetic", "CompositeSynthetic", ASSISTED),
];

/// Enhancement by an algorithm that a person set going and that makes nothing new: sharpening, noise reduction.
const PROGRAM_ONLY: &str = "algorithmicallyEnhanced";

/// C2PA's own terms. `empty` is a blank sheet: what was done to it afterwards is said elsewhere.
const C2PA_TERMS: &[Term] = &[term("empty", "", None), term(TRAINED_DATA, "", Some(Involvement::Generated))];

const TRAINED_DATA: &str = "trainedAlgorithmicData";

/// What a value turned out to be.
struct Reading {
    term: &'static Term,
    dialect: &'static str,
    authority: Authority,
}

/// Reads `value` into `signal`: dialect, authority, involvement, and what is wrong with it.
pub(super) fn apply(value: &str, mut signal: Signal) -> Signal {
    let Some(reading) = read(value) else {
        return signal.with_problem(Problem::Invalid(
            "not a term of the IPTC Digital Source Type vocabulary".to_owned(),
        ));
    };
    signal.dialect = reading.dialect;
    // A carrier without any standing lends the value none.
    signal.authority = signal.authority.min(reading.authority);
    signal.involvement = reading.term.involvement;
    if reading.term.id == TRAINED_DATA {
        signal.modality = signal.modality.or(Some(Modality::Data));
    }
    match (reading.term.state, reading.dialect) {
        // schema.org has kept its member, so there it is not retired.
        (State::Current, _) | (_, "schema-org") => signal,
        (State::Retired(""), _) => signal.with_problem(Problem::Retired(format!(
            "`{}` has been withdrawn from the vocabulary",
            reading.term.id
        ))),
        (State::Retired(today), _) => signal.with_problem(Problem::Retired(format!(
            "`{}` has been withdrawn from the vocabulary; today it is `{today}`",
            reading.term.id
        ))),
    }
}

/// Whether the value is a term of the vocabulary in any spelling.
pub(super) fn knows(value: &str) -> bool {
    read(value).is_some()
}

/// Whether the signal's value is the term for non-generative enhancement.
pub(super) fn is_program_only(signal: &Signal) -> bool {
    matches!(signal.dialect, "iptc" | "schema-org")
        && read(&signal.value).is_some_and(|reading| reading.term.id == PROGRAM_ONLY)
}

fn read(value: &str) -> Option<Reading> {
    let value = value.trim();
    if value.len() > 200 {
        return None;
    }
    let plain = value.strip_suffix('/').unwrap_or(value);
    if let Some(id) = after_host(plain, "cv.iptc.org/newscodes/digitalsourcetype/") {
        return identifier(id, Authority::Standard);
    }
    if let Some(id) = after_host(plain, "c2pa.org/digitalsourcetype/") {
        let term = C2PA_TERMS.iter().find(|t| t.id == id)?;
        return Some(Reading { term, dialect: "c2pa", authority: Authority::Standard });
    }
    if let Some(name) = after_host(plain, "schema.org/") {
        return member(name);
    }
    if let Some(id) = after(plain, "digsrctype:") {
        return identifier(id, Authority::Standard);
    }
    let bare = after(plain, "schema:").unwrap_or(plain);
    // A bare word is no identifier in any of the standards, only in the habits of vendors.
    member(bare).or_else(|| identifier(bare, Authority::Vendor))
}

/// The rest of `value` after `http://HOST/PATH/` or the like, compared without regard to ASCII case.
fn after_host<'a>(value: &'a str, host: &str) -> Option<&'a str> {
    let rest = after(value, "http://").or_else(|| after(value, "https://"))?;
    let rest = after(rest, "www.").unwrap_or(rest);
    after(rest, host)
}

fn after<'a>(value: &'a str, prefix: &str) -> Option<&'a str> {
    let head = value.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &value[prefix.len()..])
}

/// An IPTC identifier: as registered, or in another case or with `_`, `-` or spaces between its words.
fn identifier(id: &str, authority: Authority) -> Option<Reading> {
    let registered = TERMS.iter().find(|t| t.id == id);
    let authority = if registered.is_some() { authority } else { Authority::Vendor };
    let term = registered.or_else(|| TERMS.iter().find(|t| same_words(t.id, id)))?;
    Some(Reading { term, dialect: "iptc", authority })
}

/// A member of schema.org's enumeration.
fn member(name: &str) -> Option<Reading> {
    let stem = name.strip_suffix("DigitalSource").or_else(|| name.strip_suffix("digitalsource"))?;
    let term = TERMS.iter().find(|t| !t.member.is_empty() && t.member.eq_ignore_ascii_case(stem))?;
    Some(Reading { term, dialect: "schema-org", authority: Authority::Community })
}

fn same_words(id: &str, written: &str) -> bool {
    let mut letters =
        written.bytes().filter(|b| !matches!(b, b'_' | b'-' | b' ')).map(|b| b.to_ascii_lowercase());
    id.bytes().all(|b| letters.next() == Some(b.to_ascii_lowercase())) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn said(value: &str) -> Signal {
        apply(
            value,
            Signal::new("json-ld", "iptc", Authority::Standard, "digitalSourceType", value, Span::default()),
        )
    }

    #[test]
    fn every_spelling_of_one_term_is_the_same_term() {
        for value in [
            "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/",
            "HTTP://CV.IPTC.ORG/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            " digsrctype:trainedAlgorithmicMedia ",
            "trainedAlgorithmicMedia",
            "TrainedAlgorithmicMedia",
            "trained_algorithmic_media",
            "trained-algorithmic-media",
            "TRAINED_ALGORITHMIC_MEDIA",
            "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
            "http://schema.org/TrainedAlgorithmicMediaDigitalSource",
            "schema:TrainedAlgorithmicMediaDigitalSource",
            "TrainedAlgorithmicMediaDigitalSource",
        ] {
            let signal = said(value);
            assert_eq!(signal.involvement, Some(Involvement::Generated), "{value}");
            assert_eq!(signal.problem, None, "{value}");
        }
    }

    #[test]
    fn the_spelling_decides_the_owner_and_its_standing() {
        let of = |value| (said(value).dialect, said(value).authority);
        assert_eq!(of("digsrctype:print"), ("iptc", Authority::Standard));
        assert_eq!(of("print"), ("iptc", Authority::Vendor));
        assert_eq!(of("https://schema.org/PrintDigitalSource"), ("schema-org", Authority::Community));
        assert_eq!(of("http://c2pa.org/digitalsourcetype/empty"), ("c2pa", Authority::Standard));
        let folk =
            Signal::new("meta", "iptc", Authority::Folk, "digital-source-type", "print", Span::default());
        assert_eq!(apply("digsrctype:print", folk).authority, Authority::Folk);
    }

    #[test]
    fn all_terms_of_both_lists_are_read() {
        for t in TERMS {
            let uri = said(&format!("http://cv.iptc.org/newscodes/digitalsourcetype/{}", t.id));
            assert_eq!(uri.involvement, t.involvement, "{}", t.id);
            assert_eq!(uri.problem.is_some(), t.state != State::Current, "{}", t.id);
            if !t.member.is_empty() {
                let name = said(&format!("https://schema.org/{}DigitalSource", t.member));
                assert_eq!((name.involvement, name.problem), (t.involvement, None), "{}", t.member);
            }
        }
        assert_eq!(TERMS.len(), 20);
        assert_eq!(TERMS.iter().filter(|t| !t.member.is_empty()).count(), 17);
    }

    #[test]
    fn invented_terms_are_invalid_and_claim_nothing() {
        for value in [
            "humanCreation",
            "scannedImage",
            "screenRecording",
            "http://cv.iptc.org/newscodes/digitalsourcetype/humanCreation",
            "http://cv.iptc.org/newscodes/genre/trainedAlgorithmicMedia",
            "http://cv.iptc.org/newscodes/digitalsourcetype/",
            "https://schema.org/HumanEditsDigitalSource",
            "https://schema.org/NewsArticle",
            "http://c2pa.org/digitalsourcetype/print",
            "trainedAlgorithmicMediaX",
            "",
            "true",
        ] {
            let signal = said(value);
            assert!(matches!(signal.problem, Some(Problem::Invalid(_))), "{value}");
            assert_eq!(signal.claims_ai(), None, "{value}");
        }
    }

    #[test]
    fn a_withdrawn_term_names_its_successor_and_keeps_its_meaning() {
        let old = said("digsrctype:minorHumanEdits");
        assert!(matches!(&old.problem, Some(Problem::Retired(why)) if why.contains("humanEdits")));
        assert_eq!(old.claims_ai(), Some(false));
        assert_eq!(said("softwareImage").claims_ai(), None);
    }

    #[test]
    fn a_sharpening_filter_is_no_claim_of_ai() {
        let signal = said("algorithmicallyEnhanced");
        assert_eq!((signal.involvement, signal.claims_ai()), (Some(Involvement::Assisted), None));
        assert_eq!(said("compositeSynthetic").claims_ai(), Some(true));
        assert_eq!(said("dataDrivenMedia").claims_ai(), None);
    }

    #[test]
    fn trained_data_is_about_data() {
        let signal = said("http://c2pa.org/digitalsourcetype/trainedAlgorithmicData");
        assert_eq!(
            (signal.involvement, signal.modality),
            (Some(Involvement::Generated), Some(Modality::Data))
        );
    }
}
