//! How often running text holds a few bytes: counted in the examples of the rule files, and guessed from the letters
//! where these hold too little.
//!
//! A wrong guess costs time, never a finding.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::sieve::{FIVE, Spread, eight, window};

/// Places of guessed text that weigh as much as the counted ones.
const GUESSED: f64 = 300_000.0;

/// How often places of running text hold the given bytes, ASCII letters small.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    /// Of four bytes and of five, as the low bytes of a number.
    counts: HashMap<u64, u32, BuildHasherDefault<Spread>>,
    /// How many places were looked at.
    places: u32,
}

impl Frequencies {
    /// Counts in `texts`.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        for text in texts {
            for at in 0..text.len().saturating_sub(4) {
                let there = eight(text.as_bytes(), at);
                *out.counts.entry(window(there)).or_default() += 1;
                *out.counts.entry(there & FIVE).or_default() += 1;
                out.places += 1;
            }
        }
        out
    }

    /// The share of places that hold the first four bytes of `head`.
    pub(super) fn of_four(&self, head: u64) -> f64 {
        self.of_key(window(head), 4)
    }

    /// The share of places that hold the first five.
    pub(super) fn of_five(&self, head: u64) -> f64 {
        self.of_key(head & FIVE, 5)
    }

    fn of_key(&self, key: u64, length: usize) -> f64 {
        let guess: f64 = key.to_le_bytes()[..length].iter().map(|byte| share(*byte)).product();
        let counted = f64::from(self.counts.get(&key).copied().unwrap_or(0));
        (counted + GUESSED * guess) / (f64::from(self.places) + GUESSED)
    }
}

/// The share of a byte in European text, ASCII letters small. Other letters have two bytes and more, the first of which is
/// the same for a whole script.
fn share(byte: u8) -> f64 {
    match byte {
        b' ' => 0.16,
        b'e' | b'a' => 0.09,
        b'i' | b'n' | b't' | b'r' | b'o' | b's' => 0.06,
        b'l' | b'd' | b'u' | b'c' | b'm' => 0.03,
        b'p' | b'g' | b'h' | b'v' | b'b' | b'f' => 0.015,
        b'k' | b'y' | b'w' | b'z' | b'j' | b'q' | b'x' => 0.006,
        0xC0.. => 0.3,
        0x80.. => 0.05,
        _ => 0.01,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_commoner_than_what_was_not_and_rare_letters_are_rare() {
        let head = |text: &str| eight(text.as_bytes(), 0);
        let counted = Frequencies::of(["zqxjk ".repeat(1000).as_str()].into_iter());
        assert!(counted.of_four(head("zqxj")) > 100.0 * counted.of_four(head("qzxj")));
        assert!(counted.of_five(head("ZQXJK")) > counted.of_five(head("zqxjw")));
        let guessed = Frequencies::default();
        assert!(guessed.of_four(head("tion")) > 100.0 * guessed.of_four(head("qzxj")));
        assert!(guessed.of_five(head("ation")) < guessed.of_four(head("atio")));
    }
}
