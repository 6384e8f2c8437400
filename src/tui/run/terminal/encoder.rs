//! Frames as bytes: few of them, since the desk may be at the other end of a thin line.
//!
//! What the terminal was told last is remembered over frames: where its cursor is, whether that
//! is seen, and in which style it writes. A key that adds a letter then costs little more than
//! the letter.

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

/// How a cell is written. A line below with a colour of its own is that of a finding, and of
/// nothing else: it is drawn as a wave where the terminal knows one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Pen {
    fore: Color,
    back: Color,
    under: Color,
    modifier: Modifier,
}

impl Pen {
    fn waves(self) -> bool {
        self.under != Color::Reset && self.modifier.contains(Modifier::UNDERLINED)
    }

    fn of(cell: &Cell) -> Self {
        Self { fore: cell.fg, back: cell.bg, under: cell.underline_color, modifier: cell.modifier }
    }
}

const MODIFIERS: [(Modifier, &str); 9] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::SLOW_BLINK, "5"),
    (Modifier::RAPID_BLINK, "6"),
    (Modifier::REVERSED, "7"),
    (Modifier::HIDDEN, "8"),
    (Modifier::CROSSED_OUT, "9"),
];

/// A frame in the making: it goes out whole or, after a panic, not at all.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    out: Vec<u8>,
    pen: Pen,
    /// Where the cursor is, as far as that is sure.
    cursor: Option<Position>,
    seen: Option<bool>,
    /// The cell beside the one before, and whether nothing since the last jump may have been of
    /// another width than we think.
    next: Option<Position>,
    sure: bool,
    /// May a line be a wave?
    curly: bool,
}

impl Encoder {
    pub(super) fn new(curly: bool) -> Self {
        Self { curly, ..Self::default() }
    }

    /// Nothing of what the terminal was told counts any more.
    pub(super) fn forget(&mut self) {
        // What is left of a frame that failed belongs to no other.
        *self = Self::new(self.curly);
        self.put("\x1b[0m");
    }

    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn go(&mut self, to: Position) {
        if self.cursor == Some(to) {
            return;
        }
        let (row, column) = (to.y + 1, to.x + 1);
        self.put("\x1b[");
        if self.cursor.is_some_and(|from| from.y == to.y) {
            self.number(column);
            self.put("G");
        } else {
            self.number(row);
            self.put(";");
            self.number(column);
            self.put("H");
        }
        self.cursor = Some(to);
    }

    fn take(&mut self, pen: Pen) {
        if self.pen == pen {
            return;
        }
        self.put("\x1b[");
        let begin = self.out.len();
        // What is on goes off only together with all else.
        let mut from = self.pen;
        if !pen.modifier.contains(from.modifier) {
            self.put("0");
            from = Pen::default();
        }
        let added = pen.modifier.difference(from.modifier);
        for (_, code) in MODIFIERS.iter().filter(|(modifier, _)| added.contains(*modifier)) {
            self.after(begin);
            self.put(code);
        }
        if self.curly && from.waves() != pen.waves() && pen.modifier.contains(Modifier::UNDERLINED)
        {
            self.after(begin);
            self.put(if pen.waves() { "4:3" } else { "4" });
        }
        for (old, new, ground) in [
            (from.fore, pen.fore, Ground::Fore),
            (from.back, pen.back, Ground::Back),
            (from.under, pen.under, Ground::Under),
        ] {
            if old != new {
                self.after(begin);
                self.color(new, ground);
            }
        }
        self.put("m");
        self.pen = pen;
    }
}

#[derive(Debug, Clone, Copy)]
enum Ground {
    Fore = 3,
    Back = 4,
    Under = 5,
}

impl Encoder {
    /// Between two codes of a sequence.
    fn after(&mut self, begin: usize) {
        if self.out.len() > begin {
            self.put(";");
        }
    }

    /// A screen has hundreds of them: what the standard library does for each would be felt.
    fn number(&mut self, number: u16) {
        let digits = [10_000, 1_000, 100, 10, 1].map(|unit| b'0' + (number / unit % 10) as u8);
        let first = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len() - 1);
        self.out.extend(digits.iter().skip(first));
    }

    fn color(&mut self, color: Color, ground: Ground) {
        self.number(ground as u16);
        match index(color) {
            Index::None => self.put("9"),
            Index::Of(index) => {
                self.put("8;5;");
                self.number(index.into());
            }
            Index::Mixed(mixed) => {
                self.put("8;2");
                for part in mixed {
                    self.put(";");
                    self.number(part.into());
                }
            }
        }
    }
}

/// How a colour is named to the terminal.
enum Index {
    None,
    Of(u8),
    Mixed([u8; 3]),
}

/// The sixteen named colours are told by number, so that no terminal brightens them where bold.
fn index(color: Color) -> Index {
    Index::Of(match color {
        Color::Reset => return Index::None,
        Color::Rgb(red, green, blue) => return Index::Mixed([red, green, blue]),
        Color::Indexed(index) => index,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    })
}

