//! Rule files carry their own proof: every example is taken, every counter-example is left alone.

use super::case::{self, Case};
use super::model::Disclosure;
use super::role;
use super::ruleset::{self, RuleError, RuleSet};
use super::spec::{Example, LabelledExample};
use crate::document::Document;
use crate::vocabulary::{Involvement, Modality, Review, Scope, Zone};

/// A rule that does not do what its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule, `<language>/<name>`.
    pub rule: String,
    /// The sentence of the file.
    pub text: String,
    /// What happened instead.
    pub what: String,
}

/// Runs the examples and counter-examples of one rule file over that file's own rules.
///
/// Returns what failed, in the order of the file; nothing where all is well.
///
/// # Errors
///
/// [`RuleError`] where the text is no rule file or a rule in it is wrong.
pub fn check_pack(name: &str, text: &str) -> Result<Vec<Failure>, RuleError> {
    let spec = ruleset::parse(name, text)?;
    let set = RuleSet::only(&[(name.to_owned(), text.to_owned())])?;
    let mut failures = slow_terms(&spec.lang, &set);
    for (number, rule) in spec.rules.iter().enumerate() {
        let id = format!("{}/{}", spec.lang, rule.id);
        let mut fail = |text: &str, what: String| {
            failures.push(Failure { rule: id.clone(), text: text.to_owned(), what });
        };
        for example in &rule.examples {
            let document = in_zones(example.text(), &rule.zones);
            if !set.takes(number, &document) {
                fail(example.text(), "the rule, by itself, does not take this example".to_owned());
                continue;
            }
            let found = set.find_in_all(&document).disclosures;
            let differences: Vec<Option<String>> = found.iter().map(|d| differs(example, d)).collect();
            if differences.is_empty() {
                fail(example.text(), "no rule of the file takes this example".to_owned());
            } else if let (false, Some(what)) =
                (differences.contains(&None), differences.into_iter().flatten().next())
            {
                fail(example.text(), what);
            }
        }
        for counter in &rule.counter_examples {
            if let Some(found) = set.find_in_all(&in_zones(counter, &rule.zones)).disclosures.first() {
                fail(counter, format!("rule {} takes this counter-example", found.rule));
            }
        }
    }
    for rule in &spec.residue {
        let id = format!("{}/{}", spec.lang, rule.id);
        let mut fail = |text: &str, what: String| {
            failures.push(Failure { rule: id.clone(), text: text.to_owned(), what });
        };
        if let Some(pattern) = rule.pattern.as_deref()
            && regex::Regex::new(pattern).is_ok_and(|regex| regex.is_match(""))
        {
            fail(pattern, "the pattern matches the empty text".to_owned());
        }
        for example in &rule.examples {
            let found = set.find_in_all(&plain(example)).residue;
            if !found.iter().any(|r| r.rule == id) {
                fail(example, "the rule does not take this example".to_owned());
            }
        }
        for counter in &rule.counter_examples {
            if let Some(found) = set.find_in_all(&plain(counter)).residue.first() {
                fail(counter, format!("rule {} takes this counter-example", found.rule));
            }
        }
    }
    Ok(failures)
}

/// Anchors that the fast path would have to look for in too many spellings.
fn slow_terms(lang: &str, set: &RuleSet) -> Vec<Failure> {
    let compiled = set.parts().map(|p| &p.compiled);
    let mut out = Vec::new();
    for (terms, at) in compiled.flat_map(|c| (0..c.terms.len()).map(|at| (&c.terms, at))) {
        let term = terms.text(at);
        for meaning in terms.uses(at) {
            let starts_residue = 1 << meaning.role == role::RESIDUE && meaning.part & 0xFF == 0;
            let anchor = starts_residue || role::ANCHORS & 1 << meaning.role != 0;
            if anchor && meaning.case == Case::Any && !case::has_long_word(term) {
                out.push(Failure {
                    rule: format!("{lang} [terms] {}", role::name(meaning.role)),
                    text: term.to_owned(),
                    what: "has no word of five bytes and no acronym in capitals, so it cannot be looked for quickly".to_owned(),
                });
            }
        }
    }
    out.dedup();
    out
}

