//! # cannot-decide
//!
//! Whether the article keeps a rule depends on a fact that nobody gave.
//!
//! ## What it does
//!
//! A profile asks for facts: is it published, and since when; is it a matter of public interest; what did AI do; who publishes it.
//! Each is yes, no or unknown, and unknown never passes: where a clause is not kept and it is not known whether it applies, this
//! finding names the facts that would settle it. One finding for each profile.
//!
//! ## Why
//!
//! A check that takes what it does not know for innocence is green for the wrong reason.
//!
//! ## Rule
//!
//! That of the profile it names.
//!
//! ## Example
//!
//! ```html
//! <article><h1>Harbour budget doubles</h1><p>The council voted on Tuesday.</p></article>
//! ```
//!
//! ## How to mend it
//!
//! Give the fact, in one of three places; the first that has it counts.
//!
//! 1. In the article: `public_interest: true` in front matter, or in a page `<meta name="terang:public-interest" content="yes">`.
//! 2. On the command line: `--fact public-interest=yes`.
//! 3. For all articles, in `terang.toml`:
//!
//!    ```toml
//!    [policy.facts]
//!    public-interest = "yes"
//!    role = "publisher"
//!    involvement = "none"        # of articles that say nothing: your house vouches for it
//!    ```
//!
//! `terang explain facts` lists the facts and their values. Whoever wants these findings as notes, or not at all, sets
//! `cannot-decide` under `[policy.levels]`.

use crate::policy::Code;
use crate::policy::answer::Fact;
use crate::policy::case::Case;
use crate::policy::finding::Raised;
use crate::policy::{Level, Message};

pub(in crate::policy) fn check(case: &Case<'_>, out: &mut Vec<Raised>) {
    for (profile, facts) in case.undecided() {
        let names = |all: &[Fact]| all.iter().map(|f| f.word()).collect::<Vec<_>>().join(", ");
        let all: Vec<Fact> = facts.into_iter().collect();
        let given: Vec<Fact> = all.iter().copied().filter(|f| !f.in_front_matter().is_empty()).collect();
        let keys = given.iter().map(|f| format!("`{}`", f.in_front_matter())).collect::<Vec<_>>().join(", ");
        let trust = all.contains(&Fact::Trust);
        let help = match (given.is_empty(), trust) {
            (false, _) => match settings(&given) {
                tables if tables.is_empty() => Message::new("cannot-decide.help-article").with("keys", keys),
                tables => Message::new("cannot-decide.help").with("keys", keys).with("tables", tables),
            },
            (true, true) => "cannot-decide.help-trust".into(),
            (true, false) => "cannot-decide.help-record".into(),
        };
        let message =
            Message::new("cannot-decide.message").with("facts", names(&all)).with("profile", &profile.id);
        let mut raised = Raised::new(Code::CannotDecide, Level::Warning, case.headline(), message)
            .label("cannot-decide.label")
            .help(help);
        raised.profile = Some(profile.id.clone());
        raised.about = names(&all);
        out.push(raised);
    }
}

/// Where `terang.toml` gives facts for all articles, as `[table] key, key; [table] key`.
fn settings(facts: &[Fact]) -> String {
    let of = |table: &str| {
        let keys = facts.iter().filter(|f| f.table() == Some(table)).map(|f| f.word());
        let keys: Vec<&str> = keys.collect();
        (!keys.is_empty()).then(|| format!("[{table}] {}", keys.join(", ")))
    };
    ["policy.facts", "files"].into_iter().filter_map(of).collect::<Vec<_>>().join("; ")
}
