//! What things look like: a style for each role, dark, light or without colour.
//!
//! Body text has the terminal's own colours. No state is told by colour alone: each has a glyph
//! and a word, and without colour a modifier.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::finding::Level;
use crate::domain::stage::StageName;
use crate::domain::view::Flags;

mod markup;
mod palette;

use palette::{Paint, Palette};

/// Is the terminal's ground dark or light?
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scheme {
    #[default]
    Dark,
    Light,
}

/// What the person wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wish {
    /// As the terminal is.
    #[default]
    Auto,
    Dark,
    Light,
    Mono,
}

/// How many colours the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    None,
    Sixteen,
    Many,
    True,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Text,
    Dim,
    /// Headings, links, the keys in menus.
    Accent,
    Ok,
    Warn,
    Error,
    /// The selected row or text; goes over every other colour.
    Selection,
    Border,
    BorderFocus,
    /// A place that a search found.
    Found,
    Added,
    Removed,
}

impl Role {
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Dim,
        Self::Accent,
        Self::Ok,
        Self::Warn,
        Self::Error,
        Self::Selection,
        Self::Border,
        Self::BorderFocus,
        Self::Found,
        Self::Added,
        Self::Removed,
    ];
}

/// A state: a sign, the key of its word, and a style for both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub glyph: &'static str,
    pub key: &'static str,
    pub style: Style,
}

/// The badge of a text that waits in the outbox.
pub const QUEUED: &str = "⇪";
/// Stands before the selected row.
pub const SELECTED: &str = "▌";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    scheme: Scheme,
    depth: Depth,
}

impl Wish {
    pub const ALL: [Self; 4] = [Self::Auto, Self::Dark, Self::Light, Self::Mono];

    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.word() == word)
    }

    #[must_use]
    pub fn next(self) -> Self {
        let mut all = Self::ALL.into_iter().cycle().skip_while(|wish| *wish != self);
        all.nth(1).unwrap_or_default()
    }
}

impl Depth {
    /// From `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn of(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        // The console of Windows sets no `TERM` and has all colours.
        let term = term.unwrap_or(if cfg!(windows) { "windows-direct" } else { "" });
        // What is called after the model is what the terminal can do: `screen-256color`.
        let colorless = ["", "dumb", "vt100", "vt102", "vt220", "vt320"].contains(&term);
        if no_color.is_some_and(|value| !value.is_empty()) || colorless || term.ends_with("-m") {
            return Self::None;
        }
        if matches!(colorterm, Some("truecolor" | "24bit")) || term.ends_with("-direct") {
            return Self::True;
        }
        let many = ["256color", "kitty", "alacritty", "ghostty", "foot", "wezterm"];
        if many.iter().any(|name| term.contains(name)) { Self::Many } else { Self::Sixteen }
    }
}

/// The ground that `COLORFGBG` tells: `15;0`, or `0;default;15`.
pub fn scheme_of_colorfgbg(value: &str) -> Option<Scheme> {
    match value.rsplit_once(';')?.1.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Scheme::Dark),
        7 | 9..=15 => Some(Scheme::Light),
        _ => None,
    }
}

/// A ground is light if black is easier to read on it than white.
pub fn scheme_of(ground: [u8; 3]) -> Scheme {
    let light = contrast(ground, [0; 3]) > contrast(ground, [255; 3]);
    if light { Scheme::Light } else { Scheme::Dark }
}

