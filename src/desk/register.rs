//! The names that the desk knows: the office's own list, and what its approved texts have in
//! common. Nothing is written; the list is a file that people edit.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::search::Search;
use super::{Desk, DeskError};
use crate::domain::characters::{Class, class};
use crate::domain::ids::ArticleId;
use crate::domain::register::shipped::PROVINCES;
use crate::domain::register::{Acronym, Entry, Kind, Person, Register};
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

/// Texts that are looked at, once all were read, for those that were approved since.
const LATER: usize = 50;

/// What the file says.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct List {
    person: Vec<Named>,
    office: Vec<Named>,
    place: Vec<Named>,
    acronym: Vec<Named>,
}

/// A table of the list; what a kind of names has no use for is let pass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: Spanned<String>,
    /// What stands before the name where it is written first.
    #[serde(default)]
    title: String,
    /// What the name is short for.
    #[serde(default)]
    full: String,
    /// Everybody knows the short form.
    #[serde(default)]
    public: bool,
    /// The first and the last day of the term of office.
    from: Option<toml::value::Datetime>,
    until: Option<toml::value::Datetime>,
}

/// What the list has.
#[derive(Debug, Default)]
struct Listed {
    entries: Vec<Entry>,
    people: Vec<Person>,
    acronyms: Vec<Acronym>,
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
    listed: Listed,
    /// What in the list counts for nothing.
    faults: Vec<Fault>,
    seen: BTreeMap<String, u32>,
    known: BTreeSet<ArticleId>,
    after: Option<Cursor>,
    read: usize,
    /// All texts were read once: only those that were approved since are left.
    is_whole: bool,
}

impl Learning {
    pub fn register(&self) -> Register {
        let often = self.seen.iter().filter(|(_, count)| **count >= OFTEN);
        let seen = often.map(|(name, _)| Entry { name: name.clone(), kind: Kind::Seen });
        Register::new(self.listed.entries.iter().cloned().chain(seen).collect())
            .with(self.listed.people.clone(), self.listed.acronyms.clone())
    }

    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl Desk {
    /// Begins with what needs no text to be read; what was learnt of texts before is kept.
    pub fn begin_register(&self, before: Learning) -> Result<Learning, DeskError> {
        let mut entries: Vec<Entry> =
            PROVINCES.lines().filter_map(|name| entry(name, Kind::Place)).collect();
        let house = self.house()?;
        entries.extend(entry(&house.name, Kind::Office));
        entries.extend(entry(&house.place, Kind::Place));
        let people = self.store.people()?;
        let full = people.iter().filter(|person| !person.revoked);
        entries.extend(full.filter_map(|person| entry(person.full_name.as_deref()?, Kind::Person)));
        let mut faults = Vec::new();
        let mut listed = match self.list() {
            Ok(text) => read(&text, &mut faults),
            Err(fault) => {
                faults.push(fault);
                Listed::default()
            }
        };
        listed.entries.extend(entries);
        Ok(Learning { listed, faults, after: None, read: 0, ..before })
    }

    fn list(&self) -> Result<String, Fault> {
        let path = self.dir().join(FILE);
        if !path.exists() {
            return Ok(String::new());
        }
        match private::read_limited(&path, LARGEST, Links::Follow) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => Err(Fault { line: 1, reason: error.to_string() }),
        }
    }

    /// When the list was written, and its length: another one is another list.
    pub fn register_stamp(&self) -> Option<(SystemTime, u64)> {
        let about = std::fs::metadata(self.dir().join(FILE)).ok()?;
        Some((about.modified().ok()?, about.len()))
    }

