//! The command line: one file a command, over the same calls of the desk as the screen.
//!
//! [`run`] reads the line, finds the language and the reader, sends the command to its file and
//! turns what comes back into words and an exit code.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

pub mod args;
pub mod audit;
pub mod care;
pub mod check;
pub mod completions;
pub mod demo;
pub mod destination;
pub mod dismiss;
pub mod documents;
pub mod erase;
pub mod export;
pub mod form;
pub mod help;
pub mod import;
pub mod in_editor;
pub mod info;
pub mod init;
pub mod list;
pub mod log;
pub mod office;
pub mod out;
pub mod outbox;
pub mod person;
pub mod plain;
pub mod push;
pub mod refusal;
pub mod review;
pub mod revisions;
pub mod rules;
pub mod session;
pub mod show;
mod speak;
pub mod texts;
pub mod time;
pub mod trash;
pub mod words;
pub mod workstation;

use args::global::Global;
use args::peek::{Peek, Spoken};
use args::{Cli, Command, localise, usage};
use out::{Failure, Kind, Printer};

/// How a command ended that was not refused as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    /// The answer was given, and holds what failed: a file that could not be read, a problem.
    Partly,
    /// Something did not get to its destination, or a destination is not fit.
    NotThere,
    /// `check` found errors.
    Found,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Partly => 1,
            Self::NotThere => 3,
            Self::Found => 4,
        }
    }
}

/// What every command gets.
#[derive(Debug)]
pub struct Front {
    pub global: Global,
    pub spoken: Spoken,
    pub printer: Printer,
    /// The office's zone, once the desk is open: moments are told in it.
    pub zone: Option<crate::domain::zone::Zone>,
    /// The person's own settings, once the desk is open.
    pub own: crate::config::Personal,
}

/// Does what the command line says.
pub fn run(argv: impl IntoIterator<Item = OsString>) -> ExitCode {
    crate::paths::close_umask();
    let argv: Vec<_> = argv.into_iter().collect();
    let peek = Peek::at(&argv);
    let spoken = Spoken::new(peek.lang, |name| std::env::var_os(name));
    let setting = out::Setting::of_process(peek.json, peek.color);
    let mut front = Front {
        global: Global::default(),
        spoken,
        printer: Printer::new(setting, spoken.with_desk(None)),
        zone: None,
        own: crate::config::Personal::default(),
    };
    // A bug in one command must still end in words, a document for programs, and its own code.
    let ended = catch_unwind(AssertUnwindSafe(|| front.obey(&argv)));
    let failure = match ended {
        Ok(Ok(exit)) => return exit.code().into(),
        Ok(Err(failure)) => failure,
        Err(_panic) => front.crash(crate::log::crash_file()),
    };
    front.printer.fail(&failure);
    failure.kind.exit_code().into()
}

impl Front {
    fn obey(&mut self, argv: &[OsString]) -> Result<Exit, Failure> {
        let words = self.printer.words();
        let rehearsal = if is_workstation(argv) { workstation::rehearsal(self) } else { None };
        let cli = match self.read(argv) {
            Ok(cli) => cli,
            Err(error) if is_answer(&error) => {
                return self.printer.text(&error.render().to_string()).map(|()| Exit::Done);
            }
            Err(error) => return Err(usage::failure(&error, words)),
        };
        self.global = cli.global;
        self.global
            .fill(|name| std::env::var_os(name))
            .map_err(|bad| usage::bad_variable(&bad, self.printer.words()))?;
        match cli.command {
            Some(command) => self.dispatch(command),
            None if self.printer.json_wanted() => {
                let words = self.printer.words();
                Err(Failure::keyed(Kind::Usage, "usage-no-command", words, &[]))
            }
            None if plain::is_wanted(cli.plain, workstation::is_possible()) => plain::run(self),
            None if workstation::is_possible() => workstation::run(self, rehearsal),
            None => help::run(&args::care::Help { command: Vec::new() }, &self.printer),
        }
    }

    fn read(&self, argv: &[OsString]) -> Result<Cli, clap::Error> {
        if let Some(cli) = Cli::bare(argv) {
            return Ok(cli);
        }
        // The words of all commands are needed only to help or to refuse.
        match Cli::command().try_get_matches_from(argv) {
            Ok(found) => return Cli::from_arg_matches(&found),
            Err(error) if error.kind() == ErrorKind::DisplayVersion => return Err(error),
            Err(_to_be_worded) => {}
        }
        let tree = localise::localise(Cli::command(), self.printer.words(), self.printer.width());
        Cli::from_arg_matches(&tree.try_get_matches_from(argv)?)
    }

