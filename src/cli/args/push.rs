//! Publishing to destinations: where texts go, what is on its way, and sending it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values::{Assignment, BadValue};
use crate::domain::delivery::{Kind, Name};

#[derive(Debug, Subcommand)]
pub enum Destination {
    Add(DestinationAdd),
    Change(DestinationChange),
    List(DestinationList),
    Test(DestinationTest),
    Remove(DestinationRemove),
}

#[derive(Debug, Args)]
pub struct DestinationAdd {
    #[arg(value_name = "NAME", value_parser = name)]
    pub name: Name,
    #[arg(long, value_name = "KIND", value_parser = ["wordpress", "ghost", "webhook", "folder", "paste"])]
    pub kind: String,
    #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
    pub url: String,
    #[arg(long = "set", id = "set", value_name = "KEY=VALUE", num_args = 1..)]
    pub settings: Vec<Assignment>,
    #[arg(long, value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
}

impl DestinationAdd {
    pub fn kind(&self) -> Kind {
        // The parser lets no other word in.
        self.kind.parse().unwrap_or(Kind::Paste)
    }
}

#[derive(Debug, Args)]
pub struct DestinationChange {
    #[arg(value_name = "NAME", value_parser = name)]
    pub name: Name,
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    #[arg(long = "set", id = "set", value_name = "KEY=VALUE", num_args = 1..)]
    pub settings: Vec<Assignment>,
    #[arg(long, value_name = "FILE", conflicts_with = "ask_secret")]
    pub secret_file: Option<PathBuf>,
    #[arg(long)]
    pub ask_secret: bool,
}

#[derive(Debug, Args)]
pub struct DestinationList {}

#[derive(Debug, Args)]
pub struct DestinationTest {
    #[arg(value_name = "NAME", value_parser = name)]
    pub name: Name,
}

#[derive(Debug, Args)]
pub struct DestinationRemove {
    #[arg(value_name = "NAME", value_parser = name)]
    pub name: Name,
}

#[derive(Debug, Args)]
pub struct Push {
    #[arg(long, conflicts_with = "wait")]
    pub once: bool,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u32,
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub destination: Option<Name>,
}

#[derive(Debug, Args)]
pub struct Outbox {
    #[command(subcommand)]
    pub command: Option<OutboxCommand>,
}

#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    List(OutboxList),
    Show(OutboxOne),
    Retry(OutboxOne),
    Cancel(OutboxOne),
    Resolve(OutboxResolve),
    Queue(OutboxQueue),
}

#[derive(Debug, Default, Args)]
pub struct OutboxList {
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "ARTICLE")]
    pub article: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub destination: Option<Name>,
}

#[derive(Debug, Args)]
pub struct OutboxOne {
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct OutboxResolve {
    #[arg(value_name = "ID")]
    pub id: String,
    #[arg(long, value_name = "WORDS", value_parser = ["local", "remote", "merged"])]
    pub take: String,
}

#[derive(Debug, Args)]
pub struct OutboxQueue {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub destination: Option<Name>,
}

fn name(text: &str) -> Result<Name, BadValue> {
    text.parse().map_err(|_name| BadValue("usage-form-destination"))
}
