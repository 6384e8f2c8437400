//! The site, the ledger and the care of the desk.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

use super::values::{LogFormat, RevisionName};

#[derive(Debug, Default, Args)]
pub struct Export {
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "ARTICLE", num_args = 1..)]
    pub only: Vec<String>,
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    #[arg(long)]
    pub publish: bool,
}

#[derive(Debug, Args)]
pub struct Log {
    #[arg(long, value_name = "ARTICLE")]
    pub article: Option<String>,
    #[arg(long, value_name = "TIME")]
    pub since: Option<String>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: LogFormat,
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    Verify(AuditVerify),
}

#[derive(Debug, Args)]
pub struct AuditVerify {}

#[derive(Debug, Args)]
pub struct Backup {
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RestoreBackup {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub struct Doctor {
    #[arg(long)]
    pub rebuild: bool,
    #[arg(long)]
    pub fix: bool,
    /// Where the saved texts go; without a file, beside the desk.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub salvage: Option<Option<PathBuf>>,
}

#[derive(Debug, Args)]
pub struct Erase {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "N")]
    pub revision: Option<RevisionName>,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Nobody is asked.
    #[arg(long)]
    pub yes: bool,
}

#[derive(Debug, Args)]
pub struct Info {}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct Help {
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
}
