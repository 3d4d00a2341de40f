//! The command `terang`.
fn main() {}
