//! The only way of text to a terminal, a log or an error: nothing in it can be obeyed by a
//! terminal, hide from the reader or turn the order of what is read.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::characters::{self, TAB};

/// Text that is safe to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Visible(String);

impl Visible {
    /// Text for one line: a line end is shown as a sign, too.
    pub fn line(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for (at, part) in text.split(['\n', '\u{2028}', '\u{2029}']).enumerate() {
            if at > 0 {
                out.push('⏎');
            }
            // CRLF is one line end.
            push_part(&mut out, part.strip_suffix('\r').unwrap_or(part));
        }
        Self(out)
    }

    /// Text of many lines: line ends stay, whichever kind they are.
    pub fn lines(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for (at, part) in text.split(['\n', '\u{2028}', '\u{2029}']).enumerate() {
            if at > 0 {
                out.push('\n');
            }
            push_part(&mut out, part.strip_suffix('\r').unwrap_or(part));
        }
        Self(out)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Columns on the terminal; of many lines the widest.
    pub fn width(&self) -> usize {
        if let Some(width) = plain_width(&self.0) {
            return width;
        }
        self.0.split('\n').map(UnicodeWidthStr::width).max().unwrap_or(0)
    }

    /// At most `width` columns, cut between graphemes, with `…` where something is missing.
    #[must_use]
    pub fn cut(&self, width: usize) -> Self {
        let plain = plain_width(&self.0);
        if plain.unwrap_or_else(|| self.width()) <= width {
            return self.clone();
        }
        let mut out = String::new();
        // One column is kept for the sign.
        if plain.is_some() {
            out.extend(self.0.chars().take(width.saturating_sub(1)));
        } else {
            let mut used = 0;
            for cluster in self.0.graphemes(true) {
                used += cluster.width();
                if used >= width {
                    break;
                }
                out.push_str(cluster);
            }
        }
        if width > 0 {
            out.truncate(out.trim_end().len());
            out.push('…');
        }
        Self(out)
    }

    /// The text in lines of at most `width` columns, broken at blanks, else between graphemes.
    pub fn wrap(&self, width: usize) -> Vec<Self> {
        let width = width.max(1);
        self.0.split('\n').flat_map(|line| wrap_line(line, width)).map(Self).collect()
    }
}

impl fmt::Display for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Visible {
    fn from(text: &str) -> Self {
        Self::line(text)
    }
}

impl From<String> for Visible {
    fn from(text: String) -> Self {
        Self::line(&text)
    }
}

/// Is it a letter or a sign in daily use, that nothing composes with and that is shown as it is?
fn stays(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ž'
            | '·' | '–' | '—' | '‘' | '’' | '“' | '”' | '•' | '…'
    ) || matches!(c, '│' | '─' | '┃' | '▌' | '▾' | '○' | '●' | '◆' | '✓' | '✗')
}

/// Columns of one line of which every character has one and stands by itself.
fn plain_width(text: &str) -> Option<usize> {
    if is_bare(text) {
        return Some(text.len());
    }
    text.chars().all(stays).then(|| text.chars().count())
}

/// Is it nothing but letters and signs of ASCII? Looked at without leaving off at the first that is
/// not one, which takes many of them at once.
fn is_bare(text: &str) -> bool {
    text.bytes().fold(true, |bare, byte| bare & matches!(byte, b' '..=b'~'))
}

/// One line without its end.
fn push_part(out: &mut String, part: &str) {
    if is_bare(part) || part.chars().all(stays) {
        out.push_str(part);
        return;
    }
    let composed: String = part.nfc().collect();
    let mut column = 0;
    for cluster in composed.graphemes(true) {
        if cluster == "\t" {
            let blanks = TAB - column % TAB;
            out.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
            continue;
        }
        let from = out.len();
        characters::show(cluster, out);
        column += out.get(from..).unwrap_or_default().width();
    }
}

