//! # exemption-unproven
//!
//! The article relies on an exemption from its duty to say that AI was used, and what the exemption needs is not there.
//!
//! ## What it does
//!
//! Only under a clause with an exemption, and only where the statement that it asks for is missing. The exemption is claimed where the
//! article names who reviewed it or who is responsible. It holds where the record beside the article is signed by a trusted key,
//! is for exactly this text, and carries the fields of the sign-off that the profile names. Each of these that fails is
//! named. A sign-off that lacks only fields is `sign-off-incomplete`.
//!
//! ## Why
//!
//! An exemption that cannot be shown is none on the day when somebody asks.
//!
//! ## Rule
//!
//! EU AI Act, Art. 50(4), second subparagraph: no duty where the text "has undergone a process of human review or editorial
//! control and where a natural or legal person holds editorial responsibility". The Act asks for no record of each article;
//! the record is the proof that this program accepts, and more than the law demands.
//!
//! ## Example
//!
//! ```text
//! ---
//! date: 2026-09-01
//! public_interest: true
//! ai_generated: true
//! reviewed_by: Ana Prado
//! responsible: Desk
//! ---
//! # Harbour budget doubles
//! ```
//!
//! ## How to mend it
//!
//! Have the final text reviewed and sign it (`terang sign`); after every later change sign again. Or put the statement into the
//! article.

use crate::policy::case::Case;
use crate::policy::finding::Raised;

/// What it has to say is raised where a clause with an exemption is settled.
pub(in crate::policy) const fn check(_: &Case<'_>, _: &mut Vec<Raised>) {}
