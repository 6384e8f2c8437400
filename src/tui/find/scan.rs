//! How far a text was looked through, and what was found so far.

use std::collections::VecDeque;
use std::ops::Range;

use crate::domain::ids::ArticleId;
use crate::domain::record::RevisionId;
use crate::text::search::Pattern;
use crate::tui::doc::{Doc, Part};

/// Bytes that are looked through between two keys.
const SLICE: usize = 64 << 10;
/// Hits that are kept; whoever finds more looks for something else.
pub const MOST: usize = 100_000;

/// A hit in one of the two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub part: Part,
    pub range: Range<usize>,
}

/// Where somebody wants to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To the first hit from a place on, round the text.
    At((Part, usize)),
    /// To the last one before it.
    Before((Part, usize)),
}

#[derive(Debug, Default)]
pub struct Scan {
    /// The text that is looked through.
    text: Option<Text>,
    todo: VecDeque<(Part, Range<usize>)>,
    /// The hits in their order; those of the body as it is read: from the caret on, then the rest.
    headline: Vec<Range<usize>>,
    after: Vec<Range<usize>>,
    before: Vec<Range<usize>>,
    /// Where the body was begun.
    split: usize,
    /// There are more than are kept.
    pub more: bool,
    pub current: Option<Hit>,
    pub wish: Option<Wish>,
}

impl Hit {
    /// Where it begins.
    pub fn place(&self) -> (Part, usize) {
        (self.part, self.range.start)
    }
}

/// A text in one state: versions of headline and body begin anew when it is read anew.
pub type Text = (ArticleId, RevisionId, u64, u64);

pub fn text_of(doc: &Doc) -> Text {
    (doc.id(), doc.base.record, doc.headline.version(), doc.body.version())
}

impl Scan {
    pub fn begin(doc: &Doc, from: (Part, usize)) -> Self {
        let body = doc.body.len_bytes();
        let split = match from {
            (Part::Headline, _) => 0,
            (Part::Body, at) => doc.body.paragraph_start(at),
        };
        let todo = [
            (Part::Headline, 0..doc.headline.len_bytes()),
            (Part::Body, split..body),
            (Part::Body, 0..split),
        ];
        Self { text: Some(text_of(doc)), todo: todo.into(), split, ..Self::default() }
    }

    pub fn is_of(&self, doc: &Doc) -> bool {
        self.text == Some(text_of(doc))
    }

    pub fn is_busy(&self) -> bool {
        !self.todo.is_empty()
    }

    /// Looks through the next bytes.
    pub fn slice(&mut self, doc: &Doc, pattern: &Pattern) {
        let mut left = SLICE;
        while left > 0
            && let Some((part, span)) = self.todo.pop_front()
        {
            if span.is_empty() {
                continue;
            }
            let kept = self.count();
            let into = match part {
                Part::Headline => &mut self.headline,
                Part::Body if span.start >= self.split => &mut self.after,
                Part::Body => &mut self.before,
            };
            let mut room = MOST.saturating_sub(kept);
            let at = doc.editor_of(part).find(pattern, span.clone(), left, &mut |hit| {
                if room > 0 {
                    into.push(hit);
                }
                room = room.saturating_sub(1);
                room > 0
            });
            if room == 0 {
                self.more = true;
                self.todo.clear();
                return;
            }
            left = left.saturating_sub((at - span.start).max(1));
            if at < span.end {
                self.todo.push_front((part, at..span.end));
            }
        }
    }

    /// So many were found so far.
    pub fn count(&self) -> usize {
        self.headline.len() + self.before.len() + self.after.len()
    }

    fn hit(&self, index: usize) -> Option<Hit> {
        let (headline, before) = (self.headline.len(), self.before.len());
        let (part, range) = if index < headline {
            (Part::Headline, self.headline.get(index))
        } else if index < headline + before {
            (Part::Body, self.before.get(index - headline))
        } else {
            (Part::Body, self.after.get(index - headline - before))
        };
        range.map(|range| Hit { part, range: range.clone() })
    }

    /// The number of hits that begin before a place.
    fn index(&self, place: (Part, usize)) -> usize {
        let (part, at) = place;
        let before = |hits: &[Range<usize>]| hits.partition_point(|hit| hit.start < at);
        match part {
            Part::Headline => before(&self.headline),
            Part::Body => self.headline.len() + before(&self.before) + before(&self.after),
        }
    }

    /// The number of the current hit, from 1.
    pub fn number(&self) -> Option<usize> {
        let current = self.current.as_ref()?;
        let index = self.index(current.place());
        self.hit(index).filter(|hit| hit == current).map(|_| index + 1)
    }

    /// The hit that was wished for, if it is sure by now that it is the one.
    pub fn fulfil(&mut self) -> Option<Hit> {
        let index = match self.wish? {
            Wish::At(place) => {
                let index = self.index(place);
                // Hits come in order from where the body was begun.
                let sure = match place {
                    (Part::Body, at) => at >= self.split,
                    (Part::Headline, _) => self.split == 0 || index < self.headline.len(),
                };
                match index < self.count() {
                    true if sure || !self.is_busy() => index,
                    _ if self.is_busy() => return None,
                    _ => 0,
                }
            }
            Wish::Before(_) if self.is_busy() => return None,
            Wish::Before(place) => {
                let index = self.index(place);
                index.checked_sub(1).unwrap_or(self.count().saturating_sub(1))
            }
        };
        self.wish = None;
        self.current = self.hit(index);
        self.current.clone()
    }
}
