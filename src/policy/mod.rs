//! What ought to be mended: facts in, findings out.
//!
//! Everything before this stage states facts and judges nothing. Here each check looks at the facts of one
//! document and says what a newsroom would want to know, always with a place. A check is one file under
//! `checks`; the head of that file is its public page (`terang explain CODE`, `docs/findings.md`).

mod answer;
mod case;
mod checks;
mod claim;
mod code;
mod condition;
mod evaluate;
mod exempt;
mod facts;
mod finding;
mod fingerprint;
mod known;
mod message;
mod of_settings;
mod pattern;
pub mod profile;
mod program;
mod record_fact;
mod settings;
mod statement;
mod suppressed;
mod told;
mod words;

pub use answer::{Fact, Tri};
pub use code::Code;
pub use condition::{Role, When, YesNo};
pub use evaluate::{Policy, PolicyError, evaluate};
pub use facts::Facts;
pub use finding::{Also, Finding, Level, Related};
pub use message::{Arg, Message};
pub use pattern::Pattern;
pub use profile::Profile;
pub use record_fact::{HeldRecord, RecordFact};
pub use settings::{Given, LevelSetting, RecordSettings, Requirement, Settings};
pub use suppressed::{Answered, Suppressed, SuppressedBy};
pub use told::{Told, tell};
