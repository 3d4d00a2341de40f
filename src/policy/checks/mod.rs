//! The checks, one file a code. The head of each file is the code's public page.

use super::case::Case;
use super::finding::Raised;

pub(super) mod ai_as_author;
pub(super) mod baseline_stale;
pub(super) mod cannot_decide;
pub(super) mod carriers_disagree;
pub(super) mod disclosure_missing;
pub(super) mod disclosure_out_of_sight;
pub(super) mod exemption_unproven;
pub(super) mod ignore_unused;
pub(super) mod not_machine_marked;
pub(super) mod record_invalid;
pub(super) mod record_missing;
pub(super) mod record_of_another_article;
pub(super) mod record_untrusted_key;
pub(super) mod residue_without_disclosure;
pub(super) mod review_unproven;
pub(super) mod sign_off_incomplete;
pub(super) mod signal_contradicts_signal;
pub(super) mod signal_contradicts_text;
pub(super) mod signal_ignored;
pub(super) mod signal_invalid;
pub(super) mod signal_retired;
pub(super) mod statement_language;
pub(super) mod statement_misplaced;
pub(super) mod statement_missing;
pub(super) mod statement_words;
pub(super) mod suppression_expired;
pub(super) mod suppression_forbidden;
pub(super) mod suppression_malformed;
pub(super) mod suppression_unknown_code;
pub(super) mod suppression_unused;
pub(super) mod suppression_without_reason;
pub(super) mod text_changed_after_signing;
pub(super) mod tool_not_named;

/// A check looks at one document under one policy and adds what it has to say.
pub(super) type Check = fn(&Case<'_>, &mut Vec<Raised>);

/// For codes that are raised when the checks are done: by suppressions and baselines.
pub(super) fn elsewhere(_: &Case<'_>, _: &mut Vec<Raised>) {}
