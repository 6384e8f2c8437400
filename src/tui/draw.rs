//! Drawing by lines: parts of safe text with their styles, cut where the room ends.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::symbols::border;
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use super::app::App;
use super::picture::Frame;
use super::theme::Role;
use crate::text::cell;
use crate::visible::Visible;

/// A piece of a line.
#[derive(Debug, Clone)]
pub struct Part {
    pub text: Visible,
    pub style: Style,
}

impl Part {
    pub fn new(text: impl Into<Visible>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    pub fn width(&self) -> usize {
        self.text.width()
    }
}

/// Columns of some parts.
pub fn width(parts: &[Part]) -> usize {
    parts.iter().map(Part::width).sum()
}

/// Draws parts from the left; what has no room is cut with `…`. Gives the columns used.
pub fn line(buffer: &mut Buffer, area: Rect, parts: &[Part]) -> u16 {
    let mut x = area.x;
    if area.height == 0 {
        return 0;
    }
    for part in parts {
        let room = usize::from(area.right().saturating_sub(x));
        if room == 0 {
            // Blanks beyond the edge are missed by nobody.
            if part.text.as_str().trim().is_empty() {
                continue;
            }
            more(buffer, area);
            break;
        }
        x = if part.width() <= room {
            put(buffer, (x, area.y), part.text.as_str(), room, part.style)
        } else {
            put(buffer, (x, area.y), part.text.cut(room).as_str(), room, part.style)
        };
    }
    x - area.x
}

/// Writes safe text into cells; gives the column behind it. Letters that need no table, nearly
/// all, go straight into their cells.
pub fn put(
    buffer: &mut Buffer,
    (mut x, y): (u16, u16),
    text: &str,
    room: usize,
    style: Style,
) -> u16 {
    let end = x.saturating_add(u16::try_from(room).unwrap_or(u16::MAX));
    for grapheme in cell::graphemes(text) {
        if x >= end {
            break;
        }
        if let [0x20..=0x7e] = grapheme.as_bytes() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_symbol(grapheme).set_style(style);
            }
            x += 1;
        } else {
            (x, _) = buffer.set_stringn(x, y, grapheme, usize::from(end - x), style);
        }
    }
    x
}

/// What was drawn up to the edge goes on beyond it.
fn more(buffer: &mut Buffer, area: Rect) {
    let Some(mut x) = area.right().checked_sub(1).filter(|x| *x >= area.x) else { return };
    let is_wide = |cell: &ratatui::buffer::Cell| cell.symbol().width() > 1;
    if x > area.x && buffer.cell((x - 1, area.y)).is_some_and(is_wide) {
        buffer.set_string(x - 1, area.y, " ", Style::new());
        x -= 1;
    }
    buffer.set_string(x, area.y, "…", Style::new());
}

/// The groups of parts that have room whole, from the first.
pub fn whole(groups: impl IntoIterator<Item = Vec<Part>>, columns: usize) -> Vec<Part> {
    let mut kept = Vec::new();
    for group in groups {
        if width(&kept) + width(&group) > columns {
            break;
        }
        kept.extend(group);
    }
    kept
}

/// Draws parts against the right edge, if they have room whole.
pub fn line_right(buffer: &mut Buffer, area: Rect, parts: &[Part]) -> u16 {
    let Ok(columns) = u16::try_from(width(parts)) else { return 0 };
    if columns > area.width {
        return 0;
    }
    line(buffer, Rect { x: area.right() - columns, width: columns, ..area }, parts)
}

/// Gives an area one style, without touching its text.
pub fn tint(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area, style);
}

fn edge(focused: bool) -> (Role, border::Set<'static>) {
    if focused { (Role::BorderFocus, border::THICK) } else { (Role::Border, border::PLAIN) }
}