impl Encoder {
    pub(super) fn clear(&mut self) {
        // What is cleared takes the colour that is set.
        self.take(Pen::default());
        self.put("\x1b[2J");
    }

    /// One cell of a frame; they come row by row, from the left.
    pub(super) fn cell(&mut self, x: u16, y: u16, cell: &Cell) {
        let at = Position { x, y };
        if self.next != Some(at) {
            self.go(at);
            self.sure = true;
        }
        self.take(Pen::of(cell));
        let symbol = cell.symbol();
        self.put(symbol);
        self.sure &= symbol.len() == 1;
        let beside = Position { x: x.saturating_add(1), y };
        self.next = Some(beside);
        self.cursor = self.sure.then_some(beside);
    }

    /// The end of a frame: the cursor stands there, or is not seen.
    pub(super) fn caret(&mut self, at: Option<Position>) {
        if self.seen.replace(at.is_some()) != Some(at.is_some()) {
            self.put(if at.is_some() { "\x1b[?25h" } else { "\x1b[?25l" });
        }
        if let Some(at) = at {
            self.go(at);
        }
        self.next = None;
    }

    pub(super) fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::style::Style;

    use super::*;

    /// What goes out for these frames of one line, each on top of the one before.
    #[track_caller]
    fn check(frames: &[&[(u16, &str, Style)]], caret: u16, want: &[&str]) {
        let mut encoder = Encoder::default();
        let area = ratatui::layout::Rect::new(0, 0, 20, 1);
        let mut before = Buffer::empty(area);
        for (frame, want) in frames.iter().zip(want) {
            let mut after = before.clone();
            for (x, text, style) in *frame {
                after.set_string(*x, 0, text, *style);
            }
            for (x, y, cell) in before.diff(&after) {
                encoder.cell(x, y, cell);
            }
            encoder.caret(Some((caret, 0).into()));
            let said = String::from_utf8(encoder.take_bytes()).unwrap().replace('\u{1b}', "^");
            assert_eq!(said, *want);
            before = after;
        }
    }

    #[test]
    fn a_letter_costs_little_more_than_itself() {
        let plain = Style::new();
        check(
            &[&[(0, "dua", plain)], &[(3, "h", plain)], &[(4, "x", plain)]],
            4,
            &["^[1;1Hdua^[?25h^[5G", "^[4Gh", "x^[5G"],
        );
    }

    #[test]
    fn a_style_is_told_once_and_taken_back_whole() {
        let strong = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
        let weak = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(7));
        check(
            &[&[(0, "ab", strong)], &[(2, "c", strong)], &[(3, "d", weak)], &[(4, "e", weak)]],
            9,
            &[
                "^[1;1H^[1;38;5;1mab^[?25h^[10G",
                "^[3Gc^[10G",
                "^[4G^[0;38;2;1;2;3;48;5;7md^[10G",
                "^[5Ge^[10G",
            ],
        );
    }

    #[test]
    fn after_a_letter_of_doubtful_width_the_place_is_told_anew() {
        let plain = Style::new();
        check(
            &[&[(0, "a●", plain)], &[(2, "漢", plain)], &[(4, "b", plain)]],
            5,
            &["^[1;1Ha●^[?25h^[1;6H", "^[3G漢^[1;6H", "^[5Gb"],
        );
    }

    #[test]
    fn a_finding_has_a_wave_where_there_are_waves() {
        let link = Style::new().underlined();
        let finding = link.underline_color(Color::Indexed(9));
        for (curly, want) in [
            (false, "^[1;1H^[4ma^[58;5;9mb^[59mc^[0md"),
            (true, "^[1;1H^[4ma^[4:3;58;5;9mb^[4;59mc^[0md"),
        ] {
            let mut encoder = Encoder::new(curly);
            let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 4, 1));
            for (x, text, style) in
                [(0, "a", link), (1, "b", finding), (2, "c", link), (3, "d", Style::new())]
            {
                buffer.set_string(x, 0, text, style);
                encoder.cell(x, 0, &buffer[(x, 0)]);
            }
            let said = String::from_utf8(encoder.take_bytes()).unwrap().replace('\u{1b}', "^");
            assert_eq!(said, want);
        }
    }

    #[test]
    fn numbers_have_no_zeros_before_them() {
        for number in [0, 7, 10, 65, 100, 255, 1_008, 65_535] {
            let mut encoder = Encoder::default();
            encoder.number(number);
            assert_eq!(encoder.take_bytes(), number.to_string().into_bytes());
        }
    }

    #[test]
    fn what_was_forgotten_is_told_again() {
        let mut encoder = Encoder::default();
        encoder.take(Pen { fore: Color::Green, ..Pen::default() });
        encoder.caret(Some(Position { x: 3, y: 0 }));
        encoder.forget();
        encoder.clear();
        encoder.caret(Some(Position { x: 3, y: 0 }));
        let said = String::from_utf8(encoder.take_bytes()).unwrap().replace('\u{1b}', "^");
        assert_eq!(said, "^[0m^[2J^[?25h^[1;4H");
    }
}
