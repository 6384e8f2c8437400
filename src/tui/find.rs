//! Finding in the open text: the query, the line in which it is typed, and what was found so far.
//!
//! A text is looked through from the caret on, in slices: between two of them keys are taken. So
//! the first hit is shown at once, and the count comes when it is known.

pub mod bar;
mod scan;
#[cfg(test)]
mod tests;

use tui_textarea::TextArea;

pub use self::scan::{Hit, MOST, Scan, Text, Wish, text_of};
use super::doc::{Doc, Part};
use super::small;
use crate::domain::ids::ArticleId;
use crate::text::search::{Bad, Choice, Pattern, Query};

/// Queries that are remembered.
const KEPT: usize = 50;
/// The longest selection that becomes a query.
const SELECTED: usize = 200;

/// What is looked for, with or without the line in which it is typed.
#[derive(Debug, Default)]
pub struct Finder {
    pub query: Query,
    /// Why the query as it is typed cannot be run; what ran last stays.
    pub bad: Option<Bad>,
    pub bar: Option<Bar>,
    pattern: Option<Pattern>,
    pub scan: Scan,
    /// Queries of before, the newest last.
    past: Vec<String>,
    /// A replacement in both parts is taken back in both.
    both: Option<Both>,
    /// Hits are marked in the text.
    pub is_shown: bool,
    /// What was said of a hit without the line, and where: it goes when the writer goes on.
    pub told: Option<(String, Stand)>,
}

/// A text in one state, and the caret in it.
pub type Stand = (Text, Part, usize);

pub fn stand(doc: &Doc) -> Stand {
    (text_of(doc), doc.part, doc.editor().caret())
}

/// The article, and the versions of headline and body that a replacement made, or its undoing.
#[derive(Debug, Clone, Copy)]
struct Both {
    versions: (ArticleId, u64, u64),
    undone: bool,
}

/// The line in which it is typed what to look for; a second one says what comes instead.
#[derive(Debug)]
pub struct Bar {
    article: ArticleId,
    pub find: TextArea<'static>,
    pub replace: Option<TextArea<'static>>,
    /// The second line has the caret.
    pub in_replace: bool,
    /// Where the caret was before: it goes back there if nothing is found.
    pub from: (Part, usize),
    /// The query of before that is shown, counted from the newest.
    older: Option<usize>,
}

impl Bar {
    pub fn field(&mut self) -> &mut TextArea<'static> {
        match &mut self.replace {
            Some(replace) if self.in_replace => replace,
            _ => &mut self.find,
        }
    }

    pub fn template(&self) -> String {
        self.replace.as_ref().map(small::text).unwrap_or_default()
    }
}

impl Finder {
    pub fn is_empty(&self) -> bool {
        self.pattern.is_none() || self.query.words.is_empty()
    }

    /// Shows the line; what is selected is looked for first.
    pub fn open(&mut self, doc: &Doc) {
        let editor = doc.editor();
        let from = editor.selection().map_or(editor.caret(), |range| range.start);
        let selected = editor.selection().filter(|range| range.len() <= SELECTED);
        let selected =
            selected.map(|range| editor.slice(range)).filter(|text| !text.contains('\n'));
        let words = selected.unwrap_or_else(|| self.query.words.clone());
        let kept = self.bar.take().and_then(|bar| bar.replace);
        self.bar = Some(Bar {
            article: doc.id(),
            find: small::input(&words),
            replace: kept,
            in_replace: false,
            from: (doc.part, from),
            older: None,
        });
        self.typed(doc);
    }

    /// What is typed has changed, or how it is looked for.
    pub fn typed(&mut self, doc: &Doc) {
        let Some(bar) = &self.bar else { return };
        let from = bar.from;
        self.query.words = small::text(&bar.find);
        match Pattern::new(&self.query) {
            Ok(pattern) => {
                self.bad = None;
                self.pattern = Some(pattern);
                self.scan = Scan::begin(doc, from);
                self.scan.wish = Some(Wish::At(from));
            }
            Err(bad) => self.bad = Some(bad),
        }
    }

    /// Looks for the next hit from the caret on, or the one before.
    pub fn go(&mut self, doc: &Doc, on: bool) {
        let here = (doc.part, doc.editor().caret());
        self.renew(doc, here);
        let wish = match (self.scan.current.clone(), on) {
            (Some(hit), true) if hit.place() == here => Wish::At((hit.part, hit.range.end)),
            (None | Some(_), true) => Wish::At(here),
            (_, false) => Wish::Before(here),
        };
        self.scan.wish = Some(wish);
    }

    /// Looks through the text again if it is another by now.
    pub fn renew(&mut self, doc: &Doc, from: (Part, usize)) {
        if !self.scan.is_of(doc) {
            let wish = self.scan.wish.take();
            self.scan = Scan::begin(doc, from);
            self.scan.wish = wish;
        }
    }

    /// Looks through a slice; gives the hit to go to as soon as it is known.
    pub fn step(&mut self, doc: &Doc) -> Option<Hit> {
        let pattern = self.pattern.as_ref()?;
        if !self.scan.is_of(doc) {
            return None;
        }
        self.scan.slice(doc, pattern);
        self.scan.fulfil()
    }

    pub fn pattern(&self) -> Option<&Pattern> {
        self.pattern.as_ref().filter(|_| !self.query.words.is_empty())
    }

    /// Is there something to look through still?
    pub fn is_busy(&self) -> bool {
        !self.is_empty() && self.scan.is_busy()
    }

    /// Was the line opened in another text?
    pub fn is_elsewhere(&self, doc: Option<&Doc>) -> bool {
        self.bar.as_ref().is_some_and(|bar| doc.is_none_or(|doc| !doc.is(&bar.article)))
    }

    /// The query is one that was meant: it can be called back.
    pub fn remember(&mut self) {
        let words = self.query.words.clone();
        if words.is_empty() {
            return;
        }
        self.past.retain(|past| *past != words);
        self.past.push(words);
        let spare = self.past.len().saturating_sub(KEPT);
        self.past.drain(..spare);
    }

    /// Shows an older query, or a newer one.
    pub fn call_back(&mut self, older: bool) -> bool {
        self.past.retain(|past| !past.is_empty());
        let Some(bar) = &mut self.bar else { return false };
        let typed = small::text(&bar.find);
        let next = match (bar.older, older) {
            // The newest is what stands there already.
            (None, true) if self.past.last() == Some(&typed) => 1,
            (None, true) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) if at > 0 => at - 1,
            (_, false) => return false,
        };
        let Some(words) = self.past.iter().rev().nth(next) else { return false };
        bar.older = Some(next);
        small::set(&mut bar.find, words);
        true
    }

    pub fn toggle(&mut self, choice: Choice) {
        self.query.toggle(choice);
    }

    /// A replacement changed both parts.
    pub fn changed_both(&mut self, doc: &Doc) {
        self.both = Some(Both { versions: versions(doc), undone: false });
    }

    /// Must the other part go along on this way through the history?
    pub fn goes_along(&self, doc: &Doc, undo: bool) -> bool {
        self.both.is_some_and(|both| both.versions == versions(doc) && both.undone != undo)
    }

    pub fn went_along(&mut self, doc: &Doc, undo: bool) {
        self.both = Some(Both { versions: versions(doc), undone: undo });
    }
}

fn versions(doc: &Doc) -> (ArticleId, u64, u64) {
    (doc.id(), doc.headline.version(), doc.body.version())
}
