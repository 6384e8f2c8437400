//! The copy desk: what may stand, words that are right, rules of the office.

use std::path::PathBuf;

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

#[derive(Debug, Subcommand)]
pub enum Rules {
    List(RulesList),
    Show(RulesShow),
    Test(RulesTest),
    Try(RulesTry),
    Accept(RulesAccept),
}

#[derive(Debug, Args)]
pub struct RulesList {}

#[derive(Debug, Args)]
pub struct RulesShow {
    #[arg(value_name = "RULE")]
    pub rule: String,
}

#[derive(Debug, Args)]
pub struct RulesTest {
    /// Without one the desk's own.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RulesTry {
    /// Without one all that nobody accepted.
    #[arg(value_name = "RULE")]
    pub rules: Vec<String>,
}

#[derive(Debug, Args)]
pub struct RulesAccept {
    #[arg(value_name = "RULE")]
    pub rule: String,
}
