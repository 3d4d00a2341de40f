//! The command `terang`: see `docs/cli.md`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
