//! Rules as data: what the visible text says about the use of AI, and what chat programs left in it.

mod anchor;
mod case;
mod compile;
mod context;
mod explain;
mod find;
mod fit;
mod fold;
mod judge;
mod literal;
mod lookup;
mod marks;
mod model;
mod odd;
mod onward;
mod piece;
mod product;
mod residue;
mod role;
mod ruleset;
mod scan;
mod selfcheck;
mod sentence;
mod shape;
mod sieve;
mod spec;
mod table;
mod veto;

pub use compile::{Pack, ResidueRule, Rule};
pub use explain::{Attempt, Explanation, WordSeen};
pub use model::{Disclosure, Residue};
pub use role::ROLES;
pub use ruleset::{Found, RuleError, RuleSet, parse, source, sources};
pub use selfcheck::{Failure, check_pack};
pub use spec::{Example, LabelledExample, PackSpec, ResidueSpec, RuleSpec, Words};
pub use veto::Veto;
