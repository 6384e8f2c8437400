//! The texts that a journal follows: the fields of an article as a person types them.

use crate::domain::ids::Digest;

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

/// All fields of one article; what is not set is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts([String; Field::ALL.len()]);

impl Texts {
    pub fn get(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.0[field as usize] = text.into();
    }

    pub(super) fn get_mut(&mut self, field: Field) -> &mut String {
        &mut self.0[field as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        Field::ALL.into_iter().map(|field| (field, self.get(field)))
    }

    /// The bytes of all fields together.
    pub fn size(&self) -> usize {
        self.0.iter().map(String::len).sum()
    }

    pub(super) fn digests(&self) -> Vec<Digest> {
        self.0.iter().map(|text| Digest::of(text.as_bytes())).collect()
    }
}

impl<T: Into<String>, const N: usize> From<[(Field, T); N]> for Texts {
    fn from(fields: [(Field, T); N]) -> Self {
        let mut texts = Self::default();
        for (field, text) in fields {
            texts.set(field, text);
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
}
