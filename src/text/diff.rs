//! Differences between two texts: by word for reading, by line for tools.
//!
//! Lines are compared first and words only within lines that differ: that keeps paragraphs
//! together and the work small. Where even that would take too long, whole lines are told as
//! changed; the answer is coarser then, never late.

use std::fmt::Write as _;
use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};
use unicode_segmentation::UnicodeSegmentation;

use super::span::slice;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    Equal,
    Insert,
    Delete,
}

/// How many pairs of parts may be compared at most: some tenths of a second at worst.
const MOST_PAIRS: usize = 4_000_000;

/// What stands at the same place in both texts; one side of a change may be empty.
struct Segment {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// The way from `old` to `new` in words (UAX #29) and what stands between them. Without the
/// insertions it is `old`, without the deletions `new`; a deletion stands before the insertion
/// that replaces it.
pub fn words<'a>(old: &'a str, new: &'a str) -> Vec<(Change, &'a str)> {
    let mut segments = Vec::new();
    for line in segments_of(&lines(old), &lines(new), 0, 0) {
        if line.same || line.old.is_empty() || line.new.is_empty() {
            segments.push(line);
            continue;
        }
        let old_words: Vec<_> = slice(old, line.old.clone()).split_word_bounds().collect();
        let new_words: Vec<_> = slice(new, line.new.clone()).split_word_bounds().collect();
        segments.extend(segments_of(&old_words, &new_words, line.old.start, line.new.start));
    }
    let mut changes = Vec::new();
    for segment in joined(segments, new) {
        if segment.same {
            changes.push((Change::Equal, slice(new, segment.new)));
            continue;
        }
        changes.push((Change::Delete, slice(old, segment.old)));
        changes.push((Change::Insert, slice(new, segment.new)));
    }
    changes.retain(|(_, text)| !text.is_empty());
    changes
}

/// The runs of lines that differ, in order: what stands there in `old`, what in `new`, and where
/// in `new` that begins. One of the two may be empty.
pub fn passages<'a>(old: &'a str, new: &'a str) -> Vec<(&'a str, &'a str, usize)> {
    segments_of(&lines(old), &lines(new), 0, 0)
        .into_iter()
        .filter(|run| !run.same)
        .map(|run| (slice(old, run.old), slice(new, run.new.clone()), run.new.start))
        .collect()
}

/// The changed lines with `context` equal ones around them, in the form that `patch` and people
/// know; empty if the texts are equal. One paragraph is one line.
pub fn unified(old: &str, new: &str, context: usize) -> String {
    let (old, new) = (lines(old), lines(new));
    let mut text = String::new();
    for group in group_diff_ops(operations(&old, &new), context) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old_lines = first.old_range().start..last.old_range().end;
        let new_lines = first.new_range().start..last.new_range().end;
        let _infallible = writeln!(text, "@@ -{} +{} @@", place(&old_lines), place(&new_lines));
        for operation in &group {
            if operation.tag() == DiffTag::Equal {
                write_lines(&mut text, ' ', &new, operation.new_range());
            } else {
                write_lines(&mut text, '-', &old, operation.old_range());
                write_lines(&mut text, '+', &new, operation.new_range());
            }
        }
    }
    text
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// First line and count; an empty range is named by the line before it.
fn place(lines: &Range<usize>) -> String {
    let first = if lines.is_empty() { lines.start } else { lines.start + 1 };
    format!("{first},{}", lines.len())
}

fn write_lines(text: &mut String, mark: char, lines: &[&str], range: Range<usize>) {
    for line in lines.get(range).unwrap_or_default() {
        text.push(mark);
        text.push_str(line.strip_suffix('\n').unwrap_or(line));
        text.push('\n');
    }
}

/// How to come from one list of parts to the other.
pub(super) fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let before = same(old.iter(), new.iter());
    let (old_rest, new_rest) = (old.len() - before, new.len() - before);
    let most = old_rest.min(new_rest);
    let after = same(old.iter().rev(), new.iter().rev()).min(most);
    let (old_len, new_len) = (old_rest - after, new_rest - after);
    if old_len.saturating_mul(new_len) <= MOST_PAIRS {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let changed = DiffOp::Replace { old_index: before, old_len, new_index: before, new_len };
    let mut operations =
        vec![equal(0, 0, before), changed, equal(before + old_len, before + new_len, after)];
    operations.retain(|operation| !operation.old_range().is_empty());
    operations
}

fn same<'a>(
    old: impl Iterator<Item = &'a &'a str>,
    new: impl Iterator<Item = &'a &'a str>,
) -> usize {
    old.zip(new).take_while(|(a, b)| a == b).count()
}

/// The parts' operations as byte ranges, counted from where the parts begin.
fn segments_of(old: &[&str], new: &[&str], old_at: usize, new_at: usize) -> Vec<Segment> {
    let (mut old_at, mut new_at) = (old_at, new_at);
    let length = |parts: &[&str], range: Range<usize>| -> usize {
        parts.get(range).unwrap_or_default().iter().map(|part| part.len()).sum()
    };
    let segment = |operation: DiffOp| {
        let old_end = old_at + length(old, operation.old_range());
        let new_end = new_at + length(new, operation.new_range());
        let same = operation.tag() == DiffTag::Equal;
        let segment = Segment { same, old: old_at..old_end, new: new_at..new_end };
        (old_at, new_at) = (old_end, new_end);
        segment
    };
    operations(old, new).into_iter().map(segment).collect()
}

