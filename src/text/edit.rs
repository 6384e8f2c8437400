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

#[cfg(test)]
mod tests {
    use super::*;

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
