//! One signal.

use super::iptc;
use crate::span::Span;
use crate::vocabulary::{Involvement, Modality, Review, Scope};

/// How much standing the dialect has (`A5` legally prescribed ... `A1` folk convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// A1: a folk convention.
    Folk,
    /// A2: an expired or individual draft, or a documented dialect of a vendor or CMS.
    Vendor,
    /// A3: a community-group report, an IETF working-group draft, schema.org pending.
    Community,
    /// A4: a ratified standard.
    Standard,
    /// A5: a format prescribed by law.
    Law,
}

impl Authority {
    /// The grade as printed: `A1` to `A5`.
    #[must_use]
    pub const fn grade(self) -> &'static str {
        match self {
            Self::Folk => "A1",
            Self::Vendor => "A2",
            Self::Community => "A3",
            Self::Standard => "A4",
            Self::Law => "A5",
        }
    }
}

/// What is wrong with a value, by the rules of its own dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The value is not one of the dialect's.
    Invalid(String),
    /// The value was one of the dialect's and has been withdrawn; what it said is known.
    Retired(String),
    /// The carrier cannot be parsed.
    Malformed(String),
    /// The carrier stands where its dialect does not look (a later `meta`, a `meta` outside `head`).
    Ignored(String),
}

impl Problem {
    /// What is wrong, in one sentence without a full stop.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Invalid(why) | Self::Retired(why) | Self::Malformed(why) | Self::Ignored(why) => why,
        }
    }
}

/// One machine-readable statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What carries it: `json-ld`, `meta`, `attribute`, `microdata`, `rdfa`, `front-matter`, `header`, `comment`,
    /// `script`, `link`, `text-wrapper`, `text`.
    pub carrier: &'static str,
    /// Whose rules it was read by: `iptc`, `schema-org`, `w3c-ai-disclosure`, `drupal`, `gb-45438`, `aicdh`, `c2pa`, ...
    pub dialect: &'static str,
    /// The key as written (`digitalSourceType`, `ai-disclosure`, `aiDisclosure`).
    pub name: String,
    /// The value as written, cut at 512 bytes.
    pub value: String,
    /// What AI did, where the value says it.
    pub involvement: Option<Involvement>,
    /// To what kind of content, where known.
    pub modality: Option<Modality>,
    /// To how much of the page, where known.
    pub scope: Option<Scope>,
    /// Whether a person answers for it.
    pub review: Review,
    /// The product or model that is named.
    pub tool: Option<String>,
    /// The standing of the dialect.
    pub authority: Authority,
    /// What is wrong with it. Unless the value is only retired, such a signal claims nothing.
    pub problem: Option<Problem>,
    /// Its bytes in the decoded source; `0..0` for a header.
    pub span: Span,
}

/// Values are kept up to this many bytes: a manifest in a `data:` address is no value to show.
const VALUE_BYTES: usize = 512;

impl Signal {
    /// A signal that says nothing yet but its carrier, key and value.
    pub(super) fn new(
        carrier: &'static str,
        dialect: &'static str,
        authority: Authority,
        name: &str,
        value: &str,
        span: Span,
    ) -> Self {
        Self {
            carrier,
            dialect,
            name: shorten(name),
            value: shorten(value),
            involvement: None,
            modality: None,
            scope: None,
            review: Review::Unstated,
            tool: None,
            authority,
            problem: None,
            span,
        }
    }

    /// The same signal with a problem; it keeps what it said only where the value is retired.
    pub(super) fn with_problem(mut self, problem: Problem) -> Self {
        if !matches!(problem, Problem::Retired(_)) {
            self.involvement = None;
            self.review = Review::Unstated;
            self.tool = None;
        }
        self.problem = Some(problem);
        self
    }

    /// Whether it claims that AI was used: `Some(true)` it was, `Some(false)` it was not, `None` nothing is claimed.
    ///
    /// Work by a fixed program (a template filled from data, a sharpening filter) is no claim either way:
    /// a page may say both that and "no AI was used".
    #[must_use]
    pub fn claims_ai(&self) -> Option<bool> {
        if !matches!(self.problem, None | Some(Problem::Retired(_))) {
            return None;
        }
        match self.involvement? {
            Involvement::None => Some(false),
            Involvement::Automated => None,
            Involvement::Assisted if iptc::is_program_only(self) => None,
            _ => Some(true),
        }
    }
}

/// At most [`VALUE_BYTES`] of `text`, cut between characters, with `…` where something was cut.
pub(super) fn shorten(text: &str) -> String {
    if text.len() <= VALUE_BYTES {
        return text.to_owned();
    }
    let mut end = VALUE_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(involvement: Option<Involvement>) -> Signal {
        let mut signal = Signal::new("meta", "folk", Authority::Folk, "n", "v", Span::default());
        signal.involvement = involvement;
        signal
    }

    #[test]
    fn silence_and_fixed_programs_claim_nothing() {
        assert_eq!(said(None).claims_ai(), None);
        assert_eq!(said(Some(Involvement::Automated)).claims_ai(), None);
        assert_eq!(said(Some(Involvement::None)).claims_ai(), Some(false));
        assert_eq!(said(Some(Involvement::Unspecified)).claims_ai(), Some(true));
    }

    #[test]
    fn an_invalid_value_claims_nothing_and_a_retired_one_still_does() {
        let retired = said(Some(Involvement::Generated)).with_problem(Problem::Retired(String::new()));
        assert_eq!(retired.claims_ai(), Some(true));
        let ignored = said(Some(Involvement::Generated)).with_problem(Problem::Ignored(String::new()));
        assert_eq!((ignored.claims_ai(), ignored.involvement), (None, None));
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        let cut = shorten(&"é".repeat(400));
        assert_eq!(cut.len(), 512 + "…".len());
        assert_eq!(shorten("short"), "short");
    }
}
