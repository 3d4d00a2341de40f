//! `terang key`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use terang::key::{EncryptionSeed, KeyError, PublicKey, SecretKey};
use terang::store::{self, StoreError};
use zeroize::Zeroizing;

use super::exit::Exit;
use super::failure::Failure;
use super::passphrase::Passphrase;
use super::term::Term;

/// Make keys, show them, change their passphrase
#[derive(Args, Debug)]
pub(crate) struct Key {
    #[command(subcommand)]
    command: KeyCommand,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Make a key: FILE for the secret half, FILE.pub for the public one
    New {
        /// Where the secret key goes (PKCS#8 PEM, mode 0600); never over another file
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Leave the secret key unencrypted
        #[arg(long, conflicts_with_all = ["passphrase_env", "passphrase_fd"])]
        no_passphrase: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Show a key in all its public forms
    Show {
        /// A public key in any form, or a secret key
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Print a public key in one form
    Export {
        /// A public key in any form, or a secret key
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The form
        #[arg(long, value_enum, default_value_t)]
        form: Form,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Change the passphrase of a secret key
    Passwd {
        /// The secret key
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Leave the secret key unencrypted
        #[arg(long, conflicts_with_all = ["new_passphrase_env", "new_passphrase_fd"])]
        no_passphrase: bool,
        /// Take the new passphrase from this environment variable
        #[arg(long, value_name = "VAR", conflicts_with = "new_passphrase_fd")]
        new_passphrase_env: Option<String>,
        /// Take the new passphrase from this file descriptor, up to the first line feed
        #[arg(long, value_name = "N")]
        new_passphrase_fd: Option<u16>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Form {
    /// SubjectPublicKeyInfo, as openssl reads it
    #[default]
    Pem,
    /// A line for authorized_keys or allowed_signers
    Openssh,
    /// A minisign public key
    Minisign,
    /// A JSON Web Key
    Jwk,
    /// Lines for a trust file
    Trust,
}

/// Does what was typed.
pub(crate) fn run(key: Key, term: Term) -> Result<Exit, Failure> {
    match key.command {
        KeyCommand::New { file, no_passphrase, passphrase } => {
            let passphrase = if no_passphrase { None } else { Some(passphrase.get_new()?) };
            new(&file, passphrase.as_deref().map(String::as_str), term)
        }
        KeyCommand::Show { file, passphrase } => show(&public(&file, &passphrase)?, term),
        KeyCommand::Export { file, form, passphrase } => {
            let key = public(&file, &passphrase)?;
            let text = match form {
                Form::Pem => key.to_pem(),
                Form::Openssh => key.to_openssh("") + "\n",
                Form::Minisign => key.to_minisign() + "\n",
                Form::Jwk => key.to_jwk() + "\n",
                Form::Trust => trust_lines(&key)?,
            };
            term.stdout().write_all(text.as_bytes())?;
            Ok(Exit::Clean)
        }
        KeyCommand::Passwd { file, no_passphrase, new_passphrase_env, new_passphrase_fd, passphrase } => {
            let key = secret(&file, &passphrase)?;
            let new = Passphrase { passphrase_env: new_passphrase_env, passphrase_fd: new_passphrase_fd };
            let new = if no_passphrase { None } else { Some(new.get_new()?) };
            let pem = written(&key, new.as_deref().map(String::as_str))?;
            store::write_secret(&file, &pem, true)
                .map_err(|e| Failure::because("the key is as it was", &e))?;
            let file = file.display();
            term.note(&if no_passphrase {
                format!("{file} is no longer encrypted: whoever can read it can sign with it")
            } else {
                format!("{file} has its new passphrase")
            });
            Ok(Exit::Clean)
        }
    }
}

fn new(file: &Path, passphrase: Option<&str>, term: Term) -> Result<Exit, Failure> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".pub");
    let beside = PathBuf::from(beside);
    if beside.exists() {
        return Err(Failure::new(format!("no key was made: {} is there already", beside.display())));
    }
    let mut seed = Zeroizing::new([0; 32]);
    let cannot = |e: StoreError| Failure::because("no key was made", &e);
    store::random(seed.as_mut_slice()).map_err(cannot)?;
    let key = SecretKey::from_seed(&mut seed);
    let pem = written(&key, passphrase)?;
    store::write_secret(file, &pem, false).map_err(cannot)?;
    store::write_public(&beside, &key.public().to_pem())
        .map_err(|e| Failure::because("the secret key was made, the public one was not", &e))?;
    term.note(&format!("secret key {}, public key {}", file.display(), beside.display()));
    show(key.public(), term)
}

/// The text of a secret key file.
fn written(key: &SecretKey, passphrase: Option<&str>) -> Result<Zeroizing<String>, Failure> {
    let Some(passphrase) = passphrase else { return Ok(key.to_pem()) };
    let mut seed = EncryptionSeed { salt: [0; 16], iv: [0; 16] };
    let fresh = store::random(&mut seed.salt).and_then(|()| store::random(&mut seed.iv));
    fresh.map_err(|e| Failure::because("the key cannot be encrypted", &e))?;
    Ok(Zeroizing::new(key.to_encrypted_pem(passphrase.as_bytes(), &seed)))
}

fn show(key: &PublicKey, term: Term) -> Result<Exit, Failure> {
    let mut to = term.stdout();
    writeln!(to, "id        {}", key.id())?;
    writeln!(to, "openssh   {}", key.to_openssh(""))?;
    writeln!(to, "minisign  {}", key.to_minisign())?;
    writeln!(to, "jwk       {}", key.to_jwk())?;
    write!(to, "{}", key.to_pem())?;
    Ok(Exit::Clean)
}

fn trust_lines(key: &PublicKey) -> Result<String, Failure> {
    let today = super::clock::now()?.to_string();
    Ok(format!(
        "version = 1\n\n[[publisher]]\nname = \"NAME\"\n\n[[publisher.key]]\npublic = \"{}\"\nfrom = {}\n",
        key.to_openssh(""),
        &today[..10],
    ))
}

/// Reads a secret key, asking for its passphrase only where it has one.
pub(crate) fn secret(file: &Path, passphrase: &Passphrase) -> Result<SecretKey, Failure> {
    let text = store::read_secret(file).map_err(|e| {
        // A public half is often readable by all, and that is not what is wrong with it.
        let public = store::read_public(file).is_ok_and(|text| PublicKey::parse(&text).is_ok());
        if public && matches!(e, StoreError::Readable { .. }) {
            return half(file);
        }
        let help = match &e {
            StoreError::Readable { .. } => {
                format!("chmod 600 {}; if others may have read it, make a new key", file.display())
            }
            _ => String::new(),
        };
        Failure::because("the secret key cannot be read", &e).help(help)
    })?;
    let named = |e: KeyError| match e {
        KeyError::Public => half(file),
        KeyError::OpenSshSecret => Failure::because(&format!("{} cannot be used", file.display()), &e)
            .help("terang key new FILE makes a key that signs"),
        e => Failure::because(&format!("{} cannot be used", file.display()), &e),
    };
    match SecretKey::parse(&text, None) {
        Err(KeyError::NeedsPassphrase) => {
            let given = passphrase.get(&format!("Passphrase of {}: ", file.display()))?;
            SecretKey::parse(&text, Some(given.as_bytes())).map_err(named)
        }
        parsed => parsed.map_err(named),
    }
}

/// The public half of a key was named where the secret one is needed.
fn half(file: &Path) -> Failure {
    let name = file.display().to_string();
    let help = match name.strip_suffix(".pub") {
        Some(secret) if Path::new(secret).exists() => format!("the secret half seems to be {secret}"),
        _ => "name the file of the secret half".to_owned(),
    };
    Failure::new(format!("{name} is the public half of a key, and the secret one is needed")).help(help)
}

/// Reads the public half of a public or secret key file.
fn public(file: &Path, passphrase: &Passphrase) -> Result<PublicKey, Failure> {
    let text =
        Zeroizing::new(store::read_public(file).map_err(|e| Failure::because("the key cannot be read", &e))?);
    match PublicKey::parse(&text) {
        Err(KeyError::Secret) => secret(file, passphrase).map(|k| k.public().clone()),
        parsed => parsed.map_err(|e| Failure::because(&format!("{} cannot be used", file.display()), &e)),
    }
}

/// A public key typed in full, or a file that holds one.
pub(crate) fn named(typed: &str) -> Result<PublicKey, Failure> {
    if let Ok(key) = PublicKey::parse(typed) {
        return Ok(key);
    }
    if typed.contains("://") {
        return Err(Failure::new(format!("{typed} is an address, and nothing is fetched"))
            .help("save the key, make sure whose it is, and name that file"));
    }
    let file = Path::new(typed);
    let text = Zeroizing::new(store::read_public(file).map_err(|e| {
        Failure::because("the key is neither a public key nor a file with one", &e)
            .help("a public key is PEM, an OpenSSH or minisign line, or a JWK")
    })?);
    PublicKey::parse(&text).map_err(|e| {
        let help = match e {
            KeyError::Secret => format!("its public half: terang key export {typed} > {typed}.pub"),
            _ => String::new(),
        };
        Failure::because(&format!("{typed} cannot be used"), &e).help(help)
    })
}
