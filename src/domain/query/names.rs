//! The names of filters and of their values, in Indonesian and English, and the nearest of them.

use super::super::calendar;
use super::{Due, What};

/// Every spelling of a filter, and the one name by which the program knows it.
const FILTERS: &[(&str, &str)] = &[
    ("stage", "stage"),
    ("tahap", "stage"),
    ("status", "stage"),
    ("author", "author"),
    ("penulis", "author"),
    ("section", "section"),
    ("rubrik", "section"),
    ("tag", "tag"),
    ("tagar", "tag"),
    ("place", "place"),
    ("tempat", "place"),
    ("older", "older"),
    ("newer", "newer"),
    ("due", "due"),
    ("tenggat", "due"),
    ("is", "is"),
    ("waiting", "waiting"),
    ("menunggu", "waiting"),
];

/// Words for stages. `returned` is a kind of draft, and told apart below.
const STAGES: &[(&str, &str)] = &[
    ("draft", "draft"),
    ("draf", "draft"),
    ("submitted", "submitted"),
    ("diajukan", "submitted"),
    ("tinjau", "submitted"),
    ("approved", "approved"),
    ("disetujui", "approved"),
    ("setuju", "approved"),
    ("scheduled", "scheduled"),
    ("terjadwal", "scheduled"),
    ("published", "published"),
    ("terbit", "published"),
    ("withdrawn", "withdrawn"),
    ("ditarik", "withdrawn"),
    ("returned", "returned"),
    ("dikembalikan", "returned"),
];

/// What `is:` knows beside the stages.
const OTHERS: &[(&str, &str)] =
    &[("mine", "mine"), ("saya", "mine"), ("trash", "trash"), ("sampah", "trash")];

const DUES: &[(&str, &str)] = &[
    ("today", "today"),
    ("hari-ini", "today"),
    ("hari ini", "today"),
    ("tomorrow", "tomorrow"),
    ("besok", "tomorrow"),
    ("overdue", "overdue"),
    ("lewat", "overdue"),
    ("terlambat", "overdue"),
    ("week", "week"),
    ("pekan", "week"),
    ("minggu-ini", "week"),
    ("none", "none"),
    ("tanpa", "none"),
];

/// Longer words are no slips of the finger for one of ours.
const LONGEST: usize = 16;

pub(super) fn filter(name: &str) -> Option<&'static str> {
    known(name, FILTERS)
}

pub(super) fn filters() -> impl Iterator<Item = &'static str> {
    FILTERS.iter().map(|(name, _)| *name)
}

fn known(word: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, meaning)| *meaning)
}

/// What a filter with this value means, or the value that it may have been meant to be.
pub(super) fn what(filter: &str, value: &str) -> Result<What, Option<&'static str>> {
    let text = value.to_owned();
    let near = |tables: &[&'static [(&'static str, &'static str)]]| {
        like(value, tables.iter().flat_map(|table| table.iter().map(|(name, _)| *name)))
    };
    let what = match filter {
        "author" => Some(What::Author(text)),
        "section" => Some(What::Section(text)),
        "tag" => Some(What::Tag(text)),
        "place" => Some(What::Place(text)),
        "waiting" => Some(What::Waiting(text)),
        "older" => calendar::parse_span(value).map(What::Older),
        "newer" => calendar::parse_span(value).map(What::Newer),
        "due" => return due(value).map(What::Due).ok_or_else(|| near(&[DUES])),
        "stage" => return stage(value).ok_or_else(|| near(&[STAGES])),
        _ => match known(value, OTHERS) {
            Some("trash") => Some(What::Trash),
            Some(_) => Some(What::Mine),
            None => return stage(value).ok_or_else(|| near(&[STAGES, OTHERS])),
        },
    };
    what.ok_or(None)
}

fn stage(value: &str) -> Option<What> {
    known(value, STAGES).map(|stage| match stage {
        "returned" => What::Returned,
        stage => What::Stage(stage),
    })
}

fn due(value: &str) -> Option<Due> {
    match known(value, DUES) {
        Some("today") => Some(Due::Today),
        Some("tomorrow") => Some(Due::Tomorrow),
        Some("overdue") => Some(Due::Overdue),
        Some("week") => Some(Due::Week),
        Some(_) => Some(Due::None),
        None => {
            // Whether it is a date does not depend on the day on which it is asked, but for the
            // 29th of February, which has a leap year within reach of this one.
            let any = chrono::NaiveDate::from_ymd_opt(2024, 6, 1)?;
            calendar::parse_when(value, any).map(|_| Due::On(value.to_owned()))
        }
    }
}

/// The nearest of the words, if one or two slips of the finger lie between.
pub(super) fn like(word: &str, words: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    if word.chars().count() > LONGEST {
        return None;
    }
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let most = if word.len() < 5 { 1 } else { 2 };
    words
        .map(|other| (slips(&word, &other.chars().collect::<Vec<_>>()), other))
        .filter(|(slips, _)| *slips <= most)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, other)| other)
}

/// Letters left out, put in, changed, or swapped with the next one.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let (above, left, corner) = (rows[i][j + 1] + 1, row[j] + 1, rows[i][j]);
            let mut best = above.min(left).min(corner + usize::from(x != y));
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger() {
        for (a, b, want) in [
            ("stage", "stage", 0),
            ("stge", "stage", 1),
            ("drfat", "draft", 1),
            ("", "ab", 2),
            ("abc", "xyz", 3),
        ] {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(slips(&a, &b), want);
            assert_eq!(slips(&b, &a), want);
        }
    }

    #[test]
    fn a_short_word_is_like_few() {
        assert_eq!(like("tga", filters()), Some("tag"));
        assert_eq!(like("xyz", filters()), None);
        assert_eq!(like(&"stage".repeat(9), filters()), None);
    }
}