    /// Reads a few approved texts more; `false` when there are no others.
    pub fn learn(&self, learning: &mut Learning) -> Result<bool, DeskError> {
        let stages = vec![StageName::Approved, StageName::Scheduled, StageName::Published];
        let search = Search { filter: Filter { stages, ..Filter::default() }, ..Search::default() };
        let limit = if learning.is_whole { LATER } else { AT_ONCE };
        let page = self.found(&search, Sort::default(), limit, learning.after.as_ref())?;
        for row in page.rows.iter().filter(|row| learning.known.insert(row.id)) {
            let text = self.article(&row.id.to_string(), None)?.manuscript;
            for name in names(&format!("{}\n{}", text.summary, text.body)) {
                *learning.seen.entry(name).or_default() += 1;
            }
        }
        learning.read += page.rows.len();
        learning.after = page.next;
        let is_whole = learning.after.is_none() || learning.read >= NEWEST;
        learning.is_whole |= is_whole;
        Ok(!learning.is_whole)
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

/// The names of a list; what one entry has wrong costs that entry, and is told by its line.
fn read(text: &str, faults: &mut Vec<Fault>) -> Listed {
    let text = text.trim_start_matches('\u{feff}');
    let mut listed = Listed::default();
    for (before, part) in parts(text) {
        let line =
            |at: usize| before + part.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let list: List = match toml::from_str(part) {
            Ok(list) => list,
            Err(error) => {
                let reason = error.message().lines().next().unwrap_or_default().to_owned();
                let at = error.span().map_or(0, |span| span.start);
                faults.push(Fault { line: line(at), reason });
                continue;
            }
        };
        for (kind, names) in [
            (Kind::Person, list.person),
            (Kind::Office, list.office),
            (Kind::Place, list.place),
            (Kind::Acronym, list.acronym),
        ] {
            for named in names {
                let at = named.name.span().start;
                match named.entries(kind) {
                    Some(found) => {
                        listed.entries.extend(found);
                        named.about(kind, &mut listed);
                    }
                    None => faults.push(Fault {
                        line: line(at),
                        reason: named.name.into_inner().escape_debug().to_string(),
                    }),
                }
            }
        }
    }
    listed
}

/// The entries of a list, each with the lines before it.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let starts = text.match_indices("\n[[").map(|(at, _)| at + 1);
    let mut parts = Vec::new();
    let (mut from, mut lines) = (0, 0);
    for end in starts.chain([text.len()]) {
        let part = text.get(from..end).unwrap_or_default();
        parts.push((lines, part));
        lines += part.matches('\n').count();
        from = end;
    }
    parts
}

impl Named {
    /// The ways to write it, or nothing if one of them is no name.
    fn entries(&self, kind: Kind) -> Option<Vec<Entry>> {
        let name = entry(self.name.get_ref(), kind)?;
        let mut entries = Vec::new();
        if !self.title.trim().is_empty() {
            entries.push(entry(&format!("{} {}", self.title.trim(), name.name), Kind::First)?);
        }
        if !self.full.trim().is_empty() {
            let full = entry(&self.full, kind)?;
            if kind != Kind::Person {
                entries.push(entry(&format!("{} ({})", full.name, name.name), Kind::First)?);
            }
            entries.push(full);
        }
        entries.push(name);
        Some(entries)
    }

    /// What the rules of the copy desk should know of it.
    fn about(&self, kind: Kind, listed: &mut Listed) {
        let name = self.name.get_ref().trim().to_owned();
        let (title, full) = (self.title.trim().to_owned(), self.full.trim().to_owned());
        match kind {
            Kind::Person => {
                let (from, until) = (day(self.from.as_ref()), day(self.until.as_ref()));
                listed.people.push(Person { name, title, from, until });
            }
            Kind::Acronym => {
                listed.acronyms.push(Acronym { short: name, full, is_public: self.public });
            }
            _ => {}
        }
    }
}

fn day(written: Option<&toml::value::Datetime>) -> Option<NaiveDate> {
    let date = written?.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, names: &[&str], lines: &[usize]) {
        let mut faults = Vec::new();
        let found = read(text, &mut faults);
        let found = found.entries.iter().map(|entry| entry.name.as_str());
        assert_eq!(found.collect::<Vec<_>>(), names);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), lines, "{text}");
    }

    #[test]
    fn the_list_is_read_and_each_fault_has_its_line() {
        check(
            "[[person]]\nname = \"Ali\"\ntitle = \"Ketua KPU\"\n\n[[acronym]]\nname = \"PDPB\"\nfull = \"Data Pemilih\"\n",
            &["Ketua KPU Ali", "Ali", "Data Pemilih (PDPB)", "Data Pemilih", "PDPB"],
            &[],
        );
        check("[[person]]\nnama = 'x'", &[], &[2]);
        check("[[person]]\n\nname =", &[], &[3]);
        check("x", &[], &[1]);
        check(
            "# daftar\n[[person]]\nnama = 'x'\n[[place]]\nname = 'Sambas'\n[[place]]\nname = \"A\\nB\"\n[[bad]]\nname='x'\n",
            &["Sambas"],
            &[3, 7, 8],
        );
        check("", &[], &[]);
    }

    #[test]
    fn terms_of_office_and_short_forms_reach_the_rules() {
        let list = "[[person]]\nname = 'Ali'\ntitle = 'Ketua KPU'\nfrom = 2024-05-01\nuntil = 2029-05-01\n\
            [[person]]\nname = 'Nur'\n[[person]]\nname = 'Budi'\nfrom = 'kemarin'\n\
            [[acronym]]\nname = 'SIDAMAI'\nfull = 'Sistem Data'\npublic = true\n";
        let mut faults = Vec::new();
        let listed = read(list, &mut faults);
        let learning = Learning { listed, ..Learning::default() };
        let register = learning.register();
        let [ali, nur] = register.people() else { panic!("{:?}", register.people()) };
        assert_eq!(ali.from, NaiveDate::from_ymd_opt(2024, 5, 1));
        assert_eq!(ali.until, NaiveDate::from_ymd_opt(2029, 5, 1));
        assert_eq!((nur.title.as_str(), nur.from), ("", None));
        let acronym =
            Acronym { short: "SIDAMAI".into(), full: "Sistem Data".into(), is_public: true };
        assert_eq!(register.acronyms(), [acronym]);
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [10]);
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
        assert_eq!((register.len(), register.rest_of("Nur H", |_| false)), (1, Some("idayah")));
    }
}
