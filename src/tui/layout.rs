//! Where things are on the screen: three panes from 120 columns, two from 76, else one with a strip
//! of tabs. What has no room is hidden, never squashed.

use ratatui::layout::Rect;

/// Smaller terminals get a message instead of a workstation.
pub const LEAST: (u16, u16) = (40, 8);
const TWO_FROM: u16 = 76;
const THREE_FROM: u16 = 120;
const FOUR_FROM: u16 = 180;
/// From this height on there is room for a line about the text above the keys.
const STATUS_FROM: u16 = 12;
const NARROWEST_LIST: u16 = 24;
const NARROWEST_META: u16 = 28;
const NARROWEST_TEXT: u16 = 36;

/// The parts of the workstation, with the numbers that Alt jumps to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    #[default]
    List,
    Editor,
    Meta,
    Log,
}

impl Pane {
    pub const CYCLE: [Self; 3] = [Self::List, Self::Editor, Self::Meta];

    pub fn number(self) -> u8 {
        match self {
            Self::List => 1,
            Self::Editor => 2,
            Self::Meta => 3,
            Self::Log => 6,
        }
    }

    /// The key of its title in the language files.
    pub fn title(self) -> &'static str {
        match self {
            Self::List => "pane-list",
            Self::Editor => "pane-editor",
            Self::Meta => "pane-meta",
            Self::Log => "pane-log",
        }
    }
}

/// How many panes have room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Class {
    #[default]
    TooSmall,
    One,
    Two,
    Three,
}

impl Class {
    pub fn of(width: u16, height: u16) -> Self {
        if width < LEAST.0 || height < LEAST.1 {
            Self::TooSmall
        } else if width < TWO_FROM {
            Self::One
        } else if width < THREE_FROM {
            Self::Two
        } else {
            Self::Three
        }
    }
}

/// Columns of the panes at the sides, as somebody dragged them; kept for each class of width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub two_list: u16,
    pub two_meta: u16,
    pub three_list: u16,
    pub three_meta: u16,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { two_list: 28, two_meta: 36, three_list: 42, three_meta: 38 }
    }
}

impl Sizes {
    /// As it is kept between two sessions.
    pub fn to_words(self) -> String {
        let Self { two_list, two_meta, three_list, three_meta } = self;
        format!("{two_list} {two_meta} {three_list} {three_meta}")
    }

    /// What is unreadable counts as never set.
    pub fn from_words(words: &str) -> Self {
        let numbers: Vec<u16> = words.split(' ').filter_map(|word| word.parse().ok()).collect();
        match *numbers.as_slice() {
            [two_list, two_meta, three_list, three_meta] => {
                Self { two_list, two_meta, three_list, three_meta }
            }
            _ => Self::default(),
        }
    }
}

/// A border between two panes that can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    List,
    Meta,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    pub class: Class,
    pub whole: Rect,
    pub header: Rect,
    /// A few lines of the short tour.
    pub tour: Option<Rect>,
    /// The strip of tabs, where only one pane has room.
    pub tabs: Option<Rect>,
    pub list: Option<Rect>,
    pub editor: Option<Rect>,
    pub meta: Option<Rect>,
    /// The page as it will read.
    pub preview: Option<Rect>,
    pub log: Option<Rect>,
    /// A line about the text.
    pub status: Option<Rect>,
    pub footer: Rect,
    /// Nothing but the text, without a frame.
    pub is_quiet: bool,
}

/// What the layout depends on beside the size.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    pub focus: Pane,
    pub zoom: bool,
    pub quiet: bool,
    /// Shall the page be seen? By itself it is where there is room for four panes.
    pub preview: Option<bool>,
    pub has_text: bool,
    pub sizes: Sizes,
    /// Rows for the short tour; fewer where the panes need them.
    pub tour: u16,
}

impl Layout {
    pub fn of(width: u16, height: u16, wish: Wish) -> Self {
        let class = Class::of(width, height);
        let whole = Rect::new(0, 0, width, height);
        let mut layout = Self { class, whole, ..Self::default() };
        if class == Class::TooSmall {
            return layout;
        }
        if wish.quiet && wish.has_text && wish.focus == Pane::Editor {
            return layout.quiet();
        }
        layout.header = Rect { height: 1, ..whole };
        layout.footer = Rect { y: height - 1, height: 1, ..whole };
        let tour = wish.tour.min(if height < STATUS_FROM { 2 } else { 4 });
        layout.tour = (tour > 0).then_some(Rect { y: 1, height: tour, ..whole });
        let mut middle = Rect { y: 1 + tour, height: height - 2 - tour, ..whole };
        if height >= STATUS_FROM {
            middle.height -= 1;
            layout.status = Some(Rect { y: middle.bottom(), height: 1, ..whole });
        }
        if class == Class::One && !wish.zoom {
            layout.tabs = Some(Rect { height: 1, ..middle });
            middle.y += 1;
            middle.height -= 1;
        }
        if wish.focus == Pane::Log || wish.zoom || class == Class::One {
            layout.put(wish.focus, middle);
        } else {
            layout.divide(middle, wish);
        }
        layout.show_page(wish);
        layout
    }

