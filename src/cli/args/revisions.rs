//! What a text was before.

use clap::Args;

use super::values::{DiffFormat, RevisionName};

#[derive(Debug, Args)]
pub struct History {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
}

#[derive(Debug, Args)]
pub struct Diff {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(value_name = "A")]
    pub from: Option<RevisionName>,
    #[arg(value_name = "B")]
    pub to: Option<RevisionName>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: DiffFormat,
}

#[derive(Debug, Args)]
pub struct Restore {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "N")]
    pub revision: RevisionName,
}
