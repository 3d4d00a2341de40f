//! terang finds what an article says about the use of AI in its making.

pub mod canon;
pub mod digest;
pub mod disclosure;
pub mod document;
pub mod envelope;
pub mod item;
pub mod key;
pub mod lang;
pub mod merkle;
pub mod record;
pub mod signal;
pub mod span;
pub mod time;
pub mod trust;
pub mod verify;
pub mod vocabulary;
