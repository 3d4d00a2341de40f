//! A block whose end has not been reached.

use super::BlockKind;
use super::flow::Place;
use crate::vocabulary::Zone;

/// What is known of it so far.
#[derive(Debug)]
pub(super) struct OpenBlock {
    /// Where its text begins in the visible text.
    pub(super) start: usize,
    zone: Zone,
    /// What kind of block it is.
    pub(super) kind: BlockKind,
    /// Bytes of text (spaces not counted) by zone.
    weights: [usize; Zone::ALL.len()],
    /// Whether a letter or digit stands outside links.
    pub(super) unlinked: bool,
    /// Whether it stands in a block quotation.
    pub(super) quoted: bool,
}

impl OpenBlock {
    /// A block that begins at `start` of the visible text with text that stands in `place`.
    pub(super) const fn new(start: usize, place: Place) -> Self {
        let weights = [0; Zone::ALL.len()];
        Self {
            start,
            zone: place.block_zone,
            kind: place.kind,
            weights,
            unlinked: false,
            quoted: place.quoted,
        }
    }

    /// Takes note of `text`, of which `weight` bytes are no spaces.
    #[inline]
    pub(super) fn weigh(&mut self, place: Place, weight: usize, text: &str) {
        self.weights[place.zone as usize] += weight;
        if !place.linked && !self.unlinked {
            self.unlinked = text.chars().any(char::is_alphanumeric);
        }
    }

    /// The zone that most of the text stands in; the block's own where two are even.
    pub(super) fn dominant(&self) -> Zone {
        let best = self.weights.iter().copied().max().unwrap_or(0);
        if self.weights[self.zone as usize] == best {
            return self.zone;
        }
        let at = self.weights.iter().position(|&w| w == best);
        at.and_then(|at| Zone::ALL.get(at)).copied().unwrap_or(self.zone)
    }
}

/// Whether a reader sees nothing of `c`: white space and what the canonical text leaves out.
pub(super) fn unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}
