//! The built-in profiles, parsed when one is asked for.

use super::Profile;

/// Name and text of each.
const ALL: &[(&str, &str)] = &[
    ("eu-ai-act-50-4", include_str!("../profiles/eu-ai-act-50-4.toml")),
    ("id-dewan-pers-1-2025", include_str!("../profiles/id-dewan-pers-1-2025.toml")),
    ("cn-gb-45438", include_str!("../profiles/cn-gb-45438.toml")),
    ("kr-ai-basic-act", include_str!("../profiles/kr-ai-basic-act.toml")),
    ("academic-elsevier", include_str!("../profiles/academic-elsevier.toml")),
    ("house", include_str!("../profiles/house.toml")),
];

/// The names of the built-in profiles.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(name, _)| *name)
}

/// The file of a built-in profile, or `None`.
#[must_use]
pub fn source(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// A built-in profile, or `None`.
#[must_use]
pub fn built_in(name: &str) -> Option<Profile> {
    let text = source(name)?;
    Some(Profile::parse(text).expect("built-in profiles are read in the program's tests"))
}