    fn dispatch(&mut self, command: Command) -> Result<Exit, Failure> {
        match command {
            Command::Demo(args) => demo::run(self, &args),
            Command::Init(args) => init::run(self, &args),
            Command::Person(args) => person::run(self, &args),
            Command::Office(args) => office::run(self, &args),
            Command::New(args) => texts::new(self, &args),
            Command::Import(args) => import::run(self, &args),
            Command::List(args) => list::run(self, &args),
            Command::Show(args) => show::run(self, &args),
            Command::Edit(args) => texts::edit(self, &args),
            Command::Check(args) => check::run(self, &args),
            Command::Dismiss(args) => dismiss::run(self, &args),
            Command::Words(args) => words::run(self, &args),
            Command::Rules(args) => rules::run(self, &args),
            Command::Submit(args) => review::submit(self, &args),
            Command::Return(args) => review::send_back(self, &args),
            Command::Approve(args) => review::approve(self, &args),
            Command::Schedule(args) => review::schedule(self, &args),
            Command::Unschedule(args) => review::unschedule(self, &args),
            Command::Correct(args) => review::correct(self, &args),
            Command::Withdraw(args) => review::withdraw(self, &args),
            Command::Trash(args) => trash::run(self, &args),
            Command::Untrash(args) => trash::take_out(self, &args),
            Command::History(args) => revisions::history(self, &args),
            Command::Diff(args) => revisions::diff(self, &args),
            Command::Restore(args) => revisions::restore(self, &args),
            Command::Export(args) => export::run(self, &args),
            Command::Destination(args) => destination::run(self, &args),
            Command::Push(args) => push::run(self, &args),
            Command::Outbox(args) => outbox::run(self, &args),
            Command::Log(args) => log::run(self, &args),
            Command::Audit(args) => audit::run(self, &args),
            Command::Backup(args) => care::backup(self, &args),
            Command::RestoreBackup(args) => care::restore(self, &args),
            Command::Doctor(args) => care::doctor(self, &args),
            Command::Erase(args) => erase::run(self, &args),
            Command::Info(args) => info::run(self, &args),
            Command::Completions(args) => completions::run(&args, &self.printer),
            Command::Help(args) => help::run(&args, &self.printer),
        }
    }

    /// `file` is where the crash was written down, if it could be.
    fn crash(&self, file: Option<PathBuf>) -> Failure {
        let words = self.printer.words();
        let Some(file) = file else {
            return Failure::keyed(Kind::Internal, "error-internal-unexpected", words, &[]);
        };
        let file = file.to_string_lossy();
        Failure::new(Kind::Internal, words, &[("place", file.as_ref().into())])
            .details(serde_json::json!({ "crash_file": file }))
    }
}

/// Does this line look like the workstation? Its first picture is prepared while the line is still
/// being read, and for nothing where the line asks for something else.
fn is_workstation(argv: &[OsString]) -> bool {
    let other = |word: &OsString| {
        let word = word.to_str().unwrap_or_default();
        ["--help", "--version", "--plain", "--json", "-h", "-V"].contains(&word)
    };
    let begins = argv.get(1).is_none_or(|word| word.as_encoded_bytes().starts_with(b"-"));
    begins && !argv.iter().any(other) && workstation::is_possible()
}

/// Help and version come from the parser as errors.
fn is_answer(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_crash_tells_where_it_is_written_down() {
        let setting = out::Setting {
            json: true,
            color: out::ColorChoice::Never,
            no_color: false,
            dumb: false,
            terminal: out::Terminal::default(),
            columns: None,
        };
        let front = Front {
            global: Global::default(),
            spoken: Spoken { asked: None, locale: None },
            printer: Printer::new(setting, Lang::En),
            zone: None,
            own: crate::config::Personal::default(),
        };
        assert_eq!(front.crash(None).kind.exit_code(), 70);
        let failure = front.crash(Some("/state/crash-7.txt".into()));
        assert!(failure.message.contains("/state/crash-7.txt"), "{}", failure.message);
        assert_eq!(failure.details["crash_file"], "/state/crash-7.txt");
    }
}
