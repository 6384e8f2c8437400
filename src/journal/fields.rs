//! The texts that a journal follows: the fields of an article as a person types them.

use std::ops::Range;

use ropey::Rope;

use crate::domain::ids::Digest;
use crate::text::edit::{Edit, EditError};
use crate::text::shared::Shared;

/// A field by its number, which files hold and which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Field {
    Headline = 0,
    Body = 1,
    Summary = 2,
    Section = 3,
    Tags = 4,
    Place = 5,
    Date = 6,
    EventFrom = 7,
    EventTo = 8,
    Byline = 9,
    Credit = 10,
    Language = 11,
    Slug = 12,
    Due = 13,
    Embargo = 14,
}

impl Field {
    /// In the order of their numbers.
    pub const ALL: [Self; 15] = [
        Self::Headline,
        Self::Body,
        Self::Summary,
        Self::Section,
        Self::Tags,
        Self::Place,
        Self::Date,
        Self::EventFrom,
        Self::EventTo,
        Self::Byline,
        Self::Credit,
        Self::Language,
        Self::Slug,
        Self::Due,
        Self::Embargo,
    ];

    /// The name by which a desk sets it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Body => "body",
            Self::Summary => "summary",
            Self::Section => "section",
            Self::Tags => "tags",
            Self::Place => "place",
            Self::Date => "date",
            Self::EventFrom => "event_from",
            Self::EventTo => "event_to",
            Self::Byline => "byline",
            Self::Credit => "credit",
            Self::Language => "language",
            Self::Slug => "slug",
            Self::Due => "due",
            Self::Embargo => "embargo",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    pub(super) fn number(self) -> u8 {
        self as u8
    }

    pub(super) fn numbered(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// All fields of one article; what is not set is empty. Ropes: a key in a long text costs what one
/// in a short text does, and copies share what is the same in them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Texts([Rope; Field::ALL.len()]);

impl Eq for Texts {}

impl Texts {
    pub fn get(&self, field: Field) -> String {
        self.rope(field).into()
    }

    pub fn set(&mut self, field: Field, text: &str) {
        self.0[field as usize] = text.into();
    }

    /// The same of a text that somebody else holds too.
    pub fn share(&mut self, field: Field, text: &Shared) {
        self.0[field as usize] = text.rope().clone();
    }

    /// Changes a field, or leaves it as it was and says why.
    pub fn apply(&mut self, field: Field, edit: &Edit) -> Result<(), EditError> {
        let (at, text) = (edit.at, self.rope(field));
        let end = at.saturating_add(edit.removed.len());
        if text.get_byte_slice(at..).is_none() {
            return Err(EditError::Place { at, len: text.len_bytes() });
        }
        let fits = text.get_byte_slice(at..end).is_some_and(|gone| gone == edit.removed.as_str());
        let done = fits.then(|| self.splice(field, at..end, &edit.inserted)).flatten();
        done.ok_or(EditError::Removed { at })
    }

    /// Puts words in place of some bytes; none, and nothing changed, if those are not between
    /// characters of the text.
    pub(super) fn splice(
        &mut self,
        field: Field,
        range: Range<usize>,
        inserted: &str,
    ) -> Option<()> {
        let text = &mut self.0[field as usize];
        text.get_byte_slice(range.clone())?;
        let from = text.try_byte_to_char(range.start).ok()?;
        let to = text.try_byte_to_char(range.end).ok()?;
        text.try_remove(from..to).ok()?;
        text.try_insert(from, inserted).ok()
    }

    fn rope(&self, field: Field) -> &Rope {
        &self.0[field as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = (Field, String)> {
        Field::ALL.into_iter().map(|field| (field, self.get(field)))
    }

    /// The length of a field, and its text in pieces.
    pub(super) fn pieces(&self, field: Field) -> (usize, impl Iterator<Item = &str>) {
        let text = self.rope(field);
        (text.len_bytes(), text.chunks())
    }

    /// The bytes of all fields together.
    pub fn size(&self) -> usize {
        self.0.iter().map(Rope::len_bytes).sum()
    }

    pub(super) fn digests(&self) -> Vec<Digest> {
        self.0.iter().map(|text| Digest::of_pieces(text.chunks().map(str::as_bytes))).collect()
    }
}

impl<T: AsRef<str>, const N: usize> From<[(Field, T); N]> for Texts {
    fn from(fields: [(Field, T); N]) -> Self {
        let mut texts = Self::default();
        for (field, text) in fields {
            texts.set(field, text.as_ref());
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_lead_back() {
        for (number, field) in (0..).zip(Field::ALL) {
            assert_eq!((field.number(), Field::numbered(number)), (number, Some(field)));
            assert_eq!(Field::named(field.name()), Some(field));
        }
        assert_eq!((Field::numbered(15), Field::named("judul")), (None, None));
    }

    #[test]
    fn an_edit_of_another_text_is_refused_and_changes_nothing() {
        let edit = |at, removed: &str, inserted: &str| Edit {
            at,
            removed: removed.to_owned(),
            inserted: inserted.to_owned(),
        };
        let mut texts = Texts::from([(Field::Body, "aé".repeat(2_000))]);
        for edit in [edit(2, "", "x"), edit(6_001, "", "x"), edit(usize::MAX, "é", "x")] {
            let EditError::Place { at, len } = texts.apply(Field::Body, &edit).unwrap_err() else {
                panic!("{edit:?}");
            };
            assert_eq!((at, len), (edit.at, 6_000));
        }
        for edit in [edit(3, "b", ""), edit(5_998, "éa", ""), edit(6_000, "a", "x")] {
            let removed = EditError::Removed { at: edit.at };
            assert_eq!(texts.apply(Field::Body, &edit), Err(removed));
        }
        assert_eq!(texts.get(Field::Body), "aé".repeat(2_000));
        texts.apply(Field::Body, &edit(5_998, "é", "e")).unwrap();
        assert!(texts.get(Field::Body).ends_with("éae"));
        assert_eq!(texts.splice(Field::Body, 1..2, ""), None);
    }
}
