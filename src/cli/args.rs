//! The command line as data: every command, every option. Help is in `assets/lang`.

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub mod care;
pub mod copydesk;
pub mod global;
pub mod localise;
pub mod office;
pub mod peek;
pub mod push;
pub mod review;
pub mod revisions;
pub mod texts;
pub mod usage;
pub mod values;

/// What was typed.
#[derive(Debug, Parser)]
#[command(name = "redaksi", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: global::Global,
    #[arg(long)]
    pub plain: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// A line without a command, which opens the workstation: read without the tree of all commands,
/// whose making is a tenth of the time until the first picture.
#[derive(Debug, Parser)]
#[command(name = "redaksi", disable_help_flag = true)]
struct Bare {
    #[command(flatten)]
    global: global::Global,
    #[arg(long)]
    plain: bool,
}

impl Cli {
    /// Reads a line that begins with no command. None if it has one after all, or a mistake.
    pub fn bare(argv: &[OsString]) -> Option<Self> {
        let begins = argv.get(1).is_none_or(|word| word.as_encoded_bytes().starts_with(b"-"));
        let bare = if begins { Bare::try_parse_from(argv).ok()? } else { return None };
        Some(Self { global: bare.global, plain: bare.plain, command: None })
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(office::Demo),
    Init(office::Init),
    #[command(subcommand)]
    Person(office::Person),
    #[command(subcommand)]
    Office(office::Office),
    New(texts::New),
    Import(texts::Import),
    List(texts::List),
    Show(texts::Show),
    Edit(texts::Edit),
    Check(texts::Check),
    Dismiss(copydesk::Dismiss),
    #[command(subcommand)]
    Words(copydesk::Words),
    #[command(subcommand)]
    Rules(copydesk::Rules),
    Submit(review::Submit),
    Return(review::Return),
    Approve(review::Approve),
    Schedule(review::Schedule),
    Unschedule(review::Unschedule),
    Correct(review::Correct),
    Withdraw(review::Withdraw),
    Trash(review::Trash),
    Untrash(review::Untrash),
    History(revisions::History),
    Diff(revisions::Diff),
    Restore(revisions::Restore),
    Export(care::Export),
    #[command(subcommand)]
    Destination(push::Destination),
    Push(push::Push),
    Outbox(push::Outbox),
    Log(care::Log),
    #[command(subcommand)]
    Audit(care::Audit),
    Backup(care::Backup),
    RestoreBackup(care::RestoreBackup),
    Doctor(care::Doctor),
    Erase(care::Erase),
    Info(care::Info),
    Completions(care::Completions),
    Help(care::Help),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, is_bare: bool) {
        let argv: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let bare = Cli::bare(&argv);
        assert_eq!(bare.is_some(), is_bare, "{line}");
        if let Some(bare) = bare {
            let whole = Cli::try_parse_from(&argv).unwrap();
            assert_eq!(format!("{bare:?}"), format!("{whole:?}"), "{line}");
        }
    }

    #[test]
    fn a_line_without_a_command_is_read_the_same_by_the_short_way() {
        check("redaksi", true);
        check("redaksi --plain", true);
        check("redaksi --desk meja --as ali --lang en --color=never --json", true);
        check("redaksi --desk list --passphrase-file=sandi", true);
        check("redaksi list", false);
        check("redaksi --desk meja list", false);
        check("redaksi --lang xx", false);
        check("redaksi --color maybe", false);
        check("redaksi --desk", false);
        check("redaksi --help", false);
        check("redaksi -h", false);
        check("redaksi --version", false);
        check("redaksi -V", false);
        check("redaksi --plai", false);
        check("redaksi -- list", false);
    }
}
