//! The copy desk: what may stand, words that are right, rules of the office.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub struct Dismiss {
    #[arg(value_name = "ARTICLE")]
    pub article: String,
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// The words in which it was found; needed where the rule found several.
    #[arg(long, value_name = "TEXT")]
    pub words: Option<String>,
    #[arg(long, value_name = "TEXT", required_unless_present = "undo")]
    pub reason: Option<String>,
    #[arg(long, conflicts_with = "reason")]
    pub undo: bool,
}

#[derive(Debug, Subcommand)]
pub enum Words {
    Add(WordsChange),
    Remove(WordsChange),
    List(WordsList),
}

#[derive(Debug, Args)]
pub struct WordsChange {
    #[arg(value_name = "WORD", required = true)]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
pub struct WordsList {}
