//! Rows of words in several inks: what a page of the review family is made of.

use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::tui::theme::{Role, Theme};
use crate::visible::Visible;

/// What some words are, and so what they look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Strong,
    Dim,
    Warn,
    Added,
    Removed,
}

impl Ink {
    pub fn style(self, theme: Theme) -> Style {
        match self {
            Self::Plain => theme.style(Role::Text),
            Self::Strong => theme.style(Role::Text).add_modifier(Modifier::BOLD),
            Self::Dim => theme.style(Role::Dim),
            Self::Warn => theme.style(Role::Warn),
            Self::Added => theme.style(Role::Added),
            Self::Removed => theme.style(Role::Removed),
        }
    }
}

/// Words in one ink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub ink: Ink,
    pub text: Visible,
}

pub(super) type Pieces = Vec<Piece>;

/// A row of a page; with two columns, the older text is at the left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub left: Pieces,
    pub right: Option<Pieces>,
    /// The byte of the body that the row's block begins at.
    pub at: Option<usize>,
    /// The sign before a row in which something was changed.
    pub sign: Option<char>,
}

impl Row {
    pub fn of(ink: Ink, text: &str) -> Self {
        Self { left: vec![Piece { ink, text: Visible::line(text) }], ..Self::default() }
    }
}

/// Breaks words in their inks into rows of at most `width` columns, at blanks if there are any.
pub fn wrap<'a>(runs: impl IntoIterator<Item = (Ink, &'a str)>, width: usize) -> Vec<Pieces> {
    let mut rows = Rows { done: vec![Vec::new()], used: 0, width: width.max(2) };
    for (ink, text) in runs {
        let shown = Visible::lines(text);
        for (at, line) in shown.as_str().split('\n').enumerate() {
            if at > 0 {
                rows.end();
            }
            for word in line.split_inclusive(' ') {
                rows.word(ink, word);
            }
        }
    }
    rows.done
}

struct Rows {
    done: Vec<Pieces>,
    used: usize,
    width: usize,
}

impl Rows {
    fn end(&mut self) {
        self.done.push(Vec::new());
        self.used = 0;
    }

    fn word(&mut self, ink: Ink, word: &str) {
        let own = word.trim_end_matches(' ');
        let bare = own.width();
        if self.used > 0 && self.used + bare > self.width {
            self.end();
        }
        if bare <= self.width {
            // A blank at the end of a full row is not seen, and has no room.
            let fits = self.used + word.width() <= self.width;
            return self.put(ink, if fits { word } else { own });
        }
        for cluster in word.graphemes(true) {
            if self.used + cluster.width() > self.width {
                self.end();
            }
            self.put(ink, cluster);
        }
    }

    fn put(&mut self, ink: Ink, text: &str) {
        self.used += text.width();
        let Some(row) = self.done.last_mut() else { return };
        match row.last_mut() {
            Some(last) if last.ink == ink => {
                last.text = Visible::line(&format!("{}{text}", last.text));
            }
            _ => row.push(Piece { ink, text: Visible::line(text) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(runs: &[(Ink, &str)], width: usize, want: &[&str]) {
        let rows = wrap(runs.iter().copied(), width);
        let shown: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(shown, want);
    }

    #[test]
    fn words_in_several_inks_are_broken_at_blanks() {
        let runs = [(Ink::Plain, "satu dua "), (Ink::Removed, "tiga"), (Ink::Added, "empat lima")];
        check(&runs, 9, &["satu dua ", "tiga|empat", "lima"]);
        check(&[(Ink::Plain, "panjangsekali a")], 7, &["panjang", "sekali ", "a"]);
        check(&[(Ink::Plain, "satu dua tiga")], 8, &["satu dua", "tiga"]);
        check(&[(Ink::Plain, "a\n\nb")], 7, &["a", "", "b"]);
        check(&[], 7, &[""]);
    }

    #[test]
    fn what_hides_is_shown_as_a_sign() {
        let rows = wrap([(Ink::Plain, "a\u{202e}b\u{200b}")], 40);
        let text = rows[0][0].text.as_str();
        assert!(!text.contains(['\u{202e}', '\u{200b}']) && text.len() > 4, "{text}");
    }

    #[test]
    fn a_row_that_is_just_full_is_not_cut() {
        let text = "Bertindak sebagai pembina upacara, Anggota KPU Kabupaten Tanjung Damar Divisi \
                    Sosialisasi, Pendidikan Pemilih, dan Partisipasi Masyarakat, Siti Rahmawati, \
                    mengajak pegawai muda menjaga semangat belajar.";
        for width in 10..100 {
            for row in wrap([(Ink::Plain, text)], width) {
                let columns: usize = row.iter().map(|piece| piece.text.width()).sum();
                assert!(columns <= width, "{columns} of {width}: {row:?}");
            }
        }
    }
}
