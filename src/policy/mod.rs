//! What ought to be mended: facts in, findings out.
//!
//! Everything before this stage states facts and judges nothing. Here each check looks at the facts of one
//! document and says what a newsroom would want to know, always with a place. A check is one file under
//! `checks`; the head of that file is its public page (`terang explain CODE`, `docs/findings.md`).

mod checks;
mod claim;
mod code;
mod evaluate;
mod facts;
mod finding;
mod fingerprint;
mod message;
mod settings;
mod suppressed;
mod words;

pub use code::Code;
pub use evaluate::{Policy, evaluate};
pub use facts::Facts;
pub use finding::{Finding, Level, Related};
pub use message::{Arg, Message};
pub use settings::{LevelSetting, Requirement, Settings};
pub use suppressed::{Suppressed, SuppressedBy};
