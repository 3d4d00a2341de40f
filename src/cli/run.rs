//! From arguments to an exit.

use clap::Parser as _;

use super::args::{Cli, Command};
use super::exit::Exit;
use super::failure::Failure;
use super::term::Term;
use super::{
    baseline, check, config, diff, excerpt, explain, init, key, label, manual, rules, sign, tongue, verify,
};

/// Runs the command that the arguments of the program spell.
pub(crate) fn run() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let broken = error.print().is_err_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe);
            return match (broken, error.use_stderr()) {
                (true, _) => Exit::BrokenPipe,
                (false, true) => Exit::Failed,
                (false, false) => Exit::Clean,
            };
        }
    };
    let term = Term::new(cli.global.color, tongue::choose(cli.global.ui_lang));
    // A panic's words may quote the input, so they are made harmless like everything else.
    std::panic::set_hook(Box::new(move |panic| {
        term.error(&panic.to_string(), "this is a fault in terang; please report it");
    }));
    let done = match cli.command {
        Command::Check(args) => check::run(args, &cli.global, term),
        Command::Init(args) => init::run(&args, term),
        #[cfg(feature = "sqlite")]
        Command::Audit(args) => super::audit::run(*args, &cli.global, term),
        #[cfg(feature = "sqlite")]
        Command::History(args) => super::history::run(&args, term),
        #[cfg(feature = "sqlite")]
        Command::Report(args) => super::report::run(&args, term),
        Command::Explain(args) => explain::run(&args, term),
        Command::Rules(args) => rules::run(args.command, term),
        Command::Label(args) => label::run(*args, &cli.global, term),
        Command::Sign(args) => sign::run(*args, &cli.global, term),
        Command::Verify(args) => verify::run(args, &cli.global, term),
        Command::Diff(args) => diff::run(&args, term),
        Command::Excerpt(args) => excerpt::run(&args, term),
        Command::Key(args) => key::run(args, term),
        Command::Baseline(args) => baseline::run(args, &cli.global, term),
        Command::Config(args) => config::run(args, term),
        Command::Completions(args) => manual::completions(args.shell),
        Command::Man(args) => manual::page(args.command.as_deref()),
    };
    done.unwrap_or_else(|failure| {
        if let Failure::Told { what, help } = &failure {
            term.error(what, help);
        }
        failure.exit()
    })
}
