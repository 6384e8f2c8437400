//! The colours, each in three depths. The tests of `theme.rs` hold every one to be readable.

use ratatui::style::Color;

/// One colour as each kind of terminal can show it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub rgb: [u8; 3],
    /// The nearest of the 256 that can still be read.
    pub index: u8,
    /// Of the sixteen, where one of them can be read; else a modifier has to do.
    pub named: Option<Color>,
}

#[derive(Debug)]
pub(super) struct Palette {
    pub dim: Paint,
    pub accent: Paint,
    pub ok: Paint,
    pub warn: Paint,
    pub error: Paint,
    /// The text on a ground of another colour of this palette.
    pub over: Paint,
}

const fn paint(rgb: [u8; 3], index: u8, named: Option<Color>) -> Paint {
    Paint { rgb, index, named }
}

pub(super) const DARK: Palette = Palette {
    dim: paint([0x9a, 0x9a, 0xa6], 247, None),
    accent: paint([0x78, 0xb4, 0xff], 111, Some(Color::LightCyan)),
    ok: paint([0x78, 0xdc, 0x96], 114, Some(Color::LightGreen)),
    warn: paint([0xf0, 0xbe, 0x5a], 215, Some(Color::LightYellow)),
    error: paint([0xff, 0x78, 0x78], 210, Some(Color::LightRed)),
    over: paint([0, 0, 0], 16, Some(Color::Black)),
};

/// Of the sixteen, green, yellow and cyan cannot be read on white.
pub(super) const LIGHT: Palette = Palette {
    dim: paint([0x5a, 0x5a, 0x5a], 240, None),
    accent: paint([0, 0x50, 0xa0], 25, Some(Color::Blue)),
    ok: paint([0, 0x6e, 0x32], 22, None),
    warn: paint([0x96, 0x5a, 0], 94, Some(Color::Magenta)),
    error: paint([0xaa, 0, 0], 124, Some(Color::Red)),
    over: paint([255, 255, 255], 231, None),
};
