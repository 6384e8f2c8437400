//! One change of a text: what was taken out of one place, and what was put there.

/// At byte `at`, `removed` gave way to `inserted`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub at: usize,
    pub removed: String,
    pub inserted: String,
}

/// Says that a text does not hold what an edit takes out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the edit at byte {at} does not fit the text")]
pub struct Misfit {
    pub at: usize,
}

impl Edit {
    /// Changes `text`, or leaves it as it is where the edit does not fit.
    pub fn apply(&self, text: &mut String) -> Result<(), Misfit> {
        let misfit = Misfit { at: self.at };
        let end = self.at.checked_add(self.removed.len()).ok_or(misfit)?;
        if text.get(self.at..end) != Some(&self.removed) {
            return Err(misfit);
        }
        text.replace_range(self.at..end, &self.inserted);
        Ok(())
    }

    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { at: self.at, removed: self.inserted.clone(), inserted: self.removed.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, at: usize, removed: &str, inserted: &str, want: Option<&str>) {
        let edit = Edit { at, removed: removed.to_owned(), inserted: inserted.to_owned() };
        let mut changed = text.to_owned();
        let done = edit.apply(&mut changed);
        assert_eq!(done.is_ok(), want.is_some());
        assert_eq!(changed, want.unwrap_or(text));
        if want.is_some() {
            edit.inverse().apply(&mut changed).unwrap();
            assert_eq!(changed, text);
        }
    }

    #[test]
    fn an_edit_fits_or_changes_nothing() {
        check("kopi", 4, "", " tubruk", Some("kopi tubruk"));
        check("kafé ramai", 3, "é", "e", Some("kafe ramai"));
        check("kafé", 4, "", "x", None);
        check("kopi", 0, "teh", "", None);
        check("kopi", 5, "", "x", None);
        check("kopi", usize::MAX, "i", "", None);
    }
}
