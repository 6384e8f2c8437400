//! A Hunspell dictionary of the machine, where it has one: words that it knows are no slips. Its
//! two files are handed in as bytes; who reads them, and when, is not the rules' affair.

use std::fmt;
use std::hash::{BuildHasherDefault, DefaultHasher};

use spellbook::Dictionary;

/// A word that is longer is asked about nowhere.
const LONGEST: usize = 64;
/// A dictionary that was read.
pub struct Speller {
    dictionary: Dictionary<BuildHasherDefault<DefaultHasher>>,
}

#[derive(Debug, thiserror::Error)]
pub enum SpellerError {
    #[error("it is longer than {} bytes", Speller::LARGEST)]
    TooLong,
    #[error("its rules cannot be read")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Speller {
    /// A file of more bytes is no dictionary.
    pub const LARGEST: usize = 16 << 20;

    /// From the bytes of an `.aff` and of a `.dic` file.
    pub fn new(aff: &[u8], dic: &[u8]) -> Result<Self, SpellerError> {
        if aff.len().max(dic.len()) > Self::LARGEST {
            return Err(SpellerError::TooLong);
        }
        let hasher = BuildHasherDefault::default();
        let dictionary = Dictionary::new_with_hasher(&text(aff), &text(dic), hasher)
            .map_err(|source| SpellerError::Broken(source.to_string().into()))?;
        Ok(Self { dictionary })
    }

    /// Does it know the word, if need be without a clitic? The engine loses some forms with a
    /// clitic behind a circumfix, and dictionaries lack many.
    pub fn knows(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > LONGEST {
            return false;
        }
        let bare = || super::CLITICS.iter().filter_map(|clitic| word.strip_suffix(clitic));
        self.dictionary.check(word)
            || bare().any(|bare| bare.len() >= super::BASE && self.dictionary.check(bare))
    }

    /// What somebody may have meant. This takes some ten milliseconds: never ask between a key and
    /// the screen.
    pub fn suggestions(&self, word: &str, most: usize) -> Vec<String> {
        let mut found = Vec::new();
        if word.len() <= LONGEST {
            self.dictionary.suggest(word, &mut found);
        }
        found.truncate(most);
        found
    }
}

impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Speller")
    }
}

/// Older dictionaries are Latin 1, one byte a character.
fn text(bytes: &[u8]) -> String {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match str::from_utf8(plain) {
        Ok(text) => text.to_owned(),
        Err(_) => plain.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &[u8] = b"SET ISO8859-1\nTRY aeiou\nPFX D Y 1\nPFX D 0 di .\n";
    const DIC: &[u8] = b"4\nbaca/D\nwarta\ncaf\xe9\ngurindam\n";

    #[test]
    fn a_dictionary_knows_words_and_clitics() {
        let speller = Speller::new(AFF, DIC).unwrap();
        for word in ["warta", "dibaca", "dibacanya", "wartakah", "café"] {
            assert!(speller.knows(word), "{word}");
        }
        for word in ["warat", "diwarta", "", "nya", &"a".repeat(200)] {
            assert!(!speller.knows(word), "{word}");
        }
        assert_eq!(speller.suggestions("wartaa", 1), ["warta"]);
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        assert!(matches!(Speller::new(b"PFX D Y many\n", DIC), Err(SpellerError::Broken(_))));
        let long = vec![b'a'; Speller::LARGEST + 1];
        assert!(matches!(Speller::new(AFF, &long), Err(SpellerError::TooLong)));
    }
}
