//! `help COMMAND…`, and the overview that `redaksi` alone prints.

use clap::CommandFactory;
use serde_json::json;

use super::Exit;
use super::args::care::Help;
use super::args::{Cli, localise};
use super::out::{Failure, Kind, Printer};

pub fn run(args: &Help, printer: &Printer) -> Result<Exit, Failure> {
    let mut tree = localise::localise(Cli::command(), printer.words(), printer.width());
    let mut command = &mut tree;
    for name in &args.command {
        command = command.find_subcommand_mut(name).ok_or_else(|| {
            let what = [("what", name.into())];
            Failure::keyed(Kind::Usage, "usage-unknown-command", printer.words(), &what)
                .details(json!({ "argument": name }))
        })?;
    }
    printer.text(&command.render_help().to_string())?;
    Ok(Exit::Done)
}