/// The frame of a pane with its number and title; gives the area inside.
pub fn frame(app: &App, buffer: &mut Buffer, area: Rect, title: &[Part], focused: bool) -> Rect {
    let (role, lines) = edge(focused);
    border(buffer, area, lines, app.theme.style(role));
    line(buffer, title_room(area), title);
    area.inner(Margin::new(1, 1))
}

/// The border of an area. What is inside of it is left as it is: the blocks of the library give all
/// of its cells a style first, which is more than half of what a frame costs.
fn border(buffer: &mut Buffer, area: Rect, lines: border::Set<'_>, style: Style) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    let mut put = |x, y, sign| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    };
    for x in area.left()..area.right() {
        put(x, area.y, lines.horizontal_top);
        put(x, bottom, lines.horizontal_bottom);
    }
    for y in area.top()..area.bottom() {
        put(area.x, y, lines.vertical_left);
        put(right, y, lines.vertical_right);
    }
    put(area.x, area.y, lines.top_left);
    put(right, area.y, lines.top_right);
    put(area.x, bottom, lines.bottom_left);
    put(right, bottom, lines.bottom_right);
}

/// The frame of a pane that may be there already: only its title is drawn anew then.
pub fn kept_frame(
    app: &App,
    frame: &mut Frame<'_>,
    area: Rect,
    title: &[Part],
    focused: bool,
) -> Rect {
    if frame.is_whole() {
        self::frame(app, frame.buffer_mut(), area, &[], focused);
    }
    let words: Vec<_> = title.iter().map(|part| (part.text.as_str(), part.style)).collect();
    frame.row(title_room(area), (words, focused), |buffer| {
        let (role, lines) = edge(focused);
        let style = app.theme.style(role);
        for at in title_room(area).positions() {
            if let Some(cell) = buffer.cell_mut(at) {
                cell.set_symbol(lines.horizontal_top).set_style(style);
            }
        }
        line(buffer, title_room(area), title);
    });
    area.inner(Margin::new(1, 1))
}

fn title_room(area: Rect) -> Rect {
    let width = if area.width > 4 { area.width - 2 } else { 0 };
    Rect { x: area.x + 1, width, height: area.height.min(1), ..area }
}

/// An area in the middle of another, at most as large as that.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// Clears a place for something that lies over the panes, frames it, and gives the area inside.
pub fn popup(app: &App, buffer: &mut Buffer, area: Rect, title: &str) -> Rect {
    Clear.render(area, buffer);
    let title = Visible::line(&format!(" {title} "));
    let parts =
        [Part::new(title.as_str(), app.theme.style(Role::Accent).add_modifier(Modifier::BOLD))];
    frame(app, buffer, area, &parts, true)
}

/// Where something that asks comes to lie: in the middle, or over everything where that is little.
pub fn place(app: &App, area: Rect, width: u16, height: u16) -> Rect {
    if app.layout.is_low() { area } else { centred(area, width, height) }
}

/// What is inside of such a place, with so many columns of its own at each side.
pub fn inside(app: &App, outer: Rect, side: u16) -> Rect {
    if app.layout.is_low() {
        let (width, height) = (outer.width.saturating_sub(2), outer.height.saturating_sub(1));
        return Rect { x: outer.x + 1, y: outer.y + 1, width, height }.intersection(outer);
    }
    outer.inner(ratatui::layout::Margin::new(1 + side, 1))
}

/// Clears such a place and frames it. Where rows are few, its title is all that is left of the
/// frame.
pub fn card(app: &App, buffer: &mut Buffer, area: Rect, title: &str) {
    if !app.layout.is_low() {
        popup(app, buffer, area, title);
        return;
    }
    Clear.render(area, buffer);
    let edge = app.theme.style(Role::BorderFocus);
    let title = Visible::line(&format!(" {title} "));
    let accent = app.theme.style(Role::Accent).add_modifier(Modifier::BOLD);
    let rule = "━".repeat(usize::from(area.width).saturating_sub(title.width() + 1));
    let parts =
        [Part::new("━", edge), Part { text: title, style: accent }, Part::new(rule.as_str(), edge)];
    line(buffer, row(area, 0), &parts);
}

