//! The office as people know it: its settings, in words and types.

use chrono::NaiveDate;

use super::error::Thing;
use super::{Desk, DeskError, Me};
use crate::domain::office::{SINGLE_EYE, Setting};
use crate::domain::record::Deed;
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;

/// Settings that are words; the one switch is [`SINGLE_EYE`].
pub const KEYS: [&str; 11] = [
    "name",
    "place",
    "timezone",
    "site_url",
    "language",
    "sections",
    "gate",
    "word_goal",
    "headline_limit",
    "typing",
    "contacts",
];

/// A longer headline is cut where others list it.
pub const HEADLINE_LIMIT: u32 = 110;
/// Nobody wants more words of a release.
const MOST_WORDS: u32 = 20_000;

/// Sections of an office that has not chosen its own: those of the sites that it is modelled on.
pub const SECTIONS: [&str; 5] =
    ["Berita Terkini", "Pengumuman", "Siaran Pers", "KPU Dalam Berita", "Umum"];

/// What stops a submission beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    Errors,
    Warnings,
}

/// The office's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    pub name: String,
    pub place: String,
    pub zone: Zone,
    pub site_url: Option<String>,
    pub language: String,
    pub sections: Vec<String>,
    pub gate: Gate,
    /// So many words are wanted of a text that has no goal of its own.
    pub word_goal: Option<u32>,
    /// So many characters a headline may have before it is told that it is long.
    pub headline_limit: u32,
    /// Do typed quotes and dashes become those of print?
    pub smart_typing: bool,
    /// Telephone numbers, hosts of mail and addresses of the office, which may stand in public.
    pub contacts: Vec<String>,
    pub single_eye: bool,
}

impl House {
    /// The date in the office's zone.
    pub fn day(&self, at: Timestamp) -> NaiveDate {
        at.utc().with_timezone(&self.zone).date_naive()
    }

    pub fn first_section(&self) -> &str {
        self.sections.first().map_or("", String::as_str)
    }
}

impl Desk {
    pub fn house(&self) -> Result<House, DeskError> {
        let settings = self.store.settings()?;
        let get = |key: &str| {
            settings
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.clone())
                .filter(|value| !value.is_empty())
        };
        let sections = match get("sections") {
            Some(list) => list.lines().map(str::to_owned).collect(),
            None => SECTIONS.map(str::to_owned).to_vec(),
        };
        Ok(House {
            name: get("name").unwrap_or_default(),
            place: get("place").unwrap_or_default(),
            zone: get("timezone").and_then(|zone| zone.parse().ok()).unwrap_or(Zone::UTC),
            site_url: get("site_url"),
            language: get("language").unwrap_or_else(|| "id".to_owned()),
            sections,
            gate: if get("gate").as_deref() == Some("warnings") {
                Gate::Warnings
            } else {
                Gate::Errors
            },
            word_goal: get("word_goal").and_then(|words| words.parse().ok()),
            headline_limit: get("headline_limit")
                .and_then(|most| most.parse().ok())
                .unwrap_or(HEADLINE_LIMIT),
            contacts: get("contacts")
                .map(|list| list.lines().map(str::to_owned).collect())
                .unwrap_or_default(),
            smart_typing: get("typing").as_deref() == Some("smart"),
            single_eye: get(SINGLE_EYE).as_deref() == Some("true"),
        })
    }

    /// The date in the office's zone.
    pub fn today(&self) -> Result<NaiveDate, DeskError> {
        Ok(self.house()?.day(self.clock.now()))
    }

    /// Changes settings, all or none: one record each.
    pub fn set_office(&mut self, me: &Me, changes: &[(String, String)]) -> Result<(), DeskError> {
        let changes: Vec<(String, Checked)> = changes
            .iter()
            .map(|(key, value)| Ok((key.clone(), checked(key, value)?)))
            .collect::<Result<_, DeskError>>()?;
        self.deed("change the office", me, |pen| {
            for (key, value) in changes {
                let value = match value {
                    Checked::Words(words) => Setting::Note(pen.note(&words)?),
                    Checked::Switch(on) => Setting::Flag(on),
                };
                pen.write_office(Deed::SettingChanged { key, value })?;
            }
            Ok(())
        })
    }
}

/// A value that fits its setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Checked {
    Words(String),
    Switch(bool),
}

/// Longer values are no names, and could not be shown.
const LONGEST: usize = 400;
/// An office has some addresses, and each has a line.
const LONGEST_LIST: usize = 4_000;

/// Holds a value to what its setting means.
pub(super) fn checked(key: &str, value: &str) -> Result<Checked, DeskError> {
    let invalid = || DeskError::invalid(key, value);
    let value = value.trim();
    let longest = if key == "contacts" { LONGEST_LIST } else { LONGEST };
    if value.chars().count() > longest || value.chars().any(|c| c.is_control() && c != '\n') {
        return Err(invalid());
    }
    let words = |text: &str| Ok(Checked::Words(text.to_owned()));
    match key {
        "name" | "place" if !value.is_empty() => words(value),
        "timezone" => {
            value.parse::<Zone>().map_err(|_unknown| invalid()).and_then(|_zone| words(value))
        }
        "language" if matches!(value, "id" | "en") => words(value),
        "gate" if matches!(value, "errors" | "warnings") => words(value),
        "typing" if matches!(value, "plain" | "smart") => words(value),
        "site_url" if value.is_empty() || is_site(value) => words(value.trim_end_matches('/')),
        "sections" => {
            let list: Vec<&str> =
                value.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
            if list.is_empty() { Err(invalid()) } else { words(&list.join("\n")) }
        }
        // Addresses have commas; a command line has no lines.
        "contacts" => {
            let list: Vec<&str> =
                value.split([';', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect();
            words(&list.join("\n"))
        }
        // Empty takes the office's own number back.
        "word_goal" | "headline_limit" if value.is_empty() => words(value),
        "word_goal" if is_number(value, 1..=MOST_WORDS) => words(value),
        "headline_limit" if is_number(value, 20..=400) => words(value),
        SINGLE_EYE => value.parse().map(Checked::Switch).map_err(|_no_switch| invalid()),
        key if KEYS.contains(&key) => Err(invalid()),
        _ => Err(DeskError::NotFound { thing: Thing::Setting, name: key.to_owned() }),
    }
}

fn is_number(value: &str, range: std::ops::RangeInclusive<u32>) -> bool {
    value.parse().is_ok_and(|number| range.contains(&number))
}

/// Holds an address of a site to what one may be; empty is none.
pub fn site(url: &str) -> Result<Option<String>, DeskError> {
    match checked("site_url", url)? {
        Checked::Words(url) if !url.is_empty() => Ok(Some(url)),
        _ => Ok(None),
    }
}

/// An address that pages can be linked from: scheme and host, without user, query or fragment.
fn is_site(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/%".contains(c))
    })
}
