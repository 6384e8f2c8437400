//! Stages as a sign and a word, never as a colour alone.

use super::Tone;
use super::table::Cell;
use crate::lang::Words;

/// Where a text is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    Draft,
    /// A draft that a reviewer sent back.
    Returned,
    /// A draft that will correct what is published.
    Correction,
    Submitted,
    Approved,
    Scheduled,
    Published,
    Withdrawn,
}

impl Badge {
    /// From the words of JSON and queries; a word of a newer program has no badge.
    pub fn of(stage: &str, returned: bool, correction: bool) -> Option<Self> {
        Some(match stage {
            "draft" if returned => Self::Returned,
            "draft" if correction => Self::Correction,
            "draft" => Self::Draft,
            "submitted" => Self::Submitted,
            "approved" => Self::Approved,
            "scheduled" => Self::Scheduled,
            "published" => Self::Published,
            "withdrawn" => Self::Withdrawn,
            _ => return None,
        })
    }

    pub fn sign(self) -> &'static str {
        match self {
            Self::Draft => "·",
            Self::Returned => "↩",
            Self::Correction | Self::Published => "↗",
            Self::Submitted => "◆",
            Self::Approved => "✓",
            Self::Scheduled => "◷",
            Self::Withdrawn => "⊘",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Draft | Self::Returned | Self::Correction => "stage-draft",
            Self::Submitted => "stage-submitted",
            Self::Approved => "stage-approved",
            Self::Scheduled => "stage-scheduled",
            Self::Published => "stage-published",
            Self::Withdrawn => "stage-withdrawn",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::Draft | Self::Correction => Tone::Plain,
            Self::Returned | Self::Submitted => Tone::Warn,
            Self::Approved | Self::Published => Tone::Good,
            Self::Scheduled => Tone::Accent,
            Self::Withdrawn => Tone::Dim,
        }
    }

    /// `TINJAU ◆`
    pub fn text(self, words: &Words) -> String {
        format!("{} {}", words.say(self.key(), &[]), self.sign())
    }

    pub fn cell(self, words: &Words) -> Cell {
        Cell::from(self.text(words)).tone(self.tone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn a_stage_is_a_word_and_a_sign() {
        let words = Words::of(Lang::Id);
        for (stage, returned, correction, want) in [
            ("draft", false, false, "DRAF ·"),
            ("draft", true, true, "DRAF ↩"),
            ("draft", false, true, "DRAF ↗"),
            ("submitted", false, true, "TINJAU ◆"),
            ("approved", false, false, "SETUJU ✓"),
            ("scheduled", false, false, "TERJADWAL ◷"),
            ("published", false, false, "TERBIT ↗"),
            ("withdrawn", false, false, "DITARIK ⊘"),
        ] {
            let badge = Badge::of(stage, returned, correction).unwrap();
            assert_eq!(badge.text(&words), want);
        }
        assert_eq!(Badge::of("embalmed", false, false), None);
    }
}