    fn put(&mut self, pane: Pane, area: Rect) {
        *match pane {
            Pane::List => &mut self.list,
            Pane::Editor => &mut self.editor,
            Pane::Meta => &mut self.meta,
            Pane::Log => &mut self.log,
        } = Some(area);
    }

    fn divide(&mut self, middle: Rect, wish: Wish) {
        let Sizes { two_list, two_meta, three_list, three_meta } = wish.sizes;
        let cut = |wanted: u16, least: u16, others: u16| {
            wanted.clamp(least, middle.width.saturating_sub(others).max(least))
        };
        let (list, meta) = match self.class {
            Class::Three => {
                let list = cut(three_list, NARROWEST_LIST, NARROWEST_META + NARROWEST_TEXT);
                (list, cut(three_meta, NARROWEST_META, list + NARROWEST_TEXT))
            }
            // The metadata is a drawer: it takes the list's place while it has the focus.
            _ if wish.focus == Pane::Meta => (0, cut(two_meta, NARROWEST_META, NARROWEST_TEXT)),
            _ => (cut(two_list, NARROWEST_LIST, NARROWEST_TEXT), 0),
        };
        let text = middle.width - list - meta;
        if list > 0 {
            self.list = Some(Rect { width: list, ..middle });
        }
        self.editor = Some(Rect { x: list, width: text, ..middle });
        if meta > 0 {
            self.meta = Some(Rect { x: list + text, width: meta, ..middle });
        }
    }

    /// The text alone, and below it the sign that it is saved.
    fn quiet(mut self) -> Self {
        let text = self.whole.height - 1;
        self.header = Rect { height: 0, ..self.whole };
        self.footer = Rect { y: self.whole.height, height: 0, ..self.whole };
        self.status = Some(Rect { y: text, height: 1, ..self.whole });
        self.editor = Some(Rect { height: text, ..self.whole });
        self.is_quiet = true;
        self
    }

    /// Finds room for the page: beside the text, else in place of what stands there, and on a
    /// narrow screen in place of the text itself.
    fn show_page(&mut self, wish: Wish) {
        let is_wide = self.whole.width >= FOUR_FROM;
        if !wish.has_text || !wish.preview.unwrap_or(is_wide && !wish.zoom) {
            return;
        }
        let Some(text) = self.editor else { return };
        let writes = wish.focus == Pane::Editor;
        match self.class {
            Class::TooSmall => {}
            Class::One => self.preview = self.editor.take_if(|_| writes),
            Class::Three if is_wide && !wish.zoom => self.split(text),
            _ if !writes => {}
            Class::Three => {
                let meta = self.meta.take().map_or(0, |meta| meta.width);
                self.split(Rect { width: text.width + meta, ..text });
            }
            Class::Two => {
                let list = self.list.take().map_or(0, |list| list.width);
                self.split(Rect { x: text.x - list, width: text.width + list, ..text });
            }
        }
    }

    fn split(&mut self, area: Rect) {
        let page = area.width / 2;
        let text = area.width - page;
        self.editor = Some(Rect { width: text, ..area });
        self.preview = Some(Rect { x: area.x + text, width: page, ..area });
    }

    /// So few rows that a frame would cost words: what lies over the panes then takes all there
    /// is.
    pub fn is_low(&self) -> bool {
        self.status.is_none()
    }

    /// Between the line above and the keys below: where overlays lie.
    pub fn room(&self) -> Rect {
        let top = self.tour.map_or(self.header.bottom(), Rect::bottom);
        Rect { y: top, height: self.footer.y.saturating_sub(top), ..self.whole }
    }

