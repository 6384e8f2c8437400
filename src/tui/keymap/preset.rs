//! The key maps that the program comes with beside its own.

/// Which keys a person's own file stands over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Preset {
    #[default]
    Standard,
    Emacs,
    Vim,
}

impl Preset {
    pub const ALL: [Self; 3] = [Self::Standard, Self::Emacs, Self::Vim];

    /// As settings name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Emacs => "emacs",
            Self::Vim => "vim",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.word() == word)
    }

    /// What differs from the keys that the program begins with.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Standard => "",
            Self::Emacs => include_str!("../../../assets/keymaps/emacs.toml"),
            Self::Vim => include_str!("../../../assets/keymaps/vim.toml"),
        }
    }
}
