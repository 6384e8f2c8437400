//! What nobody may see.

use zeroize::Zeroizing;

/// A passphrase on its way to the key: no debug output shows it, and its memory is overwritten.
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(words: Zeroizing<String>) -> Self {
        Self(words)
    }

    pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.as_bytes().to_vec())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}
