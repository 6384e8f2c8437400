//! The way back of a text, as it is kept from one session to the next.

use crate::domain::ids::ArticleId;
use crate::domain::record::RevisionId;
use crate::text::past::Tree;
use crate::text::shared::Shared;

/// Headline and body.
pub type Two<T> = [T; 2];

/// What is to be kept of the open text. Times are of the day.
#[derive(Debug)]
pub struct Keep {
    pub article: ArticleId,
    /// Whose it is.
    pub person: i64,
    pub base: RevisionId,
    pub texts: Two<Shared>,
    pub trees: Two<Tree>,
}

/// What was kept of a text that is opened.
#[derive(Debug, Clone, Default)]
pub enum Past {
    #[default]
    None,
    /// Times are of the day.
    Kept {
        trees: Box<Two<Tree>>,
        /// The texts that they lead to, if something was typed after they were kept.
        before: Option<Box<Two<String>>>,
    },
    /// It led to another text, or could not be read: it was put aside.
    Aside,
}
