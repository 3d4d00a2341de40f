//! What profiles ask of a label, as it is typed and told.

use terang::label::{Kind, Position};
use terang::pipeline::Asked;
use terang::policy::{Finding, Profile};
use terang::report::words::say;

use crate::cli::failure::Failure;
use crate::cli::policy::named;
use crate::cli::term::Term;

/// What `profiles` ask where no `position` was typed. `term` is told which of them, and `more`, ask for records too.
pub(super) fn asked(
    profiles: &[Profile],
    position: Option<Position>,
    more: Option<&str>,
    term: Option<Term>,
) -> Result<Asked, Failure> {
    let asked = Asked::by(profiles, position).map_err(|e| {
        Failure::because("no one statement suits these profiles", &e)
            .help("--position start or end says which; or label for one of them")
    })?;
    if let Some(term) = term {
        for name in asked.records.iter().map(String::as_str).chain(more) {
            term.note(&term.said("label.record-too", &[("profile", name)]));
        }
    }
    Ok(asked)
}

/// Says what no label mends.
pub(super) fn still_asked(origin: &str, left: &[Finding], term: Term) {
    for finding in left {
        let (tongue, name) = (term.tongue(), finding.profile.as_deref().unwrap_or_default());
        let said = format!("{}; {}", say(tongue, &finding.message), say(tongue, &finding.help));
        let gaps = [("origin", origin), ("profile", name), ("said", &*said)];
        term.note(&term.said("label.left", &gaps));
    }
}

/// The profiles of these names, each once.
pub(super) fn profiles(typed: &[String]) -> Result<Vec<Profile>, Failure> {
    let mut out: Vec<Profile> = Vec::new();
    for name in typed {
        let profile = named(name)?;
        if out.iter().all(|p| p.id != profile.id) {
            out.push(profile);
        }
    }
    Ok(out)
}

/// A place, as it is typed.
pub(super) fn position(word: &str) -> Result<Position, String> {
    match word {
        "start" => Ok(Position::Start),
        "end" => Ok(Position::End),
        _ => Err("the places are start, end".to_owned()),
    }
}

/// A kind of label, as it is typed.
pub(super) fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| format!("the kinds are {}", Kind::ALL.map(Kind::word).join(", ")))
}
