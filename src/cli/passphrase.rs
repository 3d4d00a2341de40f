//! Where a passphrase comes from: a variable, a descriptor, or a prompt. Never an argument, which others can see.

use clap::Args;
use zeroize::Zeroizing;

use super::failure::Failure;

/// How the passphrase of a key is given.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Passphrase {
    /// Take the key's passphrase from this environment variable
    #[arg(long, value_name = "VAR", conflicts_with = "passphrase_fd", help_heading = "Key")]
    pub(crate) passphrase_env: Option<String>,
    /// Take the key's passphrase from this file descriptor, up to the first line feed
    #[arg(long, value_name = "N", help_heading = "Key")]
    pub(crate) passphrase_fd: Option<u16>,
}

impl Passphrase {
    /// The passphrase, from a prompt where nothing else was named.
    pub(crate) fn get(&self, prompt: &str) -> Result<Zeroizing<String>, Failure> {
        match (&self.passphrase_env, self.passphrase_fd) {
            (Some(name), _) => std::env::var(name)
                .map(Zeroizing::new)
                .map_err(|_| Failure::new(format!("the environment variable {name} holds no passphrase"))),
            (None, Some(number)) => from_fd(number),
            (None, None) => rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|e| {
                Failure::because("no passphrase can be asked for here", &e)
                    .help("--passphrase-env and --passphrase-fd take it from elsewhere")
            }),
        }
    }

    /// A new passphrase, asked for twice where it is typed.
    pub(crate) fn get_new(&self) -> Result<Zeroizing<String>, Failure> {
        let first = self.get("New passphrase: ")?;
        if first.is_empty() {
            return Err(Failure::new("the passphrase is empty").help("--no-passphrase leaves the key open"));
        }
        let typed = self.passphrase_env.is_none() && self.passphrase_fd.is_none();
        if typed && *self.get("The same again: ")? != *first {
            return Err(Failure::new("the two passphrases differ"));
        }
        Ok(first)
    }
}

#[cfg(unix)]
fn from_fd(number: u16) -> Result<Zeroizing<String>, Failure> {
    use std::io::Read as _;
    let cannot =
        |e: std::io::Error| Failure::because(&format!("file descriptor {number} cannot be read"), &e);
    let file = std::fs::File::open(format!("/dev/fd/{number}")).map_err(cannot)?;
    let mut text = Zeroizing::new(String::new());
    file.take(4096).read_to_string(&mut text).map_err(cannot)?;
    let line = text.split('\n').next().unwrap_or_default();
    Ok(Zeroizing::new(line.trim_end_matches('\r').to_owned()))
}

#[cfg(not(unix))]
fn from_fd(_: u16) -> Result<Zeroizing<String>, Failure> {
    Err(Failure::new("file descriptors cannot be named on this system").help("use --passphrase-env"))
}