/// A sentence that stands in the first of `zones`, or in the body.
fn in_zones(text: &str, zones: &[Zone]) -> Document {
    let document = plain(text);
    let Some(zone) = zones.first().copied() else { return document };
    let mut blocks = document.blocks().to_vec();
    for block in &mut blocks {
        block.zone = zone;
    }
    let visible = crate::document::Visible {
        text: text.to_owned(),
        pieces: vec![crate::document::Piece { visible: 0, source: crate::span::Span::new(0, text.len()) }],
    };
    Document::marked_up(document.media, text.to_owned(), None, visible, blocks, Vec::new())
}

fn plain(text: &str) -> Document {
    Document::plain(text.to_owned(), None, Vec::new())
}

fn differs(example: &Example, found: &Disclosure) -> Option<String> {
    let Example::Labelled(LabelledExample { involvement, modality, scope, review, tool, .. }) = example
    else {
        return None;
    };
    let pairs = [
        ("involvement", involvement.map(Involvement::word), found.involvement.word()),
        ("modality", modality.map(Modality::word), found.modality.word()),
        ("scope", scope.map(Scope::word), found.scope.word()),
        ("review", review.map(Review::word), found.review.word()),
        ("tool", tool.as_deref(), found.tool.as_deref().unwrap_or("")),
    ];
    pairs.iter().find(|(_, want, got)| want.is_some_and(|w| w != *got)).map(|(key, want, got)| {
        format!(
            "{key} is \"{got}\" by rule {}, the example says \"{}\"",
            found.rule,
            want.unwrap_or_default()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rule_takes_its_examples_and_leaves_its_counter_examples() {
        let mut wrong = Vec::new();
        for (lang, text) in ruleset::sources() {
            wrong.extend(check_pack(lang, text).expect("a built-in pack parses"));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn no_built_in_rule_of_any_language_takes_a_counter_example() {
        let set = RuleSet::builtin();
        let mut wrong = Vec::new();
        for (lang, text) in ruleset::sources() {
            let spec = ruleset::parse(lang, text).expect("a built-in pack parses");
            for counter in spec.rules.iter().flat_map(|r| &r.counter_examples) {
                wrong.extend(
                    set.find_in_all(&plain(counter)).disclosures.into_iter().map(|d| (d.rule, d.text)),
                );
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn two_rules_of_one_name_are_refused() {
        let rule = "[[rule]]\nid = \"same\"\nabout = \"x\"\nshape = \"ai\"\nexamples = [\"AI\"]\ncounter_examples = [\"B\"]\n";
        let pack = |rules: usize| {
            format!("lang = \"en\"\nname = \"English\"\n[terms]\nai = [\"AI\"]\n{}", rule.repeat(rules))
        };
        assert!(check_pack("one", &pack(1)).is_ok());
        let error = check_pack("two", &pack(2)).expect_err("the second has the name of the first");
        assert!(error.to_string().contains("two rules are called `same`"), "{error}");
    }

    #[test]
    fn a_pattern_that_cannot_be_compiled_is_refused() {
        let pack = |pattern: &str, place: &str| {
            format!(
                "lang = \"en\"\nname = \"English\"\n[terms]\nai = [\"AI\"]\n[[residue]]\nid = \"yes\"\nstrength = \"strong\"\n\
                 anchors = [\"Yes!\"]\npattern = '{pattern}'\n{place}examples = [\"Yes!\"]\ncounter_examples = [\"No.\"]\n"
            )
        };
        let refused = |pattern: &str, place: &str| {
            let packs = [("own".to_owned(), pack(pattern, place))];
            RuleSet::with_packs(&packs).err().map(|error| error.to_string())
        };
        let line = "where = \"line\"\n";
        assert_eq!(refused("Yes!", ""), None);
        assert_eq!(refused(r"(?m)(?:^|>)[ \t*>]{0,4}Yes!", line), None);
        assert!(check_pack("own", &pack(r"(?m)(?:^|>)[ \t*>]{0,4}Yes!", line)).is_ok_and(|f| f.is_empty()));
        for pattern in ["Yes!(", r"\p{L}{0,60000}Yes!"] {
            assert!(refused(pattern, "").is_some_and(|e| e.contains("residue `yes`")), "{pattern}");
        }
        assert!(refused("Yes!", line).is_some_and(|e| e.contains("needs a `pattern` that begins")));
    }
}
