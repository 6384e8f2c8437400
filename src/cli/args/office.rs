//! The office: its desk, its people, its settings.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::values::{Assignment, zone};
use crate::domain::people::Role;
use crate::domain::zone::Zone;

#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long)]
    pub print: bool,
    #[arg(long, conflicts_with = "print")]
    pub tell: bool,
}

#[derive(Debug, Args)]
pub struct Init {
    #[arg(long, value_name = "NAME")]
    pub office: String,
    #[arg(long, value_name = "TOWN")]
    pub place: String,
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub timezone: Zone,
    #[arg(long, value_name = "NAME")]
    pub person: String,
    #[arg(long, value_name = "NAME")]
    pub full_name: Option<String>,
    #[arg(long, value_name = "URL")]
    pub site_url: Option<String>,
    #[arg(long)]
    pub single_eye: bool,
    #[arg(long)]
    pub ask_passphrase: bool,
}

#[derive(Debug, Subcommand)]
pub enum Person {
    Add(PersonAdd),
    List(PersonList),
    Revoke(PersonRevoke),
    Passphrase(PersonPassphrase),
}

#[derive(Debug, Args)]
pub struct PersonAdd {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "NAME")]
    pub full_name: Option<String>,
    #[arg(
        long = "role",
        id = "role",
        value_name = "ROLE",
        value_enum,
        required = true,
        num_args = 1..,
        value_delimiter = ',',
    )]
    pub roles: Vec<Role>,
    #[arg(long, value_name = "FILE", conflicts_with = "ask_passphrase")]
    pub public_key: Option<PathBuf>,
    #[arg(long)]
    pub ask_passphrase: bool,
}

#[derive(Debug, Args)]
pub struct PersonList {}

#[derive(Debug, Args)]
pub struct PersonRevoke {
    #[arg(value_name = "NAME")]
    pub name: String,
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct PersonPassphrase {
    #[arg(value_name = "NAME")]
    pub name: String,
}

#[derive(Debug, Subcommand)]
pub enum Office {
    Show(OfficeShow),
    Set(OfficeSet),
}

#[derive(Debug, Args)]
pub struct OfficeShow {}

#[derive(Debug, Args)]
pub struct OfficeSet {
    #[arg(value_name = "KEY=VALUE", required = true)]
    pub settings: Vec<Assignment>,
}
