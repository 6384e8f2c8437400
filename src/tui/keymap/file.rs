//! A key map as a file: read with its lines, and changed in one place without touching the rest.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::action::{Action, Context};
use super::super::input::KeyPress;
use super::{Fault, KeymapError, delivery};

/// Ten times the largest that makes sense.
const LIMIT: usize = 64 * 1024;

/// `action = keys`, in one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub context: Context,
    pub action: Action,
    pub keys: Vec<KeyPress>,
    pub line: usize,
}

/// `name = value` before it is understood.
struct Raw<'a> {
    table: &'a str,
    name: String,
    value: &'a Spanned<DeValue<'a>>,
    at: usize,
}

pub(super) fn read(text: &str) -> Result<Vec<Entry>, Vec<KeymapError>> {
    if text.len() > LIMIT {
        return Err(vec![KeymapError { line: 1, fault: Fault::TooLarge }]);
    }
    let root = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![KeymapError { line: line_at(text, at), fault: Fault::Syntax }]
    })?;
    let (raws, mut errors) = flatten(text, root.get_ref());
    let mut entries = Vec::new();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for raw in raws {
        let line = ends.partition_point(|end| *end < raw.at) + 1;
        match understand(&raw, line) {
            Ok(entry) => entries.push(entry),
            Err(fault) => errors.push(KeymapError { line, fault }),
        }
    }
    // Tables are sorted by name; people read from above.
    entries.sort_by_key(|entry| entry.line);
    errors.sort_by_key(|error| error.line);
    if errors.is_empty() { Ok(entries) } else { Err(errors) }
}

/// The entries of the file that the program comes with, which has one in each line and no more of
/// TOML than that. To read all of TOML takes a good part of the time until the first picture.
pub(super) fn read_plain(text: &str) -> Option<Vec<Entry>> {
    let (mut entries, mut context) = (Vec::new(), None);
    for (line, text) in (1..).zip(text.lines()) {
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(word) = text.strip_prefix('[') {
            context = Some(Context::from_word(word.strip_suffix(']')?)?);
            continue;
        }
        let (name, value) = text.split_once('=')?;
        let name = name.trim_end();
        let keys = value.split('"').skip(1).step_by(2).map(str::parse);
        let keys = keys.collect::<Result<Vec<KeyPress>, _>>().ok()?;
        entries.push(Entry { context: context?, action: Action::from_name(name)?, keys, line });
    }
    Some(entries)
}

/// All entries of all tables. `ui.menu = …` is a table in a table, `"ui.menu" = …` is not.
fn flatten<'a>(text: &str, root: &'a DeTable<'a>) -> (Vec<Raw<'a>>, Vec<KeymapError>) {
    let (mut raws, mut errors) = (Vec::new(), Vec::new());
    for (table, inner) in root {
        let name = table.get_ref().as_ref();
        let known = Context::from_word(name).is_some();
        let DeValue::Table(inner) = inner.get_ref() else {
            let fault = Fault::Context(short(name));
            errors.push(KeymapError { line: line_at(text, table.span().start), fault });
            continue;
        };
        if !known {
            let fault = Fault::Context(short(name));
            errors.push(KeymapError { line: line_at(text, table.span().start), fault });
            continue;
        }
        for (key, value) in inner {
            let first = key.get_ref();
            let at = key.span().start;
            match value.get_ref() {
                DeValue::Table(parts) => raws.extend(parts.iter().map(|(key, value)| Raw {
                    table: name,
                    name: format!("{first}.{}", key.get_ref()),
                    value,
                    at: key.span().start,
                })),
                _ => raws.push(Raw { table: name, name: first.to_string(), value, at }),
            }
        }
    }
    (raws, errors)
}

fn understand(raw: &Raw<'_>, line: usize) -> Result<Entry, Fault> {
    let context = Context::from_word(raw.table).ok_or(Fault::Context(short(raw.table)))?;
    let action = Action::from_name(&raw.name)
        .ok_or_else(|| Fault::Action { name: short(&raw.name), near: near(&raw.name) })?;
    if !action.contexts().contains(&context) {
        return Err(Fault::Place { action, context });
    }
    let not_keys = || Fault::Value(action);
    let names: Vec<&str> = match raw.value.get_ref() {
        DeValue::String(name) => vec![name.as_ref()],
        DeValue::Array(items) => {
            let names = items.iter().map(|item| item.get_ref().as_str());
            names.collect::<Option<_>>().ok_or_else(not_keys)?
        }
        _ => return Err(not_keys()),
    };
    let mut keys = Vec::new();
    for name in names {
        let press: KeyPress = name.parse().map_err(|super::UnknownKey| Fault::Key(short(name)))?;
        delivery::check(press, context).map_err(|why| Fault::Undelivered {
            press,
            context,
            why,
        })?;
        if !keys.contains(&press) {
            keys.push(press);
        }
    }
    Ok(Entry { context, action, keys, line })
}

/// What somebody meant who wrote `open`, `list-open` or `List.Open`.
fn near(name: &str) -> Option<Action> {
    let plain = |name: &str| name.to_lowercase().replace(['.', '-'], "_");
    let meant = plain(name);
    let last = name.rsplit('.').next().map(plain).unwrap_or_default();
    let all = Action::ALL.iter().copied();
    let is_last = |action: &Action| action.name().rsplit('.').next() == Some(last.as_str());
    all.clone().find(|action| plain(action.name()) == meant).or_else(|| all.clone().find(is_last))
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The text with one entry changed or added; everything else stays, comments included.
pub(super) fn with_entry(
    text: &str,
    context: Context,
    action: Action,
    keys: &[KeyPress],
) -> Result<String, Vec<KeymapError>> {
    let value = value(keys);
    if let Some(span) = value_span(text, context, action)? {
        let mut changed = text.to_owned();
        changed.replace_range(span, &value);
        return Ok(changed);
    }
    let entry = format!("{} = {value}", action.name());
    if let Some(after) = header_end(text, context) {
        let (head, rest) = text.split_at_checked(after).unwrap_or((text, ""));
        let gap = if head.ends_with('\n') { "" } else { "\n" };
        return Ok(format!("{head}{gap}{entry}\n{rest}"));
    }
    let has_table = text.lines().any(|line| line.trim_start().starts_with(context.word()));
    if has_table {
        // Written as `list.list.open = …`: it has no header to stand under.
        return Ok(format!("{}.{entry}\n{text}", context.word()));
    }
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{text}{gap}[{}]\n{entry}\n", context.word()))
}

fn value(keys: &[KeyPress]) -> String {
    let quoted = |press: &KeyPress| {
        let name = press.to_string().replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{name}\"")
    };
    match keys {
        [one] => quoted(one),
        keys => format!("[{}]", keys.iter().map(quoted).collect::<Vec<_>>().join(", ")),
    }
}

fn value_span(
    text: &str,
    context: Context,
    action: Action,
) -> Result<Option<Range<usize>>, Vec<KeymapError>> {
    let root = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![KeymapError { line: line_at(text, at), fault: Fault::Syntax }]
    })?;
    let (raws, _) = flatten(text, root.get_ref());
    let found = raws.iter().find(|raw| raw.table == context.word() && raw.name == action.name());
    Ok(found.map(|raw| raw.value.span()))
}

/// Where the line of `[context]` ends.
fn header_end(text: &str, context: Context) -> Option<usize> {
    let header = format!("[{}]", context.word());
    let mut end = 0;
    text.split_inclusive('\n').find_map(|line| {
        end += line.len();
        let bare = line.split('#').next().unwrap_or_default().trim();
        (bare == header).then_some(end)
    })
}
