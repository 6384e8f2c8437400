//! One entry of the list's text added, changed or removed. The result is read again and must hold
//! the list that was wanted; else nothing is changed.

use std::fmt::Write as _;
use std::ops::Range;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::{Place, Unchanged, places};
use crate::domain::register::own::{Listed, Own};

/// The keys of an entry, in the order in which a new one has them.
const KEYS: [&str; 6] = ["name", "title", "full", "public", "from", "until"];

/// Bytes and what takes their place.
type Patch = (Range<usize>, String);

pub(super) fn added(text: &str, own: &Own) -> Result<String, Unchanged> {
    fit(own)?;
    let known = owns(text);
    if known.contains(own) {
        return Err(Unchanged::Twice);
    }
    let end = line_end(text);
    let mut out = text.to_owned();
    let is_bare = text.trim_start_matches('\u{feff}').is_empty();
    if !is_bare && !text.ends_with('\n') {
        out.push_str(end);
    }
    if !is_bare && !text.ends_with("\n\n") && !text.ends_with("\n\r\n") {
        out.push_str(end);
    }
    let _infallible = write!(out, "[[{}]]{end}", own.sort.word());
    for key in KEYS {
        if let Some(value) = value(own, key) {
            let _infallible = write!(out, "{key} = {value}{end}");
        }
    }
    let want: Vec<Own> = known.into_iter().chain([own.clone()]).collect();
    sound(text, out, &want)
}

pub(super) fn changed(text: &str, was: &Listed, own: &Own) -> Result<String, Unchanged> {
    fit(own)?;
    let (mut known, at, place) = find(text, was)?;
    if was.own == *own {
        return Ok(text.to_owned());
    }
    if known.contains(own) {
        return Err(Unchanged::Twice);
    }
    let part = text.get(place.part.clone()).ok_or(Unchanged::ByHand)?;
    let mut patches = patches(part, &place.listed.own, own, line_end(text))?;
    patches.sort_by_key(|(range, _)| (range.start, range.end));
    let mut part = part.to_owned();
    for (range, new) in patches.into_iter().rev() {
        part.replace_range(range, &new);
    }
    let mut out = text.to_owned();
    out.replace_range(place.part, &part);
    if let Some(entry) = known.get_mut(at) {
        *entry = own.clone();
    }
    sound(text, out, &known)
}