/// Joins changes that lie side by side or have only a blank between them: two changed words are
/// read as one change.
fn joined(segments: Vec<Segment>, new: &str) -> Vec<Segment> {
    let mut joined: Vec<Segment> = Vec::new();
    for segment in segments {
        if !segment.same
            && let Some(gap) =
                joined.pop_if(|last| last.same && is_gap(slice(new, last.new.clone())))
        {
            match joined.last_mut() {
                Some(before) => (before.old.end, before.new.end) = (gap.old.end, gap.new.end),
                None => joined.push(gap),
            }
        }
        match joined.last_mut() {
            Some(last) if last.same == segment.same => {
                (last.old.end, last.new.end) = (segment.old.end, segment.new.end);
            }
            _ => joined.push(segment),
        }
    }
    joined
}

fn is_gap(text: &str) -> bool {
    text.len() <= 4 && text.chars().all(|c| c.is_whitespace() && c != '\n')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `[-old-]` and `{+new+}` in the running text.
    #[track_caller]
    fn check(old: &str, new: &str, want: &str) {
        let mut marked = String::new();
        for (change, text) in words(old, new) {
            let (before, after) = match change {
                Change::Equal => ("", ""),
                Change::Delete => ("[-", "-]"),
                Change::Insert => ("{+", "+}"),
            };
            marked.extend([before, text, after]);
        }
        assert_eq!(marked, want);
    }

    #[test]
    fn changed_words_are_told_within_their_line() {
        check("Rapat dibuka.", "Rapat dibuka.", "Rapat dibuka.");
        check("Rapat dibuka Ali.", "Rapat ditutup Ali.", "Rapat [-dibuka-]{+ditutup+} Ali.");
        check("satu dua tiga", "satu empat lima", "satu [-dua tiga-]{+empat lima+}");
        check("", "baru", "{+baru+}");
        check("lama", "", "[-lama-]");
        check("a\nb\nc\n", "a\nc\n", "a\n[-b\n-]c\n");
        check("Jum’at ini", "Jumat ini", "[-Jum’at-]{+Jumat+} ini");
        check("e\u{301}a", "ea", "[-e\u{301}a-]{+ea+}");
    }

    #[test]
    fn equal_paragraphs_stay_whole() {
        check("a\nsatu dua\nz", "a\nsatu tiga\nz", "a\nsatu [-dua-]{+tiga+}\nz");
    }

    #[test]
    fn lines_for_tools() {
        let (old, new) = ("a\nb\nc\nd\ne\n", "a\nb\nx\nd\ne\nf");
        assert_eq!(unified(old, new, 1), "@@ -2,4 +2,5 @@\n b\n-c\n+x\n d\n e\n+f\n");
        assert_eq!(unified(old, new, 0), "@@ -3,1 +3,1 @@\n-c\n+x\n@@ -5,0 +6,1 @@\n+f\n");
        assert_eq!(unified(old, old, 3), "");
        assert_eq!(unified("", "a", 3), "@@ -0,0 +1,1 @@\n+a\n");
    }

    #[test]
    fn what_would_take_long_is_told_by_the_whole() {
        let old = format!("x\n{}\ny", "lama lagi ".repeat(3000));
        let new = format!("x\n{}\ny", "baru dan ".repeat(3000));
        let changes = words(&old, &new);
        assert_eq!(changes.len(), 4);
        assert_eq!(changes[0], (Change::Equal, "x\n"));
        assert_eq!(changes[3].0, Change::Equal);
        let (old, new) = ("a\n".repeat(300_000), "b\n".repeat(300_000));
        let changes = words(&old, &new);
        assert_eq!(changes.last(), Some(&(Change::Equal, "\n")));
        assert_eq!(changes.len(), 3);
        assert_eq!(words(&old, &old).len(), 1);
    }

    proptest! {
        #[test]
        fn both_texts_come_back(old in "([ab \\n.é]|dua |\\PC){0,40}", new in "([ab \\n.é]|dua |\\PC){0,40}") {
            let changes = words(&old, &new);
            let without = |left_out| -> String {
                changes.iter().filter(|(change, _)| *change != left_out).map(|(_, text)| *text).collect()
            };
            prop_assert_eq!(without(Change::Insert), old.clone());
            prop_assert_eq!(without(Change::Delete), new.clone());
            prop_assert!(changes.iter().all(|(_, text)| !text.is_empty()));
            let changed = changes.iter().any(|(change, _)| *change != Change::Equal);
            prop_assert_eq!(changed, old != new);
        }

        #[test]
        fn lines_with_all_around_hold_both_texts(old in "[ab\\n]{0,30}", new in "[ab\\n]{0,30}") {
            let unified = unified(&old, &new, 100);
            let side = |mark: char| -> Vec<String> {
                let lines = unified.lines().filter(|line| line.starts_with([mark, ' ']));
                lines.map(|line| slice(line, 1..line.len()).to_owned()).collect()
            };
            if !unified.is_empty() {
                prop_assert_eq!(side('-'), old.lines().map(str::to_owned).collect::<Vec<_>>());
                prop_assert_eq!(side('+'), new.lines().map(str::to_owned).collect::<Vec<_>>());
            }
        }
    }
}
