//! The key of an integration, and the short-lived tokens that are made with it.
//!
//! Ghost counts the age of a token by its own clock and takes none that is older than five minutes:
//! so each request has a new one, made for the time that the server has.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::time::Timestamp;
use crate::keys::secret::Secret;

/// How long a token is good for, in seconds: under the five minutes that Ghost allows.
const LIFE: i64 = 240;
/// Ghost makes secrets of 32 bytes; HMAC takes up to a block as they are.
const LENGTH: std::ops::RangeInclusive<usize> = 16..=64;

/// An Admin API key, as the page of an integration shows it: `id:secret`.
pub(super) struct Key {
    id: String,
    secret: Zeroizing<Vec<u8>>,
}

/// Says that some words are no key. Holds none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an Admin API key is id:secret in hexadecimal digits")]
pub struct BadKey;

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl Key {
    pub(super) fn read(secret: &Secret) -> Result<Self, BadKey> {
        let (id, secret) = secret.expose().trim().split_once(':').ok_or(BadKey)?;
        let secret = unhex(secret).filter(|bytes| LENGTH.contains(&bytes.len())).ok_or(BadKey)?;
        let plain = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
        if plain { Ok(Self { id: id.to_owned(), secret }) } else { Err(BadKey) }
    }

    /// A token for this moment of the server's clock.
    pub(super) fn token(&self, at: Timestamp) -> Zeroizing<String> {
        let seconds = at.ms().div_euclid(1_000);
        let head = format!(r#"{{"alg":"HS256","kid":"{}","typ":"JWT"}}"#, self.id);
        let claims = format!(r#"{{"iat":{seconds},"exp":{},"aud":"/admin/"}}"#, seconds + LIFE);
        let mut token = Zeroizing::new(URL_SAFE_NO_PAD.encode(head));
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let mut mac = self.mac();
        mac.update(token.as_bytes());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(mac.finalize().into_bytes(), &mut token);
        token
    }

    fn mac(&self) -> Hmac<Sha256> {
        // A key no longer than a block is filled with zeros (RFC 2104, section 2).
        let mut block = Zeroizing::new([0_u8; 64]);
        for (to, from) in block.iter_mut().zip(self.secret.iter()) {
            *to = *from;
        }
        Hmac::new((&*block).into())
    }
}

fn unhex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else { return None };
    let mut bytes = Zeroizing::new(Vec::with_capacity(pairs.len()));
    for [high, low] in pairs {
        bytes.push(u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "65f0c0ffee65f0c0ffee65f0:\
        000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    /// Made by Python's `hmac`.
    const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjY1ZjBjMGZmZWU2NWYwYzBmZmVlNjVmMCIsInR5cCI6\
        IkpXVCJ9.eyJpYXQiOjE3OTUyOTEyMDAsImV4cCI6MTc5NTI5MTQ0MCwiYXVkIjoiL2FkbWluLyJ9.\
        vRa4MoNCAoyqsV7Nv0HkLL_laP2UqXrOzZFXSK2JV8s";

    #[test]
    fn signs_as_others_do() {
        let key = Key::read(&Secret::new(KEY).unwrap()).unwrap();
        // Milliseconds are no part of it.
        assert_eq!(*key.token(Timestamp::from_ms(1_795_291_200_999)), TOKEN);
        assert_eq!(format!("{key:?}"), "***");
    }

    #[test]
    fn what_is_no_key_is_told_and_not_shown() {
        let digits = "00".repeat(32);
        assert_eq!(Key::read(&Secret::none()).unwrap_err(), BadKey);
        for bad in [
            ":",
            "65f0",
            "65f0:",
            "65f0:00",
            "65f0:zz",
            "65f0:+1020304050607080910111213141516",
            &format!(":{digits}"),
            &format!("65f0\"x:{digits}"),
            &format!("65f0:{digits}0"),
            &format!("65f0:{}", "00".repeat(65)),
        ] {
            assert_eq!(Key::read(&Secret::new(bad).unwrap()).unwrap_err(), BadKey, "{bad}");
        }
        assert!(Key::read(&Secret::new(&format!(" 65f0:{digits}\n")).unwrap()).is_ok());
    }
}
