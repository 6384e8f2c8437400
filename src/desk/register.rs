//! The names that the desk knows: the office's own list, and what its approved texts have in
//! common. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use super::names_file::{self, Fault, entry};
use super::search::Search;
use super::{Desk, DeskError};
use crate::domain::ids::ArticleId;
use crate::domain::register::own::{Own, Sort};
use crate::domain::register::shipped::PROVINCES;
use crate::domain::register::{Acronym, Entry, Kind, Person, Register};
use crate::domain::stage::StageName;
use crate::domain::view::{Cursor, Sort as Order};
use crate::store::lists::Filter;
use crate::text::names::names;

/// A name is learnt when so many approved texts have it.
const OFTEN: u32 = 2;
/// Texts that are read at once, while somebody may wait for something else.
const AT_ONCE: usize = 3;
/// Older texts have names of people who are long gone.
const NEWEST: usize = 400;

/// Texts that are looked at, once all were read, for those that were approved since.
const LATER: usize = 50;

/// What the list has.
#[derive(Debug, Default)]
struct Listed {
    entries: Vec<Entry>,
    people: Vec<Person>,
    acronyms: Vec<Acronym>,
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
        let mut listed = match self.names_text() {
            Ok(text) => read(&text, &mut faults),
            Err(fault) => {
                faults.push(fault);
                Listed::default()
            }
        };
        listed.entries.extend(entries);
        Ok(Learning { listed, faults, after: None, read: 0, ..before })
    }

    /// When the list was written, and its length: another one is another list.
    pub fn register_stamp(&self) -> Option<(SystemTime, u64)> {
        let about = std::fs::metadata(self.names_file()).ok()?;
        Some((about.modified().ok()?, about.len()))
    }

    /// Reads a few approved texts more; `false` when there are no others.
    pub fn learn(&self, learning: &mut Learning) -> Result<bool, DeskError> {
        let stages = vec![StageName::Approved, StageName::Scheduled, StageName::Published];
        let search = Search { filter: Filter { stages, ..Filter::default() }, ..Search::default() };
        let limit = if learning.is_whole { LATER } else { AT_ONCE };
        let page = self.found(&search, Order::default(), limit, learning.after.as_ref())?;
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

/// The names of a list; what one entry has wrong costs that entry, and is told by its line.
fn read(text: &str, faults: &mut Vec<Fault>) -> Listed {
    let mut listed = Listed::default();
    for (own, entries) in names_file::read(text, faults) {
        listed.entries.extend(entries);
        listed.about(own);
    }
    listed
}

impl Listed {
    /// What the rules of the copy desk should know of an entry.
    fn about(&mut self, own: Own) {
        let Own { sort, name, title, full, is_public, from, until } = own;
        match sort {
            Sort::Person => self.people.push(Person { name, title, from, until }),
            Sort::Acronym => self.acronyms.push(Acronym { short: name, full, is_public }),
            Sort::Office | Sort::Place => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

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
