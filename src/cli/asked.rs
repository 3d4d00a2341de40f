//! What profiles ask of a label, as it is typed and told.

use terang::label::{Kind, Position};
use terang::pipeline::Asked;
use terang::policy::{Finding, Profile};
use terang::report::words::say;

use super::args::Global;
use super::failure::Failure;
use super::policy::named;
use super::term::Term;

/// The profiles that were typed, and what they ask where no `position` was typed with them.
pub(crate) fn asked(
    typed: &[String],
    position: Option<Position>,
    global: &Global,
    term: Term,
) -> Result<(Vec<Profile>, Asked), Failure> {
    let profiles = profiles(typed)?;
    let asked = Asked::by(&profiles, position).map_err(|e| {
        Failure::because("no one statement suits these profiles", &e)
            .help("--position start or end says which; or label for one of them")
    })?;
    if !global.quiet {
        for name in &asked.records {
            term.note(&format!("{name} asks for a signed record too; `terang sign` writes it"));
        }
    }
    Ok((profiles, asked))
}

/// Says what no label mends.
pub(crate) fn still_asked(origin: &str, left: &[Finding], term: Term) {
    for finding in left {
        let (tongue, name) = (term.tongue(), finding.profile.as_deref().unwrap_or_default());
        let said = format!("{}; {}", say(tongue, &finding.message), say(tongue, &finding.help));
        term.note(&format!("{origin}: left to do for {name}: {said}"));
    }
}

/// The profiles that were typed, each once.
fn profiles(typed: &[String]) -> Result<Vec<Profile>, Failure> {
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
pub(crate) fn position(word: &str) -> Result<Position, String> {
    match word {
        "start" => Ok(Position::Start),
        "end" => Ok(Position::End),
        _ => Err("the places are start, end".to_owned()),
    }
}

/// A kind of label, as it is typed.
pub(crate) fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| format!("the kinds are {}", Kind::ALL.map(Kind::word).join(", ")))
}
