//! Free text that belongs to a record but may not stand in its header: reasons, names, settings.

use serde::{Deserialize, Serialize};

use super::ids::{Digest, hex_of};
use super::seal::canonical;

/// A short text, stored as content. The salt keeps an erased text from being guessed by trying
/// likely words against its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub v: u8,
    pub kind: Kind,
    /// 32 hexadecimal digits.
    pub salt: String,
    pub text: String,
}

/// The word that tells notes from manuscripts among contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Note,
}

impl Note {
    pub fn new(text: impl Into<String>, salt: [u8; 16]) -> Self {
        Self { v: 1, kind: Kind::Note, salt: hex_of(&salt), text: text.into() }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::bytes_of(self)
    }

    pub fn digest(&self) -> Digest {
        Digest::of(&self.to_bytes())
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
