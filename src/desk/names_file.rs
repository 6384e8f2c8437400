//! The office's own list of names as a file that people edit: read entry by entry, so that what one
//! has wrong costs that entry alone. What the workstation changes in it is one entry; all else stays
//! as it was written.

mod edit;

use std::ops::Range;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::{Desk, DeskError, Me};
use crate::domain::people::Role;
use crate::domain::register::own::{Listed, Own, Sort};
use crate::domain::register::{Entry, Kind};
use crate::paths::private::{self, Links};
use crate::store::{Fault as StoreFault, StoreError};

/// The list's file in the desk folder.
pub const FILE: &str = "register.toml";
const LARGEST: u64 = 1 << 20;
/// So often an edit begins anew because somebody else wrote meanwhile.
const TRIES: usize = 3;

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
    #[serde(default)]
    title: String,
    #[serde(default)]
    full: String,
    #[serde(default)]
    public: bool,
    from: Option<toml::value::Datetime>,
    until: Option<toml::value::Datetime>,
}

/// The line at which the list cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub reason: String,
}

/// Why an entry was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// Somebody else changed or removed it meanwhile.
    Gone,
    /// There is the same one already.
    Twice,
    /// It is written in a way that only people can change.
    ByHand,
    /// What was to be written is no entry.
    Unfit,
    /// The file is not UTF-8.
    NoText,
    /// The file would become longer than is read.
    TooLong,
}

impl Unchanged {
    pub fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Twice => "twice",
            Self::ByHand => "by-hand",
            Self::Unfit => "unfit",
            Self::NoText => "no-text",
            Self::TooLong => "too-long",
        }
    }
}

/// The file before an entry was removed, and after.
#[derive(Debug, Clone)]
pub struct Removed {
    own: Own,
    before: String,
    after: String,
}

impl Removed {
    pub fn own(&self) -> &Own {
        &self.own
    }
}

/// An entry as it stands in the file.
#[derive(Debug)]
struct Place {
    listed: Listed,
    /// The ways to write it.
    names: Vec<Entry>,
    /// All from its head to that of the next entry.
    part: Range<usize>,
}

impl Desk {
    pub fn names_file(&self) -> PathBuf {
        self.dir().join(FILE)
    }

    pub(super) fn names_text(&self) -> Result<String, Fault> {
        let path = self.names_file();
        if !path.exists() {
            return Ok(String::new());
        }
        match private::read_limited(&path, LARGEST, Links::Follow) {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => Err(Fault { line: 1, reason: error.to_string() }),
        }
    }

    /// The entries of the list in their order, and what in it cannot be read.
    pub fn own_names(&self) -> (Vec<Listed>, Vec<Fault>) {
        let mut faults = Vec::new();
        let places = match self.names_text() {
            Ok(text) => places(&text, &mut faults),
            Err(fault) => {
                faults.push(fault);
                Vec::new()
            }
        };
        (places.into_iter().map(|place| place.listed).collect(), faults)
    }

    pub fn add_own_name(&self, me: &Me, own: &Own) -> Result<(), DeskError> {
        self.edit_names(me, own, own, |text| edit::added(text, own)).map(drop)
    }

    /// `was` is the entry as it was shown.
    pub fn change_own_name(&self, me: &Me, was: &Listed, own: &Own) -> Result<(), DeskError> {
        self.edit_names(me, &was.own, own, |text| edit::changed(text, was, own)).map(drop)
    }

    pub fn remove_own_name(&self, me: &Me, was: &Listed) -> Result<Removed, DeskError> {
        let own = &was.own;
        let (before, after) = self.edit_names(me, own, own, |text| edit::removed(text, was))?;
        Ok(Removed { own: own.clone(), before, after })
    }

    /// The entry stands where it stood, or at the end if the file has changed since.
    pub fn put_back_name(&self, me: &Me, removed: &Removed) -> Result<(), DeskError> {
        let back = |text: &str| {
            if text == removed.after {
                return Ok(removed.before.clone());
            }
            edit::added(text, &removed.own.clone().tidied())
        };
        self.edit_names(me, &removed.own, &removed.own, back).map(drop)
    }

