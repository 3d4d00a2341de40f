//! Signing through a program that holds the key.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use super::error::StoreError;
use crate::envelope::{Signer, SignerError};
use crate::key::PublicKey;

/// A program that gets the bytes to sign on standard input and gives 64 bytes back: a key service, a token, openssl.
///
/// It runs in the system's shell, so the command may hold arguments and quotes as typed there.
#[derive(Clone, Debug)]
pub struct CommandSigner {
    command: String,
    public: PublicKey,
}

impl CommandSigner {
    /// A signer that runs `command` and whose answers must hold under `public`.
    #[must_use]
    pub fn new(command: impl Into<String>, public: PublicKey) -> Self {
        Self { command: command.into(), public }
    }

    fn ask(&self, message: &[u8]) -> Result<Vec<u8>, StoreError> {
        let failed = |what: &str, source| StoreError::Signer { what: what.to_owned(), source };
        let mut child = shell(&self.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| failed("could not be started", Some(e)))?;
        let mut input = child.stdin.take().ok_or_else(|| failed("has no standard input", None))?;
        let output = child.stdout.take().ok_or_else(|| failed("has no standard output", None))?;
        let mut answer = Vec::new();
        // Both at once: a program that answers before it has read all must not wait on us while we wait on it.
        let (told, heard) = std::thread::scope(|scope| {
            let told = scope.spawn(move || input.write_all(message));
            // One byte more than a signature tells an answer that is too long; the program is not heard further.
            let heard = output.take(65).read_to_end(&mut answer);
            (told.join(), heard)
        });
        let status = child.wait().map_err(|e| failed("could not be waited for", Some(e)))?;
        if !status.success() {
            // That it did not listen to the end is no reason of its own.
            let source = told.ok().and_then(Result::err);
            let source = source.filter(|e| e.kind() != std::io::ErrorKind::BrokenPipe);
            return Err(failed(&format!("ended with {status}"), source));
        }
        heard.map_err(|e| failed("could not be read", Some(e)))?;
        Ok(answer)
    }
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.arg("/C").arg(command);
    shell
}

impl Signer for CommandSigner {
    fn public(&self) -> &PublicKey {
        &self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignerError> {
        let answer = self.ask(message).map_err(|e| SignerError::Refused(Box::new(e)))?;
        answer.try_into().map_err(|answer: Vec<u8>| {
            let (length, more) = (answer.len().min(64), if answer.len() > 64 { "more than " } else { "" });
            let what = format!("answered {more}{length} bytes, and a signature has 64");
            SignerError::Refused(Box::new(StoreError::Signer { what, source: None }))
        })
    }
}