/// WCAG 2.2, “contrast ratio”: from 1 (the same) to 21 (black and white).
pub fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, “relative luminance”.
fn luminance(rgb: [u8; 3]) -> f64 {
    let [red, green, blue] = rgb.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

impl Theme {
    /// The theme for a wish, on a terminal of this ground and depth.
    pub fn of(wish: Wish, ground: Scheme, depth: Depth) -> Self {
        match wish {
            Wish::Auto => Self { scheme: ground, depth },
            Wish::Dark => Self { scheme: Scheme::Dark, depth },
            Wish::Light => Self { scheme: Scheme::Light, depth },
            Wish::Mono => Self { scheme: ground, depth: Depth::None },
        }
    }

    pub fn scheme(self) -> Scheme {
        self.scheme
    }

    pub fn is_mono(self) -> bool {
        self.depth == Depth::None
    }

    pub fn style(self, role: Role) -> Style {
        if self.is_mono() {
            return Style::new().add_modifier(plain(role));
        }
        let palette = self.palette();
        let over = |paint| match (self.ground(paint), self.color(palette.over)) {
            (Some(ground), Some(over)) => Style::new().fg(over).bg(ground),
            _ => Style::new().add_modifier(Modifier::REVERSED),
        };
        match role {
            Role::Text => Style::new(),
            Role::Dim | Role::Border => self.paint(palette.dim, Modifier::DIM),
            Role::Accent => self.paint(palette.accent, Modifier::empty()),
            Role::BorderFocus => self.paint(palette.accent, Modifier::empty()).bold(),
            Role::Ok => self.paint(palette.ok, Modifier::BOLD),
            Role::Warn => self.paint(palette.warn, Modifier::empty()),
            Role::Error => self.paint(palette.error, Modifier::empty()),
            Role::Selection => over(palette.accent),
            Role::Found => over(palette.warn),
            Role::Added => self.paint(palette.ok, Modifier::BOLD).underlined(),
            Role::Removed => self.paint(palette.error, Modifier::empty()).crossed_out(),
        }
    }

    /// A finding's place in the text: the words keep their colour, the line below has it.
    pub fn mark(self, level: Level) -> Style {
        let style = Style::new().underlined();
        if self.is_mono() {
            return match level {
                Level::Error => style.bold(),
                Level::Warning | Level::Suggestion => style,
            };
        }
        let palette = self.palette();
        let paint = match level {
            Level::Error => palette.error,
            Level::Warning => palette.warn,
            Level::Suggestion => palette.dim,
        };
        self.color(paint).map_or(style, |color| style.underline_color(color))
    }

    pub fn level(self, level: Level) -> Look {
        let (glyph, key, role) = match level {
            Level::Error => ("✗", "level-error", Role::Error),
            Level::Warning => ("!", "level-warning", Role::Warn),
            Level::Suggestion => ("i", "level-suggestion", Role::Dim),
        };
        Look { glyph, key, style: self.style(role) }
    }

    pub fn stage(self, stage: StageName, flags: Flags) -> Look {
        let (glyph, key, role, bare) = match stage {
            StageName::Draft if flags.returned() => {
                ("↩", "stage-draft", Role::Warn, Modifier::empty())
            }
            StageName::Draft if flags.correcting() => {
                ("↗", "stage-draft", Role::Text, Modifier::empty())
            }
            StageName::Draft => ("·", "stage-draft", Role::Text, Modifier::empty()),
            StageName::Submitted => ("◆", "stage-submitted", Role::Warn, Modifier::UNDERLINED),
            StageName::Approved => ("✓", "stage-approved", Role::Ok, Modifier::BOLD),
            StageName::Scheduled => ("◷", "stage-scheduled", Role::Accent, Modifier::BOLD),
            StageName::Published => ("↗", "stage-published", Role::Ok, Modifier::DIM),
            StageName::Withdrawn => {
                ("⊘", "stage-withdrawn", Role::Error, Modifier::BOLD.union(Modifier::UNDERLINED))
            }
        };
        let style = if self.is_mono() { Style::new().add_modifier(bare) } else { self.style(role) };
        Look { glyph, key, style }
    }

    fn palette(self) -> &'static Palette {
        match self.scheme {
            Scheme::Dark => &palette::DARK,
            Scheme::Light => &palette::LIGHT,
        }
    }

    fn color(self, paint: Paint) -> Option<Color> {
        match self.depth {
            Depth::None => None,
            Depth::Sixteen => paint.named,
            Depth::Many => Some(Color::Indexed(paint.index)),
            Depth::True => {
                let [red, green, blue] = paint.rgb;
                Some(Color::Rgb(red, green, blue))
            }
        }
    }

    /// The sixteen colours are each terminal's own: as a ground they promise no contrast.
    fn ground(self, paint: Paint) -> Option<Color> {
        self.color(paint).filter(|_| self.depth > Depth::Sixteen)
    }

    fn paint(self, paint: Paint, without: Modifier) -> Style {
        match self.color(paint) {
            Some(color) => Style::new().fg(color),
            None => Style::new().add_modifier(without),
        }
    }
}

