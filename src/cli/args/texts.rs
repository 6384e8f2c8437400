//! Texts: made, brought in, listed, read, changed, checked.

use std::path::PathBuf;

use clap::Args;

use super::values::{
    Assignment, CheckFormat, ImportFormat, ListFormat, RevisionName, ShowFormat, Sort,
};
use crate::domain::finding::Level;
use crate::domain::stage::StageName;

#[derive(Debug, Args)]
pub struct New {
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub headline: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub body_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Import {
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ImportFormat,
    #[arg(long, value_name = "SECTION")]
    pub section: Option<String>,
    #[arg(long)]
    pub again: bool,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(
        long = "stage",
        id = "stage",
        value_name = "STAGE",
        value_enum,
        num_args = 1..,
        value_delimiter = ',',
    )]
    pub stages: Vec<StageName>,
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    #[arg(long, value_name = "SECTION")]
    pub section: Option<String>,
    /// A minus before a word is part of the query.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub waiting_for: Option<String>,
    #[arg(long)]
    pub trash: bool,
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub sort: Sort,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    #[arg(long, value_name = "CURSOR")]
    pub after: Option<String>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "N")]
    pub revision: Option<RevisionName>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: ShowFormat,
}

#[derive(Debug, Args)]
pub struct Edit {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(long, value_name = "TEXT")]
    pub headline: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub body_file: Option<PathBuf>,
    #[arg(long, value_name = "FIELD=VALUE", num_args = 1)]
    pub set: Vec<Assignment>,
    #[arg(long, value_name = "N")]
    pub base: Option<RevisionName>,
}

impl Edit {
    /// Nothing was asked for on the command line: the text goes to the person's own editor.
    pub fn is_interactive(&self) -> bool {
        self.headline.is_none() && self.body_file.is_none() && self.set.is_empty()
    }
}

#[derive(Debug, Args)]
pub struct Check {
    /// Articles by their names, files, or folders of them.
    #[arg(value_name = "ARTICLE|FILE", required = true)]
    pub sources: Vec<std::ffi::OsString>,
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub level: Option<Level>,
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: CheckFormat,
    /// Also what somebody let stand.
    #[arg(long)]
    pub dismissed: bool,
}
