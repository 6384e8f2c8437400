//! Looking through all drafts, and changing those that were chosen.

use std::collections::BTreeSet;

use super::{Base, Told};
use crate::domain::ids::ArticleId;
use crate::domain::view::Cursor;
use crate::text::search::Query;
use crate::text::search::places::Place;

/// Hits of a draft that are shown one by one.
pub const SHOWN: usize = 50;

/// What is looked for, and what comes in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Answers to an older search are passed over.
    pub ticket: u64,
    pub query: Query,
    pub template: String,
}

#[derive(Debug)]
pub enum Ask {
    /// Looks through the next few drafts: one's own, or everybody's.
    Look { sought: Sought, everyone: bool, after: Option<Cursor> },
    /// A new revision of a draft, without those hits that are to stay.
    Replace { sought: Sought, article: ArticleId, base: Base, stay: BTreeSet<usize> },
}

/// A draft in which something was found.
#[derive(Debug, Clone)]
pub struct Found {
    pub article: ArticleId,
    pub headline: String,
    pub author: i64,
    pub base: Base,
    /// The first hits: those of the headline, then those of the body.
    pub places: Vec<Place>,
    pub count: usize,
}

#[derive(Debug)]
pub enum Answer {
    Looked {
        ticket: u64,
        found: Vec<Found>,
        looked: usize,
        /// Drafts that could not be read.
        unread: usize,
        next: Option<Cursor>,
    },
    Replaced {
        ticket: u64,
        article: ArticleId,
        count: usize,
    },
    /// The draft is as it was.
    Left {
        ticket: u64,
        article: ArticleId,
        why: Left,
    },
}

impl Answer {
    /// The number of the search that it answers.
    pub fn ticket(&self) -> u64 {
        match self {
            Self::Looked { ticket, .. }
            | Self::Replaced { ticket, .. }
            | Self::Left { ticket, .. } => *ticket,
        }
    }
}

/// Why a draft was left as it was.
#[derive(Debug, Clone)]
pub enum Left {
    /// The text has moved on since it was looked through.
    Moved,
    /// Somebody writes in it.
    Unsaved,
    /// It is no draft any more.
    NoDraft,
    Told(Told),
}