/// The roles where there is no colour.
fn plain(role: Role) -> Modifier {
    match role {
        Role::Text | Role::Border => Modifier::empty(),
        Role::Dim => Modifier::DIM,
        Role::Accent | Role::Ok | Role::BorderFocus => Modifier::BOLD,
        Role::Warn | Role::Added => Modifier::UNDERLINED,
        Role::Error => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Selection => Modifier::REVERSED,
        Role::Found => Modifier::REVERSED.union(Modifier::BOLD),
        Role::Removed => Modifier::CROSSED_OUT,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    const DARK_GROUNDS: [[u8; 3]; 6] = [
        [0, 0, 0],
        [0x15, 0x17, 0x1c],
        [0x1e, 0x1e, 0x2e],
        [0x28, 0x2c, 0x34],
        [0, 0x2b, 0x36],
        [0x0c, 0x0c, 0x0c],
    ];
    const LIGHT_GROUNDS: [[u8; 3]; 4] =
        [[255, 255, 255], [255, 255, 0xf4], [0xfd, 0xf6, 0xe3], [0xef, 0xf1, 0xf5]];
    const DEPTHS: [Depth; 4] = [Depth::None, Depth::Sixteen, Depth::Many, Depth::True];

    fn themes() -> impl Iterator<Item = Theme> {
        DEPTHS.into_iter().flat_map(|depth| {
            [Scheme::Dark, Scheme::Light].map(|ground| Theme::of(Wish::Auto, ground, depth))
        })
    }

    /// What a colour is in xterm, whose values for the sixteen names others have too.
    fn rgb(color: Color) -> [u8; 3] {
        match color {
            Color::Rgb(red, green, blue) => [red, green, blue],
            Color::Indexed(index @ 16..=231) => {
                let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
                let index = index - 16;
                [step(index / 36), step(index / 6 % 6), step(index % 6)]
            }
            Color::Indexed(index @ 232..) => [8 + 10 * (index - 232); 3],
            Color::Black => [0, 0, 0],
            Color::Red => [0xcd, 0, 0],
            Color::Magenta => [0xcd, 0, 0xcd],
            Color::Blue => [0, 0, 0xee],
            Color::LightRed => [255, 0, 0],
            Color::LightGreen => [0, 255, 0],
            Color::LightYellow => [255, 255, 0],
            Color::LightCyan => [0, 255, 255],
            other => panic!("{other:?} has no value here"),
        }
    }

    #[test]
    fn every_pair_can_be_read() {
        for theme in themes() {
            let grounds: &[_] = match (theme.depth, theme.scheme) {
                (Depth::Sixteen, Scheme::Dark) => &DARK_GROUNDS[..1],
                (Depth::Sixteen, Scheme::Light) => &LIGHT_GROUNDS[..1],
                (_, Scheme::Dark) => &DARK_GROUNDS,
                (_, Scheme::Light) => &LIGHT_GROUNDS,
            };
            for role in Role::ALL {
                let style = theme.style(role);
                let Some(color) = style.fg else { continue };
                let own = style.bg.map(rgb);
                for ground in own.as_ref().map_or(grounds, std::slice::from_ref) {
                    let found = contrast(rgb(color), *ground);
                    assert!(found >= 4.5, "{theme:?} {role:?} on {ground:x?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        for (a, b, want) in [
            ([0, 0, 0], [255, 255, 255], 21.0),
            ([255, 255, 255], [255, 255, 255], 1.0),
            ([0x77, 0x77, 0x77], [255, 255, 255], 4.48),
            ([0x78, 0xb4, 0xff], [0, 0, 0], 9.8),
            ([0, 0x50, 0xa0], [255, 255, 255], 7.9),
        ] {
            let found = contrast(a, b);
            assert!((found - want).abs() < 0.06, "{a:?} {b:?}: {found}");
        }
    }

    #[test]
    fn without_colour_no_style_has_one() {
        for theme in themes().filter(|theme| theme.is_mono()) {
            let levels = [Level::Suggestion, Level::Warning, Level::Error];
            let marks = levels.into_iter().map(|level| theme.mark(level));
            let stages = StageName::ALL.map(|stage| theme.stage(stage, Flags(0)).style);
            for style in
                Role::ALL.map(|role| theme.style(role)).into_iter().chain(marks).chain(stages)
            {
                assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None));
            }
        }
        let mono = Theme::of(Wish::Mono, Scheme::Light, Depth::True);
        assert!(mono.is_mono());
        assert!(mono.style(Role::Selection).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn what_matters_differs_from_text_in_every_theme() {
        for theme in themes() {
            for role in
                [Role::Accent, Role::Warn, Role::Error, Role::Ok, Role::Selection, Role::Found]
            {
                assert_ne!(theme.style(role), theme.style(Role::Text), "{theme:?} {role:?}");
            }
            assert_ne!(theme.style(Role::Border), theme.style(Role::BorderFocus), "{theme:?}");
            for level in [Level::Suggestion, Level::Warning, Level::Error] {
                assert!(theme.mark(level).add_modifier.contains(Modifier::UNDERLINED));
            }
        }
    }

    #[test]
    fn each_stage_has_a_narrow_sign_and_a_word() {
        let theme = Theme::of(Wish::Auto, Scheme::Dark, Depth::True);
        let words = crate::lang::Words::of(crate::lang::Lang::Id);
        let mut seen = HashSet::new();
        for stage in StageName::ALL {
            let look = theme.stage(stage, Flags(0));
            assert_eq!(look.key, format!("stage-{}", stage.word()));
            assert!(words.has(look.key), "{}", look.key);
            assert_eq!(look.glyph.width(), 1);
            assert!(seen.insert(look.glyph));
        }
        assert_eq!(theme.stage(StageName::Draft, Flags(1)).glyph, "↩");
        assert_eq!(theme.stage(StageName::Draft, Flags(2)).glyph, "↗");
        for level in [Level::Suggestion, Level::Warning, Level::Error] {
            let look = theme.level(level);
            assert!(words.has(look.key) && look.glyph.width() == 1, "{}", look.key);
        }
        assert_eq!((QUEUED.width(), SELECTED.width()), (1, 1));
    }

    #[test]
    fn the_environment_tells_the_depth() {
        for (no_color, colorterm, term, want) in [
            (None, Some("truecolor"), Some("xterm-256color"), Depth::True),
            (None, Some("24bit"), Some("xterm"), Depth::True),
            (Some("1"), Some("truecolor"), Some("xterm-256color"), Depth::None),
            (Some(""), None, Some("xterm-256color"), Depth::Many),
            (None, None, Some("tmux-256color"), Depth::Many),
            (None, None, Some("xterm-kitty"), Depth::Many),
            (None, None, Some("xterm-direct"), Depth::True),
            (None, None, Some("xterm"), Depth::Sixteen),
            (None, None, Some("linux"), Depth::Sixteen),
            (None, None, Some("vt100"), Depth::None),
            (None, None, Some("dumb"), Depth::None),
            (None, None, None, Depth::None),
        ] {
            assert_eq!(Depth::of(no_color, colorterm, term), want, "{colorterm:?} {term:?}");
        }
    }

    #[test]
    fn grounds_are_told_apart() {
        for ground in DARK_GROUNDS {
            assert_eq!(scheme_of(ground), Scheme::Dark, "{ground:x?}");
        }
        for ground in LIGHT_GROUNDS {
            assert_eq!(scheme_of(ground), Scheme::Light, "{ground:x?}");
        }
        for (value, want) in [
            ("15;0", Some(Scheme::Dark)),
            ("0;15", Some(Scheme::Light)),
            ("0;default;15", Some(Scheme::Light)),
            ("12;8", Some(Scheme::Dark)),
            ("7;default", None),
            ("", None),
        ] {
            assert_eq!(scheme_of_colorfgbg(value), want, "{value}");
        }
    }

    #[test]
    fn a_wish_is_a_word_and_has_a_next() {
        for wish in Wish::ALL {
            assert_eq!(Wish::from_word(wish.word()), Some(wish));
        }
        assert_eq!(Wish::from_word("ungu"), None);
        assert_eq!([Wish::Auto.next(), Wish::Mono.next()], [Wish::Dark, Wish::Auto]);
        let light = Theme::of(Wish::Light, Scheme::Dark, Depth::True);
        assert_eq!(light.scheme(), Scheme::Light);
    }
}