    /// One change of the file as it is now, of an entry into another; gives it as it was before and
    /// after.
    fn edit_names(
        &self,
        me: &Me,
        was: &Own,
        own: &Own,
        edit: impl Fn(&str) -> Result<String, Unchanged>,
    ) -> Result<(String, String), DeskError> {
        self.may(me, me.person.roles.may_write(), Role::Editor)?;
        if self.store.is_read_only() {
            return Err(StoreError::new("change the list of names", StoreFault::ReadOnly).into());
        }
        let refused = |why| {
            let about = if matches!(why, Unchanged::Gone | Unchanged::ByHand) { was } else { own };
            DeskError::Names { name: about.name.clone(), why }
        };
        let path = self.names_file();
        let read = || {
            if !path.exists() {
                return Ok(Vec::new());
            }
            private::read_limited(&path, LARGEST, Links::Follow)
        };
        let mut bytes = read()?;
        for _ in 0..TRIES {
            let before = String::from_utf8(bytes).map_err(|_bytes| refused(Unchanged::NoText))?;
            let after = edit(&before).map_err(refused)?;
            if after == before {
                return Ok((before, after));
            }
            if after.len() as u64 > LARGEST {
                return Err(refused(Unchanged::TooLong));
            }
            // Somebody may have saved it in an editor just now.
            bytes = read()?;
            if bytes == before.as_bytes() {
                // A link stays one.
                let target = path.canonicalize().unwrap_or_else(|_missing| path.clone());
                private::replace_private(&target, after.as_bytes())?;
                return Ok((before, after));
            }
        }
        Err(refused(Unchanged::Gone))
    }
}

/// The names of a list, and what the rules of the copy desk should know of each.
pub(super) fn read(text: &str, faults: &mut Vec<Fault>) -> Vec<(Own, Vec<Entry>)> {
    places(text, faults).into_iter().map(|place| (place.listed.own, place.names)).collect()
}

/// The entries of a list; what one entry has wrong costs that entry, and is told by its line.
fn places(text: &str, faults: &mut Vec<Fault>) -> Vec<Place> {
    let plain = text.trim_start_matches('\u{feff}');
    let skipped = text.len() - plain.len();
    let mut found = Vec::new();
    for (before, start, part) in parts(plain) {
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
        let count = list.person.len() + list.office.len() + list.place.len() + list.acronym.len();
        let by_hand = count != 1 || !part.starts_with("[[");
        let from = skipped + start;
        for (sort, names) in [
            (Sort::Person, list.person),
            (Sort::Office, list.office),
            (Sort::Place, list.place),
            (Sort::Acronym, list.acronym),
        ] {
            for named in names {
                let line = line(named.name.span().start);
                let Some(names) = named.entries(sort) else {
                    let reason = named.name.into_inner().escape_debug().to_string();
                    faults.push(Fault { line, reason });
                    continue;
                };
                let listed = Listed { line, own: named.own(sort), by_hand };
                found.push(Place { listed, names, part: from..from + part.len() });
            }
        }
    }
    found
}

/// The entries of a list, each with the lines before it and the byte that it begins at.
fn parts(text: &str) -> Vec<(usize, usize, &str)> {
    let starts = text.match_indices("\n[[").map(|(at, _)| at + 1);
    let mut parts = Vec::new();
    let (mut from, mut lines) = (0, 0);
    for end in starts.chain([text.len()]) {
        let part = text.get(from..end).unwrap_or_default();
        parts.push((lines, from, part));
        lines += part.matches('\n').count();
        from = end;
    }
    parts
}

impl Named {
    /// The ways to write it, or nothing if one of them is no name.
    fn entries(&self, sort: Sort) -> Option<Vec<Entry>> {
        let kind = kind(sort);
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

    fn own(&self, sort: Sort) -> Own {
        Own {
            sort,
            name: self.name.get_ref().trim().to_owned(),
            title: self.title.trim().to_owned(),
            full: self.full.trim().to_owned(),
            is_public: self.public,
            from: day(self.from.as_ref()),
            until: day(self.until.as_ref()),
        }
    }
}

fn kind(sort: Sort) -> Kind {
    match sort {
        Sort::Person => Kind::Person,
        Sort::Office => Kind::Office,
        Sort::Place => Kind::Place,
        Sort::Acronym => Kind::Acronym,
    }
}

/// A name as a text may have it, with nothing that hides.
pub(super) fn entry(name: &str, kind: Kind) -> Option<Entry> {
    use crate::domain::register::own::{LONGEST, is_seen};
    let name = name.trim();
    let fits = !name.is_empty() && name.len() <= LONGEST && name.chars().all(is_seen);
    fits.then(|| Entry { name: name.to_owned(), kind })
}

fn day(written: Option<&toml::value::Datetime>) -> Option<NaiveDate> {
    let date = written?.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
