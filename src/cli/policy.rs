//! What is judged in a run: settings, profiles, and the keys that records are held against.

use std::path::Path;

use clap::Args;
use terang::config::ConfigError;
use terang::pipeline::Records;
use terang::policy::profile::ProfileError;
use terang::policy::{Policy, Profile, Requirement, Settings, profile};
use terang::store;

use super::clock::now;
use super::failure::Failure;
use super::trust::{MaybeTrusted, of_file};

/// What is judged, as it is typed.
#[derive(Args, Debug)]
pub(crate) struct Judged {
    /// Judge by a profile: a built-in one (`terang explain profiles`) or a file of your own; may be given again
    #[arg(long, value_name = "NAME|FILE", help_heading = "Rules")]
    profile: Vec<String>,
    /// Give a fact that profiles ask for (`terang explain facts`); may be given again
    #[arg(long, value_name = "FACT=VALUE", value_parser = fact, help_heading = "Rules")]
    fact: Vec<(String, String)>,
    /// Ask every article for a visible disclosure
    #[arg(long, help_heading = "Rules")]
    require_disclosure: bool,
    #[command(flatten)]
    trusted: MaybeTrusted,
}

impl Judged {
    /// The files that were named.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        files(&self.profile).chain(self.trusted.files())
    }

    /// The policy of a configuration under these flags, and how records are verified where keys are trusted.
    pub(crate) fn policy(&self, settings: &Settings) -> Result<(Policy, Option<Records>), Failure> {
        let mut settings = settings.clone();
        for name in &self.profile {
            if !settings.profiles.contains(name) {
                settings.profiles.push(name.clone());
            }
        }
        for (name, value) in &self.fact {
            settings.facts.set(name, value).map_err(Failure::new)?;
        }
        if self.require_disclosure {
            settings.require_disclosure = Requirement::Always;
        }
        let profiles = settings.profiles.iter().map(|name| named(name)).collect::<Result<_, _>>()?;
        let trust = match (self.trusted.load()?, &settings.record.trust) {
            (None, Some(file)) => Some(of_file(Path::new(file))?),
            (typed, _) => typed,
        };
        let records = trust.map(|trust| Ok::<_, Failure>(Records { trust, at: now()? })).transpose()?;
        let policy =
            Policy::new(&settings, profiles).map_err(|e| Failure::because("[policy] cannot be used", &e))?;
        Ok((policy, records))
    }
}

/// Those of `profiles` that are files.
pub(crate) fn files(profiles: &[String]) -> impl Iterator<Item = &Path> {
    profiles.iter().filter(|name| profile::built_in(name).is_none()).map(Path::new)
}

/// A profile by its name, or that of a file.
pub(crate) fn named(name: &str) -> Result<Profile, Failure> {
    if let Some(profile) = profile::built_in(name) {
        return Ok(profile);
    }
    if !name.contains(['/', '\\']) && !name.ends_with(".toml") {
        let names: Vec<&str> = profile::names().collect();
        return Err(Failure::new(format!("there is no profile `{name}`"))
            .help(format!("the built-in ones are {}; a file of your own ends in .toml", names.join(", "))));
    }
    let cannot =
        |e: &dyn std::error::Error| Failure::because(&format!("the profile {name} cannot be used"), e);
    let text = store::read_text(Path::new(name)).map_err(|e| cannot(&e))?;
    Profile::parse(&text).map_err(|e| match &e {
        ProfileError::Toml(e) => {
            let error = ConfigError::of_toml(name, &text, e);
            Failure::new(error.to_string()).help(error.help)
        }
        e => cannot(e),
    })
}

fn fact(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once('=').ok_or("write FACT=VALUE; `terang explain facts` lists the facts")?;
    Ok((name.to_owned(), value.to_owned()))
}
