//! `completions SHELL`: what the shell needs to finish a half-typed command line.

use clap::CommandFactory;

use super::Exit;
use super::args::care::Completions;
use super::args::{Cli, localise};
use super::out::{Failure, Printer};

pub fn run(args: &Completions, printer: &Printer) -> Result<Exit, Failure> {
    let mut tree = localise::localise(Cli::command(), printer.words(), printer.width());
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut tree, "redaksi", &mut script);
    printer.script(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
