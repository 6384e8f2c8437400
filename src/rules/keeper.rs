//! What was found in a text's paragraphs the last time: a paragraph that did not change is not
//! read again.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use super::piece::{Look, Piece};

/// Keeps what the paragraphs of one text look like between two checks of it.
#[derive(Debug, Default)]
pub struct Keeper {
    looks: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    before: HashMap<u64, Arc<Look>>,
    now: HashMap<u64, Arc<Look>>,
}

impl Keeper {
    /// A check begins: what the last one did not need is forgotten.
    pub(super) fn begin(&self) {
        if let Ok(mut kept) = self.looks.lock() {
            kept.before = std::mem::take(&mut kept.now);
        }
    }

    pub(super) fn look(&self, text: &str, prose: Range<usize>) -> Arc<Look> {
        let key = Piece::key(text, &prose);
        let Ok(mut kept) = self.looks.lock() else { return Arc::new(Look::new(text, prose)) };
        let known = kept.now.get(&key).or_else(|| kept.before.get(&key)).cloned();
        let look = known.unwrap_or_else(|| Arc::new(Look::new(text, prose)));
        kept.now.insert(key, Arc::clone(&look));
        look
    }
}
