//! One change of a text, as the editor tells it and the journal keeps it.

use thiserror::Error;

/// At a byte, these words went and those came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    pub at: usize,
    pub removed: String,
    pub inserted: String,
}

/// The edit belongs to another text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    #[error("edit: byte {at} is no place between two characters of a text of {len} bytes")]
    Place { at: usize, len: usize },
    #[error("edit: the text at byte {at} is not what the edit removes")]
    Removed { at: usize },
}

impl Edit {
    /// Changes `text`, or leaves it as it was and says why.
    pub fn apply(&self, text: &mut String) -> Result<(), EditError> {
        let rest = text.get(self.at..).ok_or(EditError::Place { at: self.at, len: text.len() })?;
        if !rest.starts_with(&self.removed) {
            return Err(EditError::Removed { at: self.at });
        }
        text.replace_range(self.at..self.at + self.removed.len(), &self.inserted);
        Ok(())
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { at: self.at, removed: self.inserted.clone(), inserted: self.removed.clone() }
    }

    /// The edit that makes one text of another: one piece, as short as it can be.
    pub fn between(old: &str, new: &str) -> Self {
        let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let at = floor(old, same).min(floor(new, same));
        let (old_rest, new_rest) = (old.get(at..).unwrap_or(""), new.get(at..).unwrap_or(""));
        let same = old_rest.bytes().rev().zip(new_rest.bytes().rev());
        let same = same.take_while(|(a, b)| a == b).count();
        let (old_end, new_end) =
            (ceil(old_rest, old_rest.len() - same), ceil(new_rest, new_rest.len() - same));
        // Both ends leave the same behind them.
        let behind = (old_rest.len() - old_end).min(new_rest.len() - new_end);
        let cut = |rest: &str| rest.get(..rest.len() - behind).unwrap_or_default().to_owned();
        Self { at, removed: cut(old_rest), inserted: cut(new_rest) }
    }

    /// Does it change nothing?
    pub fn is_empty(&self) -> bool {
        self.removed == self.inserted
    }

    /// Where a place of the old text is in the new one. What stood inside the removed part moves
    /// to its start, and a place right at an insertion stays before it.
    pub fn follow(&self, place: usize) -> usize {
        let end = self.at + self.removed.len();
        if place <= self.at {
            place
        } else if place < end {
            self.at
        } else {
            place - self.removed.len() + self.inserted.len()
        }
    }
}

fn floor(text: &str, byte: usize) -> usize {
    (0..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn ceil(text: &str, byte: usize) -> usize {
    (byte..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_texts_have_in_common_stays() {
        #[track_caller]
        fn check(old: &str, new: &str, want: &Edit) {
            let found = Edit::between(old, new);
            assert_eq!(found, *want);
            let mut text = old.to_owned();
            found.apply(&mut text).unwrap();
            assert_eq!(text, new);
        }
        check("satu dua", "satu tiga dua", &edit(5, "", "tiga "));
        check("satu dua", "satu", &edit(4, " dua", ""));
        check("", "satu", &edit(0, "", "satu"));
        check("aaa", "aaaa", &edit(3, "", "a"));
        check("sama", "sama", &edit(4, "", ""));
        // Letters that begin or end with the same byte are other letters.
        check("é", "è", &edit(0, "é", "è"));
        check("aéb", "aѩb", &edit(1, "é", "ѩ"));
        check("“x”", "‘x’", &edit(0, "“x”", "‘x’"));
    }

    fn edit(at: usize, removed: &str, inserted: &str) -> Edit {
        Edit { at, removed: removed.to_owned(), inserted: inserted.to_owned() }
    }

    #[test]
    fn an_edit_and_its_inverse_change_nothing() {
        let mut text = "Rapat é pleno".to_owned();
        let change = edit(6, "é", "kerja");
        change.apply(&mut text).unwrap();
        assert_eq!(text, "Rapat kerja pleno");
        change.inverse().apply(&mut text).unwrap();
        assert_eq!(text, "Rapat é pleno");
    }

    #[test]
    fn an_edit_of_another_text_is_refused_and_changes_nothing() {
        #[track_caller]
        fn check(change: &Edit, want: &EditError) {
            let mut text = "aé".to_owned();
            assert_eq!(change.apply(&mut text).unwrap_err(), *want);
            assert_eq!(text, "aé");
        }
        check(&edit(2, "", "x"), &EditError::Place { at: 2, len: 3 });
        check(&edit(4, "", "x"), &EditError::Place { at: 4, len: 3 });
        check(&edit(usize::MAX, "", "x"), &EditError::Place { at: usize::MAX, len: 3 });
        check(&edit(0, "b", ""), &EditError::Removed { at: 0 });
        check(&edit(1, "éé", ""), &EditError::Removed { at: 1 });
    }

    #[test]
    fn places_follow_the_text() {
        let change = edit(3, "dua", "lima");
        for (before, after) in [(0, 0), (3, 3), (4, 3), (5, 3), (6, 7), (9, 10)] {
            assert_eq!(change.follow(before), after, "{before}");
        }
    }
}
