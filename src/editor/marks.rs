//! Ranges that move with the text: what the copy desk underlines.

use std::ops::Range;

use crate::text::edit::Edit;

/// A part of the text that means something to the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub range: Range<usize>,
    pub kind: u8,
    pub id: usize,
}

/// Marks, none of them empty, by their start.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    pub(super) fn new(mut marks: Vec<Mark>, len: usize) -> Self {
        marks.retain_mut(|mark| {
            mark.range.end = mark.range.end.min(len);
            mark.range.start < mark.range.end
        });
        marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
        Self(marks)
    }

    pub(super) fn all(&self) -> &[Mark] {
        &self.0
    }

    /// Those that share a byte with `range`.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = &Mark> {
        let end = self.0.partition_point(|mark| mark.range.start < range.end);
        self.0.iter().take(end).filter(move |mark| mark.range.end > range.start)
    }

    pub(super) fn next(&self, after: usize) -> Option<&Mark> {
        self.0.get(self.0.partition_point(|mark| mark.range.start <= after))
    }

    pub(super) fn previous(&self, before: usize) -> Option<&Mark> {
        let end = self.0.partition_point(|mark| mark.range.start < before);
        self.0.get(end.checked_sub(1)?)
    }

    /// What comes in inside a mark makes it longer; at its edges it does not. The order by start
    /// holds, since starts move alike.
    pub(super) fn edited(&mut self, edit: &Edit) {
        let end = edit.at + edit.removed.len();
        let gone = |place: usize| {
            if place <= edit.at { place } else { place.max(end) - edit.removed.len() }
        };
        self.0.retain_mut(|mark| {
            let (start, stop) = (gone(mark.range.start), gone(mark.range.end));
            let by = edit.inserted.len();
            mark.range.start = if start >= edit.at { start + by } else { start };
            mark.range.end = if stop > edit.at { stop + by } else { stop };
            start < stop
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(range: Range<usize>, id: usize) -> Mark {
        Mark { range, kind: 0, id }
    }

    #[test]
    fn marks_move_grow_shrink_and_vanish() {
        #[track_caller]
        fn check(at: usize, removed: &str, inserted: &str, want: Option<(usize, usize)>) {
            let mut marks = Marks::new(vec![mark(4..8, 1)], 20);
            marks.edited(&Edit { at, removed: removed.to_owned(), inserted: inserted.to_owned() });
            assert_eq!(marks.all().first().map(|mark| (mark.range.start, mark.range.end)), want);
        }
        check(2, "", "xx", Some((6, 10)));
        check(4, "", "xx", Some((6, 10)));
        check(6, "", "xx", Some((4, 10)));
        check(8, "", "xx", Some((4, 8)));
        check(0, "aa", "", Some((2, 6)));
        check(3, "aa", "", Some((3, 6)));
        check(5, "aa", "", Some((4, 6)));
        check(7, "aa", "", Some((4, 7)));
        check(4, "aaaa", "", None);
        check(2, "aaaaaaaa", "xx", None);
        check(5, "aa", "xyz", Some((4, 9)));
        check(4, "aa", "x", Some((5, 7)));
        check(6, "aaa", "x", Some((4, 6)));
        check(9, "a", "x", Some((4, 8)));
    }

    #[test]
    fn marks_are_found_by_place() {
        let marks =
            Marks::new(vec![mark(8..9, 3), mark(2..6, 1), mark(3..40, 2), mark(5..5, 4)], 20);
        let ids = |range| marks.within(range).map(|mark| mark.id).collect::<Vec<_>>();
        assert_eq!(marks.all().len(), 3);
        assert_eq!(ids(0..2), Vec::<usize>::new());
        assert_eq!(ids(5..7), [1, 2]);
        assert_eq!(ids(19..30), [2]);
        assert_eq!(marks.next(2).map(|mark| mark.id), Some(2));
        assert_eq!(marks.next(8), None);
        assert_eq!(marks.previous(8).map(|mark| mark.id), Some(2));
        assert_eq!(marks.previous(2), None);
    }
}
