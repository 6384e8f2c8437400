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
    let rows = Rows { done: vec![Vec::new()], used: 0, width: width.max(2), marks: false };
    rows.filled(runs)
}

/// The same, with signs around what came and what went: nobody has to see it by its colour. What
/// goes on in the next row has its signs there again.
pub(super) fn wrap_changes<'a>(
    runs: impl IntoIterator<Item = (Ink, &'a str)>,
    width: usize,
) -> Vec<Pieces> {
    let width = width.max(2 * MARKS);
    let rows = Rows { done: vec![Vec::new()], used: 0, width, marks: true };
    let mut done = rows.filled(runs);
    for piece in done.iter_mut().flatten() {
        if let Some((before, after)) = marks(piece.ink) {
            let text = piece.text.as_str();
            let end = match text.trim_end_matches(' ').len() {
                0 => text.len(),
                end => end,
            };
            let (own, blanks) = text.split_at(end);
            piece.text = Visible::line(&format!("{before}{own}{after}{blanks}"));
        }
    }
    done
}

/// Columns of the signs around a change.
const MARKS: usize = 3;
/// A line end that came or went is a change that would not be seen.
const LINE_END: &str = "¶";

fn marks(ink: Ink) -> Option<(&'static str, &'static str)> {
    match ink {
        Ink::Added => Some(("{+", "}")),
        Ink::Removed => Some(("[−", "]")),
        _ => None,
    }
}

struct Rows {
    done: Vec<Pieces>,
    used: usize,
    width: usize,
    marks: bool,
}

impl Rows {
    fn end(&mut self) {
        self.done.push(Vec::new());
        self.used = 0;
    }

    fn filled<'a>(mut self, runs: impl IntoIterator<Item = (Ink, &'a str)>) -> Vec<Pieces> {
        for (ink, text) in runs {
            let shown = Visible::lines(text);
            for (at, line) in shown.as_str().split('\n').enumerate() {
                if at > 0 {
                    if self.marks && marks(ink).is_some() {
                        self.word(ink, LINE_END);
                    }
                    self.end();
                }
                for word in line.split_inclusive(' ') {
                    self.word(ink, word);
                }
            }
        }
        self.done
    }

    /// Columns that the signs of a word would take here.
    fn cost(&self, ink: Ink) -> usize {
        let last = self.done.last().and_then(|row| row.last());
        let goes_on = last.is_some_and(|piece| piece.ink == ink);
        if self.marks && !goes_on && marks(ink).is_some() { MARKS } else { 0 }
    }

    fn word(&mut self, ink: Ink, word: &str) {
        let own = word.trim_end_matches(' ');
        let bare = own.width();
        if self.used > 0 && self.used + self.cost(ink) + bare > self.width {
            self.end();
        }
        if bare + self.cost(ink) <= self.width {
            // A blank at the end of a full row is not seen, and has no room.
            let fits = self.used + self.cost(ink) + word.width() <= self.width;
            return self.put(ink, if fits { word } else { own });
        }
        for cluster in word.graphemes(true) {
            if self.used + self.cost(ink) + cluster.width() > self.width {
                self.end();
            }
            self.put(ink, cluster);
        }
    }

    fn put(&mut self, ink: Ink, text: &str) {
        if text.is_empty() {
            return;
        }
        self.used += self.cost(ink) + text.width();
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
    fn what_came_and_went_has_signs_in_every_row() {
        let runs = [
            (Ink::Plain, "rapat "),
            (Ink::Removed, "kecil "),
            (Ink::Added, "kerja yang besar "),
            (Ink::Plain, "di"),
            (Ink::Removed, "\n"),
            (Ink::Plain, "aula"),
        ];
        let rows = |width| -> Vec<String> {
            let join = |row: &Pieces| row.iter().map(|piece| piece.text.as_str()).collect();
            wrap_changes(runs, width).iter().map(join).collect()
        };
        assert_eq!(rows(60), ["rapat [−kecil] {+kerja yang besar} di[−¶]", "aula"]);
        assert_eq!(rows(16), ["rapat [−kecil] ", "{+kerja yang} ", "{+besar} di[−¶]", "aula"]);
        for width in 6..60 {
            assert!(rows(width).iter().all(|row| row.trim_end().width() <= width), "{width}");
        }
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
