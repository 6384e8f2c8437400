//! The office: as the screen needs it, and as somebody asks for a new one.

use chrono::NaiveDate;

use crate::domain::view::PersonRow;
use crate::domain::zone::Zone;
use crate::lang::Lang;

/// The office, as the screen needs it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Office {
    pub name: String,
    pub place: String,
    pub zone: Zone,
    pub sections: Vec<String>,
    pub language: String,
    pub site_url: Option<String>,
    pub single_eye: bool,
    pub word_goal: Option<u32>,
    pub headline_limit: u32,
    /// Do typed quotes and dashes become those of print?
    pub smart_typing: bool,
    /// Do warnings keep a text from being submitted?
    pub strict: bool,
    /// Are suggestions of the copy desk shown?
    pub suggestions: bool,
    pub today: NaiveDate,
    pub people: Vec<PersonRow>,
    pub me: Option<PersonRow>,
    /// Names of those whose key has a passphrase, once they are wanted.
    pub locked: Option<Vec<String>>,
    pub read_only: bool,
    pub desk: String,
}

/// A new office, as it was asked for: its first person, its town, its hours, its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// The name by which the person acts, and the full one.
    pub person: String,
    pub full_name: String,
    pub office: String,
    pub place: String,
    pub zone: Zone,
    pub lang: Lang,
}
