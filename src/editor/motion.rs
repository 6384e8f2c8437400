//! Where the caret goes.

use super::Editor;
use super::command::Motion;

impl Editor {
    pub(super) fn go(&mut self, motion: Motion, select: bool) {
        self.history.close();
        let selection = self.selection().filter(|_| !select);
        if select {
            self.anchor.get_or_insert(self.caret);
        } else {
            self.anchor = None;
        }
        let caret = self.caret;
        self.caret = match (motion, selection) {
            // Without shift an arrow lets the selection go, at the side that it points to.
            (Motion::Left, Some(range)) => range.start,
            (Motion::Right, Some(range)) => range.end,
            (Motion::Left, None) => self.buffer.previous(caret),
            (Motion::Right, None) => self.buffer.next(caret),
            (Motion::WordLeft, _) => self.buffer.word_left(caret),
            (Motion::WordRight, _) => self.buffer.word_right(caret),
            (Motion::Up, _) => self.by_rows(1, true),
            (Motion::Down, _) => self.by_rows(1, false),
            (Motion::PageUp, _) => self.by_page(true),
            (Motion::PageDown, _) => self.by_page(false),
            (Motion::RowStart, _) => self.row_start(),
            (Motion::RowEnd, _) => self.row_end(),
            (Motion::ParagraphUp, _) => self.paragraph_up(),
            (Motion::ParagraphDown, _) => {
                (self.buffer.paragraph_at(caret).end + 1).min(self.buffer.len())
            }
            (Motion::TextStart, _) => 0,
            (Motion::TextEnd, _) => self.buffer.len(),
            (Motion::To(byte), _) => self.floor(byte),
        };
    }

    /// So many rows up or down, in the wished column; past the first or last row to the text's end.
    fn by_rows(&mut self, count: usize, up: bool) -> usize {
        let mut spot = self.spot_at(self.caret);
        let wish = self.wish.unwrap_or_else(|| self.column_in(&spot, self.caret));
        self.wish = Some(wish);
        for step in 0..count {
            let next = if up { self.above(&spot) } else { self.below(&spot) };
            match next {
                Some(next) => spot = next,
                None if step > 0 => break,
                None => return if up { 0 } else { self.buffer.len() },
            }
        }
        self.byte_in(&spot, wish)
    }

    /// The view goes along, so that the caret keeps its row on it.
    fn by_page(&mut self, up: bool) -> usize {
        let count = self.view.rows().saturating_sub(1).max(1);
        let by = isize::try_from(count).unwrap_or(isize::MAX);
        self.scroll_top(if up { -by } else { by });
        self.by_rows(count, up)
    }

    /// The row's start; from there the paragraph's.
    fn row_start(&mut self) -> usize {
        let start = self.spot_at(self.caret).range.start;
        if start == self.caret { self.buffer.paragraph_at(self.caret).start } else { start }
    }

    /// The row's last place; from there the paragraph's end.
    fn row_end(&mut self) -> usize {
        let spot = self.spot_at(self.caret);
        let end = self.byte_in(&spot, usize::MAX);
        if end == self.caret { self.buffer.paragraph_at(self.caret).end } else { end }
    }

    fn paragraph_up(&self) -> usize {
        let start = self.buffer.paragraph_at(self.caret).start;
        if start < self.caret {
            return start;
        }
        self.buffer.paragraph_at(start.saturating_sub(1)).start
    }
}

#[cfg(test)]
mod tests {
    use super::super::command::Command;
    use super::*;

    #[test]
    fn motions_go_where_a_reader_expects_it() {
        // Rows: "satu dua ", "tiga", "", "empat".
        #[track_caller]
        fn check(from: usize, motion: Motion, want: usize) {
            let mut editor = Editor::new("satu dua tiga\n\nempat");
            editor.set_size(8, 3);
            for motion in [Motion::To(from), motion] {
                editor.run(Command::Move { motion, select: false }, 0);
            }
            assert_eq!(editor.caret(), want, "{motion:?} from {from}");
        }
        for (from, motion, want) in [
            (0, Motion::Left, 0),
            (13, Motion::Right, 14),
            (14, Motion::Left, 13),
            (20, Motion::Right, 20),
            (6, Motion::RowStart, 0),
            (11, Motion::RowStart, 9),
            (9, Motion::RowStart, 0),
            (2, Motion::RowEnd, 8),
            (8, Motion::RowEnd, 13),
            (10, Motion::RowEnd, 13),
            (2, Motion::Down, 11),
            (7, Motion::Down, 13),
            (11, Motion::Down, 14),
            (17, Motion::Down, 20),
            (17, Motion::Up, 14),
            (14, Motion::Up, 9),
            (2, Motion::Up, 0),
            (2, Motion::PageDown, 14),
            (17, Motion::PageUp, 11),
            (11, Motion::ParagraphUp, 0),
            (15, Motion::ParagraphUp, 14),
            (14, Motion::ParagraphUp, 0),
            (11, Motion::ParagraphDown, 14),
            (17, Motion::ParagraphDown, 20),
            (6, Motion::TextEnd, 20),
            (99, Motion::TextStart, 0),
        ] {
            check(from, motion, want);
        }
    }

    #[test]
    fn a_selection_is_drawn_from_where_it_began() {
        let mut editor = Editor::new("satu dua");
        for (motion, select) in [(Motion::To(5), false), (Motion::WordRight, true)] {
            editor.run(Command::Move { motion, select }, 0);
        }
        assert_eq!(editor.selected_text().as_deref(), Some("dua"));
        editor.run(Command::DragTo(2), 0);
        assert_eq!(editor.selected_text().as_deref(), Some("tu "));
        editor.run(Command::DragTo(5), 0);
        assert_eq!(editor.selection(), None);
    }
}
