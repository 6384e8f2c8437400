//! The names of things: digests, keys, and ids that sort by time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// Says that a text is not the hexadecimal form of so many bytes, or not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a {0}")]
pub struct BadId(pub &'static str);

/// In pieces of a digest: written byte by byte they would cost more than all else in a record.
fn hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    bytes.chunks(32).try_for_each(|bytes| {
        let mut digits = [0; 64];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 0x0f)]);
        }
        let written = digits.get(..2 * bytes.len()).unwrap_or_default();
        f.write_str(std::str::from_utf8(written).map_err(|_never| fmt::Error)?)
    })
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex_of(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

fn unhex<const N: usize>(text: &str, what: &'static str) -> Result<[u8; N], BadId> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return Err(BadId(what));
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let nibble = |digit: u8| match digit {
            b'0'..=b'9' => Ok(digit - b'0'),
            // Upper case is refused: a digest has one spelling only.
            b'a'..=b'f' => Ok(digit - b'a' + 10),
            _ => Err(BadId(what)),
        };
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Ok(bytes)
}

/// Written in logs and records as it is shown, and read back from that alone.
macro_rules! written {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self)
            }
        }
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

macro_rules! bytes_id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(&self.0, f)
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                unhex(text, $what).map(Self)
            }
        }
        impl TryFrom<&[u8]> for $name {
            type Error = BadId;
            fn try_from(bytes: &[u8]) -> Result<Self, BadId> {
                bytes.try_into().map(Self).map_err(|_short| BadId($what))
            }
        }
        written!($name);
    };
}

bytes_id!(
    /// SHA-256 of some bytes, written as 64 lower-case hexadecimal digits.
    Digest, "digest"
);
bytes_id!(
    /// The Ed25519 public key of a writer: one person on one machine.
    WriterKey, "key"
);

impl Digest {
    /// What stands for "nothing before this" in a writer's first record.
    pub const ZERO: Self = Self([0; 32]);

    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The same of bytes that come in pieces.
    pub fn of_pieces<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Sha256::new();
        for piece in pieces {
            hasher.update(piece);
        }
        Self(hasher.finalize().into())
    }

    /// The first eight hexadecimal digits: how a twin revision is told apart on the screen.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl WriterKey {
    /// The first sixteen hexadecimal digits: the name of the key's file.
    pub fn file_stem(&self) -> String {
        self.to_string().chars().take(16).collect()
    }
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                // Only the hyphenated form: an id has one spelling.
                if text.len() != 36 {
                    return Err(BadId($what));
                }
                Uuid::try_parse(text).map(Self).map_err(|_form| BadId($what))
            }
        }
        impl TryFrom<&[u8]> for $name {
            type Error = BadId;
            fn try_from(bytes: &[u8]) -> Result<Self, BadId> {
                Uuid::from_slice(bytes).map(Self).map_err(|_short| BadId($what))
            }
        }
        written!($name);
    };
}

uuid_id!(
    /// An article, whatever happens to its headline.
    ArticleId, "article id"
);
uuid_id!(
    /// A person, whatever happens to the name.
    PersonId, "person id"
);
uuid_id!(
    /// The office that a desk belongs to.
    OfficeId, "office id"
);

/// Crockford's base32 alphabet, lower case: no `i l o u`, so that an id can be read out loud.
const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl ArticleId {
    /// The last eight characters of the id in Crockford's base32.
    ///
    /// The end of a version 7 UUID is its random part: neighbours in time differ there.
    pub fn short(&self) -> String {
        let low = self.0.as_u128();
        (0..8).rev().map(|i| char::from(CROCKFORD[(low >> (5 * i) & 31) as usize])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_has_one_spelling() {
        let digest = Digest::of(b"redaksi");
        assert_eq!(digest.to_string(), hex_of(&digest.0));
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert!(digest.to_string().to_uppercase().parse::<Digest>().is_err());
        assert!("ab".parse::<Digest>().is_err());
    }

    #[test]
    fn a_short_id_is_the_tail_of_the_id() {
        let id: ArticleId = "0192f0c1-2345-7abc-8def-00000000002f".parse().unwrap();
        assert_eq!(id.short(), "0000001f");
    }
}
