//! # tool-not-named
//!
//! No statement names the AI tool that was used.
//!
//! ## What it does
//!
//! Looks for a visible statement that names a product or model ("ChatGPT", "Gemini"), wherever in the article it stands. Its
//! level is the profile's; set it to another, or off, in the configuration.
//!
//! ## Why
//!
//! "With AI" says little. With the name, readers and colleagues can judge what the tool is known to get wrong.
//!
//! ## Rule
//!
//! Dewan Pers regulation 1/2025: a press company *may* (dapat) name the application. Some newsrooms and reports read that as
//! *must*, so it is a warning under `id-dewan-pers-1-2025`: make it an error or switch it off under `[policy.levels]`. Elsevier
//! asks for the tool and the reason (`academic-elsevier`).
//!
//! ## Example
//!
//! ```text
//! Artikel ini ditulis dengan bantuan AI dan telah diperiksa redaksi.
//! ```
//!
//! ## How to mend it
//!
//! Name it: "Artikel ini ditulis dengan bantuan ChatGPT dan telah diperiksa redaksi."

use crate::policy::Code;
use crate::policy::Level;
use crate::policy::case::{Case, Kept, asked};
use crate::policy::finding::Raised;
use crate::policy::statement::statements;

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    case.settle(Code::ToolNotNamed, out, |profile, clause| {
        if statements(case.facts, clause.about).any(|d| d.tool.is_some()) {
            return Kept::Yes;
        }
        let at = statements(case.facts, clause.about).next().map_or_else(|| case.headline(), |d| d.span);
        Raised::new(Code::ToolNotNamed, Level::Warning, at, asked("tool-not-named.message", profile, clause))
            .label("tool-not-named.label")
            .help("tool-not-named.help")
            .into()
    });
}
