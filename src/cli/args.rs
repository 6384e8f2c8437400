//! The command line as data: every command, every option. Help is in `assets/lang`.

use clap::{Parser, Subcommand};

pub mod care;
pub mod global;
pub mod localise;
pub mod office;
pub mod peek;
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