/// The fields of a line, parted by ` · `, that have room whole. The first is always there.
pub fn whole_fields(text: &str, width: usize) -> Visible {
    const BETWEEN: &str = " · ";
    let whole = Visible::line(text);
    if whole.width() <= width {
        return whole;
    }
    let ends = whole.as_str().match_indices(BETWEEN).map(|(end, _)| end);
    let mut shorter = ends.filter_map(|end| whole.as_str().get(..end));
    let Some(first) = shorter.next() else { return whole.cut(width) };
    let kept = shorter.take_while(|fields| fields.width() <= width).last();
    Visible::line(kept.unwrap_or(first)).cut(width)
}

/// Text in rows of a width, broken at blanks.
pub fn rows(text: &str, width: u16) -> Vec<Visible> {
    Visible::lines(text).wrap(usize::from(width))
}

/// Draws rows one below the other; gives how many had room.
pub fn paragraph(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let mut used = 0;
    for row in rows(text, area.width).into_iter().take(usize::from(area.height)) {
        let at = Rect { y: area.y + used, height: 1, ..area };
        line(buffer, at, &[Part { text: row, style }]);
        used += 1;
    }
    used
}

/// The rest of an area below its first rows.
pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// One row of an area.
pub fn row(area: Rect, index: u16) -> Rect {
    if index >= area.height {
        return Rect { height: 0, ..area };
    }
    Rect { y: area.y + index, height: 1, ..area }
}

/// A small input: its text from the left, scrolled so that the caret is seen. Gives the caret's
/// cell.
pub fn small_input(
    buffer: &mut Buffer,
    area: Rect,
    text: &str,
    caret: usize,
    style: Style,
) -> (u16, u16) {
    let room = usize::from(area.width.max(1));
    let skip = (caret + 1).saturating_sub(room);
    let shown = skip_columns(&Visible::line(text), skip);
    line(buffer, area, &[Part { text: shown, style }]);
    let column = u16::try_from(caret - skip).unwrap_or(0).min(area.width.saturating_sub(1));
    (area.x + column, area.y)
}

/// What is left of a text without its first columns.
pub fn skip_columns(text: &Visible, columns: usize) -> Visible {
    use unicode_segmentation::UnicodeSegmentation;
    let mut gone = 0;
    let rest: String = text
        .as_str()
        .graphemes(true)
        .skip_while(|cluster| {
            let skip = gone < columns;
            gone += cluster.width();
            skip
        })
        .collect();
    Visible::line(&rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: &[&str], columns: u16, want: &str) {
        let area = Rect::new(0, 0, columns, 1);
        let mut buffer = Buffer::empty(area);
        let parts: Vec<Part> = parts.iter().map(|text| Part::new(*text, Style::new())).collect();
        line(&mut buffer, area, &parts);
        let cells = buffer.content().iter().map(ratatui::buffer::Cell::symbol);
        assert_eq!(cells.collect::<String>().trim_end(), want);
    }

    #[test]
    fn a_line_that_goes_on_says_so() {
        check(&["satu", "dua"], 7, "satudua");
        check(&["satu", "dua"], 6, "satud…");
        check(&["satu", "dua"], 4, "sat…");
        check(&["satu", "", " "], 4, "satu");
        check(&["a日", "dua"], 3, "a…");
    }

    #[test]
    fn fields_are_whole_or_not_there() {
        for (width, want) in [
            (40, "ali · hari ini 08.41 · 13 kata"),
            (29, "ali · hari ini 08.41"),
            (10, "ali"),
            (2, "a…"),
        ] {
            let shown = whole_fields("ali · hari ini 08.41 · 13 kata", width);
            assert_eq!(shown.as_str(), want, "{width}");
        }
    }
}