pub(super) fn removed(text: &str, was: &Listed) -> Result<String, Unchanged> {
    let (mut known, at, place) = find(text, was)?;
    let part = text.get(place.part.clone()).ok_or(Unchanged::ByHand)?;
    let fields = fields(part, &place.listed.own)?;
    let last = fields.iter().map(|field| field.value.end).max().ok_or(Unchanged::ByHand)?;
    // What is said after it may belong to what follows; blank lines do not.
    let mut end = line_after(part, last);
    while let Some(line) = part.get(end..).and_then(|rest| rest.split_inclusive('\n').next()) {
        if !line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    let mut out = text.to_owned();
    out.replace_range(place.part.start..place.part.start + end, "");
    known.remove(at);
    sound(text, out, &known)
}

/// The entries, which of them is meant, and its place: of several that are the same, the nearest
/// to where it was seen.
fn find(text: &str, was: &Listed) -> Result<(Vec<Own>, usize, Place), Unchanged> {
    let mut all = places(text, &mut Vec::new());
    let same = all.iter().enumerate().filter(|(_, place)| place.listed.own == was.own);
    let nearest = same.min_by_key(|(_, place)| place.listed.line.abs_diff(was.line));
    let at = nearest.map(|(at, _)| at).ok_or(Unchanged::Gone)?;
    let known = all.iter().map(|place| place.listed.own.clone()).collect();
    let place = all.swap_remove(at);
    if place.listed.by_hand { Err(Unchanged::ByHand) } else { Ok((known, at, place)) }
}

fn owns(text: &str) -> Vec<Own> {
    places(text, &mut Vec::new()).into_iter().map(|place| place.listed.own).collect()
}

fn fit(own: &Own) -> Result<(), Unchanged> {
    if own.wrong().is_some() || own.clone().tidied() != *own {
        return Err(Unchanged::Unfit);
    }
    Ok(())
}

/// The new text, if it says what is wanted and has no fault that the old one had not.
fn sound(old: &str, new: String, want: &[Own]) -> Result<String, Unchanged> {
    let reasons = |text: &str| {
        let mut faults = Vec::new();
        let found = places(text, &mut faults);
        let reasons: Vec<String> = faults.into_iter().map(|fault| fault.reason).collect();
        (found.into_iter().map(|place| place.listed.own).collect::<Vec<_>>(), reasons)
    };
    let (found, faults) = reasons(&new);
    if found == want && faults == reasons(old).1 { Ok(new) } else { Err(Unchanged::ByHand) }
}

/// What a key of an entry is written as; nothing if it has nothing to say.
fn value(own: &Own, key: &str) -> Option<String> {
    let text = |text: &str| (!text.is_empty()).then(|| toml::Value::from(text).to_string());
    let day = |day: Option<NaiveDate>| day.map(|day| day.format("%Y-%m-%d").to_string());
    match key {
        "name" => text(&own.name),
        "title" => text(&own.title),
        "full" => text(&own.full),
        "public" => own.is_public.then(|| "true".to_owned()),
        "from" => day(own.from),
        _ => day(own.until),
    }
}

/// A key with its value, by their bytes in the entry's part.
struct Field {
    key: &'static str,
    name: Range<usize>,
    value: Range<usize>,
}

fn fields(part: &str, own: &Own) -> Result<Vec<Field>, Unchanged> {
    let table = DeTable::parse(part).map_err(|_unreadable| Unchanged::ByHand)?;
    let entry = match table.get_ref().get(own.sort.word()).map(toml::Spanned::get_ref) {
        Some(DeValue::Array(entries)) => entries.first().map(toml::Spanned::get_ref),
        _ => None,
    };
    let Some(DeValue::Table(entry)) = entry else { return Err(Unchanged::ByHand) };
    let mut fields = Vec::new();
    for (name, value) in entry {
        let known = KEYS.into_iter().find(|key| *key == name.get_ref().as_ref());
        let key = known.ok_or(Unchanged::ByHand)?;
        fields.push(Field { key, name: name.span(), value: value.span() });
    }
    Ok(fields)
}

/// What is to be written otherwise, so that one entry says what another says.
fn patches(part: &str, old: &Own, new: &Own, end: &str) -> Result<Vec<Patch>, Unchanged> {
    let fields = fields(part, old)?;
    let last = fields.iter().map(|field| field.value.end).max().ok_or(Unchanged::ByHand)?;
    let foot = line_after(part, last);
    let mut patches = Vec::new();
    if old.sort != new.sort {
        let close = part.find("]]").ok_or(Unchanged::ByHand)?;
        patches.push(("[[".len()..close, new.sort.word().to_owned()));
    }
    let mut more = String::new();
    for key in KEYS {
        let wanted = value(new, key);
        if value(old, key) == wanted {
            continue;
        }
        let field = fields.iter().find(|field| field.key == key);
        match (field, wanted) {
            (Some(field), Some(value)) => patches.push((field.value.clone(), value)),
            (Some(field), None) => patches.push((whole(part, field), String::new())),
            (None, Some(value)) => {
                let _infallible = write!(more, "{key} = {value}{end}");
            }
            (None, None) => {}
        }
    }
    if !more.is_empty() {
        // The last line of the file may have no end.
        let open = !part.get(..foot).is_some_and(|text| text.ends_with('\n'));
        let more = if open { format!("{end}{more}") } else { more };
        patches.push((foot..foot, more));
    }
    Ok(patches)
}

/// A key with its value and its line; what is said behind it stays.
fn whole(part: &str, field: &Field) -> Range<usize> {
    let before = part.get(..field.name.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = line_after(part, field.value.end);
    let behind = part.get(field.value.end..end).unwrap_or_default();
    if behind.trim().is_empty() {
        return start..end;
    }
    let blanks = behind.len() - behind.trim_start().len();
    field.name.start..field.value.end + blanks
}

/// The byte behind the line that a byte is in.
fn line_after(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |end| at + end + 1)
}

/// How lines end here.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests;
