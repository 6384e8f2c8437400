//! The office's own list of names: what an entry of it says, and what makes it one.

use chrono::NaiveDate;

use super::super::characters::{Class, class, is_blank};

/// A longer name is none, in bytes.
pub const LONGEST: usize = 120;

/// What an entry names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    #[default]
    Person,
    Office,
    Place,
    Acronym,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Person, Self::Office, Self::Place, Self::Acronym];

    /// The name of its tables in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Office => "office",
            Self::Place => "place",
            Self::Acronym => "acronym",
        }
    }
}

/// An entry of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    pub sort: Sort,
    pub name: String,
    /// What stands before the name where it is written first.
    pub title: String,
    /// What the name is short for.
    pub full: String,
    /// Everybody knows the short form.
    pub is_public: bool,
    /// The first and the last day of the term of office.
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

/// A part of an entry that is words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Name,
    Title,
    Full,
}

/// Why something is no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    NoName,
    /// A character that cannot be seen, or that a terminal may obey.
    Hidden(Words),
    Long(Words),
    /// The term ends before it begins.
    Ends,
}

impl Own {
    /// Without what the eye does not see: blanks at the ends, several in a row, those of web pages.
    #[must_use]
    pub fn tidied(self) -> Self {
        let (name, title, full) = (tidy(&self.name), tidy(&self.title), tidy(&self.full));
        Self { name, title, full, ..self }
    }

    /// What keeps it from being an entry that is offered.
    pub fn wrong(&self) -> Option<Wrong> {
        if self.name.is_empty() {
            return Some(Wrong::NoName);
        }
        let parts =
            [(Words::Name, &self.name), (Words::Title, &self.title), (Words::Full, &self.full)];
        if let Some((part, _)) = parts.iter().find(|(_, text)| !text.chars().all(is_seen)) {
            return Some(Wrong::Hidden(*part));
        }
        // Behind a title or a long form the name stands once more.
        let joined = |other: &str, more: usize| match other.len() {
            0 => 0,
            length => length + self.name.len() + more,
        };
        let round = if self.sort == Sort::Person { 0 } else { " ()".len() };
        let full = if round == 0 { self.full.len() } else { joined(&self.full, round) };
        let lengths = [
            (Words::Name, self.name.len()),
            (Words::Title, joined(&self.title, 1)),
            (Words::Full, full),
        ];
        if let Some((part, _)) = lengths.iter().find(|(_, length)| *length > LONGEST) {
            return Some(Wrong::Long(*part));
        }
        matches!((self.from, self.until), (Some(from), Some(until)) if until < from)
            .then_some(Wrong::Ends)
    }
}

/// May a name have it?
pub fn is_seen(c: char) -> bool {
    class(c) == Class::Plain && !c.is_control()
}

fn tidy(text: &str) -> String {
    let words = text.split(is_blank).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// An entry with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The line of its name.
    pub line: usize,
    pub own: Own,
    /// It is written in a way that only people can change.
    pub by_hand: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(own: &Own, want: Option<Wrong>) {
        assert_eq!(own.clone().tidied().wrong(), want, "{own:?}");
    }

    #[test]
    fn an_entry_has_a_name_that_can_be_seen_and_read() {
        let own = |name: &str| Own { name: name.to_owned(), ..Own::default() };
        check(&own("Ali"), None);
        check(&own("  \u{a0} "), Some(Wrong::NoName));
        check(&own("Ali\u{202e}"), Some(Wrong::Hidden(Words::Name)));
        check(&own("A\u{7}"), Some(Wrong::Hidden(Words::Name)));
        check(&own(&"x".repeat(LONGEST)), None);
        check(&own(&"x".repeat(LONGEST + 1)), Some(Wrong::Long(Words::Name)));
        assert_eq!(own(" Ali\u{a0}\u{a0}Akbar ").tidied().name, "Ali Akbar");
    }

    #[test]
    fn title_and_long_form_have_room_for_the_name() {
        let with = |sort, title: usize, full: usize| {
            let (title, full) = ("t".repeat(title), "f".repeat(full));
            Own { sort, name: "Ali".into(), title, full, ..Own::default() }
        };
        check(&with(Sort::Person, LONGEST - 4, LONGEST), None);
        check(&with(Sort::Person, LONGEST - 3, 0), Some(Wrong::Long(Words::Title)));
        check(&with(Sort::Office, 0, LONGEST - 6), None);
        check(&with(Sort::Acronym, 0, LONGEST - 5), Some(Wrong::Long(Words::Full)));
    }

    #[test]
    fn a_term_does_not_end_before_it_begins() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 5, day);
        let term = |from, until| Own { name: "Ali".into(), from, until, ..Own::default() };
        check(&term(day(2), day(2)), None);
        check(&term(day(2), None), None);
        check(&term(day(2), day(1)), Some(Wrong::Ends));
    }
}
