//! The little language of shapes: `self, act help ai|tool`.

use serde::{Deserialize, Serialize};

use super::role::{self, RoleSet};

/// Roles that one sentence must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Shape {
    /// Phrases in any order.
    pub phrases: Vec<Vec<Slot>>,
    /// Every role without which the shape cannot match, one set a slot; for a quick refusal.
    pub needs: Vec<RoleSet>,
}

impl Shape {
    /// The two smallest of the sets that a sentence must have a role of; all roles, where there is one set.
    pub(super) fn smallest_needs(&self) -> [RoleSet; 2] {
        let mut needs = self.needs.clone();
        needs.sort_by_key(|set| set.count_ones());
        [0, 1].map(|nth| needs.get(nth).copied().unwrap_or(RoleSet::MAX))
    }
}

/// One place in a phrase.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Slot {
    /// A word of any of these roles.
    pub roles: RoleSet,
    /// Whether the place may stay empty.
    pub optional: bool,
}

/// Reads a shape; `own` collects the names of `x.` roles.
pub(super) fn parse(text: &str, own: &mut Vec<String>) -> Result<Shape, String> {
    let mut shape = Shape::default();
    for part in text.split(',') {
        let mut phrase = Vec::new();
        for word in part.split_whitespace() {
            let (names, optional) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
            let mut roles = 0;
            for name in names.split('|') {
                roles |= role::mask(name, own)
                    .ok_or_else(|| format!("unknown role `{name}` in shape `{text}`"))?;
            }
            if !optional {
                shape.needs.push(roles);
            }
            phrase.push(Slot { roles, optional });
        }
        if phrase.iter().all(|s| s.optional) {
            return Err(format!("shape `{text}` has a phrase that needs no word"));
        }
        shape.phrases.push(phrase);
    }
    if !shape.needs.iter().any(|set| set & !role::ANCHORS == 0) {
        return Err(format!("shape `{text}` can do without a word of ai, machine, auto, tool or compound"));
    }
    Ok(shape)
}
