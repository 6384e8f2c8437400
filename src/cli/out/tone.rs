//! Calm colours: the sixteen that the person's theme defines. A tone only repeats what a word
//! or a sign beside it says.

use anstyle::{AnsiColor, Style};

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Dim,
    Strong,
    Good,
    Warn,
    Bad,
    Accent,
    /// A word that came in, or went out.
    Added,
    Removed,
}

impl Tone {
    pub fn style(self) -> Style {
        let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Dim => Style::new().dimmed(),
            Self::Strong => Style::new().bold(),
            Self::Good => color(AnsiColor::Green),
            Self::Warn => color(AnsiColor::Yellow),
            Self::Bad => color(AnsiColor::Red).bold(),
            Self::Accent => color(AnsiColor::Cyan),
            Self::Added => color(AnsiColor::Green).underline(),
            Self::Removed => color(AnsiColor::Red).strikethrough(),
        }
    }
}
