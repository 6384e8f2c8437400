//! Two versions of a text as rows: the changes in the running words, or side by side.

use super::rows::{Ink, Piece, Pieces, Row, wrap_changes};
use crate::lang::Words;
use crate::text::diff::{Change, words as differences};
use crate::visible::Visible;

/// Fields by name, as they are written.
pub(super) type Text<'a> = &'a [(&'static str, String)];

/// What parts the two columns.
pub(super) const GAP: usize = 3;

fn value<'a>(fields: Text<'a>, name: &str) -> &'a str {
    let found = fields.iter().find(|(own, _)| *own == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// The rows of a comparison; in two columns if `split`.
pub fn rows(old: Text<'_>, new: Text<'_>, words: &Words, width: usize, split: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, after) in new.iter().filter(|(name, _)| *name != "body") {
        let before = value(old, name);
        if before == after {
            continue;
        }
        rows.push(Row::of(Ink::Dim, &field_name(words, name)));
        rows.extend(of_text(before, after, width, split));
    }
    let (before, after) = (value(old, "body"), value(new, "body"));
    if !rows.is_empty() {
        rows.push(Row::default());
    }
    if before == after {
        let same = words.say("compare-same-body", &[]);
        rows.push(Row::of(Ink::Dim, &same));
    } else {
        rows.extend(of_text(before, after, width, split));
    }
    rows
}

/// How many places differ.
pub fn changes(old: Text<'_>, new: Text<'_>) -> usize {
    let places = |(name, after): &(&'static str, String)| {
        let parts = differences(value(old, name), after);
        // A deletion and the insertion that replaces it are one place.
        let mut count = 0;
        let mut was_equal = true;
        for (change, _) in parts {
            let is_equal = change == Change::Equal;
            count += usize::from(was_equal && !is_equal);
            was_equal = is_equal;
        }
        count
    };
    new.iter().map(places).sum()
}

/// A field in words.
pub fn field_name(words: &Words, name: &str) -> String {
    let key = format!("field-{name}");
    if words.has(&key) { words.say(&key, &[]) } else { name.to_owned() }
}

fn of_text(old: &str, new: &str, width: usize, split: bool) -> Vec<Row> {
    if split { side_by_side(old, new, width) } else { inline(old, new, width) }
}

fn ink(change: Change) -> Ink {
    match change {
        Change::Equal => Ink::Plain,
        Change::Insert => Ink::Added,
        Change::Delete => Ink::Removed,
    }
}

fn inline(old: &str, new: &str, width: usize) -> Vec<Row> {
    let parts = differences(old, new);
    let runs = parts.iter().map(|(change, text)| (ink(*change), *text));
    wrap_changes(runs, width)
        .into_iter()
        .map(|left| Row { sign: sign(&left), left, ..Row::default() })
        .collect()
}

/// What happened in a row: something came, something went, or both.
fn sign(pieces: &Pieces) -> Option<char> {
    let has = |ink| pieces.iter().any(|piece: &Piece| piece.ink == ink);
    match (has(Ink::Added), has(Ink::Removed)) {
        (true, true) => Some('±'),
        (true, false) => Some('+'),
        (false, true) => Some('−'),
        (false, false) => None,
    }
}

/// Both texts in their columns; each common line end brings them level again.
fn side_by_side(old: &str, new: &str, width: usize) -> Vec<Row> {
    let width = width.saturating_sub(GAP) / 2;
    let mut rows = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for (change, text) in differences(old, new) {
        match change {
            Change::Delete => left.push((Ink::Removed, text)),
            Change::Insert => right.push((Ink::Added, text)),
            Change::Equal => {
                for line in text.split_inclusive('\n') {
                    let bare = line.strip_suffix('\n').unwrap_or(line);
                    left.push((Ink::Plain, bare));
                    right.push((Ink::Plain, bare));
                    if bare.len() < line.len() {
                        level(&mut rows, &mut left, &mut right, width);
                    }
                }
            }
        }
    }
    if !left.is_empty() || !right.is_empty() {
        level(&mut rows, &mut left, &mut right, width);
    }
    rows
}

fn level<'a>(
    rows: &mut Vec<Row>,
    left: &mut Vec<(Ink, &'a str)>,
    right: &mut Vec<(Ink, &'a str)>,
    width: usize,
) {
    let older = wrap_changes(left.drain(..), width);
    let newer = wrap_changes(right.drain(..), width);
    let count = older.len().max(newer.len());
    let (mut older, mut newer) = (older.into_iter(), newer.into_iter());
    for _ in 0..count {
        let left = older.next().unwrap_or_default();
        let right = newer.next().unwrap_or_default();
        let sign = match (sign(&left), sign(&right)) {
            (Some(_), Some(_)) => Some('±'),
            (one, other) => one.or(other),
        };
        rows.push(Row { left, right: Some(right), at: None, sign });
    }
}

/// The sign of a row as it stands in the margin.
pub(super) fn margin(sign: Option<char>) -> Visible {
    Visible::line(&sign.map_or("  ".to_owned(), |sign| format!("{sign} ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn text(headline: &str, body: &str) -> Vec<(&'static str, String)> {
        vec![("headline", headline.to_owned()), ("body", body.to_owned())]
    }

    fn shown(pieces: &Pieces) -> String {
        pieces.iter().map(|piece: &Piece| piece.text.as_str()).collect()
    }

    #[test]
    fn only_fields_that_changed_are_told() {
        let (old, new) = (text("Rapat", "Satu dua."), text("Rapat", "Satu tiga."));
        let words = Words::of(Lang::En);
        let rows = rows(&old, &new, &words, 40, false);
        let rows: Vec<_> = rows.iter().map(|row| (row.sign, shown(&row.left))).collect();
        assert_eq!(rows, [(Some('±'), "Satu [−dua]{+tiga}.".to_owned())]);
        assert_eq!(changes(&old, &new), 1);
        assert_eq!(changes(&old, &old), 0);
    }

    #[test]
    fn columns_come_level_at_each_common_line() {
        let (old, new) = (text("A", "satu\ndua\n"), text("B", "satu lagi\ndua\n"));
        let rows = rows(&old, &new, &Words::of(Lang::En), 43, true);
        let rows: Vec<_> = rows
            .iter()
            .filter_map(|row| Some((shown(&row.left), shown(row.right.as_ref()?))))
            .collect();
        let row = |left: &str, right: &str| (left.to_owned(), right.to_owned());
        let want = [row("[−A]", "{+B}"), row("satu", "satu{+ lagi}"), row("dua", "dua")];
        assert_eq!(rows, want);
    }
}
