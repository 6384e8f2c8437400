//! What was found in a text's paragraphs the last time: a paragraph that did not change is neither
//! read nor judged again by the rules that look at paragraphs alone.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex};

use super::piece::{Look, Piece};
use crate::domain::finding::Finding;

/// Keeps what the paragraphs of one text look like between two checks of it.
#[derive(Debug, Default)]
pub struct Keeper {
    looks: Mutex<Kept<Look>>,
    said: Mutex<Kept<Vec<Finding>>>,
}

#[derive(Debug)]
struct Kept<T> {
    before: HashMap<u64, Arc<T>>,
    now: HashMap<u64, Arc<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { before: HashMap::new(), now: HashMap::new() }
    }
}

/// What is kept under a key, or what is made now.
fn kept<T>(shelf: &Mutex<Kept<T>>, key: u64, make: impl FnOnce() -> T) -> Arc<T> {
    let known = shelf.lock().ok().and_then(|mut kept| {
        let known = kept.now.get(&key).cloned().or_else(|| kept.before.remove(&key))?;
        kept.now.insert(key, Arc::clone(&known));
        Some(known)
    });
    known.unwrap_or_else(|| {
        let made = Arc::new(make());
        if let Ok(mut kept) = shelf.lock() {
            kept.now.insert(key, Arc::clone(&made));
        }
        made
    })
}

impl Keeper {
    /// A check begins: what the last one did not need is forgotten.
    pub(super) fn begin(&self) {
        if let Ok(mut kept) = self.looks.lock() {
            kept.before = std::mem::take(&mut kept.now);
        }
        if let Ok(mut kept) = self.said.lock() {
            kept.before = std::mem::take(&mut kept.now);
        }
    }

    pub(super) fn look(&self, text: &str, prose: Range<usize>) -> Arc<Look> {
        kept(&self.looks, Piece::key(text, &prose), || Look::new(text, prose))
    }

    /// What the rules of pieces say of one, with spans that count from its beginning. `context` is
    /// bound to all that they know beside it.
    pub(super) fn said(
        &self,
        piece: &Piece<'_>,
        context: u64,
        judge: impl FnOnce() -> Vec<Finding>,
    ) -> Arc<Vec<Finding>> {
        let mut hasher = DefaultHasher::new();
        (context, piece.text, &piece.prose, &piece.dateline).hash(&mut hasher);
        (piece.field, piece.part, piece.is_lead, piece.is_last).hash(&mut hasher);
        kept(&self.said, hasher.finish(), || {
            let mut findings = judge();
            for finding in &mut findings {
                finding.span = finding.span.start - piece.at..finding.span.end - piece.at;
            }
            findings
        })
    }
}
