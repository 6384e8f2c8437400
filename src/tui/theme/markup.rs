//! What Markdown looks like where it is written and where it is read: by weight and slant first,
//! so that nothing is lost without colour.

use ratatui::style::{Modifier, Style};

use super::{Role, Theme};
use crate::text::markdown::Looks;

impl Theme {
    /// The style of words of these looks, over that of plain ones.
    pub fn markup(self, looks: Looks) -> Style {
        if looks.has(Looks::MARKER) {
            return self.style(Role::Accent).add_modifier(Modifier::BOLD);
        }
        if looks.has(Looks::SIGN) {
            return self.style(Role::Dim);
        }
        let mut style = Style::new();
        if looks.has(Looks::CODE) {
            style = self.style(Role::Dim);
        }
        if looks.has(Looks::HEADING | Looks::LINK) {
            style = self.style(Role::Accent);
        }
        // Without colour an accent is bold, which a link is not.
        style.add_modifier = Modifier::empty();
        if looks.has(Looks::CODE) {
            style.add_modifier |= self.style(Role::Dim).add_modifier;
        }
        if looks.has(Looks::HEADING | Looks::STRONG) {
            style = style.add_modifier(Modifier::BOLD);
        }
        if looks.has(Looks::LINK) {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        // What is emphasised in a quote stands upright again.
        if looks.has(Looks::EMPHASIS) != looks.has(Looks::QUOTE) {
            style = style.add_modifier(Modifier::ITALIC);
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Depth, Scheme, Wish};
    use super::*;

    #[test]
    fn without_colour_each_kind_still_looks_its_own() {
        let all = [
            Looks::default(),
            Looks::EMPHASIS,
            Looks::STRONG,
            Looks::LINK,
            Looks::CODE,
            Looks::STRONG | Looks::EMPHASIS,
            Looks::STRONG | Looks::LINK,
            Looks::EMPHASIS | Looks::LINK,
        ];
        let mono = Theme::of(Wish::Mono, Scheme::Dark, Depth::True);
        let dark = Theme::of(Wish::Dark, Scheme::Dark, Depth::True);
        for (at, looks) in all.iter().enumerate() {
            let style = mono.markup(*looks);
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None));
            for other in &all[..at] {
                assert_ne!(mono.markup(*other), style, "{looks:?} {other:?}");
                // Nor is it told by colour alone where there is colour, but for code, whose
                // signs stand around it.
                if !looks.has(Looks::CODE) && !other.has(Looks::CODE) {
                    let weight = |looks| dark.markup(looks).add_modifier;
                    assert_ne!(weight(*other), weight(*looks), "{looks:?} {other:?}");
                }
            }
        }
        for looks in [Looks::HEADING, Looks::QUOTE, Looks::SIGN, Looks::MARKER] {
            assert_ne!(mono.markup(looks), Style::new(), "{looks:?}");
        }
    }
}
