//! `terang completions` and `terang man`: what the definition of the command line says of itself.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::args::Cli;
use super::exit::Exit;
use super::failure::Failure;

/// Prints a completion script.
pub(crate) fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "terang", &mut script);
    print(&script)
}

/// Prints a manual page in roff.
pub(crate) fn page(command: Option<&str>) -> Result<Exit, Failure> {
    let mut whole = Cli::command();
    whole.build();
    let wanted = match command {
        None => whole,
        Some(name) => whole.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::new(format!("there is no command `{name}`")).help("`terang help` lists the commands")
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(wanted).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<Exit, Failure> {
    let mut to = std::io::stdout().lock();
    to.write_all(bytes)?;
    to.flush()?;
    Ok(Exit::Clean)
}
