//! The names that the desk knows: the office's own list, and what its approved texts have in
//! common. Nothing is written; the list is a file that people edit.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::search::Search;
use super::{Desk, DeskError};
use crate::domain::characters::{Class, class};
use crate::domain::register::{Entry, Kind, Register};
use crate::domain::stage::StageName;
use crate::domain::view::{Cursor, Sort};
use crate::paths::private::{self, Links};
use crate::store::lists::Filter;
use crate::text::names::names;

/// The list's file in the desk folder.
pub const FILE: &str = "register.toml";
const LARGEST: u64 = 1 << 20;
/// A longer name is none.
const LONGEST: usize = 120;
/// A name is learnt when so many approved texts have it.
const OFTEN: u32 = 2;
/// Texts that are read at once, while somebody may wait for something else.
const AT_ONCE: usize = 3;
/// Older texts have names of people who are long gone.
const NEWEST: usize = 400;

const PROVINCES: &str = include_str!("../../assets/places.txt");

/// What the file says. Titles and terms of office are kept for the day when they are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct List {
    person: Vec<Named>,
    office: Vec<Named>,
    place: Vec<Named>,
    acronym: Vec<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    #[serde(default, rename = "title")]
    _title: String,
    #[serde(default, rename = "full")]
    _full: String,
}

/// The line at which the list cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

/// What was learnt so far.
#[derive(Debug, Default)]
pub struct Learning {
    listed: Vec<Entry>,
    seen: BTreeMap<String, u32>,
    after: Option<Cursor>,
    read: usize,
}

impl Learning {
    pub fn register(&self) -> Register {
        let often = self.seen.iter().filter(|(_, count)| **count >= OFTEN);
        let seen = often.map(|(name, _)| Entry { name: name.clone(), kind: Kind::Seen });
        Register::new(self.listed.iter().cloned().chain(seen).collect())
    }
}

impl Desk {
    /// Begins with what needs no text to be read; a list with a fault counts for nothing.
    pub fn begin_register(&self) -> Result<(Learning, Option<Fault>), DeskError> {
        let mut entries: Vec<Entry> =
            PROVINCES.lines().filter_map(|name| entry(name, Kind::Place)).collect();
        let house = self.house()?;
        entries.extend(entry(&house.name, Kind::Office));
        entries.extend(entry(&house.place, Kind::Place));
        let people = self.store.people()?;
        let full = people.iter().filter(|person| !person.revoked);
        entries.extend(full.filter_map(|person| entry(person.full_name.as_deref()?, Kind::Person)));
        let (list, fault) = match self.list() {
            Ok(list) => (list, None),
            Err(fault) => (List::default(), Some(fault)),
        };
        for (kind, names) in [
            (Kind::Person, list.person),
            (Kind::Office, list.office),
            (Kind::Place, list.place),
            (Kind::Acronym, list.acronym),
        ] {
            entries.extend(names.iter().filter_map(|named| entry(&named.name, kind)));
        }
        Ok((Learning { listed: entries, ..Learning::default() }, fault))
    }

    fn list(&self) -> Result<List, Fault> {
        let path = self.dir().join(FILE);
        if !path.exists() {
            return Ok(List::default());
        }
        let bytes = match private::read_limited(&path, LARGEST, Links::Follow) {
            Ok(bytes) => bytes,
            Err(error) => return Err(Fault { line: 1, reason: error.to_string() }),
        };
        read(&String::from_utf8_lossy(&bytes))
    }

    /// Reads a few approved texts more; `false` when there are no others.
    pub fn learn(&self, learning: &mut Learning) -> Result<bool, DeskError> {
        let stages = vec![StageName::Approved, StageName::Scheduled, StageName::Published];
        let search = Search { filter: Filter { stages, ..Filter::default() }, ..Search::default() };
        let after = learning.after.as_ref();
        let page = self.found(&search, Sort::default(), AT_ONCE, after)?;
        for row in &page.rows {
            let text = self.article(&row.id.to_string(), None)?.manuscript;
            for name in names(&format!("{}\n{}", text.summary, text.body)) {
                *learning.seen.entry(name).or_default() += 1;
            }
        }
        learning.read += page.rows.len();
        learning.after = page.next;
        Ok(learning.after.is_some() && learning.read < NEWEST)
    }
}

/// A name as a text may have it, with nothing that hides.
fn entry(name: &str, kind: Kind) -> Option<Entry> {
    let name = name.trim();
    let fits = !name.is_empty()
        && name.len() <= LONGEST
        && name.chars().all(|c| class(c) == Class::Plain && !c.is_control());
    fits.then(|| Entry { name: name.to_owned(), kind })
}

fn read(text: &str) -> Result<List, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let reason = error.message().lines().next().unwrap_or_default().to_owned();
        Fault { line: before.matches('\n').count() + 1, reason }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_and_a_fault_has_its_line() {
        let list = read(
            "[[person]]\nname = \"Ali Firmansyah\"\ntitle = \"Ketua\"\n\n[[acronym]]\nname = \"PDPB\"\nfull = \"Pemutakhiran\"\n",
        )
        .unwrap();
        assert_eq!((list.person.len(), list.acronym.len()), (1, 1));
        for (text, line) in [("[[person]]\nnama = 'x'", 2), ("[[person]]\n\nname =", 3), ("x", 1)] {
            assert_eq!(read(text).map(drop).unwrap_err().line, line, "{text}");
        }
    }

    #[test]
    fn names_that_hide_something_are_none() {
        for name in ["", "  ", "Ali\u{202e}", "A\nB", &"x".repeat(200)] {
            assert_eq!(entry(name, Kind::Person), None, "{name:?}");
        }
        assert_eq!(entry(" Ali ", Kind::Person).unwrap().name, "Ali");
        assert_eq!(PROVINCES.lines().count(), 38);
    }

    #[test]
    fn what_one_text_alone_has_is_not_learnt() {
        let mut learning = Learning::default();
        learning.seen.insert("Ali Firmansyah".into(), 1);
        learning.seen.insert("Nur Hidayah".into(), 2);
        let register = learning.register();
        assert_eq!((register.len(), register.rest_of("Nur H")), (1, Some("idayah")));
    }
}
