//! The closed list of finding codes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Level, checks};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $module:ident;)+) => {
        /// What a finding is about. A code is published and never renamed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl Code {
            /// Every code, in the order of `docs/findings.md`.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The published spelling.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The source of the check, whose head is its page.
            const fn source(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("checks/", stringify!($module), ".rs"))),+
                }
            }

            /// The function that looks for it.
            pub(super) const fn check(self) -> checks::Check {
                match self { $(Self::$variant => checks::$module::check),+ }
            }
        }
    };
}

codes! {
    /// A chat program's leavings, and no word to the reader.
    ResidueWithoutDisclosure = "residue-without-disclosure", residue_without_disclosure;
    /// Two machine-readable statements that cannot both be true.
    SignalContradictsSignal = "signal-contradicts-signal", signal_contradicts_signal;
    /// A machine-readable statement and a visible one that cannot both be true.
    SignalContradictsText = "signal-contradicts-text", signal_contradicts_text;
    /// A machine-readable statement that its own standard does not allow.
    SignalInvalid = "signal-invalid", signal_invalid;
    /// A value that its standard has withdrawn.
    SignalRetired = "signal-retired", signal_retired;
    /// A machine-readable statement where its standard does not look.
    SignalIgnored = "signal-ignored", signal_ignored;
    /// A disclosure that readers of the article do not meet.
    DisclosureOutOfSight = "disclosure-out-of-sight", disclosure_out_of_sight;
    /// No disclosure at all, where one is required.
    DisclosureMissing = "disclosure-missing", disclosure_missing;
    /// AI had a part, and a profile asks for a statement that is not there.
    StatementMissing = "statement-missing", statement_missing;
    /// A statement that stands where a profile does not count it.
    StatementMisplaced = "statement-misplaced", statement_misplaced;
    /// A statement in another language than the article.
    StatementLanguage = "statement-language", statement_language;
    /// A statement without the words that a profile asks for.
    StatementWords = "statement-words", statement_words;
    /// A statement that names no tool, where a profile asks for it.
    ToolNotNamed = "tool-not-named", tool_not_named;
    /// No machine-readable mark of the kind that a profile asks for.
    NotMachineMarked = "not-machine-marked", not_machine_marked;
    /// Carriers that have to say the same, and do not.
    CarriersDisagree = "carriers-disagree", carriers_disagree;
    /// A claim that a person reviewed the text, and no record of it.
    ReviewUnproven = "review-unproven", review_unproven;
    /// An exemption that is claimed and not proven.
    ExemptionUnproven = "exemption-unproven", exemption_unproven;
    /// An editorial sign-off that lacks what a profile asks for.
    SignOffIncomplete = "sign-off-incomplete", sign_off_incomplete;
    /// A program named as the author.
    AiAsAuthor = "ai-as-author", ai_as_author;
    /// No record, where one is asked for.
    RecordMissing = "record-missing", record_missing;
    /// A record whose signature does not hold, or that is none.
    RecordInvalid = "record-invalid", record_invalid;
    /// A record by a key that is not trusted for it.
    RecordUntrustedKey = "record-untrusted-key", record_untrusted_key;
    /// A record that speaks of another article.
    RecordOfAnotherArticle = "record-of-another-article", record_of_another_article;
    /// A text that is not the one that was signed.
    TextChangedAfterSigning = "text-changed-after-signing", text_changed_after_signing;
    /// A rule that depends on a fact which nobody gave.
    CannotDecide = "cannot-decide", cannot_decide;
    /// A suppression without a reason.
    SuppressionWithoutReason = "suppression-without-reason", suppression_without_reason;
    /// A suppression that cannot be understood.
    SuppressionMalformed = "suppression-malformed", suppression_malformed;
    /// A suppression of a code that does not exist.
    SuppressionUnknownCode = "suppression-unknown-code", suppression_unknown_code;
    /// A suppression of what can never be set aside.
    SuppressionForbidden = "suppression-forbidden", suppression_forbidden;
    /// A suppression whose last day is over.
    SuppressionExpired = "suppression-expired", suppression_expired;
    /// A suppression that sets nothing aside.
    SuppressionUnused = "suppression-unused", suppression_unused;
    /// An entry of the configuration that sets nothing aside.
    IgnoreUnused = "ignore-unused", ignore_unused;
    /// An entry of the baseline that is found no more.
    BaselineStale = "baseline-stale", baseline_stale;
}

impl Code {
    /// The code with that published spelling, or `None`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.word() == word)
    }

    /// How much a finding of this code weighs where nothing is said for less: no profile, no configuration, no doubt.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::ResidueWithoutDisclosure
            | Self::SignalContradictsSignal
            | Self::SignalContradictsText
            | Self::DisclosureMissing
            | Self::StatementMissing
            | Self::StatementMisplaced
            | Self::StatementWords
            | Self::NotMachineMarked
            | Self::CarriersDisagree
            | Self::ExemptionUnproven
            | Self::SignOffIncomplete
            | Self::AiAsAuthor
            | Self::RecordMissing
            | Self::RecordInvalid
            | Self::RecordUntrustedKey
            | Self::RecordOfAnotherArticle
            | Self::TextChangedAfterSigning
            | Self::SuppressionForbidden
            | Self::BaselineStale => Level::Error,
            Self::SignalInvalid
            | Self::SignalIgnored
            | Self::DisclosureOutOfSight
            | Self::StatementLanguage
            | Self::ToolNotNamed
            | Self::ReviewUnproven
            | Self::CannotDecide
            | Self::SuppressionWithoutReason
            | Self::SuppressionMalformed
            | Self::SuppressionUnknownCode
            | Self::SuppressionExpired
            | Self::SuppressionUnused
            | Self::IgnoreUnused => Level::Warning,
            Self::SignalRetired => Level::Note,
        }
    }

    /// Whether a finding of this code may be set aside or switched off. That a signature does not hold never is.
    #[must_use]
    pub const fn suppressible(self) -> bool {
        !matches!(self, Self::RecordInvalid)
    }

    /// The public page of this code, in Markdown.
    #[must_use]
    pub fn page(self) -> String {
        let mut page = String::new();
        for line in self.source().lines().map_while(|l| l.strip_prefix("//!")) {
            page.push_str(line.strip_prefix(' ').unwrap_or(line));
            page.push('\n');
        }
        page
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_headings_in_order() {
        for code in Code::ALL {
            let page = code.page();
            assert!(page.starts_with(&format!("# {code}\n\n")), "{code}");
            let mut rest = page.as_str();
            for heading in ["## What it does", "## Why", "## Example", "## How to mend it"] {
                let at = rest.find(heading);
                assert!(at.is_some(), "{code} lacks `{heading}`, or has it in another place");
                rest = &rest[at.unwrap_or(0)..];
            }
        }
    }

    #[test]
    fn a_code_weighs_what_its_check_says_at_the_gravest() {
        for code in Code::ALL {
            let levels = code.source().split("Level::").skip(1).filter_map(|rest| {
                Level::ALL.into_iter().find(|level| rest.starts_with(&format!("{level:?}")))
            });
            if let Some(gravest) = levels.min() {
                assert_eq!(code.level(), gravest, "{code}");
            }
        }
    }

    #[test]
    fn a_code_is_found_by_its_word() {
        for code in Code::ALL {
            assert_eq!(Code::from_word(code.word()), Some(*code));
        }
        assert_eq!(Code::from_word("Signal-Invalid"), None);
    }
}
