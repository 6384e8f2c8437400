//! The way of a text from its author to its readers.

use clap::Args;

use super::values::RevisionName;

#[derive(Debug, Args)]
pub struct Submit {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long)]
    pub undo: bool,
}

#[derive(Debug, Args)]
pub struct Return {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "TEXT")]
    pub note: String,
}

#[derive(Debug, Args)]
pub struct Approve {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "N")]
    pub revision: RevisionName,
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Args)]
pub struct Schedule {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "TIME")]
    pub at: String,
}

#[derive(Debug, Args)]
pub struct Unschedule {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
}

#[derive(Debug, Args)]
pub struct Correct {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    #[arg(long)]
    pub path: bool,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Trash {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
}

#[derive(Debug, Args)]
pub struct Untrash {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
}