    pub fn area(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::List => self.list,
            Pane::Editor => self.editor,
            Pane::Meta => self.meta,
            Pane::Log => self.log,
        }
    }

    /// The pane at a place.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        [Pane::List, Pane::Editor, Pane::Meta, Pane::Log]
            .into_iter()
            .find(|pane| self.area(*pane).is_some_and(|area| area.contains((x, y).into())))
    }

    /// The border at a place: two panes touch with a line each, and either can be dragged.
    pub fn border_at(&self, x: u16, y: u16) -> Option<Border> {
        let editor = self.editor?;
        if y < editor.y || y >= editor.bottom() {
            return None;
        }
        if self.list.is_some() && (x == editor.x || x + 1 == editor.x) {
            return Some(Border::List);
        }
        self.meta.is_some_and(|meta| x == meta.x || x + 1 == meta.x).then_some(Border::Meta)
    }

    /// The sizes after a border was dragged to a column.
    pub fn dragged(&self, mut sizes: Sizes, border: Border, x: u16) -> Sizes {
        let three = self.class == Class::Three;
        match border {
            Border::List if three => sizes.three_list = x.max(NARROWEST_LIST),
            Border::List => sizes.two_list = x.max(NARROWEST_LIST),
            Border::Meta => {
                let columns = self.whole.width.saturating_sub(x).max(NARROWEST_META);
                *if three { &mut sizes.three_meta } else { &mut sizes.two_meta } = columns;
            }
        }
        sizes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_appear_as_there_is_room() {
        let wish = Wish::default();
        for (width, height, class, list, text, meta) in [
            (39, 24, Class::TooSmall, 0, 0, 0),
            (80, 7, Class::TooSmall, 0, 0, 0),
            (40, 10, Class::One, 40, 0, 0),
            (76, 24, Class::Two, 28, 48, 0),
            (80, 24, Class::Two, 28, 52, 0),
            (120, 24, Class::Three, 42, 40, 38),
            (160, 48, Class::Three, 42, 80, 38),
        ] {
            let layout = Layout::of(width, height, wish);
            let columns = |area: Option<Rect>| area.map_or(0, |area| area.width);
            let got = (columns(layout.list), columns(layout.editor), columns(layout.meta));
            assert_eq!((layout.class, got), (class, (list, text, meta)), "{width}×{height}");
        }
    }

    #[test]
    fn the_page_takes_the_place_of_what_matters_least() {
        #[track_caller]
        fn check(width: u16, wish: Wish, want: [u16; 4]) {
            let layout = Layout::of(width, 24, Wish { has_text: true, ..wish });
            let columns = |area: Option<Rect>| area.map_or(0, |area| area.width);
            let got = [layout.list, layout.editor, layout.preview, layout.meta].map(columns);
            assert_eq!(got, want, "{width}");
        }
        let wish = |focus, preview| Wish { focus, preview, ..Wish::default() };
        check(180, wish(Pane::List, None), [42, 50, 50, 38]);
        check(180, wish(Pane::List, Some(false)), [42, 100, 0, 38]);
        check(179, wish(Pane::Editor, None), [42, 99, 0, 38]);
        check(160, wish(Pane::Editor, Some(true)), [42, 59, 59, 0]);
        check(160, wish(Pane::Meta, Some(true)), [42, 80, 0, 38]);
        check(80, wish(Pane::Editor, Some(true)), [0, 40, 40, 0]);
        check(80, wish(Pane::List, Some(true)), [28, 52, 0, 0]);
        check(40, wish(Pane::Editor, Some(true)), [0, 0, 40, 0]);
        check(40, wish(Pane::List, Some(true)), [40, 0, 0, 0]);
        let zoomed = Wish { zoom: true, ..wish(Pane::Editor, Some(true)) };
        check(160, zoomed, [0, 80, 80, 0]);
        check(200, Wish { preview: None, ..zoomed }, [0, 200, 0, 0]);
        let quiet = Wish { quiet: true, ..wish(Pane::Editor, Some(true)) };
        check(200, quiet, [0, 200, 0, 0]);
    }

    #[test]
    fn the_metadata_are_a_drawer_where_two_panes_have_room() {
        let layout = Layout::of(80, 24, Wish { focus: Pane::Meta, ..Wish::default() });
        assert!(layout.list.is_none());
        assert_eq!(layout.meta.map(|area| area.width), Some(36));
    }

    proptest::proptest! {
        #[test]
        fn nothing_overlaps_and_nothing_hangs_over(
            width in 0_u16..300, height in 0_u16..100, focus in 0..4_usize, zoom: bool,
            a: u16, b: u16, c: u16, d: u16, tour: u16, quiet: bool, preview: Option<bool>, has_text: bool,
        ) {
            let focus = [Pane::List, Pane::Editor, Pane::Meta, Pane::Log][focus];
            let sizes = Sizes { two_list: a, two_meta: b, three_list: c, three_meta: d };
            let layout = Layout::of(width, height, Wish { focus, zoom, quiet, preview, has_text, sizes, tour });
            let parts: Vec<Rect> = [layout.tour, layout.tabs, layout.list, layout.editor, layout.preview, layout.meta, layout.log]
                .into_iter()
                .chain([layout.status, Some(layout.header), Some(layout.footer)])
                .flatten()
                .collect();
            for (index, part) in parts.iter().enumerate() {
                assert_eq!(part.intersection(layout.whole), *part);
                for other in &parts[index + 1..] {
                    assert!(!part.intersects(*other) || part.is_empty() || other.is_empty());
                }
            }
            if layout.class != Class::TooSmall {
                assert!(layout.area(focus).or(layout.preview).is_some());
            }
            assert_eq!(Sizes::from_words(&sizes.to_words()), sizes);
        }
    }
}
