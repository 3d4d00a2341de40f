//! The audit of an archive as values: what one capture said, how the versions of a page follow each other, what all of
//! them add up to, and what changed since the audit before.
//!
//! Nothing here reads a file or knows a database; `store` keeps these values and `report` shows them.

mod address;
mod attention;
mod change;
mod count;
mod entry;
mod facts;
mod origin;
mod run;
mod tally;
mod version;

pub use address::{Address, address};
pub use attention::{Attention, Cause, Gathered};
pub use change::{Change, ChangeKind, changes, rejudged};
pub use count::{Counts, Shares};
pub use entry::{Entry, GARBLED, Held, State, Status, UNREFERRED};
pub use facts::{Facts, Fault, Left, MOST, Marked, Said};
pub use origin::{DigestCheck, Origin};
pub use run::{Compared, RESPECT_GITIGNORE, Recorded, Run, Settings, Skipped};
pub use tally::{Group, Table, Tally};
pub use version::{Step, Version, steps};