/// Breaks at blanks alone: a mark of punctuation stays with its word.
fn wrap_line(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        if used > 0 && !bare.is_empty() && used + bare.width() > width {
            lines.push(std::mem::take(&mut current));
            used = 0;
        }
        for cluster in word.graphemes(true) {
            // A word wider than the line has to break somewhere; a blank may hang over the edge.
            if used > 0 && used + cluster.width() > width && cluster != " " {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            current.push_str(cluster);
            used += cluster.width();
        }
    }
    lines.push(current);
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::characters::Class;

    #[track_caller]
    fn check(text: &str, want: &str) {
        assert_eq!(Visible::line(text).as_str(), want);
    }

    #[test]
    fn every_control_and_every_turn_of_direction_is_shown_by_number_or_name() {
        let controls = (0..0x20).chain(0x7f..0xa0).filter(|c| ![0x09, 0x0a].contains(c));
        let others = [0x61c, 0x200b, 0x200e, 0x200f, 0xfeff, 0xad, 0xfff9, 0xe0041, 0xfffe]
            .into_iter()
            .chain(0x202a..=0x202e)
            .chain(0x2060..=0x2064)
            .chain(0x2066..=0x2069);
        for number in controls.chain(others) {
            let c = char::from_u32(number).unwrap();
            for text in [format!("a{c}b"), format!("{c}"), format!("é{c}\u{301}")] {
                let line = Visible::line(&text);
                let lines = Visible::lines(&text);
                assert!(!line.as_str().contains(c), "U+{number:04X} in {line:?}");
                assert!(!lines.as_str().contains(c), "U+{number:04X} in {lines:?}");
            }
            // A return at the end of a line is part of that end.
            if c != '\r' {
                let shown = Visible::line(&format!("a{c}")).to_string();
                assert!(shown.contains('⟦'), "{shown}");
            }
        }
    }

    #[test]
    fn what_stays_would_stay_by_the_long_way_too() {
        for c in ('\0'..char::MAX).filter(|c| stays(*c)) {
            let mut shown = String::new();
            characters::show(&c.to_string().nfc().collect::<String>(), &mut shown);
            assert_eq!((shown.as_str(), shown.width()), (c.to_string().as_str(), 1), "{c:?}");
        }
    }

    #[test]
    fn plain_text_is_cut_as_any_other() {
        // A letter of two parts at the end makes the same text one that is not plain.
        for text in ["Rakor — “lancar” di Mesuji", "a b", "ééé", "· DRAFT · 21 Okt", " x "]
        {
            let (plain, other) = (Visible::line(text), Visible::line(&format!("{text}日")));
            assert_eq!(plain_width(plain.as_str()), Some(text.chars().count()), "{text}");
            assert_eq!(plain_width(other.as_str()), None, "{text}");
            assert_eq!(other.width(), plain.width() + 2, "{text}");
            for width in 0..plain.width() {
                assert_eq!(plain.cut(width), other.cut(width), "{text} at {width}");
            }
        }
    }

    #[test]
    fn nothing_in_it_can_be_obeyed() {
        check("\u{1b}]52;c;cm0gLXJm\u{7}", "⟦U+001B⟧]52;c;cm0gLXJm⟦U+0007⟧");
        check("\u{9b}31mmerah", "⟦U+009B⟧31mmerah");
        check("a\u{202e}b", "a⟦RLO⟧b");
        check("dua\r\nbaris\u{2028}tiga", "dua⏎baris⏎tiga");
        check("tarik\rulang", "tarik⟦U+000D⟧ulang");
    }

    #[test]
    fn plain_text_stays() {
        check("Rakor di Mesuji — “lancar”", "Rakor di Mesuji — “lancar”");
        check("e\u{301}", "é");
        check("a\tb\tç", "a   b   ç");
        check("é\tb", "é   b");
        check("10\u{a0}km", "10\u{a0}km");
    }

    #[test]
    fn joiners_stay_inside_pictures_alone() {
        check("👩\u{200d}🌾", "👩\u{200d}🌾");
        check("❤\u{fe0f}", "❤\u{fe0f}");
        check("a\u{200d}b", "a⟦ZWJ⟧b");
        check("a\u{fe0f}", "a⟦U+FE0F⟧");
    }

    #[test]
    fn a_pile_of_marks_is_cut() {
        let pile = format!("z{}", "\u{30d}".repeat(10_000));
        let shown = Visible::line(&pile);
        assert_eq!(shown.as_str().chars().count(), 9);
        assert!(shown.as_str().ends_with('…'));
    }

    #[test]
    fn many_lines_stay_many() {
        assert_eq!(Visible::lines("a\r\nb\n\u{1b}").as_str(), "a\nb\n⟦U+001B⟧");
        assert_eq!(Visible::lines("a\nlima").width(), 4);
    }

    #[test]
    fn a_cut_falls_between_graphemes() {
        for (text, width, want) in [
            ("Sumpah Pemuda", 13, "Sumpah Pemuda"),
            ("Sumpah Pemuda", 8, "Sumpah…"),
            ("Sumpah Pemuda", 7, "Sumpah…"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("e\u{323}\u{302}e\u{323}\u{302}x", 2, "ệ…"),
            ("ab", 1, "…"),
            ("ab", 0, ""),
        ] {
            let cut = Visible::line(text).cut(width);
            assert_eq!(cut.as_str(), want, "{text} at {width}");
            assert!(cut.width() <= width);
        }
    }

    #[test]
    fn lines_are_wrapped_at_blanks() {
        let wrapped = |text: &str, width| {
            let parts = Visible::lines(text).wrap(width);
            parts.iter().map(|part| part.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(wrapped("satu dua tiga", 8), ["satu dua", "tiga"]);
        assert_eq!(wrapped("satu\ndua", 8), ["satu", "dua"]);
        assert_eq!(wrapped("di Mesuji, “ya”", 9), ["di", "Mesuji,", "“ya”"]);
        assert_eq!(wrapped("satu   dua", 5), ["satu", "dua"]);
        assert_eq!(wrapped("  masuk", 9), ["  masuk"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("", 3), [""]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_harmful_is_left_and_nothing_more_is_done_twice(
            text in "(\\PC|\\pC|[a\u{301}\u{200d}\u{fe0f}👩🌾\u{e0041}\u{115f}\t\r\n\u{1b}]){0,40}",
        ) {
            let shown = Visible::lines(&text);
            for c in shown.as_str().chars() {
                let class = characters::class(c);
                assert!(!matches!(class, Class::Dangerous | Class::Forbidden), "{c:?}");
                assert!(c == '\n' || !c.is_control(), "{c:?}");
            }
            assert_eq!(&Visible::lines(shown.as_str()), &shown);
            let fits = |line: &Visible| line.width() <= 7 || line.as_str().graphemes(true).count() == 1;
            assert!(shown.wrap(7).iter().all(fits));
        }
    }
}
