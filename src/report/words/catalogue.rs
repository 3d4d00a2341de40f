//! The catalogues, read when the first sentence is said: a run without findings never parses them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Tongue, reason};
use crate::policy::{Arg, Message};

type Catalogue = BTreeMap<String, String>;

/// What `message` says in `tongue`: one line of plain text, not yet made safe for a terminal.
#[must_use]
pub fn say(tongue: Tongue, message: &Message) -> String {
    if let ("signal.why", [(_, Arg::Text(why))]) = (message.key, message.args.as_slice()) {
        return fill(template(tongue, message.key), &[("why", &reason(tongue, why))]);
    }
    let gaps: Vec<(&str, &str)> = message
        .args
        .iter()
        .map(|(name, arg)| {
            let filled = match arg {
                Arg::Text(text) => text.as_str(),
                Arg::Word(key) => template(tongue, key),
            };
            (*name, filled)
        })
        .collect();
    fill(template(tongue, message.key), &gaps)
}

/// The sentence `key` in `tongue` with `gaps` filled, for words that are no part of a finding.
#[must_use]
pub fn text(tongue: Tongue, key: &'static str, gaps: &[(&str, &str)]) -> String {
    fill(template(tongue, key), gaps)
}

/// The sentence `key` in `tongue` with its gaps open; of a key that no catalogue has, the key itself.
#[must_use]
pub fn template(tongue: Tongue, key: &'static str) -> &'static str {
    catalogue(tongue).get(key).map_or(key, String::as_str)
}

/// Every key of `tongue` with its sentence, in alphabetical order.
pub fn keys(tongue: Tongue) -> impl Iterator<Item = (&'static str, &'static str)> {
    catalogue(tongue).iter().map(|(key, sentence)| (key.as_str(), sentence.as_str()))
}

/// Fills the gaps of `sentence` in one pass: what fills a gap is never read again.
fn fill(sentence: &str, gaps: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let filled = after.split_once('}').and_then(|(name, then)| {
            gaps.iter().find(|(gap, _)| *gap == name).map(|(_, text)| (*text, then))
        });
        if let Some((text, then)) = filled {
            out.push_str(text);
            rest = then;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn catalogue(tongue: Tongue) -> &'static Catalogue {
    static EN: OnceLock<Catalogue> = OnceLock::new();
    static ID: OnceLock<Catalogue> = OnceLock::new();
    match tongue {
        Tongue::En => EN.get_or_init(|| {
            parse(&[include_str!("en.toml"), include_str!("shown.en.toml"), include_str!("label.en.toml")])
        }),
        Tongue::Id => ID.get_or_init(|| {
            parse(&[include_str!("id.toml"), include_str!("shown.id.toml"), include_str!("label.id.toml")])
        }),
    }
}

/// Tables one deep: `key` of table `[code]` is `code.key`.
fn parse(files: &[&str]) -> Catalogue {
    let tables = |text: &&str| -> BTreeMap<String, BTreeMap<String, String>> {
        toml::from_str(text).expect("the catalogues are part of the program and read in its tests")
    };
    files
        .iter()
        .flat_map(tables)
        .flat_map(|(table, rows)| rows.into_iter().map(move |(key, text)| (format!("{table}.{key}"), text)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fills_a_gap_is_not_read_again() {
        let gaps = [("a", "{b}"), ("b", "no")];
        assert_eq!(fill("x {a} y {b} z {c} {", &gaps), "x {b} y no z {c} {");
    }

    #[test]
    fn a_word_in_a_gap_is_said_in_the_same_tongue() {
        let message = Message::new("signal-contradicts-signal.message")
            .word("one", "states.none")
            .word("other", "states.generated");
        assert_eq!(
            say(Tongue::En, &message),
            "one signal states that no AI was used, another that AI made it"
        );
        assert_eq!(
            say(Tongue::Id, &message),
            "satu penanda menyatakan bahwa AI tidak digunakan, penanda lain bahwa AI membuatnya"
        );
    }
}
